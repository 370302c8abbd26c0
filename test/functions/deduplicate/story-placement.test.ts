// Which candidates a text is compared with.
import { expect, test } from 'vitest';
import { MAX_CANDIDATES, rankCandidates } from '../../../functions/deduplicate/story-placement.ts';

const nobody = () => false;

test('candidates that share more buckets come first, the oldest first among equals', () => {
  expect(rankCandidates([['c', 'b'], ['b', 'd'], ['a']], nobody)).toEqual(['b', 'a', 'c', 'd']);
});

test('those to skip are left out', () => {
  expect(rankCandidates([['a', 'b'], ['b']], (id) => id === 'b')).toEqual(['a']);
});

test.each([MAX_CANDIDATES - 1, MAX_CANDIDATES, MAX_CANDIDATES + 1])(
  'of %i candidates no more than the limit',
  (count) => {
    const ids = Array.from({ length: count }, (_, i) => String(i).padStart(3, '0'));
    expect(rankCandidates([ids.toReversed()], nobody)).toEqual(ids.slice(0, MAX_CANDIDATES));
  },
);
