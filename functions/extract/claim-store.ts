// The claims table as stage extract writes it.
import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteCommand, type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { CLAIM_PREFIX } from '../../shared/names.ts';
import type { ClaimItem, PostingItem, TableKey } from './claim-items.ts';

/** Items of one BatchWriteItem (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html). */
const BATCH_MAX_ITEMS = 25;

/** First pause before unprocessed items are tried again; doubles each time. Six tries span about a second and a half. */
const UNPROCESSED_PAUSE_MS = 50;
const UNPROCESSED_TRIES = 6;

/** Every item is written by itself and may be written again: after a fault the same calls end in the same state. */
export interface ClaimStore {
  /** All stored claims of an article, strongly consistent. */
  claimsOf(articleId: string): Promise<ClaimItem[]>;
  /** In no particular order; returns when all are written. */
  write(puts: readonly (ClaimItem | PostingItem)[], deletes: readonly TableKey[]): Promise<void>;
}

export function claimStore(client: DynamoDBDocumentClient, table: string): ClaimStore {
  return {
    async claimsOf(articleId) {
      const items: ClaimItem[] = [];
      const pages = paginateQuery(
        { client },
        {
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :claim)',
          ExpressionAttributeValues: { ':pk': `ARTICLE#${articleId}`, ':claim': CLAIM_PREFIX },
        },
      );
      for await (const page of pages) items.push(...((page.Items ?? []) as ClaimItem[]));
      return items;
    },
    async write(puts, deletes) {
      const requests = [
        ...puts.map((item) => ({ PutRequest: { Item: item } })),
        ...deletes.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })),
      ];
      for (let start = 0; start < requests.length; start += BATCH_MAX_ITEMS) {
        await writeBatch(client, table, requests.slice(start, start + BATCH_MAX_ITEMS));
      }
    },
  };
}

async function writeBatch(
  client: DynamoDBDocumentClient,
  table: string,
  requests: NonNullable<BatchWriteCommand['input']['RequestItems']>[string],
): Promise<void> {
  let pending = requests;
  for (let attempt = 0; attempt < UNPROCESSED_TRIES; attempt++) {
    if (attempt > 0) await sleep(UNPROCESSED_PAUSE_MS * 2 ** (attempt - 1));
    const answer = await client.send(new BatchWriteCommand({ RequestItems: { [table]: pending } }));
    pending = answer.UnprocessedItems?.[table] ?? [];
    if (pending.length === 0) return;
  }
  throw new Error(
    `writing claims to ${table}: ${pending.length} items still unprocessed after ${UNPROCESSED_TRIES} tries`,
  );
}
