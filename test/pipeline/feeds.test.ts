// Many feeds through the whole local pipeline, hostile ones among them: everything once, then nothing, then the edits.
// FEEDS_DEMO=full runs it with 50 feeds, 1,000 articles and 20 hostile feeds.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allLedgerEntries } from '../../cli/article-queries.ts';
import { registryOf, settled } from '../../cli/feeds/local-polling.ts';
import { dueNow } from '../../cli/feeds/registry.ts';
import { type LocalCloud, startLocalCloud } from '../../cli/local/cloud.ts';
import type { OpenTables } from '../../cli/tables.ts';
import { newFeed } from '../../functions/poll-feeds/new-feed.ts';
import { getItem } from '../../shared/aws/get-item.ts';
import { articleIdOf, articleKey, pageObjectKey } from '../../shared/keys.ts';
import type { LedgerEntry } from '../../shared/records/ledger.ts';
import { hasDynamoDb } from '../support/dynamodb.ts';
import { type FeedSites, sampleArticle, startFeedSites } from '../support/feed-site.ts';
import { NASTY } from '../support/hostile-sites.ts';

const FULL = process.env.FEEDS_DEMO === 'full';
const FEEDS = FULL ? 50 : 4;
const PER_FEED = FULL ? 20 : 3;
/** Without the two that make the reader wait, unless there is time. */
const HOSTILE = FULL ? NASTY : NASTY.slice(0, -2);

let sites: FeedSites;
let cloud: LocalCloud;

describe.runIf(hasDynamoDb())(
  `${FEEDS} feeds with ${FEEDS * PER_FEED} articles, and ${HOSTILE.length} hostile ones`,
  () => {
    beforeAll(async () => {
      sites = await startFeedSites(FEEDS, PER_FEED);
      sites.override = (site, request, response) => {
        const nasty = HOSTILE[site - FEEDS];
        if (!nasty) return false;
        nasty[1](request, response, sites.origin(site));
        return true;
      };
      cloud = await startLocalCloud({
        variables: { FEEDS_ALLOW_PRIVATE: '1', FEEDS_MIN_GAP_MS: '5' },
        concurrency: FULL ? { 'poll-feeds': 4, 'fetch-article': 4 } : {},
      });
      const feeds = registryOf(cloud);
      for (let site = 0; site < FEEDS + HOSTILE.length; site++)
        await feeds.add(newFeed(sites.feedUrl(site), Date.now()));
    });
    afterAll(async () => {
      await cloud?.stop();
      await sites?.close();
    });

    async function pollAll() {
      sites.log.length = 0;
      const feeds = registryOf(cloud);
      for await (const feed of feeds.all()) await feeds.change(feed.feedId, dueNow(Date.now()));
      await cloud.tick();
      await settled(cloud, () => 0);
      await cloud.idle();
      // The good sites' requests, robots.txt apart.
      return sites.log.filter(({ site, path }) => site < FEEDS && path !== '/robots.txt');
    }

    async function ledgerByKey(): Promise<Map<string, LedgerEntry[]>> {
      const tables = { client: cloud.clients.dynamodb, names: cloud.resources.tables } as OpenTables;
      const byKey = new Map<string, LedgerEntry[]>();
      for await (const entry of allLedgerEntries(tables)) {
        byKey.set(entry.document.key, [...(byKey.get(entry.document.key) ?? []), entry]);
      }
      return byKey;
    }
    const keyOf = (site: number, slug: string) => pageObjectKey(`${sites.origin(site)}/${slug}`);

    test('the first poll ingests every article once, whatever the hostile feeds do', { timeout: 900_000 }, async () => {
      const requests = await pollAll();
      const pages = requests.filter(({ path }) => path !== '/feed').map(({ site, path }) => `${site}${path}`);
      expect(pages).toHaveLength(FEEDS * PER_FEED);
      expect(new Set(pages).size).toBe(FEEDS * PER_FEED);
      expect(requests.filter(({ path }) => path === '/feed')).toHaveLength(FEEDS);

      const ledger = await ledgerByKey();
      for (let site = 0; site < FEEDS; site++) {
        for (const { slug } of sites.articles[site]!) {
          const entries = ledger.get(keyOf(site, slug))!;
          expect(entries.map(({ outcome }) => outcome.state)).toEqual([
            expect.stringMatching(/^(?:extracted|duplicate)$/),
          ]);
        }
      }
      const stats = Object.values(cloud.stats());
      expect(stats.map(({ deadLetters }) => deadLetters)).toEqual(stats.map(() => 0));
      const { feeds } = await problems();
      expect(feeds.length).toBeGreaterThanOrEqual(HOSTILE.length - 5);
    });

    async function problems() {
      const feeds = [];
      for await (const feed of registryOf(cloud).all()) if (feed.paused ?? feed.problem) feeds.push(feed);
      return { feeds };
    }

    test('the feed is the evidence for date, and for what the page does not say', async () => {
      const [article] = sites.articles[0]!;
      const key = articleKey(articleIdOf(`${sites.origin(0)}/${article!.slug}`, ''));
      const item = await getItem(cloud.clients.dynamodb, cloud.resources.tables.articles, key, { consistent: true });
      expect(item?.article).toMatchObject({
        title: article!.title,
        authors: ['Rosa Marsh'],
        publishedAt: { source: 'feed', value: expect.stringContaining(article!.published.slice(0, 16)) },
      });
    });

    test('the second poll asks each feed once, conditionally, and fetches no article', {
      timeout: 900_000,
    }, async () => {
      const requests = await pollAll();
      expect(requests.map(({ path, status }) => [path, status])).toEqual(
        Array.from({ length: FEEDS }, () => ['/feed', 304]),
      );
      expect(new Set(requests.map(({ site }) => site)).size).toBe(FEEDS);
      for (const { headers } of requests) expect(headers['if-none-match']).toMatch(/^"/);
    });

    test('edits come as revisions of their articles, and a new article as itself', { timeout: 900_000 }, async () => {
      const now = Date.now();
      for (let site = 0; site < FEEDS; site++) {
        const own = sites.articles[site]!;
        const fresh = sampleArticle(site, PER_FEED + 500, now);
        own[0] = {
          ...own[0]!,
          title: `${own[0]!.title}, after a second vote`,
          body: `${own[0]!.body}<p>A second vote on Tuesday confirmed it with ${site + 70} to ${site + 3}.</p>`,
        };
        own.unshift(fresh);
      }
      const requests = await pollAll();
      const pages = requests.filter(({ path }) => path !== '/feed');
      expect(pages).toHaveLength(2 * FEEDS);
      const ledger = await ledgerByKey();
      for (let site = 0; site < FEEDS; site++) {
        const states = ledger.get(keyOf(site, sites.articles[site]![1]!.slug))!.map(({ outcome }) => outcome.state);
        expect(states).toHaveLength(2);
        expect(states.filter((state) => state === 'extracted' || state === 'duplicate').length).toBeGreaterThanOrEqual(
          1,
        );
        expect(states).toContain('revision');
      }
    });
  },
);
