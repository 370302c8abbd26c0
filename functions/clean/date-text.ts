// Reads one written date: ISO, mail, and the forms newspapers print, in the languages of the larger news sites.

export interface ReadDate {
  /** ISO 8601, as precise as written; the offset is kept as written, a missing one is not invented. */
  value: string;
  precision: 'second' | 'minute' | 'day' | 'month';
}

const ENGLISH = 'January February March April May June July August September October November December'.split(' ');

/**
 * Month names and their usual abbreviations, by language family. A name that two languages share names the same month in
 * both. Compared without a trailing dot, lower case, NFC.
 */
const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'january jan januar januari janvier janv enero ene janeiro gennaio gen jänner jän januára января январь янв січня ocak oca stycznia styczeń sty ledna leden ianuarie ian tammikuuta január január siječnja ιανουαρίου ιαν janvāris janvārī gener janúar jaanuar yanvar јануар јануари януари sausio janar қаңтар იანვარი հունվարի',
    'february feb februar februari février févr fév fevr febrero fevereiro fev febbraio febr februára февраля февраль фев лютого şubat şub lutego luty lut února únor februarie helmikuuta február veljače φεβρουαρίου φεβ februāris februārī febrer febrúar veebruar fevral фебруар фебруари февруари vasario shkurt pebrero ақпан თებერვალი փետրվարի',
    'march mar märz mär maart mrt mars marzo março marz marca марта март мар березня mart marca maret marzec března březen brez martie maaliskuuta március ožujka μαρτίου μαρ marts martā març märts kovo marec наурыз მარტი մարտի',
    'april apr avril avr abril abr aprile apríla апреля апрель апр квітня nisan nis kwietnia kwiecień kwi dubna duben aprilie huhtikuuta április travnja απριλίου απρ aprīlis aprīlī aprill apríl април aprel balandžio prill сәуір აპრილი ապրիլի',
    'may mai mei maj mayo maio maggio mag mája мая май травня mayıs maja květen května toukokuuta május svibnja μαΐου μαϊ maijs maijā maig maí мај gegužės мамыр მაისი մայիսի',
    'june jun juni juin junio junho giugno giu jún júna июня июнь июн червня haziran haz czerwca czerwiec cze června červen iunie iun kesäkuuta június lipnja ιουνίου ιουν jūnijs jūnijā juny júní juuni јун јуни юни iyun junij birželio hunyo маусым ივნისი հունիսի',
    'july jul juli juillet juil julio julho luglio lug júla июля июль июл липня temmuz tem lipca lipiec lip července červenec iulie iul heinäkuuta július srpnja ιουλίου ιουλ jūlijs jūlijā juliol júlí juuli јул јули юли iyul julij liepos korrik hulyo шілде ივლისი հուլիսի',
    'august aug augustus août agosto ago agustus augusti augusta августа август авг серпня ağustos ağu sierpnia sierpień sie srpna srpen elokuuta augusztus kolovoza αυγούστου αυγ augusts augustā agost ágúst avqust avgust rugpjūčio gusht тамыз აგვისტო օգոստոսի',
    'september sept sep septembre septiembre setembro set settembre sett septembra сентября сентябрь сен вересня eylül eyl września wrzesień wrz září septembrie syyskuuta szeptember rujna σεπτεμβρίου σεπ septembris septembrī setembre септембар септември sentyabr septembar rugsėjo shtator setyembre қыркүйек სექტემბერი սեպտեմբերի',
    'october oct oktober okt octobre octubre outubro out ottobre ott októbra октября октябрь окт жовтня ekim eki października październik paź října říjen octombrie lokakuuta október listopada οκτωβρίου οκτ oktobris oktobrī oktoober октобар октомври oktyabr oktobar spalio tetor oktubre қазан ოქტომბერი հոկտեմբերի',
    'november nov novembre noviembre novembro novembra ноября ноябрь ноя листопада kasım kas listopad lis listopadu noiembrie marraskuuta studenoga studenog νοεμβρίου νοε novembris novembrī nóvember новембар ноември noyabr novembar lapkričio nëntor nobyembre қараша ნოემბერი նոյեմբերի',
    'december dec dezember dez décembre déc diciembre dic dezembro dicembre decembra декабря декабрь дек грудня aralık ara grudnia grudzień gru prosince prosinec decembrie joulukuuta desember des prosinca δεκεμβρίου δεκ decembris decembrī desembre detsember децембар декември dekabr decembar gruodžio dhjetor disyembre желтоқсан დეკემბერი դեկտեմբերի',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1])),
);

