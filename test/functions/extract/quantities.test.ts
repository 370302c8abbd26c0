// Numbers that count or measure, with their units, and numbers that do not.
import { expect, test } from 'vitest';
import { findDates } from '../../../functions/extract/dates.ts';
import { findQuantities } from '../../../functions/extract/quantities.ts';
import { tokenize } from '../../../functions/extract/tokens.ts';

function read(text: string): [number, string | null][] {
  const tokens = tokenize(text);
  return findQuantities(text, tokens, 0, tokens.length, findDates(tokens)).map(({ value, unit }) => [value, unit]);
}

test.each<[string, [number, string | null][]]>([
  ['It hired 4,200 people.', [[4200, 'people']]],
  ['It cost $2.3 million.', [[2_300_000, 'USD']]],
  ['It cost €80m.', [[80_000_000, 'EUR']]],
  [
    'It rose 12 percent to £48 million.',
    [
      [12, '%'],
      [48_000_000, 'GBP'],
    ],
  ],
  ['It fell by 0.4%.', [[0.4, '%']]],
  [
    'It costs between 240 and 260 million crowns.',
    [
      [240_000_000, 'crowns'],
      [260_000_000, 'crowns'],
    ],
  ],
  [
    'It lost twenty-five hives and a hundred bees.',
    [
      [25, 'hives'],
      [100, 'bees'],
    ],
  ],
  ['It is 12 million years older.', [[12_000_000, 'years']]],
  ['There were 30 missed warnings.', [[30, 'warnings']]],
  ['It fell to minus 31 degrees.', [[-31, 'degrees']]],
])('%s', (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test.each([
  'It opened at 4:40 and closed at 10 p.m.',
  'They lost 4-0.',
  'Otto Venn, 63, came.',
  'The 16-year-old came.',
  'It came first in 2019.',
  'One of them came at four.',
  'Flight 212 left.',
])('no quantity in: %s', (text) => {
  expect(read(text)).toEqual([]);
});
