// Reads S3's event notifications: which object versions were created.
import * as z from 'zod';
import { documentIdOf } from '../../shared/keys.ts';
import { ArchiveContinuedSchema } from '../../shared/messages/archive-continued.ts';
import { parseJsonObject, parseMessage, UnknownMessageError } from '../../shared/messages/parse.ts';
import type { Document } from '../../shared/records/ledger.ts';

/** The fields in use of one record of an event notification, structure versions 2.x. */
const S3RecordSchema = z.object({
  eventName: z.string(),
  eventTime: z.string(),
  s3: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({
      key: z.string(),
      size: z.number().optional(),
      versionId: z.string().optional(),
      sequencer: z.string().optional(),
    }),
  }),
});

/** What a message of the incoming queue asks for. */
export type IncomingItem =
  | { kind: 'object'; document: Document }
  | { kind: 'archive'; document: Document; from: number }
  | { kind: 'ignored'; why: string };

/**
 * The object key of an event: form-encoded, a blank as `+`. A key that is not validly encoded (seen from emulators) is
 * taken literally.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function decodeObjectKey(encoded: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    return encoded;
  }
}

/**
 * Parses the body of an incoming message: one or more S3 records, S3's test event, or the rest of an archive.
 *
 * @throws PermanentError for what is no JSON object
 * @throws UnknownMessageError for JSON of another shape
 */
export function parseIncoming(body: string): IncomingItem[] {
  const value = parseJsonObject(body);
  if (value.Event === 's3:TestEvent') return [{ kind: 'ignored', why: "S3's test event" }];
  if (value.type === 'archive-continued') {
    const { document, from } = parseMessage(ArchiveContinuedSchema, body);
    return [{ kind: 'archive', document, from }];
  }
  const parsed = z.object({ Records: z.array(S3RecordSchema).min(1) }).safeParse(value);
  if (!parsed.success) {
    throw new UnknownMessageError(
      `reading an incoming message: expected an S3 event notification with Records, got one with the fields ${Object.keys(value).slice(0, 8).join(', ') || '(none)'}`,
    );
  }
  return parsed.data.Records.map((record) => {
    if (!record.eventName.replace(/^s3:/, '').startsWith('ObjectCreated:')) {
      return { kind: 'ignored', why: `event ${record.eventName} creates no object` };
    }
    const { bucket, object } = record.s3;
    const origin = {
      bucket: bucket.name,
      key: decodeObjectKey(object.key),
      // S3 names versions of a bucket without versioning "null".
      versionId: object.versionId === undefined || object.versionId === 'null' ? null : object.versionId,
      sequencer: object.sequencer ?? null,
      entry: null,
    };
    return {
      kind: 'object',
      document: {
        documentId: documentIdOf(origin),
        ...origin,
        entryIndex: 0,
        eventTime: new Date(record.eventTime).toISOString(),
        sizeBytes: object.size ?? null,
      },
    };
  });
}
