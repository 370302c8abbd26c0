// Bytes of a feed to text: which of the encodings that HTTP, byte order mark and XML declaration name is the true one.
import { TextDecoder } from '@exodus/bytes/encoding.js';

/** How far the XML declaration may lie behind white space and junk. */
const DECLARATION_WINDOW = 1024;

/** Names that older tools write for encodings that the WHATWG list knows by another label. */
const ALIASES: Record<string, string> = {
  'utf-8-sig': 'utf-8',
  u8: 'utf-8',
  u16: 'utf-16',
  'ucs-2': 'utf-16',
  cp936: 'gbk',
  'mac-cyrillic': 'x-mac-cyrillic',
  maccyrillic: 'x-mac-cyrillic',
  'mac-roman': 'macintosh',
  macroman: 'macintosh',
  cp932: 'shift_jis',
  cp949: 'euc-kr',
  cp950: 'big5',
  eucjp: 'euc-jp',
  euckr: 'euc-kr',
  // Labels of the WHATWG list whose underscores are part of them.
  'ks-c-5601-1987': 'euc-kr',
  'ks-c-5601-1989': 'euc-kr',
  'gb-2312-80': 'gbk',
};

function normalizeLabel(label: string): string {
  const lower = label
    .trim()
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/^win(?:dows)?-?(?=\d)/, 'windows-');
  return ALIASES[lower] ?? lower;
}

/** Labels that servers send by default, true or not. */
function isWesternDefault(label: string): boolean {
  return /^(?:iso-?8859-?1|latin-?1|l1|windows-1252|cp-?1252)$/.test(label);
}

/** ASCII, which is UTF-8; and what without a mark or zero bytes no document is in, whatever it says. */
const NEVER_AS_DECLARED = /^(?:us-)?ascii$|^utf-(?:16|32)|^(?:cs)?unicode(?:feff|fffe)?$|ucs-2$/;

const NOT_IN_WINDOWS_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** Strict decoding; null when the label is unknown or the bytes are not of this encoding. */
function decodeAs(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** One broken character in so many bytes that are not ASCII, and a text is still believed to be in an encoding. */
const BROKEN_ONE_IN = 20;

/** Decoding of a text that a cut or a wrong byte has damaged; null when the label is unknown or more than that is wrong. */
function decodeNearly(label: string, bytes: Uint8Array, notAscii: number): string | null {
  try {
    const text = new TextDecoder(label).decode(bytes);
    const broken = text.split('\ufffd').length - 1;
    return broken * BROKEN_ONE_IN <= notAscii ? text : null;
  } catch {
    return null;
  }
}

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: string[] = [];
  for (let i = 0; i + 4 <= bytes.length; i += 4) {
    const code = view.getUint32(i, littleEndian);
    chunks.push(code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd');
  }
  return chunks.join('');
}

/** How much of the bytes is UTF-8: characters of several bytes, bytes that belong to none, and where a cut last one begins. */
function countUtf8(bytes: Uint8Array): { sequences: number; strays: number; end: number } {
  let sequences = 0;
  let strays = 0;
  let end = 0;
  while (end < bytes.length) {
    const size = sequenceLength(bytes, end);
    if (size > 1) sequences++;
    else if (size === 0) {
      // What a cut has left of a last character is dropped, not read as letters.
      const rest = bytes.length - end < 4 && bytes[end]! >= 0xc2 ? bytes.subarray(end + 1) : null;
      if (rest?.every((byte) => (byte & 0xc0) === 0x80)) break;
      strays++;
    }
    end += Math.max(1, size);
  }
  return { sequences, strays, end };
}

/** Longest form in UTF-8 of a character of windows-1252. */
const MAX_WINDOWS_1252_BYTES = 3;

/** UTF-8 with the bytes that do not belong read as windows-1252: one bad byte must not spoil a whole feed. */
function decodeMixed(bytes: Uint8Array, { strays, end }: { strays: number; end: number }): string {
  const single = new TextDecoder('windows-1252');
  const characters: Buffer[] = [];
  const out = Buffer.allocUnsafe(end + strays * (MAX_WINDOWS_1252_BYTES - 1));
  let length = 0;
  for (let i = 0; i < end; ) {
    const size = sequenceLength(bytes, i);
    if (size === 0) {
      const byte = bytes[i++]!;
      characters[byte] ??= Buffer.from(single.decode(Uint8Array.of(byte)));
      length += characters[byte].copy(out, length);
    } else for (const after = i + size; i < after; ) out[length++] = bytes[i++]!;
  }
  return out.toString('utf8', 0, length);
}

/** Length of the well-formed UTF-8 sequence at `i` (Unicode table 3-7), 0 when there is none. */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const lead = bytes[i]!;
  if (lead < 0x80) return 1;
  const size = lead >= 0xc2 && lead <= 0xdf ? 2 : (lead & 0xf0) === 0xe0 ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  if (size === 0 || i + size > bytes.length) return 0;
  const second = bytes[i + 1]!;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let k = 2; k < size; k++) if ((bytes[i + k]! & 0xc0) !== 0x80) return 0;
  return size;
}

