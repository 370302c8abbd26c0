// The cleaned article: what `clean` finds out about a document, and what later stages know of it.
import * as z from 'zod';

/** Where a publication date was read, strongest first. A photo caption or a comment is never a source. */
export const DateSourceSchema = z.enum([
  'feed',
  'json-ld',
  'meta',
  'microdata',
  'time-element',
  'object-metadata',
  'record',
  'url',
  'dateline',
  'visible-text',
  'http-header',
]);
export type DateSource = z.infer<typeof DateSourceSchema>;

/** A date that says where it comes from. Never a bare guess. */
export const DateEvidenceSchema = z.strictObject({
  /** ISO 8601 as precise as the source: `2024-03-01` or `2024-03-01T12:30:00Z` (an offset is kept, a missing one is not invented). */
  value: z.string(),
  precision: z.enum(['second', 'minute', 'day', 'month']),
  source: DateSourceSchema,
  /** The words or the attribute value that were read. */
  evidence: z.string(),
  confidence: z.number().min(0).max(1),
  /** Other readings that name another day. */
  conflicts: z.array(z.strictObject({ value: z.string(), source: DateSourceSchema })),
});
export type DateEvidence = z.infer<typeof DateEvidenceSchema>;

export const LanguageSchema = z.strictObject({
  /** ISO 639-1 */
  code: z.string(),
  /** `detected` from the text, or `declared` by the page when the text is too short to tell. */
  source: z.enum(['detected', 'declared']),
});

/** One cleaned text with what is known about it. Paragraphs of `text` are separated by one blank line. */
export const CleanedArticleSchema = z.strictObject({
  text: z.string().min(1),
  title: z.string().nullable(),
  authors: z.array(z.string()),
  site: z.string().nullable(),
  lang: LanguageSchema.nullable(),
  /** Canonical URL (scheme, host, path and meaningful query only), or null when the document names none. */
  url: z.string().nullable(),
  publishedAt: DateEvidenceSchema.nullable(),
  modifiedAt: DateEvidenceSchema.nullable(),
});
export type CleanedArticle = z.infer<typeof CleanedArticleSchema>;

/** The same without the text, as messages and tables carry it. */
export const ArticleMetadataSchema = CleanedArticleSchema.omit({ text: true });
export type ArticleMetadata = z.infer<typeof ArticleMetadataSchema>;
