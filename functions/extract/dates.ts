// Time expressions: found by a small grammar over tokens, resolved against the day of publication.
import type { TimeExpression } from '../../shared/records/claim.ts';
import { isNumberWord, numberAt } from './numbers.ts';
import { lowerAt, type Token, textAt } from './tokens.ts';

type Shift = 'last' | 'this' | 'next' | null;
type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'decade';

type Spec =
  | { kind: 'weekday'; weekday: number; shift: Shift }
  | { kind: 'day'; month: number; day: number; year: number | null }
  | { kind: 'month'; month: number; year: number | null; shift: Shift }
  | { kind: 'quarter'; quarter: number; year: number | null; shift: Shift }
  | { kind: 'year'; year: number }
  | { kind: 'decade'; start: number }
  | { kind: 'relative'; unit: Unit; amount: number }
  | { kind: 'ago'; unit: Unit; amount: number }
  | { kind: 'range'; from: Spec; to: Spec };

export interface DateMention {
  /** Token indices, end exclusive. */
  first: number;
  last: number;
  /** Offsets of the expression, without its preposition. */
  start: number;
  end: number;
  /** Token index of the preposition before it, or `first` when there is none: "on Monday" is skipped as a whole. */
  withPreposition: number;
  spec: Spec;
}

/** Where to look for a date that names no year or week: before the publication or after it. */
export type Direction = 'past' | 'future';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const SHORT_MONTHS: ReadonlyMap<string, number> = new Map(
  Object.entries<number>({ jan: 1, feb: 2, aug: 8, sept: 9, sep: 9, oct: 10, nov: 11, dec: 12 }),
);
const ORDINALS: ReadonlyMap<string, number> = new Map(
  Object.entries<number>({ first: 1, second: 2, third: 3, fourth: 4, final: 4, last: 4 }),
);
const SHIFTS: ReadonlyMap<string, Shift> = new Map(
  Object.entries<Shift>({
    last: 'last',
    past: 'last',
    previous: 'last',
    this: 'this',
    current: 'this',
    next: 'next',
    coming: 'next',
  }),
);
const UNITS: ReadonlyMap<string, Unit> = new Map(
  Object.entries<Unit>({
    day: 'day',
    days: 'day',
    week: 'week',
    weeks: 'week',
    fortnight: 'week',
    month: 'month',
    months: 'month',
    quarter: 'quarter',
    quarters: 'quarter',
    year: 'year',
    years: 'year',
    decade: 'decade',
    decades: 'decade',
  }),
);
/** Prepositions that make a bare number of four digits a year and belong to the expression when it is skipped over. */
const PREPOSITIONS = new Set([
  'in',
  'on',
  'since',
  'by',
  'from',
  'until',
  'till',
  'before',
  'after',
  'during',
  'at',
  'through',
  'of',
  'late',
  'early',
  'mid',
  'around',
  'throughout',
  'for',
  'to',
  'through',
]);
const PARTS_OF_DAY = new Set(['morning', 'afternoon', 'evening', 'night', 'noon', 'lunchtime', 'midnight', 'dawn']);
/** Holidays on a fixed day: month, day. The movable ones (Easter) are no date. */
const HOLIDAYS: ReadonlyMap<string, [number, number]> = new Map(
  Object.entries<[number, number]>({
    'christmas eve': [12, 24],
    'christmas day': [12, 25],
    'boxing day': [12, 26],
    "year's eve": [12, 31],
    "year's day": [1, 1],
    "valentine's day": [2, 14],
  }),
);

const DATED =
  /^(?:interview|report|book|letter|speech|paper|study|article|memo|memoir|documentary|survey|census|election|essay|lecture|blog|post|email|tweet|statement|testimony|deposition|court|ruling|judgment|review|audit|inquiry|trial|case|budget|season|edition|agreement|treaty|law|act|flood|floods|fire|earthquake|war|strike|crash|disaster|crisis|festival|championship|championships|games|tournament|final)$/u;

/** Months whose names are also words count only with a day, a year or a preposition of time. */
const AMBIGUOUS_MONTH = new Set(['may', 'march']);

/** wink leaves these with their month, year or decade: "mid-January", "late-1990s". */
const PART_OF_PERIOD = /^(?:mid|early|late)-/u;

