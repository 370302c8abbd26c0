// Dates as feeds write them (RFC 822, W3CDTF, ISO 8601, asctime and national dialects) to ISO 8601 in UTC.

/**
 * Offsets in hours of zone names: those of RFC 822 §5 (its military letters with the signs that mailers really use), and
 * the names that news feeds of other regions write. Names with several meanings (IST) are left out; unknown counts as UTC.
 */
const ZONES: Record<string, number> = Object.assign(Object.create(null), {
  ...{ ut: 0, utc: 0, gmt: 0, z: 0, wet: 0, a: -1, n: 1, m: -12, y: 12 },
  ...{ adt: -3, ast: -4, at: -4, edt: -4, est: -5, et: -5, cdt: -5, cst: -6, ct: -6 },
  ...{ mdt: -6, mst: -7, mt: -7, pdt: -7, pst: -8, pt: -8, akdt: -8, akst: -9, hst: -10 },
  ...{ bst: 1, west: 1, cet: 1, met: 1, cest: 2, mest: 2, eet: 2, sast: 2, eest: 3, msk: 3 },
  ...{ hkt: 8, jst: 9, kst: 9, aest: 10, aedt: 11, nzst: 12, nzdt: 13 },
});

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** First three letters of month names: English first, then what other languages' feeds write in RFC 822 dates. */
const MONTHS: Record<string, number> = Object.assign(Object.create(null), {
  ...{ jan: 1, feb: 2, mar: 3, apr: 4, may: 5, jun: 6, jul: 7, aug: 8, sep: 9, oct: 10, nov: 11, dec: 12 },
  ...{ mär: 3, mrz: 3, maa: 3, mrt: 3, avr: 4, abr: 4, mai: 5, mei: 5, maj: 5, mag: 5, giu: 6, lug: 7, ago: 8 },
  ...{ ene: 1, gen: 1, fév: 2, fev: 2, aoû: 8, aou: 8, set: 9, okt: 10, out: 10, ott: 10, dez: 12, dic: 12 },
  ...{ déc: 12, des: 12, янв: 1, фев: 2, мар: 3, апр: 4, май: 5, мая: 5, июн: 6, июл: 7, авг: 8, сен: 9 },
  ...{ окт: 10, ноя: 11, дек: 12, ιαν: 1, φεβ: 2, μάρ: 3, μαρ: 3, απρ: 4, μάι: 5, μαϊ: 5, μαι: 5, αύγ: 8, αυγ: 8 },
  ...{ σεπ: 9, οκτ: 10, νοέ: 11, νοε: 11, δεκ: 12 },
  // Polish, Turkish, Romanian, Hungarian, Finnish, Ukrainian, Indonesian
  ...{ sty: 1, lut: 2, kwi: 4, cze: 6, lip: 7, sie: 8, wrz: 9, paź: 10, paz: 10, lis: 11, gru: 12 },
  ...{ oca: 1, şub: 2, sub: 2, nis: 4, haz: 6, tem: 7, ağu: 8, agu: 8, eyl: 9, eki: 10, kas: 11, ara: 12 },
  ...{ ian: 1, iun: 6, iul: 7, noi: 11, már: 3, ápr: 4, máj: 5, jún: 6, júl: 7, sze: 9 },
  ...{ tam: 1, hel: 2, huh: 4, tou: 5, kes: 6, hei: 7, elo: 8, syy: 9, lok: 10, jou: 12 },
  // Arabic, by the names of Egypt and the Gulf
  ...{
    ينا: 1,
    فبر: 2,
    مار: 3,
    أبر: 4,
    ابر: 4,
    إبر: 4,
    ماي: 5,
    يون: 6,
    يول: 7,
    أغس: 8,
    اغس: 8,
    سبت: 9,
    أكت: 10,
    اكت: 10,
  },
  ...{ نوف: 11, ديس: 12 },
  ...{ січ: 1, лют: 2, бер: 3, кві: 4, тра: 5, чер: 6, лип: 7, сер: 8, вер: 9, жов: 10, лис: 11, гру: 12, peb: 2 },
});

/** Names that are another month's by their first three letters: of Greek and French June and July, and Finnish November. */
const LONG_MONTHS: Record<string, number> = Object.assign(Object.create(null), {
  ...{ ιούν: 6, ιουν: 6, ιούλ: 7, ιουλ: 7, juin: 6, juil: 7, marr: 11 },
});

