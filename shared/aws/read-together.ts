// Reads by key of records that are worked on side by side: what is asked for in one turn of the event loop travels in as few
// BatchGetItem calls as hold it. A call costs about a millisecond of processor time, whether it reads one item or a hundred.
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Item, toAttributes } from './attributes.ts';
import { BATCH_MAX_KEYS, batchGet } from './batch-get.ts';

/** Key of an item of a table of this system. */
export interface ItemKey {
  pk: string;
  sk?: string;
}

export interface ReadOptions {
  consistent: boolean;
  /** Names of the attributes wanted besides the key's, comma-separated; all of them unless given. */
  attributes?: string;
}

/**
 * Reads items by key; keys without an item are left out. The read happens after the call, never before it.
 *
 * @returns the items, in the order of their keys; others may be given the same objects, so they are not to be changed
 * @throws Error as `batchGet` does; then every read that travelled in the same call fails with it
 */
export type ReadItems = (table: string, keys: readonly ItemKey[], options: ReadOptions) => Promise<Item[]>;

interface Lookup {
  table: string;
  key: ItemKey;
  options: ReadOptions;
  resolve(item: Item | null): void;
  reject(error: unknown): void;
}

/** What one call asks of one table: an item once, however many ask for it, and all in the same manner. */
interface TableReads {
  options: ReadOptions;
  lookups: Map<string, Lookup[]>;
}
type Call = Map<string, TableReads>;

const identityOf = ({ pk, sk }: ItemKey) => `${pk}\n${sk ?? ''}`;

/** Reads through one client. */
export function readTogether(client: DynamoDBClient): ReadItems {
  let waiting: Lookup[] = [];
  const sendAll = () => {
    const calls = packCalls(waiting);
    waiting = [];
    for (const call of calls) void carryOut(client, call);
  };
  return async (table, keys, options) => {
    const items = await Promise.all(
      keys.map(
        (key) =>
          new Promise<Item | null>((resolve, reject) => {
            if (waiting.length === 0) setImmediate(sendAll);
            waiting.push({ table, key, options, resolve, reject });
          }),
      ),
    );
    return items.filter((item) => item !== null);
  };
}

/** Fills calls up to what one holds. A call can read a table in one manner only. */
function packCalls(lookups: readonly Lookup[]): Call[] {
  const calls: Call[] = [];
  for (const lookup of lookups) {
    const identity = identityOf(lookup.key);
    const fits = (call: Call) => {
      const reads = call.get(lookup.table);
      if (reads && !isSameManner(reads.options, lookup.options)) return false;
      return reads?.lookups.has(identity) || sizeOf(call) < BATCH_MAX_KEYS;
    };
    let call = calls.find(fits);
    if (!call) {
      call = new Map();
      calls.push(call);
    }
    const reads = call.get(lookup.table) ?? { options: lookup.options, lookups: new Map<string, Lookup[]>() };
    call.set(lookup.table, reads);
    const same = reads.lookups.get(identity);
    if (same) same.push(lookup);
    else reads.lookups.set(identity, [lookup]);
  }
  return calls;
}

const isSameManner = (a: ReadOptions, b: ReadOptions) => a.consistent === b.consistent && a.attributes === b.attributes;

const sizeOf = (call: Call) => [...call.values()].reduce((keys, { lookups }) => keys + lookups.size, 0);

/** Makes one call and hands the items to whoever asked for them. Never throws. */
async function carryOut(client: DynamoDBClient, call: Call): Promise<void> {
  try {
    const found = await batchGet(
      client,
      Object.fromEntries(
        [...call].map(([table, { options, lookups }]) => [
          table,
          {
            Keys: [...lookups.values()].map(([lookup]) => toAttributes(lookup!.key)),
            ConsistentRead: options.consistent,
            // Items are told apart by their keys.
            ...(options.attributes && { ProjectionExpression: `pk, sk, ${options.attributes}` }),
          },
        ]),
      ),
    );
    for (const [table, { lookups }] of call) {
      const items = new Map(found[table]!.map((item) => [identityOf(item as unknown as ItemKey), item]));
      for (const [identity, asked] of lookups) {
        for (const { resolve } of asked) resolve(items.get(identity) ?? null);
      }
    }
  } catch (error) {
    for (const { lookups } of call.values()) {
      for (const { reject } of [...lookups.values()].flat()) reject(error);
    }
  }
}
