// The stand-in for Lambda's SQS event source, on a real local queue.
import * as SQS from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type BatchResult, type Poller, startQueuePoller } from '../../../cli/local/queue-poller.ts';
import { type S3Sqs, startS3Sqs } from '../../../cli/local/s3-sqs.ts';

let cloud: S3Sqs;
let sqs: SQS.SQSClient;
const pollers: Poller[] = [];

beforeAll(async () => {
  cloud = await startS3Sqs({ files: null });
  sqs = new SQS.SQSClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    endpoint: cloud.endpoint,
  });
});
afterEach(async () => {
  for (const poller of pollers.splice(0)) await poller.stop();
});
afterAll(async () => {
  sqs.destroy();
  await cloud.close();
});

/** Generous, for busy machines: what is awaited comes long before. */
const SOON = { timeout: 15_000 };

let queues = 0;
async function setUp(
  invoke: (event: SQSEvent, queueUrl: string) => Promise<unknown>,
  overrides: {
    batchSize?: number;
    batchingWindowMs?: number;
    maxConcurrency?: number;
    receiveLimit?: number;
    visibilitySeconds?: number;
  } = {},
) {
  const {
    receiveLimit = 3,
    visibilitySeconds = 1,
    batchSize = 10,
    batchingWindowMs = 50,
    maxConcurrency = 1,
  } = overrides;
  const name = `queue-${queues++}`;
  await sqs.send(new SQS.CreateQueueCommand({ QueueName: `${name}-dead` }));
  const arn = `arn:aws:sqs:us-east-1:000000000000:${name}`;
  const { QueueUrl: url } = await sqs.send(
    new SQS.CreateQueueCommand({
      QueueName: name,
      Attributes: {
        VisibilityTimeout: String(visibilitySeconds),
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: `${arn}-dead`, maxReceiveCount: receiveLimit }),
      },
    }),
  );
  const results: BatchResult[] = [];
  const faults: string[] = [];
  pollers.push(
    startQueuePoller({
      sqs,
      queue: { url: url!, arn },
      batchSize,
      batchingWindowMs,
      maxConcurrency,
      invoke: (event) => invoke(event, url!),
      onBatch: (result) => results.push(result),
      onFault: (message) => faults.push(message),
    }),
  );
  const send = async (...bodies: string[]) => {
    for (let at = 0; at < bodies.length; at += 10) {
      await sqs.send(
        new SQS.SendMessageBatchCommand({
          QueueUrl: url,
          Entries: bodies.slice(at, at + 10).map((MessageBody, index) => ({
            Id: String(index),
            MessageBody,
            MessageAttributes: { trace: { DataType: 'String', StringValue: 't-1' } },
          })),
        }),
      );
    }
  };
  const depth = () => cloud.depth(name);
  return { name, arn, send, results, faults, depth, deadLetters: () => cloud.depth(`${name}-dead`).waiting };
}

const empty = { waiting: 0, inFlight: 0, delayed: 0 };
const failing = (event: SQSEvent, fails: (body: string) => boolean) => ({
  batchItemFailures: event.Records.filter(({ body }) => fails(body)).map(({ messageId }) => ({
    itemIdentifier: messageId,
  })),
});

test('records have the shape in which Lambda passes them on', async () => {
  const events: SQSEvent[] = [];
  const { arn, send, depth } = await setUp(async (event) => void events.push(event));
  await send('{"a":1}');
  await expect.poll(() => events, SOON).toHaveLength(1);
  expect(events[0]).toEqual({
    Records: [
      {
        messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        receiptHandle: expect.any(String),
        body: '{"a":1}',
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: expect.stringMatching(/^\d{13}$/),
          SenderId: '000000000000',
          ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
        },
        messageAttributes: {
          trace: { stringValue: 't-1', stringListValues: [], binaryListValues: [], dataType: 'String' },
        },
        md5OfBody: 'bb6cb5c68df4652941caf652a366f2d8',
        eventSource: 'aws:sqs',
        eventSourceARN: arn,
        awsRegion: 'us-east-1',
      },
    ],
  });
  await expect.poll(depth, SOON).toEqual(empty);
});

