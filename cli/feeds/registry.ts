// The list of feeds as its users change it: add, pause, resume, remove, poll now.
import { DeleteItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { feedFrom, feedItem } from '../../functions/poll-feeds/feed-store.ts';
import { type Attributes, toAttributes } from '../../shared/aws/attributes.ts';
import { BATCH_MAX_ITEMS, batchWrite } from '../../shared/aws/batch-write.ts';
import { conditionally } from '../../shared/aws/conditionally.ts';
import { getItem } from '../../shared/aws/get-item.ts';
import { feedIdOf, feedKey } from '../../shared/keys.ts';
import { type Feed, type PageRecord, PageRecordSchema } from '../../shared/records/feed.ts';
import { queryItems, scanItems } from '../dynamo-read.ts';

export interface Registry {
  /** Every feed, in no order. */
  all(): AsyncGenerator<Feed>;
  /** By id, by the beginning of an id that is the only one, or by address. */
  find(idOrAddress: string): Promise<Feed | null>;
  /** False when there is one at this address already. */
  add(feed: Feed): Promise<boolean>;
  /** Writes a feed as `change` makes it; a poll that is under way comes to nothing. */
  change(feedId: string, change: (feed: Feed) => Feed): Promise<Feed>;
  /** With all that is remembered of it. */
  remove(feedId: string): Promise<void>;
  /** Pages that are to be fetched. */
  wantedPages(): AsyncGenerator<PageRecord>;
}

/** Shortest beginning of an id that is taken for one. */
export const MIN_ID_CHARACTERS = 4;
/** Two changes at once make each other try again. */
const CHANGE_TRIES = 5;

export function registry(client: DynamoDBClient, table: string): Registry {
  async function* all(): AsyncGenerator<Feed> {
    const items = scanItems(client, {
      TableName: table,
      FilterExpression: 'sk = :sk',
      ExpressionAttributeValues: { ':sk': feedKey('').sk },
      ConsistentRead: true,
    });
    for await (const item of items) yield feedFrom({ dueAt: null, ...item });
  }

  async function get(feedId: string): Promise<Feed | null> {
    const item = await getItem(client, table, feedKey(feedId), { consistent: true });
    return item && feedFrom({ dueAt: null, ...item });
  }

  return {
    all,

    async find(idOrAddress) {
      const isAddress = URL.canParse(idOrAddress);
      const direct = await get(isAddress ? feedIdOf(new URL(idOrAddress).href) : idOrAddress);
      if (direct) return direct;
      const found: Feed[] = [];
      for await (const feed of all()) {
        const fits = isAddress
          ? feed.url === new URL(idOrAddress).href
          : idOrAddress.length >= MIN_ID_CHARACTERS && feed.feedId.startsWith(idOrAddress);
        if (fits) found.push(feed);
      }
      return found.length === 1 ? found[0]! : null;
    },

    add: (feed) =>
      conditionally(() =>
        client.send(
          new PutItemCommand({
            TableName: table,
            Item: toAttributes(feedItem(feed)),
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      ),

    async change(feedId, change) {
      for (let attempt = 0; attempt < CHANGE_TRIES; attempt++) {
        const before = await get(feedId);
        if (!before) throw new Error(`changing feed ${feedId}: there is no such feed`);
        const after = { ...change(before), claim: null };
        const changed = await conditionally(() =>
          client.send(
            new PutItemCommand({
              TableName: table,
              Item: toAttributes(feedItem(after)),
              // Nobody polled or changed it since it was read.
              ConditionExpression: 'claim = :claim AND lastPolledAt = :polled',
              ExpressionAttributeValues: toAttributes({ ':claim': before.claim, ':polled': before.lastPolledAt }),
            }),
          ),
        );
        if (changed) return after;
      }
      throw new Error(`changing feed ${feedId}: it was changed by others ${CHANGE_TRIES} times in a row; try again`);
    },

    async remove(feedId) {
      await client.send(new DeleteItemCommand({ TableName: table, Key: toAttributes(feedKey(feedId)) }));
      const { pk } = feedKey(feedId);
      const keys: Attributes[] = [];
      const rest = queryItems(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ProjectionExpression: 'pk, sk',
      });
      for await (const item of rest) keys.push(toAttributes({ pk: item.pk, sk: item.sk }));
      for (let start = 0; start < keys.length; start += BATCH_MAX_ITEMS) {
        const deletes = keys.slice(start, start + BATCH_MAX_ITEMS).map((Key) => ({ DeleteRequest: { Key } }));
        await batchWrite(client, table, deletes);
      }
    },

    async *wantedPages() {
      const items = scanItems(client, {
        TableName: table,
        FilterExpression: '#state = :wanted',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':wanted': 'wanted' },
        ConsistentRead: true,
      });
      for await (const { pk: _pk, sk: _sk, ...record } of items) yield PageRecordSchema.parse(record);
    },
  };
}

/** The changes that commands make. */
export const paused =
  (reason: string, now: number) =>
  (feed: Feed): Feed => ({
    ...feed,
    dueAt: null,
    paused: { id: 'by-hand', detail: reason, at: new Date(now).toISOString() },
  });

/** Polled at once and anew: what went wrong before no longer counts. */
export const resumed =
  (now: number) =>
  (feed: Feed): Feed => ({
    ...feed,
    dueAt: new Date(now).toISOString(),
    paused: null,
    failures: 0,
    failingSince: null,
    problem: null,
    validatorsLie: false,
  });

export const dueNow =
  (now: number) =>
  (feed: Feed): Feed => ({
    ...feed,
    dueAt: feed.paused === null ? new Date(now).toISOString() : null,
  });
