// When a feed is polled again.
import { describe, expect, test } from 'vitest';
import { emptyRhythm } from '../../../functions/poll-feeds/feed-record.ts';
import {
  backoffMs,
  DEFAULT_BOUNDS,
  entryGapMs,
  freshnessSeconds,
  planNextPoll,
} from '../../../functions/poll-feeds/schedule.ts';
import { retryAfterMs } from '../../../shared/http/retry-after.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
// A Wednesday.
const NOW = Date.UTC(2031, 0, 15, 12);
const every = (gap: number, count = 20, first = NOW - gap / 2) =>
  Array.from({ length: count }, (_, i) => first - i * gap);

function plan(extra: Partial<Parameters<typeof planNextPoll>[0]> = {}) {
  return planNextPoll({
    now: NOW,
    entryTimes: every(4 * HOUR),
    rhythm: emptyRhythm(),
    freshSeconds: null,
    random: 0.5,
    ...extra,
  });
}

describe('the feed’s own rhythm', () => {
  test.each([
    ['every minute', every(MINUTE), 10 * MINUTE, 'shortest'],
    ['every hour', every(HOUR), 30 * MINUTE, 'rhythm'],
    ['every day', every(DAY), 12 * HOUR, 'rhythm'],
    ['every month', every(30 * DAY), 12 * HOUR, 'longest'],
    ['in batches of many at once', every(DAY).flatMap((time) => [time, time, time + 5]), 12 * HOUR, 'rhythm'],
    ['daily, but silent for a year', every(DAY, 20, NOW - 365 * DAY), 12 * HOUR, 'longest'],
    ['no dates', [], HOUR, 'unknown rhythm'],
    ['dates in the future only', [NOW + DAY], HOUR, 'unknown rhythm'],
  ] as const)('%s', (_, times, intervalMs, because) => {
    expect(plan({ entryTimes: [...times] })).toMatchObject({ intervalMs, because });
  });

  test('one entry tells no gap but its age', () => {
    expect(entryGapMs([NOW - HOUR], NOW)).toBe(DAY);
    expect(entryGapMs([NOW - 100 * DAY], NOW)).toBe(10 * DAY);
  });

  test('requests per day for a daily and for a minutely feed', () => {
    const perDay = (gap: number) => {
      let now = NOW;
      let polls = 0;
      for (; now < NOW + DAY; polls++) now = plan({ now, entryTimes: every(gap, 20, now - (now % gap)) }).at;
      return polls;
    };
    expect(perDay(DAY)).toBe(2);
    expect(perDay(MINUTE)).toBe(144);
  });
});

