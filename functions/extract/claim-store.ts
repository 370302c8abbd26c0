// The claims table as stage extract writes it.
import { setTimeout as sleep } from 'node:timers/promises';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  paginateQuery,
} from '@aws-sdk/lib-dynamodb';
import type { ClaimItem, PostingItem, TableKey } from './claim-items.ts';

/** Items of one BatchWriteItem (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html). */
const BATCH_MAX_ITEMS = 25;

/** First pause before unprocessed items are tried again; doubles each time. Six tries span about a second and a half. */
const UNPROCESSED_PAUSE_MS = 50;
const UNPROCESSED_TRIES = 6;

/** Every write is of one item and may be repeated: after a fault the same calls end in the same state. */
export interface ClaimStore {
  /** All stored claims of an article, strongly consistent. */
  claimsOf(articleId: string): Promise<ClaimItem[]>;
  writeClaims(puts: readonly ClaimItem[], deletes: readonly TableKey[]): Promise<void>;
  /** Writes a posting unless one of a newer text stands there. */
  putPosting(posting: PostingItem): Promise<void>;
  /** Deletes a posting if it is of this text. */
  deletePosting(key: TableKey, textVersion: string): Promise<void>;
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
          ExpressionAttributeValues: { ':pk': `ARTICLE#${articleId}`, ':claim': 'CLAIM#' },
        },
      );
      for await (const page of pages) items.push(...((page.Items ?? []) as ClaimItem[]));
      return items;
    },
    async writeClaims(puts, deletes) {
      const requests = [
        ...puts.map((item) => ({ PutRequest: { Item: item } })),
        ...deletes.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })),
      ];
      for (let start = 0; start < requests.length; start += BATCH_MAX_ITEMS) {
        await writeBatch(client, table, requests.slice(start, start + BATCH_MAX_ITEMS));
      }
    },
    async putPosting(posting) {
      await unlessConditionFails(
        client.send(
          new PutCommand({
            TableName: table,
            Item: posting,
            ConditionExpression: 'attribute_not_exists(pk) OR #order <= :order',
            ExpressionAttributeNames: { '#order': 'order' },
            ExpressionAttributeValues: { ':order': posting.order },
          }),
        ),
      );
    },
    async deletePosting({ pk, sk }, textVersion) {
      await unlessConditionFails(
        client.send(
          new DeleteCommand({
            TableName: table,
            Key: { pk, sk },
            ConditionExpression: 'textVersion = :textVersion',
            ExpressionAttributeValues: { ':textVersion': textVersion },
          }),
        ),
      );
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

/** A failed condition here means that somebody newer was there already, which is the state that was asked for. */
async function unlessConditionFails(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
