// The claim: what the claims table stores and consumers read. Documented for them in docs/claims-table.md.
import * as z from 'zod';

/** Version of the claim record's shape. Raised when a reader of the old shape would misread the new one. */
export const CLAIM_SCHEMA_VERSION = 1;

/**
 * A place in the cleaned text: UTF-16 code units, end exclusive, `text.slice(start, end) === exact`.
 * Position and quote selector of the W3C Web Annotation model in one (https://www.w3.org/TR/annotation-model/#selectors).
 */
export const SpanSchema = z.strictObject({
  start: z.int().min(0),
  end: z.int().min(0),
  exact: z.string(),
});
export type Span = z.infer<typeof SpanSchema>;

/** Calendar precision of a resolved time expression; `range` is written as an ISO 8601 interval `a/b`. */
export const DatePrecisionSchema = z.enum([
  'second',
  'minute',
  'day',
  'week',
  'month',
  'quarter',
  'year',
  'decade',
  'range',
]);

/**
 * A time expression with its ISO 8601 reading: 2024-03-01 (day), 2024-W10 (week), 2024-03 (month), 2024-Q1 (quarter),
 * 2024 (year), 199X (decade), 2024-03-01/2024-03-05 (range).
 */
export const TimeExpressionSchema = z.strictObject({
  text: z.string(),
  start: z.int().min(0),
  end: z.int().min(0),
  iso: z.string(),
  precision: DatePrecisionSchema,
});
export type TimeExpression = z.infer<typeof TimeExpressionSchema>;

export const QuantitySchema = z.strictObject({
  text: z.string(),
  start: z.int().min(0),
  end: z.int().min(0),
  value: z.number(),
  /** USD, EUR, GBP, `%`, or the counted noun; null when the text names none. */
  unit: z.string().nullable(),
});
export type Quantity = z.infer<typeof QuantitySchema>;

export const EntitySchema = z.strictObject({
  text: z.string(),
  start: z.int().min(0),
  end: z.int().min(0),
  type: z.enum(['person', 'organization', 'location', 'other']),
});
export type Entity = z.infer<typeof EntitySchema>;

export const SpeakerSchema = z.strictObject({
  /** The words the article uses for the speaker here ("he", "the minister"); null when nothing stands in the text. */
  mention: SpanSchema.nullable(),
  /** Resolved name without title or role; null when unresolved or unnamed. */
  name: z.string().nullable(),
  /** Key of the speaker index: the folded name; null when there is no name. */
  key: z.string().nullable(),
  type: z.enum(['person', 'organization', 'group', 'document', 'unnamed', 'outlet']),
  /** Title or role as written beside the name ("spokesman of the ministry"), else null. */
  role: z.string().nullable(),
  resolvedBy: z.enum(['self', 'name-link', 'pronoun', 'carried', 'none']),
  /** Where the name that resolved the mention stands, when it is not the mention itself. */
  mentionRef: SpanSchema.nullable(),
  confidence: z.number().min(0).max(1),
});
export type Speaker = z.infer<typeof SpeakerSchema>;

export const CueSchema = z.strictObject({
  start: z.int().min(0),
  end: z.int().min(0),
  exact: z.string(),
  lemma: z.string(),
  class: z.enum([
    'say',
    'claim',
    'deny',
    'believe',
    'demand',
    'report',
    'question',
    'promise',
    'warn',
    'accuse',
    'according-to',
    'quote',
  ]),
});
export type Cue = z.infer<typeof CueSchema>;

/** What an extractor finds in one text. No id, no article: those are added when it is stored. */
export const ExtractedClaimSchema = z.strictObject({
  kind: z.enum(['attributed', 'assertion']),
  quoteType: z.enum(['direct', 'indirect', 'mixed']).nullable(),
  /** The content joined, without a leading "that" and outer quotation marks. */
  text: z.string().min(1),
  content: z.array(SpanSchema).min(1),
  /** Up to 32 characters on each side of the content, for re-anchoring after the text was cleaned anew. */
  prefix: z.string().max(32),
  suffix: z.string().max(32),
  sentence: z.strictObject({
    start: z.int().min(0),
    end: z.int().min(0),
    index: z.int().min(0),
    paragraph: z.int().min(0),
  }),
  speaker: SpeakerSchema,
  cue: CueSchema.nullable(),
  /** The speaker's stance to the content: "denied that p" keeps p as text and is `denied`. */
  polarity: z.enum(['affirmed', 'denied', 'questioned']),
  certainty: z.strictObject({
    level: z.enum(['certain', 'hedged']),
    hedges: z.array(z.string()),
    by: z.enum(['speaker', 'author']).nullable(),
  }),
  modifiers: z.array(z.strictObject({ text: z.string(), start: z.int().min(0), end: z.int().min(0) })),
  /** When it was said, only where the text dates the saying. */
  saidOn: TimeExpressionSchema.nullable(),
  eventTime: z.array(TimeExpressionSchema),
  quantities: z.array(QuantitySchema),
  entities: z.array(EntitySchema),
  /** Rank of the claim for checking, 0..1; null where it was not computed. */
  checkworthiness: z.number().min(0).max(1).nullable(),
  confidence: z.number().min(0).max(1),
  /** Content start of the claim this one stands inside ("A said B denied ..."), as index into the same list; null otherwise. */
  parent: z.int().min(0).nullable(),
});
export type ExtractedClaim = z.infer<typeof ExtractedClaimSchema>;

/** The public record, stored under the keys of shared/keys.ts. */
export const ClaimSchema = ExtractedClaimSchema.omit({ parent: true }).extend({
  schemaVersion: z.literal(CLAIM_SCHEMA_VERSION),
  claimId: z.string(),
  parentClaimId: z.string().nullable(),
  textVersion: z.string(),
  lang: z.string().nullable(),
  source: z.strictObject({
    articleId: z.string(),
    storyId: z.string(),
    documentId: z.string(),
    url: z.string().nullable(),
    title: z.string().nullable(),
    outlet: z.string().nullable(),
    /** ISO 8601, as precise as the evidence; null when the article gives no date. */
    publishedAt: z.string().nullable(),
    /** When the document came in, by S3's clock. */
    receivedAt: z.iso.datetime(),
  }),
  extractor: z.strictObject({ name: z.string(), version: z.string() }),
  extractedAt: z.iso.datetime(),
});
export type Claim = z.infer<typeof ClaimSchema>;
