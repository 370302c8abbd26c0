// Sketches: exact while they hold the whole text, close estimates beyond, and never larger than their bytes.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashWords } from '../../../functions/deduplicate/shingles.ts';
import { decodeSketch, encodeSketch, overlapOf, SKETCH_BYTES } from '../../../functions/deduplicate/sketch.ts';

const numbered = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `word${from + i}`).join(' ');
const sketchOf = (text: string, bytes?: number) => decodeSketch(encodeSketch(hashWords(text), bytes));

describe('a sketch', () => {
  test('of a short text holds all its shingles', () => {
    const sketch = sketchOf(numbered(0, 102));
    expect(sketch.total).toBe(100);
    expect(sketch.hashes).toHaveLength(100);
    expect(sketch.limit).toBe(2 ** 24);
  });

  test('of a long text holds its smallest hashes, up to its last one', () => {
    const text = numbered(0, 5002);
    const sketch = sketchOf(text);
    const all = sketchOf(text, 100_000);
    expect(sketch.total).toBe(all.hashes.length);
    expect([...sketch.hashes]).toEqual([...all.hashes.subarray(0, sketch.hashes.length)]);
    expect(sketch.hashes.length).toBeGreaterThan(300);
    expect(sketch.limit).toBe(sketch.hashes.at(-1)! + 1);
  });

  test('of a text with fewer than three words is empty', () => {
    expect(sketchOf('two words')).toEqual({ total: 0, limit: 2 ** 24, hashes: new Uint32Array() });
  });

  test('never exceeds its bytes, and is read back as it was written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 7, max: 700 }),
        fc.nat(1000),
        (words, bytes, from) => {
          const text = numbered(from, from + words);
          const encoded = encodeSketch(hashWords(text), bytes);
          expect(encoded.length).toBeLessThanOrEqual(bytes);
          const sketch = decodeSketch(encoded);
          const all = decodeSketch(encodeSketch(hashWords(text), 20_000));
          expect(sketch.total).toBe(all.total);
          expect([...sketch.hashes]).toEqual([...all.hashes.subarray(0, sketch.hashes.length)]);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('counts a repeated shingle once', () => {
    expect(sketchOf('on and on and on and on and on').total).toBe(2);
  });

  test('is refused when it ends early', () => {
    const bytes = encodeSketch(hashWords(numbered(0, 50)));
    expect(() => decodeSketch(bytes.subarray(0, 20))).toThrow(/ends within its hashes/);
    expect(() => decodeSketch(bytes.subarray(0, 3))).toThrow(RangeError);
  });

  test('of the default size fits its budget', () => {
    expect(encodeSketch(hashWords(numbered(0, 20_000))).length).toBeLessThanOrEqual(SKETCH_BYTES);
  });
});

describe('the overlap of', () => {
  test('a text with itself is whole', () => {
    const sketch = sketchOf(numbered(0, 102));
    expect(overlapOf(sketch, sketch)).toEqual({
      containment: 1,
      ofLonger: 1,
      ofFirst: 1,
      shared: 100,
      jaccard: 1,
      sampled: 100,
      found: 100,
    });
  });

  test('texts without a common word is nothing', () => {
    expect(overlapOf(sketchOf(numbered(0, 102)), sketchOf(numbered(200, 302)))).toEqual({
      containment: 0,
      ofLonger: 0,
      ofFirst: 0,
      shared: 0,
      jaccard: 0,
      sampled: 100,
      found: 0,
    });
  });

  test('empty texts is nothing', () => {
    const empty = sketchOf('');
    expect(overlapOf(empty, empty)).toEqual({
      containment: 0,
      ofLonger: 0,
      ofFirst: 0,
      shared: 0,
      jaccard: 0,
      sampled: 0,
      found: 0,
    });
  });

  test('a part and the whole is exact while both sketches are complete, and the same from both sides', () => {
    const part = sketchOf(numbered(0, 52));
    const whole = sketchOf(numbered(0, 202));
    const overlap = { containment: 1, ofLonger: 0.25, shared: 50, jaccard: 0.25, sampled: 50, found: 50 };
    expect(overlapOf(part, whole)).toEqual({ ...overlap, ofFirst: 1 });
    expect(overlapOf(whole, part)).toEqual({ ...overlap, ofFirst: 0.25 });
  });

  test.each([
    { name: 'half of a text in a text of equal length', a: [0, 1002], b: [500, 1502], containment: 0.5 },
    { name: 'a brief in a text four times as long', a: [0, 502], b: [0, 2002], containment: 1 },
    { name: 'half of a brief in a text ten times as long', a: [0, 402], b: [200, 4202], containment: 0.5 },
    { name: 'a tenth', a: [0, 1002], b: [900, 1902], containment: 0.1 },
  ])('$name is estimated within three standard errors', ({ a, b, containment }) => {
    const first = sketchOf(numbered(a[0]!, a[1]!));
    const second = sketchOf(numbered(b[0]!, b[1]!));
    const limit = Math.min(first.limit, second.limit);
    const sampled = Math.max(1, first.hashes.filter((hash) => hash < limit).length);
    const error = 3 * Math.sqrt(0.25 / sampled);
    const overlap = overlapOf(first, second);
    expect(Math.abs(overlap.containment - containment)).toBeLessThanOrEqual(error);
    expect(overlap.shared).toBeGreaterThan(containment * first.total * (1 - 2 * error) - 1);
    expect(overlap.shared).toBeLessThan((containment + error) * first.total * 1.5);
    expect(overlapOf(second, first)).toMatchObject({
      containment: overlap.containment,
      shared: overlap.shared,
      jaccard: overlap.jaccard,
    });
  });
});
