// Reading DynamoDB to the end: pages drained, unprocessed keys asked for again.
import {
  type DynamoDBDocumentClient,
  paginateQuery,
  paginateScan,
  type QueryCommandInput,
  type ScanCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { BATCH_MAX_KEYS, batchGet, type Item } from '../shared/aws/batch-get.ts';

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
  keys: readonly { pk: string; sk: string }[],
): AsyncGenerator<Item> {
  for (let start = 0; start < keys.length; start += BATCH_MAX_KEYS) {
    const chunk = keys.slice(start, start + BATCH_MAX_KEYS);
    const items = (await batchGet(client, { [table]: { Keys: chunk } }))[table]!;
    const found = new Map(items.map((item) => [keyText(item), item]));
    for (const key of chunk) {
      const item = found.get(keyText(key));
      if (item) yield item;
    }
  }
}

const keyText = (item: Item) => JSON.stringify([item.pk, item.sk]);
