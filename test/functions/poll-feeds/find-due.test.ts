// Finding due feeds: thousands in portions, none twice, none lost.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registry } from '../../../cli/feeds/registry.ts';
import { feedStore } from '../../../functions/poll-feeds/feed-store.ts';
import { findDue, shardMessages } from '../../../functions/poll-feeds/find-due.ts';
import { newFeed } from '../../../functions/poll-feeds/new-feed.ts';
import { CLAIM_MS } from '../../../functions/poll-feeds/poll-feed.ts';
import { DUE_SHARDS, dueShardOf } from '../../../shared/keys.ts';
import { type FeedsMessage, FeedsMessageSchema, type ShardDue } from '../../../shared/messages/feeds-due.ts';
import { hasDynamoDb, startTestDynamoDb, type TestDynamoDb } from '../../support/dynamodb.ts';

const NOW = Date.UTC(2031, 0, 15, 12);

test('the clock asks for every shard, once', () => {
  expect(shardMessages(DUE_SHARDS, NOW).map(({ shard }) => shard)).toEqual(Array.from({ length: 16 }, (_, n) => n));
});

test('a shard with more feeds than one message claims is looked through again', async () => {
  const due = Array.from({ length: 250 }, (_, n) => ({ feedId: `f${n}`, dueAt: new Date(NOW).toISOString() }));
  const sent: FeedsMessage[] = [];
  const ports = {
    feeds: { due: async () => due, claim: async (feedId: string) => feedId !== 'f7' },
    send: async (messages: readonly FeedsMessage[]) => {
      sent.push(...messages);
    },
    now: () => NOW,
  };
  const message: ShardDue = { v: 1, type: 'feed-shard-due', shard: 3, sentAt: new Date(NOW).toISOString() };
  expect(await findDue(message, ports)).toMatchObject({ kind: 'done', what: 'looked' });
  // All but the one that somebody else was faster to claim.
  expect(sent.filter(({ type }) => type === 'feed-due')).toHaveLength(249);
  expect(sent.at(-1)).toMatchObject({ type: 'feed-shard-due', shard: 3 });
});

describe.runIf(hasDynamoDb())('in the table', () => {
  let database: TestDynamoDb;
  beforeAll(async () => {
    database = await startTestDynamoDb();
  });
  afterAll(() => database.stop());

  test('every due feed is claimed by one message, paused and later ones by none, and a lost claim comes back', async () => {
    const feeds = feedStore(database.client, database.tables.feeds);
    const list = registry(database.client, database.tables.feeds);
    const all = Array.from({ length: 60 }, (_, n) => newFeed(`https://paper-${n}.example/feed`, NOW));
    const later = newFeed('https://later.example/feed', NOW + 60_000);
    const paused = { ...newFeed('https://paused.example/feed', NOW), dueAt: null };
    for (const feed of [...all, later, paused]) await list.add(feed);
    expect(new Set(all.map(({ feedId }) => dueShardOf(feedId))).size).toBeGreaterThan(10);

    const sweep = async (now: number) => {
      const claimed: string[] = [];
      const send = async (messages: readonly FeedsMessage[]) => {
        for (const message of messages.map((each) => FeedsMessageSchema.parse(each))) {
          if (message.type === 'feed-due') claimed.push(message.feedId);
        }
      };
      // Two clocks at once, as after a late event.
      const messages = [...shardMessages(DUE_SHARDS, now), ...shardMessages(DUE_SHARDS, now)];
      await Promise.all(messages.map((message) => findDue(message, { feeds, send, now: () => now })));
      return claimed.sort();
    };
    const ids = all.map(({ feedId }) => feedId).sort();
    expect(await sweep(NOW)).toEqual(ids);
    expect(await sweep(NOW + 1000)).toEqual([]);
    expect(await sweep(NOW + CLAIM_MS + 60_000)).toEqual([...ids, later.feedId].sort());
  });
});
