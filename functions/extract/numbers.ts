// Numbers in digits and words.
import type { Token } from './tokens.ts';

const WORDS: ReadonlyMap<string, number> = new Map(
  Object.entries<number>({
    zero: 0,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    thirteen: 13,
    fourteen: 14,
    fifteen: 15,
    sixteen: 16,
    seventeen: 17,
    eighteen: 18,
    nineteen: 19,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    seventy: 70,
    eighty: 80,
    ninety: 90,
    one: 1,
    dozen: 12,
  }),
);
const SCALES: ReadonlyMap<string, number> = new Map(
  Object.entries<number>({
    hundred: 100,
    thousand: 1e3,
    k: 1e3,
    million: 1e6,
    m: 1e6,
    mn: 1e6,
    mln: 1e6,
    billion: 1e9,
    bn: 1e9,
    trillion: 1e12,
    tn: 1e12,
  }),
);

interface NumberFound {
  value: number;
  /** Token index after the number. */
  last: number;
  /** Whether a word of scale ("million") was part of it. */
  scaled: boolean;
}

/** Digits with thousands separators and decimals, with a scale glued on ("2.3m", "5bn"); null for ordinals, scores, clock times. */
function digits(text: string): { value: number; scaled: boolean } | null {
  const match = /^(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(k|m|mn|bn|tn)?$/iu.exec(text);
  if (!match) return null;
  const value = Number(match[1]!.replaceAll(',', '') + (match[2] ?? ''));
  const scale = match[3] ? SCALES.get(match[3].toLowerCase())! : 1;
  return { value: round(value * scale), scaled: scale > 1 };
}

/** 2.3 × 1e6 is 2299999.9999999995: round to what the text can mean. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}

/** True for a number in words, "twenty-five" among them. */
export function isNumberWord(lower: string): boolean {
  return word(lower) !== null;
}

/** "twenty-five", "sixty". */
function word(lower: string): number | null {
  const plain = WORDS.get(lower);
  if (plain !== undefined) return plain;
  if (!lower.includes('-')) return null;
  const [tens, units, rest] = lower.split('-');
  if (rest !== undefined || tens === undefined || units === undefined) return null;
  const a = WORDS.get(tens);
  const b = WORDS.get(units);
  return a !== undefined && b !== undefined && a >= 20 && b > 0 && b < 10 ? a + b : null;
}

/**
 * The number that begins at token `i`: "4,000", "2.3 million", "three hundred thousand", "twenty-five", "a hundred".
 * Null when none does. "a" alone is none.
 */
export function numberAt(tokens: readonly Token[], i: number): NumberFound | null {
  const token = tokens[i];
  if (!token) return null;
  const article = (token.lower === 'a' || token.lower === 'half') && tokens[i + 1];
  if (article) {
    const scale = SCALES.get(tokens[i + 1]!.lower);
    if (scale && tokens[i + 1]!.lower.length > 2 && token.lower === 'a')
      return { value: scale, last: i + 2, scaled: true };
    return null;
  }
  const written = digits(token.text);
  let value = written?.value ?? word(token.lower);
  if (value === null) return null;
  let last = i + 1;
  let scaled = written?.scaled ?? false;
  // "twenty - five" when wink splits at the hyphen.
  if (!written && value >= 20 && tokens[last]?.text === '-' && tokens[last + 1]) {
    const units = WORDS.get(tokens[last + 1]!.lower);
    if (units !== undefined && units < 10) {
      value += units;
      last += 2;
    }
  }
  for (
    let scale = SCALES.get(tokens[last]?.lower ?? '');
    scale !== undefined && last - i < 6;
    scale = SCALES.get(tokens[last]?.lower ?? '')
  ) {
    // "5 m" is five metres; the letter alone is a scale only when glued on or after a currency, which the caller knows.
    if (tokens[last]!.lower === 'm' || tokens[last]!.lower === 'k') break;
    value = round(value * scale);
    scaled = true;
    last++;
  }
  return { value, last, scaled };
}
