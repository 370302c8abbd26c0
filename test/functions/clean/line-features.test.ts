// What is measured on lines agrees with what the patterns of Unicode say.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { countCharacters } from '../../../functions/clean/line-features.ts';

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

test('letters, capitals and digits of any script are counted as their patterns count them', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.string({ unit: 'grapheme' })), (text) => {
      expect(countCharacters(text)).toEqual({
        letters: count(text, /\p{L}/gu),
        capitals: count(text, /\p{Lu}/gu),
        digits: count(text, /\d/g),
      });
    }),
  );
});

test('half a surrogate pair is no letter, and hides none', () => {
  expect(countCharacters('\uD835a\uDC00B1')).toEqual({ letters: 2, capitals: 1, digits: 1 });
  expect(countCharacters('𝐀é')).toEqual({ letters: 2, capitals: 1, digits: 0 });
});
