// Feeds and entries that point into private networks: neither the page, nor the feed, nor its robots.txt is asked for there.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AddressGuard, isPublicAddress } from '../../../shared/http/address-guard.ts';
import { hasDynamoDb } from '../../support/dynamodb.ts';
import { type FeedWorld, ok, pageWanted, rss, startFeedWorld, status } from '../../support/feed-world.ts';

/** Stands for the public web; everything else on this machine is forbidden. */
const PUBLIC = '127.0.0.1';
const guard: AddressGuard = {
  allowsPort: () => true,
  allowsAddress: (address) => address === PUBLIC || isPublicAddress(address),
};

const ADDRESSES: Record<string, string[]> = {
  'loopback.example': ['127.0.0.2'],
  'private.example': ['10.0.0.8'],
  'metadata.example': ['169.254.169.254'],
  'mapped.example': ['::ffff:10.0.0.8'],
  'nat64.example': ['64:ff9b::a00:8'],
  'mixed.example': [PUBLIC, '10.0.0.8'],
};
let asked = 0;

let world: FeedWorld;

describe.runIf(hasDynamoDb())('a feed reader inside a private network', () => {
  beforeAll(async () => {
    world = await startFeedWorld({
      guard,
      resolve: async (host) => {
        // Public when it is checked for the first time, private from then on.
        if (host === 'rebinding.example') return asked++ === 0 ? [PUBLIC] : ['127.0.0.2'];
        return ADDRESSES[host] ?? [PUBLIC];
      },
    });
  });
  afterAll(() => world.stop());

  const targets = [
    '127.0.0.2',
    '2130706434',
    '0x7f.2',
    '0177.0.0.2',
    '[::1]',
    '[::ffff:127.0.0.2]',
    '[64:ff9b::7f00:2]',
    '10.0.0.8',
    '169.254.169.254',
    ...Object.keys(ADDRESSES),
  ];

  test.each(targets)('is not led to %s by a feed, a redirect or an entry', async (target) => {
    const url = `http://${target}:${world.server.port}/feed`;
    const before = world.server.requests.length;
    const { newFeed } = await import('../../../functions/poll-feeds/new-feed.ts');
    const feed = newFeed(url, world.now());
    await world.registry.add(feed);
    expect(await world.poll(feed.feedId)).toMatchObject({ what: 'failed' });
    expect((await world.feed(feed.feedId)).problem?.id).toBe('fetch-address');
    expect(await world.fetch(pageWanted(url))).toMatchObject({ kind: 'reject', reason: 'fetch-address' });
    expect(world.server.requests).toHaveLength(before);

    const host = `front-${targets.indexOf(target)}.example`;
    world.answers.set(`${host}/feed`, status(302, { location: url }));
    const front = await world.add(`${host}/feed`);
    await world.poll(front.feedId);
    expect((await world.feed(front.feedId)).problem?.id).toBe('fetch-address');
    expect(world.server.requests.slice(before).map(({ path }) => path)).toEqual(['/robots.txt', '/feed']);
  });

  test('is not led there by a name whose answer changes between robots.txt and the feed', async () => {
    // Closing the connection makes the reader ask for the address again.
    world.answers.set('rebinding.example/robots.txt', ok('User-agent: *\nDisallow:', { connection: 'close' }));
    world.answers.set('rebinding.example/feed', ok(rss([])));
    const before = world.server.requests.length;
    const feed = await world.add('rebinding.example/feed');
    await world.poll(feed.feedId);
    expect(asked).toBe(2);
    expect(world.server.requests.slice(before).map(({ path }) => path)).toEqual(['/robots.txt']);
    expect((await world.feed(feed.feedId)).problem?.id).toBe('fetch-address');
  });

  test.each([
    ['file:///etc/passwd', 'fetch-scheme'],
    ['http://user:word@front.example/feed', 'fetch-credentials'],
  ])('pauses a feed that moved to %s at once', async (location, id) => {
    world.answers.set('moved.example/feed', status(301, { location }));
    const feed = await world.add('moved.example/feed');
    await world.poll(feed.feedId);
    expect((await world.feed(feed.feedId)).paused?.id).toBe(id);
    await world.registry.remove(feed.feedId);
  });
});
