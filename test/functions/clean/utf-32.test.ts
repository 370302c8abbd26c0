// Bytes in UTF-32, and bytes that are not.
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../functions/clean/decode.ts';
import { utf32Order } from '../../../functions/clean/utf-32.ts';

function encode(text: string, order: 'LE' | 'BE'): Buffer {
  const points = [...text].map((character) => character.codePointAt(0) as number);
  const bytes = Buffer.alloc(points.length * 4);
  for (const [i, point] of points.entries()) {
    if (order === 'LE') bytes.writeUInt32LE(point, i * 4);
    else bytes.writeUInt32BE(point, i * 4);
  }
  return bytes;
}

describe('UTF-32', () => {
  it.each([
    ['with a mark, little end first', encode('\uFEFFLåter 😀', 'LE'), 'utf-32le'],
    ['with a mark, big end first', encode('\uFEFFLåter 😀', 'BE'), 'utf-32be'],
    ['without a mark, little end first', encode('Låter 😀', 'LE'), 'utf-32le'],
    ['without a mark, big end first', encode('Låter 😀', 'BE'), 'utf-32be'],
  ])('is read %s', (_, bytes, encoding) => {
    expect(decodeText(bytes)).toEqual({ text: 'Låter 😀', encoding, source: 'zero-bytes' });
  });

  it('is read in pieces', () => {
    expect(decodeText(encode('ab\n'.repeat(5000), 'LE')).text).toBe('ab\n'.repeat(5000));
  });

  it.each([
    ['UTF-16', Buffer.from('Two bytes each..', 'utf16le')],
    ['UTF-8', Buffer.from('One byte each...')],
    ['zeros', Buffer.alloc(16)],
    ['a number of bytes that is no multiple of four', encode('abc', 'LE').subarray(0, 11)],
    ['nothing', Buffer.alloc(0)],
  ])('is not seen in %s', (_, bytes) => {
    expect(utf32Order(bytes)).toBeNull();
  });

  it('has a sign for what is no code point', () => {
    const bytes = encode('\uFEFFabc', 'BE');
    bytes.writeUInt32BE(0xd800, 8);
    bytes.writeUInt32BE(0x7f_ff_ff_ff, 12);
    expect(decodeText(bytes).text).toBe('a\uFFFD\uFFFD');
  });
});
