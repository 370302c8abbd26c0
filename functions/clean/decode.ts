// Bytes to text, as a browser would read them, and better where a browser would show rubbish.
import { getBOMEncoding, labelToName, TextDecoder } from '@exodus/bytes/encoding.js';
import chardet from 'chardet';
import { withoutMojibake } from './mojibake.ts';
import { Rejection } from './reasons.ts';
import { decodeUtf32, utf32Order } from './utf-32.ts';

/** Where the encoding was read, strongest first. */
export type EncodingSource = 'bom' | 'zero-bytes' | 'http-header' | 'declaration' | 'utf-8-validity' | 'detected';

export interface Decoded {
  text: string;
  /** WHATWG name, e.g. `windows-1252`. */
  encoding: string;
  source: EncodingSource;
}

/** A declaration later than this is not seen by browsers (WHATWG prescan: 1024 bytes); pages break that rule, so read more. */
const PRESCAN_BYTES = 8192;
/** chardet reads this much: enough letters for its statistics, constant time on large files. */
const DETECT_BYTES = 65_536;
/** Share of replaced characters above which the text is not in the encoding at hand. */
const MAX_REPLACED = 0.02;

/** The charset parameter of a Content-Type value, or null. */
export function charsetOf(contentType: string | undefined): string | null {
  const match = /charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})/i.exec(contentType ?? '');
  return match ? (match[1] as string) : null;
}

/** The label in a meta tag, an XML declaration or a CSS-like `@charset`, searched in the first bytes. */
function declaredLabel(bytes: Uint8Array): string | null {
  // latin1 maps every byte to one character: declarations are ASCII in every encoding but UTF-16 and UTF-32.
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, PRESCAN_BYTES)).toString('latin1');
  const xml = /^\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})["']/i.exec(head);
  if (xml) return xml[1] as string;
  for (const tag of head.matchAll(/<meta\b[^>]{0,500}/gi)) {
    const label = charsetOf(tag[0]);
    if (label) return label;
  }
  return null;
}

/** UTF-16 without a byte order mark: in western text every other byte is zero. */
function zeroByteEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, 2048) & ~1;
  if (length < 4) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const pairs = length / 2;
  // Line feeds and ASCII punctuation put zeros even into Cyrillic or Greek UTF-16: one in eight pairs is enough.
  if (odd > pairs / 8 && even < odd / 8) return 'utf-16le';
  if (even > pairs / 8 && odd < even / 8) return 'utf-16be';
  return null;
}

/** Bytes in UTF-16 or UTF-32 as UTF-8, all others as they are: for what looks for line feeds and brackets among the bytes. */
export function asNarrow(bytes: Uint8Array): Uint8Array {
  const utf32 = utf32Order(bytes);
  if (utf32) return Buffer.from(decodeUtf32(bytes, utf32));
  const bom = getBOMEncoding(bytes);
  const utf16 = bom?.startsWith('utf-16') ? bom : zeroByteEncoding(bytes);
  return utf16 === null ? bytes : Buffer.from(new TextDecoder(utf16).decode(bytes));
}

/** The text when the bytes are valid UTF-8, else null. */
function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Known to WHATWG and decodable (`replacement` and `x-user-defined` are labels of nothing readable). */
function knownLabel(label: string | null): string | null {
  const name = label === null ? null : labelToName(label);
  return name === null || name === 'replacement' || name === 'x-user-defined' ? null : name.toLowerCase();
}

/** Share of U+FFFD among the characters of a decoded text. */
export function replacedShare(text: string): number {
  let count = 0;
  for (let i = text.indexOf('\uFFFD'); i >= 0; i = text.indexOf('\uFFFD', i + 1)) count++;
  return text.length === 0 ? 0 : count / text.length;
}

/**
 * Decodes bytes in the order: byte order mark, zero-byte pattern of UTF-32 and UTF-16, valid UTF-8 with a character outside ASCII
 * (which no other encoding produces by accident), HTTP header, declaration in the document, plain ASCII, statistics
 * (chardet). Labels are WHATWG's (https://encoding.spec.whatwg.org/#names-and-labels): `iso-8859-1` means windows-1252.
 * Node 20's own TextDecoder maps 0x80–0x9F of windows-1252 to controls, so another implementation is used.
 *
 * UTF-8 validity stands before header and declaration because servers that re-encode a page leave the old label in it.
 *
 * @throws Rejection `undecodable` when every candidate leaves more than 2 % replacement characters
 */
export function decodeText(bytes: Uint8Array, contentType?: string): Decoded {
  const utf32 = utf32Order(bytes);
  if (utf32) return { text: decodeUtf32(bytes, utf32), encoding: utf32, source: 'zero-bytes' };
  const candidates: [string, EncodingSource][] = [];
  const bom = getBOMEncoding(bytes);
  if (bom) candidates.push([bom, 'bom']);
  const zero = bom ? null : zeroByteEncoding(bytes);
  if (zero) candidates.push([zero, 'zero-bytes']);
  const header = knownLabel(charsetOf(contentType));
  const declared = knownLabel(declaredLabel(bytes));
  if (!bom && !zero) {
    // Escape-driven encodings are pure ASCII bytes, thus valid UTF-8: believe their label first.
    for (const [label, source] of [
      [header, 'http-header'],
      [declared, 'declaration'],
    ] as const) {
      if (label === 'iso-2022-jp') candidates.push([label, source]);
    }
    if (candidates.length === 0) {
      const text = strictUtf8(bytes);
      if (text !== null) return { text: withoutMojibake(text), encoding: 'utf-8', source: 'utf-8-validity' };
    }
  }
  if (header) candidates.push([header, 'http-header']);
  // A readable meta tag proves the bytes are not UTF-16, whatever it says (WHATWG reads UTF-16 there as UTF-8).
  if (declared && !declared.startsWith('utf-16')) candidates.push([declared, 'declaration']);

  const best = firstClean(bytes, candidates);
  if (best) return best;
  const detected = knownLabel(chardet.detect(bytes.subarray(0, DETECT_BYTES)));
  const fallback = firstClean(bytes, [
    ...(detected ? ([[detected, 'detected']] as [string, EncodingSource][]) : []),
    // A cut multi-byte character or two make a UTF-8 file invalid; that is still UTF-8.
    ['utf-8', 'detected'],
  ]);
  if (fallback) return fallback;
  throw new Rejection(
    'undecodable',
    `reading ${bytes.length} bytes as text: expected a known encoding, tried ${[
      ...candidates,
      [detected ?? 'nothing detected'],
      ['utf-8'],
    ]
      .map(([label]) => label)
      .join(', ')} and each left over ${MAX_REPLACED * 100} % unreadable characters`,
  );
}

function firstClean(bytes: Uint8Array, candidates: readonly (readonly [string, EncodingSource])[]): Decoded | null {
  for (const [encoding, source] of candidates) {
    const text = new TextDecoder(encoding).decode(bytes);
    if (replacedShare(text) <= MAX_REPLACED) return { text, encoding, source };
  }
  return null;
}
