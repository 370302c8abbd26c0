// What one poll means for a feed: its next time, its validators, its moves, its failures. Pure.
import { createHash } from 'node:crypto';
import { type FetchError, isTransient } from '../../shared/http/fetch-error.ts';
import { retryAfterMs } from '../../shared/http/retry-after.ts';
import type { SafeResponse, Validators } from '../../shared/http/safe-fetch.ts';
import type { Feed, FeedProblem } from '../../shared/records/feed.ts';
import { toWellFormed } from '../../shared/text/well-formed.ts';
import { FeedError } from './feed-error.ts';
import type { Feed as ParsedFeed } from './feed-record.ts';
import { siteAddress } from './new-feed.ts';
import { parseFeed } from './parse-feed.ts';
import { backoffMs, DEFAULT_BOUNDS, freshnessSeconds, planNextPoll } from './schedule.ts';

const DAY_MS = 24 * 3600_000;

/** Sent as Accept. Feeds first; servers that choose by it must not give us the page. */
export const FEED_ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5';

/** Every second day a feed is asked for in full: some servers answer 304 for ever. */
const FULL_GET_MS = 2 * DAY_MS;
/** A permanent redirect is believed when it was seen this often over at least a day: many are a mistake of an evening. */
const MOVED_TIMES = 3;
const MOVED_MS = DAY_MS;
/** A failure that will hardly pass by itself pauses a feed after a week, any other after a month; at least this many polls. */
const PAUSE_FAILURES = 10;
const PAUSE_LASTING_MS = 7 * DAY_MS;
const PAUSE_PASSING_MS = 30 * DAY_MS;
/** Dates kept for the rhythm, see RHYTHM_ENTRIES in schedule.ts. */
const KEPT_TIMES = 60;

/** What a feed says of itself is kept in an item of a few KB, whatever it says. */
const MAX_TITLE_CHARACTERS = 300;
const MAX_VALIDATOR_CHARACTERS = 1_000;
const MAX_DETAIL_CHARACTERS = 500;
/** Longer is no name of a day or of a period. */
const MAX_DAY_CHARACTERS = 20;
/** Of minutes between two polls, or of polls in a period: beyond a million, or a millionth, it makes no difference. */
const MAX_RHYTHM = 1e6;

/** As much of a text as is kept, without half of a surrogate pair, which no table takes. */
const kept = (text: string, characters: number): string => toWellFormed(text.slice(0, characters));

/** As much of what a feed says of its rhythm as is kept: tables take no number without an end. */
function keptRhythm(rhythm: ParsedFeed['rhythm']): Feed['rhythm'] {
  const bounded = (value: number | null) => value && Math.min(MAX_RHYTHM, Math.max(1 / MAX_RHYTHM, value));
  return {
    ...rhythm,
    ttlMinutes: bounded(rhythm.ttlMinutes),
    updateFrequency: bounded(rhythm.updateFrequency),
    skipDays: rhythm.skipDays.map((day) => kept(day, MAX_DAY_CHARACTERS)),
    updatePeriod: rhythm.updatePeriod && kept(rhythm.updatePeriod, MAX_DAY_CHARACTERS),
  };
}

/** `2031-01-15T10:20:30Z`, for readers. */
const toSeconds = (iso: string) => `${iso.slice(0, 19)}Z`;

export type PollResult =
  | { kind: 'response'; response: SafeResponse }
  | { kind: 'robots'; url: string; reason: 'disallowed' | 'unreachable' }
  | { kind: 'error'; error: FetchError };

export interface Judgement {
  /** The feed after the poll, without a claim. */
  feed: Feed;
  what: 'polled' | 'unchanged' | 'failed' | 'paused';
  detail: string;
  /** What was read; null when there is nothing new in it. */
  parsed: ParsedFeed | null;
}

