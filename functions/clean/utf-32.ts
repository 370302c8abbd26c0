// UTF-32, which browsers do not read but spreadsheets, databases and `iconv` write.

type ByteOrder = 'utf-32le' | 'utf-32be';

/** Code units turned into text at a time: the arguments of one call. */
const UNITS_AT_ONCE = 4096;
const BYTE_ORDER_MARK = 0xfe_ff;
/** Bytes looked at where no mark stands. */
const SAMPLE_BYTES = 2048;

/** The byte order by the mark, else by zero bytes: a code point has at least one at its upper end, and in most scripts two. */
export function utf32Order(bytes: Uint8Array): ByteOrder | null {
  if (bytes.length < 8 || bytes.length % 4 !== 0) return null;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.readUInt32LE(0) === BYTE_ORDER_MARK) return 'utf-32le';
  if (view.readUInt32BE(0) === BYTE_ORDER_MARK) return 'utf-32be';
  const units = Math.min(bytes.length, SAMPLE_BYTES) / 4;
  const all = (isText: (at: number) => boolean) => {
    for (let i = 0; i < units; i++) if (!isText(i * 4)) return false;
    return true;
  };
  const isPoint = (point: number) => point >= 9 && point < 0x3_00_00;
  if (all((at) => isPoint(view.readUInt32LE(at)))) return 'utf-32le';
  if (all((at) => isPoint(view.readUInt32BE(at)))) return 'utf-32be';
  return null;
}

/** Decodes; what is no code point becomes U+FFFD. */
export function decodeUtf32(bytes: Uint8Array, order: ByteOrder): string {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += UNITS_AT_ONCE * 4) {
    const points: number[] = [];
    for (let at = from; at < Math.min(bytes.length, from + UNITS_AT_ONCE * 4); at += 4) {
      const point = order === 'utf-32le' ? view.readUInt32LE(at) : view.readUInt32BE(at);
      const isScalar = point <= 0x10_ff_ff && (point < 0xd800 || point > 0xdfff);
      if (at > 0 || point !== BYTE_ORDER_MARK) points.push(isScalar ? point : 0xff_fd);
    }
    parts.push(String.fromCodePoint(...points));
  }
  return parts.join('');
}
