// The claims table as stage extract writes it.
import { type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import { fromAttributes, toAttributes } from '../../shared/aws/attributes.ts';
import { BATCH_MAX_ITEMS, batchWrite } from '../../shared/aws/batch-write.ts';
import { CLAIM_PREFIX } from '../../shared/names.ts';
import { runSideBySide } from '../../shared/side-by-side.ts';
import type { ClaimItem, PostingItem, TableKey } from './claim-items.ts';

/**
 * Batches of one article on their way at once. A call takes some ten milliseconds, so that one at a time writes 2,500 claims a
 * second and a text of a megabyte, with more than ten thousand, takes longer than it should.
 */
const BATCHES_AT_ONCE = 4;

/** Every item is written by itself and may be written again: after a fault the same calls end in the same state. */
export interface ClaimStore {
  /** All stored claims of an article, strongly consistent. */
  claimsOf(articleId: string): Promise<ClaimItem[]>;
  /** In no particular order; returns when all are written, and throws when nothing is on its way any more. */
  write(puts: readonly (ClaimItem | PostingItem)[], deletes: readonly TableKey[]): Promise<void>;
}

export function claimStore(client: DynamoDBClient, table: string): ClaimStore {
  return {
    async claimsOf(articleId) {
      const items: ClaimItem[] = [];
      const pages = paginateQuery(
        { client },
        {
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :claim)',
          ExpressionAttributeValues: toAttributes({ ':pk': `ARTICLE#${articleId}`, ':claim': CLAIM_PREFIX }),
        },
      );
      for await (const page of pages) items.push(...((page.Items ?? []).map(fromAttributes) as unknown as ClaimItem[]));
      return items;
    },
    async write(puts, deletes) {
      const requests = [
        ...puts.map((item) => ({ PutRequest: { Item: toAttributes(item) } })),
        ...deletes.map(({ pk, sk }) => ({ DeleteRequest: { Key: toAttributes({ pk, sk }) } })),
      ];
      const starts = Array.from(
        { length: Math.ceil(requests.length / BATCH_MAX_ITEMS) },
        (_, n) => n * BATCH_MAX_ITEMS,
      );
      // Nothing may still be on its way when the record comes back for its next attempt.
      await runSideBySide(starts, BATCHES_AT_ONCE, (start) =>
        batchWrite(client, table, requests.slice(start, start + BATCH_MAX_ITEMS)),
      );
    },
  };
}
