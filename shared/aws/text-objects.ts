// Carries a cleaned text between stages: inline while it is small, as a gzipped object named by its hash above.
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { INLINE_TEXT_MAX_BYTES, type TextCarrier } from '../messages/envelope.ts';
import { TEXTS_PREFIX } from '../names.ts';

const gzipAsync = promisify(gzip);
const gunzipAsync = promisify(gunzip);

/** Largest text that is read back, in bytes: far above what `clean` lets through, so that a broken object can't fill the memory. */
const MAX_TEXT_BYTES = 64 * 1024 * 1024;

/** Puts the text where a message can carry it. The object's key is the text's hash, so a repetition overwrites itself. */
export async function carryText(
  client: S3Client,
  bucket: string,
  text: string,
  textVersion: string,
): Promise<TextCarrier> {
  const bytes = Buffer.byteLength(text);
  if (bytes <= INLINE_TEXT_MAX_BYTES) return { kind: 'inline', text };
  const key = `${TEXTS_PREFIX}${textVersion}.txt.gz`;
  await client.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: await gzipAsync(text),
      ContentType: 'text/plain; charset=utf-8',
      ContentEncoding: 'gzip',
    }),
  );
  return { kind: 'object', bucket, key, bytes };
}

/** The text that a message carries. */
export async function textOf(client: S3Client, carrier: TextCarrier): Promise<string> {
  if (carrier.kind === 'inline') return carrier.text;
  const answer = await client.send(new GetObjectCommand({ Bucket: carrier.bucket, Key: carrier.key }));
  if (!answer.Body) throw new Error(`text object ${carrier.bucket}/${carrier.key}: expected a body, got none`);
  const packed = await answer.Body.transformToByteArray();
  const bytes = await gunzipAsync(packed, { maxOutputLength: MAX_TEXT_BYTES });
  if (bytes.length !== carrier.bytes) {
    throw new Error(
      `text object ${carrier.bucket}/${carrier.key}: expected ${carrier.bytes} bytes, got ${bytes.length}`,
    );
  }
  return bytes.toString('utf8');
}
