// Text → words → hashed word shingles, for any script, in one pass and linear time.
import { normalized } from '../../shared/text/normalize.ts';

/** How a text is written, as far as the words are concerned. */
export interface Writing {
  /** Tokens of an average word: what is measured in words elsewhere is measured in so many tokens here. */
  perWord: number;
  /** Tokens of an index shingle, as long as five words: so many in a row seldom meet by chance. */
  indexShingle: number;
  /** Tokens of a sketch shingle: shorter, so that a text with every tenth word changed still shares most of them. */
  sketchShingle: number;
}

/**
 * The ways of writing: words between blanks, or characters where words are not set apart. A changed word of L characters
 * breaks n + L - 1 character shingles of length n; three-word shingles are broken by it in the same proportion when
 * n = 2L + 1. Measured on edited and unrelated texts: of shingles of three letters two unrelated Thai, Lao, Khmer or
 * Burmese texts share up to 0.57, of ten letters up to 0.16, while texts with every tenth word changed keep 0.59 and more;
 * two unrelated Chinese or Japanese texts share up to 0.15 of those of four ideographs, edited ones keep 0.70. Words by a
 * dictionary would be shorter, but dictionaries change with the version of Node.
 */
export const WRITINGS = {
  words: { perWord: 1, indexShingle: 5, sketchShingle: 3 },
  ideographs: { perWord: 1.6, indexShingle: 8, sketchShingle: 4 },
  letters: { perWord: 4.5, indexShingle: 22, sketchShingle: 10 },
} as const satisfies Record<string, Writing>;

/** What a UTF-16 code unit is to the tokeniser. */
const SEPARATOR = 0;
const WORD = 1;
/** Characters of scripts that put no blanks between words: each a token of its own. */
const IDEOGRAPH = 2;
const LETTER = 3;
/** Neither part of a word nor its end. */
const IGNORED = 4;
/** Half of a surrogate pair: looked up by code point. */
const SURROGATE = 5;

const WORD_CHARACTER = /[\p{L}\p{M}\p{N}]/u;
/** Scripts without blanks whose words are one or two characters long, as the inside of a character class. */
export const IDEOGRAPHS = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}`;
/** The same for scripts that spell. Tibetan is none of them: it parts its syllables by a mark. */
export const LETTERS = String.raw`\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const IDEOGRAPH_CHARACTER = new RegExp(`[${IDEOGRAPHS}]`, 'u');
const LETTER_CHARACTER = new RegExp(`[${LETTERS}]`, 'u');
const DIGIT = /\p{Nd}/u;
/** Soft hyphen, zero-width characters, variation selectors. */
const INVISIBLE_CHARACTER = /\p{Cf}|\p{Variation_Selector}/u;
/**
 * What one edition prints and the next leaves out: the accents of Latin, Greek and Cyrillic letters; in Hebrew and Arabic
 * the points of vowels and of reading, hamza and madda, and the stroke that stretches a word; the dot of Hindi's borrowed
 * letters. Vowel signs of Indian scripts are letters and stay.
 */
const OPTIONAL_MARK =
  /[\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u093C]/;

function classOf(character: string): number {
  if (INVISIBLE_CHARACTER.test(character) || OPTIONAL_MARK.test(character)) return IGNORED;
  if (!WORD_CHARACTER.test(character)) return SEPARATOR;
  if (DIGIT.test(character)) return WORD;
  if (IDEOGRAPH_CHARACTER.test(character)) return IDEOGRAPH;
  return LETTER_CHARACTER.test(character) ? LETTER : WORD;
}

/** Class of every UTF-16 code unit: one table look-up per character instead of several regular expressions. */
const CLASSES: Uint8Array = (() => {
  const classes = new Uint8Array(0x1_0000);
  for (let unit = 0; unit < 0x1_0000; unit++) {
    classes[unit] = unit >= 0xd800 && unit <= 0xdfff ? SURROGATE : classOf(String.fromCharCode(unit));
  }
  return classes;
})();

