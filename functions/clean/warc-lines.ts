// WARC files whose heads end their lines with a bare LF, against the standard: somebody edited or converted them as text.
const LF = 10;

/** Whether the first line ends without the CR that it should have. */
export function hasBareLines(bytes: Uint8Array): boolean {
  const end = bytes.indexOf(LF);
  return end > 0 && bytes[end - 1] !== 13;
}

const withCr = (head: string): string => head.replaceAll('\n', '\r\n');

/**
 * The same records with full line ends in their heads, one after the other. A length that a conversion has made wrong is set
 * right: such a record ends where the next begins.
 *
 * @throws Error where no record begins
 */
export function* withFullLines(bytes: Uint8Array): Generator<Uint8Array> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = afterBlankLines(file, 0); at < file.length; ) {
    const headEnd = file.indexOf('\n\n', at);
    const head = file.subarray(at, headEnd < 0 ? file.length : headEnd).toString('latin1');
    if (headEnd < 0 || !head.startsWith('WARC/')) throw new Error(`no whole head of a record at byte ${at}`);
    const from = headEnd + 2;
    const length = Number(/^content-length:\s{0,9}(\d{1,15})\s{0,9}$/im.exec(head)?.[1] ?? Number.NaN);
    const to = endOfRecord(file, from, length);
    const block = withFullHead(file.subarray(from, to), /^warc-type:\s{0,9}response\s{0,9}$/im.test(head));
    yield Buffer.concat([
      Buffer.from(`${withCr(head.replace(/^(content-length:).*$/im, `$1 ${block.length}`))}\r\n\r\n`, 'latin1'),
      block,
      Buffer.from('\r\n\r\n'),
    ]);
    at = afterBlankLines(file, to);
  }
}

function afterBlankLines(file: Buffer, from: number): number {
  let at = from;
  while (file[at] === LF || file[at] === 13) at++;
  return at;
}

const NEXT = '\nWARC/1.';

/** Where a block ends: by its length where that leads to another record, else where the next one begins. */
function endOfRecord(file: Buffer, from: number, length: number): number {
  const stated = from + length;
  const behind = afterBlankLines(file, stated);
  if (stated <= file.length && (behind === file.length || file.indexOf(NEXT, behind - 1) === behind - 1)) return stated;
  const next = file.indexOf(NEXT, from - 1);
  let to = next < 0 ? file.length : next;
  // A conversion takes one byte of each line, no more.
  const missing = stated - to;
  let lines = 0;
  for (let i = file.indexOf(LF, from); i >= 0 && i < to && lines < missing; i = file.indexOf(LF, i + 1)) lines++;
  if (missing > lines) throw new Error(`a record at byte ${from} without its last ${missing} bytes`);
  while (to > from && file[to - 1] === LF) to--;
  return to;
}

/** An answer of a server with full line ends in its head. */
function withFullHead(block: Buffer, isResponse: boolean): Buffer {
  const end = isResponse ? block.indexOf('\n\n') : -1;
  if (end < 0) return block;
  const head = Buffer.from(`${withCr(block.subarray(0, end).toString('latin1'))}\r\n\r\n`, 'latin1');
  return Buffer.concat([head, block.subarray(end + 2)]);
}
