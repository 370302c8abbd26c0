// What is measured on lines agrees with what the patterns of Unicode say.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { countCharacters } from '../../../functions/clean/line-features.ts';

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/** Texts in which words begin in every way. */
const words = fc.string({ unit: fc.constantFrom('a', 'E', 'É', '7', '𝐀', ' ', '\n', '“', '"', '(', '\uD835') });
/** Texts in which sentences end, or seem to, in every way. */
const marks = fc.string({ unit: fc.constantFrom(...'a \n\u00A0.!?。！？,،，、"“”„«»’)|•·©→▶') });

test('letters, capitals, digits, words and marks of any script are counted as their patterns count them', () => {
  fc.assert(
    fc.property(
      fc.oneof(words, marks, fc.string({ unit: 'binary' }), fc.string(), fc.string({ unit: 'grapheme' })),
      (text) => {
        expect(countCharacters(text)).toEqual({
          letters: count(text, /\p{L}/gu),
          capitals: count(text, /\p{Lu}/gu),
          digits: count(text, /\d/g),
          words: text.split(' ').length,
          capitalised: text.split(' ').filter((word) => /^["“‘(]?\p{Lu}/u.test(word)).length,
          sentences: count(text, /[.!?。！？]["”’»)]?(?=\s|$)|[。！？]/g),
          commas: count(text, /[,،，、]/g),
          quotes: count(text, /["“”„«»]/g),
          separators: count(text, /[|•·»©→▶]/g),
        });
      },
    ),
  );
});

test('a word begins with a capital behind one opening mark at most', () => {
  const capitalised = (text: string) => countCharacters(text).capitalised;
  expect(capitalised('The “Élan” (East) left at Noon')).toBe(4);
  expect(capitalised('“(East)” iPhones "East')).toBe(1);
  expect(countCharacters('').words).toBe(1);
});

test('half a surrogate pair is no letter, and hides none', () => {
  expect(countCharacters('\uD835a\uDC00B1')).toMatchObject({ letters: 2, capitals: 1, digits: 1 });
  expect(countCharacters('𝐀é')).toMatchObject({ letters: 2, capitals: 1, digits: 0 });
});

test('a sentence ends before white space, behind one closing mark at most', () => {
  const sentences = (text: string) => countCharacters(text).sentences;
  expect(sentences('It opened. “Why?” asked Ada (quietly.) At 1.30 p.m.')).toBe(4);
  expect(sentences('港口重开。船又开了！')).toBe(2);
  expect(sentences('velden.example/a?b')).toBe(0);
});
