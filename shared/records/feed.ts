// What the feeds table holds: feeds with their state, the pages they named, the turns and robots.txt of hosts.
import * as z from 'zod';

/** Why the last poll brought nothing; the id is stable, the detail is for readers. */
export const FeedProblemSchema = z.strictObject({ id: z.string(), detail: z.string(), at: z.iso.datetime() });
export type FeedProblem = z.infer<typeof FeedProblemSchema>;

/** What a user chooses for a feed. */
export const FeedSettingsSchema = z.strictObject({
  /** What names an entry; see functions/poll-feeds/identity.ts. */
  policy: z.enum(['auto', 'guid', 'url', 'title']),
  /** Bounds of the time between two polls; null for the defaults. */
  minIntervalMs: z.int().min(60_000).nullable(),
  maxIntervalMs: z.int().min(60_000).nullable(),
  /** Section of the publication, kept with every article. */
  section: z.string().nullable(),
  /** ISO 639-1 code, for pages that do not name their language. */
  language: z.string().nullable(),
  /** `full-text`: the page of every entry is fetched. `link-only`: entries are noted, no page is fetched. */
  content: z.enum(['full-text', 'link-only']),
});
export type FeedSettings = z.infer<typeof FeedSettingsSchema>;

/** One feed. Its remembered entries lie in items beside it. */
export const FeedSchema = z.strictObject({
  feedId: z.string(),
  /** Where it is polled now. */
  url: z.string(),
  title: z.string().nullable(),
  siteUrl: z.string().nullable(),
  addedAt: z.iso.datetime(),
  settings: FeedSettingsSchema,
  /** Why it is not polled until somebody resumes it; null while it is polled. */
  paused: FeedProblemSchema.nullable(),
  /** When it is polled next; null while it is paused. While a poll is under way: when that poll counts as lost. */
  dueAt: z.iso.datetime().nullable(),
  /** Names the poll that is under way; whoever holds another name is too late. */
  claim: z.string().nullable(),
  /** ETag and Last-Modified of the last response that could be read, for that very address. */
  validators: z
    .strictObject({ url: z.string(), etag: z.string().optional(), lastModified: z.string().optional() })
    .nullable(),
  /** The server gave new content under old validators once: it is asked without them from then on. */
  validatorsLie: z.boolean(),
  /** SHA-256 of the last body that could be read. */
  bodyHash: z.string().nullable(),
  lastPolledAt: z.iso.datetime().nullable(),
  /** When the whole feed was last received and read. */
  lastFullAt: z.iso.datetime().nullable(),
  /** Polls in a row that failed, since when, and how the last one did. */
  failures: z.int().min(0),
  failingSince: z.iso.datetime().nullable(),
  problem: FeedProblemSchema.nullable(),
  /** A permanent redirect that is believed when it has been seen often enough. */
  moved: z.strictObject({ to: z.string(), times: z.int().min(1), since: z.iso.datetime() }).nullable(),
  /** From the last feed that could be read: dates of its newest entries (milliseconds since 1970) and what it asks for. */
  entryTimes: z.array(z.number()),
  rhythm: z.strictObject({
    ttlMinutes: z.number().nullable(),
    skipHours: z.array(z.number()),
    skipDays: z.array(z.string()),
    updatePeriod: z.string().nullable(),
    updateFrequency: z.number().nullable(),
  }),
  interval: z.strictObject({ ms: z.number(), because: z.string() }).nullable(),
  /** Where the remembered entries lie; null before the first feed was read. */
  seen: z.strictObject({ version: z.string(), pieces: z.int().min(1) }).nullable(),
  counts: z.strictObject({
    polls: z.int().min(0),
    unchanged: z.int().min(0),
    newEntries: z.int().min(0),
    edited: z.int().min(0),
  }),
});
export type Feed = z.infer<typeof FeedSchema>;

/** A page that a feed named: what keeps it from being fetched twice, and from being forgotten. */
export const PageRecordSchema = z.strictObject({
  pageId: z.string(),
  /** Tells one edit of the entry from the next. */
  stamp: z.string(),
  state: z.enum(['wanted', 'fetched', 'given-up']),
  /** Why it was given up, so that whoever is asked again gives the same account of it. */
  problem: z.strictObject({ reason: z.string(), detail: z.string() }).nullable().default(null),
  /** The message that asks for it, or asks for it again, while it is wanted: others that do are too late. */
  message: z.string().nullable(),
  /** Epoch seconds. */
  expiresAt: z.int(),
});
export type PageRecord = z.infer<typeof PageRecordSchema>;

/** Pages are remembered as long as the entries that name them, see REMEMBER_MS in functions/poll-feeds/identity.ts. */
export const PAGE_DAYS = 90;
