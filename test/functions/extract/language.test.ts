// Which texts the English rules may read.
import { expect, test } from 'vitest';
import { isEnglish } from '../../../functions/extract/language.ts';

const FRENCH = 'Le pont de la ville est fermé depuis lundi, selon la mairie, qui craint une chute des pierres.';

test.each<[string, string, string | null, boolean]>([
  ['the tag decides', FRENCH, 'en-GB', true],
  ['the tag decides against the words', 'The bridge is shut.', 'fr', false],
  ['function words', 'The bridge in the town is shut, and it was old when they said it was to be sold.', null, true],
  ['no function words', FRENCH, null, false],
  ['an empty tag is none', FRENCH, '', false],
  ['a few words are believed', 'Pont fermé.', null, true],
  ['only the beginning counts', `${'pont '.repeat(600)}${'the '.repeat(1000)}`, null, false],
])('%s', (_name, text, lang, expected) => {
  expect(isEnglish(text, lang)).toBe(expected);
});
