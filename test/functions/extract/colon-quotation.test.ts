// Quotations that a colon joins to a clause without a reporting verb.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('a quotation that a colon joins to a clause', () => {
  test.each<[string, string[]]>([
    ['Morvay was blunt: “It was never a handball.”', ['Morvay | – | “It was never a handball.”']],
    ['The mayor was blunt: “It was never a handball.”', ['The mayor | – | “It was never a handball.”']],
    ['She was blunt: “It was never a handball.”', ['She | – | “It was never a handball.”']],
    ['The news surprised Ann Roe: “It was never a handball.”', ['Ann Roe | – | “It was never a handball.”']],
    [
      '‘We lost everything’: villagers speak of their night',
      ['villagers | speak of | their night (stance)', 'villagers | – | ‘We lost everything’'],
    ],
    [
      'Farmers’ leader Otis Pell: “We will stay.” Minister Ada Quist: “They will not.”',
      ['Farmers’ leader Otis Pell | – | “We will stay.”', 'Minister Ada Quist | – | “They will not.”'],
    ],
    ['‘We were lied to’: families of victims demand answers', ['families | – | ‘We were lied to’']],
    ['‘They were lied to’: families of victims demand answers', []],
    ['‘We were lied to’: Orsk families', []],
    ['‘We were lied to’: ferry night', []],
    ['Orsk Opera: “A Night of Salt.”', []],
    ['The bill: “It was too much.”', []],
    ['For sale, says Pell: “It was too much.”', ['Pell | – | “It was too much.”']],
    ['Sold and gone for good: “It was too much.”', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a quotation behind nothing but who said it', () => {
  test.each<[string, string[]]>([
    ['Morvay: “It was never a handball.”', ['Morvay | – | “It was never a handball.”']],
    ['Health minister: “No ward will close.”', ['Health minister | – | “No ward will close.”']],
    ['Morvay: “no handball”', []],
    ['Verdict: “It works, but it is not cheap.”', []],
    ['The Herald: “The mayor has left the town.”', []],
    ['Behind Morvay: “It was never a handball.”', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a quotation that nobody is named for', () => {
  test.each<[string, string[]]>([
    ['The sign was old: “Keep out of the harbour.”', []],
    ['Morvay was blunt: “no handball”', []],
    ['Morvay was blunt: “It was never a handball.” and left', []],
    ['A rule for Morvay: “It was never a handball.”', []],
    ['Morvay was blunt: the goal stood.', []],
    ['Morvay: “', []],
    ['‘Ghost ship’: crew abandon it', []],
    ['‘We lost everything’: a long night', []],
    ['‘We lost everything’: they speak of it', ['they | speak of | it (stance)']],
    ['“We lost everything” was the cry: villagers speak of it.', ['villagers | speak of | it (stance)']],
    ['It was there: “Keep out of the harbour.”', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
