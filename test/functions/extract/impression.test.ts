// Impressions that nobody is named for: "seemed bored", "is expected in May".
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('an impression that nobody is named for', () => {
  test.each<[string, string[]]>([
    ['The crowd seemed bored by the speech.', ['– | seemed | The crowd / bored by the speech (stance)']],
    ['The mayor appears to have left.', ['– | appears | The mayor / to have left (stance)']],
    ['His plan seemed like a joke, but it worked.', ['– | seemed | His plan / like a joke (stance)']],
    ['A decision is expected in May.', ['– | is expected | A decision / in May (stance)']],
    [
      'The minister is expected to visit Orsk and then sail home.',
      ['– | is expected | The minister / to visit Orsk (stance)'],
    ],
    ['The dam is seen as a triumph.', ['– | is seen | The dam / as a triumph (stance)']],
    ['Orsk is considered dull.', ['– | is considered | Orsk / dull (stance)']],
    ['The pier was regarded a ruin.', ['– | was regarded | The pier / a ruin (stance)']],
    ['The crowd seemed bored and the band was late.', ['– | seemed | The crowd / bored (stance)']],
    ['The mayor seemed quite “at home”.', ['– | seemed | The mayor / quite “at home” (stance)']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('no impression', () => {
  test.each<[string, string[]]>([
    ['The singer appeared on stage.', []],
    ['The mayor seemed to Orsk a fool.', []],
    ['A verdict is expected by nobody.', []],
    ['He expected to win.', ['He | expected | to win']],
    ['The ring was seen.', []],
    ['The mayor had seen the dam.', ['The mayor | had seen | the dam (stance)']],
    ['Seeming bored, the crowd left.', []],
    ['The mayor wants to appear calm.', ['The mayor | wants | to appear calm (stance)']],
    ['The board said the crowd seemed bored.', ['The board | said | the crowd seemed bored']],
    ['It was in Orsk that seemed dull.', []],
    ['“The crowd seemed bored.”', []],
    ['The pier was seen in Orsk.', []],
    ['Bored seemed the crowd.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('an impression with nothing behind it', () => {
  test.each<[string, string[]]>([
    ['A verdict is expected —', ['– | is expected | A verdict (stance)']],
    ['The pier seemed to\n\nOrsk slept.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
