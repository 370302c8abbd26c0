// Sequencers: greater with every write, over restarts and a clock that goes back.
import { expect, test } from 'vitest';
import { makeSequencers } from '../../../cli/local/object-version.ts';

test('sequencers of one millisecond differ and grow', () => {
  const { next } = makeSequencers(() => 1_900_000_000_000);
  const made = Array.from({ length: 1000 }, next);
  expect(made).toEqual([...new Set(made)].sort());
  expect(made[0]).toMatch(/^[0-9A-F]{18}$/);
});

test('a clock that was set back makes no smaller ones', () => {
  let now = 1_900_000_000_000;
  const { next } = makeSequencers(() => now);
  const before = next();
  now -= 3_600_000;
  expect(next() > before).toBe(true);
});

test('sequencers go on above one that was seen before', () => {
  const later = makeSequencers(() => 2_000_000_000_000).next();
  const { next, seen } = makeSequencers(() => 1_900_000_000_000);
  seen(later);
  expect(next() > later).toBe(true);
  seen('000000000000000001');
  expect(next() > later).toBe(true);
});
