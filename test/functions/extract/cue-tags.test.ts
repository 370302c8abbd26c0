// Reporting verbs that the tagger took for nouns.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('a reporting verb that the tagger takes for a noun', () => {
  test.each<[string, string[]]>([
    ['The “who said it” club claims the town owes it money.', ['club | claims | the town owes it money']],
    [
      'Although the fleet sank in May, the union claims the firm owes drivers money.',
      ['the union | claims | the firm owes drivers money'],
    ],
    [
      'Three senators, among them Ada Quist, doubt that the dam will hold.',
      ['Three senators, among them Ada Quist | doubt | the dam will hold (denied)'],
    ],
    ['Halm, Quist and Venn, all from Orsk, doubt that the dam will hold.', []],
    [
      'Halm, the mayor of Orsk, doubts that the dam will hold.',
      ['Halm, the mayor of Orsk | doubts | the dam will hold (denied)'],
    ],
    [
      'The insurer paid, and the union claims the firm owes drivers money.',
      ['the union | claims | the firm owes drivers money'],
    ],
    ['Ships are rare now, from Orsk to Lund, claims of theft are not.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
