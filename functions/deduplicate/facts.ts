// The facts of a text as a small sketch: its numbers and its proper names. Reports written from one template share their
// wording and differ here.
import { mix32 } from './shingles.ts';

/** Facts kept of each kind: the smallest hashes, so that two texts keep the same ones. */
const FACTS_KEPT = 24;

/** Sketch of the numbers and names of a text: distinct 16-bit hashes, ascending, at most 24 of each. */
export interface Facts {
  numbers: Uint16Array;
  names: Uint16Array;
}

/** A number as written, with its separators: 1,382 and 1.5 are one number each. */
const NUMBER = /\p{N}+(?:[.,:]\p{N}+)*/gu;

/** A capitalised word inside a sentence: after a lower-case letter or a comma and one blank. */
const NAME = /(?<=[\p{Ll},] )\p{Lu}[\p{L}\p{M}]+/gu;

function smallestHashes(tokens: Iterable<RegExpMatchArray>): Uint16Array {
  const hashes = new Set<number>();
  for (const [token] of tokens) {
    let hash = token.length;
    for (let i = 0; i < token.length; i++) hash = (Math.imul(hash, 0x01000193) ^ token.charCodeAt(i)) | 0;
    hashes.add(mix32(hash) >>> 16);
  }
  return Uint16Array.from(hashes).sort().subarray(0, FACTS_KEPT);
}

/** Facts of a text (not folded: names are told by their capital letter). */
export function factsOf(text: string): Facts {
  const plain = text.normalize('NFKC');
  return { numbers: smallestHashes(plain.matchAll(NUMBER)), names: smallestHashes(plain.matchAll(NAME)) };
}

/** Facts as bytes: the two counts, then the hashes. */
export function encodeFacts(facts: Facts): Uint8Array {
  const { numbers, names } = facts;
  const bytes = new Uint8Array(2 + 2 * (numbers.length + names.length));
  const view = new DataView(bytes.buffer);
  view.setUint8(0, numbers.length);
  view.setUint8(1, names.length);
  [...numbers, ...names].forEach((hash, i) => {
    view.setUint16(2 + 2 * i, hash);
  });
  return bytes;
}

/** Reads what `encodeFacts` wrote. Throws a RangeError on bytes that end too early. */
export function decodeFacts(bytes: Uint8Array): Facts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numberCount = view.getUint8(0);
  const read = (start: number, count: number) =>
    Uint16Array.from({ length: count }, (_, i) => view.getUint16(2 + 2 * (start + i)));
  return { numbers: read(0, numberCount), names: read(numberCount, view.getUint8(1)) };
}

export interface SharedFacts {
  /** Facts that can be compared: the shorter list's, as far as both lists reach. */
  compared: number;
  shared: number;
}

/** A list that was cut lists everything up to its last hash; comparing beyond would count missing facts as different. */
function limitOf(hashes: Uint16Array): number {
  return hashes.length < FACTS_KEPT ? 0x1_0000 : hashes[FACTS_KEPT - 1]! + 1;
}

function sharedHashes(a: Uint16Array, b: Uint16Array): SharedFacts {
  const limit = Math.min(limitOf(a), limitOf(b));
  const inA = new Set(a.filter((hash) => hash < limit));
  const inB = b.filter((hash) => hash < limit);
  return { compared: Math.min(inA.size, inB.length), shared: inB.filter((hash) => inA.has(hash)).length };
}

export function sharedFacts(a: Facts, b: Facts): { numbers: SharedFacts; names: SharedFacts } {
  return { numbers: sharedHashes(a.numbers, b.numbers), names: sharedHashes(a.names, b.names) };
}