function monthOf(token: Token | undefined): number {
  if (!token || !/^\p{Lu}/u.test(token.text.replace(PART_OF_PERIOD, ''))) return 0;
  const word = token.lower.replace(PART_OF_PERIOD, '').replace(/\.$/u, '');
  return MONTHS.indexOf(word) + 1 || (SHORT_MONTHS.get(word) ?? 0);
}
function dayOf(token: Token | undefined): number {
  const match = token ? /^(\d{1,2})(?:st|nd|rd|th)?$/u.exec(token.lower) : null;
  const day = match ? Number(match[1]) : 0;
  return day <= 31 ? day : 0;
}
function yearOf(token: Token | undefined): number {
  const digits = token?.text.replace(PART_OF_PERIOD, '');
  return digits !== undefined && /^(?:1[5-9]|20|21)\d\d$/u.test(digits) ? Number(digits) : 0;
}
function weekdayOf(token: Token | undefined): number {
  if (!token || !/^\p{Lu}/u.test(token.text)) return -1;
  return WEEKDAYS.indexOf(token.lower);
}

interface Found {
  last: number;
  spec: Spec;
}

/** A day of a month, a month or a month with its year, beginning at `i`. */
function monthPhrase(tokens: readonly Token[], i: number): Found | null {
  // 4 March 2024 · 4th of March
  const day = dayOf(tokens[i]);
  if (day > 0) {
    const at = lowerAt(tokens, i + 1) === 'of' ? i + 2 : i + 1;
    const month = monthOf(tokens[at]);
    if (month > 0 && tokens[at]!.text.length > 2) {
      const comma = textAt(tokens, at + 1) === ',' ? 1 : 0;
      const year = yearOf(tokens[at + 1 + comma]);
      return { last: year ? at + 2 + comma : at + 1, spec: { kind: 'day', month, day, year: year || null } };
    }
  }
  // March 4, 2024 · March 4 · March 2024 · March
  const month = monthOf(tokens[i]);
  if (month > 0) {
    const d = dayOf(tokens[i + 1]);
    if (d > 0 && !/^(?:percent|%)$/u.test(lowerAt(tokens, i + 2))) {
      const comma = textAt(tokens, i + 2) === ',' ? 1 : 0;
      const year = yearOf(tokens[i + 2 + comma]);
      return { last: year ? i + 3 + comma : i + 2, spec: { kind: 'day', month, day: d, year: year || null } };
    }
    const at = /^(?:of|,)$/u.test(lowerAt(tokens, i + 1)) ? i + 2 : i + 1;
    const year = yearOf(tokens[at]);
    if (year) return { last: at + 1, spec: { kind: 'month', month, year, shift: null } };
    const before = lowerAt(tokens, i - 1);
    if (
      AMBIGUOUS_MONTH.has(tokens[i]!.lower) &&
      before !== 'between' &&
      !PREPOSITIONS.has(before) &&
      SHIFTS.get(before) === undefined
    )
      return null;
    // A month that is part of a name: April Jones, August Street.
    if (
      tokens[i + 1] &&
      /^\p{Lu}\p{Ll}/u.test(tokens[i + 1]!.text) &&
      tokens[i + 1]!.start - tokens[i]!.end === 1 &&
      weekdayOf(tokens[i + 1]) < 0
    )
      return null;
    return { last: i + 1, spec: { kind: 'month', month, year: null, shift: SHIFTS.get(before) ?? null } };
  }
  return null;
}

