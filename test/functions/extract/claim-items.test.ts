// Claims under their keys, and the postings they are found by.
import { describe, expect, test } from 'vitest';
import {
  claimItem,
  MAX_ENTITY_POSTINGS,
  MAX_LISTED_CLAIMS,
  postingItems,
  sameContent,
} from '../../../functions/extract/claim-items.ts';
import { fromAttributes, toAttributes } from '../../../shared/aws/attributes.ts';
import type { Entity } from '../../../shared/records/claim.ts';
import { claimOfItem } from '../../../shared/records/claim-item.ts';
import { claimContext, claimsOf, extractedClaim } from '../../support/claims.ts';

const entity = (text: string, type: Entity['type'] = 'organization'): Entity => ({
  text,
  start: 0,
  end: text.length,
  type,
});

describe('records', () => {
  test('a nested claim names its parent by id', () => {
    const [outer, inner] = claimsOf([
      extractedClaim('the mill will close soon'),
      extractedClaim('the mill', { parent: 0 }),
    ]);
    expect(outer?.parentClaimId).toBeNull();
    expect(inner?.parentClaimId).toBe(outer?.claimId);
    expect(inner).not.toHaveProperty('parent');
  });

  test('two claims over the same spans are one', () => {
    expect(
      claimsOf([extractedClaim('the mill will close'), extractedClaim('the mill will close', { confidence: 0.1 })]),
    ).toMatchObject([{ confidence: 0.8 }]);
  });
});

