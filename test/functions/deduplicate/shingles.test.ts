// Tokens and hashes: what printings have in common is one token, in every script; hashes spread evenly.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factsOf } from '../../../functions/deduplicate/facts.ts';
import {
  hashWords,
  mix32,
  shingleHashes,
  smallestShingles,
  WRITINGS,
  wordSequenceHash,
} from '../../../functions/deduplicate/shingles.ts';

const sequence = (text: string) => wordSequenceHash(hashWords(text));

describe('two texts have the same words', () => {
  test.each([
    ['case', 'The Mayor of Orsk SPOKE', 'the mayor of orsk spoke'],
    ['quotation marks and dashes', '“No,” she said — twice', '"No", she said -- twice'],
    ['apostrophes', 'the harbour’s gate', "the harbour's gate"],
    ['spacing and line breaks', 'one two\n\nthree', ' one\u00a0two three '],
    ['soft hyphens and zero-width characters', 'ag\u00adree\u200bment', 'agreement'],
    ['variation selectors', 'heart\ufe0f beat', 'heart beat'],
    ['full-width digits and ligatures', '１２ ﬁres', '12 fires'],
    ['composed and decomposed accents', 'café', 'cafe\u0301'],
    ['accents', 'ils ont été à Nîmes', 'ils ont ete a Nimes'],
    ['several marks on a letter', 'Việt Nam đã gửi', 'Viet Nam da gui'],
    ['the dots of Turkish', 'İstanbul ısındı', 'istanbul isindi'],
    ['Turkish capitals', 'ISINDI', 'ısındı'],
    ['strokes', 'Łódź og Tromsø', 'Lodz og Tromso'],
    ['Greek capitals and final sigma', 'ΝΈΟΣ ΝΟΜΟΣ', 'νέος νόμος'],
    ['Cyrillic accents', 'ёлка в Йошкар', 'елка в Иошкар'],
    ['hamza, and the Persian yeh and kaf', 'سأل یک في على', 'سال يك فی علي'],
    ['what Hindi prints with a dot or without', 'फ़ैसला ज़मीन पाँच', 'फैसला जमीन पांच'],
    ['digits of other scripts', 'في ١٩٩٨ و २०३१ ๔๒', 'في 1998 و 2031 42'],
  ])('although %s differ', (_, a, b) => {
    expect(sequence(a)).toBe(sequence(b));
    expect(hashWords(a).count).toBe(hashWords(b).count);
  });
});

test('a shingle that comes again counts once', () => {
  const once = smallestShingles(hashWords('tide and time and tide'), 2, 8);
  expect(smallestShingles(hashWords('tide and time and tide and time and tide'), 2, 8)).toEqual(once);
  expect(once).toHaveLength(4);
});

describe('two texts have different words', () => {
  test.each([
    ['another word', 'the mayor spoke', 'the major spoke'],
    ['another order', 'mayor the spoke', 'the mayor spoke'],
    ['a word less', 'the mayor', 'the mayor spoke'],
    ['another place of the blank', 'so me', 'some'],
    ['another vowel sign', 'कि', 'की'],
  ])('%s', (_, a, b) => {
    expect(sequence(a)).not.toBe(sequence(b));
  });
});

describe('counts words of every script', () => {
  test.each([
    ['Latin', 'three little words', 3],
    ['numbers with separators', '1,382 cars', 3],
    ['Cyrillic', 'мэр города сказал', 3],
    ['Arabic with vowel marks', 'قَالَ الوزير', 2],
    ['Devanagari with vowel signs', 'मंत्री ने कहा', 3],
    ['Chinese, each character', '市长说', 3],
    ['Japanese, each character', 'ひらがな', 4],
    ['Korean, by blanks', '시장은 말했다', 2],
    ['Tibetan, each syllable', 'བོད་ཡིག་', 2],
    ['Thai, each character and mark', 'นายก', 4],
    ['Chinese next to Latin', 'AI公司', 3],
    ['an ideograph beyond the basic plane', '𠮷野', 2],
    ['letters beyond the basic plane are one word', '𐐨𐐩𐐪', 1],
    ['emoji are no words', 'yes 👍🏽 no', 2],
    ['half of a surrogate pair is no word', 'a \ud800 b', 2],
    ['nothing', ' … ', 0],
  ])('%s', (_, text, count) => {
    expect(hashWords(text).count).toBe(count);
  });
});

test('a letter beyond the basic plane counts with its whole code point', () => {
  expect(sequence('𐐨𐐩')).not.toBe(sequence('𐐨𐐪'));
});