function simple(tokens: readonly Token[], i: number): Found | null {
  const token = tokens[i]!;
  const next = tokens[i + 1];
  const lower = token.lower;
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(token.text);
  if (iso) {
    const [, year, month, day] = iso.map(Number);
    if (month! >= 1 && month! <= 12 && day! >= 1 && day! <= 31)
      return { last: i + 1, spec: { kind: 'day', month: month!, day: day!, year: year! } };
  }
  const weekday = weekdayOf(token);
  if (weekday >= 0) {
    const comma = next?.text === ',' ? 1 : 0;
    const dated = monthPhrase(tokens, i + 1 + comma);
    if (dated?.spec.kind === 'day') return dated;
    // "the Sunday Mirror": a weekday between an article and a capital is part of a name.
    const before = lowerAt(tokens, i - 1);
    if (before === 'the' && /^\p{Lu}/u.test(textAt(tokens, i + 1))) return null;
    const last = PARTS_OF_DAY.has(lowerAt(tokens, i + 1)) ? i + 2 : i + 1;
    // "on a Sunday (morning)" is any; "on a Sunday call" is this one's.
    if (before === 'a' && lowerAt(tokens, i - 2) === 'on' && tokens[last]?.pos !== 'NOUN') return null;
    return { last, spec: { kind: 'weekday', weekday, shift: SHIFTS.get(before) ?? null } };
  }
  if (lower === 'today' || lower === 'tonight')
    return { last: i + 1, spec: { kind: 'relative', unit: 'day', amount: 0 } };
  if (lower === 'yesterday' || lower === 'tomorrow') {
    const last = PARTS_OF_DAY.has(lowerAt(tokens, i + 1)) ? i + 2 : i + 1;
    return { last, spec: { kind: 'relative', unit: 'day', amount: lower === 'tomorrow' ? 1 : -1 } };
  }
  if (lower === 'last' || lower === 'this' || lower === 'next') {
    const word = lowerAt(tokens, i + 1);
    if (lower === 'this' && PARTS_OF_DAY.has(word))
      return { last: i + 2, spec: { kind: 'relative', unit: 'day', amount: 0 } };
    if (lower === 'last' && word === 'night')
      return { last: i + 2, spec: { kind: 'relative', unit: 'day', amount: -1 } };
    const unit = UNITS.get(word);
    // "this week's issue", "last year's floods": the possessive names the thing, the date still holds; not "this week-long fair".
    const compound = textAt(tokens, i + 2) === '-' && tokens[i + 2]!.start === next!.end;
    if (unit && !word.endsWith('s') && unit !== 'day' && unit !== 'decade' && !compound)
      return {
        last: i + 2,
        spec: { kind: 'relative', unit, amount: lower === 'last' ? -1 : lower === 'next' ? 1 : 0 },
      };
  }
  const quarter = ORDINALS.get(lower);
  if (quarter !== undefined && next?.lower === 'quarter') {
    const at = lowerAt(tokens, i + 2) === 'of' ? i + 3 : i + 2;
    const year = yearOf(tokens[at]);
    const shifted = lowerAt(tokens, at);
    if ((shifted === 'last' || shifted === 'this' || shifted === 'next') && lowerAt(tokens, at + 1) === 'year')
      return { last: at + 2, spec: { kind: 'quarter', quarter, year: null, shift: shifted } };
    return { last: year ? at + 1 : i + 2, spec: { kind: 'quarter', quarter, year: year || null, shift: null } };
  }
  const short = /^q([1-4])$/u.exec(lower);
  if (short) {
    const year = yearOf(next);
    return {
      last: year ? i + 2 : i + 1,
      spec: { kind: 'quarter', quarter: Number(short[1]), year: year || null, shift: null },
    };
  }
  const decade = /^(?:(?:mid|early|late)-)?((?:1\d|20)\d0)s$/u.exec(lower);
  if (decade) return { last: i + 1, spec: { kind: 'decade', start: Number(decade[1]) } };
  // "the 1990's": wink splits before the apostrophe, at times after it, too.
  if (
    lowerAt(tokens, i - 1) === 'the' &&
    /^(?:1\d|20)\d0$/u.test(lower) &&
    `${lowerAt(tokens, i + 1)}${lowerAt(tokens, i + 2)}`.startsWith("'s")
  )
    return { last: next!.lower === "'" ? i + 3 : i + 2, spec: { kind: 'decade', start: Number(lower) } };
  const holiday = HOLIDAYS.get(`${lower} ${lowerAt(tokens, i + 1)}`);
  if (holiday)
    return {
      last: i + 2,
      spec: { kind: 'day', month: holiday[0], day: holiday[1], year: yearOf(tokens[i + 2]) || null },
    };
  const number = lower === 'a' || lower === 'an' ? { value: 1, last: i + 1 } : numberAt(tokens, i);
  if (number && Number.isInteger(number.value) && number.value <= 1000) {
    const word = lowerAt(tokens, number.last);
    const unit = UNITS.get(word);
    if (unit && lowerAt(tokens, number.last + 1) === 'ago') {
      const weeks = word === 'fortnight' ? 2 : 1;
      return { last: number.last + 2, spec: { kind: 'ago', unit, amount: number.value * weeks } };
    }
  }
  const phrase = monthPhrase(tokens, i);
  if (phrase) return phrase;
  const year = yearOf(token);
  if (year) {
    const before = lowerAt(tokens, i - 1);
    // "in 2,000 ships" is split by wink only at the comma; "in 2019 ships" stays a year, a rare loss.
    const second = (before === 'or' || before === 'and') && yearOf(tokens[i - 2]) > 0;
    // "in a 2017 interview": a year before the name of something that has a date
    const dated = /^(?:an?|the|his|her|its|their)$/u.test(before) && DATED.test(lowerAt(tokens, i + 1));
    // "as early as 2019", "as recently as 2019"
    const asEarly = before === 'as' && /^(?:early|late|recently)$/u.test(lowerAt(tokens, i - 2));
    if (
      dated ||
      second ||
      asEarly ||
      PREPOSITIONS.has(before) ||
      before === 'year' ||
      before === 'fiscal' ||
      before === '('
    )
      return { last: i + 1, spec: { kind: 'year', year } };
  }
  return null;
}

