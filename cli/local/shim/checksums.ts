// Repair of fauxqs: an upload whose checksum does not fit its bytes is refused, and aws-chunked framing is undone without
// losing the object's own Content-Encoding. Still needed with fauxqs 2.9; remove when it checks Content-MD5 and CRC32.
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { crc32 } from 'node:zlib';
import type { S3ErrorClass } from '../fauxqs.ts';

const CRLF = '\r\n';

/**
 * The bytes of an upload after undoing aws-chunked framing and comparing every checksum that was sent along.
 * Changes `headers` in place: `aws-chunked` is taken out of Content-Encoding, since the framing is gone.
 * @throws S3Error BadDigest when a checksum does not fit.
 */
export function verifiedBody(headers: IncomingHttpHeaders, sent: Buffer, S3Error: S3ErrorClass): Buffer {
  let body = sent;
  let checksums: Record<string, unknown> = headers;
  const encodings = (headers['content-encoding'] ?? '').split(',').map((encoding) => encoding.trim());
  if (encodings.includes('aws-chunked')) {
    const chunked = decodeChunked(sent);
    body = chunked.body;
    checksums = { ...headers, ...chunked.trailers };
    const rest = encodings.filter((encoding) => encoding !== 'aws-chunked').join(',');
    if (rest) headers['content-encoding'] = rest;
    else delete headers['content-encoding'];
  }
  for (const { header, digest } of CHECKSUMS) {
    const given = checksums[header];
    if (typeof given === 'string' && given !== digest(body)) {
      throw new S3Error('BadDigest', `The ${header} you specified did not match the calculated checksum.`, 400);
    }
  }
  return body;
}

const hashed = (algorithm: string) => (body: Buffer) => createHash(algorithm).update(body).digest('base64');

/** Checksums a client may send; CRC32 is what the SDK sends by default. CRC32C and CRC64 have no function in Node. */
const CHECKSUMS: readonly { header: string; digest: (body: Buffer) => string }[] = [
  { header: 'content-md5', digest: hashed('md5') },
  { header: 'x-amz-checksum-sha1', digest: hashed('sha1') },
  { header: 'x-amz-checksum-sha256', digest: hashed('sha256') },
  {
    header: 'x-amz-checksum-crc32',
    digest: (body) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(crc32(body));
      return bytes.toString('base64');
    },
  },
];

/**
 * Undoes aws-chunked framing: chunks of `<hex size>[;signature]CRLF<bytes>CRLF`, a chunk of size 0, then trailer headers
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html).
 */
function decodeChunked(framed: Buffer): { body: Buffer; trailers: Record<string, string> } {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = framed.indexOf(CRLF, at);
    if (lineEnd === -1) break;
    const size = Number.parseInt(framed.toString('latin1', at, lineEnd), 16);
    at = lineEnd + CRLF.length;
    if (!(size > 0)) break;
    chunks.push(framed.subarray(at, at + size));
    at += size + CRLF.length;
  }
  const trailers: Record<string, string> = {};
  for (const line of framed.toString('latin1', at).split(CRLF)) {
    const colon = line.indexOf(':');
    if (colon > 0) trailers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { body: Buffer.concat(chunks), trailers };
}
