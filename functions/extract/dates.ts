// Time expressions: found by a small grammar over tokens.
import { isNumberWord, numberAt } from './numbers.ts';
import { lowerAt, type Token, textAt } from './tokens.ts';

type Shift = 'last' | 'this' | 'next' | null;
export type DateUnit = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'decade';

export type DateSpec =
  | { kind: 'weekday'; weekday: number; shift: Shift }
  | { kind: 'day'; month: number; day: number; year: number | null }
  | { kind: 'month'; month: number; year: number | null; shift: Shift }
  | { kind: 'quarter'; quarter: number; year: number | null; shift: Shift }
  | { kind: 'year'; year: number }
  | { kind: 'decade'; start: number }
  | { kind: 'relative'; unit: DateUnit; amount: number }
  | { kind: 'ago'; unit: DateUnit; amount: number }
  | { kind: 'range'; from: DateSpec; to: DateSpec };

export interface DateMention {
  /** Token indices, end exclusive. */
  first: number;
  last: number;
  /** Offsets of the expression, without its preposition. */
  start: number;
  end: number;
  /** Token index of the preposition before it, or `first` when there is none: "on Monday" is skipped as a whole. */
  withPreposition: number;
  spec: DateSpec;
}

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
const UNITS: ReadonlyMap<string, DateUnit> = new Map(
  Object.entries<DateUnit>({
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
  spec: DateSpec;
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