/** "2016-21", "2016-2021", one token for wink, and "2016–2021" with a dash, three. */
function yearSpan(tokens: readonly Token[], i: number): Found | null {
  const dashed = textAt(tokens, i + 1) === '–';
  const written = dashed ? `${tokens[i]!.text}-${textAt(tokens, i + 2)}` : tokens[i]!.text;
  const span = /^((?:1[5-9]|20)\d\d)-((?:1[5-9]|20)?\d\d)$/u.exec(written);
  if (!span) return null;
  const from = Number(span[1]);
  const to = span[2]!.length === 2 ? Math.floor(from / 100) * 100 + Number(span[2]) : Number(span[2]);
  if (to <= from) return null;
  const last = dashed ? i + 3 : i + 1;
  return { last, spec: { kind: 'range', from: { kind: 'year', year: from }, to: { kind: 'year', year: to } } };
}

/** between A and B · from A to/until B, for years, months, days; "between 2 and 5 March". */
function range(tokens: readonly Token[], i: number): Found | null {
  if (!/^(?:between|from)$/u.test(lowerAt(tokens, i - 1))) return yearSpan(tokens, i);
  const year = yearOf(tokens[i]);
  const from: Found | null = year ? { last: i + 1, spec: { kind: 'year', year } } : simple(tokens, i);
  if (!/^(?:and|to|until|through)$/u.test(lowerAt(tokens, from ? from.last : i + 1))) return null;
  const after = (from ? from.last : i + 1) + 1;
  const otherYear = yearOf(tokens[after]);
  const to: Found | null = otherYear
    ? { last: after + 1, spec: { kind: 'year', year: otherYear } }
    : tokens[after]
      ? simple(tokens, after)
      : null;
  if (!to) return null;
  if (from) return { last: to.last, spec: { kind: 'range', from: from.spec, to: to.spec } };
  const day = dayOf(tokens[i]);
  if (day > 0 && to.spec.kind === 'day')
    return { last: to.last, spec: { kind: 'range', from: { ...to.spec, day }, to: to.spec } };
  return null;
}

const OPENERS = new Set([
  'today',
  'tonight',
  'yesterday',
  'tomorrow',
  'a',
  'an',
  'final',
  ...SHIFTS.keys(),
  ...ORDINALS.keys(),
]);

/** A cheap look at a token before the grammar: digits, capitals, number words and the words that open an expression. */
function mayOpen(token: Token): boolean {
  const code = token.text.charCodeAt(0);
  const upper = code >= 65 && code <= 90;
  const digit = code >= 48 && code <= 57;
  return upper || digit || OPENERS.has(token.lower) || isNumberWord(token.lower) || PART_OF_PERIOD.test(token.lower);
}

/** All time expressions of the text, in order, without overlaps. Linear time. */
export function findDates(tokens: readonly Token[]): DateMention[] {
  const found: DateMention[] = [];
  let free = 0;
  for (let i = 0; i < tokens.length; i++) {
    if (!mayOpen(tokens[i]!)) continue;
    const hit = range(tokens, i) ?? simple(tokens, i);
    if (!hit) continue;
    let first = i;
    // The word that shifts a weekday or month belongs to it: "last Tuesday".
    if (first > free && SHIFTS.get(tokens[first - 1]!.lower) && hit.spec.kind !== 'relative') first--;
    let before = first;
    while (
      before > free &&
      first - before < 3 &&
      (PREPOSITIONS.has(tokens[before - 1]!.lower) ||
        /^(?:earlier|later|the|between|just|end|beginning|start|middle)$/u.test(tokens[before - 1]!.lower))
    )
      before--;
    found.push({
      first,
      last: hit.last,
      start: tokens[first]!.start,
      end: tokens[hit.last - 1]!.end,
      withPreposition: before,
      spec: hit.spec,
    });
    free = hit.last;
    i = hit.last - 1;
  }
  return found;
}

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

function inUnit(year: number, month: number, time: number, unit: Unit, amount: number): Resolved {
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

function resolveSpec(spec: Spec, published: number | null, direction: Direction): Resolved | null {
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
    const from = 'year' in spec.from && spec.from.year === null ? ({ ...spec.from, year } as Spec) : spec.from;
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
