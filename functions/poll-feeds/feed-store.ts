// Feeds in DynamoDB: one small item each, their remembered entries compressed and in pieces beside it, an index by due time.
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { fromAttributes, toAttributes } from '../../shared/aws/attributes.ts';
import { conditionally } from '../../shared/aws/conditionally.ts';
import { getItem } from '../../shared/aws/get-item.ts';
import { dueShardKey, dueShardOf, feedIdOfKey, feedKey, seenBefore, seenKey } from '../../shared/keys.ts';
import { INDEX } from '../../shared/names.ts';
import { type Feed, FeedSchema } from '../../shared/records/feed.ts';
import type { SeenState } from './identity.ts';
import type { FeedStore } from './poll-feed.ts';

const gzipAsync = promisify(gzip);
const gunzipAsync = promisify(gunzip);

/** Items may have 400 KB (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html), key included. */
const PIECE_BYTES = 380 * 1024;
/** 50,000 entries, the most that is read of a feed, with addresses of the usual length, are below 15 MB unpacked. */
const MAX_SEEN_BYTES = 64 * 1024 * 1024;

/** The feed of an item. @throws ZodError when it is none */
export function feedFrom(item: Record<string, unknown>): Feed {
  const { pk: _pk, sk: _sk, dueShard: _dueShard, ...feed } = item;
  return FeedSchema.parse(feed);
}

/** The item of a feed; only one that is due some time is in the due index. */
export function feedItem(feed: Feed): Record<string, unknown> {
  const { dueAt, ...rest } = FeedSchema.parse(feed);
  // The index takes items whose `dueAt` is a string and ignores the others.
  return {
    ...feedKey(feed.feedId),
    ...rest,
    ...(dueAt === null ? {} : { dueAt, dueShard: dueShardOf(feed.feedId) }),
  };
}

/** The feeds in the given table. */
export function feedStore(client: DynamoDBClient, table: string): FeedStore {
  return {
    async get(feedId) {
      const item = await getItem(client, table, feedKey(feedId), { consistent: true });
      return item && feedFrom({ dueAt: null, ...item });
    },

    async due(shard, now, limit) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: INDEX.feedsByDue,
          KeyConditionExpression: 'dueShard = :shard AND dueAt <= :now',
          ExpressionAttributeValues: toAttributes({ ':shard': dueShardKey(shard), ':now': now }),
          Limit: limit,
        }),
      );
      return Items.map(fromAttributes).map((item) => ({
        feedId: feedIdOfKey(String(item.pk)),
        dueAt: String(item.dueAt),
      }));
    },

    claim: (feedId, dueAt, claim, until) =>
      conditionally(() =>
        client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: toAttributes(feedKey(feedId)),
            UpdateExpression: 'SET claim = :claim, dueAt = :until',
            ConditionExpression: 'dueAt = :seen',
            ExpressionAttributeValues: toAttributes({ ':claim': claim, ':until': until, ':seen': dueAt }),
          }),
        ),
      ),

    extend: (feedId, claim, until) =>
      conditionally(() =>
        client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: toAttributes(feedKey(feedId)),
            UpdateExpression: 'SET dueAt = :until',
            ConditionExpression: 'claim = :claim',
            ExpressionAttributeValues: toAttributes({ ':claim': claim, ':until': until }),
          }),
        ),
      ),

    save: (feed, claim) =>
      conditionally(() =>
        client.send(
          new PutItemCommand({
            TableName: table,
            Item: toAttributes(feedItem(feed)),
            ConditionExpression: 'claim = :claim',
            ExpressionAttributeValues: toAttributes({ ':claim': claim }),
          }),
        ),
      ),

    async readSeen({ feedId, seen }) {
      if (seen === null) return null;
      const pieces: Uint8Array[] = [];
      for (let piece = 0; piece < seen.pieces; piece++) {
        const item = await getItem(client, table, seenKey(feedId, seen.version, piece), { consistent: true });
        if (!item) {
          throw new Error(
            `reading the entries seen of feed ${feedId}: expected ${seen.pieces} pieces, piece ${piece} is missing`,
          );
        }
        pieces.push(item.packed as Uint8Array);
      }
      const unpacked = await gunzipAsync(Buffer.concat(pieces), { maxOutputLength: MAX_SEEN_BYTES });
      return JSON.parse(unpacked.toString('utf8')) as SeenState;
    },

    async writeSeen(feedId, version, state) {
      const packed = await gzipAsync(JSON.stringify(state));
      let pieces = 0;
      for (let start = 0; start < packed.length; start += PIECE_BYTES) {
        await client.send(
          new PutItemCommand({
            TableName: table,
            Item: toAttributes({
              ...seenKey(feedId, version, pieces),
              packed: packed.subarray(start, start + PIECE_BYTES),
            }),
          }),
        );
        pieces++;
      }
      return { version, pieces };
    },

    async dropSeen(feedId, { version, pieces }) {
      for (let piece = 0; piece < pieces; piece++) {
        await client.send(
          new DeleteItemCommand({ TableName: table, Key: toAttributes(seenKey(feedId, version, piece)) }),
        );
      }
    },

    async dropSeenBefore(feedId, version) {
      const { pk, from, to } = seenBefore(feedId, version);
      const found = paginateQuery(
        { client },
        {
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: toAttributes({ ':pk': pk, ':from': from, ':to': to }),
          ProjectionExpression: 'pk, sk',
        },
      );
      for await (const { Items = [] } of found) {
        for (const Key of Items) await client.send(new DeleteItemCommand({ TableName: table, Key }));
      }
    },
  };
}
