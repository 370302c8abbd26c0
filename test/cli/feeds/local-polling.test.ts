// What a local run takes up of an earlier one: pages at once or at their time, feeds whose poll was under way.
import type { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeUpPolling } from '../../../cli/feeds/local-polling.ts';
import type { LocalCloud } from '../../../cli/local/cloud.ts';
import { pages } from '../../../shared/aws/pages.ts';
import { hasDynamoDb, startTestDynamoDb } from '../../support/dynamodb.ts';
import { pageWanted } from '../../support/feed-world.ts';

let database: Awaited<ReturnType<typeof startTestDynamoDb>>;

describe.runIf(hasDynamoDb())('what an earlier run left undone', () => {
  beforeAll(async () => {
    database = await startTestDynamoDb();
  });
  afterAll(() => database.stop());

  test('pages are asked for at once; those that wait for a site to answer again, not before their time', async () => {
    const records = pages(database.client, database.tables.feeds);
    const now = Date.now();
    const messages = [
      pageWanted('https://valley.example/new'),
      pageWanted('https://valley.example/over', { tries: 1, notBefore: now - 1000 }),
      pageWanted('https://valley.example/waits', { tries: 2, notBefore: now + 300_000 }),
      pageWanted('https://valley.example/fetched'),
    ];
    for (const message of messages) await records.want({ ...message, message: JSON.stringify(message) }, now);
    await records.end(messages[3]!.pageId, messages[3]!.stamp, null, now);
    const sent: { body: string; delay: number }[] = [];
    const sqs = {
      async send({ input }: { input: { Entries: { MessageBody: string; DelaySeconds?: number }[] } }) {
        sent.push(...input.Entries.map((entry) => ({ body: entry.MessageBody, delay: entry.DelaySeconds ?? 0 })));
        return {};
      },
    };
    const cloud = {
      clients: { dynamodb: database.client, sqs: sqs as unknown as SQSClient },
      resources: { tables: { feeds: database.tables.feeds }, queues: { fetch: { url: 'fetch' } } },
    } as unknown as Pick<LocalCloud, 'clients' | 'resources'>;
    expect(await takeUpPolling(cloud)).toBe(1);
    const delays = new Map(sent.map(({ body, delay }) => [JSON.parse(body).url.split('/').at(-1), delay]));
    expect([...delays.keys()].sort()).toEqual(['new', 'over', 'waits']);
    expect([delays.get('new'), delays.get('over')]).toEqual([0, 0]);
    expect(delays.get('waits')).toBeGreaterThan(290);
  });
});
