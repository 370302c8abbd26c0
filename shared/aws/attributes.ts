// Between plain values and the typed attributes of DynamoDB's API.
//
// The SDK's document client does the same, but cannot keep the middleware of its commands from one request to the next
// (`cacheMiddleware`), which is a fifth of what a request costs a function.
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

export type Attributes = Record<string, AttributeValue>;

/** What an item holds, as plain values: numbers, strings, Uint8Arrays, Sets, arrays, objects. */
export type Item = Record<string, unknown>;

/** The attributes of an item, a key or an expression's values; a property without a value is left out. */
export function toAttributes(values: object): Attributes {
  return marshall(values, { removeUndefinedValues: true });
}

/** The values of an item that a call returned. */
export function fromAttributes(attributes: Attributes): Item {
  return unmarshall(attributes);
}
