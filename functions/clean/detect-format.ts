// What kind of document some bytes or some text are: by content first, then by name, then by content type.
import { jsonBefore } from './json-scan.ts';
import { endOfOpenFields, hasPandocTitle } from './markdown.ts';

export type BinaryFormat = 'gzip' | 'zip' | 'warc' | 'binary';
export type TextFormat = 'html' | 'json' | 'ndjson' | 'markdown' | 'feed' | 'plain';

/** First bytes of formats that hold no text of ours, and their names (https://www.iana.org/assignments/media-types, file(1)). */
const BINARY_MAGIC: readonly (readonly [magic: string, name: string])[] = [
  ['%PDF-', 'a PDF file'],
  ['\x89PNG', 'a PNG image'],
  ['\xFF\xD8\xFF', 'a JPEG image'],
  ['GIF8', 'a GIF image'],
  ['RIFF', 'a RIFF file (WebP, WAV, AVI)'],
  ['OggS', 'an Ogg file'],
  ['ID3', 'an MP3 file'],
  ['\x7FELF', 'an executable'],
  ['MZ\x90', 'an executable'],
  ['BZh', 'bzip2 data'],
  ['\xFD7zXZ', 'xz data'],
  ['7z\xBC\xAF', 'a 7-Zip archive'],
  ['Rar!', 'a RAR archive'],
  ['\xD0\xCF\x11\xE0', 'an old Office document (doc, xls, ppt) or an Outlook message'],
  ['\x28\xB5\x2F\xFD', 'Zstandard data'],
  ['SQLite format 3', 'an SQLite database'],
  ['{\\rtf', 'an RTF document'],
  ['PAR1', 'a Parquet file'],
  ['wOFF', 'a font'],
  ['wOF2', 'a font'],
  ['\0\0\0\x18ftyp', 'a video'],
  ['\0\0\0\x20ftyp', 'a video'],
  ['\xCA\xFE\xBA\xBE', 'an executable'],
  ['\0asm', 'a WebAssembly module'],
];

/** Container or other binary format, or null when the bytes may be text. */
export function binaryFormat(bytes: Uint8Array): BinaryFormat | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1');
  if (head.startsWith('\x1F\x8B')) return 'gzip';
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return 'zip';
  if (/^WARC\/[01]\.\d/.test(head)) return 'warc';
  return binaryName(bytes) === null ? null : 'binary';
}

/** Which binary format it is, for a message; null for one that is not known by its first bytes. */
export function binaryName(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64)).toString('latin1');
  return BINARY_MAGIC.find(([magic]) => head.startsWith(magic))?.[1] ?? null;
}

/** Control characters that never stand in text: all but white space, form feed and escape (terminal colours). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const CONTROLS = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/g;

/** Whether decoded text is really bytes of another kind. */
export function looksBinary(text: string): boolean {
  const sample = text.slice(0, 65_536);
  // One in a hundred: a text file damaged in a few places stays a text file.
  return (sample.match(CONTROLS)?.length ?? 0) > sample.length / 100;
}

const FEED_ROOT =
  /^\s{0,999}(?:<\?xml[^>]{0,300}>\s{0,99})?(?:<!--[^>]{0,2000}-->\s{0,99}|<\?[^>]{0,300}>\s{0,99}|<!DOCTYPE\s[^>]{0,300}>\s{0,99}){0,9}<(?:rss|feed|rdf:RDF|opml|urlset|sitemapindex|channel)[\s>]/i;
/** Tags that occur in pages and fragments of pages, not in prose about mathematics. */
const HTML_TAG =
  /<(?:!doctype\s+html|html|head|body|div|p|article|section|main|span|table|h[1-6]|br|ul|meta|title|script|a\s+href|img|figure)\b[^<>]{0,2000}>/i;

function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,10})$/i.exec(name.replace(/\.gz$/i, ''))?.[1]?.toLowerCase() ?? '';
}

const NAMES: Readonly<Record<string, TextFormat>> = {
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  shtml: 'html',
  md: 'markdown',
  markdown: 'markdown',
  mdown: 'markdown',
  json: 'json',
  jsonld: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  txt: 'plain',
  text: 'plain',
};

const MARKDOWN_LINE =
  /^(?:#{1,6} \S|\[[^\]\n]{1,200}\]:\s|!\[[^\]\n]{0,200}\]\(|```|> \S|(?:[-*+]|\d{1,2}\.) \S.{0,300}\]\([^)\s]{1,500}\))/m;

/** The format of a decoded text. */
export function textFormat(text: string, name: string, contentType?: string): TextFormat {
  const head = text.slice(0, 20_000);
  const start = head.trimStart();
  if (FEED_ROOT.test(head)) return 'feed';
  if (start.startsWith('{') || /^\[\s{0,99}\{/.test(start)) {
    const byValue = jsonKind(text);
    if (byValue !== null) return byValue;
    if (jsonBefore(text) !== null) return 'markdown';
  }
  if (/^<(?:!doctype\s+html|html\b|head\b|body\b)/i.test(start)) return 'html';
  if (/^---\r?\n[\s\S]{1,8000}?\n(?:---|\.\.\.)\r?\n/.test(start) && /^[\w-]{1,40}\s?:/m.test(start.slice(4, 400)))
    return 'markdown';
  if (endOfOpenFields(start) > 0 || hasPandocTitle(start)) return 'markdown';
  const extension = extensionOf(name);
  const byName = Object.hasOwn(NAMES, extension) ? (NAMES[extension] as TextFormat) : null;
  if (start.startsWith('<') && HTML_TAG.test(start)) return 'html';
  // A few tags inside a text named .txt or .md are quotations of HTML; many are a page.
  const tags = head.match(/<\/?(?:p|div|a|span|h[1-6]|li|br|td|article|section)\b[^<>]{0,500}>/gi)?.length ?? 0;
  if (tags >= 3 && byName !== 'markdown' && tags * 400 > head.length) return 'html';
  if (byName === 'html' || byName === 'markdown') return byName;
  if (byName === null || byName === 'plain') {
    if (byName === null && /\bhtml\b/i.test(contentType ?? '') && HTML_TAG.test(head)) return 'html';
    if (byName === null && /markdown/i.test(contentType ?? '')) return 'markdown';
    const marks = head.split('\n', 400).filter((line) => MARKDOWN_LINE.test(line)).length;
    if (/^# \S/.test(start) || (marks >= 3 && byName === null)) return 'markdown';
  }
  return 'plain';
}

/** One JSON value, one value on each line, or neither. */
function jsonKind(text: string): 'json' | 'ndjson' | null {
  try {
    JSON.parse(text);
    return 'json';
  } catch {
    const lines = text.split('\n', 50).filter((line) => line.trim() !== '');
    const parses = (line: string) => {
      try {
        JSON.parse(line);
        return true;
      } catch {
        return false;
      }
    };
    // Prose below an object is a text with front matter.
    return parses(lines[0] as string) && /^\s{0,99}[{[]/.test(String(lines[1])) ? 'ndjson' : null;
  }
}