interface Mark {
  encoding: string;
  /** Bytes of the mark itself. */
  size: number;
}

/** Byte order mark, or the shape that `<` or `<?` has in wide encodings (XML 1.0 appendix F). */
function byteMark(bytes: Uint8Array): Mark | null {
  const [a, b, c, d] = bytes;
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { encoding: 'utf-32be', size: 4 };
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return { encoding: 'utf-32le', size: 4 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', size: 2 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', size: 2 };
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', size: 3 };
  if (a === 0 && b === 0 && c === 0 && d === 0x3c) return { encoding: 'utf-32be', size: 0 };
  if (a === 0x3c && b === 0 && c === 0 && d === 0) return { encoding: 'utf-32le', size: 0 };
  if (a === 0 && b === 0x3c && c === 0) return { encoding: 'utf-16be', size: 0 };
  if (a === 0x3c && b === 0 && c !== 0 && d === 0) return { encoding: 'utf-16le', size: 0 };
  return null;
}

function declaredEncoding(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, DECLARATION_WINDOW)).toString('latin1');
  const declaration = /<\?xml[^>]*>/.exec(head)?.[0] ?? '';
  return /\sencoding\s*=\s*["']([^"']{1,40})["']/.exec(declaration)?.[1] ?? '';
}

/** The charset parameter of a Content-Type value; empty when there is none. */
function charsetParameter(contentType: string): string {
  return /;\s*charset\s*=\s*["']?([^\s"';]{1,40})/i.exec(contentType)?.[1] ?? '';
}

/**
 * Decodes a feed.
 *
 * Order of trust: byte order mark (RFC 7303 §3.3), the charset of the HTTP header, the XML declaration, UTF-8; each only if
 * the bytes really are of that encoding. What is none of them is read as UTF-8 with single windows-1252 bytes in it, or, when
 * most of it is no UTF-8, in the first of those encodings that has only a few broken characters in it; else as windows-1252.
 */
export function decodeFeed(bytes: Uint8Array, contentType: string): string {
  const mark = byteMark(bytes);
  if (mark) {
    const body = bytes.subarray(mark.size);
    if (mark.encoding.startsWith('utf-32')) return decodeUtf32(body, mark.encoding === 'utf-32le');
    if (mark.encoding !== 'utf-8') return new TextDecoder(mark.encoding).decode(body);
    const text = decodeAs('utf-8', body);
    if (text !== null) return text;
  }
  const body = mark ? bytes.subarray(mark.size) : bytes;
  const declared = normalizeLabel(declaredEncoding(body));
  const labels = [normalizeLabel(charsetParameter(contentType)), declared, 'utf-8'];
  for (const label of labels) {
    if (label === '' || NEVER_AS_DECLARED.test(label)) continue;
    if (isWesternDefault(label)) {
      const text = decodeAs('utf-8', body);
      if (text !== null) return text;
      // What windows-1252 has no character for is something else, which the declaration may name.
      if (label.endsWith('1252') && body.some((byte) => NOT_IN_WINDOWS_1252.has(byte))) continue;
      // Latin-1 is taken by its letter, unlike in browsers: a value in it that is UTF-8 can then be repaired by itself, and
      // the controls 128–159 are read as windows-1252 afterwards.
      return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
    }
    const text = decodeAs(label, body);
    if (text !== null) return text;
  }
  const counted = countUtf8(body);
  if (counted.sequences >= counted.strays) return decodeMixed(body, counted);
  for (const label of labels) {
    if (label === '' || label === 'utf-8' || NEVER_AS_DECLARED.test(label) || isWesternDefault(label)) continue;
    const text = decodeNearly(label, body, counted.strays);
    if (text !== null) return text;
  }
  return new TextDecoder('windows-1252').decode(body);
}

/**
 * Repairs a value whose UTF-8 was read as Latin-1 (`Ã©` for `é`), by the server or by us on the server's word: if all its
 * characters are bytes and these are UTF-8, that is what they are.
 */
export function repairLatin1(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is the point
  if (!/[\u0080-\u00ff]/.test(value) || /[^\u0000-\u00ff]/.test(value)) return value;
  return decodeAs('utf-8', Buffer.from(value, 'latin1')) ?? value;
}
