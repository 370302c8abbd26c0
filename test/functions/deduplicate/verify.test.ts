// Which texts are prints of one piece of writing: examples of each rule on both sides of its threshold.
import { describe, expect, test } from 'vitest';
import { factsOf } from '../../../functions/deduplicate/facts.ts';
import { hashWords, WRITINGS } from '../../../functions/deduplicate/shingles.ts';
import {
  decodeSignature,
  INDEX_KEYS,
  LOOKUP_KEYS,
  type Signature,
  signText,
} from '../../../functions/deduplicate/signature.ts';
import { decodeSketch, encodeSketch } from '../../../functions/deduplicate/sketch.ts';
import {
  compareSignatures,
  MIN_CONTAINMENT,
  MIN_JACCARD_OF_SHORT,
  MIN_SHARED_SHINGLES,
} from '../../../functions/deduplicate/verify.ts';
import { filler } from '../../support/articles.ts';

const compare = (a: string, b: string) => compareSignatures(signText(a).signature, signText(b).signature);

/** A signature with exact numbers of shingles: `from`..`to` of an endless list of them. */
function shinglesOf(from: number, to: number, facts = ''): Signature {
  const words = Array.from({ length: to - from + 2 }, (_, i) => `w${from + i}`).join(' ');
  return {
    kind: 'sketch',
    writing: WRITINGS.words,
    sketch: decodeSketch(encodeSketch(hashWords(words), 50_000)),
    facts: factsOf(facts, WRITINGS.words),
  };
}

describe('long texts are copies by containment', () => {
  test.each([
    { name: 'at the threshold', shared: 44, match: true },
    { name: 'just below it', shared: 43, match: false },
  ])('$name', ({ shared, match }) => {
    const similarity = compareSignatures(shinglesOf(0, 100), shinglesOf(100 - shared, 400));
    expect(similarity === null).toBe(!match);
    if (match) expect(similarity!.similarity).toBeCloseTo(MIN_CONTAINMENT, 10);
  });

  test('and say how much of the first text the second covers', () => {
    expect(compareSignatures(shinglesOf(0, 100), shinglesOf(0, 400))).toEqual({ similarity: 1, covered: 1 });
    expect(compareSignatures(shinglesOf(0, 400), shinglesOf(0, 100))).toEqual({ similarity: 1, covered: 0.25 });
  });
});

describe('texts that share little are copies only when nearly the same as a whole', () => {
  test.each([
    { name: 'enough shared shingles need no more', a: [0, MIN_SHARED_SHINGLES], b: [0, 60], match: true },
    { name: 'one less, in a longer text, is not enough', a: [0, MIN_SHARED_SHINGLES - 1], b: [0, 60], match: false },
    { name: 'short texts with Jaccard at the threshold', a: [0, 20], b: [0, 25], match: true },
    { name: 'short texts just below it', a: [0, 20], b: [0, 26], match: false },
  ])('$name', ({ a, b, match }) => {
    expect(20 / 25).toBe(MIN_JACCARD_OF_SHORT);
    expect(compareSignatures(shinglesOf(a[0]!, a[1]!), shinglesOf(b[0]!, b[1]!)) !== null).toBe(match);
  });
});

describe('reports of one template with other facts are not copies', () => {
  const place = (i: number) => ['red', 'green', 'blue', 'grey', 'pink', 'black', 'white', 'brown'][i]!;
  /** `values` at places that two calls share. */
  const facts = (values: number[]) => values.map((value, i) => `then ${place(i)} ${value} boxes went away`).join(' ');

  test.each([
    { name: 'all facts differ', others: [11, 12, 13, 14, 15, 16, 17, 18], match: false },
    { name: 'three of eight differ', others: [1, 2, 3, 4, 5, 16, 17, 18], match: false },
    { name: 'two of eight differ: a later filing', others: [1, 2, 3, 4, 5, 6, 17, 18], match: true },
    { name: 'one of three differs: a correction', others: [1, 2, 13], match: true },
    { name: 'two of three differ', others: [1, 12, 13], match: false },
    { name: 'the only fact differs: too little to tell', others: [11], match: true },
    { name: 'none differs', others: [1, 2, 3, 4, 5, 6, 7, 8], match: true },
  ])('long: $name', ({ others, match }) => {
    const mine = facts(others.map((_, i) => i + 1));
    expect(compareSignatures(shinglesOf(0, 100, mine), shinglesOf(0, 100, facts(others))) !== null).toBe(match);
  });

  test('short: one other fact is enough to tell them apart', () => {
    expect(compareSignatures(shinglesOf(0, 30, facts([1])), shinglesOf(0, 30, facts([2])))).toBeNull();
    expect(compareSignatures(shinglesOf(0, 30, facts([1])), shinglesOf(0, 30, facts([1])))).not.toBeNull();
  });

  test('a sale of another house in the same words', () => {
    const sale = (street: string, month: string, price: string, feet: string, year: string) =>
      `The detached house at ${street} has found a new owner. The sale was finalised on ${month} for $${price}, which ` +
      `comes to a price of $${feet} per square foot. The property, built in ${year}, offers a garage, a garden and a ` +
      `cellar. Homes in this part of town have become more expensive over the past twelve months, according to the ` +
      `county register. This item was written by a program that reads public records, and was checked by an editor.`;
    const one = sale('12 Larch Way', 'May 3', '310,000', '188', '1974');
    expect(compare(one, sale('77 Alder Row', 'June 19', '455,500', '231', '1991'))).toBeNull();
    expect(compare(one, `OSTWICK (Courier) - ${one} Read more in our property section.`)).not.toBeNull();
  });
});

