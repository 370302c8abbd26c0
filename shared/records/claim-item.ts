// The claim as an item of the claims table: its record plus the keys it is found by.
import { type Claim, ClaimSchema } from './claim.ts';

/**
 * The record of a stored item: without its keys, checked.
 *
 * @throws ZodError when the item is no claim record of this version
 */
export function claimOfItem(item: Record<string, unknown>): Claim {
  const { pk, sk, gsi1pk, gsi1sk, gsi2pk, gsi2sk, expiresAt, ...record } = item;
  return ClaimSchema.parse(record);
}
