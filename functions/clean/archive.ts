// Archives of documents: zip, WARC, lines of JSON and lists of JSON objects, one entry after the other.
import { isUtf8 } from 'node:buffer';
import { constants, crc32, createGunzip, gunzipSync } from 'node:zlib';
import { LimitReader, WARCParser, type WARCRecord } from 'warcio';
import yauzl from 'yauzl';
import { asNarrow } from './decode.ts';
import { binaryFormat } from './detect-format.ts';
import type { CleanInput } from './draft.ts';
import { readJsonArticle } from './json-article.ts';
import { isObject, type Json } from './json-object.ts';
import { Rejection } from './reasons.ts';
import { MAX_BYTES } from './unpack.ts';
import { hasBareLines, withFullLines } from './warc-lines.ts';
import { zipKind } from './zip-kind.ts';

export type ArchiveKind = 'zip' | 'warc' | 'ndjson' | 'json-list';

/** One document of an archive, ready for `cleanDocument`. */
export interface ArchiveEntry extends Pick<CleanInput, 'bytes' | 'name' | 'url' | 'headers' | 'contentType'> {
  /** Where it stands in the archive; the same for the same bytes, so that work can resume after it. */
  entry: string;
  /** Why this entry cannot be read, though others can; `bytes` is empty then. */
  damage?: Rejection;
}

/** Unpacked bytes of one archive; a function's memory holds it beside the packed one. */
const MAX_ARCHIVE_BYTES = 256 * 1024 * 1024;
/** Entries of one archive: a day's crawl of a large site. */
const MAX_ENTRIES = 100_000;
/** Packed bytes looked at to tell what is inside. */
const PEEK_BYTES = 65_536;

/** Lines looked at in a file whose name says that they are JSON. */
const MOST_LINES_TRIED = 100;

const NEWLINE = 10;

/** The first unpacked bytes of gzip data, or null when it is none. */
function peekGzip(bytes: Uint8Array): Uint8Array | null {
  try {
    return gunzipSync(bytes.subarray(0, PEEK_BYTES), {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: MAX_BYTES,
    });
  } catch {
    return null;
  }
}

function parses(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** Text in UTF-8, its mark left out. */
const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString('utf8')
    .replace(/^\uFEFF/, '');

/** Names that say of themselves that each line is a document. */
const LINES_NAME = /\.(?:ndjson|jsonl)(?:\.gz)?$/i;

/** Whether one of the lines is an object, and there are several. */
function hasLineOfJson(text: string): boolean {
  const lines = text.split('\n', MOST_LINES_TRIED).filter((line) => line.trim() !== '');
  return lines.length > 1 && lines.some(parses);
}

/** Where the answer of a programming interface keeps its articles, and what it may wrap the list in. */
const LISTS = ['articles', 'posts', 'items', 'results', 'stories', 'entries', 'docs', 'hits', 'data'];
const HOLDERS = ['response', 'data', 'hits'];

const isListOfObjects = (value: unknown): value is Json[] =>
  Array.isArray(value) && value.length > 1 && value.every(isObject);

/** The records of a list, or of an answer that holds one; null for one record, and for anything else. */
function recordsOf(text: string): Json[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  // A list of schema.org nodes describes one page.
  if (Array.isArray(value)) return isListOfObjects(value) && !value.some((item) => '@type' in item) ? value : null;
  // Beside an article of its own a list is of related ones.
  if (!isObject(value) || readJsonArticle(value) !== null) return null;
  const answer = value;
  for (const holder of [answer, ...HOLDERS.map((key) => answer[key]).filter(isObject)]) {
    const list = LISTS.map((key) => holder[key]).find(isListOfObjects);
    if (list?.some((item) => readJsonArticle(item) !== null)) return list;
  }
  return null;
}

/**
 * Which kind of archive the bytes are (gzipped or not), by their beginning; null for a single document. A list of JSON
 * objects is one when it has more than one member, and so is an answer that holds such a list of articles. In a file that is
 * named as lines of JSON, a line that is none does not take the others along, not even the first.
 */
export function archiveKind(bytes: Uint8Array, name: string): ArchiveKind | null {
  const format = binaryFormat(bytes);
  // A document of an office program is one document, whatever it is packed in.
  if (format === 'zip') return zipKind(bytes) === null ? 'zip' : null;
  if (format === 'warc') return 'warc';
  if (format === 'gzip') {
    const head = peekGzip(bytes);
    return head === null || head.length === 0 || binaryFormat(head) === 'gzip' ? null : archiveKind(head, name);
  }
  if (format !== null) return null;
  const head = textOf(asNarrow(bytes.subarray(0, MAX_BYTES)));
  const start = head.slice(0, 200).trimStart();
  if (LINES_NAME.test(name) && !start.startsWith('[') && hasLineOfJson(head)) return 'ndjson';
  const end = head.indexOf('\n', head.indexOf('{'));
  if (start.startsWith('{') && end >= 0 && parses(head.slice(0, end)) && head.slice(end).trimStart().startsWith('{'))
    return 'ndjson';
  return /^[[{]/.test(start) && bytes.length <= MAX_BYTES && recordsOf(head) !== null ? 'json-list' : null;
}

/**
 * The documents of an archive in its own order. An entry larger than a document may be comes cut at one byte above the
 * limit, so that cleaning it gives the reason. Folders, hidden files, and WARC records that are no page fetched with
 * success are left out.
 *
 * @throws Rejection `corrupt-archive` when the archive cannot be read, `too-large` above 256 MB or 100,000 entries
 */
export async function* archiveEntries(bytes: Uint8Array, name: string): AsyncGenerator<ArchiveEntry> {
  const kind = archiveKind(bytes, name);
  let count = 0;
  let size = 0;
  for await (const entry of entriesOf(kind, bytes, name)) {
    count++;
    size += entry.bytes.length;
    if (count > MAX_ENTRIES || size > MAX_ARCHIVE_BYTES) {
      throw new Rejection(
        'too-large',
        `unpacking ${name}: expected at most ${MAX_ENTRIES} entries and ${MAX_ARCHIVE_BYTES} bytes, got more at ${entry.entry}`,
      );
    }
    yield entry;
  }
}

async function* entriesOf(kind: ArchiveKind | null, bytes: Uint8Array, name: string): AsyncGenerator<ArchiveEntry> {
  switch (kind) {
    case 'zip':
      yield* zipEntries(gunzipped(bytes, name), name);
      break;
    case 'warc':
      yield* warcEntries(bytes, name);
      break;
    case 'ndjson':
      yield* jsonLines(asNarrow(gunzipped(bytes, name)));
      break;
    case 'json-list':
      yield* jsonItems(asNarrow(gunzipped(bytes, name)), name);
      break;
    case null:
      throw new Rejection(
        'corrupt-archive',
        `unpacking ${name}: expected zip, WARC or several JSON documents, got neither`,
      );
  }
}

function gunzipped(bytes: Uint8Array, name: string): Uint8Array {
  if (binaryFormat(bytes) !== 'gzip') return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_ARCHIVE_BYTES });
  } catch (error) {
    const isLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new Rejection(
      isLarge ? 'too-large' : 'corrupt-archive',
      `unpacking ${name}: expected at most ${MAX_ARCHIVE_BYTES} bytes of gzip data, got ${isLarge ? 'more' : String(error)}`,
      { cause: error },
    );
  }
}