/** The validators to send, or none when it is time for a full GET or when they lied before. */
export function validatorsFor(feed: Feed, now: number): Validators | null {
  if (feed.validators === null || feed.validatorsLie || feed.lastFullAt === null) return null;
  if (now - Date.parse(feed.lastFullAt) >= FULL_GET_MS) return null;
  const { url, etag, lastModified } = feed.validators;
  return {
    url,
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
}

function validatorsOf({ url, headers }: SafeResponse): Feed['validators'] {
  const storable = (value: string | undefined) =>
    value !== undefined && value.length <= MAX_VALIDATOR_CHARACTERS ? value : undefined;
  const etag = storable(headers.etag);
  const lastModified = storable(headers['last-modified']);
  if (!etag && !lastModified) return null;
  return { url, ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}) };
}

/** Where the permanent redirects at the beginning of a chain lead; null when it begins with none. */
function movedTo({ url, redirects }: SafeResponse): string | null {
  let to: string | null = null;
  for (const [index, hop] of redirects.entries()) {
    if (hop.status !== 301 && hop.status !== 308) break;
    to = redirects[index + 1]?.url ?? url;
  }
  return to;
}

function afterMove(feed: Feed, response: SafeResponse, now: number): Pick<Feed, 'url' | 'moved'> {
  const to = movedTo(response);
  if (to === null || to === feed.url) return { url: feed.url, moved: null };
  const before = feed.moved?.to === to ? feed.moved : { to, times: 0, since: new Date(now).toISOString() };
  const moved = { ...before, times: before.times + 1 };
  const isSure = moved.times >= MOVED_TIMES && now - Date.parse(moved.since) >= MOVED_MS;
  return isSure ? { url: to, moved: null } : { url: feed.url, moved };
}

/** Published times of the newest entries, milliseconds since 1970. */
function timesOf(parsed: ParsedFeed): number[] {
  return parsed.entries
    .map(({ published, updated }) => Date.parse(published ?? updated ?? ''))
    .filter((time) => Number.isFinite(time))
    .sort((a, b) => b - a)
    .slice(0, KEPT_TIMES);
}

function succeeded(feed: Feed, response: SafeResponse, now: number, random: number): { feed: Feed; next: string } {
  const plan = planNextPoll({
    now,
    entryTimes: feed.entryTimes,
    rhythm: feed.rhythm,
    freshSeconds: freshnessSeconds(response.headers, now),
    bounds: {
      minMs: feed.settings.minIntervalMs ?? DEFAULT_BOUNDS.minMs,
      maxMs: feed.settings.maxIntervalMs ?? DEFAULT_BOUNDS.maxMs,
    },
    random,
  });
  const dueAt = new Date(plan.at).toISOString();
  return {
    next: `next poll ${toSeconds(dueAt)} (${plan.because})`,
    feed: {
      ...feed,
      ...afterMove(feed, response, now),
      dueAt,
      failures: 0,
      failingSince: null,
      problem: null,
      interval: { ms: plan.intervalMs, because: plan.because },
    },
  };
}

interface Failure {
  id: string;
  detail: string;
  /** Will hardly pass by itself. */
  isLasting: boolean;
  /** Cannot pass by itself. */
  isFinal?: boolean;
  askedMs?: number | null;
}

function failed(feed: Feed, failure: Failure, now: number, random: number): Judgement {
  const at = new Date(now).toISOString();
  const problem: FeedProblem = { id: failure.id, detail: kept(failure.detail, MAX_DETAIL_CHARACTERS), at };
  const failures = feed.failures + 1;
  const failingSince = feed.failingSince ?? at;
  const failingMs = now - Date.parse(failingSince);
  const isOver =
    failure.isFinal === true ||
    (failures >= PAUSE_FAILURES && failingMs >= (failure.isLasting ? PAUSE_LASTING_MS : PAUSE_PASSING_MS));
  const after = { ...feed, failures, failingSince, problem };
  if (isOver) {
    return {
      feed: { ...after, dueAt: null, paused: problem },
      what: 'paused',
      detail: `${failure.id}: ${failure.detail}`,
      parsed: null,
    };
  }
  const dueAt = new Date(now + backoffMs(failures, random, failure.askedMs ?? null)).toISOString();
  return {
    feed: { ...after, dueAt },
    what: 'failed',
    detail: `${failure.id}: ${failure.detail}; next poll ${toSeconds(dueAt)}`,
    parsed: null,
  };
}

