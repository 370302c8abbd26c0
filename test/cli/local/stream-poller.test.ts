// The stand-in for Lambda's DynamoDB stream event source, on a real local stream.
import { CreateTableCommand, DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../../cli/local/dynamodb.ts';
import { type StreamPoller, type StreamPollerOptions, startStreamPoller } from '../../../cli/local/stream-poller.ts';

let local: LocalDynamoDb;
let dynamodb: DynamoDBClient;
let streams: DynamoDBStreamsClient;
const pollers: StreamPoller[] = [];

beforeAll(async () => {
  local = await startDynamoDb(null);
  const options = {
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    endpoint: local.endpoint,
  };
  dynamodb = new DynamoDBClient(options);
  streams = new DynamoDBStreamsClient(options);
});
afterEach(async () => {
  for (const poller of pollers.splice(0)) await poller.stop();
});
afterAll(async () => {
  dynamodb.destroy();
  streams.destroy();
  await local.stop();
});

let tables = 0;
async function makeTable() {
  const TableName = `table-${tables++}`;
  const { TableDescription } = await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
  const put = async (...keys: string[]) => {
    for (const pk of keys) {
      const Item = { pk: { S: pk }, sk: { S: `KIND#${pk}` }, n: { N: '1.5' }, b: { B: new Uint8Array([0, 255]) } };
      await dynamodb.send(new PutItemCommand({ TableName, Item }));
    }
  };
  return { TableName, streamArn: TableDescription!.LatestStreamArn!, put };
}

const keyOf = (record: DynamoDBRecord) => record.dynamodb!.Keys!.pk!.S!;
const numberOf = (record: DynamoDBRecord) => record.dynamodb!.SequenceNumber!;

function start(
  streamArn: string,
  invoke: (event: DynamoDBStreamEvent) => Promise<unknown>,
  overrides: Partial<StreamPollerOptions> = {},
) {
  const notes: Record<string, unknown>[] = [];
  const checkpoints: string[] = [];
  const faults: string[] = [];
  const poller = startStreamPoller({
    streams,
    endpoint: local.endpoint,
    streamArn,
    sortKeyPrefix: 'KIND#',
    batchSize: 100,
    retryAttempts: 2,
    retryPauseMs: 1,
    after: null,
    invoke,
    onGivenUp: async (note) => void notes.push(note as Record<string, unknown>),
    onCheckpoint: (sequenceNumber) => checkpoints.push(sequenceNumber),
    onBatch: () => {},
    onFault: (message) => faults.push(message),
    ...overrides,
  });
  pollers.push(poller);
  return { poller, notes, checkpoints, faults };
}

test('records have the shape in which Lambda passes them on', async () => {
  const { TableName, streamArn, put } = await makeTable();
  const records: DynamoDBRecord[] = [];
  const { poller } = start(streamArn, async (event) => void records.push(...event.Records));
  await put('a');
  await dynamodb.send(new DeleteItemCommand({ TableName, Key: { pk: { S: 'a' }, sk: { S: 'KIND#a' } } }));
  await poller.drained();
  const image = { pk: { S: 'a' }, sk: { S: 'KIND#a' }, n: { N: '1.5' }, b: { B: 'AP8=' } };
  expect(records).toMatchObject([
    {
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      awsRegion: 'us-east-1',
      eventSourceARN: streamArn,
      eventID: expect.any(String),
      dynamodb: {
        Keys: { pk: { S: 'a' }, sk: { S: 'KIND#a' } },
        NewImage: image,
        SequenceNumber: expect.stringMatching(/^\d+$/),
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    },
    { eventName: 'REMOVE', dynamodb: { OldImage: image } },
  ]);
  const created = records[0]!.dynamodb!.ApproximateCreationDateTime!;
  expect(Math.abs(created - Date.now() / 1000)).toBeLessThan(60);
});

test('changes of items of another kind are passed over, and not read again', async () => {
  const { streamArn, put } = await makeTable();
  await put('a', 'b', 'c');
  const batches: string[][] = [];
  const { poller, checkpoints } = start(streamArn, async ({ Records }) => void batches.push(Records.map(keyOf)), {
    sortKeyPrefix: 'KIND#b',
  });
  await poller.drained();
  expect(batches).toEqual([['b']]);
  const after = checkpoints.at(-1)!;
  const again: string[] = [];
  const next = start(streamArn, async ({ Records }) => void again.push(...Records.map(keyOf)), { after });
  await put('d');
  await next.poller.drained();
  expect(again).toEqual(['d']);
});

test('after a partial failure the stream goes on at the first record that failed, in order', async () => {
  const { streamArn, put } = await makeTable();
  await put('a', 'b', 'c', 'd');
  const batches: string[][] = [];
  const { poller, notes } = start(streamArn, async ({ Records }) => {
    batches.push(Records.map(keyOf));
    if (batches.length > 1) return null;
    const failed = Records.filter((record) => ['c', 'd'].includes(keyOf(record))).reverse();
    return { batchItemFailures: failed.map((record) => ({ itemIdentifier: numberOf(record) })) };
  });
  await poller.drained();
  expect(batches).toEqual([
    ['a', 'b', 'c', 'd'],
    ['c', 'd'],
  ]);
  expect(notes).toEqual([]);
});

test('a batch that never succeeds is given up after its retries, and the next records are reached', async () => {
  const { streamArn, put } = await makeTable();
  await put('a', 'b', 'c');
  const batches: string[][] = [];
  const numbers = new Map<string, string>();
  const { poller, notes, checkpoints } = start(streamArn, async ({ Records }) => {
    batches.push(Records.map(keyOf));
    for (const record of Records) numbers.set(keyOf(record), numberOf(record));
    const bad = Records.find((record) => keyOf(record) === 'b');
    return bad ? { batchItemFailures: [{ itemIdentifier: numberOf(bad) }] } : null;
  });
  await poller.drained();
  await put('later');
  await poller.drained();
  expect(batches).toEqual([['a', 'b', 'c'], ['b', 'c'], ['b', 'c'], ['b', 'c'], ['later']]);
  expect(notes).toMatchObject([
    {
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
      DDBStreamBatchInfo: {
        streamArn,
        batchSize: 2,
        startSequenceNumber: numbers.get('b'),
        endSequenceNumber: numbers.get('c'),
        shardId: expect.any(String),
      },
    },
  ]);
  expect(checkpoints).toEqual([numbers.get('a'), numbers.get('c'), numbers.get('later')]);
});

test('a function that throws is retried with the same records', async () => {
  const { streamArn, put } = await makeTable();
  await put('a');
  let invocations = 0;
  const { poller, notes } = start(streamArn, async () => {
    if (++invocations < 3) throw new Error('not yet');
  });
  await poller.drained();
  expect(invocations).toBe(3);
  expect(notes).toEqual([]);
});

test('reading goes on after a given position', async () => {
  const { streamArn, put } = await makeTable();
  await put('a', 'b', 'c');
  const first = start(streamArn, async () => {}, { batchSize: 2 });
  await first.poller.drained();
  expect(first.checkpoints).toHaveLength(2);
  const seen: string[] = [];
  const second = start(streamArn, async ({ Records }) => void seen.push(...Records.map(keyOf)), {
    after: first.checkpoints[0]!,
  });
  await second.poller.drained();
  expect(seen).toEqual(['c']);
});

test('a stream that is not there is a fault that is told, not an end', async () => {
  const { faults } = start('arn:aws:dynamodb:us-east-1:000000000000:table/none/stream/x', async () => {});
  await expect.poll(() => faults.length, { timeout: 15_000 }).toBeGreaterThan(0);
  expect(faults[0]).toContain('reading stream arn:aws:dynamodb:us-east-1:000000000000:table/none/stream/x');
});