/** One entry a line, numbered from 1 as editors do; blank lines are skipped but counted. */
function* jsonLines(bytes: Uint8Array): Generator<ArchiveEntry> {
  let line = 0;
  for (let from = 0; from < bytes.length; ) {
    const at = bytes.indexOf(NEWLINE, from);
    const to = at < 0 ? bytes.length : at;
    line++;
    const content = bytes.subarray(from, Math.min(to, from + MAX_BYTES + 1));
    from = to + 1;
    if (content.some((byte) => byte > 32)) yield { entry: `line-${line}`, bytes: content, name: `line-${line}.json` };
  }
}

function* jsonItems(bytes: Uint8Array, name: string): Generator<ArchiveEntry> {
  const items = recordsOf(textOf(bytes));
  if (items === null)
    throw new Rejection('corrupt-archive', `reading ${name}: expected a list of JSON objects, got none`);
  for (let i = 0; i < items.length; i++) {
    yield {
      entry: `item-${i + 1}`,
      bytes: Buffer.from(JSON.stringify(items[i])),
      name: `item-${i + 1}.json`,
    };
  }
}

/** Files of no reader: folders, resource forks, hidden files. */
const NO_DOCUMENT = /(?:^|\/)(?:\.[^/]*|__MACOSX\/.*|Thumbs\.db)$|\/$|^__MACOSX\//;

async function* zipEntries(bytes: Uint8Array, name: string): AsyncGenerator<ArchiveEntry> {
  const seen = new Set<string>();
  let place = 0;
  try {
    // Undecoded: the library gives a whole archive up at a name that would lead out of a folder (`../a`, `/a`, `C:a`). Names
    // are only noted here, never written to, and the other entries are as good as ever.
    const zip = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
      decodeStrings: false,
    });
    for await (const packed of zip.eachEntry()) {
      place++;
      const fileName = fileNameOf(packed);
      if (NO_DOCUMENT.test(fileName)) continue;
      // Zip allows a name twice, and each of the two is a document.
      let entry = fileName;
      while (seen.has(entry)) entry = `${entry}#${place}`;
      seen.add(entry);
      yield { entry, name: fileName, ...(await zipContent(zip, packed, fileName)) };
    }
  } catch (error) {
    throw new Rejection('corrupt-archive', `unpacking ${name}: expected a whole zip file, got ${String(error)}`, {
      cause: error,
    });
  }
}