function failureOfStatus({ status, url, headers }: SafeResponse, now: number): Failure {
  const detail = `${url} answered ${status}`;
  const askedMs = retryAfterMs(headers['retry-after'], now);
  if (status === 410) return { id: 'gone', detail, isLasting: true, isFinal: true };
  if (status === 404) return { id: 'not-found', detail, isLasting: true };
  if (status === 429) return { id: 'too-many-requests', detail, isLasting: false, askedMs };
  if (status >= 500) return { id: 'server-error', detail, isLasting: false, askedMs };
  return { id: `http-${status}`, detail, isLasting: true };
}

/**
 * Judges one poll.
 *
 * Validators are stored only with a feed that could be read, or with the very bytes of the last one that could. A 410
 * pauses at once, other failures after days; what is paused keeps its reason.
 *
 * @param feed as it was when it was asked for with `sent`
 * @param sent validators of the request
 * @param now milliseconds since 1970
 * @param random a number from 0 to 1
 */
export function judgePoll(
  before: Feed,
  result: PollResult,
  sent: Validators | null,
  now: number,
  random: number,
): Judgement {
  const feed: Feed = {
    ...before,
    claim: null,
    lastPolledAt: new Date(now).toISOString(),
    counts: { ...before.counts, polls: before.counts.polls + 1 },
  };
  if (result.kind === 'error') {
    const { code, message } = result.error;
    const transient = isTransient(result.error);
    const isFinal = code === 'url' || code === 'scheme' || code === 'credentials' || code === 'port';
    return failed(feed, { id: `fetch-${code}`, detail: message, isLasting: !transient, isFinal }, now, random);
  }
  if (result.kind === 'robots') {
    const failure =
      result.reason === 'disallowed'
        ? { id: 'robots-disallowed', detail: `robots.txt does not let us read ${result.url}`, isLasting: true }
        : { id: 'robots-unreachable', detail: `robots.txt of ${result.url} cannot be read`, isLasting: false };
    return failed(feed, failure, now, random);
  }
  const { response } = result;
  if (response.status === 304 && sent !== null) return unchanged(feed, response, now, random);
  if (response.status < 200 || response.status > 299) {
    return failed(feed, failureOfStatus(response, now), now, random);
  }
  return read(feed, response, sent, now, random);
}

function unchanged(feed: Feed, response: SafeResponse, now: number, random: number): Judgement {
  const { feed: after, next } = succeeded(feed, response, now, random);
  return {
    feed: { ...after, counts: { ...after.counts, unchanged: after.counts.unchanged + 1 } },
    what: 'unchanged',
    detail: next,
    parsed: null,
  };
}

function read(feed: Feed, response: SafeResponse, sent: Validators | null, now: number, random: number): Judgement {
  const bodyHash = createHash('sha256').update(response.bytes).digest('hex');
  const validators = validatorsOf(response);
  const full = { ...feed, validators, bodyHash, lastFullAt: new Date(now).toISOString() };
  if (bodyHash === feed.bodyHash) return unchanged(full, response, now, random);
  let parsed: ParsedFeed;
  try {
    parsed = parseFeed({ bytes: response.bytes, headers: response.headers, url: response.url });
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    return failed(feed, { id: 'not-a-feed', detail: error.message, isLasting: true }, now, random);
  }
  // Asked in full, the server gave other content under the validators it gave before.
  const lies =
    sent === null &&
    feed.bodyHash !== null &&
    validators !== null &&
    validators.url === feed.validators?.url &&
    validators.etag === feed.validators?.etag &&
    validators.lastModified === feed.validators?.lastModified;
  const described: Feed = {
    ...full,
    validatorsLie: feed.validatorsLie || lies,
    title: parsed.titleText === null ? feed.title : kept(parsed.titleText, MAX_TITLE_CHARACTERS),
    siteUrl: siteAddress(parsed.feed.url) ?? feed.siteUrl,
    entryTimes: timesOf(parsed),
    rhythm: keptRhythm(parsed.rhythm),
  };
  const { feed: after, next } = succeeded(described, response, now, random);
  return { feed: after, what: 'polled', detail: next, parsed };
}
