// A response body to bytes: decompressed, and never more than a limit, before or after decompression.

import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { FetchError } from './fetch-error.ts';

/** Layers of compression taken; more than one is already odd. */
const MAX_LAYERS = 2;
/** Decompressed in pieces of this size, so that a bomb is noticed after one piece. */
const CHUNK_BYTES = 64 * 1024;

/** What the client offers; the order is the server's business. */
export const ACCEPT_ENCODING = 'gzip, br, deflate';

function decoderFor(encoding: string, firstByte: number): Transform {
  const options = { chunkSize: CHUNK_BYTES };
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip(options);
  if (encoding === 'br') return createBrotliDecompress(options);
  // Half of the servers that say deflate mean it without the zlib header (RFC 9110 §8.4.1.2, note).
  return (firstByte & 0x0f) === 8 ? createInflate(options) : createInflateRaw(options);
}

/** Runs the chunks through one decoder; stops as soon as `maxBytes` are exceeded. */
async function* decoded(chunks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const iterator = chunks[Symbol.asyncIterator]();
  let first = await iterator.next();
  while (!first.done && first.value.length === 0) first = await iterator.next();
  if (first.done) return;
  const decoder = decoderFor(encoding, first.value[0]!);
  const head = first.value;
  let sourceError: Error | null = null;
  const feed = async () => {
    try {
      let next: IteratorResult<Buffer> = { done: false, value: head };
      while (!next.done && !decoder.destroyed) {
        if (!decoder.write(next.value))
          await new Promise<void>((resume) => decoder.once('drain', resume).once('close', resume));
        next = await iterator.next();
      }
      decoder.end();
    } catch (error) {
      sourceError = error as Error;
      decoder.destroy(sourceError);
    }
  };
  const feeding = feed();
  try {
    for await (const chunk of decoder) yield chunk as Buffer;
  } catch (error) {
    if (sourceError !== null) throw sourceError;
    throw new FetchError('encoding', `decompressing ${encoding}: ${(error as Error).message}`, { cause: error });
  } finally {
    // Not waited for: the source may be silent, and `readBody` ends it.
    decoder.destroy();
    void feeding;
  }
}

async function* limited(chunks: AsyncIterable<Buffer>, maxBytes: number, what: string): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maxBytes) throw new FetchError('size', `expected at most ${maxBytes} bytes${what}, got more`);
    yield chunk;
  }
}

/**
 * Reads a whole body.
 *
 * @param contentEncoding value of the Content-Encoding header: gzip, br, deflate, identity, at most two of them
 * @throws FetchError `size` when more than `maxBytes` come, as sent or decompressed; `encoding` when it cannot be decoded
 */
export async function readBody(body: Readable, contentEncoding: string, maxBytes: number): Promise<Buffer> {
  // Errors reach us through the iteration; a body that ends early must not raise one more.
  body.on('error', () => {});
  try {
    const pieces: Buffer[] = [];
    for await (const chunk of decodedChunks(body, contentEncoding, maxBytes)) pieces.push(chunk);
    return Buffer.concat(pieces);
  } finally {
    body.destroy();
  }
}

function decodedChunks(body: Readable, contentEncoding: string, maxBytes: number): AsyncIterable<Buffer> {
  const encodings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity' && name !== 'none');
  if (encodings.length > MAX_LAYERS) {
    throw new FetchError('encoding', `expected at most ${MAX_LAYERS} content encodings, got "${contentEncoding}"`);
  }
  let chunks: AsyncIterable<Buffer> = limited(body, maxBytes, ' as sent');
  for (const encoding of encodings.reverse()) {
    if (!['gzip', 'x-gzip', 'br', 'deflate'].includes(encoding)) {
      throw new FetchError('encoding', `expected the content encoding ${ACCEPT_ENCODING}, got "${contentEncoding}"`);
    }
    chunks = limited(decoded(chunks, encoding), maxBytes, ' after decompression');
  }
  return chunks;
}
