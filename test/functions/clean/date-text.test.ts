// One written date to ISO 8601.
import { fc, test as propertyTest } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { dayOf, isMonthName, isRealDay, readDate, readUrlDate } from '../../../functions/clean/date-text.ts';

describe('readDate', () => {
  it.each([
    ['2024-03-01', '2024-03-01', 'day'],
    ['2024/3/1', '2024-03-01', 'day'],
    ['2024-03-01T12:30:05Z', '2024-03-01T12:30:05Z', 'second'],
    ['2024-03-01T12:30:05.123+0200', '2024-03-01T12:30:05+02:00', 'second'],
    ['2024-03-01T12:30-05:00', '2024-03-01T12:30-05:00', 'minute'],
    ['2024-03-01 12:30', '2024-03-01T12:30', 'minute'],
    ['2024年3月1日 12時30分', '2024-03-01T12:30', 'minute'],
    ['2024年3月1日12时30分05秒', '2024-03-01T12:30:05', 'second'],
    ['2024-03-01T12:30:00+00:00', '2024-03-01T12:30:00Z', 'second'],
    ['20240301', '2024-03-01', 'day'],
    ['20240301T123005Z', '2024-03-01T12:30:05Z', 'second'],
    ['1709296205', '2024-03-01T12:30:05Z', 'second'],
    ['1709296205000', '2024-03-01T12:30:05Z', 'second'],
    ['Fri, 01 Mar 2024 12:30:05 GMT', '2024-03-01T12:30:05Z', 'second'],
    ['Fri, 01 Mar 2024 12:30:05 -0500', '2024-03-01T12:30:05-05:00', 'second'],
    ['Nov 03, 2022 - 01:23 AM', '2022-11-03T01:23', 'minute'],
    ['March 1, 2024', '2024-03-01', 'day'],
    ['Sept. 13, 2023', '2023-09-13', 'day'],
    ['Published March 1st, 2024 at 3:05 p.m. EST', '2024-03-01T15:05-05:00', 'minute'],
    ['12:05 AM, 1 March 2024', '2024-03-01T00:05', 'minute'],
    ['1 March 2024', '2024-03-01', 'day'],
    ['1st of March 2024', '2024-03-01', 'day'],
    ['1. März 2024, 14.30 Uhr', '2024-03-01T14:30', 'minute'],
    ['15 de enero de 2024', '2024-01-15', 'day'],
    ['le 15 janvier 2024 à 18h05', '2024-01-15T18:05', 'minute'],
    ['15 января 2024', '2024-01-15', 'day'],
    ['5 Ağustos 2023', '2023-08-05', 'day'],
    ['2024年3月1日', '2024-03-01', 'day'],
    ['2024년 3월 1일', '2024-03-01', 'day'],
    ['12 مايو 2024', '2024-05-12', 'day'],
    ['الاثنين 23 رجب 1447 هـ - 12 يناير 2026 م', '2026-01-12', 'day'],
    ['7 Foo 2024, March 1, 2024', '2024-03-01', 'day'],
    ['1420/12/29', '2042-03-19', 'day'],
    ['١٢ مايو، ٢٠٢٤', '2024-05-12', 'day'],
    ['12 مايو/أيار 2024', '2024-05-12', 'day'],
    ['12 كانون الثاني 2024', '2024-01-12', 'day'],
    ['12 آب 2024', '2024-08-12', 'day'],
    ['१२ मई २०२४', '2024-05-12', 'day'],
    ['12 फ़रवरी 2024, 10:30', '2024-02-12T10:30', 'minute'],
    ['১২ মে ২০২৪', '2024-05-12', 'day'],
    ['১২ জানুয়ারি ২০২৪', '2024-01-12', 'day'],
    ['12 Agustus 2024', '2024-08-12', 'day'],
    ['12 Maret 2024', '2024-03-12', 'day'],
    ['12 tháng 5 năm 2024', '2024-05-12', 'day'],
    ['10:30, 12 tháng 5, 2024', '2024-05-12T10:30', 'minute'],
    ['2024. 5. 12.', '2024-05-12', 'day'],
    ['2024. 5. 12. 10:30', '2024-05-12T10:30', 'minute'],
    ['13/02/2024', '2024-02-13', 'day'],
    ['02/13/2024', '2024-02-13', 'day'],
    ['03.04.2024', '2024-04-03', 'day'],
    ['3/4/24', '2024-04-03', 'day'],
    ['202403011230', '2024-03-01T12:30', 'minute'],
    ['20240301T123005', '2024-03-01T12:30:05', 'second'],
    ['2024-03-01 12:30 GMT+2', '2024-03-01T12:30+02:00', 'minute'],
    // No place has such an offset, no clock such an hour: what is left is read.
    ['2024-03-01T12:30+15:00', '2024-03-01T12:30', 'minute'],
    ['2024-03-01 13:05 PM', '2024-03-01', 'day'],
    ['2024-03-01 24:05', '2024-03-01', 'day'],
    // Another date is no time.
    ['13.05.2024 - Veröffentlicht am 12.05.2024', '2024-05-13', 'day'],
    ['13.05.2024, 2024.05.12', '2024-05-12', 'day'],
    ['13.05.2024 12.05 Uhr', '2024-05-13T12:05', 'minute'],
    ['13.05.2024 12.05.20', '2024-05-13T12:05:20', 'second'],
  ])('reads %s', (written, value, precision) => {
    expect(readDate(written)).toEqual({ value, precision });
  });

  it.each([
    [false, '2024-04-03'],
    [true, '2024-03-04'],
  ])('reads 03/04/2024 by the custom of the place (month first: %s)', (monthFirst, value) => {
    expect(readDate('03/04/2024', { monthFirst })?.value).toBe(value);
  });

  it('takes dots for day first everywhere', () => {
    expect(readDate('03.04.2024', { monthFirst: true })?.value).toBe('2024-04-03');
  });

  it.each([
    '',
    'yesterday',
    '2024',
    '2024-13-45',
    'February 30, 2024',
    '31/31/2024',
    '1815-06-18',
    'Room 12/2024',
    'foo 12, 2024',
    '12 ماي12 2024',
    '১২ মেলা ২০২৪',
    '12 tháng 13 năm 2024',
    '2024. 5. 120',
    'May 2024. 5. Then',
    '9999999999999999',
    // Islamic years of our days.
    '1447/07/23 هـ',
    '23 رجب 1447 هـ',
    '1421/01/01',
    'hours ago: 2',
  ])('reads no date in %j', (written) => {
    expect(readDate(written)).toBeNull();
  });

  it('does not take a telephone number for a time zone', () => {
    expect(readDate('2024-03-01 25:99')?.value).toBe('2024-03-01');
  });

  propertyTest.prop([
    fc.date({ min: new Date('1990-01-02T00:00:00Z'), max: new Date('2099-12-30T00:00:00Z'), noInvalidDate: true }),
  ])('reads back every ISO instant', (date) => {
    expect(Date.parse(readDate(date.toISOString())?.value as string)).toBe(Math.floor(date.getTime() / 1000) * 1000);
  });

  propertyTest.prop([fc.string({ maxLength: 500 })])('never throws', (text) => {
    expect(() => readDate(text)).not.toThrow();
  });
});