/** Months of languages whose names have two words or vowel signs, as written. */
const OTHER_MONTHS = new Map(
  [
    'يناير,ינואר,มกราคม,ม.ค.,كانون الثاني,جانفي,जनवरी,জানুয়ারি,জানুয়ারী,جنوری',
    'فبراير,פברואר,กุมภาพันธ์,ก.พ.,شباط,فيفري,फरवरी,फ़रवरी,ফেব্রুয়ারি,ফেব্রুয়ারী,فروری',
    'مارس,מרץ,מרס,มีนาคม,มี.ค.,آذار,मार्च,মার্চ,مارچ',
    'أبريل,אפריל,เมษายน,เม.ย.,ابريل,إبريل,نيسان,أفريل,अप्रैल,এপ্রিল,اپریل',
    'مايو,מאי,พฤษภาคม,พ.ค.,أيار,ماي,मई,মে,مئی',
    'يونيو,יוני,มิถุนายน,มิ.ย.,يونيه,حزيران,جوان,जून,জুন,جون',
    'يوليو,יולי,กรกฎาคม,ก.ค.,يوليه,يوليوز,تموز,جويلية,जुलाई,জুলাই,جولائی',
    'أغسطس,אוגוסט,สิงหาคม,ส.ค.,اغسطس,آب,غشت,أوت,अगस्त,আগস্ট,اگست',
    'سبتمبر,ספטמבר,กันยายน,ก.ย.,أيلول,شتنبر,सितंबर,सितम्बर,সেপ্টেম্বর,ستمبر',
    'أكتوبر,אוקטובר,ตุลาคม,ต.ค.,اكتوبر,تشرين الأول,अक्टूबर,अक्तूबर,অক্টোবর,اکتوبر',
    'نوفمبر,נובמבר,พฤศจิกายน,พ.ย.,تشرين الثاني,نونبر,नवंबर,नवम्बर,নভেম্বর,نومبر',
    'ديسمبر,דצמבר,ธันวาคม,ธ.ค.,كانون الأول,دجنبر,दिसंबर,दिसम्बर,ডিসেম্বর,دسمبر',
  ].flatMap((names, index) =>
    names
      .normalize('NFC')
      .split(',')
      .map((name) => [name, ENGLISH[index] as string] as const),
  ),
);
/** One of them, or the same month by two names: `مايو/أيار`. */
const OTHER_MONTH = new RegExp(
  `(?<![\\p{L}\\p{M}])ב?(${[...OTHER_MONTHS.keys()].map((name) => name.replaceAll('.', '[.]')).join('|')})(?:\\s?/\\s?(?:${[...OTHER_MONTHS.keys()].join('|')}))?(?![\\p{L}\\p{M}])`,
  'gu',
);

/** Years between the Buddha's and ours. */
const BUDDHIST_YEARS = 543;

const JALALI = 'فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند'.split(' ');
/** `25 اردیبهشت 1403`, `1403/02/25`, in European digits. */
const JALALI_NAMED = new RegExp(`(?<!\\d)(\\d{1,2})\\s(${JALALI.join('|')})\\s(?:ماه\\s)?(1[34]\\d{2})(?!\\d)`, 'u');
const JALALI_NUMERIC = /(?<!\d)(1[34]\d{2})([/-])(\d{1,2})\2(\d{1,2})(?!\d)/;
/** Remainders by 33 of the leap years of the Iranian calendar, from 1244 to 1472. */
const JALALI_LEAP: ReadonlySet<number> = new Set([1, 5, 9, 13, 17, 22, 26, 30]);
/** 1 Farvardin 1370. */
const JALALI_EPOCH = Date.UTC(1991, 2, 21);

/** From here on (2042 of ours) a number of a year is the Islamic one of today, which is no help: days depend on the moon. */
const JALALI_END = 1421;

/** A day of the Iranian calendar as an ISO date, or null when the calendar has no such day. */
function fromJalali(year: number, month: number, day: number): string | null {
  if (year < 1370 || year >= JALALI_END || month < 1 || month > 12 || day < 1) return null;
  const isLeap = (each: number) => JALALI_LEAP.has(each % 33);
  if (day > (month <= 6 ? 31 : month < 12 || isLeap(year) ? 30 : 29)) return null;
  let days = (month - 1) * 30 + Math.min(month - 1, 6) + day - 1;
  for (let each = 1370; each < year; each++) days += isLeap(each) ? 366 : 365;
  return new Date(JALALI_EPOCH + days * 86_400_000).toISOString().slice(0, 10);
}

