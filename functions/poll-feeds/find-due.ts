// Finds the feeds that are due in one shard of the index and asks for a poll of each.
import { randomUUID } from 'node:crypto';
import type { FeedDue, FeedsMessage, ShardDue } from '../../shared/messages/feeds-due.ts';
import type { Outcome } from '../../shared/stage/outcome.ts';
import { CLAIM_MS, type FeedStore } from './poll-feed.ts';

/** Feeds of one message. Claiming one takes some 10 ms, ten at a time: all are claimed in well under a second. */
const MAX_FEEDS = 250;
const CONCURRENT_CLAIMS = 10;

export interface FindPorts {
  feeds: Pick<FeedStore, 'due' | 'claim'>;
  /** Sends to the feeds queue; throws when a message is not accepted. */
  send(messages: readonly FeedsMessage[]): Promise<void>;
  now(): number;
}

/** One message for each shard: what the clock sets off, whatever time its event tells. */
export function shardMessages(shards: number, now: number): ShardDue[] {
  return Array.from({ length: shards }, (_, shard) => ({
    v: 1,
    type: 'feed-shard-due',
    shard,
    sentAt: new Date(now).toISOString(),
  }));
}

/**
 * Claims the due feeds of a shard and sends a message for each; when there are more than one message's worth, the shard is
 * looked through again. A feed whose message is lost on the way becomes due again when its claim ends.
 */
export async function findDue(message: ShardDue, ports: FindPorts): Promise<Outcome<never>> {
  const now = ports.now();
  const sentAt = new Date(now).toISOString();
  const due = await ports.feeds.due(message.shard, sentAt, MAX_FEEDS);
  const polls: FeedDue[] = [];
  for (let start = 0; start < due.length; start += CONCURRENT_CLAIMS) {
    const claims = await Promise.all(
      due.slice(start, start + CONCURRENT_CLAIMS).map(async ({ feedId, dueAt }) => {
        const claim = randomUUID();
        const isOurs = await ports.feeds.claim(feedId, dueAt, claim, new Date(now + CLAIM_MS).toISOString());
        return isOurs ? [{ v: 1, type: 'feed-due', feedId, claim, sentAt } as const] : [];
      }),
    );
    polls.push(...claims.flat());
  }
  const again: ShardDue[] = due.length === MAX_FEEDS ? [{ ...message, sentAt }] : [];
  if (polls.length + again.length > 0) await ports.send([...polls, ...again]);
  return { kind: 'done', what: 'looked', detail: `shard ${message.shard}: ${polls.length} feeds due` };
}
