// What every message between stages has in common.
import * as z from 'zod';
import { DocumentSchema } from '../records/ledger.ts';

/** Fields of every message; `v` and `type` are literals of the message's own schema. */
export const envelopeFields = {
  document: DocumentSchema,
  /** Follows a document from its first event to its claims, through every log line. */
  trace: z.string(),
  sentAt: z.iso.datetime(),
};

/**
 * Largest cleaned text, in UTF-8 bytes, that travels inside a message. SQS bills each 64 KB of payload as one request
 * (https://aws.amazon.com/sqs/pricing/), so a longer text is cheaper as an object.
 */
export const INLINE_TEXT_MAX_BYTES = 64 * 1024;

/** The cleaned text, inline or by pointer into the texts bucket (gzip, UTF-8). */
export const TextCarrierSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('inline'), text: z.string().min(1) }),
  z.strictObject({ kind: z.literal('object'), bucket: z.string(), key: z.string(), bytes: z.int().min(1) }),
]);
export type TextCarrier = z.infer<typeof TextCarrierSchema>;