const HUNGARIAN_MONTHS =
  'január február március április május június július augusztus szeptember október november december'.split(' ');

/** Dates in feeds are short; a longer text is not one. */
const MAX_LENGTH = 100;

const INTEGER = /^[+-]?\d{1,9}$/;

function integer(text: string): number {
  const trimmed = text.trim();
  return INTEGER.test(trimmed) ? Number(trimmed) : Number.NaN;
}

/** Whole seconds of `30` or `30.25`; not a number otherwise. */
function seconds(text: string): number {
  const trimmed = text.trim();
  return /^\d{1,4}(?:\.\d*)?$/.test(trimmed) ? Math.trunc(Number(trimmed)) : Number.NaN;
}

/** Milliseconds since 1970 of a calendar date and time at an offset in minutes, or null when there is no such moment. */
function moment(
  [year, month, day, hour, minute, second]: [number, number, number, number, number, number],
  offsetMinutes: number,
): number | null {
  // ISO 8601 §4.2.3 writes the end of a day as 24:00; a leap second is :60.
  const endOfDay = hour === 24 && minute === 0 && second === 0;
  const valid =
    year >= 1 &&
    year <= 9999 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31 &&
    hour >= 0 &&
    (hour <= 23 || endOfDay) &&
    minute >= 0 &&
    minute <= 59 &&
    second >= 0 &&
    second <= 60;
  if (!valid || Number.isNaN(offsetMinutes)) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCDate() !== day) return null;
  return date.getTime() + ((hour * 60 + minute - offsetMinutes) * 60 + second) * 1000;
}

/** `+0100`, `-05:30`, `+1`, `gmt+2`, `est`, `etc/gmt` to minutes; unknown names are UTC, a broken number is not a number. */
function zoneMinutes(zone: string): number {
  let text = zone.startsWith('etc/') ? zone.slice(4) : zone;
  if (/^(?:gmt|utc)[+-]/.test(text)) text = text.slice(3);
  if (text[0] !== '+' && text[0] !== '-') return (ZONES[text] ?? 0) * 60;
  const match = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(text);
  if (!match) return Number.NaN;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return match[1] === '-' ? -minutes : minutes;
}

/**
 * W3CDTF (NOTE-datetime) and its variants: a space for the `T`, missing parts, a clock of two halves, a zone name after a
 * space or behind its offset.
 */
function w3cDate(text: string): number | null {
  const match = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:(?:t|\s+)(\S.*))?$/.exec(text);
  if (!match) return null;
  const date: [number, number, number] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)];
  const rest = match[4] ?? '00:00:00z';
  const time = /^(\d{1,2})(?::(\d{1,2}))?(?::(\d{1,2}(?:\.\d*)?))?\s*(\S.*)?$/.exec(rest);
  if (!time) return null;
  const [behind = 'z', ...more] = (time[4] ?? 'z').split(/\s+/);
  const half = HALF_OF_DAY.exec(behind)?.[0] === behind ? behind : '';
  const zone = half === '' ? behind : (more[0] ?? 'z');
  const clock: [number, number, number] = [
    hourOf(Number(time[1]), half),
    Number(time[2] ?? 0),
    seconds(time[3] ?? '0'),
  ];
  return moment([...date, ...clock], zoneMinutes(zone));
}

/** Month number of an English or other name, by its first letters; 0 when it is none. */
function monthNumber(name: string): number {
  return LONG_MONTHS[name.slice(0, 4)] ?? MONTHS[name.slice(0, 3)] ?? 0;
}

/** `am`, `p.m.`, behind the time with or without a space. */
const HALF_OF_DAY = /[ap]\.?m\.?$/;

/** Hour of the day of a clock with two halves; one above 12 is of a clock with 24, whatever stands behind it. */
function hourOf(hour: number, half: string): number {
  if (half === '' || !(hour >= 1 && hour <= 12)) return hour;
  return (hour % 12) + (half.startsWith('p') ? 12 : 0);
}

