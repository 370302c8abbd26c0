// Postings of the claims table: one item per article and day, and one per article and entity, that list the claims.
import * as z from 'zod';

const postingFields = {
  articleId: z.string(),
  storyId: z.string(),
  title: z.string().nullable(),
  url: z.string().nullable(),
  outlet: z.string().nullable(),
  /** YYYY-MM-DD */
  day: z.string(),
  /** What the day is: the article's publication date, or, where it gives none to the day, that on which it came in. */
  dayOf: z.enum(['published', 'received']),
  claimIds: z.array(z.string()),
  /** The text whose claims are listed. */
  textVersion: z.string(),
};

export const DayPostingSchema = z.strictObject({ kind: z.literal('day-posting'), ...postingFields });
export type DayPosting = z.infer<typeof DayPostingSchema>;

export const EntityPostingSchema = z.strictObject({
  kind: z.literal('entity-posting'),
  ...postingFields,
  entityKey: z.string(),
  /** The name as first written in the article's claims. */
  entity: z.string(),
  type: z.enum(['person', 'organization', 'location', 'other', 'speaker']),
});
export type EntityPosting = z.infer<typeof EntityPostingSchema>;
