// Time expressions and what they resolve to, by the publication date.
import { describe, expect, test } from 'vitest';
import { findDates } from '../../../functions/extract/dates.ts';
import { type Direction, publicationDay, resolveDate } from '../../../functions/extract/resolve-date.ts';
import { tokenize } from '../../../functions/extract/tokens.ts';

/** A Thursday. */
const PUBLISHED = publicationDay('2024-03-14');

function read(text: string, direction: Direction = 'past', published = PUBLISHED): string[] {
  return findDates(tokenize(text)).flatMap((mention) => {
    const time = resolveDate(text, mention, published, direction);
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
    ['Monday brought snow.', 'past', ['2024-03-11 day']],
    ['Voting ended on Monday', 'past', ['2024-03-11 day']],
    ['It opens next Thursday.', 'future', ['2024-03-21 day']],
    ['It fell on Monday night.', 'past', ['2024-03-11 day']],
    ['It opens today.', 'future', ['2024-03-14 day']],
    ['It sold 40 April tickets.', 'past', ['2023-04 month']],
    ['It fell 9 percent this year - by half.', 'past', ['2024 year']],
    ['It opens this month.', 'future', ['2024-03 month']],
    ['It fell on 4 March, 1912.', 'past', ['1912-03-04 day']],
    ['It fell on March 4.', 'past', ['2024-03-04 day']],
    ['It fell in March of 1912.', 'past', ['1912-03 month']],
    ['It fell last night.', 'past', ['2024-03-13 day']],
    ['It opens this evening.', 'future', ['2024-03-14 day']],
    ['It fell on the 3rd of March.', 'past', ['2024-03-03 day']],
    ['It fell last May.', 'past', ['2023-05 month']],
    ['It fell last March.', 'past', ['2023-03 month']],
    ['It opens next March.', 'future', ['2025-03 month']],
    ['It opens in January.', 'future', ['2025-01 month']],
    ['It opens this September.', 'future', ['2024-09 month']],
    ['It fell in mid-January.', 'past', ['2024-01 month']],
    ['It fell last quarter.', 'past', ['2023-Q4 quarter']],
    ['It rose in the first quarter of last year.', 'past', ['2023-Q1 quarter']],
    ['It opens in the first quarter of next year.', 'future', ['2025-Q1 quarter']],
    ['It rose in the first quarter of this year.', 'past', ['2024-Q1 quarter']],
    ['It rose in the first quarter of this season.', 'past', ['2023-Q1 quarter']],
    ['Sales rose in Q3 2021.', 'past', ['2021-Q3 quarter']],
    ['Sales rose in Q2.', 'past', ['2023-Q2 quarter']],
    ['It opens in 2025 or 2026.', 'future', ['2025 year', '2026 year']],
    ['It was a report for the year 2019.', 'past', ['2019 year']],
    ['It rose in fiscal 2022.', 'past', ['2022 year']],
    ['Her first novel (2011) was short.', 'past', ['2011 year']],
    ['She read from a 2017 interview.', 'past', ['2017 year']],
    ['It fell in mid-2023.', 'past', ['2023 year']],
    ['It closed two decades ago.', 'past', ['200X decade']],
    ['It closed a fortnight ago.', 'past', ['2024-02-29 day']],
    ['It was built in the mid-1990s.', 'past', ['199X decade']],
    ["It was built in the 1990's, when it rained.", 'past', ['199X decade']],
    ["The 1990's were dry.", 'past', ['199X decade']],
    ['The 1990’s boom ended.', 'past', ['199X decade']],
    ['It was first tried in the 2016-21 plan.', 'past', ['2016/2021 range']],
    ['It ran 2016-2021.', 'past', ['2016/2021 range']],
    ['It ran in 2016–2021.', 'past', ['2016/2021 range']],
    ['It is shut from 10 to 20 March.', 'past', ['2024-03-10/2024-03-20 range']],
    ['It runs from February to April.', 'future', ['2025-02/2025-04 range']],
    ['It shuts from Monday to Friday.', 'future', ['2024-03-18/2024-03-22 range']],
    ['It cancelled all ferries from Orsk until Monday.', 'future', ['2024-03-18 day']],
    ['It cancelled all ferries from Monday to', 'future', ['2024-03-18 day']],
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
    'It fell on 31 June.',
    'It ran from Monday to 31 June.',
    'It ran from 2021 to 2016.',
    'It fell from Q3 to Q2.',
    'It fell from this week to last week.',
    'It fell from today to yesterday.',
    'Ticket 2021-16 won.',
    'Ticket 2024-13-45 won.',
    '2019 ships lay there.',
    'May brought snow.',
    'The Monday Club met.',
    'The week-long fair and this year-end fair closed.',
    'The next night they left.',
  ])('none in: %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  test.each<[string, Direction, string[]]>([
    ['It opens in the first quarter.', 'future', ['2025-Q1 quarter']],
    ['It opens in the fourth quarter.', 'future', ['2024-Q4 quarter']],
    ['It rose in the first quarter.', 'past', ['2024-Q1 quarter']],
    ['It rose in the fourth quarter.', 'past', ['2023-Q4 quarter']],
    ['It opens on Monday.', 'future', ['2024-08-05 day']],
  ])('read in August: %s', (text, direction, expected) => {
    expect(read(text, direction, publicationDay('2024-08-01'))).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ['It fell on Monday, in July and in the third quarter.', []],
    ['It fell on Monday, 4 March 2024.', ['2024-03-04 day']],
    ['It ran from Monday to Friday.', []],
  ])('without a publication date: %s', (text, expected) => {
    expect(read(text, 'past', null)).toEqual(expected);
  });

  test('the day of publication is the one written, whatever the time zone', () => {
    expect(publicationDay('2024-03-14T23:30:00-05:00')).toBe(Date.UTC(2024, 2, 14));
    expect(publicationDay('soon')).toBeNull();
    expect(publicationDay(null)).toBeNull();
  });
});