describe('items', () => {
  test('an attributed claim is found by article, speaker and wording', () => {
    const [claim] = claimsOf([extractedClaim('the mill will close')]);
    expect(claimItem(claim!)).toMatchObject({
      pk: `ARTICLE#${claimContext.articleId}`,
      sk: `CLAIM#${claim!.claimId}`,
      gsi1pk: 'SPEAKER#mara-lindqvist',
      gsi1sk: `2024-03-01T08:00:00Z#${claim!.claimId}`,
      gsi2pk: expect.stringMatching(/^CLAIMHASH#[0-9a-f]{32}$/),
      gsi2sk: `2024-03-01T08:00:00Z#${claimContext.articleId}`,
    });
  });

  test('the day it was said goes before the publication date, the day of receipt comes last', () => {
    const saidOn = { text: 'Friday', start: 0, end: 6, iso: '2024-02-23', precision: 'day' as const };
    const [said] = claimsOf([extractedClaim('the mill will close', { saidOn })]);
    expect(claimItem(said!).gsi1sk).toMatch(/^2024-02-23#/);
    const [undated] = claimsOf([extractedClaim('the mill will close')], { publishedAt: null });
    expect(claimItem(undated!)).toMatchObject({
      gsi1sk: expect.stringMatching(/^2024-03-02T00:00:00.000Z#/),
      gsi2sk: expect.stringMatching(/^2024-03-02T00:00:00.000Z#/),
    });
  });

  test('a claim without a named speaker is not in the speaker index', () => {
    const [claim] = claimsOf([
      extractedClaim('the mill will close', { speaker: { ...extractedClaim('x').speaker, name: null, key: null } }),
    ]);
    expect(claimItem(claim!)).not.toHaveProperty('gsi1pk');
  });

  test.each([
    ['four words are hashed', extractedClaim('the mill will close'), true],
    ['three words are not', extractedClaim('mill will close'), false],
    ['an assertion is not', extractedClaim('the mill will close', { kind: 'assertion' }), false],
  ])('%s', (_name, extracted, hashed) => {
    const [claim] = claimsOf([extracted]);
    expect('gsi2pk' in claimItem(claim!)).toBe(hashed);
  });

  test('a number that no table or reader takes as it is, is left out', () => {
    const quantity = (value: number) => ({ text: 'x', start: 0, end: 1, value, unit: null });
    const values = [2 ** 53, 1e160, Number.POSITIVE_INFINITY, 1e-200, 2 ** 53 - 1, -3.5, 0];
    const [claim] = claimsOf([extractedClaim('the mill will close', { quantities: values.map(quantity) })]);
    expect(claim!.quantities.map(({ value }) => value)).toEqual([2 ** 53 - 1, -3.5, 0]);
    expect(claimOfItem(fromAttributes(toAttributes(claimItem(claim!))))).toEqual(claim);
  });

  test('the record comes back from its item', () => {
    const [claim] = claimsOf([extractedClaim('the mill will close')]);
    expect(claimOfItem({ ...claimItem(claim!) })).toEqual(claim);
    expect(() => claimOfItem({ ...claimItem(claim!), polarity: 'maybe' })).toThrow();
  });
});

describe('postings', () => {
  test('an article without claims has none', () => {
    expect(postingItems([], claimContext)).toEqual([]);
  });

  test('one for the day, one for each entity with its claims', () => {
    const claims = claimsOf([
      extractedClaim('the Port Authority lied', { entities: [entity('Port Authority')] }),
      extractedClaim('the Port Authority and Tidewater agreed', {
        entities: [entity('Port Authority'), entity('Tidewater', 'location')],
      }),
    ]);
    const [day, ...entities] = postingItems(claims, claimContext);
    expect(day).toMatchObject({
      kind: 'day-posting',
      pk: expect.stringMatching(/^DAY#2024-03-01#\d+$/),
      sk: `${claimContext.articleId}#tttttttttttttttt`,
      dayOf: 'published',
      claimIds: claims.map((claim) => claim.claimId),
    });
    expect(entities.map((posting) => [posting.pk, posting.claimIds.length])).toEqual([
      ['ENTITY#mara-lindqvist', 2],
      ['ENTITY#port-authority', 2],
      ['ENTITY#tidewater', 1],
    ]);
    expect(entities[1]).toMatchObject({
      sk: `2024-03-01#${claimContext.articleId}#tttttttttttttttt`,
      entity: 'Port Authority',
      type: 'organization',
    });
  });

  test.each([null, '2024-03', '2024'])(
    'with the publication date %j the day is that of receipt, and says so',
    (publishedAt) => {
      const claims = claimsOf([extractedClaim('the mill will close')], { publishedAt });
      expect(postingItems(claims, { ...claimContext, publishedAt })[0]).toMatchObject({
        day: '2024-03-02',
        dayOf: 'received',
      });
    },
  );

  test('at most so many entities, those of most claims first', () => {
    const names = Array.from({ length: MAX_ENTITY_POSTINGS + 5 }, (_, index) => `Group ${index}`);
    const claims = claimsOf([
      extractedClaim('they all agree on it', { entities: names.map((name) => entity(name)) }),
      extractedClaim('one of them still does not', { entities: [entity(names.at(-1)!)] }),
    ]);
    const entities = postingItems(claims, claimContext).slice(1);
    expect(entities).toHaveLength(MAX_ENTITY_POSTINGS);
    expect(entities.map((posting) => posting.pk)).toContain(`ENTITY#group-${names.length - 1}`);
  });

  test('a claim that names somebody twice is listed once', () => {
    const claims = claimsOf([
      extractedClaim('the mill of Tidewater is Tidewater’s', { entities: [entity('Tidewater'), entity('TIDEWATER')] }),
    ]);
    expect(postingItems(claims, claimContext).at(-1)?.claimIds).toEqual([claims[0]!.claimId]);
  });

  test('the claims of a very long text are listed up to what an item holds', () => {
    const [claim] = claimsOf([extractedClaim('the mill will close')]);
    const claims = Array.from({ length: 13_000 }, (_, index) => ({
      ...claim!,
      claimId: index.toString(16).padStart(32, '0'),
    }));
    const postings = postingItems(claims, claimContext);
    expect(postings.map(({ claimIds }) => claimIds.length)).toEqual([MAX_LISTED_CLAIMS, MAX_LISTED_CLAIMS]);
    expect(postings[0]?.claimIds.at(-1)).toBe(claims[MAX_LISTED_CLAIMS - 1]?.claimId);
    expect(Math.max(...postings.map((posting) => JSON.stringify(posting).length))).toBeLessThan(400 * 1024);
  });

  test('a speaker without a name gets none', () => {
    const claims = claimsOf([
      extractedClaim('the mill will close', { speaker: { ...extractedClaim('x').speaker, name: null, key: null } }),
    ]);
    expect(postingItems(claims, claimContext).map((posting) => posting.kind)).toEqual(['day-posting']);
  });

  test('a name without a letter or digit gets none', () => {
    const claims = claimsOf([extractedClaim('the mill will close', { entities: [entity('***')] })]);
    expect(postingItems(claims, claimContext).map((posting) => posting.pk)).not.toContain('ENTITY#');
  });
});

describe('same content', () => {
  test.each([
    ['order of attributes does not count', { a: 1, b: { c: 1, d: 2 } }, { b: { d: 2, c: 1 }, a: 1 }, true],
    ['the time of extraction does not count', { a: 1, extractedAt: 'x' }, { a: 1, extractedAt: 'y' }, true],
    ['another value does', { a: 1 }, { a: 2 }, false],
    ['order in lists does', { a: [1, 2] }, { a: [2, 1] }, false],
  ])('%s', (_name, stored, fresh, same) => {
    expect(sameContent(stored, fresh)).toBe(same);
  });
});
