// Time expressions and what they resolve to, by the publication date.
import { describe, expect, test } from 'vitest';
import { type Direction, findDates, publicationDay, resolveDate } from '../../../functions/extract/dates.ts';
import { tokenize } from '../../../functions/extract/tokens.ts';

/** A Thursday. */
const PUBLISHED = publicationDay('2024-03-14');

function read(text: string, direction: Direction = 'past'): string[] {
  return findDates(tokenize(text)).flatMap((mention) => {
    const time = resolveDate(text, mention, PUBLISHED, direction);
    return time ? [`${time.iso} ${time.precision}`] : [];
  });
}

describe('time expressions', () => {
  test.each<[string, Direction, string[]]>([
    ['It fell on Monday.', 'past', ['2024-03-11 day']],
    ['It opens on Monday.', 'future', ['2024-03-18 day']],
    ['It fell on Thursday.', 'past', ['2024-03-14 day']],
    ['It fell last Thursday.', 'past', ['2024-03-07 day']],
    ['It fell yesterday morning.', 'past', ['2024-03-13 day']],
    ['It opens tomorrow.', 'future', ['2024-03-15 day']],
    ['It fell last week.', 'past', ['2024-W10 week']],
    ['It fell last month.', 'past', ['2024-02 month']],
    ['It opens next year.', 'future', ['2025 year']],
    ['It fell two weeks ago.', 'past', ['2024-02-29 day']],
    ['It fell three years ago.', 'past', ['2021 year']],
    ['It fell on 4 March 1912.', 'past', ['1912-03-04 day']],
    ['It fell on March 4, 1912, at dawn.', 'past', ['1912-03-04 day']],
    ['It fell on Monday, 4 March.', 'past', ['2024-03-04 day']],
    ['It opens on 1 March.', 'future', ['2025-03-01 day']],
    ['It fell in July.', 'past', ['2023-07 month']],
    ['It opens in September.', 'future', ['2024-09 month']],
    ['It has stood since 2015.', 'past', ['2015 year']],
    ['It rose in the third quarter.', 'past', ['2023-Q3 quarter']],
    ['It rose in the second quarter of 2021.', 'past', ['2021-Q2 quarter']],
    ['It was built in the late 1990s.', 'past', ['199X decade']],
    ['It ran between 2016 and 2021.', 'past', ['2016/2021 range']],
    ['It ran from 4 to 6 March 2023.', 'past', ['2023-03-04/2023-03-06 range']],
    ['It fell on Christmas Eve.', 'past', ['2023-12-24 day']],
    ['It was dated 2023-02-03.', 'past', ['2023-02-03 day']],
  ])('%s', (text, direction, expected) => {
    expect(read(text, direction)).toEqual(expected);
  });

  test.each([
    'It may fall.',
    'They march on.',
    'It held 2,019 people.',
    'April Jones spoke.',
    'It took five years.',
    'It opens before Easter.',
    'It fell on 31 June 2020.',
  ])('none in: %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  test('the day of publication is the one written, whatever the time zone', () => {
    expect(publicationDay('2024-03-14T23:30:00-05:00')).toBe(Date.UTC(2024, 2, 14));
    expect(publicationDay('soon')).toBeNull();
  });
});
