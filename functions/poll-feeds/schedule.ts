// When to look at a feed again: from its own rhythm, from what its publisher asks for, and from what went wrong.
import type { FeedRhythm } from './feed-record.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export interface IntervalBounds {
  minMs: number;
  maxMs: number;
}

/**
 * Ten minutes is where readers of news stop noticing and site owners start complaining; twelve hours finds an article of a
 * sleeping feed within the day it appears.
 */
export const DEFAULT_BOUNDS: IntervalBounds = { minMs: 10 * MINUTE_MS, maxMs: 12 * HOUR_MS };

/** A feed without a single usable date is looked at every hour. */
const UNKNOWN_RHYTHM_MS = HOUR_MS;
/** Newest entries from which the rhythm is read: enough for a weekly pattern, few enough to follow a change. */
const RHYTHM_ENTRIES = 30;
/**
 * A poll comes after half the usual gap between entries: an entry is then on average a quarter of a gap old when found, and
 * no feed can lose an entry between two polls unless it keeps fewer than one.
 */
const POLLS_PER_GAP = 2;
/** A feed that has been silent for long is asked less often: every tenth of its silence. */
const SILENCE_SHARE = 0.1;
/** Polls of feeds with one rhythm are spread by this share either way. */
const SPREAD = 0.1;
/** What a publisher may ask for at most: a `ttl` of years is a mistake. */
const MAX_ASKED_MS = DAY_MS;

const PERIODS_MS: Record<string, number> = Object.assign(Object.create(null), {
  hourly: HOUR_MS,
  daily: DAY_MS,
  weekly: 7 * DAY_MS,
  monthly: 30 * DAY_MS,
  yearly: 365 * DAY_MS,
});
const DAY_NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

function median(sorted: number[]): number {
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * The usual gap between entries, in milliseconds, or null when the dates tell none. Entries that appear in one batch count
 * as one; dates in the future are left out.
 *
 * @param times dates of the entries, milliseconds since 1970, in any order
 */
export function entryGapMs(times: number[], now: number): number | null {
  const known = [...new Set(times.filter((time) => time <= now).map((time) => Math.floor(time / MINUTE_MS)))]
    .sort((a, b) => b - a)
    .slice(0, RHYTHM_ENTRIES)
    .map((minute) => minute * MINUTE_MS);
  if (known.length === 0) return null;
  const silence = (now - known[0]!) * SILENCE_SHARE;
  const gaps = known.slice(1).map((time, index) => known[index]! - time);
  if (gaps.length === 0) return Math.max(silence, DAY_MS);
  return Math.max(silence, median(gaps.sort((a, b) => a - b)));
}

/**
 * Seconds for which the response may be taken as fresh (RFC 9111 §4.2), null when it does not say: `max-age` less the age
 * it already has, else `Expires` less `Date`. `no-cache` and `no-store` say nothing about how often a feed changes.
 */
export function freshnessSeconds(headers: Record<string, string>, now: number): number | null {
  const control = (headers['cache-control'] ?? '').toLowerCase();
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,10})/.exec(control);
  if (maxAge) {
    const age = Number(headers.age ?? 0);
    return Math.max(0, Number(maxAge[1]) - (Number.isFinite(age) && age > 0 ? age : 0));
  }
  const expires = Date.parse(headers.expires ?? '');
  if (Number.isNaN(expires)) return null;
  const date = Date.parse(headers.date ?? '');
  return Math.max(0, Math.round((expires - (Number.isNaN(date) ? now : date)) / 1000));
}

/** The shortest interval the publisher wants, in milliseconds; 0 when nothing is asked. At most a day. */
function askedIntervalMs(rhythm: FeedRhythm, freshSeconds: number | null): number {
  const ttl = (rhythm.ttlMinutes ?? 0) * MINUTE_MS;
  const period =
    rhythm.updatePeriod === null ? 0 : (PERIODS_MS[rhythm.updatePeriod] ?? 0) / (rhythm.updateFrequency ?? 1);
  return Math.min(MAX_ASKED_MS, Math.max(ttl, period, (freshSeconds ?? 0) * 1000));
}

/** Moves a moment out of the hours and days (UTC) in which the publisher wants no visits; gives up when there are no others. */
function outsideSkipped(at: number, rhythm: FeedRhythm): number {
  const hours = new Set(rhythm.skipHours);
  const days = new Set(rhythm.skipDays);
  if ((hours.size === 0 && days.size === 0) || hours.size >= 24) return at;
  let moment = at;
  for (let step = 0; step < 8 * 24; step++) {
    const date = new Date(moment);
    if (!hours.has(date.getUTCHours()) && !days.has(DAY_NAMES[date.getUTCDay()]!)) return moment;
    moment = (Math.floor(moment / HOUR_MS) + 1) * HOUR_MS;
  }
  return at;
}

export interface PollPlan {
  /** Milliseconds since 1970. */
  at: number;
  intervalMs: number;
  /** What decided the interval. */
  because: 'rhythm' | 'unknown rhythm' | 'publisher' | 'shortest' | 'longest';
}

/**
 * Plans the next poll after one that went well.
 *
 * Half the feed's usual gap, not less than the publisher asks for, within the feed's bounds (which win), outside the hours
 * and days to skip, spread by a tenth so that feeds do not march in step.
 *
 * @param random a number from 0 to 1
 */
export function planNextPoll(input: {
  now: number;
  entryTimes: number[];
  rhythm: FeedRhythm;
  freshSeconds: number | null;
  bounds?: IntervalBounds;
  random: number;
}): PollPlan {
  const { minMs, maxMs } = input.bounds ?? DEFAULT_BOUNDS;
  const gap = entryGapMs(input.entryTimes, input.now);
  let intervalMs = gap === null ? UNKNOWN_RHYTHM_MS : gap / POLLS_PER_GAP;
  let because: PollPlan['because'] = gap === null ? 'unknown rhythm' : 'rhythm';
  const asked = askedIntervalMs(input.rhythm, input.freshSeconds);
  if (asked > intervalMs) {
    intervalMs = asked;
    because = 'publisher';
  }
  if (intervalMs < minMs) {
    intervalMs = minMs;
    because = 'shortest';
  }
  if (intervalMs > maxMs) {
    intervalMs = maxMs;
    because = 'longest';
  }
  const spread = 1 + SPREAD * (2 * input.random - 1);
  // Asked-for and shortest intervals are only ever lengthened.
  const factor = because === 'publisher' || because === 'shortest' ? Math.max(1, spread) : spread;
  intervalMs = Math.round(intervalMs * factor);
  return { at: outsideSkipped(input.now + intervalMs, input.rhythm), intervalMs, because };
}

/** The first failure waits about this long; each further one twice as long. */
const FIRST_BACKOFF_MS = 10 * MINUTE_MS;
const MAX_BACKOFF_MS = DAY_MS;

/**
 * Milliseconds to wait after a number of failures in a row: doubling from ten minutes to a day, of which a random half is
 * taken off (AWS, "Exponential backoff and jitter": equal jitter), never less than the server asks for.
 *
 * @param failures at least 1
 * @param random a number from 0 to 1
 */
export function backoffMs(failures: number, random: number, askedMs: number | null): number {
  const full = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(Math.max(failures, 1) - 1, 20));
  return Math.max(Math.round(full / 2 + (full / 2) * random), askedMs ?? 0);
}
