// The claims table as stage extract writes it.
import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteCommand, type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Claim } from '../../shared/records/claim.ts';
import type { ClaimItem, PostingItem, TableKey } from './claim-items.ts';

/** Items of one BatchWriteItem (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html). */
const BATCH_MAX_ITEMS = 25;

/** First pause before unprocessed items are tried again; doubles each time. Six tries span about three seconds. */
const UNPROCESSED_PAUSE_MS = 50;
const UNPROCESSED_TRIES = 6;

export interface ClaimStore {
  /** All stored claims of an article, read consistently, as items. */
  claimsOf(articleId: string): Promise<(Claim & TableKey)[]>;
  /** Writes and deletes items. Each write is independent: a repetition after a fault ends in the same state. */
  write(puts: readonly (ClaimItem | PostingItem)[], deletes: readonly TableKey[]): Promise<void>;
}

export function claimStore(client: DynamoDBDocumentClient, table: string): ClaimStore {
  return {
    async claimsOf(articleId) {
      const items: (Claim & TableKey)[] = [];
      const pages = paginateQuery(
        { client },
        {
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :claim)',
          ExpressionAttributeValues: { ':pk': `ARTICLE#${articleId}`, ':claim': 'CLAIM#' },
        },
      );
      for await (const page of pages) {
        for (const item of page.Items ?? []) items.push(item as Claim & TableKey);
      }
      return items;
    },
    async write(puts, deletes) {
      const requests = [
        ...puts.map((item) => ({ PutRequest: { Item: item } })),
        ...deletes.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })),
      ];
      for (let start = 0; start < requests.length; start += BATCH_MAX_ITEMS) {
        let pending: typeof requests | undefined = requests.slice(start, start + BATCH_MAX_ITEMS);
        for (let attempt = 0; pending && pending.length > 0; attempt++) {
          if (attempt === UNPROCESSED_TRIES) {
            throw new Error(
              `writing claims to ${table}: ${pending.length} items still unprocessed after ${attempt} tries`,
            );
          }
          if (attempt > 0) await sleep(UNPROCESSED_PAUSE_MS * 2 ** (attempt - 1));
          const answer = await client.send(new BatchWriteCommand({ RequestItems: { [table]: pending } }));
          pending = answer.UnprocessedItems?.[table] as typeof requests | undefined;
        }
      }
    },
  };
}
