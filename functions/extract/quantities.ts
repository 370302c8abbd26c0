// Quantities: numbers that count or measure, with their unit.
import type { Quantity } from '../../shared/records/claim.ts';
import type { DateMention } from './dates.ts';
import { numberAt } from './numbers.ts';
import type { Token } from './tokens.ts';

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
const NOT_A_UNIT = new Set(['of', 'to', 'and', 'or', 'in', 'at', 'by', 'from', 'for', 'on', 'than', 'per', 'a', 'the']);

/** What stands before a number and makes it a name, a rank, a page: no quantity. */
const NAMING =
  /^(?:no|no\.|number|page|chapter|article|section|line|route|highway|flight|room|gate|platform|act|phase|version|aged|age|number|category|level|article|group|class|grade|formula|boeing|airbus|psalm)$/u;

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
  const first = i;
  while (
    i < end &&
    (tokens[i]!.pos === 'NOUN' || (tokens[i]!.pos === 'PROPN' && i > first)) &&
    tokens[i]!.end >= tokens[i]!.start &&
    i - first < 4
  ) {
    if (i > first && tokens[i - 1]!.end === tokens[i]!.start) break;
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
  // A noun that wink took for a verb or name: "27 passengers", "40 metres" at a clause end.
  if (
    /^\p{Ll}{2,}s$/u.test(word.text) &&
    !NOT_A_UNIT.has(word.lower) &&
    (word.pos === 'VERB' || word.pos === 'X' || word.pos === 'PROPN')
  )
    return { unit: word.lower, last: first + 1 };
  if (/^(?:people|km|kg|cm|mm|mph|mw|gw|ha)$/u.test(word.lower)) return { unit: word.lower, last: first + 1 };
  return null;
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
  const found: (Quantity & { scaled: boolean; symbol: boolean })[] = [];
  let d = 0;
  for (let i = first; i < end; i++) {
    while (d < dates.length && dates[d]!.last <= i) d++;
    const date = dates[d];
    if (date && i >= date.first && i < date.last) {
      i = date.last - 1;
      continue;
    }
    const symbol = CURRENCY.get(tokens[i]!.lower);
    // "€2.3 million": the sign stands before, as a token of its own or glued to the number.
    const glued = /^(us\$|[$€£¥])(\d.*)$/iu.exec(tokens[i]!.text);
    let at = i;
    let currency: string | null = null;
    let number = null;
    if (glued) {
      currency = CURRENCY.get(glued[1]!.toLowerCase())!;
      number = numberAt(
        [{ ...tokens[i]!, text: glued[2]!, lower: glued[2]!.toLowerCase() }, ...tokens.slice(i + 1, i + 6)],
        0,
      );
      if (number) number = { ...number, last: number.last + i };
    } else if (symbol !== undefined && numberAt(tokens, i + 1)) {
      currency = symbol;
      at = i + 1;
      number = numberAt(tokens, at);
    } else number = numberAt(tokens, i);
    if (!number || number.last > end) continue;
    const before = tokens[i - 1];
    const after = tokens[number.last];
    const lower = tokens[at]!.lower;
    if (
      lower === 'one' ||
      (lower === '1' && !currency && after?.lower !== 'percent' && after?.text !== '%' && !number.scaled)
    )
      continue;
    // Clock times, scores, parts of a hyphenated compound, names ("Flight 212", "No. 7") and ages.
    if (
      after &&
      (CLOCK.test(after.lower) ||
        (after.text === ':' &&
          /^\d/u.test(tokens[number.last + 1]?.text ?? '') &&
          after.start === tokens[number.last - 1]!.end))
    )
      continue;
    if (
      before &&
      /^[:/]$/u.test(before.text) &&
      before.end === tokens[i]!.start &&
      /\d$/u.test(tokens[i - 2]?.text ?? '')
    )
      continue;
    const dash = (token: Token | undefined): boolean => token !== undefined && /^[-–]$/u.test(token.text);
    if (dash(after) && after!.start === tokens[number.last - 1]!.end) {
      const right = tokens[number.last + 1];
      if (
        right &&
        right.start === after!.end &&
        (/^\d/u.test(right.text) || /^(?:year|month|week|day)$/u.test(right.lower))
      ) {
        i = number.last;
        continue;
      }
    }
    if (
      dash(before) &&
      before!.end === tokens[i]!.start &&
      /[\p{L}\p{N}]$/u.test(tokens[i - 2]?.text ?? '') &&
      tokens[i - 2]!.end === before!.start
    )
      continue;
    if (before && NAMING.test(before.lower)) continue;
    if (
      before?.text === ',' &&
      after &&
      /^[,.;)]$/u.test(after.text) &&
      !currency &&
      number.value < 120 &&
      /^\p{Lu}/u.test(tokens[i - 2]?.text ?? '')
    )
      continue;
    if (after?.lower === 'years' && tokens[number.last + 1]?.lower === 'old') continue;
    if (
      before &&
      /^\p{Lu}/u.test(before.text) &&
      before.pos === 'PROPN' &&
      /^\d+$/u.test(lower) &&
      after &&
      after.pos !== 'NOUN' &&
      !number.scaled &&
      !currency &&
      i > first &&
      after.text !== '%' &&
      after.lower !== 'percent'
    )
      continue;

    let value = number.value;
    let last = number.last;
    let unit = currency;
    let scaled = number.scaled;
    if (currency && /^[mk]\.?$/u.test(tokens[last]?.lower ?? '')) {
      // "€80m." at a sentence's end keeps its dot.
      value *= tokens[last]!.lower.startsWith('m') ? 1e6 : 1e3;
      scaled = true;
      last++;
    }
    if (!unit && last < end) {
      const next = tokens[last]!.lower;
      const word = CURRENCY_WORD.get(next);
      if (next === '%' || next === 'percent' || next === 'pct') {
        unit = '%';
        last++;
      } else if (next === 'per' && tokens[last + 1]?.lower === 'cent') {
        unit = '%';
        last += 2;
      } else if (next === 'percentage' && /^points?$/u.test(tokens[last + 1]?.lower ?? '')) {
        unit = 'percentage points';
        last += 2;
      } else if (word) {
        unit = word;
        last++;
      } else {
        const noun = nounUnit(tokens, last, end);
        if (noun) ({ unit, last } = noun);
        // "at four", "under five", "the two": a small number in words that counts nothing named is a time, an age or a pronoun.
        else if (/^\p{L}+$/u.test(lower) && !number.scaled) continue;
      }
    }
    // "minus 31 degrees"
    const minus =
      before &&
      (before.lower === 'minus' ||
        ((before.text === '-' || before.text === '−') &&
          before.end === tokens[i]!.start &&
          tokens[i - 2]?.end !== before.start));
    if (minus) value = -value;
    const start = tokens[minus ? i - 1 : i]!.start;
    const stop = tokens[last - 1]!.end;
    found.push({ text: text.slice(start, stop), start, end: stop, value, unit, scaled, symbol: currency !== null });
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
    if (!rangeWord || (a.unit !== null && !(a.symbol && b.symbol && !a.scaled && b.scaled && a.value < 1000))) continue;
    a.unit = b.unit;
    if (b.scaled && !a.scaled && a.value < 1000) {
      const scale = 10 ** (3 * Math.floor(Math.log10(Math.abs(b.value)) / 3));
      if (a.value < b.value) a.value = Number((a.value * scale).toPrecision(12));
    }
  }
  return found.map(({ scaled: _scaled, symbol: _symbol, ...quantity }) => quantity);
}
