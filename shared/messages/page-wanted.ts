// Message poll-feeds → fetch-article: a feed names a page that is new or was edited.
import * as z from 'zod';

export const PageWantedSchema = z.strictObject({
  v: z.literal(1),
  type: z.literal('page-wanted'),
  pageId: z.string(),
  /** Canonical address of the entry. */
  url: z.string(),
  /** Tells one edit of the entry from the next. */
  stamp: z.string(),
  why: z.enum(['new', 'edited']),
  feedId: z.string(),
  feedUrl: z.string(),
  entry: z.strictObject({
    title: z.string().nullable(),
    author: z.string().nullable(),
    published: z.string().nullable(),
    updated: z.string().nullable(),
  }),
  section: z.string().nullable(),
  language: z.string().nullable(),
  /** How often the site was asked in vain. */
  tries: z.int().min(0),
  /** When it is to be asked again, milliseconds since 1970: a queue holds a message back for a quarter of an hour only. */
  notBefore: z.int().optional(),
  sentAt: z.iso.datetime(),
});
export type PageWanted = z.infer<typeof PageWantedSchema>;
