// From changes of the claims table to events: claim.added, claim.changed, claim.withdrawn.
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { CLAIM_PREFIX } from '../../shared/names.ts';
import type { Claim } from '../../shared/records/claim.ts';
import type { ClaimEvent } from '../../shared/records/claim-event.ts';
import { claimOfItem } from '../../shared/records/claim-item.ts';

/** One change of the table, unmarshalled from its stream record. */
export interface TableChange {
  sequence: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** DynamoDB's sequence numbers have at most 40 digits (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html). */
const SEQUENCE_WIDTH = 40;

/**
 * The event of a change, or null where it is none for consumers: postings, and rewrites that change nothing.
 *
 * @throws ZodError for a claim item that is no claim record
 */
export function claimEventOf(change: TableChange): ClaimEvent | null {
  const item = change.after ?? change.before;
  if (item === null || typeof item.sk !== 'string' || !item.sk.startsWith(CLAIM_PREFIX)) return null;
  const before = change.before === null ? null : claimOfItem(change.before);
  const after = change.after === null ? null : claimOfItem(change.after);
  // One of them is there: the item.
  if (after === null) return event('claim.withdrawn', change, before!);
  if (before === null) return event('claim.added', change, after);
  const changed = changedFields(before, after);
  return changed.length === 0 ? null : event('claim.changed', change, after, changed);
}

/** Fields that differ; when it was extracted is no content. */
function changedFields(before: Claim, after: Claim): string[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Claim>;
  fields.delete('extractedAt');
  return [...fields].filter((field) => !isDeepStrictEqual(before[field], after[field])).sort();
}

/** The claim has been parsed, and the rest is made here: the event is one of its schema without another look. */
function event(type: ClaimEvent['type'], change: TableChange, claim: Claim, changed?: string[]): ClaimEvent {
  return {
    v: 1,
    eventId: createHash('sha256').update(`${type}:${claim.claimId}:${change.sequence}`).digest('hex').slice(0, 32),
    type,
    articleId: claim.source.articleId,
    claimId: claim.claimId,
    sequence: change.sequence.padStart(SEQUENCE_WIDTH, '0'),
    ...(changed === undefined ? {} : { changed }),
    claim,
  };
}
