// BatchGetItem to the end: what a table left unread is asked for again.
import { setTimeout as sleep } from 'node:timers/promises';
import { BatchGetItemCommand, type BatchGetItemCommandInput, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { fromAttributes, type Item } from './attributes.ts';

/** Keys of one BatchGetItem (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html). */
export const BATCH_MAX_KEYS = 100;

/** Tries before a read fails. With doubling waits of up to 25 ms at first, the last try comes after about 1.5 s. */
const TRIES = 7;
const FIRST_WAIT_MS = 25;

/**
 * Reads items by key, from one table or several; keys without an item are left out.
 *
 * @param requests by table, at most BATCH_MAX_KEYS keys in all and one at least of each table, as the API has it
 * @returns the items of each table, in no particular order
 * @throws Error when keys are still unread after seven tries
 */
export async function batchGet(
  client: DynamoDBClient,
  requests: NonNullable<BatchGetItemCommandInput['RequestItems']>,
): Promise<Record<string, Item[]>> {
  const items: Record<string, Item[]> = Object.fromEntries(Object.keys(requests).map((table) => [table, []]));
  let open = requests;
  for (let attempt = 1; Object.keys(open).length > 0; attempt++) {
    if (attempt > TRIES) {
      const left = Object.entries(open).map(([table, { Keys: keys }]) => `${keys?.length} keys of table ${table}`);
      throw new Error(`reading ${left.join(', ')}: still unread after ${TRIES} tries`);
    }
    if (attempt > 1) await sleep(Math.random() * FIRST_WAIT_MS * 2 ** (attempt - 1));
    const { Responses: responses, UnprocessedKeys: unread } = await client.send(
      new BatchGetItemCommand({ RequestItems: open }),
    );
    for (const [table, found] of Object.entries(responses ?? {})) items[table]!.push(...found.map(fromAttributes));
    open = unread ?? {};
  }
  return items;
}
