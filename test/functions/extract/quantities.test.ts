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
  ['It sent 4.2 lakh kits.', [[420_000, 'kits']]],
  [
    'It paid Rs 3 crore and Rs. 500 and ₹2 lakh.',
    [
      [30_000_000, 'INR'],
      [500, 'INR'],
      [200_000, 'INR'],
    ],
  ],
  ['It cost 2.5 lakh crore rupees.', [[2.5e12, 'rupees']]],
  [
    'It lost 20m francs and 5k jobs.',
    [
      [20_000_000, 'francs'],
      [5000, 'jobs'],
    ],
  ],
  ['It lost 20 m francs.', [[20, 'm francs']]],
  ['It is 20m long.', [[20, 'm']]],
  ['It ran into 10m waves.', [[10, 'm waves']]],
  ['It cost £20 m.', [[20_000_000, 'GBP']]],
  [
    'It burned 40 square miles and 3 cubic metres.',
    [
      [40, 'square miles'],
      [3, 'cubic metres'],
    ],
  ],
  ['It drew 40 new miles.', [[40, 'miles']]],
  ['He was 34 when he died.', []],
  ['She is just 19.', []],
  ['He has just turned 90, and sings.', []],
  ['He died at the age of 34.', []],
  ['The total was 34.', [[34, null]]],
  [
    'He was 34 percent ahead and she was 20 minutes late.',
    [
      [34, '%'],
      [20, 'minutes'],
    ],
  ],
  ['He is 150.', [[150, null]]],
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
  ['It fell to -31 degrees.', [[-31, 'degrees']]],
  ['It fell to −31 degrees.', [[-31, 'degrees']]],
  ['The error is plus or minus 3 percentage points.', [[3, 'percentage points']]],
  [
    'It rose 5 per cent, then 3 percentage points.',
    [
      [5, '%'],
      [3, 'percentage points'],
    ],
  ],
  ['Its 40 percentage changes were small.', [[40, 'percentage changes']]],
  ['It took 12 per shift.', [[12, null]]],
  [
    'It cost US$5 million, A$7 and 300 euros.',
    [
      [5_000_000, 'USD'],
      [7, 'AUD'],
      [300, 'EUR'],
    ],
  ],
  [
    'It paid $2.3m and $40k to him.',
    [
      [2_300_000, 'USD'],
      [40_000, 'USD'],
    ],
  ],
  ['It paid 300 $', [[300, null]]],
  [
    'It rose 1 percent, by $1 or 1 million.',
    [
      [1, '%'],
      [1, 'USD'],
      [1_000_000, null],
    ],
  ],
  [
    'It costs $5 to $7 million.',
    [
      [5_000_000, 'USD'],
      [7_000_000, 'USD'],
    ],
  ],
  [
    'It costs $900 to $1,000.',
    [
      [900, 'USD'],
      [1000, 'USD'],
    ],
  ],
  [
    'It costs $5,000 to $7 million.',
    [
      [5000, 'USD'],
      [7_000_000, 'USD'],
    ],
  ],
  [
    'It costs $900 to $7 million.',
    [
      [900, 'USD'],
      [7_000_000, 'USD'],
    ],
  ],
  [
    'It fell from 30 to 5 million litres.',
    [
      [30_000_000, 'litres'],
      [5_000_000, 'litres'],
    ],
  ],
  [
    'It costs €5 to $7.',
    [
      [5, 'EUR'],
      [7, 'USD'],
    ],
  ],
  [
    'It costs €5,000 to $7 thousand.',
    [
      [5000, 'EUR'],
      [7000, 'USD'],
    ],
  ],
  [
    'It costs 5 million to 7 million euros.',
    [
      [5_000_000, 'EUR'],
      [7_000_000, 'EUR'],
    ],
  ],
  [
    'It took four or five weeks.',
    [
      [4, 'weeks'],
      [5, 'weeks'],
    ],
  ],
  [
    'It feeds two or three hundred people.',
    [
      [200, 'people'],
      [300, 'people'],
    ],
  ],
  [
    'It feeds 150 to two hundred people.',
    [
      [150, 'people'],
      [200, 'people'],
    ],
  ],
  [
    'It took 5 – 7 hours.',
    [
      [5, 'hours'],
      [7, 'hours'],
    ],
  ],
  [
    'It took 5 - 7 hours.',
    [
      [5, 'hours'],
      [7, 'hours'],
    ],
  ],
  [
    'It took 5 hours and 7 trucks.',
    [
      [5, 'hours'],
      [7, 'trucks'],
    ],
  ],
  ['She opened 61 cafés.', [[61, 'cafés']]],
  ['He sold 40 patrol Boats.', [[40, 'patrol boats']]],
  ['They counted 12 previously unknown species.', [[12, 'species']]],
  ['They hired 40 more.', [[40, null]]],
  ['About 5 million, he said.', [[5_000_000, null]]],
  ['Orsk sold 20 pumps.', [[20, 'pumps']]],
  ['The Orsk 40 million sold.', [[40_000_000, null]]],
  ['In Orsk $40 bought it.', [[40, 'USD']]],
  [
    'In Orsk 40 percent voted, in Tarn 60% did.',
    [
      [40, '%'],
      [60, '%'],
    ],
  ],
  ['It was built in Orsk, 40 miles off.', [[40, 'miles']]],
  ['It made a profit in Orsk, $40, and left.', [[40, 'USD']]],
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
  'They came at four or five.',
  'Flight 212 left.',
  'Apollo 11 landed.',
  'It was a post-9/11 rule.',
  'It took 1 day.',
  'He is 16 years old.',
  'The Tarn-40 was late.',
  'A one-two punch hit them.',
  'They lost 4–0.',
  'A twenty-strong crew came.',
])('no quantity in: %s', (text) => {
  expect(read(text)).toEqual([]);
});
