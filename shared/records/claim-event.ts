// The change feed: what stage publish puts on the event bus. Documented for consumers in docs/claims-table.md.
import * as z from 'zod';
import { ClaimSchema } from './claim.ts';

export const ClaimEventTypeSchema = z.enum(['claim.added', 'claim.changed', 'claim.withdrawn']);

export const ClaimEventSchema = z.strictObject({
  v: z.literal(1),
  /** The same change has the same id, however often it is delivered: drop an id seen before. */
  eventId: z.string(),
  type: ClaimEventTypeSchema,
  articleId: z.string(),
  claimId: z.string(),
  /**
   * Position of the change in the table's stream. Of two events of one article the greater came later; compare as
   * numbers of up to 40 digits (left-padded strings compare alike). The bus itself keeps no order.
   */
  sequence: z.string(),
  /** Names of the top-level fields that differ; only on `claim.changed`. */
  changed: z.array(z.string()).optional(),
  /** The record as it stands now, or as it last stood when it was withdrawn. */
  claim: ClaimSchema,
});
export type ClaimEvent = z.infer<typeof ClaimEventSchema>;
