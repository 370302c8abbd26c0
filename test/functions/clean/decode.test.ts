// Bytes to text in every encoding a browser reads.
import { fc, test as propertyTest } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { charsetOf, decodeText, replacedShare } from '../../../functions/clean/decode.ts';
import { Rejection } from '../../../functions/clean/reasons.ts';

const ascii = (text: string) => Buffer.from(text, 'latin1');
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? ascii(part) : Buffer.from(part))));
const swap16 = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('decodeText', () => {
  const russian = 'Город открыл новый мост через реку после двух лет работ. ';
  const koi8 = Buffer.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4]);
  it.each<[string, Uint8Array, string | undefined, string, string, string]>([
    ['plain ASCII', ascii('Hello'), undefined, 'Hello', 'utf-8', 'utf-8-validity'],
    ['UTF-8 with a mark', bytes([0xef, 0xbb, 0xbf], 'Hello'), undefined, 'Hello', 'utf-8', 'bom'],
    [
      'valid UTF-8 under a wrong header',
      Buffer.from('“Zürich”'),
      'text/html; charset=iso-8859-1',
      '“Zürich”',
      'utf-8',
      'utf-8-validity',
    ],
    // 0x93, 0x94 and 0x80 are quotation marks and the euro sign; Node 20's own decoder makes controls of them.
    [
      'windows-1252 by header',
      bytes([0x93], 'Yes', [0x94, 0x20, 0x80], '5'),
      'text/html; charset=windows-1252',
      '“Yes” €5',
      'windows-1252',
      'http-header',
    ],
    [
      'iso-8859-1 means windows-1252',
      bytes([0x93], 'Yes', [0x94]),
      'text/plain; charset="ISO-8859-1"',
      '“Yes”',
      'windows-1252',
      'http-header',
    ],
    [
      'a meta tag',
      bytes('<meta charset=windows-1252><p>', [0x85]),
      undefined,
      '<meta charset=windows-1252><p>…',
      'windows-1252',
      'declaration',
    ],
    [
      'a meta tag of the old form',
      bytes('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', [...koi8]),
      undefined,
      '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">Привет',
      'koi8-r',
      'declaration',
    ],
    [
      'an XML declaration',
      bytes('<?xml version="1.0" encoding="iso-8859-2"?><p>', [0xb9], '</p>'),
      undefined,
      '<?xml version="1.0" encoding="iso-8859-2"?><p>š</p>',
      'iso-8859-2',
      'declaration',
    ],
    [
      'a header before a meta tag',
      bytes('<meta charset=koi8-r>', [0xe4]),
      'text/html; charset=windows-1252',
      '<meta charset=koi8-r>ä',
      'windows-1252',
      'http-header',
    ],
    [
      'UTF-16 with a mark',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Größe', 'utf16le')]),
      undefined,
      'Größe',
      'utf-16le',
      'bom',
    ],
    [
      'big-endian UTF-16 with a mark',
      Buffer.concat([Buffer.from([0xfe, 0xff]), swap16('Größe')]),
      undefined,
      'Größe',
      'utf-16be',
      'bom',
    ],
    [
      'UTF-16 without a mark',
      Buffer.from('A bridge opens', 'utf16le'),
      undefined,
      'A bridge opens',
      'utf-16le',
      'zero-bytes',
    ],
    [
      'big-endian UTF-16 without a mark',
      swap16('A bridge opens'),
      undefined,
      'A bridge opens',
      'utf-16be',
      'zero-bytes',
    ],
    [
      'a meta tag that says UTF-16 is wrong',
      ascii('<meta charset="utf-16">Hello'),
      undefined,
      '<meta charset="utf-16">Hello',
      'utf-8',
      'utf-8-validity',
    ],
    ['an unknown label is ignored', ascii('Hello'), 'text/html; charset=klingon', 'Hello', 'utf-8', 'utf-8-validity'],
    [
      'escape-driven Japanese',
      bytes([0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42]),
      'text/html; charset=iso-2022-jp',
      '日本',
      'iso-2022-jp',
      'http-header',
    ],
  ])('%s', (_, input, contentType, text, encoding, source) => {
    expect(decodeText(input, contentType)).toEqual({ text, encoding, source });
  });

  it('tells Cyrillic in windows-1251 without any declaration', () => {
    const cp1251 = Uint8Array.from(russian.repeat(20), (letter) => {
      const code = letter.codePointAt(0) as number;
      return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
    });
    expect(decodeText(cp1251)).toMatchObject({
      encoding: 'windows-1251',
      source: 'detected',
      text: russian.repeat(20),
    });
  });

  it('keeps UTF-8 that was cut inside a character', () => {
    const cut = Buffer.from('Über die Brücke. '.repeat(50)).subarray(0, -1);
    const whole = Buffer.concat([cut, Buffer.from([0xc3])]);
    expect(decodeText(whole, 'text/html; charset=utf-8').encoding).toBe('utf-8');
  });

  propertyTest.prop([fc.uint8Array({ maxLength: 400 })])('decodes or rejects any bytes', (input) => {
    try {
      expect(typeof decodeText(input).text).toBe('string');
    } catch (error) {
      expect(error).toBeInstanceOf(Rejection);
    }
  });
});

describe('charsetOf', () => {
  it.each([
    ['text/html; charset=utf-8', 'utf-8'],
    ["text/html;charset='Shift_JIS'", 'Shift_JIS'],
    ['text/html', null],
    [undefined, null],
  ])('reads %s', (value, expected) => {
    expect(charsetOf(value)).toBe(expected);
  });
});

it('counts replacement characters by their share', () => {
  expect(replacedShare('a\uFFFDb\uFFFD')).toBe(0.5);
  expect(replacedShare('')).toBe(0);
});
