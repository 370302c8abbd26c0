// Which entries of a feed are new, edited or known, whatever its publisher does with identifiers.

import { createHash } from 'node:crypto';
import { normalized } from '../../shared/text/normalize.ts';
import { normaliseUrl } from '../../shared/url.ts';
import type { FeedEntry } from './feed-record.ts';

/**
 * What names an entry. `auto` believes GUIDs as long as they behave and addresses otherwise; `guid` and `url` believe one
 * only, where an entry has it; `title` is for feeds that have neither.
 */
export type IdentityPolicy = 'auto' | 'guid' | 'url' | 'title';

/** What is remembered of an entry: plain data, about 150 bytes. */
export interface SeenEntry {
  guid: string | null;
  /** Canonical. */
  url: string | null;
  /** Hash of the title's words. */
  title: string;
  updated: string | null;
  /** Milliseconds since 1970 of the last poll in which the feed still had it. */
  lastSeen: number;
}

export interface SeenState {
  v: 1;
  entries: SeenEntry[];
}

export type EntryDecision =
  | { kind: 'new' | 'edited'; entry: FeedEntry; url: string; why: string }
  | { kind: 'seen' | 'skipped' | 'unusable'; entry: FeedEntry; why: string };

export interface FirstPollLimits {
  maxEntries: number;
  maxAgeMs: number;
}

/** A first poll takes what a reader would call current, not the archive. */
export const FIRST_POLL: FirstPollLimits = { maxEntries: 20, maxAgeMs: 7 * 24 * 3600_000 };

/** Entries stay remembered this long after they left the feed: feeds show old entries again after an outage. */
const REMEMBER_MS = 90 * 24 * 3600_000;
/** With 150 bytes each, this many stay below the 400 KB of a DynamoDB item. */
const MAX_REMEMBERED = 2000;
const MAX_GUID_CHARACTERS = 500;
/** From how many entries on "all changed their date at once" is no coincidence. */
const LYING_DATES_FROM = 3;

/** An article's address in its one spelling; null for what is not fetched: other schemes, addresses with credentials. */
export function canonicalEntryUrl(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { username, password } = new URL(address);
  return username === '' && password === '' ? normaliseUrl(address) : null;
}

