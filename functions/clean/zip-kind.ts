// Zip files that are one document of an office program or an e-book, not an archive of documents.

/** End of central directory: its mark, and the most bytes that may stand behind it (a comment). */
const END_MARK = Buffer.from('PK\x05\x06', 'latin1');
const END_BYTES = 22;
const MOST_COMMENT_BYTES = 65_535;
const ENTRY_MARK = 0x02_01_4b_50;
const ENTRY_BYTES = 46;
/** Names looked at: these formats have their tell-tale files among the first dozen. */
const MOST_NAMES = 500;

/** Where a local header has the name and its length, and the content's length (PKWARE APPNOTE 4.3.7). */
const LOCAL_NAME_LENGTH_AT = 26;
const LOCAL_NAME_AT = 30;

const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument.';

/** Names of the central directory; empty when its end is not within reach. */
function entryNames(bytes: Buffer): string[] {
  const from = Math.max(0, bytes.length - END_BYTES - MOST_COMMENT_BYTES);
  const end = bytes.subarray(from).lastIndexOf(END_MARK);
  if (end < 0 || from + end + END_BYTES > bytes.length) return [];
  const names: string[] = [];
  let at = bytes.readUInt32LE(from + end + 16);
  while (names.length < MOST_NAMES && at + ENTRY_BYTES <= bytes.length && bytes.readUInt32LE(at) === ENTRY_MARK) {
    const nameLength = bytes.readUInt16LE(at + 28);
    names.push(bytes.toString('latin1', at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength));
    at += ENTRY_BYTES + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return names;
}

/** The media type in the uncompressed first entry `mimetype` of OpenDocument and EPUB files. */
function statedType(bytes: Buffer): string {
  if (bytes.length < LOCAL_NAME_AT || bytes.toString('latin1', LOCAL_NAME_AT, LOCAL_NAME_AT + 8) !== 'mimetype')
    return '';
  const at = LOCAL_NAME_AT + 8 + bytes.readUInt16LE(LOCAL_NAME_LENGTH_AT + 2);
  return bytes.toString('latin1', at, at + 80);
}

/**
 * What a zip file is when it is a single document, for a message; null for an archive.
 *
 * @example zipKind(docx) // 'a Word document (docx)'
 */
export function zipKind(zip: Uint8Array): string | null {
  const bytes = Buffer.from(zip.buffer, zip.byteOffset, zip.length);
  const type = statedType(bytes);
  if (type.startsWith('application/epub+zip')) return 'an e-book (EPUB)';
  if (type.startsWith(OPEN_DOCUMENT)) return 'an OpenDocument file';
  const names = entryNames(bytes);
  const has = (start: string) => names.some((name) => name.startsWith(start));
  if (names.includes('[Content_Types].xml')) {
    if (has('word/')) return 'a Word document (docx)';
    if (has('xl/')) return 'an Excel workbook (xlsx)';
    if (has('ppt/')) return 'a PowerPoint presentation (pptx)';
    return 'an Office Open XML file';
  }
  if (names.includes('META-INF/MANIFEST.MF')) return 'a Java archive (jar)';
  if (has('Index/') && names.some((name) => name.endsWith('.iwa'))) return 'an iWork document';
  return null;
}
