// New, edited or known, whatever publishers do with identifiers.
import { describe, expect, test } from 'vitest';
import type { FeedEntry } from '../../../functions/poll-feeds/feed-record.ts';
import {
  canonicalEntryUrl,
  decideEntries,
  FIRST_POLL,
  type IdentityPolicy,
} from '../../../functions/poll-feeds/identity.ts';

const NOW = Date.UTC(2031, 0, 15, 12);
const HOUR = 3600_000;

function entry(n: number, changes: Partial<FeedEntry> = {}): FeedEntry {
  const title = `Story ${n}`;
  return {
    id: `guid-${n}`,
    url: `https://valley.example/${n}`,
    title,
    titleText: changes.title ?? title,
    published: new Date(NOW - n * HOUR).toISOString(),
    updated: null,
    author: null,
    ...changes,
  };
}

/** Decisions about the second poll, after the first saw `before`. */
function second(before: FeedEntry[], after: FeedEntry[], policy: IdentityPolicy = 'auto') {
  const first = decideEntries(before, null, NOW, policy);
  return decideEntries(after, first.state, NOW + HOUR, policy).decisions.map(({ kind }) => kind);
}

describe('second polls', () => {
  const three = [entry(1), entry(2), entry(3)];
  const updatedAt = (hour: number) =>
    three.map((one) => ({ ...one, updated: new Date(NOW + hour * HOUR).toISOString() }));
  test.each<[string, FeedEntry[], FeedEntry[], string[]]>([
    ['nothing changed', three, three, ['seen', 'seen', 'seen']],
    ['one is new', three, [entry(4), ...three], ['new', 'seen', 'seen', 'seen']],
    ['a title changed', three, [entry(1, { title: 'Story 1, corrected' }), entry(2)], ['edited', 'seen']],
    ['a title changed in spaces and case only', three, [entry(1, { title: ' STORY  1' })], ['seen']],
    [
      'updated moved',
      [entry(1, { updated: '2031-01-15T08:00:00Z' })],
      [entry(1, { updated: '2031-01-15T09:00:00Z' })],
      ['edited'],
    ],
    [
      'updated moved back',
      [entry(1, { updated: '2031-01-15T08:00:00Z' })],
      [entry(1, { updated: '2031-01-15T07:00:00Z' })],
      ['seen'],
    ],
    ['all dates moved at once and nothing else', updatedAt(-1), updatedAt(0), ['seen', 'seen', 'seen']],
    [
      'published moved',
      three,
      three.map((one) => ({ ...one, published: '2031-01-15T12:30:00Z' })),
      ['seen', 'seen', 'seen'],
    ],
    [
      'GUIDs change with every request',
      three,
      three.map((one, i) => ({ ...one, id: `other-${i}` })),
      ['seen', 'seen', 'seen'],
    ],
    ['the address changed under its GUID', three, [entry(1, { url: 'https://valley.example/better-slug' })], ['seen']],
    ['a GUID is used again for the next article', [entry(1, { id: 'latest' })], [entry(2, { id: 'latest' })], ['new']],
    [
      'all share one GUID',
      three.map((one) => ({ ...one, id: '0' })),
      [entry(4, { id: '0' }), entry(1, { id: '0' })],
      ['new', 'seen'],
    ],
    [
      'GUIDs are missing',
      three.map((one) => ({ ...one, id: null })),
      [entry(4, { id: null }), entry(2, { id: null })],
      ['new', 'seen'],
    ],
    [
      'one page collects many entries',
      [entry(1, { url: 'https://valley.example/live' }), entry(2, { url: 'https://valley.example/live' })],
      [entry(3, { url: 'https://valley.example/live' }), entry(1, { url: 'https://valley.example/live' })],
      ['new', 'seen'],
    ],
    [
      'tracking parameters differ',
      three,
      [entry(1, { id: null, url: 'https://valley.example/1?utm_source=rss&fbclid=x#top' })],
      ['seen'],
    ],
    ['no title', [entry(1, { titleText: null })], [entry(1, { titleText: null })], ['seen']],
    ['a title that comes later', [entry(1, { titleText: null })], [entry(1)], ['edited']],
    ['an address that comes later', [entry(1, { url: null })], [entry(1)], ['new']],
    ['an address of another kind before the true one', [entry(1, { url: 'mailto:x@y.example' })], [entry(1)], ['new']],
    ['an entry twice in one feed', [], [entry(1), entry(1)], ['new', 'seen']],
    ['no address', three, [entry(9, { url: null })], ['unusable']],
    ['an address of another kind', three, [entry(9, { url: 'javascript:run()' })], ['unusable']],
  ])('%s', (_, before, after, kinds) => {
    expect(second(before, after)).toEqual(kinds);
  });

  test.each<[IdentityPolicy, FeedEntry, string]>([
    ['guid', entry(1, { url: 'https://valley.example/x', title: 'Other' }), 'edited'],
    ['guid', entry(1, { id: 'other' }), 'new'],
    ['guid', entry(1, { id: null }), 'seen'],
    ['guid', entry(9, { id: null }), 'new'],
    ['url', entry(1, { id: 'other' }), 'seen'],
    ['url', entry(1, { url: 'https://valley.example/x' }), 'new'],
    ['title', entry(1, { id: 'other', url: 'https://valley.example/x' }), 'seen'],
    ['title', entry(1, { title: 'Other' }), 'new'],
  ])('policy %s', (policy, after, kind) => {
    expect(second(three, [after], policy)).toEqual([kind]);
  });

  test('policy guid tells entries without a GUID apart by their address', () => {
    const bare = [entry(1, { id: null }), entry(2, { id: null }), entry(1, { id: null })];
    expect(second([], bare, 'guid')).toEqual(['new', 'new', 'seen']);
  });

  test('an entry whose address is away for one poll is known when it comes back', () => {
    const first = decideEntries(three, null, NOW);
    const bare = decideEntries([entry(1, { url: null }), entry(2)], first.state, NOW + HOUR);
    const back = decideEntries(three, bare.state, NOW + 2 * HOUR);
    expect(back.decisions.map(({ kind }) => kind)).toEqual(['seen', 'seen', 'seen']);
  });

  test('an entry without an address is remembered no longer than the feed shows it', () => {
    let { state } = decideEntries([entry(1, { url: null })], null, NOW);
    for (let n = 1; n < 4; n++) ({ state } = decideEntries([entry(1, { url: null })], state, NOW + n * HOUR));
    expect(state.entries).toHaveLength(1);
    expect(decideEntries([], state, NOW + 4 * HOUR).state.entries).toEqual([]);
  });

  test('an entry that left the feed is still known when it comes back', () => {
    const first = decideEntries(three, null, NOW);
    const empty = decideEntries([], first.state, NOW + HOUR);
    const back = decideEntries(three, empty.state, NOW + 2 * HOUR);
    expect(back.decisions.map(({ kind }) => kind)).toEqual(['seen', 'seen', 'seen']);
  });

  test('what has not been in the feed for a season is forgotten', () => {
    const first = decideEntries(three, null, NOW);
    expect(decideEntries([], first.state, NOW + 91 * 24 * HOUR).state.entries).toEqual([]);
  });

  test('the state stays bounded', () => {
    const many = Array.from({ length: 1500 }, (_, i) => entry(i));
    const first = decideEntries(many, null, NOW);
    const next = decideEntries(
      many.map((_, i) => entry(i + 5000)),
      first.state,
      NOW + HOUR,
    );
    expect(next.state.entries).toHaveLength(2000);
    expect(next.state.entries[0]!.guid).toBe('guid-5000');
  });
});

