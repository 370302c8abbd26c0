// The facts of a text as a small sketch: its numbers and proper names, each with the words around it. Reports written from
// one template share the words and differ in the facts between them; a copy with other passages around it does not.
import { normalized } from '../../shared/text/normalize.ts';
import { IDEOGRAPHS, LETTERS, mix32, plainUnit, WRITINGS, type Writing } from './shingles.ts';

/** Facts kept: those with the smallest context hashes, so that two texts keep the same ones. 40 take 120 bytes. */
export const FACTS_KEPT = 40;

/**
 * Facts of a text, ascending: 16 bits of the words around the fact, then 8 bits of the fact. Two different facts at one
 * place are taken for the same with odds of 1 in 256, two different places with odds of 40 in 65,536.
 */
export interface Facts {
  entries: Uint32Array;
  /** Every fact whose context is below this is listed; 2^16 when all are. */
  limit: number;
}

const CONTEXTS = 0x1_0000;

/** A word, or a number as written: 1,382 and 1.5 are one number each. */
const TOKEN = /[\p{L}\p{M}]+|\p{N}+(?:[.,:٫٬]\p{N}+)*/gu;

/** The same where words are not set apart: every character of such a script by itself. */
const CHARACTER_TOKEN = new RegExp(
  String.raw`\p{N}+(?:[.,:٫٬]\p{N}+)*|[${IDEOGRAPHS}${LETTERS}]|(?:(?![${IDEOGRAPHS}${LETTERS}])[\p{L}\p{M}])+`,
  'gu',
);

/** Places around a fact whose tokens are its context: two words before and one after, or as many characters as those have. */
const CONTEXT_PLACES: ReadonlyMap<Writing, readonly number[]> = new Map<Writing, readonly number[]>([
  [WRITINGS.words, [-2, -1, 1]],
  [WRITINGS.ideographs, [-3, -2, -1, 1, 2]],
  [WRITINGS.letters, [-9, -8, -7, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4]],
]);

/** Stands for a fact in the context of another: what differs must not hide that the rest is the same. */
const MASK = 1;

/** Context hash of a text's start and end. */
const EDGE = 2;

function hashToken(token: string): number {
  let hash = token.length;
  for (let i = 0; i < token.length; i++) hash = (Math.imul(hash, 0x01000193) ^ plainUnit(token.charCodeAt(i))) | 0;
  return mix32(hash);
}

const DIGIT = /^\p{N}/u;
const UPPER = /^\p{Lu}/u;
const IN_CAPITALS = /^\p{Lu}{2}/u;
const LOWER_OR_COMMA = /^[\p{Ll},]/u;

/** A capitalised word inside a sentence: after a lower-case letter or a comma and one blank. */
function isName(text: string, token: string, index: number): boolean {
  return index >= 2 && text[index - 1] === ' ' && UPPER.test(token) && LOWER_OR_COMMA.test(text[index - 2]!);
}

/** Facts of a text (not folded: names are told by their capital letter). */
export function factsOf(text: string, writing: Writing): Facts {
  const plain = normalized(text, 'NFKC');
  const inWords = writing === WRITINGS.words;
  const places = CONTEXT_PLACES.get(writing)!;
  const tokens: string[] = [];
  const numbers: number[] = [];
  const names: number[] = [];
  let inCapitals = 0;
  for (const match of plain.matchAll(inWords ? TOKEN : CHARACTER_TOKEN)) {
    const token = match[0];
    if (DIGIT.test(token)) numbers.push(tokens.length);
    else if (inWords ? isName(plain, token, match.index) : UPPER.test(token)) names.push(tokens.length);
    if (IN_CAPITALS.test(token)) inCapitals++;
    tokens.push(token);
  }
  // A text in capitals tells names from other words as little as one without: what follows a comma is none.
  const facts = inCapitals > tokens.length / 2 ? numbers : [...numbers, ...names];
  const isFact = new Uint8Array(tokens.length);
  for (const at of facts) isFact[at] = 1;
  const hashAt = (at: number) => {
    const token = tokens[at];
    if (token === undefined) return EDGE;
    return isFact[at] === 1 ? MASK : hashToken(token.toLowerCase());
  };
  const entries = new Set<number>();
  for (const at of facts) {
    // Between two other facts the place says nothing.
    if (isFact[at - 1] === 1 && isFact[at + 1] === 1) continue;
    let context = 0;
    for (const place of places) context = mix32(context ^ hashAt(at + place));
    entries.add(((context >>> 16) << 8) | (hashToken(tokens[at]!) >>> 24));
  }
  const sorted = Uint32Array.from(entries).sort();
  if (sorted.length <= FACTS_KEPT) return { entries: sorted, limit: CONTEXTS };
  // The last context may have been cut: it is not listed completely, nor is anything above it.
  return { entries: sorted.subarray(0, FACTS_KEPT), limit: sorted[FACTS_KEPT]! >>> 8 };
}

/** Facts as bytes: the limit less one (2 bytes), then 3 bytes each. */
export function encodeFacts(facts: Facts): Uint8Array {
  const bytes = new Uint8Array(2 + 3 * facts.entries.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, facts.limit - 1);
  facts.entries.forEach((entry, i) => {
    view.setUint16(2 + 3 * i, entry >>> 8);
    view.setUint8(4 + 3 * i, entry & 0xff);
  });
  return bytes;
}

/** Reads what `encodeFacts` wrote. Throws a RangeError on bytes that end too early. */
export function decodeFacts(bytes: Uint8Array): Facts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const limit = view.getUint16(0) + 1;
  const entries = Uint32Array.from(
    { length: Math.ceil((bytes.length - 2) / 3) },
    (_, i) => view.getUint16(2 + 3 * i) * 256 + view.getUint8(4 + 3 * i),
  );
  return { entries, limit };
}

/** Places that two texts have in common, by whether the same fact stands there. */
export interface FactsComparison {
  same: number;
  different: number;
  /** Facts of each text in the range of places that both list. */
  ofFirst: number;
  ofSecond: number;
}

/** Compares the facts at the places which both texts have. A place with several facts agrees when one of them does. */
export function compareFacts(first: Facts, second: Facts): FactsComparison {
  const limit = Math.min(first.limit, second.limit);
  const compared = (facts: Facts) => facts.entries.filter((entry) => entry >>> 8 < limit);
  const valuesOf = (entries: Uint32Array) => {
    const values = new Map<number, number[]>();
    for (const entry of entries) {
      const known = values.get(entry >>> 8);
      if (known) known.push(entry & 0xff);
      else values.set(entry >>> 8, [entry & 0xff]);
    }
    return values;
  };
  const firsts = compared(first);
  const seconds = compared(second);
  const others = valuesOf(seconds);
  let same = 0;
  let different = 0;
  for (const [context, values] of valuesOf(firsts)) {
    const there = others.get(context);
    if (!there) continue;
    if (values.some((value) => there.includes(value))) same++;
    else different++;
  }
  return { same, different, ofFirst: firsts.length, ofSecond: seconds.length };
}
