// Reads that come in pieces: pages, and keys that a busy table leaves for another time.
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { getItems, queryItems, scanItems } from '../../cli/dynamo-read.ts';
import { toAttributes } from '../../shared/aws/attributes.ts';
import { all } from '../support/all.ts';
import { hasDynamoDb } from '../support/dynamodb.ts';
import { startTables, type TestTables } from '../support/tables.ts';

const keysUpTo = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ pk: 'A', sk: String(i).padStart(3, '0') }));

describe.skipIf(!hasDynamoDb())('a table of 130 items', () => {
  let tables: TestTables;
  beforeAll(async () => {
    tables = await startTables();
    await tables.put('claims', keysUpTo(130));
  });
  afterAll(() => tables?.stop());

  test('pages are drained', async () => {
    const values = { ExpressionAttributeValues: { ':a': 'A' } };
    const query = { TableName: 'claims', KeyConditionExpression: 'pk = :a', ...values, Limit: 50 };
    expect(await all(queryItems(tables.client, query))).toEqual(keysUpTo(130));
    const scan = { TableName: 'claims', FilterExpression: 'pk = :a', ...values, Limit: 50 };
    expect(await all(scanItems(tables.client, scan))).toHaveLength(130);
  });

  test('more keys than one request takes are read in their order; missing ones are left out', async () => {
    const keys = [...keysUpTo(131).reverse(), { pk: 'B', sk: '1' }];
    expect(await all(getItems(tables.client, 'claims', keys))).toEqual(keysUpTo(130).reverse());
    expect(await all(getItems(tables.client, 'claims', []))).toEqual([]);
  });
});

describe('a busy table', () => {
  type Answer = { Responses?: Record<string, object[]>; UnprocessedKeys?: Record<string, { Keys: object[] }> };
  const clientThat = (send: () => Answer) => {
    const spy = vi.fn(async () => send());
    return { spy, client: { send: spy } as unknown as DynamoDBClient };
  };
  const [first, second] = keysUpTo(2);

  test('keys left over are asked for again', async () => {
    const answers: Answer[] = [
      {
        Responses: { claims: [toAttributes(second!)] },
        UnprocessedKeys: { claims: { Keys: [toAttributes(first!)] } },
      },
      { Responses: { claims: [toAttributes(first!)] } },
    ];
    const { client, spy } = clientThat(() => answers.shift()!);
    expect(await all(getItems(client, 'claims', [first!, second!]))).toEqual([first, second]);
    expect(spy).toHaveBeenCalledTimes(2);
  });

  test('a table that never answers is given up with the number of keys left', async () => {
    const { client, spy } = clientThat(() => ({ UnprocessedKeys: { claims: { Keys: [toAttributes(first!)] } } }));
    await expect(all(getItems(client, 'claims', [first!]))).rejects.toThrow(
      'reading 1 keys of table claims: still unread after 7 tries',
    );
    expect(spy).toHaveBeenCalledTimes(7);
  });
});
