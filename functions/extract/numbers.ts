// Numbers in digits and words.
import { lowerAt, type Token, textAt } from './tokens.ts';

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
/** Not "m" and "k": "5 m" is five metres. After a currency the letter is a scale, which the caller knows. */
const SCALES: ReadonlyMap<string, number> = new Map(
  Object.entries<number>({
    hundred: 100,
    thousand: 1e3,
    lakh: 1e5,
    lakhs: 1e5,
    crore: 1e7,
    crores: 1e7,
    million: 1e6,
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
  /** What its words of scale ("million") multiplied it by; 1 without any. */
  scale: number;
}

/** Digits with sign, thousands separators and decimals; null for ordinals, scores, clock times. wink splits off what is glued on. */
function digits(text: string): number | null {
  return /^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/u.test(text) ? Number(text.replaceAll(',', '')) : null;
}

/** 2.3 × 1e6 is 2299999.9999999995: round to what the text can mean. */
export function round(value: number): number {
  return Number(value.toPrecision(12));
}

/** True for a number in words. */
export function isNumberWord(lower: string): boolean {
  return WORDS.has(lower);
}

/**
 * The number that begins at token `i`: "4,000", "2.3 million", "three hundred thousand", "twenty-five", "a hundred".
 * Null when none does. "a" alone is none.
 */
export function numberAt(tokens: readonly Token[], i: number): NumberFound | null {
  const lower = lowerAt(tokens, i);
  if (lower === 'a') {
    const scale = SCALES.get(lowerAt(tokens, i + 1));
    return scale === undefined ? null : { value: scale, last: i + 2, scale };
  }
  const written = digits(lower);
  let value = written ?? WORDS.get(lower);
  if (value === undefined) return null;
  let last = i + 1;
  let scale = 1;
  // "twenty-five": wink splits at the hyphen.
  if (written === null && value >= 20 && textAt(tokens, last) === '-') {
    const units = WORDS.get(lowerAt(tokens, last + 1));
    if (units !== undefined && units < 10) {
      value += units;
      last += 2;
    }
  }
  for (; last - i < 6; last++) {
    const by = SCALES.get(lowerAt(tokens, last));
    if (by === undefined) break;
    scale *= by;
  }
  return { value: scale === 1 ? value : round(value * scale), last, scale };
}
