// Numbers in digits and words: their value and how many tokens they take.
import { expect, test } from 'vitest';
import { numberAt } from '../../../functions/extract/numbers.ts';
import { tokenize } from '../../../functions/extract/tokens.ts';

/** Value of the number that the text begins with, and the words after it. */
function read(text: string): [number, string] | null {
  const tokens = tokenize(text);
  const number = numberAt(tokens, 0);
  if (!number) return null;
  const rest = tokens.slice(number.last).map((token) => token.text);
  return [number.value, rest.join(' ')];
}

test.each<[string, [number, string]]>([
  ['4,200 people', [4200, 'people']],
  ['2.3 million people', [2_300_000, 'people']],
  ['5bn people', [5_000_000_000, 'people']],
  ['12,345,678,901,234 dollars', [12_345_678_901_234, 'dollars']],
  ['-31 degrees', [-31, 'degrees']],
  ['2 hundred million million million million', [2e26, '']],
  ['2 million million million million million million', [2e30, 'million']],
  ['5 m of rope', [5, 'm of rope']],
  ['three hundred thousand people', [300_000, 'people']],
  ['twenty-five people', [25, 'people']],
  ['twenty-strong crews', [20, '- strong crews']],
  ['twenty-twenty matches', [20, '- twenty matches']],
  ['twenty', [20, '']],
  ['a hundred people', [100, 'people']],
])('%s', (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test.each(['a crowd', 'a', 'first', '4-0', '10:30', '4th', ''])('no number: %s', (text) => {
  expect(read(text)).toBeNull();
});
