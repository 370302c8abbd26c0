// GetItem: one item by its key, as plain values.
import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { fromAttributes, type Item, toAttributes } from './attributes.ts';
import type { ItemKey, ReadOptions } from './read-together.ts';

/** The item under a key; null when there is none. */
export async function getItem(
  client: DynamoDBClient,
  table: string,
  key: ItemKey,
  { consistent, attributes }: ReadOptions,
): Promise<Item | null> {
  const answer = await client.send(
    new GetItemCommand({
      TableName: table,
      Key: toAttributes(key),
      ConsistentRead: consistent,
      ...(attributes && { ProjectionExpression: attributes }),
    }),
  );
  return answer.Item === undefined ? null : fromAttributes(answer.Item);
}