function titleHash(entry: FeedEntry): string {
  const words = normalized(entry.titleText ?? '', 'NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
  return createHash('sha256').update(words).digest('base64url').slice(0, 16);
}

/** A GUID as it is remembered: as written, or hashed when it is longer than any that serves as one. */
function shortGuid(guid: string): string {
  return guid.length <= MAX_GUID_CHARACTERS ? guid : createHash('sha256').update(guid).digest('base64url');
}

/** Values that more than one entry of a poll has: they name none of them. */
function shared(values: (string | null)[]): Set<string> {
  const once = new Set<string>();
  const twice = new Set<string>();
  for (const value of values) {
    if (value === null) continue;
    if (once.has(value)) twice.add(value);
    once.add(value);
  }
  return twice;
}

interface Candidate {
  entry: FeedEntry;
  now: SeenEntry;
}

/** Finds the remembered entry that a candidate is. */
function finder(
  state: SeenState,
  candidates: Candidate[],
  policy: IdentityPolicy,
): (now: SeenEntry) => SeenEntry | null {
  const byGuid = new Map<string, SeenEntry>();
  const byUrl = new Map<string, SeenEntry>();
  const byTitle = new Map<string, SeenEntry>();
  for (const seen of state.entries) {
    if (seen.url === null) continue;
    if (seen.guid !== null) byGuid.set(seen.guid, seen);
    byUrl.set(seen.url, seen);
    byTitle.set(seen.title, seen);
  }
  const sharedGuids = shared(candidates.map(({ now }) => now.guid));
  const sharedUrls = shared(candidates.map(({ now }) => now.url));
  return (now) => {
    // What has no address was never fetched: once it has one, it is new.
    if (now.url === null) return null;
    if (policy === 'title') return byTitle.get(now.title) ?? null;
    if (policy === 'guid' && now.guid !== null) return byGuid.get(now.guid) ?? null;
    const atUrl = byUrl.get(now.url) ?? null;
    if (policy !== 'auto') return atUrl;
    const atGuid = now.guid === null || sharedGuids.has(now.guid) ? null : (byGuid.get(now.guid) ?? null);
    if (atGuid !== null) {
      // One GUID, another address and another title: the feed uses the GUID again for its next article.
      const reused = atGuid.url !== now.url && atGuid.title !== now.title;
      if (!reused) return atGuid;
    }
    // One address under several entries is a page that collects them (a live blog, a front page): the GUID tells them apart.
    return sharedUrls.has(now.url) && now.guid !== null ? null : atUrl;
  };
}

/**
 * Decides about every entry of a poll, in the feed's order, and what to remember for the next.
 *
 * - A known entry is `edited` when its title changed or its `updated` moved forward; not when all entries' dates moved at
 *   once and no title changed, which is a feed that stamps everything with the time of the request.
 * - An entry without an http address is `unusable`: there is nothing to fetch.
 * - On the first poll (`state` null) only recent entries are `new`, the rest `skipped` and remembered.
 *
 * @param now milliseconds since 1970
 */
export function decideEntries(
  entries: FeedEntry[],
  state: SeenState | null,
  now: number,
  policy: IdentityPolicy = 'auto',
  firstPoll: FirstPollLimits = FIRST_POLL,
): { decisions: EntryDecision[]; state: SeenState } {
  const candidates: Candidate[] = entries.map((entry) => ({
    entry,
    now: {
      guid: entry.id === null ? null : shortGuid(entry.id),
      url: entry.url === null ? null : canonicalEntryUrl(entry.url),
      title: titleHash(entry),
      updated: entry.updated,
      lastSeen: now,
    },
  }));
  const find = finder(state ?? { v: 1, entries: [] }, candidates, policy);
  const matches = candidates.map((candidate) => find(candidate.now));

  const dateMoved = (current: SeenEntry, before: SeenEntry) =>
    current.updated !== null && before.updated !== null && current.updated > before.updated;
  const pairs = candidates.flatMap(({ now: current }, index) => {
    const before = matches[index];
    return before ? [{ current, before }] : [];
  });
  const datesLie =
    pairs.length >= LYING_DATES_FROM &&
    pairs.every(({ current, before }) => dateMoved(current, before) && current.title === before.title);

  const recent = state === null ? recentOnes(candidates, now, firstPoll) : null;
  const taken = new Set<string>();
  const decisions = candidates.map(({ entry, now: current }, index): EntryDecision => {
    if (current.url === null) {
      return {
        kind: 'unusable',
        entry,
        why: entry.url === null ? 'no address' : `no plain http address: ${entry.url.slice(0, 200)}`,
      };
    }
    const before = matches[index] ?? null;
    if (before === null) {
      const name = policy === 'title' ? current.title : policy === 'guid' ? (current.guid ?? current.url) : current.url;
      const twin = policy === 'auto' && current.guid !== null ? `${current.guid} ${current.url}` : name;
      if (taken.has(twin)) return { kind: 'seen', entry, why: 'twice in this feed' };
      taken.add(twin);
      if (recent !== null && !recent.has(index))
        return { kind: 'skipped', entry, why: 'older than a first poll takes' };
      return { kind: 'new', entry, url: current.url, why: 'not seen before' };
    }
    if (before.title !== current.title) return { kind: 'edited', entry, url: current.url, why: 'title changed' };
    if (!datesLie && dateMoved(current, before)) return { kind: 'edited', entry, url: current.url, why: 'updated' };
    return { kind: 'seen', entry, why: 'known' };
  });
  return { decisions, state: remember(state, candidates, matches, now) };
}

/** Indexes of the entries a first poll takes: the newest by date, those without a date in the feed's order. */
function recentOnes(candidates: Candidate[], now: number, limits: FirstPollLimits): Set<number> {
  const dated = candidates.map(({ entry }, index) => {
    const date = Date.parse(entry.published ?? entry.updated ?? '');
    return { index, date: Number.isNaN(date) ? null : date };
  });
  return new Set(
    dated
      .filter(({ date }) => date === null || now - date <= limits.maxAgeMs)
      .sort((a, b) => (b.date ?? now) - (a.date ?? now) || a.index - b.index)
      .slice(0, limits.maxEntries)
      .map(({ index }) => index),
  );
}

function remember(
  state: SeenState | null,
  candidates: Candidate[],
  matches: (SeenEntry | null)[],
  now: number,
): SeenState {
  const replaced = new Set(matches.filter((match) => match !== null));
  const kept = (state?.entries ?? []).filter(
    (seen) => seen.url !== null && !replaced.has(seen) && now - seen.lastSeen <= REMEMBER_MS,
  );
  const current = candidates.map((candidate) => candidate.now);
  return {
    v: 1,
    entries: [...current, ...kept.sort((a, b) => b.lastSeen - a.lastSeen)].slice(
      0,
      Math.max(MAX_REMEMBERED, current.length),
    ),
  };
}
