// Which texts the English rules may read.
import { expect, test } from 'vitest';
import { isEnglish } from '../../../functions/extract/language.ts';

const FRENCH = 'Le pont de la ville est fermé depuis lundi, selon la mairie, qui craint une chute des pierres.';

test.each<[string, string, string | null, boolean]>([
  ['the tag decides', FRENCH, 'en-GB', true],
  ['the tag decides against the words', 'The bridge is shut.', 'fr', false],
  ['function words', 'The bridge in the town is shut, and it was old when they said it was to be sold.', null, true],
  ['no function words', FRENCH, null, false],
  ['talk', '“I can’t watch,” one fan wrote. “Utter mess,” fumed another, leaving early.', null, true],
  ['talk with few function words', '“Thank you,” she said. Markets fell, shares climbed, gold sank today.', null, true],
  ['Swedish', 'Bron är stängd sedan i måndags, sade kommunen, som är rädd för att stenar ska falla i ån.', null, false],
  ['Spanish', 'El puente no se abre, dijo la alcaldesa: “Me da miedo, y a los demás también.”', null, false],
  ['Polish', 'Most jest zamknięty, mówi burmistrz: „My do rzeki nie idziemy, a one i tak tam są”.', null, false],
  ['German', 'Die Brücke ist zu, so die Stadt: „Wir haben Angst, dass man in den Fluss fällt.“', null, false],
  ['an empty tag is none', FRENCH, '', false],
  ['a few words are believed', 'Pont fermé.', null, true],
  ['only the beginning counts', `${'pont '.repeat(600)}${'the '.repeat(1000)}`, null, false],
])('%s', (_name, text, lang, expected) => {
  expect(isEnglish(text, lang)).toBe(expected);
});
