// Text → words → hashed word shingles, for any script, in one pass and linear time.
import { normalized } from '../../shared/text/normalize.ts';

/** Words of an index shingle. Five in a row seldom meet by chance; see docs of `indexKeysOf` for what depends on it. */
export const INDEX_SHINGLE_WORDS = 5;

/** Words of a sketch shingle: shorter, so that a text with every tenth word changed still shares most of them. */
export const SKETCH_SHINGLE_WORDS = 3;

/** What a UTF-16 code unit is to the tokeniser. */
const SEPARATOR = 0;
const WORD = 1;
/** A letter of a script that puts no blanks between words: a token of its own. */
const LONE = 2;
/** Invisible: soft hyphen, zero-width characters, variation selectors. Neither part of a word nor its end. */
const IGNORED = 3;
/** Half of a surrogate pair: looked up by code point. */
const SURROGATE = 4;

const WORD_CHARACTER = /[\p{L}\p{M}\p{N}]/u;
const LONE_CHARACTER =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
const IGNORED_CHARACTER = /\p{Cf}|\p{Variation_Selector}/u;

function classOf(character: string): number {
  if (IGNORED_CHARACTER.test(character)) return IGNORED;
  if (!WORD_CHARACTER.test(character)) return SEPARATOR;
  return LONE_CHARACTER.test(character) ? LONE : WORD;
}

/** Class of every UTF-16 code unit: one table look-up per character instead of three regular expressions. */
const CLASSES: Uint8Array = (() => {
  const classes = new Uint8Array(0x1_0000);
  for (let unit = 0; unit < 0x1_0000; unit++) {
    classes[unit] = unit >= 0xd800 && unit <= 0xdfff ? SURROGATE : classOf(String.fromCharCode(unit));
  }
  return classes;
})();

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
}

/**
 * Hashes the words of a text: runs of letters, marks and digits; a letter of a script without blanks between words is a
 * word by itself. What printings differ in never reaches a token: case, compatibility forms, punctuation, quotation marks,
 * dashes and spacing.
 */
export function hashWords(text: string): HashedWords {
  const folded = normalized(text, 'NFKC').toLowerCase();
  const a = new Uint32Array(folded.length);
  const b = new Uint32Array(folded.length);
  let count = 0;
  let hashA = LANE_A_SEED;
  let hashB = LANE_B_SEED;
  let open = false;
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
    }
    if (kind === IGNORED) continue;
    if (kind === SEPARATOR) {
      close();
      continue;
    }
    if (kind === LONE) close();
    hashA = Math.imul(hashA ^ code, LANE_A_PRIME);
    hashB = Math.imul(hashB ^ code, LANE_B_PRIME) + 0x165667b1;
    open = true;
    if (kind === LONE) close();
  }
  close();
  return { count, a, b };
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

function shingleHash(lane: Uint32Array, start: number, size: number): number {
  let h = size;
  for (let i = start; i < start + size; i++) h = (Math.imul(h, 0x9e3779b1) + lane[i]!) | 0;
  return mix32(h);
}

/** The 32-bit hashes of all shingles of `size` words, as they come, repeats included. Empty when there are fewer words. */
export function shingleHashes(words: HashedWords, size: number): Uint32Array {
  const hashes = new Uint32Array(Math.max(0, words.count - size + 1));
  for (let start = 0; start < hashes.length; start++) hashes[start] = shingleHash(words.a, start, size);
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
  return best.map(({ hash, start }) => hex64(hash, shingleHash(words.b, start, size)));
}
