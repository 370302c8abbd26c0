// Facts: numbers and names at the places two texts share.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareFacts, decodeFacts, encodeFacts, FACTS_KEPT, factsOf } from '../../../functions/deduplicate/facts.ts';
import { hashWords, WRITINGS } from '../../../functions/deduplicate/shingles.ts';

const { words } = WRITINGS;
const compare = (a: string, b: string) => {
  const writing = hashWords(a).writing;
  return compareFacts(factsOf(a, writing), factsOf(b, writing));
};

describe('counts places by whether the same fact stands there', () => {
  test.each([
    ['another number', 'they fined 14 drivers that night', 'they fined 31 drivers that night', 0, 1],
    ['the same number', 'they fined 14 drivers that night', 'so they fined 14 drivers that day', 1, 0],
    ['a number as a whole, with its separators', 'they sold 1,382 cars here', 'they sold 1,399 cars here', 0, 1],
    ['another name', 'when the mayor of Orsk spoke first', 'when the mayor of Velm spoke first', 0, 1],
    ['the same name', 'when the mayor of Orsk spoke first', 'when the mayor of Orsk spoke last', 1, 0],
    ['a name after a comma', 'he met, in Orsk alone', 'he met, in Velm alone', 0, 1],
    ['other places', 'they fined 14 drivers that night', 'some 31 cars were towed', 0, 0],
    ['a place that names the fact with capitals or without', 'they Fined 14 drivers', 'they fined 14 drivers', 0, 0],
    [
      'the first word of a sentence, which is no name',
      'it ended. Drivers went home',
      'it ended. Riders went home',
      0,
      0,
    ],
    [
      'a text in capitals, of which only the numbers tell',
      'THE MAYOR, ORSK BORN, SAID HE PAID 14 CROWNS',
      'THE MAYOR, VELM BORN, SAID HE PAID 14 CROWNS',
      1,
      0,
    ],
    ['an abbreviation in a text that is not', 'the head of the ORF said so', 'the head of the ARD said so', 0, 1],
    ['places whose neighbours are other facts', 'of Orsk 12 14 cars', 'of Velm 31 33 cars', 0, 2],
    ['one of several facts at the same place', 'rose by 3 points, rose by 4 points', 'rose by 4 points', 1, 0],
    ['none of several facts at the same place', 'rose by 3 points, rose by 4 points', 'rose by 5 points', 0, 1],
    ['digits of other scripts', 'они продали ١٢ машин', 'они продали ١٣ машин', 0, 1],
    ['Chinese, by its numbers', '警方当晚逮捕了14人送医', '警方当晚逮捕了31人送医', 0, 1],
    ['texts without facts', 'nothing to see', 'nothing to see', 0, 0],
  ])('%s', (_, a, b, same, different) => {
    expect(compare(a, b)).toMatchObject({ same, different });
    expect(compare(b, a)).toMatchObject({ same, different });
  });
});

test('a fact between two facts says nothing: its place would be the same everywhere', () => {
  expect(factsOf('of Orsk 12 14 cars', words).entries.length).toBe(2);
});

describe('a sketch of more facts than are kept', () => {
  const place = (i: number) =>
    `alpha${String.fromCharCode(97 + (i % 26))} beta${String.fromCharCode(97 + Math.floor(i / 26))}`;
  const text = (count: number, value: (i: number) => number) =>
    Array.from({ length: count }, (_, i) => `${place(i)} ${value(i)} items`).join(' ');

  test('keeps those of the smallest places and says how far it reaches', () => {
    const facts = factsOf(
      text(200, (i) => i),
      words,
    );
    expect(facts.entries).toHaveLength(FACTS_KEPT);
    expect(facts.limit).toBeLessThan(0x1_0000);
    expect(facts.limit).toBeGreaterThanOrEqual(facts.entries.at(-1)! >>> 8);
  });

  test('is compared with a shorter one only as far as it reaches', () => {
    const long = text(200, (i) => i);
    const short = text(30, (i) => i);
    const { same, different, ofFirst, ofSecond } = compare(long, short);
    expect(different).toBe(0);
    expect(same).toBeGreaterThan(0);
    expect(same).toBeLessThan(30);
    expect(ofFirst).toBe(FACTS_KEPT);
    expect(ofSecond).toBe(same);
  });

  test('of exactly as many as are kept is complete', () => {
    const facts = factsOf(
      text(FACTS_KEPT, (i) => i),
      words,
    );
    expect(facts).toMatchObject({ limit: 0x1_0000 });
    expect(facts.entries).toHaveLength(FACTS_KEPT);
  });
});

test('bytes are read back as they were written, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 2000 }), (text) => {
      const facts = factsOf(text, hashWords(text).writing);
      expect(decodeFacts(encodeFacts(facts))).toEqual(facts);
    }),
  );
  const facts = factsOf('they fined 14 drivers of Orsk', words);
  expect(decodeFacts(encodeFacts(facts))).toEqual(facts);
  expect(() => decodeFacts(encodeFacts(facts).subarray(0, 4))).toThrow(RangeError);
});
