// Identities: stable, distinct, ordered.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  articleIdOf,
  claimHashOf,
  claimIdOf,
  DAY_SHARDS,
  dayShardOf,
  documentIdOf,
  nameKeyOf,
  nodeIdOf,
  revisionOrder,
  textVersionOf,
} from '../../shared/keys.ts';

const origin = { bucket: 'b', key: 'k', versionId: null, sequencer: null, entry: null };

describe('ids', () => {
  test('are pinned: a change would orphan everything stored', () => {
    expect(documentIdOf({ ...origin, versionId: 'v1' })).toBe('80548f91a13f288a3f79c643ed6e8f14');
    expect(textVersionOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(articleIdOf('https://example.org/a', 'x')).toBe(articleIdOf('https://example.org/a', 'y'));
    expect(articleIdOf(null, 'x')).not.toBe(articleIdOf(null, 'y'));
    expect(articleIdOf('x', 'x')).not.toBe(articleIdOf(null, 'x'));
  });

  test('parts never run into each other', () => {
    expect(documentIdOf({ ...origin, bucket: 'ab', key: 'c' })).not.toBe(
      documentIdOf({ ...origin, bucket: 'a', key: 'bc' }),
    );
    expect(documentIdOf({ ...origin, entry: 'e' })).not.toBe(documentIdOf(origin));
  });

  test('a claim is named by its article, text and spans', () => {
    const id = claimIdOf('a', 't', [{ start: 1, end: 5 }]);
    expect(claimIdOf('a', 't', [{ start: 1, end: 5 }])).toBe(id);
    expect(claimIdOf('b', 't', [{ start: 1, end: 5 }])).not.toBe(id);
    expect(claimIdOf('a', 'u', [{ start: 1, end: 5 }])).not.toBe(id);
    expect(claimIdOf('a', 't', [{ start: 1, end: 6 }])).not.toBe(id);
    expect(
      claimIdOf('a', 't', [
        { start: 1, end: 5 },
        { start: 7, end: 9 },
      ]),
    ).not.toBe(id);
  });
});

describe('order of revisions', () => {
  const order = (sequencer: string | null, eventTime = '2024-03-01T00:00:00.000Z', entryIndex = 0, documentId = 'd') =>
    revisionOrder({ sequencer, eventTime, entryIndex, documentId });

  test.each([
    ['sequencers of one length', order('0A'), order('0B')],
    ['a longer sequencer is right-padded', order('0A'), order('0A1')],
    ['lower case counts as upper case', order('0a'), order('0B')],
    [
      'equal sequencers: by event time',
      order('0A', '2024-03-01T00:00:00.000Z'),
      order('0A', '2024-03-01T00:00:00.001Z'),
    ],
    ['then by place in the archive', order('0A', undefined, 9), order('0A', undefined, 10)],
    ['then by document', order('0A', undefined, 0, 'a'), order('0A', undefined, 0, 'b')],
    ['no sequencer is the oldest', order(null), order('01')],
  ])('%s', (_name, older, newer) => {
    expect(older < newer).toBe(true);
  });

  test('the sequencer goes before the clock', () => {
    expect(order('0B', '2024-01-01T00:00:00.000Z') > order('0A', '2024-12-31T00:00:00.000Z')).toBe(true);
  });
});

describe('nodes of the story index', () => {
  test('sort by time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 4e12 }), (a, b) => {
        const [first, second] = [nodeIdOf(new Date(a).toISOString(), 'd'), nodeIdOf(new Date(b).toISOString(), 'd')];
        expect(first < second).toBe(a < b);
      }),
    );
  });

  test('refuse a time that is none', () => {
    expect(() => nodeIdOf('yesterday', 'd1')).toThrow(
      'node id of document d1: expected an ISO event time, got "yesterday"',
    );
  });
});

describe('names and wordings', () => {
  test.each([
    ['John Kirby', 'john-kirby'],
    ['  Dr. José  Núñez-Ortega ', 'dr-jose-nunez-ortega'],
    ['OECD’s', 'oecd'],
    ["Children's Fund", 'children-fund'],
    ['東京都', '東京都'],
    ['!!!', ''],
  ])('%j has the key %j', (name, key) => {
    expect(nameKeyOf(name)).toBe(key);
  });

  test('the same words in other dress hash alike', () => {
    expect(claimHashOf('“The bridge is safe,” now')).toBe(claimHashOf('The bridge is safe now.'));
    expect(claimHashOf('The bridge is safe')).not.toBe(claimHashOf('The bridge is unsafe'));
    expect(claimHashOf('?!')).toBe(claimHashOf(''));
  });
});

test('day shards are within bounds and all in use', () => {
  const shards = new Set(Array.from({ length: 256 }, (_, byte) => dayShardOf(byte.toString(16).padStart(32, '0'))));
  expect([...shards].sort((a, b) => a - b)).toEqual(Array.from({ length: DAY_SHARDS }, (_, shard) => shard));
});
