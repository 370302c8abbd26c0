// Takes the compression of a document away.
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { binaryFormat } from './detect-format.ts';
import { Rejection } from './reasons.ts';

/** Bytes read, compressed or not. The longest articles have 0.3 MB of text, the heaviest pages 5 MB of HTML. */
export const MAX_BYTES = 16 * 1024 * 1024;
/** Gzip in gzip happens (an encoded transfer of a compressed file); more layers are an attack. */
const MAX_LAYERS = 3;

/** Takes compression away, layer by layer, within the size limit. */
export function unpack(input: Uint8Array, encoding: string | undefined, name: string): Uint8Array {
  let bytes = input;
  for (let layer = 0; ; layer++) {
    if (bytes.length > MAX_BYTES) {
      // The entry of an archive is read one byte beyond the limit, and nobody knows how far it goes on.
      const size = bytes.length === MAX_BYTES + 1 ? 'more' : bytes.length;
      throw new Rejection('too-large', `reading ${name}: expected at most ${MAX_BYTES} bytes, got ${size}`);
    }
    if (bytes.length === 0) throw new Rejection('empty', `reading ${name}: expected text, got no bytes`);
    const format = binaryFormat(bytes);
    // Only gzip is known by its bytes; the others are believed when declared, unless the text lies open already.
    const declared = layer === 0 ? encoding?.trim().toLowerCase() : undefined;
    const codec =
      format === 'gzip'
        ? gunzipSync
        : declared === 'br'
          ? brotliDecompressSync
          : declared === 'deflate'
            ? inflateSync
            : null;
    if (codec === null) return bytes;
    if (layer >= MAX_LAYERS) {
      throw new Rejection(
        'nested-too-often',
        `reading ${name}: expected at most ${MAX_LAYERS} layers of compression, got more`,
      );
    }
    try {
      bytes = codec(bytes, { maxOutputLength: MAX_BYTES });
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ERR_BUFFER_TOO_LARGE') {
        throw new Rejection('too-large', `unpacking ${name}: expected at most ${MAX_BYTES} bytes, got more`, {
          cause: error,
        });
      }
      if (format === 'gzip') {
        throw new Rejection('corrupt-archive', `unpacking ${name}: expected whole gzip data, got ${code}`, {
          cause: error,
        });
      }
      // Declared but not so: stored uncompressed under a wrong header.
      return bytes;
    }
  }
}