/** RFC 822 §5 with RFC 1123 years: day name optional, day and month in either order, time and zone may be missing. */
function rfc822Date(words: string[]): number | null {
  const parts = [...words];
  if (WEEKDAYS.includes(parts[0]!.slice(0, 3))) parts.shift();
  // A day name of another language, or none that exists, stands before a comma.
  else if (/^[^\d]*,$/.test(parts[0]!) || (parts.length > 4 && monthNumber(parts[2]!) && integer(parts[1]!) > 0))
    parts.shift();
  if (parts.length < 3) return null;
  let day = integer(parts[0]!.replace(/[.,]$/, ''));
  let month = monthNumber(parts[1]!);
  if (Number.isNaN(day)) {
    day = integer(parts[1]!.replace(/[.,]$/, ''));
    month = monthNumber(parts[0]!);
  }
  let year = integer(parts[2]!);
  if (Number.isNaN(day) || month === 0 || Number.isNaN(year)) return null;
  // Two-digit years: 90–99 are of the last century, as RSS did not exist before.
  if (parts[2]!.length <= 2) year += year < 90 ? 2000 : 1900;
  const [written = '00:00:00', ...rest] = parts.slice(3);
  const half = HALF_OF_DAY.exec(written)?.[0] ?? (HALF_OF_DAY.test(rest[0] ?? '') ? rest.shift()! : '');
  const time = (half === '' ? written : written.replace(HALF_OF_DAY, '')).split(':');
  if (time.length > 3) return null;
  const hour = hourOf(integer(time[0]!), half);
  const clock: [number, number, number] = [hour, integer(time[1] ?? '0'), seconds(time[2] ?? '0')];
  return moment([year, month, day, ...clock], zoneMinutes(rest[0] ?? '+0000'));
}

/** `Sun Jan  4 16:29:06 2004`, optionally with an offset before the year (C's asctime). */
function asctimeDate(words: string[]): number | null {
  if (words.length !== 5 && words.length !== 6) return null;
  const [weekday, month, day, time] = words as [string, string, string, string];
  const zone = words.length === 6 ? words[4]! : '+0000';
  return rfc822Date([weekday, day, month, words.at(-1)!, time, zone]);
}

const ISO_TIME = '(?:t?(\\d{2}):?(\\d{2})(?::?(\\d{2}))?(?:\\.\\d+)?(?:([+-]\\d{2}(?::?\\d{2})?)|z)?)?';
/** ISO 8601 calendar and ordinal dates without or with hyphens, in the order in which they are tried. */
const ISO_FORMS: { pattern: RegExp; date(match: RegExpExecArray): [number, number, number]; groups: number }[] = [
  {
    pattern: new RegExp(`^(\\d{4})-?([01]\\d)-?([0-3]\\d)${ISO_TIME}`),
    date: (m) => [Number(m[1]), Number(m[2]), Number(m[3])],
    groups: 3,
  },
  {
    pattern: new RegExp(`^(\\d{4})-?([0-3]\\d\\d)(?!\\d)${ISO_TIME}`),
    date: (m) => [Number(m[1]), 0, Number(m[2])],
    groups: 2,
  },
  { pattern: new RegExp(`^(\\d{4})-([01]\\d)${ISO_TIME}`), date: (m) => [Number(m[1]), Number(m[2]), 1], groups: 2 },
  {
    pattern: new RegExp(`^(\\d{2})-?([01]\\d)-?([0-3]\\d)(?!\\d)${ISO_TIME}`),
    date: (m) => [2000 + Number(m[1]), Number(m[2]), Number(m[3])],
    groups: 3,
  },
];

const WEEK_DATE = new RegExp(`^(\\d{4})-?w(\\d{2})(?:-?([1-7])(?!\\d))?${ISO_TIME}$`);

function isoDate(text: string): number | null {
  for (const form of ISO_FORMS) {
    const match = form.pattern.exec(text);
    if (!match) continue;
    const [year, month, day] = form.date(match);
    const [hour, minute, second, zone] = match.slice(form.groups + 1) as (string | undefined)[];
    const clock: [number, number, number] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)];
    const offset = zone === undefined ? 0 : zoneMinutes(zone);
    if (month !== 0) return moment([year, month, day, ...clock], offset);
    // An ordinal date counts days from the first of January.
    const start = moment([year, 1, 1, ...clock], offset);
    return start === null || day < 1 || day > 366 ? null : start + (day - 1) * 86_400_000;
  }
  return null;
}

