// The pages that feeds named, in the feeds table: wanted, fetched, or given up.
import { type DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { pageKey } from '../keys.ts';
import { PAGE_DAYS, type PageRecord, PageRecordSchema } from '../records/feed.ts';
import { toAttributes } from './attributes.ts';
import { conditionally } from './conditionally.ts';
import { getItem } from './get-item.ts';

export interface Pages {
  get(pageId: string): Promise<PageRecord | null>;
  /**
   * Notes that a page is wanted; false when there is nothing to fetch: a new entry whose page is known already (from another
   * feed of the site, or from a poll that was cut off), an edit that was fetched already.
   */
  want(page: { pageId: string; stamp: string; why: 'new' | 'edited'; message: string }, now: number): Promise<boolean>;
  /** Notes the message by which a wanted page is asked for again, unless it is no longer wanted by `before`. */
  again(pageId: string, before: string, message: string): Promise<void>;
  /** Notes how it ended: fetched, or given up for a reason. */
  end(pageId: string, stamp: string, problem: PageRecord['problem'], now: number): Promise<void>;
}

const expiresAt = (now: number) => Math.floor(now / 1000) + PAGE_DAYS * 24 * 3600;

export function pages(client: DynamoDBClient, table: string): Pages {
  const itemOf = (record: PageRecord) => ({ ...pageKey(record.pageId), ...PageRecordSchema.parse(record) });
  return {
    async get(pageId) {
      const item = await getItem(client, table, pageKey(pageId), { consistent: true });
      if (!item) return null;
      const { pk: _pk, sk: _sk, ...record } = item;
      return PageRecordSchema.parse(record);
    },

    want: ({ pageId, stamp, why, message }, now) =>
      conditionally(() =>
        client.send(
          new PutItemCommand({
            TableName: table,
            Item: toAttributes(
              itemOf({ pageId, stamp, state: 'wanted', problem: null, message, expiresAt: expiresAt(now) }),
            ),
            ConditionExpression: `attribute_not_exists(pk) OR #state = :wanted${why === 'edited' ? ' OR stamp <> :stamp' : ''}`,
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: toAttributes({
              ':wanted': 'wanted',
              ...(why === 'edited' ? { ':stamp': stamp } : {}),
            }),
          }),
        ),
      ),

    async again(pageId, before, message) {
      await conditionally(() =>
        client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: toAttributes(pageKey(pageId)),
            UpdateExpression: 'SET message = :message',
            ConditionExpression: 'message = :before',
            ExpressionAttributeValues: toAttributes({ ':message': message, ':before': before }),
          }),
        ),
      );
    },

    async end(pageId, stamp, problem, now) {
      const state = problem === null ? 'fetched' : 'given-up';
      await conditionally(() =>
        client.send(
          new PutItemCommand({
            TableName: table,
            Item: toAttributes(itemOf({ pageId, stamp, state, problem, message: null, expiresAt: expiresAt(now) })),
            // A newer edit that is wanted meanwhile stays wanted.
            ConditionExpression: 'attribute_not_exists(pk) OR stamp = :stamp',
            ExpressionAttributeValues: toAttributes({ ':stamp': stamp }),
          }),
        ),
      );
    },
  };
}
