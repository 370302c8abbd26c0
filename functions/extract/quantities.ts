// Quantities: numbers that count or measure, with their unit.
import type { Quantity } from '../../shared/records/claim.ts';
import type { DateMention } from './dates.ts';
import { numberAt, round } from './numbers.ts';
import { lowerAt, posAt, type Token, textAt } from './tokens.ts';

const CURRENCY: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    $: 'USD',
    us$: 'USD',
    '€': 'EUR',
    '£': 'GBP',
    '¥': 'JPY',
    usd: 'USD',
    eur: 'EUR',
    gbp: 'GBP',
    a$: 'AUD',
    c$: 'CAD',
    rs: 'INR',
    'rs.': 'INR',
    '₹': 'INR',
    inr: 'INR',
  }),
);
const CURRENCY_WORD: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    dollar: 'USD',
    dollars: 'USD',
    euro: 'EUR',
    euros: 'EUR',
    pound: 'GBP',
    pounds: 'GBP',
    usd: 'USD',
    eur: 'EUR',
    gbp: 'GBP',
    yen: 'JPY',
  }),
);
const CLOCK = /^(?:a\.?m\.?|p\.?m\.?|o'clock|am|pm)$/u;

/** What stands before a number and makes it a name, a rank, a page: no quantity. */
const NAMING =
  /^(?:no|no\.|number|page|chapter|article|section|line|route|highway|flight|room|gate|platform|act|phase|version|aged|age|number|category|level|article|group|class|grade|formula|boeing|airbus|psalm)$/u;

/** Currencies without a sign and what is counted in millions: before them "20m" is no length. */
const COUNTED_IN_MILLIONS =
  /^(?:francs|crowns|kronor|kroner|kronas?|kuna|rupees|rupiah|pesos|rand|rands|roubles|rubles|lira|liras|lire|yuan|yen|won|baht|dinars|dirhams|riyals|shekels|shillings|naira|cedis|zlotys|zloty|forints|marks|people|viewers|users|jobs|customers|households|passengers|voters|votes|children|workers|adults|patients|subscribers|followers|visitors|tourists|barrels|doses|copies|downloads|listeners|residents|refugees)$/u;

/** "he was 34", "she has just turned 90". */
const AGE_OF = /^(?:'s|is|was|turns|turned|turning)$/u;

function isAge(tokens: readonly Token[], at: number, last: number): boolean {
  const before = lowerAt(tokens, at - 1);
  // "at the age of 34"
  if (before === 'of' && /^ages?$/u.test(lowerAt(tokens, at - 2))) return true;
  const verb = /^(?:just|only|still|already|now|then|about|nearly|almost)$/u.test(before) ? at - 2 : at - 1;
  if (!AGE_OF.test(lowerAt(tokens, verb))) return false;
  let subject = verb - 1;
  while (/^(?:has|had|just|recently|also)$/u.test(lowerAt(tokens, subject))) subject--;
  // "he was 34 and fit", not "he was 34 percent ahead"
  return /^(?:he|she|i|who)$/u.test(lowerAt(tokens, subject)) && !/^(?:NOUN|SYM|ADJ)$/u.test(posAt(tokens, last));
}

function nounUnit(tokens: readonly Token[], from: number, end: number): { unit: string; last: number } | null {
  let i = from;
  // "12 previously unknown species": adjectives and adverbs stand between number and noun.
  let skipped = 0;
  while (
    i < end &&
    skipped < 4 &&
    (tokens[i]!.pos === 'ADJ' ||
      (tokens[i]!.pos === 'VERB' && /(?:ed|ing|en)$/u.test(tokens[i]!.lower) && tokens[i + 1]?.pos === 'NOUN') ||
      tokens[i]!.pos === 'ADV' ||
      /^(?:more|fewer|less|other|new)$/u.test(tokens[i]!.lower)) &&
    !/^(?:old|long|high|tall|wide|deep|ago|later|earlier|each|apiece)$/u.test(tokens[i]!.lower)
  ) {
    i++;
    skipped++;
  }
  // "40 square miles" are no miles.
  const first = /^(?:square|cubic|nautical)$/u.test(lowerAt(tokens, i - 1)) ? i - 1 : i;
  while (i < end && (tokens[i]!.pos === 'NOUN' || (tokens[i]!.pos === 'PROPN' && i > first)) && i - first < 4) {
    i++;
    // A unit of measure or time stands alone: "12 million years older", "two years jail".
    if (
      /^(?:years|months|weeks|days|hours|minutes|seconds|km|kilometres|kilometers|metres|meters|miles|degrees|tonnes|tons|litres|liters)$/u.test(
        tokens[i - 1]!.lower,
      )
    )
      break;
  }
  if (i > first) {
    return {
      unit: tokens
        .slice(first, i)
        .map((token) => token.lower)
        .join(' '),
      last: i,
    };
  }
  const word = tokens[first];
  if (!word || first >= end || skipped > 0) return null;
  // A noun that wink took for a name: "61 cafés".
  return /^\p{Ll}{2,}s$/u.test(word.text) && word.pos === 'PROPN' ? { unit: word.lower, last: first + 1 } : null;
}

/**
 * Quantities among the tokens [first, end). Left out: dates and clock times, ordinals, scores ("4-0"), ages, years and "one",
 * which seldom counts. A range gives two quantities that share the unit ("between 240 and 260 million crowns").
 */
export function findQuantities(
  text: string,
  tokens: readonly Token[],
  first: number,
  end: number,
  dates: readonly DateMention[],
): Quantity[] {
  const found: (Quantity & { scale: number; symbol: boolean; bare: boolean })[] = [];
  const dash = (k: number): boolean => /^[-–]$/u.test(textAt(tokens, k));
  let d = 0;
  for (let i = first; i < end; i++) {
    while (d < dates.length && dates[d]!.last <= i) d++;
    const date = dates[d];
    if (date && i >= date.first && i < date.last) {
      i = date.last - 1;
      continue;
    }
    // "€2.3 million": the sign stands before, as a token of its own.
    const symbol = CURRENCY.get(tokens[i]!.lower);
    const at = symbol !== undefined && numberAt(tokens, i + 1) ? i + 1 : i;
    const currency = at > i ? symbol! : null;
    const number = numberAt(tokens, at);
    if (!number || number.last > end) continue;
    const before = tokens[i - 1];
    const after = tokens[number.last];
    const lower = tokens[at]!.lower;
    const glued = before !== undefined && before.end === tokens[i]!.start;
    const percent = /^(?:percent|%)$/u.test(lowerAt(tokens, number.last));
    if (lower === 'one' || (lower === '1' && !currency && !percent && number.scale === 1)) continue;
    // Clock times, scores, parts of a hyphenated compound, names ("Flight 212", "No. 7") and ages.
    if (CLOCK.test(lowerAt(tokens, number.last))) continue;
    // "post-9/11", "58%-33%"
    if (glued && (before.text === '/' || lower.startsWith('-'))) continue;
    if (dash(number.last) && after!.start === tokens[number.last - 1]!.end) {
      const right = tokens[number.last + 1];
      if (right?.start === after!.end && /^(?:\d|(?:year|month|week|day)$)/u.test(right.lower)) {
        i = number.last;
        continue;
      }
    }
    if (glued && dash(i - 1) && /[\p{L}\p{N}]$/u.test(textAt(tokens, i - 2)) && tokens[i - 2]!.end === before.start)
      continue;
    if (NAMING.test(lowerAt(tokens, i - 1))) continue;
    if (
      before?.text === ',' &&
      /^[,.;)]$/u.test(textAt(tokens, number.last)) &&
      !currency &&
      number.value < 120 &&
      /^\p{Lu}/u.test(textAt(tokens, i - 2))
    )
      continue;
    if (number.scale === 1 && !currency && number.value < 120 && isAge(tokens, at, number.last)) continue;
    if (lowerAt(tokens, number.last) === 'years' && lowerAt(tokens, number.last + 1) === 'old') continue;
    // "Apollo 11 landed"
    if (
      i > first &&
      before!.pos === 'PROPN' &&
      /^\p{Lu}/u.test(before!.text) &&
      /^\d+$/u.test(lower) &&
      after &&
      after.pos !== 'NOUN' &&
      number.scale === 1 &&
      !currency &&
      !percent
    )
      continue;

    let { value, last, scale } = number;
    let unit = currency;
    const counted =
      tokens[last]?.start === tokens[last - 1]!.end && COUNTED_IN_MILLIONS.test(lowerAt(tokens, last + 1));
    if (/^[mk]\.?$/u.test(lowerAt(tokens, last)) && (currency || counted)) {
      scale *= tokens[last]!.lower.startsWith('m') ? 1e6 : 1e3;
      value = round(value * scale);
      last++;
    }
    if (!unit && last < end) {
      const next = tokens[last]!.lower;
      const word = CURRENCY_WORD.get(next);
      if (next === '%' || next === 'percent' || next === 'pct') {
        unit = '%';
        last++;
      } else if (next === 'per' && lowerAt(tokens, last + 1) === 'cent') {
        unit = '%';
        last += 2;
      } else if (next === 'percentage' && /^points?$/u.test(lowerAt(tokens, last + 1))) {
        unit = 'percentage points';
        last += 2;
      } else if (word) {
        unit = word;
        last++;
      } else {
        const noun = nounUnit(tokens, last, end);
        if (noun) ({ unit, last } = noun);
      }
    }
    // "at four", "under five", "the two": a small number in words that counts nothing named is a time, an age or a pronoun,
    // if no range follows that says what it counts: "four or five hundred people".
    const bare = unit === null && last < end && scale === 1 && /^\p{L}+$/u.test(lower);
    // "minus 31 degrees", "−31C", but not "plus or minus 3 points"
    const minus =
      before &&
      ((before.lower === 'minus' && lowerAt(tokens, i - 2) !== 'or') ||
        (glued && /^[-−]$/u.test(before.text) && tokens[i - 2]?.end !== before.start));
    if (minus) value = -value;
    const start = tokens[minus ? i - 1 : i]!.start;
    const stop = tokens[last - 1]!.end;
    found.push({
      text: text.slice(start, stop),
      start,
      end: stop,
      value,
      unit,
      scale,
      symbol: currency !== null,
      bare,
    });
    i = last - 1;
  }
  // The first number of a range takes unit and scale of the second: "between 240 and 260 million crowns", "5 to 7 percent".
  for (let k = 0; k + 1 < found.length; k++) {
    const a = found[k]!;
    const b = found[k + 1]!;
    const between = text.slice(a.end, b.start).trim().toLowerCase();
    const rangeWord =
      between === 'to' ||
      between === '-' ||
      between === '–' ||
      between === 'or' ||
      (between === 'and' && /\bbetween\s+\S{0,3}$/iu.test(text.slice(Math.max(0, a.start - 12), a.start)));
    // Not "$900 to $7 million": what shares a scale is of one order.
    const sharesScale = b.scale > 1 && a.scale === 1 && a.value * b.scale < 10 * b.value;
    if (!rangeWord || (a.unit !== null && !(sharesScale && a.symbol && b.symbol))) continue;
    a.unit = b.unit;
    a.bare = b.bare;
    if (sharesScale) a.value = round(a.value * b.scale);
  }
  return found
    .filter(({ bare }) => !bare)
    .map(({ scale: _scale, symbol: _symbol, bare: _bare, ...quantity }) => quantity);
}
