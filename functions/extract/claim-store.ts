// The claims table as stage extract writes it.
import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteItemCommand, type DynamoDBClient, paginateQuery, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { fromAttributes, toAttributes } from '../../shared/aws/attributes.ts';
import { CLAIM_PREFIX } from '../../shared/names.ts';
import { runSideBySide } from '../../shared/side-by-side.ts';
import type { ClaimItem, PostingItem, TableKey } from './claim-items.ts';

/** Items of one BatchWriteItem (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html). */
const BATCH_MAX_ITEMS = 25;

/**
 * Batches of one article on their way at once. A call takes some ten milliseconds, so that one at a time writes 2,500 claims a
 * second and a text of a megabyte, with more than ten thousand, takes longer than it should.
 */
const BATCHES_AT_ONCE = 4;

/** First pause before unprocessed items are tried again; doubles each time. Six tries span about a second and a half. */
const UNPROCESSED_PAUSE_MS = 50;
const UNPROCESSED_TRIES = 6;

/** Every item is written by itself and may be written again: after a fault the same calls end in the same state. */
export interface ClaimStore {
  /** All stored claims of an article, strongly consistent. */
  claimsOf(articleId: string): Promise<ClaimItem[]>;
  /** In no particular order; returns when all are written, and throws when nothing is on its way any more. */
  write(puts: readonly (ClaimItem | PostingItem)[], deletes: readonly TableKey[]): Promise<void>;
}

export function claimStore(client: DynamoDBClient, table: string): ClaimStore {
  return {
    async claimsOf(articleId) {
      const items: ClaimItem[] = [];
      const pages = paginateQuery(
        { client },
        {
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :claim)',
          ExpressionAttributeValues: toAttributes({ ':pk': `ARTICLE#${articleId}`, ':claim': CLAIM_PREFIX }),
        },
      );
      for await (const page of pages) items.push(...((page.Items ?? []).map(fromAttributes) as unknown as ClaimItem[]));
      return items;
    },
    async write(puts, deletes) {
      const requests = [
        ...puts.map((item) => ({ PutRequest: { Item: toAttributes(item) } })),
        ...deletes.map(({ pk, sk }) => ({ DeleteRequest: { Key: toAttributes({ pk, sk }) } })),
      ];
      const starts = Array.from(
        { length: Math.ceil(requests.length / BATCH_MAX_ITEMS) },
        (_, n) => n * BATCH_MAX_ITEMS,
      );
      // Nothing may still be on its way when the record comes back for its next attempt.
      await runSideBySide(starts, BATCHES_AT_ONCE, (start) =>
        writeBatch(client, table, requests.slice(start, start + BATCH_MAX_ITEMS)),
      );
    },
  };
}

async function writeBatch(client: DynamoDBClient, table: string, requests: WriteRequest[]): Promise<void> {
  let pending = requests;
  for (let attempt = 0; attempt < UNPROCESSED_TRIES; attempt++) {
    if (attempt > 0) await sleep(UNPROCESSED_PAUSE_MS * 2 ** (attempt - 1));
    const answer = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: pending } }));
    pending = answer.UnprocessedItems?.[table] ?? [];
    if (pending.length === 0) return;
  }
  throw new Error(
    `writing claims to ${table}: ${pending.length} items still unprocessed after ${UNPROCESSED_TRIES} tries`,
  );
}