function withoutJalali(text: string): string {
  const named = JALALI_NAMED.exec(text);
  const numeric = named ?? JALALI_NUMERIC.exec(text);
  if (numeric === null) return text;
  const iso = named
    ? fromJalali(Number(named[3]), JALALI.indexOf(named[2] as string) + 1, Number(named[1]))
    : fromJalali(Number(numeric[1]), Number(numeric[3]), Number(numeric[4]));
  return iso === null ? text : text.replace(numeric[0], iso);
}

/** Years of the Japanese eras since 1989 and of the Republic of China, counted from the year before the first. */
const ERA = /(?<!\p{L})(令和|平成|民國|民国)\s?(元|\d{1,3})\s?(?=年)/u;
const YEAR_BEFORE_ERA: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 民國: 1911, 民国: 1911 };

/** Arabic, Hebrew, Devanagari, Bengali and Thai digits, months and years as those of English. */
function inEnglish(text: string): string {
  const era = ERA.exec(text);
  if (era) {
    const year = (YEAR_BEFORE_ERA[era[1] as string] as number) + (era[2] === '元' ? 1 : Number(era[2]));
    return text.replace(era[0], String(year));
  }
  if (/(?<!\d)1[34]\d{2}[/-]\d/.test(text)) return withoutJalali(text);
  if (!/[\u0590-\u06FF\u0900-\u09FF\u0E00-\u0E7F]/.test(text)) return text;
  const years = /\p{Script=Thai}/u.test(text)
    ? text
        .replace(/[๐-๙]/g, (digit) => String('๐๑๒๓๔๕๖๗๘๙'.indexOf(digit)))
        .replace(/(?<!\d)2[56]\d{2}(?!\d)/g, (year) => String(Number(year) - BUDDHIST_YEARS))
    : text;
  const european = years
    .replace(/[٠-٩۰-۹०-९০-৯]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯'.indexOf(digit) % 10))
    .replace(/،/g, ',');
  return withoutJalali(european).replace(OTHER_MONTH, (_, name: string) => OTHER_MONTHS.get(name) as string);
}

/** Earliest year that is read as a year of publication: before, the web had no news pages. */
const MIN_YEAR = 1990;
const MAX_YEAR = 2099;

const pad = (value: number, width = 2) => String(value).padStart(width, '0');

/** Whether the day exists in the calendar, in the years of online news. */
export function isRealDay(year: number, month: number, day: number): boolean {
  if (year < MIN_YEAR || year > MAX_YEAR || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

interface Clock {
  text: string;
  precision: 'second' | 'minute';
}

const NAMED_OFFSETS: Readonly<Record<string, string>> = {
  z: 'Z',
  gmt: 'Z',
  utc: 'Z',
  ut: 'Z',
  est: '-05:00',
  edt: '-04:00',
  cst: '-06:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
  bst: '+01:00',
  cet: '+01:00',
  cest: '+02:00',
  mez: '+01:00',
  mesz: '+02:00',
  eet: '+02:00',
  eest: '+03:00',
  msk: '+03:00',
  ist: '+05:30',
  jst: '+09:00',
  kst: '+09:00',
};

/**
 * A time of day in the words after the date: `12:30`, `T12:30:05.123+0200`, `- 01:23 AM EST`, `at 3pm` is not read, nor is
 * another date (`12.05.2024`, `2024.05.12`).
 */
const CLOCK =
  /(?<!\d[:.]?)([01]?\d|2[0-4])[:.h時时]([0-5]\d)(?:[:.分]([0-5]\d|60)(?:[.,]\d{1,9})?)?(?![:.]?\d)\s?([ap]\.?m\b\.?)?\s?(z\b|[+-]\d{2}:?\d{2}\b|(?:gmt|utc)[+-]\d{1,2}\b|[a-z]{2,4}\b)?/i;

function readClock(text: string): Clock | null {
  const match = CLOCK.exec(text.slice(0, 40));
  if (!match) return null;
  let hour = Number(match[1]);
  const half = match[4]?.[0]?.toLowerCase();
  if (half !== undefined) {
    if (hour > 12) return null;
    hour = (hour % 12) + (half === 'p' ? 12 : 0);
  }
  if (hour > 23) return null;
  const seconds = match[3];
  const zone = match[5]?.toLowerCase() ?? '';
  let offset = NAMED_OFFSETS[zone] ?? '';
  const numeric = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (numeric) {
    const hours = Number(numeric[2]);
    offset = hours > 14 ? '' : `${numeric[1]}${pad(hours)}:${numeric[3] ?? '00'}`;
    if (/^[+-]00:00$/.test(offset)) offset = 'Z';
  }
  return {
    text: `T${pad(hour)}:${match[2]}${seconds === undefined ? '' : `:${seconds}`}${offset}`,
    precision: seconds === undefined ? 'minute' : 'second',
  };
}

function build(year: number, month: number, day: number, rest: string): ReadDate | null {
  if (!isRealDay(year, month, day)) return null;
  const date = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  const clock = readClock(rest);
  return clock ? { value: `${date}${clock.text}`, precision: clock.precision } : { value: date, precision: 'day' };
}

const ISO = /(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{2}:?\d{2})?$/;
const CJK = /(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/;
/** `2024. 5. 12.` of Korean and Hungarian. */
const SPACED = /(?<!\d)(\d{4})\.\s(\d{1,2})\.\s(\d{1,2})(?:\.|(?!\d))/;
/** `12 tháng 5 năm 2024`, `12 tháng 5, 2024` */
const VIETNAMESE = /(?<!\d)(\d{1,2})\stháng\s(\d{1,2}),?\s(?:năm\s)?(\d{4})(?!\d)/iu;
const NUMERIC = /(?<![\d/.-])(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?![\d])/;
/** `1 March 2024`, `1. März 2024`, `1 de marzo de 2024`, `1st of March, 2024` */
const DAY_MONTH =
  /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|°)?[.,]?[\s-]{1,3}(?:of\s|de\s|d['’]\s?)?(\p{L}{3,14})\.?,?[\s-]{1,3}(?:de\s|del\s)?['’]?(\d{4})(?!\d)/gu;
/** `March 1, 2024`, `Mar. 1st 2024` */
const MONTH_DAY = /(?<!\p{L})(\p{L}{3,14})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})(?!\d)/gu;
/** Year first with a name: `2024 March 1`, `2024 m. kovo 1 d.` */
const YEAR_FIRST = /(?<!\d)(\d{4})[.,]?\s{1,3}(?:m\.\s)?(\p{L}{3,14})\.?\s{1,3}(\d{1,2})(?!\d)/gu;
/** `2024. gada 1. martā` */
const YEAR_DAY_MONTH = /(?<!\d)(\d{4})\.\sgada\s(\d{1,2})\.\s(\p{L}{3,14})/gu;
/** The clocks of the United States, which write the month first. */
const AMERICAN_ZONE = /\b[ECMP][SD]T\b/;

function monthOf(name: string): number | undefined {
  const lower = name.toLowerCase();
  return Object.hasOwn(MONTHS, lower) ? MONTHS[lower] : undefined;
}

/** The word names a month, in full or short. */
export function isMonthName(word: string): boolean {
  return monthOf(word) !== undefined;
}

const WEEKDAY = /\b(sun|mon|tue|wed|thu|fri|sat)(?:s?day|sday|nesday|rsday|urday|s|rs)?\b/i;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Whether the weekday beside two numbers is that of one reading and not of the other: `Thu, 11/02/2023`. */
function monthFirstByWeekday(text: string, year: number, first: number, second: number): boolean | null {
  const named = WEEKDAY.exec(text)?.[1]?.toLowerCase();
  if (named === undefined) return null;
  const falls = (month: number, day: number) =>
    isRealDay(year, month, day) && WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] === named;
  const [byMonth, byDay] = [falls(first, second), falls(second, first)];
  return byMonth === byDay ? null : byMonth;
}

export interface ReadDateOptions {
  /** `03/04/2024` is the 4th of March; default false (3rd of April), as everywhere outside the United States. */
  monthFirst?: boolean;
}

/**
 * Reads the first date of a short text (an attribute, a byline): the first 200 characters count.
 *
 * @returns null when there is none, it is not in the calendar, or it is outside 1990–2099
 *
 * @example readDate('Nov 03, 2022 - 01:23 AM') // { value: '2022-11-03T01:23', precision: 'minute' }
 */
export function readDate(written: string, options: ReadDateOptions = {}): ReadDate | null {
  const text = inEnglish(written.slice(0, 200).normalize('NFC')).replace(/\s+/g, ' ').trim();
  if (!/\d/.test(text)) return null;
  const compact = COMPACT.exec(text);
  if (compact) {
    const [, year, month, day, hour, minute, second, zone] = compact;
    const clock =
      hour === undefined ? '' : ` ${hour}:${minute}${second === undefined ? '' : `:${second}`}${zone ?? ''}`;
    return build(Number(year), Number(month), Number(day), clock);
  }
  if (/^\d{10}(?:\d{3})?(?:\.\d{1,6})?$/.test(text)) {
    const seconds = Number(text.slice(0, 10));
    return readDate(new Date(seconds * 1000).toISOString());
  }
  const after = (match: RegExpExecArray) => text.slice(match.index + match[0].length);
  // A time may stand before the date (`12:30, 1 March 2024`); after it is the common case.
  const clockText = (match: RegExpExecArray) =>
    CLOCK.test(after(match).slice(0, 40)) ? after(match) : text.slice(Math.max(0, match.index - 20), match.index);

  const iso = ISO.exec(text) ?? CJK.exec(text) ?? SPACED.exec(text);
  if (iso) {
    const parts = iso.length === 5 ? [iso[1], iso[3], iso[4]] : [iso[1], iso[2], iso[3]];
    const [year, month, day] = parts.map(Number) as [number, number, number];
    return build(year, month, day, clockText(iso)) ?? build(year, day, month, clockText(iso));
  }
  const vietnamese = VIETNAMESE.exec(text);
  if (vietnamese) {
    const [day, month, year] = vietnamese.slice(1).map(Number) as [number, number, number];
    return build(year, month, day, clockText(vietnamese));
  }
  for (const [pattern, y, m, d] of [
    [DAY_MONTH, 3, 2, 1],
    [MONTH_DAY, 3, 1, 2],
    [YEAR_FIRST, 1, 2, 3],
    [YEAR_DAY_MONTH, 1, 3, 2],
  ] as const) {
    // Before it may stand the same day of another calendar: `23 رجب 1447 - 12 يناير 2026`.
    for (const match of text.matchAll(pattern)) {
      const month = monthOf(match[m] as string);
      const read = month === undefined ? null : build(Number(match[y]), month, Number(match[d]), clockText(match));
      if (read) return read;
    }
  }
  const numeric = NUMERIC.exec(text);
  if (numeric) {
    const first = Number(numeric[1]);
    const second = Number(numeric[3]);
    const short = numeric[4] as string;
    const year = short.length === 2 ? 2000 + Number(short) : Number(short);
    const byDay = monthFirstByWeekday(text, year, first, second);
    if (byDay !== null)
      return byDay ? build(year, first, second, clockText(numeric)) : build(year, second, first, clockText(numeric));
    const isAmerican = options.monthFirst === true || AMERICAN_ZONE.test(text);
    const monthFirst = second > 12 || (first <= 12 && numeric[2] !== '.' && isAmerican);
    return monthFirst ? build(year, first, second, clockText(numeric)) : build(year, second, first, clockText(numeric));
  }
  return null;
}

/** The calendar day of a read date, as written (never shifted to another time zone). */
export function dayOf(value: string): string {
  return value.slice(0, 10);
}

/**
 * A date in the path of an address: `/2024/03/01/`, `/2024-03-01-title`, `/20240301/`, `/2024/mar/01/`; a month alone
 * (`/2024/03/`) is a month.
 */
export function readUrlDate(address: string): ReadDate | null {
  let path: string;
  try {
    path = new URL(address).pathname;
  } catch {
    return null;
  }
  const numeric = /[/_-]((?:19|20)\d{2})[/_-](\d{1,2})[/_-](\d{1,2})(?!\d)/.exec(path);
  if (numeric) {
    const read = build(Number(numeric[1]), Number(numeric[2]), Number(numeric[3]), '');
    if (read) return read;
  }
  const named = /\/((?:19|20)\d{2})\/(\p{L}{3,9})\/(\d{1,2})(?!\d)/u.exec(path);
  const month = named ? monthOf(named[2] as string) : undefined;
  if (named && month !== undefined) return build(Number(named[1]), month, Number(named[3]), '');
  const compact = /(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/.exec(path);
  if (compact) {
    const read = build(Number(compact[1]), Number(compact[2]), Number(compact[3]), '');
    if (read) return read;
  }
  const monthOnly = /\/((?:19|20)\d{2})\/(\d{2})\//.exec(path);
  if (monthOnly && isRealDay(Number(monthOnly[1]), Number(monthOnly[2]), 1)) {
    return { value: `${monthOnly[1]}-${monthOnly[2]}`, precision: 'month' };
  }
  return null;
}
