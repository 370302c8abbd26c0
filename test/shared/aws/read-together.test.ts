// Reads that are asked for at the same time: how they share calls, and that each gets its own items or its own error.
import type { BatchGetItemCommandInput, DynamoDBClient, KeysAndAttributes } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { fromAttributes, toAttributes } from '../../../shared/aws/attributes.ts';
import { type ItemKey, readTogether } from '../../../shared/aws/read-together.ts';

type Requests = Record<string, Omit<KeysAndAttributes, 'Keys'> & { Keys: ItemKey[] }>;

/** A client over tables in memory that keeps what it was asked for, and refuses as DynamoDB does. */
function clientOver(tables: Record<string, ItemKey[]>, fail: (calls: number) => boolean = () => false) {
  const calls: Requests[] = [];
  const client = {
    send: async ({ input }: { input: BatchGetItemCommandInput }) => {
      const requests: Requests = Object.fromEntries(
        Object.entries(input.RequestItems!).map(([table, request]) => [
          table,
          { ...request, Keys: request.Keys!.map((key) => fromAttributes(key) as unknown as ItemKey) },
        ]),
      );
      calls.push(requests);
      if (fail(calls.length)) throw new Error(`call ${calls.length} failed`);
      const keys = Object.values(requests).flatMap(({ Keys }) => Keys.map((key) => JSON.stringify(key)));
      if (keys.length > 100) throw new Error('Too many items requested for the BatchGetItem call');
      for (const { Keys } of Object.values(requests)) {
        if (new Set(Keys.map((key) => JSON.stringify(key))).size < Keys.length) {
          throw new Error('Provided list of item keys contains duplicates');
        }
      }
      const found = ([table, { Keys }]: [string, Requests[string]]) => [
        table,
        // In no particular order.
        tables[table]!.filter((item) => Keys.some((key) => key.pk === item.pk && key.sk === item.sk))
          .reverse()
          .map(toAttributes),
      ];
      return { Responses: Object.fromEntries(Object.entries(requests).map(found)) };
    },
  };
  return { calls, client: client as unknown as DynamoDBClient };
}

const keysUpTo = (count: number): ItemKey[] => Array.from({ length: count }, (_, index) => ({ pk: `A${index}` }));
const CONSISTENT = { consistent: true };
const EVENTUAL = { consistent: false };

describe('reads of one moment', () => {
  test('share a call, each with its own items in the order of its keys', async () => {
    const { client, calls } = clientOver({ articles: [{ pk: 'A', sk: '1' }], stories: keysUpTo(5) });
    const read = readTogether(client);
    const answers = await Promise.all([
      read('stories', [{ pk: 'A3' }, { pk: 'A1' }], CONSISTENT),
      read('stories', [{ pk: 'missing' }, { pk: 'A3' }], CONSISTENT),
      read('articles', [{ pk: 'A', sk: '1' }], EVENTUAL),
      read('articles', [{ pk: 'A', sk: '2' }], EVENTUAL),
      read('articles', [], EVENTUAL),
    ]);
    expect(answers).toEqual([[{ pk: 'A3' }, { pk: 'A1' }], [{ pk: 'A3' }], [{ pk: 'A', sk: '1' }], [], []]);
    expect(calls).toEqual([
      {
        stories: { Keys: [{ pk: 'A3' }, { pk: 'A1' }, { pk: 'missing' }], ConsistentRead: true },
        articles: {
          Keys: [
            { pk: 'A', sk: '1' },
            { pk: 'A', sk: '2' },
          ],
          ConsistentRead: false,
        },
      },
    ]);
  });

  test('of one table in two manners travel apart', async () => {
    const { client, calls } = clientOver({ stories: keysUpTo(3) });
    const read = readTogether(client);
    await Promise.all([
      read('stories', [{ pk: 'A0' }], CONSISTENT),
      read('stories', [{ pk: 'A0' }], EVENTUAL),
      read('stories', [{ pk: 'A1' }], { consistent: true, attributes: 'parent' }),
      read('stories', [{ pk: 'A2' }], CONSISTENT),
    ]);
    expect(calls.map(({ stories }) => stories)).toEqual([
      { Keys: [{ pk: 'A0' }, { pk: 'A2' }], ConsistentRead: true },
      { Keys: [{ pk: 'A0' }], ConsistentRead: false },
      { Keys: [{ pk: 'A1' }], ConsistentRead: true, ProjectionExpression: 'pk, sk, parent' },
    ]);
  });

  test('of more keys than a call holds take as many calls as they need', async () => {
    const { client, calls } = clientOver({ stories: keysUpTo(250), articles: keysUpTo(1) });
    const read = readTogether(client);
    const [many, few, same] = await Promise.all([
      read('stories', keysUpTo(250), CONSISTENT),
      read('articles', keysUpTo(1), CONSISTENT),
      read('stories', [{ pk: 'A0' }], CONSISTENT),
    ]);
    expect(many).toEqual(keysUpTo(250));
    expect([few, same]).toEqual([keysUpTo(1), keysUpTo(1)]);
    expect(calls.map((call) => Object.values(call).flatMap(({ Keys }) => Keys!).length)).toEqual([100, 100, 51]);
  });
});

test('a later read does not travel in an earlier call', async () => {
  const table: ItemKey[] = [];
  const { client, calls } = clientOver({ stories: table });
  const read = readTogether(client);
  expect(await read('stories', [{ pk: 'A0' }], CONSISTENT)).toEqual([]);
  table.push({ pk: 'A0' });
  expect(await read('stories', [{ pk: 'A0' }], CONSISTENT)).toEqual([{ pk: 'A0' }]);
  expect(calls).toHaveLength(2);
});

test('a call that fails fails the reads that travelled in it, and no others', async () => {
  const { client } = clientOver({ stories: keysUpTo(150) }, (call) => call === 1);
  const read = readTogether(client);
  const [first, second] = await Promise.allSettled([
    read('stories', keysUpTo(100), CONSISTENT),
    read('stories', keysUpTo(150).slice(100), CONSISTENT),
  ]);
  expect(first).toMatchObject({ status: 'rejected', reason: new Error('call 1 failed') });
  expect(second).toMatchObject({ status: 'fulfilled', value: { length: 50 } });
  expect(await read('stories', keysUpTo(1), CONSISTENT)).toEqual(keysUpTo(1));
});
