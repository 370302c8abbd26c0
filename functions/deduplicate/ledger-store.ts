// Ledger entries that deduplicate writes for documents other than the one at hand.
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { toAttributes } from '../../shared/aws/attributes.ts';
import { conditionally } from '../../shared/aws/conditionally.ts';
import { ledgerKey } from '../../shared/keys.ts';
import { type LedgerEntry, LedgerEntrySchema } from '../../shared/records/ledger.ts';
import { recordInLedger } from '../../shared/stage/ledger.ts';
import type { DocumentLedger } from './deduplicate.ts';

/** The ledger in the given table. */
export function documentLedger(client: DynamoDBClient, table: string, now: () => Date): DocumentLedger {
  const entryOf = (
    document: LedgerEntry['document'],
    outcome: LedgerEntry['outcome'],
    title: string | null,
  ): LedgerEntry => ({ document, stage: 'deduplicate', outcome, title, recordedAt: now().toISOString() });
  return {
    record: (document, state, title) => recordInLedger(client, table, entryOf(document, state, title)),

    async reopen(document, title) {
      const entry = LedgerEntrySchema.parse(
        entryOf(
          document,
          {
            state: 'failed',
            error: 'ended as a copy, but its article is the first of its story after all; extraction is on its way',
            attempts: 1,
            deadLettered: false,
          },
          title,
        ),
      );
      // Not by the ledger's own rule, under which `failed` never replaces a final state: here it must, but only that of a
      // copy. A document that another one of its article has replaced meanwhile keeps that outcome.
      await conditionally(() =>
        client.send(
          new PutItemCommand({
            TableName: table,
            Item: toAttributes({ ...ledgerKey(document.documentId), ...entry, state: entry.outcome.state }),
            ConditionExpression: 'outcome.#state = :duplicate AND outcome.relation = :near',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: toAttributes({ ':duplicate': 'duplicate', ':near': 'near-duplicate' }),
          }),
        ),
      );
    },
  };
}
