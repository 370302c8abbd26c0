// Folding a text is what its patterns say, whatever is left alone to save time.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparable, foldRuns, foldSpace, normaliseCharacters } from '../../../functions/clean/normalise.ts';
import { toWellFormed } from '../../../shared/text/well-formed.ts';

/** Texts in which runs of white space and of punctuation are frequent. */
const texts = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'É', '7', '𝐀', ' ', '  ', '\n', '\u00A0', ',', '.', '—', '\uD835') }),
  fc.string({ unit: 'binary' }),
);

/** What the fast ways of folding leave alone must be left alone by the long ones, each character beside any other kind. */
function eachCharacter(same: (text: string) => boolean): string[] {
  const wrong: string[] = [];
  for (let code = 0; code <= 0xffff; code++) {
    const character = String.fromCharCode(code);
    for (const text of [character, `a${character}e ${character}7`]) if (!same(text)) wrong.push(code.toString(16));
  }
  return wrong;
}

test('characters are normalised as NFC does, without invisible ones and controls', () => {
  const long = (text: string) =>
    toWellFormed(text)
      .replace(/\r\n?|[\f\u0085\u2028\u2029]/g, '\n')
      .replace(/[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu, '')
      .replace(/[\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g, '')
      .normalize('NFC');
  expect(eachCharacter((text) => normaliseCharacters(text) === long(text))).toEqual([]);
});

test('every run of white space becomes one space', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(foldRuns(text)).toBe(text.replace(/\s+/gu, ' '));
      expect(foldSpace(text)).toBe(text.replace(/\s+/gu, ' ').trim());
    }),
  );
  expect(foldRuns(' One  line,\nno\u00A0more ')).toBe(' One line, no more ');
  expect(foldSpace(' One  line,\nno\u00A0more ')).toBe('One line, no more');
});

test('lines are compared by their letters and digits', () => {
  const long = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\u200C\u200D]/g, '')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  fc.assert(
    fc.property(texts, (text) => {
      expect(comparable(text)).toBe(long(text));
    }),
  );
  expect(eachCharacter((text) => comparable(text) === long(text))).toEqual([]);
  expect(comparable('“Velden, reopened” – 11 days')).toBe('velden reopened 11 days');
});