describe('readUrlDate', () => {
  it('reads no date in a number that looks like one', () => {
    expect(readUrlDate('https://example.org/story-20249999.html')).toBeNull();
  });

  it.each([
    ['https://example.org/2024/03/01/title', '2024-03-01'],
    ['https://example.org/news/2024-03-01-title', '2024-03-01'],
    ['https://example.org/2024/mar/01/title', '2024-03-01'],
    ['https://example.org/a/20240301/title', '2024-03-01'],
    ['https://example.org/2024/03/title', '2024-03'],
    ['https://example.org/title-20241', null],
    ['https://example.org/2024/99/99/title', null],
    ['https://example.org/99999999/x', null],
    ['not an address', null],
  ])('reads %s', (url, value) => {
    expect(readUrlDate(url)?.value ?? null).toBe(value);
  });
});

it('knows the calendar', () => {
  expect(isRealDay(2024, 2, 29)).toBe(true);
  expect(isRealDay(2023, 2, 29)).toBe(false);
  expect(isRealDay(2024, 0, 1)).toBe(false);
  expect(dayOf('2024-03-01T23:59:00-11:00')).toBe('2024-03-01');
});

it('knows the names of months in any of the languages, and nothing else', () => {
  for (const word of ['mag', 'Mayıs', 'апреля', 'Sept']) expect(isMonthName(word)).toBe(true);
  for (const word of ['magazine', 'monday', 'constructor', '']) expect(isMonthName(word)).toBe(false);
});
