// Polling a feed that its server makes as hard as it can: what is asked, how often, with which headers, and what is kept.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CLAIM_MS, pollFeed } from '../../../functions/poll-feeds/poll-feed.ts';
import { FEED_ACCEPT } from '../../../functions/poll-feeds/poll-result.ts';
import { politeGet } from '../../../shared/http/polite-get.ts';
import type { Feed } from '../../../shared/records/feed.ts';
import { hasDynamoDb } from '../../support/dynamodb.ts';
import { type Answer, type FeedWorld, ok, rss, startFeedWorld, status } from '../../support/feed-world.ts';

const HOUR = 3600_000;
const DAY = 24 * HOUR;

let world: FeedWorld;
let serial = 0;

describe.runIf(hasDynamoDb())('a feed', () => {
  beforeAll(async () => {
    world = await startFeedWorld();
  });
  afterAll(() => world.stop());
  let host: string;
  beforeEach(() => {
    serial++;
    host = `paper-${serial}.example`;
    world.wanted.length = 0;
    world.postponed.length = 0;
    world.takeRequests();
  });

  const at = (path: string, answer: Answer) => world.answers.set(`${host}${path}`, answer);
  const add = (path = '/feed') => world.add(`${host}${path}`);
  const story = (n: number, title = `Story ${n}`) => ({
    title,
    link: `http://${host}/story-${n}`,
    guid: `g-${n}`,
    date: new Date(world.now() - n * HOUR).toUTCString(),
  });
  const three = () => [story(1), story(2), story(3)];
  /** Headers of the last request. */
  const sent = () => world.server.requests.at(-1)!.headers;
  const paths = () => world.takeRequests().map((request) => request.slice(host.length));
  const dueIn = (feed: Feed) => Date.parse(feed.dueAt!) - world.now();

  describe('conditional GET', () => {
    test('says who asks and what for; the second poll sends the validators back and costs one request', async () => {
      at('/feed', (request, response) => {
        if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
        else ok(rss(three()), { etag: '"v1"', 'last-modified': 'Wed, 15 Jan 2031 10:00:00 GMT' })(request, response);
      });
      const { feedId } = await add();
      expect(await world.poll(feedId)).toMatchObject({ kind: 'done', what: 'polled' });
      expect(sent()).toMatchObject({
        accept: FEED_ACCEPT,
        'accept-encoding': 'gzip, br, deflate',
        'user-agent': 'claimwire/0.1 (news feed reader; desk@paper.example)',
      });
      expect(sent()).not.toHaveProperty('if-none-match');
      expect(world.wanted.map(({ url, why }) => [url, why])).toEqual(
        [1, 2, 3].map((n) => [`http://${host}/story-${n}`, 'new']),
      );
      paths();
      expect(await world.poll(feedId)).toMatchObject({ what: 'unchanged' });
      expect(paths()).toEqual(['/feed']);
      expect(sent()).toMatchObject({
        'if-none-match': '"v1"',
        'if-modified-since': 'Wed, 15 Jan 2031 10:00:00 GMT',
      });
      expect(world.wanted).toHaveLength(3);
    });

    test('validators of a document that could not be read are not kept', async () => {
      let body = 'not a feed at all';
      at(
        '/feed',
        ok(() => body, { etag: '"bad"' }),
      );
      const { feedId } = await add();
      expect(await world.poll(feedId)).toMatchObject({ what: 'failed' });
      expect(await world.feed(feedId)).toMatchObject({ validators: null, problem: { id: 'not-a-feed' }, failures: 1 });
      body = rss(three());
      await world.poll(feedId);
      expect(sent()).not.toHaveProperty('if-none-match');
      expect(await world.feed(feedId)).toMatchObject({ validators: { etag: '"bad"' }, problem: null, failures: 0 });
    });

    test('a server that answers 304 for ever is asked in full every second day, and not believed again once it lied', async () => {
      let items = three();
      at('/feed', (request, response) => {
        if (request.headers['if-none-match']) response.writeHead(304).end();
        else ok(rss(items), { etag: '"always"' })(request, response);
      });
      const { feedId } = await add();
      await world.poll(feedId);
      items = [story(0), ...items];
      world.advance(DAY);
      expect(await world.poll(feedId)).toMatchObject({ what: 'unchanged' });
      world.advance(DAY + HOUR);
      expect(await world.poll(feedId)).toMatchObject({ what: 'polled' });
      expect(sent()).not.toHaveProperty('if-none-match');
      expect(world.wanted).toHaveLength(4);
      expect(await world.feed(feedId)).toMatchObject({ validatorsLie: true });
      await world.poll(feedId);
      expect(sent()).not.toHaveProperty('if-none-match');
    });

    test('the same bytes without validators are known by their hash', async () => {
      const body = rss(three());
      at('/feed', ok(body));
      const { feedId } = await add();
      await world.poll(feedId);
      const before = await world.feed(feedId);
      expect(await world.poll(feedId)).toMatchObject({ what: 'unchanged' });
      expect((await world.feed(feedId)).seen).toEqual(before.seen);
      expect(world.wanted).toHaveLength(3);
    });

    test('a 304 that nobody asked for is a failure, not an empty feed', async () => {
      at('/feed', status(304));
      const { feedId } = await add();
      expect(await world.poll(feedId)).toMatchObject({ what: 'failed' });
      expect((await world.feed(feedId)).problem?.id).toBe('http-304');
    });
  });

  describe('moves', () => {
    test.each([301, 308])('a %i is stored after it was seen three times over a day', async (code) => {
      at('/feed', status(code, { location: '/new' }));
      at('/new', ok(rss(three()), { etag: '"n"' }));
      const { feedId } = await add();
      for (const wait of [0, HOUR, HOUR]) {
        world.advance(wait);
        await world.poll(feedId);
        expect((await world.feed(feedId)).url).toBe(world.url(`${host}/feed`));
      }
      world.advance(DAY);
      await world.poll(feedId);
      expect(await world.feed(feedId)).toMatchObject({ url: world.url(`${host}/new`), moved: null, feedId });
      paths();
      await world.poll(feedId);
      expect(paths()).toEqual(['/new']);
    });

    test.each([302, 303, 307])('a %i is followed and forgotten', async (code) => {
      at('/feed', status(code, { location: '/elsewhere' }));
      at('/elsewhere', ok(rss(three())));
      const { feedId } = await add();
      await world.poll(feedId);
      expect(await world.feed(feedId)).toMatchObject({ url: world.url(`${host}/feed`), moved: null, failures: 0 });
    });

    test('another target starts the count anew, and a temporary hop ends what is permanent', async () => {
      let target = '/a';
      at('/feed', (request, response) => status(301, { location: target })(request, response));
      at('/a', status(302, { location: '/b' }));
      at('/b', ok(rss(three())));
      const { feedId } = await add();
      await world.poll(feedId);
      expect((await world.feed(feedId)).moved).toMatchObject({ to: world.url(`${host}/a`), times: 1 });
      target = '/b';
      await world.poll(feedId);
      expect((await world.feed(feedId)).moved).toMatchObject({ to: world.url(`${host}/b`), times: 1 });
    });

    test('validators go to the address they came from only', async () => {
      let target = '/a';
      at('/feed', (request, response) => status(302, { location: target })(request, response));
      at('/a', ok(rss(three()), { etag: '"a"' }));
      at('/b', ok(rss([story(4)]), { etag: '"b"' }));
      const { feedId } = await add();
      await world.poll(feedId);
      target = '/b';
      await world.poll(feedId);
      expect(paths()).toEqual(['/feed', '/a', '/feed', '/b']);
      expect(world.server.requests.slice(-2).map(({ headers }) => headers['if-none-match'])).toEqual([
        undefined,
        undefined,
      ]);
    });
  });

  describe('failures', () => {
    test.each<[string, Answer, string, number, number]>([
      ['404', status(404), 'not-found', 5 * 60_000, 10 * 60_000],
      ['403', status(403), 'http-403', 5 * 60_000, 10 * 60_000],
      ['500', status(500), 'server-error', 5 * 60_000, 10 * 60_000],
      ['429 with seconds', status(429, { 'retry-after': '7200' }), 'too-many-requests', 2 * HOUR - 5000, 2 * HOUR],
      ['429 with an absurd time', status(429, { 'retry-after': '99999999999' }), 'too-many-requests', DAY - 5000, DAY],
      ['503 with nonsense', status(503, { 'retry-after': 'soon' }), 'server-error', 5 * 60_000, 10 * 60_000],
      ['503 with less than the backoff', status(503, { 'retry-after': '1' }), 'server-error', 5 * 60_000, 10 * 60_000],
      ['a cut connection', (_, response) => response.destroy(), 'fetch-connection', 5 * 60_000, 10 * 60_000],
      ['silence', () => {}, 'fetch-time', 5 * 60_000, 10 * 60_000],
      [
        'a body without end',
        (_, response) => {
          response.writeHead(200);
          const more = () => {
            while (!response.destroyed && response.write('x'.repeat(65_536)));
          };
          response.on('drain', more);
          more();
        },
        'fetch-size',
        5 * 60_000,
        10 * 60_000,
      ],
      ['a circle of redirects', status(302, { location: '/feed' }), 'fetch-redirects', 5 * 60_000, 10 * 60_000],
    ])('%s costs one poll and is asked again later', async (_, answer, id, least, most) => {
      at('/feed', answer);
      const { feedId } = await add();
      expect(await world.poll(feedId)).toMatchObject({ what: 'failed' });
      const feed = await world.feed(feedId);
      expect(feed).toMatchObject({ paused: null, failures: 1, problem: { id }, claim: null });
      expect(dueIn(feed)).toBeGreaterThanOrEqual(least - 3000);
      expect(dueIn(feed)).toBeLessThanOrEqual(most);
      expect(paths()).toHaveLength(id === 'fetch-redirects' ? 6 : 1);
    });

    test('a fault of our own is nobody’s failure: it is thrown, and the poll stays to be done again', async () => {
      const { feedId, dueAt } = await add();
      const until = new Date(world.now() + HOUR).toISOString();
      await world.store.claim(feedId, dueAt!, 'c', until);
      const message = { v: 1, type: 'feed-due', feedId, claim: 'c', sentAt: until } as const;
      const visit = async () => {
        throw new TypeError('our fault');
      };
      const ports = { feeds: world.store, now: world.now, visit } as unknown as Parameters<typeof pollFeed>[1];
      await expect(pollFeed(message, ports)).rejects.toThrow('our fault');
      expect(await world.feed(feedId)).toMatchObject({ claim: 'c', dueAt: until, failures: 0, problem: null });
    });

    test('Retry-After as a date', async () => {
      const until = new Date(world.now() + 3 * HOUR);
      at('/feed', status(503, { 'retry-after': until.toUTCString() }));
      const { feedId } = await add();
      await world.poll(feedId);
      expect(Math.abs(dueIn(await world.feed(feedId)) - 3 * HOUR)).toBeLessThan(5000);
    });

    test('waits grow with each failure, up to a day, and end with the first success', async () => {
      let answer: Answer = status(500);
      at('/feed', (request, response) => answer(request, response));
      const { feedId } = await add();
      const waits: number[] = [];
      for (let n = 0; n < 10; n++) {
        await world.poll(feedId);
        waits.push(Math.round(dueIn(await world.feed(feedId)) / 60_000));
      }
      // Three quarters of 10, 20, 40 … minutes: the random number is one half.
      expect(waits.map((wait) => Math.round(wait / 7.5))).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 144, 144]);
      answer = ok(rss(three()));
      await world.poll(feedId);
      expect(await world.feed(feedId)).toMatchObject({ failures: 0, failingSince: null, problem: null });
    });

    test('410 pauses at once, with the reason; a paused feed is never due and a late message about it does nothing', async () => {
      at('/feed', status(410));
      const { feedId } = await add();
      expect(await world.poll(feedId)).toMatchObject({ what: 'paused' });
      expect(await world.feed(feedId)).toMatchObject({ dueAt: null, paused: { id: 'gone' } });
      const shard = Number.parseInt(feedId.slice(-2), 16) % 16;
      const due = await world.store.due(shard, '9999-12-31T00:00:00.000Z', 100);
      expect(due.map((each) => each.feedId)).not.toContain(feedId);
    });

    test('404 for a week pauses, 500 for a week does not', async () => {
      const gone = await world.add(`${host}/missing`);
      at('/broken', status(500));
      const broken = await world.add(`${host}/broken`);
      for (let n = 0; n < 11; n++) {
        world.advance(18 * HOUR);
        await world.poll(broken.feedId);
        if ((await world.feed(gone.feedId)).paused === null) await world.poll(gone.feedId);
      }
      expect((await world.feed(gone.feedId)).paused?.id).toBe('not-found');
      expect((await world.feed(broken.feedId)).paused).toBeNull();
    });
  });

  describe('identity', () => {
    test('entries known by now cost no fetch; an edited one is asked for once, as an edit', async () => {
      let items = three();
      at(
        '/feed',
        ok(() => rss(items)),
      );
      const { feedId } = await add();
      await world.poll(feedId);
      items = [story(4), story(1, 'Story 1, corrected'), story(2), story(3)];
      await world.poll(feedId);
      items = [...items];
      await world.poll(feedId);
      expect(world.wanted.slice(3).map(({ url, why }) => [url, why])).toEqual([
        [`http://${host}/story-4`, 'new'],
        [`http://${host}/story-1`, 'edited'],
      ]);
      expect((await world.feed(feedId)).counts).toMatchObject({ newEntries: 4, edited: 1 });
    });

    test.each<[string, (n: number, poll: number) => { guid?: string; link?: string }]>([
      ['change with every poll', (n, poll) => ({ guid: `poll-${poll}-${n}` })],
      ['are shared by all entries', () => ({ guid: 'the feed' })],
      ['are missing', () => ({})],
      [
        'are fine, while links carry a new tracking parameter each time',
        (n, poll) => ({ guid: `g-${n}`, link: `?utm_campaign=p${poll}` }),
      ],
    ])('GUIDs that %s lead to one fetch for each article', async (_, odd) => {
      let poll = 0;
      at(
        '/feed',
        ok(() => {
          poll++;
          return rss(
            [1, 2, 3].map((n) => {
              const { guid, link = '' } = odd(n, poll);
              return {
                title: `Story ${n}`,
                link: `http://${host}/s-${n}${link}`,
                ...(guid === undefined ? {} : { guid }),
              };
            }),
            `<lastBuildDate>${poll}</lastBuildDate>`,
          );
        }),
      );
      const { feedId } = await add();
      for (let n = 0; n < 3; n++) await world.poll(feedId);
      expect(world.wanted.map(({ url }) => url)).toEqual([1, 2, 3].map((n) => `http://${host}/s-${n}`));
    });

    test('the first poll takes what is recent, not the archive, and the archive stays known', async () => {
      const archive = Array.from({ length: 200 }, (_, n) => story(n * 12));
      at(
        '/feed',
        ok(() => rss(archive, `<ttl>${serial++}</ttl>`)),
      );
      const { feedId } = await add();
      await world.poll(feedId);
      expect(world.wanted).toHaveLength(14);
      await world.poll(feedId);
      expect(world.wanted).toHaveLength(14);
    });

    test('an entry without a title is asked for, and once more when it gets one', async () => {
      let title = '';
      at(
        '/feed',
        ok(() => rss([{ title, link: `http://${host}/story-1`, guid: 'g' }])),
      );
      const { feedId } = await add();
      await world.poll(feedId);
      title = 'At last';
      await world.poll(feedId);
      expect(world.wanted.map(({ why, entry }) => [why, entry.title])).toEqual([
        ['new', null],
        ['edited', 'At last'],
      ]);
      expect(world.wanted[0]!.stamp).not.toBe(world.wanted[1]!.stamp);
    });

    test('an article in two feeds is one page', async () => {
      at('/one', ok(rss([{ title: 'Story 1', link: world.url(`${host}/story-1`), guid: 'a' }])));
      at('/two', ok(rss([{ title: 'Story 1: world', link: world.url(`${host}/story-1?utm_source=two`), guid: 'b' }])));
      at('/story-1', ok('<p>words</p>'));
      const one = await add('/one');
      const two = await add('/two');
      await world.poll(one.feedId);
      await world.fetch(world.wanted[0]!);
      await world.poll(two.feedId);
      expect(world.wanted).toHaveLength(1);
    });

    test('a link-only feed notes its entries and wants no page', async () => {
      at('/feed', ok(rss(three())));
      const { feedId } = await world.add(`${host}/feed`, { content: 'link-only' });
      await world.poll(feedId);
      expect(world.wanted).toEqual([]);
      expect((await world.feed(feedId)).counts.newEntries).toBe(3);
    });

    test('a feed that shows thousands of new entries at once is taken in portions, all of it in the end', async () => {
      const many = () =>
        Array.from({ length: 1200 }, (_, n) => ({ title: `New ${n}`, link: `http://${host}/n-${n}`, guid: `n-${n}` }));
      let items: ReturnType<typeof many> = [];
      at(
        '/feed',
        ok(() => rss(items), { etag: '"same"' }),
      );
      const { feedId } = await add();
      await world.poll(feedId);
      items = many();
      for (const count of [500, 1000, 1200, 1200]) {
        await world.poll(feedId);
        expect(new Set(world.wanted.map(({ url }) => url)).size).toBe(count);
      }
      expect(world.wanted).toHaveLength(1200);
    }, 60_000);

    test('a feed whose every text is monstrous fits into messages and items', async () => {
      const long = 'x'.repeat(60_000);
      const items = [1, 2, 3].map((n) => ({
        title: `${n}${long}`,
        link: `http://${host}/s-${n}`,
        guid: `${n}${long}`,
      }));
      at('/feed', (request, response) =>
        ok(rss(items, `<title>${long}</title><link>http://${host}/${long}</link>`), { etag: `"${'e'.repeat(5000)}"` })(
          request,
          response,
        ),
      );
      const { feedId } = await add();
      expect(await world.poll(feedId)).toMatchObject({ what: 'polled' });
      expect(JSON.stringify(await world.feed(feedId)).length).toBeLessThan(5000);
      for (const message of world.wanted) expect(JSON.stringify(message).length).toBeLessThan(3000);
      const seen = await world.store.readSeen(await world.feed(feedId));
      expect(JSON.stringify(seen).length).toBeLessThan(1000);
      await world.poll(feedId);
      expect(world.wanted).toHaveLength(3);
    });

    test.each([
      ['numbers without an end', '<ttl>1e999</ttl><sy:updateFrequency>1e-200</sy:updateFrequency>'],
      ['days of any length', `<skipDays>${`<day>${'x'.repeat(70_000)}</day>`.repeat(7)}</skipDays>`],
      ['a title that is cut within a character', `<title>${'x'.repeat(299)}🚢</title>`],
    ])('a feed with %s is kept', async (_, channel) => {
      const feed = rss([{ title: 'One', link: `http://${host}/1` }], channel).replace('<title>Valley Post</title>', '');
      const syndication = '<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"';
      at('/feed', ok(feed.replace('<rss', syndication)));
      const { feedId } = await add();
      expect(await world.poll(feedId)).toMatchObject({ what: 'polled' });
      expect((await world.feed(feedId)).problem).toBeNull();
    });

    test('what is remembered of a long sitemap is kept in pieces of less than an item', async () => {
      const noise = (n: number) => createHash('sha256').update(String(n)).digest('base64url');
      const entries = Array.from({ length: 12_000 }, (_, n) => ({
        guid: noise(n),
        url: `http://${host}/${noise(-n)}`,
        title: noise(n / 2).slice(0, 16),
        updated: null,
        lastSeen: n,
      }));
      const seen = await world.store.writeSeen('f', 'v', { v: 1, entries });
      expect(seen.pieces).toBeGreaterThan(1);
      const feed = { ...(await add()), feedId: 'f', seen };
      expect(await world.store.readSeen(feed)).toEqual({ v: 1, entries });
      await world.store.dropSeen('f', seen);
      await expect(world.store.readSeen(feed)).rejects.toThrow('piece 0 is missing');
    });
  });

  describe('what is remembered', () => {
    const cutOff = async () => {
      throw new Error('cut off');
    };
    let entries = 0;
    /** Polls a feed that has one more entry than before. */
    const pollChanged = (feedId: string) => {
      entries++;
      at('/feed', ok(rss(Array.from({ length: entries }, (_, n) => story(n)))));
      world.advance(HOUR);
      return world.poll(feedId);
    };

    test.each([
      ['before it was saved', 'save', 2],
      ['behind', 'dropSeenBefore', 2],
    ] as const)('by a poll that was cut off %s goes with the next', async (_, step, left) => {
      const { feedId } = await add();
      await pollChanged(feedId);
      const whole = world.store[step];
      Object.assign(world.store, { [step]: cutOff });
      try {
        await expect(pollChanged(feedId)).rejects.toThrow('cut off');
      } finally {
        Object.assign(world.store, { [step]: whole });
      }
      expect(await world.versionsSeen(feedId)).toHaveLength(left);
      await pollChanged(feedId);
      expect(await world.versionsSeen(feedId)).toEqual([(await world.feed(feedId)).seen!.version]);
    });

    test('by a first poll that was cut off goes with the next', async () => {
      const { feedId } = await add();
      const { save } = world.store;
      world.store.save = cutOff;
      await expect(pollChanged(feedId)).rejects.toThrow('cut off');
      world.store.save = save;
      await pollChanged(feedId);
      expect(await world.versionsSeen(feedId)).toEqual([(await world.feed(feedId)).seen!.version]);
    });

    test('by a poll that came to nothing goes at once', async () => {
      const { feedId } = await add();
      at('/feed', (request, response) => {
        void world.registry.remove(feedId).then(() => ok(rss(three()))(request, response));
      });
      expect(await world.poll(feedId)).toMatchObject({ what: 'superseded' });
      expect(await world.versionsSeen(feedId)).toEqual([]);
    });

    test('by a later poll stays, and what earlier releases wrote under other names goes', async () => {
      const { feedId } = await add();
      const state = { v: 1 as const, entries: [] };
      await world.store.writeSeen(feedId, 'ffffffffffffffff', state);
      const later = `v${new Date(world.now() + 2 * HOUR).toISOString()}-0`;
      await world.store.writeSeen(feedId, later, state);
      await pollChanged(feedId);
      expect(await world.versionsSeen(feedId)).toEqual([(await world.feed(feedId)).seen!.version, later]);
    });
  });

  describe('under concurrency', () => {
    test('a feed whose host is busy waits for its turn, and for nobody else', async () => {
      at('/robots.txt', ok('User-agent: *\nCrawl-delay: 20', { 'content-type': 'text/plain' }));
      at('/feed', ok(rss(three())));
      const { feedId } = await add();
      expect(await world.poll(feedId)).toMatchObject({ kind: 'done', what: 'postponed' });
      expect(paths()).toEqual([]);
      const { claim, dueAt, counts } = await world.feed(feedId);
      const [late] = world.postponed;
      expect(late!.message).toMatchObject({ type: 'feed-due', feedId, claim });
      expect(late!.at - world.now()).toBeGreaterThan(10_000);
      expect(Date.parse(dueAt!)).toBe(late!.at + CLAIM_MS);
      expect(counts.polls).toBe(0);
      world.advance(21_000);
      expect(await world.poll(feedId)).toMatchObject({ what: 'polled' });
      expect(paths()).toEqual(['/feed']);
    });

    test('a feed whose host asks to be left alone waits until then', async () => {
      at('/other', status(429, { 'retry-after': '600' }));
      at('/feed', ok(rss(three())));
      await politeGet(world.url(`${host}/other`), {}, world.polite());
      const { feedId } = await add();
      expect(await world.poll(feedId)).toMatchObject({ kind: 'done', what: 'retry' });
      expect(paths()).toEqual(['/other']);
      expect(Math.abs(world.postponed.at(-1)!.at - world.now() - 600_000)).toBeLessThan(2000);
      world.advance(600_000);
      expect(await world.poll(feedId)).toMatchObject({ what: 'polled' });
    });

    test('a message about a feed that was polled meanwhile, paused or removed asks for nothing', async () => {
      at('/feed', ok(rss(three())));
      const { feedId } = await add();
      await world.poll(feedId);
      paths();
      const stale = { v: 1, type: 'feed-due', feedId, claim: 'an old one', sentAt: new Date().toISOString() } as const;
      const ports = { feeds: world.store } as Parameters<typeof pollFeed>[1];
      expect(await pollFeed(stale, ports)).toMatchObject({ what: 'superseded' });
      await world.registry.remove(feedId);
      expect(await pollFeed(stale, ports)).toMatchObject({ what: 'removed' });
      expect(paths()).toEqual([]);
    });

    test('a feed that is paused while it is polled stays paused', async () => {
      const { paused } = await import('../../../cli/feeds/registry.ts');
      const { feedId } = await add();
      at('/feed', (request, response) => {
        void world.registry
          .change(feedId, paused('enough', world.now()))
          .then(() => ok(rss(three()))(request, response));
      });
      expect(await world.poll(feedId)).toMatchObject({ what: 'superseded' });
      expect((await world.feed(feedId)).paused).toMatchObject({ id: 'by-hand', detail: 'enough' });
    });

    test('of two claims of one due time, one wins', async () => {
      const { feedId, dueAt } = await add();
      const until = new Date(world.now() + HOUR).toISOString();
      const won = await Promise.all(['a', 'b', 'c'].map((claim) => world.store.claim(feedId, dueAt!, claim, until)));
      expect(won.filter(Boolean)).toHaveLength(1);
    });

    test('a poll that was cut off before it was saved asks for the same pages again, and they are fetched once', async () => {
      at('/feed', ok(rss([{ ...story(1), link: world.url(`${host}/story-1`) }])));
      at('/story-1', ok('<p>words</p>'));
      const { feedId } = await add();
      const before = await world.feed(feedId);
      await world.poll(feedId);
      await world.registry.change(feedId, () => before);
      await world.poll(feedId);
      expect(world.wanted).toHaveLength(2);
      paths();
      for (const message of world.wanted) await world.fetch(message);
      expect(paths()).toEqual(['/story-1']);
    });
  });
});