describe('texts too short to sample', () => {
  test.each([
    ['the same words in other punctuation', 'Bridge closed until Monday', 'BRIDGE closed, until Monday!', true],
    ['another word', 'Bridge closed until Monday', 'Bridge closed until Tuesday', false],
    ['a word more', 'Bridge closed until Monday', 'Bridge closed until Monday evening', false],
  ])('are copies only word for word: %s', (_, a, b, match) => {
    expect(compare(a, b)).toEqual(match ? { similarity: 1, covered: 1 } : null);
    expect(signText(a).keys.join() === signText(b).keys.join()).toBe(match);
  });

  test('are never copies of long ones', () => {
    const long = filler(1, 40);
    expect(compare('Bridge closed until Monday', long)).toBeNull();
    expect(compare(long, 'Bridge closed until Monday')).toBeNull();
  });

  test.each([
    { words: 11, kind: 'exact', keys: 1, lookups: 0 },
    { words: 12, kind: 'sketch', keys: 8, lookups: 0 },
    { words: 20, kind: 'sketch', keys: INDEX_KEYS, lookups: LOOKUP_KEYS - INDEX_KEYS },
  ])('end at eleven words: $words words are $kind', ({ words, kind, keys, lookups }) => {
    const signed = signText(Array.from({ length: words }, (_, i) => `word${i}`).join(' '));
    expect(signed.signature.kind).toBe(kind);
    expect(signed.keys).toHaveLength(keys);
    expect(signed.lookupKeys).toHaveLength(lookups);
  });

  test('without a word are found under no key', () => {
    expect(signText(' … ').keys).toEqual([]);
  });
});

describe('a signature', () => {
  test.each([
    ['short', 'Bridge closed until Monday'],
    ['long', filler(2, 600)],
  ])('of a %s text is read back from its bytes', (_, text) => {
    const { signature, bytes } = signText(text);
    expect(decodeSignature(bytes)).toEqual(signature);
  });

  test('carries its version in every key, so that versions never meet', () => {
    const { keys, lookupKeys } = signText(filler(3, 100));
    for (const key of [...keys, ...lookupKeys]) expect(key).toMatch(/^1s[0-9a-f]{16}$/);
    expect(signText('Bridge closed').keys[0]).toMatch(/^1x[0-9a-f]{16}$/);
    expect(new Set([...keys, ...lookupKeys]).size).toBe(LOOKUP_KEYS);
  });
});

describe('copies as they are made', () => {
  const original = filler(4, 400);
  const words = original.split(' ');
  test.each([
    ['another typography', original.replace(/'/g, '’').replace(/\. /g, '.\n\n')],
    ['a dateline and a footer', `VELM (Courier) - ${original} Sign up for the morning letter.`],
    ['the first third', words.slice(0, 130).join(' ')],
    ['the middle cut out', [...words.slice(0, 130), ...words.slice(270)].join(' ')],
    ['as much other text appended', `${original} ${filler(5, 400)}`],
    ['every twelfth word changed', words.map((word, i) => (i % 12 === 5 ? `other${i}` : word)).join(' ')],
  ])('%s is a copy', (_, copy) => {
    expect(compare(original, copy)).not.toBeNull();
    expect(compare(copy, original)).not.toBeNull();
  });

  test.each([
    ['another text', filler(6, 400)],
    ['one with a paragraph in common', `${filler(7, 300)} ${words.slice(0, 100).join(' ')}`],
    ['one that changes every third word', words.map((word, i) => (i % 3 === 1 ? `other${i}` : word)).join(' ')],
  ])('%s is none', (_, other) => {
    expect(compare(original, other)).toBeNull();
  });
});
