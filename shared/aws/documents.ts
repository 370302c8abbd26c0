// Reads the bytes of a document's object, with a limit and with the headers that say what they are.
import { GetObjectCommand, type GetObjectCommandOutput, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import type { Document } from '../records/ledger.ts';

export type ObjectRead =
  | {
      kind: 'object';
      bytes: Uint8Array;
      contentType: string | null;
      contentEncoding: string | null;
      metadata: Record<string, string>;
      lastModified: string | null;
    }
  /** Deleted between its event and now. */
  | { kind: 'gone' }
  | { kind: 'too-large'; bytes: number };

/** S3 answers a version that no longer exists with NoSuchVersion, which the SDK does not model. */
const isGone = (error: unknown) =>
  error instanceof NoSuchKey ||
  (error instanceof Error && (error.name === 'NoSuchVersion' || error.name === 'NotFound'));

/** Reads the object version of a document; an object above `maxBytes` is not read. */
export async function readDocument(
  client: S3Client,
  document: Document,
  maxBytes: number,
  signal: AbortSignal,
): Promise<ObjectRead> {
  if (document.sizeBytes !== null && document.sizeBytes > maxBytes)
    return { kind: 'too-large', bytes: document.sizeBytes };
  let answer: GetObjectCommandOutput;
  try {
    answer = await client.send(
      new GetObjectCommand({
        Bucket: document.bucket,
        Key: document.key,
        ...(document.versionId === null ? {} : { VersionId: document.versionId }),
      }),
      { abortSignal: signal },
    );
  } catch (error) {
    if (isGone(error)) return { kind: 'gone' };
    throw error;
  }
  const { Body: body, ContentLength: length } = answer;
  if (!body)
    throw new Error(`document ${document.documentId} (${document.bucket}/${document.key}): expected a body, got none`);
  if (length !== undefined && length > maxBytes) {
    // The event may have told no size: leave the body unread, and let go of the connection.
    if ('destroy' in body) body.destroy();
    return { kind: 'too-large', bytes: length };
  }
  return {
    kind: 'object',
    bytes: await body.transformToByteArray(),
    contentType: answer.ContentType ?? null,
    contentEncoding: answer.ContentEncoding ?? null,
    metadata: answer.Metadata ?? {},
    lastModified: answer.LastModified?.toISOString() ?? null,
  };
}
