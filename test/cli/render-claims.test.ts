// Claims as lines for readers, in the cases that the commands' tests do not meet.
import { describe, expect, test } from 'vitest';
import { certaintyLabel, claimDate, claimLines, claimListLines, speakerLabel } from '../../cli/render-claims.ts';
import { styleFor } from '../../cli/style.ts';
import type { Claim, ExtractedClaim } from '../../shared/records/claim.ts';
import { claimsOf, extractedClaim } from '../support/claims.ts';

const page = { style: styleFor(false), columns: 80 };
const claim = (overrides: Partial<ExtractedClaim>, source: Partial<Claim['source']> = {}): Claim => {
  const [made] = claimsOf([extractedClaim('the mill will close', overrides)]);
  return { ...made!, source: { ...made!.source, ...source } };
};
const speaker = (overrides: Partial<Claim['speaker']>) => ({
  speaker: { ...extractedClaim('x').speaker, ...overrides },
});
const mention = { start: 0, end: 11, exact: 'a spokesman' };
const span = (start: number, exact: string) => ({ start, end: start + exact.length, exact });

describe('a claim', () => {
  test.each<[string, Claim, string]>([
    ['by name', claim({}), 'Mara Lindqvist'],
    ['unresolved', claim(speaker({ name: null, mention })), 'a spokesman (unresolved)'],
    ['unnamed', claim(speaker({ name: null, mention, type: 'unnamed' })), 'a spokesman'],
    ['without any words', claim(speaker({ name: null })), 'speaker unknown'],
    ["in the article's own words", claim({ kind: 'assertion', ...speaker({ name: null }) }), 'Harbour Post'],
    [
      'in the words of an article without an outlet',
      claim({ kind: 'assertion', ...speaker({ name: null }) }, { outlet: null }),
      'the article',
    ],
  ])('%s', (_, made, label) => {
    expect(speakerLabel(made)).toBe(label);
  });

  test('is dated by the saying, else by the publication, else not at all', () => {
    const saidOn = { text: 'Friday', start: 0, end: 6, iso: '2024-02-23', precision: 'day' as const };
    expect(claimDate(claim({ saidOn }))).toBe('2024-02-23');
    expect(claimDate(claim({}))).toBe('2024-03-01');
    expect(claimDate(claim({}, { publishedAt: null }))).toBeNull();
  });

  test('tells a stance other than affirming, and every hedge', () => {
    expect(certaintyLabel(claim({}))).toBe('certain');
    const certainty = { level: 'hedged' as const, hedges: ['may', 'perhaps'], by: null };
    expect(certaintyLabel(claim({ polarity: 'questioned', certainty }))).toBe('questioned, hedged: may, perhaps');
  });

  test('an interrupted quote shows where its cue stood', () => {
    const content = [span(0, 'The mill'), span(20, 'will close')];
    expect(claimLines(claim({ quoteType: 'direct', content }), page)[0]).toContain('“The mill … will close”');
    expect(claimLines(claim({ quoteType: 'indirect', content }), page)[0]).toContain('— the mill will close (');
  });

  test('a note that does not fit goes to a line of its own', () => {
    expect(claimLines(claim({}), { ...page, columns: 60 })).toEqual([
      '  Mara Lindqvist — attributed — the mill will close',
      '      (2024-03-01, certain)',
    ]);
  });
});

test('claims are grouped by article in the order in which articles come, and stand in the order of the text', () => {
  const other = { articleId: 'b'.repeat(32), title: null, url: null, outlet: null, publishedAt: null };
  const late = claim({ text: 'it is late', content: [span(50, 'it is late')] });
  const early = claim({ text: 'it is early', content: [span(10, 'it is early')] });
  expect(claimListLines([late, claim({}, other), early], page)).toEqual([
    'The bridge',
    '  Harbour Post, 2024-03-01',
    '  https://harbour-post.example/a',
    '  Mara Lindqvist — attributed — it is early (2024-03-01, certain)',
    '  Mara Lindqvist — attributed — it is late (2024-03-01, certain)',
    '',
    `article ${other.articleId}`,
    '  undated',
    '  Mara Lindqvist — attributed — the mill will close (undated, certain)',
  ]);
});

describe('an article', () => {
  test.each<[string, Partial<Claim['source']>, string[]]>([
    ['with a title', {}, ['The bridge', '  Harbour Post, 2024-03-01', '  https://harbour-post.example/a']],
    ['without an address', { url: null }, ['The bridge', '  Harbour Post, 2024-03-01', `  article ${'a'.repeat(32)}`]],
    ['without a title', { title: null }, ['https://harbour-post.example/a', '  Harbour Post, 2024-03-01']],
    ['without both', { title: null, url: null }, [`article ${'a'.repeat(32)}`, '  Harbour Post, 2024-03-01']],
  ])('%s is named once', (_, source, heading) => {
    expect(claimListLines([claim({}, source)], page).slice(0, -1)).toEqual(heading);
  });
});
