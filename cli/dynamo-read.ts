// Reading DynamoDB to the end: pages drained, unprocessed keys asked for again.
import {
  type DynamoDBDocumentClient,
  paginateQuery,
  paginateScan,
  type QueryCommandInput,
  type ScanCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { BATCH_MAX_KEYS, type Item } from '../shared/aws/batch-get.ts';
import { type ItemKey, readTogether } from '../shared/aws/read-together.ts';

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
 * @throws Error when the table goes on leaving keys unread
 */
export async function* getItems(
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly ItemKey[],
): AsyncGenerator<Item> {
  const read = readTogether(client);
  for (let start = 0; start < keys.length; start += BATCH_MAX_KEYS) {
    yield* await read(table, keys.slice(start, start + BATCH_MAX_KEYS), { consistent: false });
  }
}
