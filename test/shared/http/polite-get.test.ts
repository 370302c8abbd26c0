// Politeness as the server sees it: who comes when, how many at once, and what robots.txt keeps away.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { politeGet, userAgentOf } from '../../../shared/http/polite-get.ts';
import { hasDynamoDb } from '../../support/dynamodb.ts';
import { type Answer, type FeedWorld, GAP_MS, ok, startFeedWorld, status } from '../../support/feed-world.ts';

let world: FeedWorld;
let serial = 0;

describe.runIf(hasDynamoDb())('a visit', () => {
  beforeAll(async () => {
    world = await startFeedWorld();
  });
  afterAll(() => world.stop());
  let host: string;
  beforeEach(() => {
    host = `site-${++serial}.example`;
    world.takeRequests();
  });
  const at = (path: string, answer: Answer) => world.answers.set(`${host}${path}`, answer);
  const visit = (path: string) => politeGet(world.url(`${host}${path}`), {}, world.polite());
  const robots = (text: string) => at('/robots.txt', ok(text, { 'content-type': 'text/plain' }));

  test('says who asks, with a contact that cannot break the header', () => {
    expect(userAgentOf('desk@paper.example')).toBe('claimwire/0.1 (news feed reader; desk@paper.example)');
    expect(userAgentOf('evil\r\nx: y ✓')).toBe('claimwire/0.1 (news feed reader; evilx: y)');
    expect(userAgentOf('')).toContain('no contact given');
  });

  test('asks for robots.txt first, once for many pages, and keeps the gap between all of them', async () => {
    robots('User-agent: *\nDisallow: /private');
    for (const path of ['/a', '/b', '/c']) at(path, ok('page'));
    for (const path of ['/a', '/b', '/c']) await visit(path);
    const own = world.server.requests.slice(-4);
    expect(own.map(({ path }) => path)).toEqual(['/robots.txt', '/a', '/b', '/c']);
    for (let n = 1; n < own.length; n++) expect(own[n]!.at - own[n - 1]!.at).toBeGreaterThanOrEqual(GAP_MS - 2);
  });

  test('comes one at a time and a gap apart, however many ask at once; another host does not wait', async () => {
    let open = 0;
    let most = 0;
    const slow: Answer = (_, response) => {
      most = Math.max(most, ++open);
      setTimeout(() => {
        open--;
        response.end('page');
      }, 15);
    };
    const paths = Array.from({ length: 8 }, (_, n) => `/page-${n}`);
    for (const path of paths) at(path, slow);
    const other = `other-${serial}.example`;
    world.answers.set(`${other}/page`, ok('page'));
    const before = world.server.requests.length;
    const elsewhere = politeGet(world.url(`${other}/page`), {}, world.polite());
    const visits = await Promise.all(paths.map(visit));
    await elsewhere;
    expect(visits.map(({ kind }) => kind)).toEqual(paths.map(() => 'response'));
    expect(most).toBe(1);
    const times = world.server.requests
      .slice(before)
      .filter(({ headers }) => String(headers.host).startsWith(`${host}:`))
      .map(({ at: time }) => time);
    expect(times).toHaveLength(9);
    // From the end of one to the start of the next; the answers themselves take 15 ms.
    for (let n = 2; n < times.length; n++) expect(times[n]! - times[n - 1]!).toBeGreaterThanOrEqual(GAP_MS + 10);
  });

  test('who would have to wait long is told to come back, each at a time of its own', async () => {
    robots('User-agent: *\nCrawl-delay: 20');
    for (const path of ['/a', '/b', '/c']) at(path, ok('page'));
    const first = await visit('/a');
    // robots.txt counts as a visit: the page itself has to wait already.
    expect(first).toMatchObject({ kind: 'busy', host });
    const later = await Promise.all([visit('/b'), visit('/c')]);
    const times = later.map((one) => (one.kind === 'busy' ? one.at - world.now() : 0)).sort((a, b) => a - b);
    expect(times[0]!).toBeGreaterThan(10_000);
    expect(times[1]! - times[0]!).toBeGreaterThan(10_000);
    expect(world.takeRequests(true)).toEqual([`${host}/robots.txt`]);
    world.advance(21_000);
    expect(await visit('/a')).toMatchObject({ kind: 'response' });
    expect(world.takeRequests(true)).toEqual([`${host}/a`]);
  });

  test.each<[string, Answer, number]>([
    ['429 with a time', status(429, { 'retry-after': '600' }), 600],
    ['429 without one', status(429), 60],
    ['429 with an absurd one', status(429, { 'retry-after': '9999999' }), 3600],
    ['503 with a time', status(503, { 'retry-after': '600' }), 600],
  ])('a host that answers %s is left alone, whichever of its addresses is wanted', async (_, answer, seconds) => {
    robots('');
    at('/a', answer);
    at('/b', ok('page'));
    expect(await visit('/a')).toMatchObject({ kind: 'response' });
    const busy = await visit('/b');
    // A minute is a gap like another.
    expect(busy).toMatchObject({ kind: 'busy', host, isAsked: seconds > 60 });
    expect(Math.abs((busy as { at: number }).at - world.now() - seconds * 1000)).toBeLessThan(2000);
    expect(world.takeRequests(true)).toEqual([`${host}/robots.txt`, `${host}/a`]);
    world.advance(seconds * 1000);
    expect(await visit('/b')).toMatchObject({ kind: 'response', response: { status: 200 } });
  });

  test.each<[string, Answer]>([
    ['503 without a time', status(503)],
    ['404 with a time', status(404, { 'retry-after': '600' })],
  ])('%s says nothing about other addresses', async (_, answer) => {
    robots('');
    at('/a', answer);
    at('/b', ok('page'));
    await visit('/a');
    expect(await visit('/b')).toMatchObject({ kind: 'response' });
  });

  test('a host with a dot at its end waits for the same turn', async () => {
    const { turns } = world.polite();
    await turns.take(host, 'another', world.now(), 90_000);
    const asked = new URL(world.url(`${host}/a`));
    asked.hostname += '.';
    expect(await politeGet(asked.href, {}, world.polite())).toMatchObject({ kind: 'busy', host });
  });

  test('a chain of slow redirects ends as a failure of the site, in the time of a visit', async () => {
    robots('');
    for (let n = 0; n < 4; n++) {
      at(`/hop-${n}`, (_, response) => {
        setTimeout(() => response.writeHead(302, { location: `/hop-${n + 1}` }).end(), 200);
      });
    }
    const slow = politeGet(world.url(`${host}/hop-0`), {}, { ...world.polite(), maxVisitMs: 500 });
    await expect(slow).rejects.toMatchObject({ name: 'FetchError', code: 'time' });
    expect(world.takeRequests()).not.toContain(`${host}/hop-3`);
  });

  test('a redirect to what is no address is a failure of the site', async () => {
    robots('');
    at('/a', status(302, { location: 'http://' }));
    await expect(visit('/a')).rejects.toMatchObject({
      name: 'FetchError',
      code: 'url',
      message: expect.stringContaining('redirected to "http://", which is no URL'),
    });
    expect(world.takeRequests()).toEqual([`${host}/a`]);
  });

  test('a turn whose holder died is free again when its lease ends', async () => {
    robots('');
    at('/a', ok('page'));
    const { turns } = world.polite();
    expect(await turns.take(host, 'somebody who dies', world.now(), 90_000)).toEqual({ kind: 'taken' });
    expect(await turns.take(host, 'another', world.now(), 90_000)).toMatchObject({ kind: 'busy', freeAt: null });
    world.advance(90_001);
    expect(await visit('/a')).toMatchObject({ kind: 'response' });
    // The dead one's late release must not free the turn of another.
    await turns.take(host, 'a third', world.now() + 100_000, 90_000);
    await turns.release(host, 'somebody who dies', 0, 0);
    expect(await turns.take(host, 'a fourth', world.now() + 100_001, 90_000)).toMatchObject({ kind: 'busy' });
  });

  describe('robots.txt', () => {
    test.each<[string, Answer, string]>([
      ['that disallows', ok('User-agent: *\nDisallow: /a'), 'disallowed'],
      ['that disallows us by name', ok('User-agent: claimwire\nDisallow: /\n\nUser-agent: *\nAllow: /'), 'disallowed'],
      ['that fails with 500', status(500), 'unreachable'],
      ['that fails with 503', status(503), 'unreachable'],
      ['that says 429', status(429), 'unreachable'],
      ['that cuts the connection', (_, response) => response.destroy(), 'unreachable'],
    ])('%s keeps us away', async (_, answer, reason) => {
      at('/robots.txt', answer);
      at('/a', ok('page'));
      expect(await visit('/a')).toEqual({ kind: 'robots', url: world.url(`${host}/a`), reason });
      expect(await visit('/a')).toMatchObject({ kind: 'robots', reason });
      expect(world.takeRequests(true)).toEqual([`${host}/robots.txt`]);
    });

    test.each<[string, Answer]>([
      ['that is missing', status(404)],
      ['that is forbidden', status(403)],
      ['that goes round in circles', status(302, { location: '/robots.txt' })],
      ['that allows', ok('User-agent: *\nDisallow:')],
    ])('%s lets us in', async (_, answer) => {
      at('/robots.txt', answer);
      at('/a', ok('page'));
      expect(await visit('/a')).toMatchObject({ kind: 'response', response: { status: 200 } });
    });

    test('is asked for again after a day, or an hour after it failed', async () => {
      at('/robots.txt', status(500));
      at('/a', ok('page'));
      await visit('/a');
      robots('');
      world.advance(3_600_001);
      expect(await visit('/a')).toMatchObject({ kind: 'response' });
      world.advance(24 * 3_600_000 + 1);
      await visit('/a');
      expect(world.takeRequests(true)).toEqual(
        ['/robots.txt', '/robots.txt', '/a', '/robots.txt', '/a'].map((path) => `${host}${path}`),
      );
    });

    test('is asked for again when its own time is over', async () => {
      at('/robots.txt', ok('', { 'cache-control': 'public, max-age=7200' }));
      at('/a', ok('page'));
      await visit('/a');
      world.advance(7_100_000);
      await visit('/a');
      world.advance(200_000);
      await visit('/a');
      expect(world.takeRequests(true)).toEqual(
        ['/robots.txt', '/a', '/a', '/robots.txt', '/a'].map((path) => `${host}${path}`),
      );
    });

    test('of the site that a redirect leads to counts there', async () => {
      const closed = `closed-${serial}.example`;
      at('/a', status(302, { location: world.url(`${closed}/page`) }));
      world.answers.set(`${closed}/robots.txt`, ok('User-agent: *\nDisallow: /'));
      world.answers.set(`${closed}/page`, ok('page'));
      expect(await visit('/a')).toMatchObject({ kind: 'robots', reason: 'disallowed' });
      expect(world.takeRequests(true)).toEqual([`${host}/robots.txt`, `${host}/a`, `${closed}/robots.txt`]);
    });
  });
});
