// Fetching a page: once, and with an account of what cannot be fetched.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pageObjectKey } from '../../../shared/keys.ts';
import type { PageWanted } from '../../../shared/messages/page-wanted.ts';
import { hasDynamoDb } from '../../support/dynamodb.ts';
import { type Answer, type FeedWorld, ok, pageWanted, startFeedWorld, status } from '../../support/feed-world.ts';

let world: FeedWorld;
let serial = 0;

describe.runIf(hasDynamoDb())('a page', () => {
  beforeAll(async () => {
    world = await startFeedWorld();
  });
  afterAll(() => world.stop());
  let host: string;
  beforeEach(() => {
    host = `paper-${++serial}.example`;
    world.stored.length = 0;
    world.postponed.length = 0;
    world.takeRequests();
  });
  const at = (path: string, answer: Answer) => world.answers.set(`${host}${path}`, answer);
  const want = async (changes: Partial<PageWanted> = {}) => {
    const message = pageWanted(world.url(`${host}/story`), changes);
    const isWanted = await world.pages.want({ ...message, message: JSON.stringify(message) }, world.now());
    return { message, isWanted };
  };

  test('is stored with its type and metadata under the key of its address, and never asked for again', async () => {
    at('/story', ok('<p>words</p>', { 'content-type': 'text/html; charset=utf-8' }));
    const { message } = await want();
    expect(await world.fetch(message)).toMatchObject({ kind: 'done', what: 'fetched' });
    expect(world.stored).toEqual([
      expect.objectContaining({ key: pageObjectKey(message.url), contentType: 'text/html; charset=utf-8' }),
    ]);
    expect(Buffer.from(world.stored[0]!.bytes).toString()).toBe('<p>words</p>');
    expect(await world.fetch(message)).toMatchObject({ what: 'superseded' });
    expect((await want({ stamp: 'another feed' })).isWanted).toBe(false);
    expect(world.takeRequests()).toEqual([`${host}/story`]);
  });

  test('that was edited is asked for once more, under the same key', async () => {
    at('/story', ok('<p>words</p>'));
    await world.fetch((await want()).message);
    const edit = await want({ stamp: 's2', why: 'edited' });
    await world.fetch(edit.message);
    await world.fetch(edit.message);
    expect(new Set(world.stored.map(({ key }) => key)).size).toBe(1);
    expect(world.takeRequests()).toHaveLength(2);
    expect((await want({ stamp: 's2', why: 'edited' })).isWanted).toBe(false);
  });

  test('that is edited before it was fetched is asked for once, for the newer of the two', async () => {
    at('/story', ok('<p>words</p>'));
    const first = await want();
    const second = await want({ stamp: 's2', why: 'edited' });
    expect(await world.fetch(first.message)).toMatchObject({ what: 'superseded' });
    expect(await world.fetch(second.message)).toMatchObject({ what: 'fetched' });
    expect(world.takeRequests()).toHaveLength(1);
  });

  test('behind a redirect tells where it was found', async () => {
    at('/story', status(301, { location: '/2031/story' }));
    at('/2031/story', ok('<p>words</p>'));
    await world.fetch((await want()).message);
    expect(world.stored[0]!.metadata.url).toBe(world.url(`${host}/2031/story`));
    expect(world.stored[0]!.key).toBe(pageObjectKey(world.url(`${host}/story`)));
  });

  test.each<[string, Answer, string]>([
    ['404', status(404), 'http-404'],
    ['410', status(410), 'http-410'],
    ['403', status(403), 'http-403'],
    ['451', status(451), 'http-451'],
    ['a redirect to nowhere', status(302), 'http-302'],
    ['an empty body', status(200), 'empty'],
    ['a redirect to another scheme', status(302, { location: 'ftp://valley.example/a' }), 'fetch-scheme'],
    ['a redirect with credentials', status(302, { location: 'http://a:b@valley.example/' }), 'fetch-credentials'],
    ['more than the limit', ok('x'.repeat(1_000_001)), 'fetch-size'],
  ])('answered with %s is accounted for and not asked for again', async (_, answer, reason) => {
    at('/story', answer);
    const { message } = await want();
    const outcome = await world.fetch(message);
    expect(outcome).toMatchObject({
      kind: 'reject',
      reason,
      title: message.entry.title,
      document: { bucket: 'articles', key: pageObjectKey(message.url), versionId: null },
    });
    expect(world.takeRequests()).toEqual([`${host}/story`]);
    // As when the first attempt was cut off before its outcome was in the ledger.
    expect(await world.fetch(message)).toEqual(outcome);
    expect(world.stored).toEqual([]);
    expect(world.takeRequests()).toEqual([]);
  });

  test('that was given up and is wanted for a newer edit is fetched for that one only', async () => {
    at('/story', status(404));
    const first = await want();
    await world.fetch(first.message);
    at('/story', ok('<p>words</p>'));
    const second = await want({ stamp: 's2', why: 'edited' });
    expect(await world.fetch(first.message)).toMatchObject({ what: 'superseded' });
    expect(await world.fetch(second.message)).toMatchObject({ what: 'fetched' });
    expect(await world.fetch(second.message)).toMatchObject({ what: 'superseded' });
  });

  test('that robots.txt forbids is not asked for', async () => {
    at('/robots.txt', ok('User-agent: *\nDisallow: /story'));
    expect(await world.fetch((await want()).message)).toMatchObject({ kind: 'reject', reason: 'robots-disallowed' });
    expect(world.takeRequests()).toEqual([]);
  });

  test.each<[string, Answer, number]>([
    ['503', status(503), 2],
    ['503 with Retry-After', status(503, { 'retry-after': '600' }), 10],
    ['429 with an absurd Retry-After', status(429, { 'retry-after': '9999999' }), 24 * 60],
    ['a cut connection', (_, response) => response.destroy(), 2],
  ])('of a site that answers with %s is tried later, a handful of times', async (_, answer, minutes) => {
    at('/story', answer);
    let { message } = await want();
    for (let tries = 0; tries < 5; tries++) {
      const from = world.now();
      expect(await world.fetch(message)).toMatchObject({ kind: 'done', what: 'retry' });
      const { message: again, at: time } = world.postponed.at(-1)!;
      if (tries === 0) expect(Math.abs(time - from - minutes * 60_000)).toBeLessThan(2000);
      message = again as PageWanted;
      expect(message.tries).toBe(tries + 1);
      world.advance(time - from);
    }
    expect(await world.fetch(message)).toMatchObject({ kind: 'reject' });
    expect(world.takeRequests().filter((path) => path.endsWith('/story'))).toHaveLength(6);
  });

  describe('of a site that cannot answer', () => {
    const retried = () => world.postponed.at(-1)!.message as PageWanted;
    const toItsTime = (message: PageWanted) => world.advance(message.notBefore! - world.now());

    test('is asked for by the newest message only, when it is asked for again while a retry waits', async () => {
      at('/story', status(503));
      await world.fetch((await want()).message);
      const early = retried();
      const later = await want({ sentAt: '2031-01-15T11:00:00.000Z' });
      expect(later.isWanted).toBe(true);
      expect(await world.fetch(later.message)).toMatchObject({ what: 'retry' });
      const late = retried();
      toItsTime(late);
      world.takeRequests();
      expect(await world.fetch(early)).toMatchObject({ what: 'superseded' });
      expect(world.takeRequests()).toEqual([]);
      expect(await world.fetch(late)).toMatchObject({ what: 'retry' });
      expect(retried()).toMatchObject({ tries: 2, sentAt: '2031-01-15T11:00:00.000Z' });
    });

    test('is not asked for twice when its message is received again behind its retry', async () => {
      at('/story', status(503));
      const { message } = await want();
      await world.fetch(message);
      expect(await world.fetch(message)).toMatchObject({ what: 'superseded' });
      expect(world.takeRequests()).toEqual([`${host}/story`]);
      expect(world.postponed).toHaveLength(1);
    });

    test('goes on by one message, when it was cut off behind sending its retry', async () => {
      at('/story', status(503));
      const { message } = await want();
      const again = world.pages.again;
      world.pages.again = async () => {
        throw new Error('cut off');
      };
      await expect(world.fetch(message)).rejects.toThrow('cut off');
      world.pages.again = again;
      const first = retried();
      expect(await world.fetch(message)).toMatchObject({ what: 'retry' });
      const second = retried();
      toItsTime(second);
      expect(await world.fetch(first)).toMatchObject({ what: 'retry' });
      expect(await world.fetch(second)).toMatchObject({ what: 'superseded' });
      expect(retried().tries).toBe(2);
    });

    test('a retry that ends behind a newer wish leaves that wish as it is', async () => {
      let during = async () => {};
      at('/story', (_, response) => void during().then(() => response.writeHead(503).end()));
      const { message } = await want();
      const later = pageWanted(message.url, { sentAt: '2031-01-15T11:00:00.000Z' });
      during = async () => void (await world.pages.want({ ...later, message: JSON.stringify(later) }, world.now()));
      await world.fetch(message);
      toItsTime(retried());
      expect(await world.fetch(retried())).toMatchObject({ what: 'superseded' });
      during = async () => {};
      expect(await world.fetch(later)).toMatchObject({ what: 'retry' });
    });
  });
});
