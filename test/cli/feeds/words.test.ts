// Times and news of feeds, as readers get them.
import { describe, expect, test } from 'vitest';
import { durationOf, spanText, whenText } from '../../../cli/feeds/durations.ts';
import { newsOf } from '../../../cli/feeds/local-polling.ts';
import { nextPollLine } from '../../../cli/run/watch.ts';
import { newFeed } from '../../../functions/poll-feeds/new-feed.ts';

const NOW = Date.UTC(2031, 0, 15, 12);
const MINUTE = 60_000;
const iso = (ms: number) => new Date(NOW + ms).toISOString();

describe('spans of time', () => {
  test.each([
    ['30m', 30 * MINUTE],
    ['6h', 360 * MINUTE],
    ['2d', 2880 * MINUTE],
  ])('%s is read', (value, ms) => {
    expect(durationOf(value, 'x')).toBe(ms);
  });

  test.each(['0m', '1', 'h', '1.5h', '-1h', '999999h', ''])('"%s" is refused', (value) => {
    expect(() => durationOf(value, 'max-interval')).toThrow('--max-interval');
  });

  test('are written in one unit', () => {
    expect([5, 119, 121, 4000, 5000].map((minutes) => spanText(minutes * MINUTE))).toEqual([
      '5 min',
      '119 min',
      '2 h',
      '67 h',
      '3 days',
    ]);
    expect([null, iso(0), iso(5 * MINUTE), iso(-180 * MINUTE)].map((at) => whenText(at, NOW))).toEqual([
      'never',
      'now',
      'in 5 min',
      '3 h ago',
    ]);
  });
});

describe('the next poll', () => {
  const feed = (name: string, due: number | null) => ({
    ...newFeed(`https://${name}.example/feed`, NOW),
    title: name,
    dueAt: due === null ? null : iso(due),
  });

  test.each([
    ['no feeds', [], 'no feeds yet'],
    ['the first that is due', [feed('b', 50 * MINUTE), feed('a', 12 * MINUTE)], 'next poll in 12 min, at'],
    [
      'one due in days',
      [feed('a', 4 * 24 * 60 * MINUTE)],
      `in 4 days, at ${iso(4 * 24 * 60 * MINUTE).slice(0, 10)}: a`,
    ],
    ['one that is due', [feed('a', -MINUTE)], 'within a minute: a (1 feed)'],
    ['a paused one beside it', [feed('a', MINUTE), feed('p', null)], '1 paused'],
    ['only paused ones', [feed('p', null)], 'no feed is polled; 1 paused'],
  ])('with %s', (_, feeds, words) => {
    expect(nextPollLine(feeds, NOW)).toContain(words);
  });
});

describe('news in the functions’ log', () => {
  const line = (functionName: string, entry: object) => ({ functionName, line: JSON.stringify(entry) });
  test.each([
    [
      line('claimwire-fetch-article', { message: 'outcome', kind: 'fetched', detail: 'http://a/ (new)' }),
      'fetched     http://a/ (new)',
    ],
    [
      line('claimwire-fetch-article', { message: 'outcome', kind: 'rejected', reason: 'http-404', detail: 'gone' }),
      'not fetched http-404: gone',
    ],
    [line('claimwire-extract', { message: 'outcome', kind: 'extracted', key: 'incoming/a' }), 'extracted   incoming/a'],
    [
      line('claimwire-extract', { message: 'outcome', kind: 'extracted', key: 'incoming/a', detail: 'A vote' }),
      'extracted   A vote',
    ],
    [line('claimwire-deduplicate', { message: 'outcome', kind: 'duplicate', detail: 'A vote' }), 'duplicate   A vote'],
    [line('claimwire-poll-feeds', { message: 'outcome', kind: 'looked' }), null],
    [line('claimwire-poll-feeds', { message: 'something else', kind: 'polled' }), null],
    [{ functionName: 'claimwire-poll-feeds', line: '{ broken' }, null],
    [{ functionName: 'local-cloud', line: 'a fault' }, null],
  ])('%j', (given, expected) => {
    expect(newsOf(given)).toBe(expected);
  });
});
