// Messages deduplicate → extract: an article's text is the newest and the story's first, or no longer.
import * as z from 'zod';
import { ArticleMetadataSchema } from '../records/article.ts';
import { envelopeFields, TextCarrierSchema } from './envelope.ts';

/** The document holds the newest text of the article, and the article is the first of its story: extract it. */
export const ArticleUniqueSchema = z.strictObject({
  v: z.literal(1),
  type: z.literal('article-unique'),
  ...envelopeFields,
  articleId: z.string(),
  textVersion: z.string(),
  storyId: z.string(),
  /** The document's node in the story index. */
  nodeId: z.string(),
  article: ArticleMetadataSchema,
  text: TextCarrierSchema,
});
export type ArticleUnique = z.infer<typeof ArticleUniqueSchema>;

/** An article that was taken as the first of its story turned out to be a copy of an earlier one: withdraw its claims. */
export const ArticleWithdrawnSchema = z.strictObject({
  v: z.literal(1),
  type: z.literal('article-withdrawn'),
  ...envelopeFields,
  articleId: z.string(),
  nodeId: z.string(),
});
export type ArticleWithdrawn = z.infer<typeof ArticleWithdrawnSchema>;

export const UniqueQueueMessageSchema = z.discriminatedUnion('type', [ArticleUniqueSchema, ArticleWithdrawnSchema]);
export type UniqueQueueMessage = z.infer<typeof UniqueQueueMessageSchema>;
