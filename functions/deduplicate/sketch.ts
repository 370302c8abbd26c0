// Sketch of a text's shingles: as many of the smallest hashes as fit a fixed number of bytes, and what two sketches tell
// about the overlap of their texts.
import { type HashedWords, shingleHashes } from './shingles.ts';

/**
 * Bits of a sketched hash. Two different shingles of texts with n shingles meet by chance with odds n / 2^24: 0.01 % for
 * an article of 1,700 words, still below 1 % for one of 160,000.
 */
const HASH_BITS = 24;
const HASH_SPACE = 2 ** HASH_BITS;

/**
 * Bytes of an encoded sketch. With the signature's other fields and the node's keys it stays below the 1 KB that one
 * DynamoDB write unit covers. Holds about 300 hashes: an article of 300 words whole, a third of one of 900.
 */
export const SKETCH_BYTES = 610;

/** A text's smallest shingle hashes: all those below `limit`. */
export interface Sketch {
  /** Distinct shingles of the whole text. */
  total: number;
  /** Every shingle hash of the text below this value is listed; 2^24 when all are. */
  limit: number;
  /** Ascending, distinct. */
  hashes: Uint32Array;
}

/** Distinct 24-bit shingle hashes of a text, ascending. */
function sketchHashes(words: HashedWords): Uint32Array {
  const sorted = shingleHashes(words, words.writing.sketchShingle)
    .map((hash) => hash >>> (32 - HASH_BITS))
    .sort();
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[count++] = sorted[i]!;
  }
  return sorted.subarray(0, count);
}

/**
 * Rice parameter for a mean gap: the remainder bits that make the code shortest when gaps are geometric, as gaps between
 * evenly spread hashes are (Golomb 1966; Rice and Plaunt 1971).
 */
function riceParameter(meanGap: number): number {
  return Math.max(0, Math.floor(Math.log2(Math.max(1, meanGap * Math.LN2))));
}

/** Header: total (4 bytes), number of hashes (2 bytes), Rice parameter (1 byte). */
const HEADER_BYTES = 7;

/**
 * Sketches a text: its smallest hashes, as gaps in a Rice code, until `maxBytes` are full.
 *
 * @returns at most `maxBytes` bytes
 */
export function encodeSketch(words: HashedWords, maxBytes: number = SKETCH_BYTES): Uint8Array {
  const hashes = sketchHashes(words);
  const bytes = new Uint8Array(maxBytes);
  const rice = riceParameter(hashes.length === 0 ? 1 : HASH_SPACE / hashes.length);
  const maxBits = maxBytes * 8;
  let bit = HEADER_BYTES * 8;
  let kept = 0;
  let next = 0;
  for (const hash of hashes) {
    const gap = hash - next;
    const quotient = gap >>> rice;
    if (bit + quotient + 1 + rice > maxBits || kept === 0xffff) break;
    for (let i = 0; i < quotient; i++, bit++) bytes[bit >> 3]! |= 0x80 >> (bit & 7);
    bit++;
    for (let i = rice - 1; i >= 0; i--, bit++) if ((gap >>> i) & 1) bytes[bit >> 3]! |= 0x80 >> (bit & 7);
    kept++;
    next = hash + 1;
  }
  const view = new DataView(bytes.buffer);
  view.setUint32(0, hashes.length);
  view.setUint16(4, kept);
  view.setUint8(6, rice);
  return bytes.subarray(0, Math.ceil(bit / 8));
}

/** Reads a sketch written by `encodeSketch`. Throws a RangeError on bytes that end too early. */
export function decodeSketch(bytes: Uint8Array): Sketch {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const total = view.getUint32(0);
  const hashes = new Uint32Array(view.getUint16(4));
  const rice = view.getUint8(6);
  let bit = HEADER_BYTES * 8;
  let next = 0;
  const readBit = () => {
    const byte = bytes[bit >> 3];
    if (byte === undefined) throw new RangeError(`sketch of ${bytes.length} bytes ends within its hashes`);
    const value = (byte >> (7 - (bit & 7))) & 1;
    bit++;
    return value;
  };
  for (let i = 0; i < hashes.length; i++) {
    let gap = 0;
    while (readBit() === 1) gap++;
    for (let j = 0; j < rice; j++) gap = gap * 2 + readBit();
    hashes[i] = next + gap;
    next = hashes[i]! + 1;
  }
  return { total, limit: hashes.length === total ? HASH_SPACE : next, hashes };
}

/** What two sketches say about the shingles of two texts. Shares are 0 when there is nothing to compare. */
export interface Overlap {
  /** Share of the shorter text's shingles that the longer has. */
  containment: number;
  /** Share of the longer text's shingles that the shorter has. */
  ofLonger: number;
  /** Share of the first text's shingles that the second has. */
  ofFirst: number;
  /** Shared shingles, extrapolated from the sampled range to the whole texts. */
  shared: number;
  jaccard: number;
  /** Shingles of the shorter text that the shares are estimated from: beside a very long text a few. */
  sampled: number;
  /** Those of them that the longer text has. */
  found: number;
}

/**
 * Overlap of two texts, estimated where both sketches are complete: below the smaller limit. Every shingle there is an
 * even sample of its text, so the standard error of a share is at most 0.5 / sqrt(sampled shingles).
 */
export function overlapOf(first: Sketch, second: Sketch): Overlap {
  const limit = Math.min(first.limit, second.limit);
  let i = 0;
  let j = 0;
  let shared = 0;
  while (i < first.hashes.length && j < second.hashes.length) {
    const a = first.hashes[i]!;
    const b = second.hashes[j]!;
    if (a >= limit || b >= limit) break;
    if (a === b) {
      shared++;
      i++;
      j++;
    } else if (a < b) i++;
    else j++;
  }
  while (i < first.hashes.length && first.hashes[i]! < limit) i++;
  while (j < second.hashes.length && second.hashes[j]! < limit) j++;
  const share = (of: number) => (of === 0 ? 0 : shared / of);
  const ofShorter = first.total < second.total ? i : first.total > second.total ? j : Math.min(i, j);
  return {
    containment: share(ofShorter),
    ofLonger: share(i + j - ofShorter),
    ofFirst: share(i),
    shared: (shared * HASH_SPACE) / limit,
    jaccard: share(i + j - shared),
    sampled: ofShorter,
    found: shared,
  };
}