test('what fails comes back alone, and lands in the dead-letter queue after the receive limit', async () => {
  const seen: { body: string; count: string }[] = [];
  const { send, depth, deadLetters } = await setUp(async (event) => {
    for (const { body, attributes } of event.Records) seen.push({ body, count: attributes.ApproximateReceiveCount });
    return failing(event, (body) => body === 'bad');
  });
  await send('good', 'bad', 'fine');
  await expect.poll(deadLetters, SOON).toBe(1);
  expect(depth()).toEqual(empty);
  expect(seen.filter(({ body }) => body !== 'bad')).toHaveLength(2);
  expect(seen.filter(({ body }) => body === 'bad').map(({ count }) => count)).toEqual(['1', '2', '3']);
});

test.each([
  { what: 'throws', answer: () => Promise.reject(new Error('no')) },
  {
    what: 'names a record that was not in the batch',
    answer: async () => ({ batchItemFailures: [{ itemIdentifier: 'x' }] }),
  },
  { what: 'answers nonsense', answer: async () => 'done' },
])('the whole batch comes back when the function $what', async ({ answer }) => {
  let invocations = 0;
  const { send, results, depth } = await setUp(async () => (invocations++ === 0 ? answer() : null));
  await send('one', 'two');
  await expect.poll(depth, SOON).toEqual(empty);
  expect(results[0]).toMatchObject({ records: 2, failed: 2 });
  expect(results.slice(1).reduce((sum, { records }) => sum + records, 0)).toBe(2);
});

test('a handler that sets the visibility timeout itself decides when its message comes back', async () => {
  const times: number[] = [];
  const { send, depth } = await setUp(
    async (event, QueueUrl) => {
      times.push(Date.now());
      if (times.length > 1) return null;
      const [{ receiptHandle: ReceiptHandle }] = event.Records as [SQSEvent['Records'][number]];
      await sqs.send(new SQS.ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
      return failing(event, () => true);
    },
    { visibilitySeconds: 60 },
  );
  await send('soon');
  await expect.poll(depth, SOON).toEqual(empty);
  expect(times).toHaveLength(2);
  expect(times[1]! - times[0]!).toBeLessThan(30_000);
});

test('a batch that is not full waits for its window and no longer, and is never larger than its size', async () => {
  const sizes: number[] = [];
  const { send, depth } = await setUp(
    async (event) => {
      sizes.push(event.Records.length);
    },
    { batchSize: 4, batchingWindowMs: 1000, visibilitySeconds: 60 },
  );
  await send('1');
  await send('2');
  await expect.poll(depth, SOON).toEqual(empty);
  expect(sizes).toEqual([2]);
  await send(...Array.from({ length: 9 }, (_, index) => String(index)));
  await expect.poll(() => sizes.reduce((sum, size) => sum + size), SOON).toBe(11);
  expect(Math.max(...sizes)).toBe(4);
});

test('no more invocations run at once than allowed, and as many as allowed', async () => {
  let running = 0;
  let most = 0;
  const { send, depth } = await setUp(
    async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 200));
      running--;
    },
    { batchSize: 1, maxConcurrency: 3, batchingWindowMs: 0, visibilitySeconds: 60 },
  );
  await send(...Array.from({ length: 12 }, (_, index) => String(index)));
  await expect.poll(depth, SOON).toEqual(empty);
  expect(most).toBe(3);
});

test('a poller that waits for messages stops at once', async () => {
  await setUp(async () => null);
  const began = Date.now();
  await pollers.pop()!.stop();
  expect(Date.now() - began).toBeLessThan(10_000);
});

test('a queue that is gone is a fault that is told, not an end', async () => {
  const { name, faults } = await setUp(async () => null);
  await sqs.send(new SQS.DeleteQueueCommand({ QueueUrl: cloud.queueUrl(name) }));
  await expect.poll(() => faults.length, SOON).toBeGreaterThan(0);
  expect(faults[0]).toContain(`receiving from ${cloud.queueUrl(name)}`);
});
