// The claims table as extract writes it, against a DynamoDB API.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scanItems } from '../../../cli/dynamo-read.ts';
import { claimItem, postingItems } from '../../../functions/extract/claim-items.ts';
import { type ClaimStore, claimStore } from '../../../functions/extract/claim-store.ts';
import { all } from '../../support/all.ts';
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
    await store.write(items, []);
    const stored = await store.claimsOf(claimContext.articleId);
    expect(stored).toHaveLength(60);
    expect(stored.find((item) => item.sk === items[7]!.sk)).toEqual(items[7]);
    await store.write([], items);
    expect(await store.claimsOf(claimContext.articleId)).toEqual([]);
  });

  test('fail with the first error only when no other batch is on its way any more', async () => {
    let [running, calls] = [0, 0];
    const faulty = {
      send: async () => {
        const call = ++calls;
        running++;
        await new Promise((resolve) => setTimeout(resolve, call === 1 ? 1 : 20));
        running--;
        if (call === 1) throw new Error('table is on fire');
        return {};
      },
    } as unknown as TestDynamoDb['client'];
    const write = claimStore(faulty, 'claims').write(claims(100).map(claimItem), []);
    await expect(write).rejects.toThrow('table is on fire');
    expect(running).toBe(0);
    expect(calls).toBe(4);
  });

  test('of another article are not among them', async () => {
    await store.write(claims(1).map(claimItem), []);
    expect(await store.claimsOf('b'.repeat(32))).toEqual([]);
  });
});

describe.runIf(runs)('postings', () => {
  const postingsOf = (textVersion: string) => postingItems(claims(1), { ...claimContext, textVersion });
  const stored = async () => {
    const items = scanItems(dynamo.client, {
      TableName: dynamo.tables.claims,
      FilterExpression: 'kind = :day',
      ExpressionAttributeValues: { ':day': 'day-posting' },
    });
    return (await all(items)).map((item) => String(item.textVersion)).sort();
  };

  test('of one text neither replace nor take away those of another', async () => {
    await store.write(postingsOf('first'), []);
    await store.write(postingsOf('second'), []);
    expect(await stored()).toEqual(['first', 'second']);
    await store.write([], postingsOf('first'));
    expect(await stored()).toEqual(['second']);
  });

  test('that are not there are deleted without an error', async () => {
    await store.write([], postingsOf('second'));
    await store.write([], postingsOf('second'));
    expect(await stored()).toEqual([]);
  });
});
