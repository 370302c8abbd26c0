// Messages poll-feeds sends itself: a shard of the due index to look through, and one feed to poll.
import * as z from 'zod';

/** Look through one shard of the due index. */
export const ShardDueSchema = z.strictObject({
  v: z.literal(1),
  type: z.literal('feed-shard-due'),
  shard: z.int().min(0),
  sentAt: z.iso.datetime(),
});
export type ShardDue = z.infer<typeof ShardDueSchema>;

/** Poll one feed, in the name of a claim. */
export const FeedDueSchema = z.strictObject({
  v: z.literal(1),
  type: z.literal('feed-due'),
  feedId: z.string(),
  claim: z.string(),
  sentAt: z.iso.datetime(),
});
export type FeedDue = z.infer<typeof FeedDueSchema>;

export const FeedsMessageSchema = z.discriminatedUnion('type', [ShardDueSchema, FeedDueSchema]);
export type FeedsMessage = z.infer<typeof FeedsMessageSchema>;
