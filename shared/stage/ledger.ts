// Writes the ledger: one item per document in the articles table.
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type Attributes, toAttributes } from '../aws/attributes.ts';
import { conditionally } from '../aws/conditionally.ts';
import { ledgerKey } from '../keys.ts';
import { type LedgerEntry, LedgerEntrySchema } from '../records/ledger.ts';
import { toWellFormed } from '../text/well-formed.ts';

/** When an outcome may be written over what stands; an outcome not listed always may. */
const CONDITIONS: Partial<
  Record<LedgerEntry['outcome']['state'], { ConditionExpression: string; ExpressionAttributeValues: Attributes }>
> = {
  failed: {
    ConditionExpression: 'attribute_not_exists(pk) OR #state = :failed',
    ExpressionAttributeValues: toAttributes({ ':failed': 'failed' }),
  },
  rejected: {
    ConditionExpression: 'attribute_not_exists(pk) OR #state IN (:failed, :rejected)',
    ExpressionAttributeValues: toAttributes({ ':failed': 'failed', ':rejected': 'rejected' }),
  },
  extracted: {
    ConditionExpression: 'attribute_not_exists(pk) OR NOT #state IN (:revision, :duplicate)',
    ExpressionAttributeValues: toAttributes({ ':revision': 'revision', ':duplicate': 'duplicate' }),
  },
};

/**
 * Writes a ledger entry.
 *
 * - `failed` gives way to every final state and never replaces one.
 * - `rejected` replaces no other final state: a document whose message comes again when its object is deleted, or when other
 *   rules hold, still is what became of it, and its claims stand.
 * - `extracted` never replaces `revision` or `duplicate`: a document that a newer text superseded, or that turned out to
 *   be a copy of an earlier one, keeps that outcome whenever its own extraction ends.
 *
 * An entry that must give way is dropped without an error: the state it would have written is no longer true.
 */
export async function recordInLedger(client: DynamoDBClient, table: string, entry: LedgerEntry): Promise<void> {
  const stored = storable(LedgerEntrySchema.parse(entry));
  const { outcome } = stored;
  const condition = CONDITIONS[outcome.state];
  await conditionally(() =>
    client.send(
      new PutItemCommand({
        TableName: table,
        Item: toAttributes({ ...ledgerKey(entry.document.documentId), ...stored, state: outcome.state }),
        ...(condition && { ...condition, ExpressionAttributeNames: { '#state': 'state' } }),
      }),
    ),
  );
}

/** What an entry quotes may begin or end within a surrogate pair, of which no table takes a half. */
function storable(entry: LedgerEntry): LedgerEntry {
  const { outcome, title } = entry;
  return { ...entry, title: title && toWellFormed(title), outcome: storableOutcome(outcome) };
}

function storableOutcome(outcome: LedgerEntry['outcome']): LedgerEntry['outcome'] {
  if (outcome.state === 'rejected') return { ...outcome, detail: toWellFormed(outcome.detail) };
  if (outcome.state === 'failed') return { ...outcome, error: toWellFormed(outcome.error) };
  return outcome;
}