/**
 * Letters that editions print for each other and that have no mark to leave out: Turkish dotless i, Latin letters with a
 * stroke, Greek final sigma, Arabic and Persian forms of yeh and kaf, Hindi's two signs of a nasal vowel. The separators of
 * Arabic numbers stand with the digits.
 */
const LETTER_PAIRS = 'ıi łl øo đd ςσ ىي یي کك ँं ٫. ٬,';

/** End of the blocks whose letters have accents: Latin, Greek, Cyrillic, Arabic, Devanagari. */
const ACCENTED_END = 0x2000;

/**
 * For every UTF-16 code unit what stands for it in all editions: the letter without its marks, the digit of ASCII, most often
 * itself. Of the folded text, so that compatibility forms are gone already.
 */
const PLAIN: Uint16Array = (() => {
  const plain = Uint16Array.from(CLASSES, (_, unit) => unit);
  let digit = 0;
  for (let unit = 0x80; unit < 0x1_0000; unit++) {
    if (CLASSES[unit] !== WORD) continue;
    const character = String.fromCharCode(unit);
    // The ten digits of a script follow each other.
    if (DIGIT.test(character)) plain[unit] = 0x30 + (digit++ % 10);
    else if (unit < ACCENTED_END) {
      const [base, ...marks] = character.normalize('NFD');
      if (marks.every((mark) => OPTIONAL_MARK.test(mark))) plain[unit] = base!.charCodeAt(0);
    }
  }
  for (const pair of LETTER_PAIRS.split(' ')) plain[pair.charCodeAt(0)] = pair.charCodeAt(1);
  return plain;
})();

/** The code unit that stands for a code unit of a folded text in all editions. */
export function plainUnit(unit: number): number {
  return PLAIN[unit]!;
}

/**
 * Finaliser of MurmurHash3 (32 bit): every input bit reaches every output bit.
 *
 * @see https://github.com/aappleby/smhasher/wiki/MurmurHash3
 */
export function mix32(value: number): number {
  let h = value | 0;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return h >>> 0;
}

/** FNV-1a's prime and offset basis for the first lane, Knuth's and another odd constant for the second. */
const LANE_A_PRIME = 0x01000193;
const LANE_A_SEED = 0x811c9dc5;
const LANE_B_PRIME = 0x9e3779b1;
const LANE_B_SEED = 0x27d4eb2f;

/** The words of a text as two independent 32-bit hashes each; `count` of the arrays' entries are used. */
export interface HashedWords {
  count: number;
  a: Uint32Array;
  b: Uint32Array;
  /** How most of the text is written. */
  writing: Writing;
}

/**
 * Hashes the words of a text: runs of letters, marks and digits; a character of a script without blanks between words
 * counts as a word. What printings differ in never reaches a token: case, compatibility forms, accents, punctuation, quotation
 * marks, dashes and spacing.
 */
export function hashWords(text: string): HashedWords {
  const folded = normalized(text, 'NFKC').toLowerCase();
  const a = new Uint32Array(folded.length);
  const b = new Uint32Array(folded.length);
  let count = 0;
  let hashA = LANE_A_SEED;
  let hashB = LANE_B_SEED;
  let open = false;
  let ideographs = 0;
  let letters = 0;
  const close = () => {
    if (!open) return;
    a[count] = mix32(hashA);
    b[count] = mix32(hashB);
    count++;
    hashA = LANE_A_SEED;
    hashB = LANE_B_SEED;
    open = false;
  };
  for (let i = 0; i < folded.length; i++) {
    let code = folded.charCodeAt(i);
    let kind = CLASSES[code]!;
    if (kind === SURROGATE) {
      const point = folded.codePointAt(i)!;
      kind = classOf(String.fromCodePoint(point));
      if (point > 0xffff) {
        code = point;
        i++;
      }
    } else code = PLAIN[code]!;
    if (kind === IGNORED) continue;
    if (kind === SEPARATOR) {
      close();
      continue;
    }
    const alone = kind === IDEOGRAPH || kind === LETTER;
    if (alone) close();
    hashA = Math.imul(hashA ^ code, LANE_A_PRIME);
    hashB = Math.imul(hashB ^ code, LANE_B_PRIME) + 0x165667b1;
    open = true;
    if (!alone) continue;
    close();
    if (kind === IDEOGRAPH) ideographs++;
    else letters++;
  }
  close();
  return { count, a, b, writing: writingOf(count - ideographs - letters, ideographs, letters) };
}