/** Bit 11 of the flags: the name is in UTF-8. Many programs write UTF-8 without it. */
const UTF8_NAME = 0x800;

/** The name of a file of a zip, which without a word on its encoding is in code page 437. */
function fileNameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: yauzl.Entry): string {
  const flags = isUtf8(fileNameRaw) ? generalPurposeBitFlag | UTF8_NAME : generalPurposeBitFlag;
  return yauzl.getFileNameLowLevel(flags, fileNameRaw, extraFields, false);
}

/** The content of one file of a zip. What is wrong with it is no reason to leave those behind it. */
async function zipContent(
  zip: yauzl.ZipFile,
  packed: yauzl.Entry,
  fileName: string,
): Promise<Pick<ArchiveEntry, 'bytes' | 'damage'>> {
  try {
    if (packed.isEncrypted()) throw new Error('an encrypted one');
    const bytes = await readLimited(await zip.openReadStreamPromise(packed));
    if (bytes.length <= MAX_BYTES && crc32(bytes) !== packed.crc32) throw new Error('one whose checksum is wrong');
    return { bytes };
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    const detail = `unpacking ${fileName}: expected a file that can be unpacked, got ${what}`;
    return { bytes: new Uint8Array(), damage: new Rejection('corrupt-archive', detail, { cause: error }) };
  }
}

/** At most one byte more than a document may have: the declared size of an entry is a claim. */
async function readLimited(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const room = MAX_BYTES + 1 - size;
    chunks.push(chunk.subarray(0, room));
    size += Math.min(chunk.length, room);
    if (size > MAX_BYTES) break;
  }
  return Buffer.concat(chunks);
}

/** Records whose block is the document itself: what no HTTP brought, and the text that somebody drew from a page. */
const BARE: ReadonlySet<string> = new Set(['resource', 'conversion']);

/** Records that are pages or their texts (https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/). */
async function* warcEntries(bytes: Uint8Array, name: string): AsyncGenerator<ArchiveEntry> {
  try {
    let index = 0;
    for await (const record of new WARCParser(warcSource(bytes, name))) {
      index++;
      // Every record has one; the parser takes a head that is cut off for a record all the same.
      if (!record.warcType) throw new Error(`no WARC-Type in record ${index}`);
      // The parser reads on to the end of the file where it finds no number: pages would run into each other.
      const length = record.warcHeader('Content-Length') ?? 'none';
      if (!/^\d{1,15}$/.test(length.trim())) {
        throw new Error(`Content-Length ${JSON.stringify(length)} in record ${index}`);
      }
      const page = await pageOf(record, `record-${index}`);
      await readToEnd(record, index);
      if (page !== null) yield page;
    }
  } catch (error) {
    throw new Rejection('corrupt-archive', `unpacking ${name}: expected a whole WARC file, got ${String(error)}`, {
      cause: error,
    });
  }
}

/**
 * The bytes of a WARC file as its parser can read them. Gzip is undone here: the parser takes a member that is cut for the end
 * of the file.
 */
function warcSource(bytes: Uint8Array, name: string): Iterable<Uint8Array> | AsyncIterable<Uint8Array> {
  const isPacked = binaryFormat(bytes) === 'gzip';
  if (hasBareLines(isPacked ? (peekGzip(bytes) as Uint8Array) : bytes)) return withFullLines(gunzipped(bytes, name));
  return isPacked ? createGunzip().end(bytes) : [bytes];
}

/** The page in a record; null when it holds none. */
async function pageOf(record: WARCRecord, entry: string): Promise<ArchiveEntry | null> {
  const headers: Record<string, string> = {};
  if (BARE.has(record.warcType!)) {
    if (record.warcContentType) headers['content-type'] = record.warcContentType;
  } else {
    const http = record.httpHeaders;
    // A crawl keeps the answers of name servers among its responses.
    if (record.warcType !== 'response' || !http || Number(http.statusCode) !== 200) return null;
    for (const [key, value] of http.headers) headers[key.toLowerCase()] = value;
  }
  const contentType = headers['content-type'];
  if (contentType !== undefined && !/html|text|json|xml/i.test(contentType)) return null;
  // The parser has undone chunking and content encoding.
  delete headers['content-encoding'];
  const url = record.warcTargetURI;
  return {
    entry,
    name: entry,
    bytes: await readLimited(record),
    headers,
    ...(url ? { url } : {}),
    ...(contentType === undefined ? {} : { contentType }),
  };
}

/**
 * Reads what is left of a record. The parser's own way to skip it goes round for ever where the file ends first.
 *
 * @throws Error when the file ends before the record does
 */
async function readToEnd(record: WARCRecord, index: number): Promise<void> {
  const reader = record._reader;
  if (!(reader instanceof LimitReader)) return;
  for await (const _chunk of reader);
  if (reader.limit > 0) throw new Error(`record ${index} without its last ${reader.limit} bytes`);
}
