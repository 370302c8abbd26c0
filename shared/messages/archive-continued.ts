// Message clean → clean: an archive had more entries than fit into one turn; go on from this one.
import * as z from 'zod';
import { envelopeFields } from './envelope.ts';

export const ArchiveContinuedSchema = z.strictObject({
  v: z.literal(1),
  type: z.literal('archive-continued'),
  ...envelopeFields,
  /** Index of the first entry that is still to be done. */
  from: z.int().min(1),
});
export type ArchiveContinued = z.infer<typeof ArchiveContinuedSchema>;
