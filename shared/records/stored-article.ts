// The article item of the articles table, and the record of a text that a newer one replaced.
import * as z from 'zod';
import { ArticleMetadataSchema } from './article.ts';
import { DocumentSchema } from './ledger.ts';

/** A cleaned text as the table keeps it: compressed in the item, or a pointer into the texts bucket (gzip, UTF-8). */
const StoredTextSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('gzip'), data: z.instanceof(Uint8Array) }),
  z.strictObject({ kind: z.literal('object'), bucket: z.string(), key: z.string(), bytes: z.int().min(1) }),
]);
export type StoredText = z.infer<typeof StoredTextSchema>;

/** One text of an article, with the document it came in. */
const articleTextFields = {
  articleId: z.string(),
  documentId: z.string(),
  document: DocumentSchema,
  trace: z.string(),
  /** Sort key of the article's versions (shared/keys.ts `revisionOrder`): a greater one is newer. */
  order: z.string(),
  textVersion: z.string(),
  article: ArticleMetadataSchema,
  text: StoredTextSchema,
};

/** What the replaced document of an article ended as: written with the replacement, carried out after it. */
const ReplacedDocumentSchema = z.strictObject({
  document: DocumentSchema,
  title: z.string().nullable(),
  /** `revision`: a newer text came. `same-text`: the same text turned up in a document uploaded earlier. */
  as: z.enum(['revision', 'same-text']),
});

/**
 * The newest text of an article and its place in a story. `order` may be greater than that of `document`: the same text
 * was uploaded again later, and nothing in between may replace it.
 */
export const StoredArticleSchema = z.strictObject({
  ...articleTextFields,
  /** The document's node in the story index. */
  nodeId: z.string(),
  /** Root of the story when this was written; stories may have joined since. */
  storyId: z.string(),
  /** `first`: its claims stand. `copy`: an appearance of the story's first article. */
  role: z.enum(['first', 'copy']),
  replaced: ReplacedDocumentSchema.nullable(),
  /** Greatest order of another text that this one replaced; empty for the first. A document of this text up to there is old. */
  textSince: z.string(),
});
export type StoredArticle = z.infer<typeof StoredArticleSchema>;

/**
 * An older text of an article. It is written before the article item changes, so that no text is lost; until then, a
 * revision of the same order as the article item is the standing text itself.
 */
export const StoredRevisionSchema = z.strictObject(articleTextFields);
export type StoredRevision = z.infer<typeof StoredRevisionSchema>;
