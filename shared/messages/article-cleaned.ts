// Message clean → deduplicate: a document became an article.
import * as z from 'zod';
import { ArticleMetadataSchema } from '../records/article.ts';
import { envelopeFields, TextCarrierSchema } from './envelope.ts';

export const ArticleCleanedSchema = z.strictObject({
  v: z.literal(1),
  type: z.literal('article-cleaned'),
  ...envelopeFields,
  articleId: z.string(),
  textVersion: z.string(),
  article: ArticleMetadataSchema,
  text: TextCarrierSchema,
});
export type ArticleCleaned = z.infer<typeof ArticleCleanedSchema>;