describe('first polls', () => {
  test('take recent entries up to a limit and remember the rest', () => {
    const archive = Array.from({ length: 300 }, (_, i) => entry(i));
    const { decisions, state } = decideEntries([...archive].reverse(), null, NOW);
    const taken = decisions.filter(({ kind }) => kind === 'new');
    expect(taken.map((one) => one.entry.id).sort()).toEqual(
      archive
        .slice(0, FIRST_POLL.maxEntries)
        .map(({ id }) => id)
        .sort(),
    );
    expect(decideEntries(archive, state, NOW + HOUR).decisions.every(({ kind }) => kind === 'seen')).toBe(true);
  });

  test('leave out what is older than a week, even when there is nothing newer', () => {
    const old = [entry(24 * 8), entry(24 * 9)];
    expect(decideEntries(old, null, NOW).decisions.map(({ kind }) => kind)).toEqual(['skipped', 'skipped']);
  });

  test('take entries without dates in the feed’s order', () => {
    const undated = Array.from({ length: 30 }, (_, i) => entry(i, { published: null }));
    const { decisions } = decideEntries(undated, null, NOW);
    expect(decisions.map(({ kind }) => kind).lastIndexOf('new')).toBe(19);
  });
});

test.each([
  ['HTTPS://Valley.Example:443/A?b=2&utm_campaign=x&a=1#f', 'https://valley.example/A?b=2&a=1'],
  ['https://valley.example/?utm_source=x', 'https://valley.example/'],
  ['https://valley.example/a?q=%20x+y', 'https://valley.example/a?q=%20x+y'],
  ['https://user:secret@valley.example/a', null],
  ['mailto:x@valley.example', null],
  ['/relative', null],
])('canonicalEntryUrl(%j)', (written, canonical) => {
  expect(canonicalEntryUrl(written)).toBe(canonical);
});
