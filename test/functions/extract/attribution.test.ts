// Claims inside claims, and speakers that stand elsewhere in the sentence.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('one claim inside another', () => {
  test.each<[string, string[]]>([
    [
      'The council said the bridge was closed, demonstrating that the money was gone.',
      ['The council | said | the bridge was closed, demonstrating that the money was gone'],
    ],
    ['She said she believed that the bridge was safe.', ['She | said | she believed that the bridge was safe']],
    [
      'Otto Venn said the mayor had claimed that the bridge was safe.',
      [
        'Otto Venn | said | the mayor had claimed that the bridge was safe',
        'the mayor | claimed | the bridge was safe',
      ],
    ],
    [
      'Otto Venn said it is believed that the bridge was sold.',
      ['Otto Venn | said | it is believed that the bridge was sold', '– | it is believed | the bridge was sold'],
    ],
    [
      'The council said the bridge was closed, meaning that the money was gone.',
      ['The council | said | the bridge was closed, meaning that the money was gone'],
    ],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('whose words follow', () => {
  test.each<[string, string[]]>([
    [
      "In a bid to calm the markets, the bank's governor spoke on Monday, saying the vault was full.",
      ["the bank's governor | saying | the vault was full"],
    ],
    ['The mayor closed the port on Monday, and then said that it was old.', ['The mayor | said | it was old']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