/** `2006/09/15 08:19:53 EDT`, day name optional. */
function slashDate(text: string): number | null {
  const match = /(\d{4})\/(\d{1,2})\/(\d{1,2})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s+(\S{1,6}))?)?/.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, zone] = match;
  return moment(
    [Number(year), Number(month), Number(day), Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)],
    zoneMinutes(zone ?? 'z'),
  );
}

/** `2004-július-13T9:15-05:00`. */
function hungarianDate(text: string): number | null {
  const match = /^(\d{4})-([a-záéíóöőúüű]+)-(\d{1,2})t(\d{1,2}):(\d{2})([+-]\d{1,2}:\d{2})/.exec(text);
  if (!match) return null;
  // `februári` is how one blog host spelt it.
  const month = HUNGARIAN_MONTHS.findIndex((name) => match[2] === name || match[2] === `${name}i`) + 1;
  return moment(
    [Number(match[1]), month, Number(match[3]), Number(match[4]), Number(match[5]), 0],
    zoneMinutes(match[6]!),
  );
}

/** Korean dates, whose times are at +09:00: `2004년 05월 28일 01:31:15` and `2004-05-25 오후 11:23:17`. */
function koreanDate(text: string): number | null {
  const marks = /^(\d{4})년\s*(\d{1,2})월\s*(\d{1,2})일(?:\s*(오전|오후)?\s*(\d{1,2}):(\d{2})(?::(\d{2}))?)?/.exec(
    text,
  );
  if (marks) {
    const day: [number, number, number] = [Number(marks[1]), Number(marks[2]), Number(marks[3])];
    // A day alone stays that day.
    if (marks[5] === undefined) return moment([...day, 0, 0, 0], 0);
    const hour = hourOf(Number(marks[5]), { 오전: 'am', 오후: 'pm' }[marks[4] ?? ''] ?? '');
    return moment([...day, hour, Number(marks[6]), Number(marks[7] ?? 0)], 540);
  }
  const half = /^(\d{4})-(\d{2})-(\d{2})\s+(오전|오후)\s+(\d{1,2}):(\d{1,2}):(\d{1,2})/.exec(text);
  if (!half) return null;
  const hour = (Number(half[5]) % 12) + (half[4] === '오후' ? 12 : 0);
  return moment([Number(half[1]), Number(half[2]), Number(half[3]), hour, Number(half[6]), Number(half[7])], 540);
}

/** Chinese and Japanese dates, which name no zone: `2004年5月28日 01:31:15`, `2004年5月28日 1時31分`. */
function yearMonthDayDate(text: string): number | null {
  const match = /^(\d{4})年\s?(\d{1,2})月\s?(\d{1,2})日(?:\s*(\d{1,2})[:時时点](\d{1,2})(?:[:分](\d{1,2})?)?)?/.exec(
    text,
  );
  if (!match) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = match;
  return moment([Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second)], 0);
}

/** Seconds or milliseconds since 1970, of times since 2001: shorter numbers are days (`20310115`) or nothing. */
function epochDate(text: string): number | null {
  if (/^[1-9]\d{9}(?:\.\d{1,9})?$/.test(text)) return Math.trunc(Number(text)) * 1000;
  return /^[1-9]\d{12}$/.test(text) ? Number(text) : null;
}

/** ISO 8601 week dates: `2031-W05-6`, `2031W05`; a week alone is its Monday. */
function weekDate(text: string): number | null {
  const match = WEEK_DATE.exec(text);
  if (!match) return null;
  const week = Number(match[2]);
  const [hour, minute, second, zone] = match.slice(4) as (string | undefined)[];
  const clock: [number, number, number] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)];
  // The fourth of January lies in the first week (ISO 8601 §2.2.10).
  const fourth = moment([Number(match[1]), 1, 4, ...clock], zone === undefined ? 0 : zoneMinutes(zone));
  if (fourth === null || week < 1 || week > 53) return null;
  const weekday = (new Date(Date.UTC(Number(match[1]), 0, 4)).getUTCDay() + 6) % 7;
  return fourth + ((week - 1) * 7 + Number(match[3] ?? 1) - 1 - weekday) * 86_400_000;
}

/**
 * Days in numbers with the year behind (`01.02.2031 10:20`, `2/13/2031 3:05 PM`) or with dots (`2031.02.01`).
 *
 * Dots are day first everywhere. Slashes and hyphens are month first with a clock of two halves, and else only where one of
 * both numbers can be no month, or where the day of the week fits one reading: `01/02/2031` is a different day on each side
 * of an ocean, and no date is better than a wrong one.
 */
