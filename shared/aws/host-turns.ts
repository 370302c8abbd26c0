// Turns at hosts and the robots.txt of sites, in the feeds table: one request at a time to a host, whoever asks.
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { HostTurns, RobotsCache } from '../http/polite-get.ts';
import { DISALLOW_ALL, type RobotsEntry } from '../http/robots.ts';
import { hostTurnKey, robotsKey } from '../keys.ts';
import { toAttributes } from './attributes.ts';
import { conditionally } from './conditionally.ts';
import { getItem } from './get-item.ts';

const gzipAsync = promisify(gzip);
const gunzipAsync = promisify(gunzip);

/** An item of a host that nobody asks any more goes after this long; until then its robots.txt failures count. */
const FORGET_DAYS = 60;
/** Items may have 400 KB; this leaves room for the rest. */
const MAX_PACKED_BYTES = 350 * 1024;
/** What packs into that is far below this. */
const MAX_UNPACKED_BYTES = 16 * 1024 * 1024;
/** Two writers that reserve at once make each other try again; more than this is no coincidence. */
const RESERVE_TRIES = 8;

const expiresAt = (now: number) => Math.floor(now / 1000) + FORGET_DAYS * 24 * 3600;

/** Turns at hosts: a conditional write with an expiry is the lock. */
export function hostTurns(client: DynamoDBClient, table: string): HostTurns {
  return {
    async take(host, owner, now, leaseMs) {
      const taken = await conditionally(() =>
        client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: toAttributes(hostTurnKey(host)),
            UpdateExpression: 'SET lockedUntil = :until, heldBy = :owner, expiresAt = :expires',
            ConditionExpression:
              '(attribute_not_exists(lockedUntil) OR lockedUntil <= :now) AND (attribute_not_exists(freeAt) OR freeAt <= :now)',
            ExpressionAttributeValues: toAttributes({
              ':until': now + leaseMs,
              ':owner': owner,
              ':now': now,
              ':expires': expiresAt(now),
            }),
          }),
        ),
      );
      if (taken) return { kind: 'taken' };
      const item = await getItem(client, table, hostTurnKey(host), { consistent: true });
      const lockedUntil = Number(item?.lockedUntil ?? 0);
      return {
        kind: 'busy',
        // Who holds the turn gives it back long before its lease ends.
        freeAt: lockedUntil > now ? null : Math.max(now, Number(item?.freeAt ?? 0)),
        usualMs: Number(item?.usualMs ?? 0),
      };
    },

    async release(host, owner, freeAt, usualMs) {
      // A lease that has run out may be somebody else's by now.
      await conditionally(() =>
        client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: toAttributes(hostTurnKey(host)),
            UpdateExpression: 'SET freeAt = :free, usualMs = :usual REMOVE lockedUntil, heldBy',
            ConditionExpression: 'heldBy = :owner',
            ExpressionAttributeValues: toAttributes({ ':free': freeAt, ':usual': usualMs, ':owner': owner }),
          }),
        ),
      );
    },

    async reserve(host, now, spanMs) {
      const update = async (expression: string, condition: string, values: Record<string, number>) => {
        try {
          const { Attributes } = await client.send(
            new UpdateItemCommand({
              TableName: table,
              Key: toAttributes(hostTurnKey(host)),
              UpdateExpression: expression,
              ConditionExpression: condition,
              ExpressionAttributeValues: toAttributes(values),
              ReturnValues: 'UPDATED_NEW',
            }),
          );
          return Number(Attributes?.nextSlot?.N) - spanMs;
        } catch (error) {
          if (error instanceof ConditionalCheckFailedException) return null;
          throw error;
        }
      };
      for (let attempt = 0; attempt < RESERVE_TRIES; attempt++) {
        const behind = await update('SET nextSlot = nextSlot + :span', 'nextSlot > :now', {
          ':span': spanMs,
          ':now': now,
        });
        if (behind !== null) return behind;
        const first = await update('SET nextSlot = :next', 'attribute_not_exists(nextSlot) OR nextSlot <= :now', {
          ':next': now + 2 * spanMs,
          ':now': now,
        });
        if (first !== null) return first;
      }
      throw new Error(`reserving a turn at ${host}: ${RESERVE_TRIES} others were faster in a row`);
    },
  };
}

/** The robots.txt of sites, as rules. */
export function robotsCache(client: DynamoDBClient, table: string): RobotsCache {
  return {
    async get(origin) {
      const item = await getItem(client, table, robotsKey(origin), { consistent: false });
      if (!item) return null;
      const unpacked = await gunzipAsync(item.packed as Uint8Array, { maxOutputLength: MAX_UNPACKED_BYTES });
      return JSON.parse(unpacked.toString('utf8')) as RobotsEntry;
    },

    async put(origin, entry, now) {
      const packed = await gzipAsync(JSON.stringify(entry));
      // Rules that cannot be kept cannot be kept to: such a site is closed to us.
      const kept =
        packed.length <= MAX_PACKED_BYTES ? packed : await gzipAsync(JSON.stringify({ ...entry, rules: DISALLOW_ALL }));
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: toAttributes({ ...robotsKey(origin), packed: kept, expiresAt: expiresAt(now) }),
        }),
      );
    },
  };
}