describe('shingles', () => {
  test.each([
    [2, 0],
    [3, 1],
    [4, 2],
  ])('%i words have %i shingles of three', (words, shingles) => {
    const text = Array.from({ length: words }, (_, i) => `w${i}`).join(' ');
    expect(shingleHashes(hashWords(text), 3)).toHaveLength(shingles);
  });

  test('are the same wherever the words stand', () => {
    const here = shingleHashes(hashWords('the old bridge was closed'), 3);
    const there = shingleHashes(hashWords('Yesterday the old bridge was closed.'), 3);
    expect([...there]).toEqual(expect.arrayContaining([...here]));
  });

  test.each([1, 3, 10, 22])('of %i words are told by every one of these', (size) => {
    const words = Array.from({ length: size + 1 }, (_, i) => `w${i}`);
    const [first, second] = shingleHashes(hashWords(words.join(' ')), size);
    expect(second).toBe(shingleHashes(hashWords(words.slice(1).join(' ')), size)[0]);
    for (let i = 0; i < size; i++) {
      const changed = words.with(i, 'other').slice(0, size).join(' ');
      expect(shingleHashes(hashWords(changed), size)[0]).not.toBe(first);
    }
  });

  test('of two sizes never share a hash by construction', () => {
    const words = hashWords('one two three four five six');
    const three = new Set(shingleHashes(words, 3));
    expect([...shingleHashes(words, 5)].filter((hash) => three.has(hash))).toEqual([]);
  });
});

describe('the smallest shingles', () => {
  const text = fc
    .array(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 5, maxLength: 60 })
    .map((words) => words.join(' '));

  test('are the sorted head of all distinct ones, each completed to 64 bits', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (value, keys) => {
        const words = hashWords(value);
        const all = [...new Set(shingleHashes(words, 5))].sort((a, b) => a - b);
        const smallest = smallestShingles(words, 5, keys);
        expect(smallest.map((key) => Number.parseInt(key.slice(0, 8), 16))).toEqual(all.slice(0, keys));
        for (const key of smallest) expect(key).toMatch(/^[0-9a-f]{16}$/);
      }),
    );
  });

  test('tell texts with different words apart by their second half as well', () => {
    const one = smallestShingles(hashWords('a b c d e'), 5, 1)[0]!;
    const other = smallestShingles(hashWords('a b c d f'), 5, 1)[0]!;
    expect(one.slice(8)).not.toBe(other.slice(8));
    expect(one.slice(0, 8)).not.toBe(one.slice(8));
  });
});

describe('hashes spread evenly', () => {
  /** Chi-square over 256 cells with 255 degrees of freedom: 99.99 % of even samples stay below 348. */
  const CHI_SQUARE_LIMIT = 348;
  const chiSquare = (hashes: Iterable<number>, shift: number, count: number) => {
    const cells = new Uint32Array(256);
    for (const hash of hashes) cells[(hash >>> shift) & 0xff]!++;
    const expected = count / 256;
    return cells.reduce((sum, cell) => sum + (cell - expected) ** 2 / expected, 0);
  };

  test.each([0, 8, 16, 24])('of consecutive numbers, bits %i and up', (shift) => {
    const count = 1 << 16;
    const hashes = Array.from({ length: count }, (_, i) => mix32(i));
    expect(chiSquare(hashes, shift, count)).toBeLessThan(CHI_SQUARE_LIMIT);
  });

  test.each([0, 8, 16, 24])('of shingles over numbered words, bits %i and up', (shift) => {
    const words = Array.from({ length: 40_000 }, (_, i) => `word${i}`).join(' ');
    const hashes = shingleHashes(hashWords(words), 3);
    expect(chiSquare(hashes, shift, hashes.length)).toBeLessThan(CHI_SQUARE_LIMIT);
  });

  test('no two of 40,000 different shingles share 64 bits', () => {
    const words = hashWords(Array.from({ length: 40_004 }, (_, i) => `word${i}`).join(' '));
    expect(new Set(smallestShingles(words, 5, 500)).size).toBe(500);
    expect(new Set(words.a.subarray(0, words.count)).size).toBeGreaterThan(40_004 - 3);
    expect(new Set(words.b.subarray(0, words.count)).size).toBeGreaterThan(40_004 - 3);
  });
});

test('any text is read', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 60 }),
      (text) => hashWords(text).count <= text.normalize('NFKC').length,
    ),
  );
});

test('a letter with hundreds of thousands of marks is one word, and does not take minutes', () => {
  // In V8 normalising these would take a minute and a half, far beyond the time a test may take.
  const hostile = `a${'\u0301\u0316'.repeat(200_000)}`;
  expect(hashWords(hostile).count).toBe(1);
  expect(factsOf(hostile, WRITINGS.words).entries).toHaveLength(0);
});

test('thirty marks on a letter count, more do not', () => {
  const marked = (marks: number) => `क${'\u093f'.repeat(marks)}`;
  expect(sequence(marked(29))).not.toBe(sequence(marked(30)));
  expect(sequence(marked(31))).toBe(sequence(marked(30)));
});
