// Reading DynamoDB to the end: pages drained, unprocessed keys asked for again.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  BatchGetCommand,
  type BatchGetCommandOutput,
  type DynamoDBDocumentClient,
  paginateQuery,
  paginateScan,
  type QueryCommandInput,
  type ScanCommandInput,
} from '@aws-sdk/lib-dynamodb';

export type Item = Record<string, unknown>;

/** Keys of one BatchGetItem (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html). */
const BATCH_MAX_KEYS = 100;

/** First pause before unprocessed keys are asked for again; doubles each time. Six tries span about three seconds. */
const UNPROCESSED_PAUSE_MS = 50;
const UNPROCESSED_TRIES = 6;

/** Every item of a query, over all its pages; stops reading when the caller does. */
export async function* queryItems(client: DynamoDBDocumentClient, input: QueryCommandInput): AsyncGenerator<Item> {
  for await (const page of paginateQuery({ client }, input)) yield* page.Items ?? [];
}

/** Every item of a table that a filter lets through. Reads (and in AWS bills) the whole table. */
export async function* scanItems(client: DynamoDBDocumentClient, input: ScanCommandInput): AsyncGenerator<Item> {
  for await (const page of paginateScan({ client }, input)) yield* page.Items ?? [];
}

/**
 * The items under the given keys, in their order; keys without an item are left out.
 *
 * @throws Error when the table still leaves keys unprocessed after six tries
 */
export async function* getItems(
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly { pk: string; sk: string }[],
): AsyncGenerator<Item> {
  for (let start = 0; start < keys.length; start += BATCH_MAX_KEYS) {
    const chunk = keys.slice(start, start + BATCH_MAX_KEYS);
    const found = new Map<string, Item>();
    let pending: Item[] | undefined = [...chunk];
    for (let attempt = 0; pending && pending.length > 0; attempt++) {
      if (attempt === UNPROCESSED_TRIES) {
        throw new Error(`reading ${table}: ${pending.length} items still unprocessed after ${attempt} tries`);
      }
      if (attempt > 0) await sleep(UNPROCESSED_PAUSE_MS * 2 ** (attempt - 1));
      const answer: BatchGetCommandOutput = await client.send(
        new BatchGetCommand({ RequestItems: { [table]: { Keys: pending } } }),
      );
      for (const item of answer.Responses?.[table] ?? []) found.set(keyText(item), item);
      pending = answer.UnprocessedKeys?.[table]?.Keys;
    }
    for (const key of chunk) {
      const item = found.get(keyText(key));
      if (item) yield item;
    }
  }
}

const keyText = (item: Item) => JSON.stringify([item.pk, item.sk]);
