// Folding a text is what its patterns say, whatever is left alone to save time.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparable, foldRuns, foldSpace } from '../../../functions/clean/normalise.ts';

/** Texts in which runs of white space and of punctuation are frequent. */
const texts = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'É', '7', '𝐀', ' ', '  ', '\n', '\u00A0', ',', '.', '—', '\uD835') }),
  fc.string({ unit: 'binary' }),
);

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
  fc.assert(
    fc.property(texts, (text) => {
      const lower = text.normalize('NFKC').toLowerCase();
      expect(comparable(text)).toBe(lower.replace(/[^\p{L}\p{N}]+/gu, ' ').trim());
    }),
  );
  expect(comparable('“Velden, reopened” – 11 days')).toBe('velden reopened 11 days');
});
