// Reading DynamoDB to the end: pages drained, unprocessed keys asked for again.
import {
  type DynamoDBClient,
  paginateQuery,
  paginateScan,
  type QueryCommandInput,
  type ScanCommandInput,
} from '@aws-sdk/client-dynamodb';
import { fromAttributes, type Item, toAttributes } from '../shared/aws/attributes.ts';
import { BATCH_MAX_KEYS } from '../shared/aws/batch-get.ts';
import { type ItemKey, readTogether } from '../shared/aws/read-together.ts';

/** A request with the values of its expressions as they are, not as attributes. */
type WithValues<Input extends { ExpressionAttributeValues?: unknown }> = Omit<Input, 'ExpressionAttributeValues'> & {
  ExpressionAttributeValues: Record<string, unknown>;
};

/** Every item of a query, over all its pages; stops reading when the caller does. */
export async function* queryItems(client: DynamoDBClient, input: WithValues<QueryCommandInput>): AsyncGenerator<Item> {
  const values = toAttributes(input.ExpressionAttributeValues);
  for await (const page of paginateQuery({ client }, { ...input, ExpressionAttributeValues: values })) {
    yield* (page.Items ?? []).map(fromAttributes);
  }
}

/** Every item of a table that a filter lets through. Reads (and in AWS bills) the whole table. */
export async function* scanItems(client: DynamoDBClient, input: WithValues<ScanCommandInput>): AsyncGenerator<Item> {
  const values = toAttributes(input.ExpressionAttributeValues);
  for await (const page of paginateScan({ client }, { ...input, ExpressionAttributeValues: values })) {
    yield* (page.Items ?? []).map(fromAttributes);
  }
}

/**
 * The items under the given keys, in their order; keys without an item are left out.
 *
 * @throws Error when the table goes on leaving keys unread
 */
export async function* getItems(client: DynamoDBClient, table: string, keys: readonly ItemKey[]): AsyncGenerator<Item> {
  const read = readTogether(client);
  for (let start = 0; start < keys.length; start += BATCH_MAX_KEYS) {
    yield* await read(table, keys.slice(start, start + BATCH_MAX_KEYS), { consistent: false });
  }
}
