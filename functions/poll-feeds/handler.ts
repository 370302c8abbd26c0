// Lambda entry of stage poll-feeds: the clock sets it off, and its own queue brings it shards and feeds.
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { dynamo, sqs } from '../../shared/aws/clients.ts';
import { pages } from '../../shared/aws/pages.ts';
import { postponeBody, sendAllBodies } from '../../shared/aws/queue.ts';
import { siteVisits } from '../../shared/aws/site-visits.ts';
import { DUE_SHARDS } from '../../shared/keys.ts';
import { FeedsMessageSchema } from '../../shared/messages/feeds-due.ts';
import { PageWantedSchema } from '../../shared/messages/page-wanted.ts';
import { parseMessage } from '../../shared/messages/parse.ts';
import { parseConfig } from '../../shared/stage/config.ts';
import { awsStagePorts } from '../../shared/stage/ports.ts';
import { type InvocationContext, stageHandler } from '../../shared/stage/run-stage.ts';
import { ConfigSchema } from './config.ts';
import { feedStore } from './feed-store.ts';
import { findDue, shardMessages } from './find-due.ts';
import { pollFeed } from './poll-feed.ts';

const config = parseConfig('poll-feeds', ConfigSchema, process.env);
const { visit } = siteVisits(dynamo(), config);
const feeds = feedStore(dynamo(), config.feedsTable);

const sendToSelf = (messages: readonly unknown[]) =>
  sendAllBodies(
    sqs(),
    config.ownQueueUrl,
    messages.map((message) => JSON.stringify(FeedsMessageSchema.parse(message))),
  );

const readQueue = stageHandler(
  {
    id: 'poll-feeds',
    parse: (body) => [parseMessage(FeedsMessageSchema, body)],
    documentOf: () => null,
    async process(message, { signal }) {
      const now = () => Date.now();
      if (message.type === 'feed-shard-due') return findDue(message, { feeds, send: sendToSelf, now });
      return pollFeed(message, {
        feeds,
        pages: pages(dynamo(), config.feedsTable),
        visit,
        send: (messages) =>
          sendAllBodies(
            sqs(),
            config.nextQueueUrl,
            messages.map((wanted) => JSON.stringify(PageWantedSchema.parse(wanted))),
          ),
        postpone: (poll, at) => postponeBody(sqs(), config.ownQueueUrl, JSON.stringify(poll), at, Date.now()),
        now,
        random: Math.random,
        signal,
      });
    },
    // Bound by the network.
    concurrency: 5,
    // The longest visit (45 s), what it waits for its turn and between requests, and the writes around it.
    recordTimeoutMs: 70_000,
  },
  awsStagePorts('poll-feeds', {
    articlesTable: config.articlesTable,
    ownQueueUrl: config.ownQueueUrl,
    retryBaseSeconds: config.retryBaseSeconds,
    next: null,
    // Slow sites must not push the feeds and pages of others into the dead-letter queue.
    sendsAnew: true,
  }),
);

/** An event without records comes from the clock. What it says, and when it comes, does not matter: the index knows the time. */
export async function handler(
  event: Partial<SQSEvent>,
  context: InvocationContext,
): Promise<SQSBatchResponse | { shards: number }> {
  if (event.Records !== undefined) return readQueue({ Records: event.Records }, context);
  await sendToSelf(shardMessages(DUE_SHARDS, Date.now()));
  return { shards: DUE_SHARDS };
}
