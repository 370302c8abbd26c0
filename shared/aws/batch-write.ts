// BatchWriteItem to the end: what a table left unwritten is written again.
import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteItemCommand, type DynamoDBClient, type WriteRequest } from '@aws-sdk/client-dynamodb';

/** Items of one BatchWriteItem (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html). */
export const BATCH_MAX_ITEMS = 25;

/** First pause before unprocessed items are tried again; doubles each time. Six tries span about a second and a half. */
const UNPROCESSED_PAUSE_MS = 50;
const UNPROCESSED_TRIES = 6;

/**
 * Writes and deletes items of a table.
 *
 * @param requests at most BATCH_MAX_ITEMS, and no two of one key, as the API has it
 * @throws Error when items are still unprocessed after six tries
 */
export async function batchWrite(
  client: DynamoDBClient,
  table: string,
  requests: readonly WriteRequest[],
): Promise<void> {
  let pending = [...requests];
  for (let attempt = 0; attempt < UNPROCESSED_TRIES; attempt++) {
    if (attempt > 0) await sleep(UNPROCESSED_PAUSE_MS * 2 ** (attempt - 1));
    const answer = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: pending } }));
    pending = answer.UnprocessedItems?.[table] ?? [];
    if (pending.length === 0) return;
  }
  throw new Error(`writing to ${table}: ${pending.length} items still unprocessed after ${UNPROCESSED_TRIES} tries`);
}
