// The entries of the stages that wait for sites: what a batch has no time for goes back to their own queue as a new message.
import type { IncomingMessage } from 'node:http';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { pageWanted } from '../support/feed-world.ts';
import { type LoopbackServer, startLoopbackServer } from '../support/loopback-server.ts';

const calls: { operation: string; body: string }[] = [];
let server: LoopbackServer;

/** Knows no item and takes every message. */
async function answer(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  calls.push({
    operation: String(request.headers['x-amz-target']).split('.')[1]!,
    body: Buffer.concat(chunks).toString(),
  });
  return '{}';
}

beforeAll(async () => {
  server = await startLoopbackServer((request, response) => {
    void answer(request).then((text) => response.writeHead(200).end(text));
  });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const environment = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    ARTICLES_BUCKET: 'articles',
    ARTICLES_TABLE: 'articles',
    FEEDS_TABLE: 'feeds',
    OWN_QUEUE_URL: `${endpoint}/0/own`,
    NEXT_QUEUE_URL: `${endpoint}/0/next`,
    FEEDS_CONTACT: 'desk@paper.example',
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

/** Received a second time, so that one waits for the other. */
const again = (messages: object[]): SQSEvent => ({
  Records: messages.map(
    (message, index) =>
      ({
        messageId: `m${index}`,
        receiptHandle: `r${index}`,
        body: JSON.stringify(message),
        attributes: { ApproximateReceiveCount: '2', SentTimestamp: '1925000000000' },
        eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:own',
      }) as unknown as SQSRecord,
  ),
});

const feedDue = (feedId: string) => ({
  v: 1,
  type: 'feed-due',
  feedId,
  claim: 'c',
  sentAt: '2031-01-15T10:00:00.000Z',
});
const notYet = (url: string) => pageWanted(url, { tries: 1, notBefore: Date.now() + 3600_000 });

test.each([
  ['poll-feeds', [feedDue('first'), feedDue('second')]],
  ['fetch-article', [notYet('https://valley.example/first'), notYet('https://valley.example/second')]],
] as const)('%s', async (stage, messages) => {
  const { handler } = await import(`../../functions/${stage}/handler.ts`);
  calls.length = 0;
  let looks = 0;
  const context = { getRemainingTimeInMillis: () => (looks++ === 0 ? 120_000 : 60_000) };
  expect(await handler(again([...messages]), context)).toEqual({ batchItemFailures: [] });
  const started = calls.filter(({ operation }) => operation === 'GetItem');
  expect(started).toHaveLength(1);
  const sent = calls
    .filter(({ operation }) => operation === 'SendMessageBatch')
    .map(
      ({ body }) => JSON.parse(body) as { QueueUrl: string; Entries: { MessageBody: string; DelaySeconds?: number }[] },
    );
  const anew = sent.filter(({ Entries }) => Entries[0]!.DelaySeconds === undefined);
  expect(anew).toHaveLength(1);
  expect(anew[0]!.QueueUrl).toBe(process.env.OWN_QUEUE_URL);
  expect(messages.map((message) => JSON.stringify(message))).toContain(anew[0]!.Entries[0]!.MessageBody);
});
