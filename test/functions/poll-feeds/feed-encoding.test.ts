// Which encoding wins when header, mark, declaration and bytes disagree.
import { describe, expect, test } from 'vitest';
import { decodeFeed, repairLatin1 } from '../../../functions/poll-feeds/feed-encoding.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');
const hex = (digits: string) => Buffer.from(digits, 'hex');
const declared = (label: string) => `<?xml version="1.0" encoding="${label}"?><t>`;
const utf16 = (text: string, mark: boolean) => Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le');
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const utf32 = (text: string) =>
  Buffer.concat(
    [...text].map((char) => {
      const unit = Buffer.alloc(4);
      unit.writeUInt32BE(char.codePointAt(0)!);
      return unit;
    }),
  );

const utf32le = (text: string) => utf32(text).swap32();

describe('decodeFeed', () => {
  const cases: [string, Uint8Array, string, string][] = [
    ['UTF-8 when nothing is said', Buffer.from('<t>Größe’'), '', 'Größe’'],
    ['the declaration', latin(`${declared('iso-8859-2')}\xb1`), 'application/xml', 'ą'],
    ['the declaration behind white space', latin(`\n \n${declared('koi8-r')}\xc1`), 'application/xml', 'а'],
    ['the header over the declaration', latin(`${declared('utf-8')}\xe4`), 'text/xml; charset="ISO-8859-7"', 'δ'],
    [
      'the declaration when the header is wrong',
      Buffer.from(`${declared('utf-8')}ä`),
      'text/xml; charset=us-ascii',
      'ä',
    ],
    [
      'UTF-8 when a western default label is wrong',
      Buffer.from(`${declared('utf-8')}é’`),
      'text/xml; charset=iso-8859-1',
      'é’',
    ],
    ['the letter of latin-1 otherwise', latin('<t>caf\xe9'), 'text/xml; charset=iso-8859-1', 'café'],
    [
      'the declaration where the header names a western encoding that the bytes are not of',
      Buffer.concat([latin(declared('Shift_JIS')), Buffer.from([0x8c, 0x6f, 0x8d, 0xcf])]),
      'text/xml; charset=windows-1252',
      '経済',
    ],
    ['an underscore in the label', latin(`${declared('windows_1251')}\xe0`), '', 'а'],
    ['an unknown label is passed over', Buffer.from(`${declared('x-nonsense')}é`), '', 'é'],
    ['a mark of UTF-8', Buffer.from('\ufeff<t>é'), 'text/xml; charset=koi8-r', 'é'],
    ['a mark of UTF-16', utf16(`${declared('utf-16')}é`, true), 'text/xml', 'é'],
    ['UTF-16 without a mark', utf16(`${declared('utf-16')}é`, false), '', 'é'],
    ['a mark of UTF-16, high byte first', utf16be('\ufeff<t>é'), '', 'é'],
    ['UTF-16 without a mark, high byte first', utf16be(`${declared('utf-16')}é`), '', 'é'],
    ['UTF-16 declared over bytes that are not', Buffer.from(`${declared('utf-16')}é`), '', 'é'],
    ['UTF-16 under an old name over bytes that are not', Buffer.from(`${declared('unicode')}é`), '', 'é'],
    ['UTF-32', utf32('\ufeff<t>é😀'), '', 'é😀'],
    ['UTF-32 without a mark', utf32('<t>é'), '', 'é'],
    ['UTF-32, low byte first', utf32le('\ufeff<t>é😀'), '', 'é😀'],
    ['UTF-32 without a mark, low byte first', utf32le('<t>é'), '', 'é'],
    [
      'UTF-32 with numbers that no character has',
      Buffer.concat([utf32('<t>a'), Buffer.from('0000d8000000dfff00110000', 'hex'), utf32('b')]),
      '',
      'a\ufffd\ufffd\ufffdb',
    ],
    [
      'one bad byte among good ones',
      Buffer.concat([Buffer.from('<t>Größe ist’s '), latin('caf\xe9 '), Buffer.from('später')]),
      '',
      'Größe ist’s café später',
    ],
    [
      'a mark of UTF-8 before bytes of which one is bad',
      Buffer.concat([Buffer.from('\ufeff<t>Größe ist’s '), latin('caf\xe9')]),
      '',
      'Größe ist’s caf',
    ],
    [
      'a bad byte among characters of every length',
      Buffer.concat([Buffer.from('<t>é कल 한국 \ud7ff 😀 \u{10ffff} '), latin('caf\xe9!')]),
      '',
      'é कल 한국 \ud7ff 😀 \u{10ffff} café!',
    ],
    [
      'bytes that only begin like a character',
      Buffer.concat([
        Buffer.from('<t>’’’’’’’’’’’’ '),
        // A third byte is missing; too long a form; a surrogate; above the last character.
        ...['e28041', 'e08041', 'eda041', 'f08041', 'f49041', 'f5', '41'].map((hex) => Buffer.from(hex, 'hex')),
      ]),
      '',
      '’’’’’’’’’’’’ â€Aà€Aí\u00a0Að€Aô\u0090AõA',
    ],
    ['mostly windows-1252', latin('<t>na\xefve caf\xe9 \x93x\x94 \xe9t\xe9'), '', 'naïve café “x” été'],
    ['a last character that is cut', Buffer.from('<t>Größe’').subarray(0, -1), '', 'Größe'],
    ['Shift_JIS', Buffer.concat([latin(declared('Shift_JIS')), Buffer.from([0x95, 0x97])]), 'application/xml', '風'],
    ['a label with underscores', Buffer.concat([latin(declared('ks_c_5601-1987')), hex('bcad')]), '', '서'],
    ['a label without its hyphen', latin(`${declared('windows1251')}\xe0`), '', 'а'],
    ['a short label', latin(`${declared('win-1251')}\xe0`), '', 'а'],
    [
      'Shift_JIS whose last character is cut',
      Buffer.concat([latin(declared('Shift_JIS')), hex('9597'.repeat(12)), hex('95')]),
      '',
      `${'風'.repeat(12)}\ufffd`,
    ],
    [
      'Shift_JIS with a cut, behind a header that names a western encoding',
      Buffer.concat([latin(declared('Shift_JIS')), hex('8152'.repeat(30)), hex('81')]),
      'text/xml; charset=windows-1252',
      `${'ヽ'.repeat(30)}\ufffd`,
    ],
    [
      'windows-1252 under a label of which it has too many errors',
      latin(`${declared('gb2312')}caf\xe9 na\xefve t\xe9 ${'\xe9 '.repeat(20)}`),
      '',
      `café naïve té ${'é '.repeat(20)}`,
    ],
    [
      'windows-1252 under the label of UTF-8',
      latin(`${declared('utf-8')}${'x\xe9 '.repeat(30)}`),
      '',
      'xé '.repeat(30),
    ],
    ['an unknown label', latin(`${declared('x-nonsense')}${'x\xe9 '.repeat(30)}`), '', 'xé '.repeat(30)],
    [
      'GB2312 with characters of its superset',
      Buffer.concat([latin(declared('gb2312')), Buffer.from([0x87, 0xd6])]),
      '',
      '囍',
    ],
  ];
  test.each(cases)('%s', (_, bytes, contentType, end) => {
    expect(decodeFeed(bytes, contentType).replace(/^\s*(?:<\?xml[^>]*>)?<t>/, '')).toBe(end);
  });
});

test.each([
  ['CafÃ©', 'Café'],
  ['Café', 'Café'],
  ['Ã© and ’', 'Ã© and ’'],
  ['plain', 'plain'],
])('repairLatin1 %j', (value, repaired) => {
  expect(repairLatin1(value)).toBe(repaired);
});
