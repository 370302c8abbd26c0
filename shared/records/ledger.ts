// The ledger: one entry per document, saying what became of it. Exactly one outcome each; never silence.
import * as z from 'zod';

/** Where a document came from, as S3 told it. */
export const DocumentSchema = z.strictObject({
  documentId: z.string(),
  bucket: z.string(),
  key: z.string(),
  versionId: z.string().nullable(),
  sequencer: z.string().nullable(),
  entry: z.string().nullable(),
  /** Place of the entry in its archive; 0 for a plain object. */
  entryIndex: z.int().min(0),
  /** When the object was created, by S3's clock. */
  eventTime: z.iso.datetime(),
  sizeBytes: z.int().min(0).nullable(),
});
export type Document = z.infer<typeof DocumentSchema>;

export const StageNameSchema = z.enum(['poll-feeds', 'fetch-article', 'clean', 'deduplicate', 'extract', 'publish']);
export type StageName = z.infer<typeof StageNameSchema>;

/** The outcomes in which a document ends. */
export const FinalStateSchema = z.discriminatedUnion('state', [
  /** Its claims stand in the claims table. */
  z.strictObject({ state: z.literal('extracted'), articleId: z.string(), storyId: z.string(), claims: z.int().min(0) }),
  /** Same text again, or a near-duplicate of an article at another address, where the claims stand. */
  z.strictObject({
    state: z.literal('duplicate'),
    articleId: z.string(),
    storyId: z.string().nullable(),
    of: z.strictObject({ articleId: z.string(), documentId: z.string().nullable() }),
    /** `same-text`: byte-equal cleaned text of the same article; `near-duplicate`: a member of the story. */
    relation: z.enum(['same-text', 'near-duplicate']),
    similarity: z.number().min(0).max(1).nullable(),
  }),
  /** Another text of an article of which a newer text stands. */
  z.strictObject({
    state: z.literal('revision'),
    articleId: z.string(),
    supersededBy: z.strictObject({ documentId: z.string() }),
  }),
  /** An archive whose entries became documents of their own. */
  z.strictObject({ state: z.literal('unpacked'), entries: z.int().min(0) }),
  z.strictObject({ state: z.literal('rejected'), reason: z.string(), detail: z.string() }),
]);
export type FinalState = z.infer<typeof FinalStateSchema>;

/** A record that threw: it is retried until the receive limit and then waits in the dead-letter queue. */
export const FailedStateSchema = z.strictObject({
  state: z.literal('failed'),
  error: z.string(),
  attempts: z.int().min(1),
  /** True after the last attempt: the message lies in the stage's dead-letter queue. */
  deadLettered: z.boolean(),
});

/** Every outcome that the ledger knows, by name. */
export const OUTCOMES = [
  ...FinalStateSchema.options.map((option) => option.shape.state.value),
  FailedStateSchema.shape.state.value,
] as const;

export const LedgerEntrySchema = z.strictObject({
  document: DocumentSchema,
  stage: StageNameSchema,
  outcome: z.union([FinalStateSchema, FailedStateSchema]),
  title: z.string().nullable(),
  recordedAt: z.iso.datetime(),
});
export type LedgerEntry = z.infer<typeof LedgerEntrySchema>;
