// Which day, month or year a time expression means, read from the day of publication.
import type { TimeExpression } from '../../shared/records/claim.ts';
import type { DateMention, DateSpec, DateUnit } from './dates.ts';

/** Where to look for a date that names no year or week: before the publication or after it. */
export type Direction = 'past' | 'future';

const DAY = 86_400_000;
const pad = (n: number): string => String(n).padStart(2, '0');
const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** ISO 8601 week of a day: the week that holds its Thursday. */
function isoWeek(time: number): string {
  const thursday = time + (3 - ((new Date(time).getUTCDay() + 6) % 7)) * DAY;
  const year = new Date(thursday).getUTCFullYear();
  const week = 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY));
  return `${year}-W${pad(week)}`;
}

type Resolved = Pick<TimeExpression, 'iso' | 'precision'>;

function inUnit(year: number, month: number, time: number, unit: DateUnit, amount: number): Resolved {
  switch (unit) {
    case 'day':
      return { iso: isoDay(time + amount * DAY), precision: 'day' };
    case 'week':
      return { iso: isoWeek(time + amount * 7 * DAY), precision: 'week' };
    case 'month':
      return { iso: new Date(Date.UTC(year, month - 1 + amount, 1)).toISOString().slice(0, 7), precision: 'month' };
    case 'quarter': {
      const quarter = Math.floor((month - 1) / 3) + amount;
      return { iso: `${year + Math.floor(quarter / 4)}-Q${(((quarter % 4) + 4) % 4) + 1}`, precision: 'quarter' };
    }
    case 'year':
      return { iso: String(year + amount).padStart(4, '0'), precision: 'year' };
    case 'decade':
      return { iso: `${Math.floor(year / 10) + amount}X`, precision: 'decade' };
  }
}

const isBefore = (a: Resolved, b: Resolved): boolean => a.precision === b.precision && a.iso < b.iso;

function resolveSpec(spec: DateSpec, published: number | null, direction: Direction): Resolved | null {
  if (spec.kind === 'year') return { iso: String(spec.year), precision: 'year' };
  if (spec.kind === 'decade') return { iso: `${Math.floor(spec.start / 10)}X`, precision: 'decade' };
  if (spec.kind === 'day' && spec.year !== null) {
    const time = Date.UTC(spec.year, spec.month - 1, spec.day);
    // 31 June is a slip of the pen, no date.
    return new Date(time).getUTCMonth() === spec.month - 1 ? { iso: isoDay(time), precision: 'day' } : null;
  }
  if (spec.kind === 'month' && spec.year !== null)
    return { iso: `${spec.year}-${pad(spec.month)}`, precision: 'month' };
  if (spec.kind === 'quarter' && spec.year !== null)
    return { iso: `${spec.year}-Q${spec.quarter}`, precision: 'quarter' };
  if (spec.kind === 'range') {
    // "from 4 to 6 March 2024": the year of the end holds for the beginning.
    const year = 'year' in spec.to ? spec.to.year : null;
    const from = 'year' in spec.from && spec.from.year === null ? ({ ...spec.from, year } as DateSpec) : spec.from;
    const a = resolveSpec(from, published, direction);
    let b = resolveSpec(spec.to, published, direction);
    // "from 10 to 20 March", read on the 14th: the end is the first one after the beginning.
    if (a && b && isBefore(b, a) && /^(?:day|month)$/u.test(a.precision))
      b = resolveSpec(spec.to, Date.parse(a.iso), 'future');
    return a && b && !isBefore(b, a) ? { iso: `${a.iso}/${b.iso}`, precision: 'range' } : null;
  }
  if (published === null) return null;
  const today = new Date(published);
  const year = today.getUTCFullYear();
  const month = today.getUTCMonth() + 1;
  const future = direction === 'future';
  switch (spec.kind) {
    case 'weekday': {
      const back = (today.getUTCDay() - spec.weekday + 7) % 7;
      const ahead = (spec.weekday - today.getUTCDay() + 7) % 7;
      if (spec.shift === 'last') return { iso: isoDay(published - (back || 7) * DAY), precision: 'day' };
      if (spec.shift === 'next') return { iso: isoDay(published + (ahead || 7) * DAY), precision: 'day' };
      return { iso: isoDay(future ? published + ahead * DAY : published - back * DAY), precision: 'day' };
    }
    case 'day': {
      let time = Date.UTC(year, spec.month - 1, spec.day);
      if (future && time < published) time = Date.UTC(year + 1, spec.month - 1, spec.day);
      if (!future && time > published) time = Date.UTC(year - 1, spec.month - 1, spec.day);
      return new Date(time).getUTCMonth() === spec.month - 1 ? { iso: isoDay(time), precision: 'day' } : null;
    }
    case 'month': {
      let y = year;
      if (spec.shift === 'next' || (future && spec.shift !== 'last'))
        y = spec.month < month || (spec.shift === 'next' && spec.month === month) ? year + 1 : year;
      else y = spec.month > month || (spec.shift === 'last' && spec.month === month) ? year - 1 : year;
      if (spec.shift === 'this') y = year;
      return { iso: `${y}-${pad(spec.month)}`, precision: 'month' };
    }
    case 'quarter': {
      const current = Math.floor((month - 1) / 3) + 1;
      let y = year;
      if (spec.shift === 'last') y = year - 1;
      else if (spec.shift === 'next') y = year + 1;
      else if (spec.shift === 'this') y = year;
      else if (future) y = spec.quarter < current ? year + 1 : year;
      // A quarter is reported after it has ended.
      else y = spec.quarter >= current ? year - 1 : year;
      return { iso: `${y}-Q${spec.quarter}`, precision: 'quarter' };
    }
    case 'relative':
      return inUnit(year, month, published, spec.unit, spec.amount);
    case 'ago':
      // "two weeks ago" names a day, however roughly; months, quarters and years name themselves.
      if (spec.unit === 'week') return { iso: isoDay(published - spec.amount * 7 * DAY), precision: 'day' };
      return inUnit(year, month, published, spec.unit, -spec.amount);
  }
}

/**
 * Reads a time expression.
 *
 * @param published midnight UTC of the day of publication in milliseconds, or null: then only what names its year is resolved
 * @param direction for what names no year: the nearest one before the publication or after it, that day included
 * @returns null when the text does not say which day, month or year is meant
 */
export function resolveDate(
  text: string,
  mention: DateMention,
  published: number | null,
  direction: Direction,
): TimeExpression | null {
  const resolved = resolveSpec(mention.spec, published, direction);
  return (
    resolved && { text: text.slice(mention.start, mention.end), start: mention.start, end: mention.end, ...resolved }
  );
}

/** Midnight UTC of the day a publication date names, null when it is none. The day is the one written, whatever the time zone. */
export function publicationDay(publishedAt: string | null | undefined): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/u.exec(publishedAt ?? '');
  if (!match) return null;
  return Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
}