function numericDate(text: string): number | null {
  const match =
    /^(?:(\D{1,12}),\s*)?(\d{1,2})([./-])(\d{1,2})\3(\d{4})(?:,?\s+(?:-\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]\.?m\.?)?\s*(\S{1,9})?)?$/.exec(
      text,
    ) ?? /^()(\d{4})(\.)\s?(\d{1,2})\.\s?(\d{1,2})\.?(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
  if (!match) return null;
  const [, weekday = '', first, mark, second, third, hour = '0', minute = '0', seconds_ = '0', half = '', zone = 'z'] =
    match;
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  const clock: [number, number, number] = [hourOf(Number(hour), half), Number(minute), Number(seconds_)];
  const offset = zoneMinutes(zone);
  if (a > 31) return moment([a, b, c, ...clock], offset);
  if (mark === '.' || a > 12) return moment([c, b, a, ...clock], offset);
  if (b > 12 || half !== '' || a === b) return moment([c, a, b, ...clock], offset);
  const fitting = [
    [b, a],
    [a, b],
  ].filter(([month, day]) => WEEKDAYS[new Date(Date.UTC(c, month! - 1, day)).getUTCDay()] === weekday.slice(0, 3));
  return fitting.length === 1 ? moment([c, fitting[0]![0]!, fitting[0]![1]!, ...clock], offset) : null;
}

/**
 * Words between the parts of a date that are none of them: `1 de febrero de 2031`, `February 1, 2031 at 3:05 PM`,
 * `February 1, 2031 - 15:05`.
 */
const FILLERS = new Set(['-', '–', 'de', 'del', 'of', 'at', 'à', 'um', 'kl.', 'uhr']);

/**
 * RFC 822 dates with other punctuation: `Sat,01 Feb 2031`, RFC 850's `Saturday, 01-Feb-31`, `February 1st, 2031, 10:20`,
 * `1 Feb 2031 10.20`, `10:20:30+01:00`, `10:20:30GMT`.
 */
function loosenedDate(text: string): number | null {
  const loosened = text
    .replaceAll(',', ', ')
    .replace(/(^|\s)(\d{1,2})-(\p{L}{3,12})\.?-(\d{2,4})(?=$|[\s,])/u, '$1$2 $3 $4')
    .replace(/(^|\s)(\d{1,2})(?:st|nd|rd|th|er)(?=$|[\s,])/, '$1$2')
    .replace(/(\d{4}),/, '$1')
    .replace(
      /\s(\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?=$|\s)/,
      (_, hour, minute, second = '00') => ` ${hour}:${minute}:${second}`,
    )
    .replace(/(:\d{2})(z|gmt|utc|[+-]\d{1,2}:?\d{2})(?=$|\s)/, '$1 $2');
  const words = loosened.split(/\s+/).filter((word) => word !== '' && !FILLERS.has(word));
  return words.length === 0 ? null : rfc822Date(words);
}

/**
 * Reads a date of a feed.
 *
 * Missing parts take their smallest value (a month is its first day, a day its midnight), a missing or unknown zone is
 * UTC, two-digit years from 90 are of the 1900s. Fractions of seconds are dropped.
 *
 * @returns `YYYY-MM-DDThh:mm:ssZ`, or null when the text names no moment
 */
export function parseFeedDate(value: string): string | null {
  // The typographer's minus (U+2212) is one, too: without it an offset would be none.
  const text = value.trim().toLowerCase().replace('\u2212', '-');
  if (text === '' || text.length > MAX_LENGTH) return null;
  const words = text.split(/\s+/);
  const time =
    w3cDate(text) ??
    koreanDate(text) ??
    yearMonthDayDate(text) ??
    rfc822Date(words) ??
    epochDate(text) ??
    weekDate(text) ??
    isoDate(text) ??
    asctimeDate(words) ??
    slashDate(text) ??
    hungarianDate(text) ??
    numericDate(text) ??
    loosenedDate(text);
  if (time === null) return null;
  const iso = new Date(time).toISOString();
  return /^\d{4}-/.test(iso) ? `${iso.slice(0, 19)}Z` : null;
}
