// Passive and impersonal reporting.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('passive reporting', () => {
  test.each<[string, string[]]>([
    ['It is understood that the mill was sold.', ['– | It is understood | the mill was sold']],
    ['It is understood by few.', []],
    ['The mill is said to be for sale.', ['– | is said to | The mill is said to be for sale']],
    ['The mill is not said to be for sale.', []],
    ['The mill was reported sold.', []],
    ['The plan was rejected by most of the villages.', ['most of the villages | rejected | The plan (stance, denied)']],
    ['The plan was rejected by loud but friendly villagers.', []],
    [
      'The closure of the Varga mine was first reported by the Herald.',
      ['the Herald | reported | The closure of the Varga mine (stance)'],
    ],
    ['The driver was told by the clinic that his licence had lapsed.', ['the clinic | told | his licence had lapsed']],
    ['The driver was told by the clinic to wait.', []],
    ['The firm was accused by the union of hiding reports.', ['the union | accused | hiding reports']],
    ['The firm was accused by the union.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
