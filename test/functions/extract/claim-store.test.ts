// The claims table as extract writes it, against a DynamoDB API.
import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimItem, postingItems } from '../../../functions/extract/claim-items.ts';
import { type ClaimStore, claimStore } from '../../../functions/extract/claim-store.ts';
import { claimContext, claimsOf, extractedClaim } from '../../support/claims.ts';
import { hasDynamoDb, startTestDynamoDb, type TestDynamoDb } from '../../support/dynamodb.ts';

const runs = hasDynamoDb();
let dynamo: TestDynamoDb;
let store: ClaimStore;
beforeAll(async () => {
  if (!runs) return;
  dynamo = await startTestDynamoDb();
  store = claimStore(dynamo.client, dynamo.tables.claims);
});
afterAll(async () => {
  await dynamo?.stop();
});

const claims = (count: number) =>
  claimsOf(
    Array.from({ length: count }, (_, index) => extractedClaim(`the mill will close in ${'x'.repeat(index)} days`)),
  );

describe.runIf(runs)('claims', () => {
  test('are written in batches larger than one call takes, read back whole, and deleted', async () => {
    const items = claims(60).map(claimItem);
    await store.writeClaims(items, []);
    const stored = await store.claimsOf(claimContext.articleId);
    expect(stored).toHaveLength(60);
    expect(stored.find((item) => item.sk === items[7]!.sk)).toEqual(items[7]);
    await store.writeClaims([], items);
    expect(await store.claimsOf(claimContext.articleId)).toEqual([]);
  });

  test('of another article are not among them', async () => {
    await store.writeClaims(claims(1).map(claimItem), []);
    expect(await store.claimsOf('b'.repeat(32))).toEqual([]);
  });
});

describe.runIf(runs)('postings', () => {
  const posting = (order: string, textVersion: string) =>
    postingItems(claims(1), { ...claimContext, order, textVersion })[0]!;
  const stored = async () => {
    const { pk, sk } = posting('0', 'x');
    const { Item: item } = await dynamo.client.send(
      new GetCommand({ TableName: dynamo.tables.claims, Key: { pk, sk } }),
    );
    return item?.textVersion;
  };

  test('of a newer text replace older ones, never the other way', async () => {
    await store.putPosting(posting('0B', 'second'));
    await store.putPosting(posting('0A', 'first'));
    expect(await stored()).toBe('second');
    await store.putPosting(posting('0C', 'third'));
    expect(await stored()).toBe('third');
    await store.putPosting(posting('0C', 'third again'));
    expect(await stored()).toBe('third again');
  });

  test('are deleted for their own text only', async () => {
    await store.putPosting(posting('0D', 'fourth'));
    await store.deletePosting(posting('0', 'x'), 'second');
    expect(await stored()).toBe('fourth');
    await store.deletePosting(posting('0', 'x'), 'fourth');
    expect(await stored()).toBeUndefined();
  });

  test('that are not there are deleted without an error', async () => {
    await store.deletePosting(posting('0', 'x'), 'any');
    const { Count: count } = await dynamo.client.send(
      new ScanCommand({
        TableName: dynamo.tables.claims,
        FilterExpression: 'kind = :k',
        ExpressionAttributeValues: { ':k': 'day-posting' },
      }),
    );
    expect(count).toBe(0);
  });
});