/** The writing that has most of a text's words, where `words` stand between blanks. */
function writingOf(words: number, ideographs: number, letters: number): Writing {
  const ideographWords = ideographs / WRITINGS.ideographs.perWord;
  const letterWords = letters / WRITINGS.letters.perWord;
  if (words >= Math.max(ideographWords, letterWords)) return WRITINGS.words;
  return ideographWords >= letterWords ? WRITINGS.ideographs : WRITINGS.letters;
}

/** Hash of the whole word sequence, 64 bits in hex: equal for texts that differ only in punctuation, spacing and case. */
export function wordSequenceHash(words: HashedWords): string {
  let a = words.count;
  let b = ~words.count;
  for (let i = 0; i < words.count; i++) {
    a = mix32(Math.imul(a, LANE_B_PRIME) ^ words.a[i]!);
    b = mix32(Math.imul(b, LANE_A_PRIME) ^ words.b[i]!);
  }
  return hex64(a, b);
}

function hex64(a: number, b: number): string {
  return (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0');
}

/** Factor of the polynomial that a shingle's words are the coefficients of. */
const SHINGLE_FACTOR = 0x9e3779b1;

/**
 * The 32-bit hashes of all shingles of `size` words, as they come, repeats included. Empty when there are fewer words.
 * Each follows from the one before (Karp and Rabin 1987), so that long shingles take no longer than short ones.
 */
export function shingleHashes(words: HashedWords, size: number): Uint32Array {
  return laneHashes(words.a, words.count, size);
}

function laneHashes(lane: Uint32Array, count: number, size: number): Uint32Array {
  const hashes = new Uint32Array(Math.max(0, count - size + 1));
  /** The factor's power that the word leaving a shingle has. */
  let leaving = 1;
  for (let i = 1; i < size; i++) leaving = Math.imul(leaving, SHINGLE_FACTOR);
  const sizeTerm = Math.imul(size, Math.imul(leaving, SHINGLE_FACTOR));
  let h = 0;
  for (let i = 0; i < count; i++) {
    if (i >= size) h = (h - Math.imul(lane[i - size]!, leaving)) | 0;
    h = (Math.imul(h, SHINGLE_FACTOR) + lane[i]!) | 0;
    if (i >= size - 1) hashes[i - size + 1] = mix32(h + sizeTerm);
  }
  return hashes;
}

/**
 * The `keys` smallest distinct shingle hashes, smallest first, each completed to 64 bits: a sample of the text's shingles
 * that two copies draw alike (bottom-k sampling, Cohen and Kaplan 2007, "Summarizing data using bottom-k sketches"). The smallest of 32-bit values lie in so narrow a range that millions of articles would
 * collide there; the second lane keeps them apart.
 */
export function smallestShingles(words: HashedWords, size: number, keys: number): string[] {
  const hashes = shingleHashes(words, size);
  const best: { hash: number; start: number }[] = [];
  for (let start = 0; start < hashes.length; start++) {
    const hash = hashes[start]!;
    if (best.length === keys && hash >= best[keys - 1]!.hash) continue;
    let at = best.length;
    while (at > 0 && best[at - 1]!.hash > hash) at--;
    if (at > 0 && best[at - 1]!.hash === hash) continue;
    best.splice(at, 0, { hash, start });
    if (best.length > keys) best.pop();
  }
  return best.map(({ hash, start }) => {
    const [second] = laneHashes(words.b.subarray(start), size, size);
    return hex64(hash, second!);
  });
}
