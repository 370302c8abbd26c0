// What a feed says, whatever its format: the record that all feed parsers produce.

export interface FeedEntry {
  /** The feed's own identifier (guid, atom:id, rdf:about), as written or resolved when it is an address; null when none. */
  id: string | null;
  /** Address of the article. */
  url: string | null;
  /** Harmless HTML when the feed's title is HTML, plain text otherwise. */
  title: string | null;
  /** The title without markup. */
  titleText: string | null;
  /** ISO 8601, UTC, whole seconds. */
  published: string | null;
  updated: string | null;
  author: string | null;
}

/** What the publisher says about how often to look (RSS 2.0 ttl, skipHours, skipDays; RSS 1.0 syndication module). */
export interface FeedRhythm {
  ttlMinutes: number | null;
  /** Hours of the day, UTC, 0–23. */
  skipHours: number[];
  /** Lower-case English day names, UTC. */
  skipDays: string[];
  updatePeriod: string | null;
  updateFrequency: number | null;
}

export interface Feed {
  feed: { title: string | null; url: string | null; lang: string | null };
  /** The feed's title without markup. */
  titleText: string | null;
  entries: FeedEntry[];
  rhythm: FeedRhythm;
}

/** Entries read of one feed: as many as a sitemap may have (sitemaps.org); the rest is left. */
export const MAX_ENTRIES = 50_000;

export function emptyRhythm(): FeedRhythm {
  return { ttlMinutes: null, skipHours: [], skipDays: [], updatePeriod: null, updateFrequency: null };
}