describe('what the publisher asks for', () => {
  test.each([
    ['ttl', { rhythm: { ...emptyRhythm(), ttlMinutes: 360 } }, 6 * HOUR, 'publisher'],
    ['a ttl of a century is bounded', { rhythm: { ...emptyRhythm(), ttlMinutes: 5e7 } }, 12 * HOUR, 'longest'],
    [
      'a ttl shorter than the rhythm changes nothing',
      { rhythm: { ...emptyRhythm(), ttlMinutes: 5 } },
      2 * HOUR,
      'rhythm',
    ],
    ['twice a day', { rhythm: { ...emptyRhythm(), updatePeriod: 'daily', updateFrequency: 4 } }, 6 * HOUR, 'publisher'],
    ['an unknown period', { rhythm: { ...emptyRhythm(), updatePeriod: 'constructor' } }, 2 * HOUR, 'rhythm'],
    ['a fresh response', { freshSeconds: 3 * 3600 }, 3 * HOUR, 'publisher'],
    ['own bounds win', { freshSeconds: 3 * 3600, bounds: { minMs: MINUTE, maxMs: HOUR } }, HOUR, 'longest'],
  ] as const)('%s', (_, extra, intervalMs, because) => {
    expect(plan(extra as Parameters<typeof plan>[0])).toMatchObject({ intervalMs, because });
  });

  test('hours and days to skip are jumped over', () => {
    const skipHours = [14, 15, 16];
    expect(new Date(plan({ rhythm: { ...emptyRhythm(), skipHours } }).at).toISOString()).toBe(
      '2031-01-15T17:00:00.000Z',
    );
    const skipDays = ['wednesday', 'thursday'];
    expect(new Date(plan({ rhythm: { ...emptyRhythm(), skipDays } }).at).toISOString()).toBe(
      '2031-01-17T00:00:00.000Z',
    );
  });

  test('a feed that skips everything is polled all the same', () => {
    const all = Array.from({ length: 24 }, (_, hour) => hour);
    expect(plan({ rhythm: { ...emptyRhythm(), skipHours: all } }).at).toBe(NOW + 2 * HOUR);
    const week = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
    expect(plan({ rhythm: { ...emptyRhythm(), skipDays: week } }).at).toBe(NOW + 2 * HOUR);
  });

  test('polls are spread by a tenth, but never before the asked-for time', () => {
    expect(plan({ random: 0 }).intervalMs).toBe(0.9 * 2 * HOUR);
    expect(plan({ random: 1 }).intervalMs).toBe(132 * MINUTE);
    expect(plan({ random: 0, freshSeconds: 6 * 3600 }).intervalMs).toBe(6 * HOUR);
    expect(plan({ random: 0, entryTimes: every(MINUTE) }).intervalMs).toBe(DEFAULT_BOUNDS.minMs);
  });
});

test.each([
  [{ 'cache-control': 'public, max-age=600' }, 600],
  [{ 'cache-control': 'max-age=600', age: '100' }, 500],
  [{ 'cache-control': 'max-age=600', expires: 'Wed, 15 Jan 2031 18:00:00 GMT' }, 600],
  [{ expires: 'Wed, 15 Jan 2031 13:00:00 GMT', date: 'Wed, 15 Jan 2031 12:30:00 GMT' }, 1800],
  [{ expires: 'Wed, 15 Jan 2031 13:00:00 GMT' }, 3600],
  [{ expires: 'Thu, 01 Jan 1970 00:00:00 GMT' }, 0],
  [{ expires: '-1x' }, null],
  [{ 'cache-control': 'no-cache, x-max-age=9' }, null],
  [{}, null],
])('freshness of %j', (headers, seconds) => {
  expect(freshnessSeconds(headers as Record<string, string>, NOW)).toBe(seconds);
});

test.each([
  ['120', 2 * MINUTE],
  ['0', MINUTE],
  ['99999999999', DAY],
  ['Wed, 15 Jan 2031 13:00:00 GMT', HOUR],
  ['Wed, 15 Jan 2131 13:00:00 GMT', DAY],
  ['Wed, 15 Jan 2031 11:00:00 GMT', null],
  ['9'.repeat(30), DAY],
  ['120.5', 2 * MINUTE],
  ['120, 600', 2 * MINUTE],
  ['Wednesday, 15-Jan-31 13:00:00 GMT', HOUR],
  ['Wed Jan 15 13:00:00 2031', HOUR],
  ['2031-01-15T14:00:00+01:00', HOUR],
  ['120x', null],
  ['-5', null],
  ['soon', null],
  ['', null],
  [undefined, null],
])('Retry-After %j', (header, ms) => {
  expect(retryAfterMs(header, NOW)).toBe(ms);
});

test('backoff doubles up to a day, takes off a random half at most, and never undercuts the server', () => {
  expect([1, 2, 3, 9, 500].map((failures) => backoffMs(failures, 1, null))).toEqual([
    10 * MINUTE,
    20 * MINUTE,
    40 * MINUTE,
    DAY,
    DAY,
  ]);
  expect(backoffMs(2, 0, null)).toBe(10 * MINUTE);
  expect(backoffMs(1, 0, HOUR)).toBe(HOUR);
  expect(backoffMs(0, 1, null)).toBe(10 * MINUTE);
});
