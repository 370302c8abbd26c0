// A feed as it is before its first poll.
import { feedIdOf } from '../../shared/keys.ts';
import type { Feed, FeedSettings } from '../../shared/records/feed.ts';
import { toWellFormed } from '../../shared/text/well-formed.ts';
import { emptyRhythm } from './feed-record.ts';

export const DEFAULT_SETTINGS: FeedSettings = {
  policy: 'auto',
  minIntervalMs: null,
  maxIntervalMs: null,
  section: null,
  language: null,
  content: 'full-text',
};

/** Longest address of a site that is kept. */
const MAX_URL_CHARACTERS = 2_000;

/** Where a feed says its site is; null where that is no address of a page (Atom feeds without a link name their id). */
export function siteAddress(url: string | null): string | null {
  return url !== null && url.length <= MAX_URL_CHARACTERS && /^https?:\/\//i.test(url) ? toWellFormed(url) : null;
}

/**
 * A feed that is due at once.
 *
 * @param url absolute http(s) address
 * @param now milliseconds since 1970
 */
export function newFeed(
  url: string,
  now: number,
  settings: Partial<FeedSettings> = {},
  known: { title?: string | null; siteUrl?: string | null } = {},
): Feed {
  const at = new Date(now).toISOString();
  const href = new URL(url).href;
  return {
    feedId: feedIdOf(href),
    url: href,
    title: known.title ? toWellFormed(known.title) : null,
    siteUrl: siteAddress(known.siteUrl ?? null),
    addedAt: at,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    paused: null,
    dueAt: at,
    claim: null,
    validators: null,
    validatorsLie: false,
    bodyHash: null,
    lastPolledAt: null,
    lastFullAt: null,
    failures: 0,
    failingSince: null,
    problem: null,
    moved: null,
    entryTimes: [],
    rhythm: emptyRhythm(),
    interval: null,
    seen: null,
    counts: { polls: 0, unchanged: 0, newEntries: 0, edited: 0 },
  };
}
