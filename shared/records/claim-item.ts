// The claim as an item of the claims table: its record plus the keys it is found by.
import { type Claim, ClaimSchema } from './claim.ts';

/** Attributes by which an item is found and forgotten; the others are the record. */
const KEYS: ReadonlySet<string> = new Set(['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk', 'expiresAt']);

/**
 * The record of a stored item: without its keys, checked.
 *
 * @throws ZodError when the item is no claim record of this version
 */
export function claimOfItem(item: Record<string, unknown>): Claim {
  const record: Record<string, unknown> = {};
  // "...rest" leaves properties out at thrice the time; publish does this to every claim.
  for (const name of Object.keys(item)) if (!KEYS.has(name)) record[name] = item[name];
  return ClaimSchema.parse(record);
}
