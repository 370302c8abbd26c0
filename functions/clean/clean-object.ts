// Cleans one S3 object: reads it, cleans its bytes or those of its entries, and says where they go from here.
import type { S3Client } from '@aws-sdk/client-s3';
import { readDocument } from '../../shared/aws/documents.ts';
import { carryText } from '../../shared/aws/text-objects.ts';
import { articleIdOf, documentIdOf, textVersionOf } from '../../shared/keys.ts';
import type { ArchiveContinued } from '../../shared/messages/archive-continued.ts';
import type { ArticleCleaned } from '../../shared/messages/article-cleaned.ts';
import type { Document, LedgerEntry } from '../../shared/records/ledger.ts';
import type { Outcome } from '../../shared/stage/outcome.ts';
import { archiveEntries, archiveKind } from './archive.ts';
import { cleanDocument } from './clean.ts';
import type { CleanInput } from './draft.ts';
import { Rejection } from './reasons.ts';

export interface CleanPorts {
  s3: S3Client;
  textsBucket: string;
  /** Writes a ledger entry for an entry of an archive, or for the archive beside what it forwards. */
  record(entry: LedgerEntry): Promise<void>;
  /** Sends the rest of an archive to the stage's own queue; asked for when the messages of a turn are sent. */
  goOn(message: ArchiveContinued): Promise<void>;
  now(): Date;
  signal: AbortSignal;
}

/** Bytes of an object that are read: an archive may be larger than the largest single document (`MAX_BYTES` of unpack.ts). */
export const MAX_OBJECT_BYTES = 64 * 1024 * 1024;

/** One turn at an archive ends with whichever comes first: half the record's 20 s, or what is comfortable to send at once. */
const TURN_MS = 10_000;
const TURN_ENTRIES = 500;

/**
 * Metadata whose value is not plain ASCII travels percent-encoded, as S3 asks of user metadata. Addresses are ASCII as
 * they are, and decoding would make other addresses of them.
 */
function decodeMetadata(metadata: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(metadata).map(([name, value]) => {
      if (name === 'url') return [name, value];
      try {
        return [name, decodeURIComponent(value)];
      } catch {
        return [name, value];
      }
    }),
  );
}

/** Headers of the response that an object was fetched with: `http-last-modified` and the like. */
function headersIn(metadata: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(metadata).flatMap(([name, value]) => (name.startsWith('http-') ? [[name.slice(5), value]] : [])),
  );
}

/**
 * Cleans an object, or goes on with an archive.
 *
 * @param from index of the archive's entry to begin with
 */
export async function cleanObject(
  document: Document,
  from: number,
  ports: CleanPorts,
): Promise<Outcome<ArticleCleaned>> {
  const where = `${document.bucket}/${document.key}`;
  const read = await readDocument(ports.s3, document, MAX_OBJECT_BYTES, ports.signal);
  if (read.kind === 'gone') {
    return {
      kind: 'reject',
      reason: 'object-gone',
      detail: `reading ${where}: the object was deleted before it was read`,
    };
  }
  if (read.kind === 'too-large') {
    return {
      kind: 'reject',
      reason: 'too-large',
      detail: `reading ${where}: expected at most ${MAX_OBJECT_BYTES} bytes, got ${read.bytes}`,
    };
  }
  const metadata = decodeMetadata(read.metadata);
  if (archiveKind(read.bytes, document.key) !== null) return unpack(document, read.bytes, metadata, from, ports);
  return cleanOne(document, ports, {
    bytes: read.bytes,
    name: document.key,
    ...(read.contentType === null ? {} : { contentType: read.contentType }),
    ...(read.contentEncoding === null ? {} : { contentEncoding: read.contentEncoding }),
    ...(metadata.url === undefined ? {} : { url: metadata.url }),
    metadata,
    headers: headersIn(metadata),
  });
}

type Cleaned = Extract<Outcome<ArticleCleaned>, { kind: 'forward' | 'reject' }>;

async function cleanOne(document: Document, ports: CleanPorts, input: CleanInput): Promise<Cleaned> {
  const result = cleanDocument({ ...input, receivedAt: document.eventTime });
  if (result.kind === 'rejected') return { kind: 'reject', reason: result.reason, detail: result.detail };
  const { text, ...article } = result.article;
  const textVersion = textVersionOf(text);
  const message: ArticleCleaned = {
    v: 1,
    type: 'article-cleaned',
    document,
    trace: document.documentId,
    sentAt: ports.now().toISOString(),
    articleId: articleIdOf(article.url, textVersion),
    textVersion,
    article,
    text: await carryText(ports.s3, ports.textsBucket, text, textVersion),
  };
  return { kind: 'forward', messages: [message] };
}

/**
 * Takes one turn at an archive. Each entry is a document with an outcome of its own; one that is no article does not
 * stop the others. Repeating a turn, as a whole or from the middle, sends the same messages under the same ids.
 */
async function unpack(
  document: Document,
  bytes: Uint8Array,
  metadata: Record<string, string>,
  from: number,
  ports: CleanPorts,
): Promise<Outcome<ArticleCleaned>> {
  const startedAt = performance.now();
  const messages: ArticleCleaned[] = [];
  let index = 0;
  try {
    for await (const { entry, damage, ...input } of archiveEntries(bytes, document.key)) {
      const position = index++;
      if (position < from) continue;
      if (position > from && (position - from >= TURN_ENTRIES || performance.now() - startedAt > TURN_MS)) {
        const whenSent = () =>
          ports.goOn({
            v: 1,
            type: 'archive-continued',
            document,
            trace: document.documentId,
            sentAt: ports.now().toISOString(),
            from: position,
          });
        return { kind: 'forward', messages, whenSent };
      }
      const child: Document = {
        ...document,
        documentId: documentIdOf({ ...document, entry }),
        entry,
        entryIndex: position,
        sizeBytes: input.bytes.length,
      };
      // What is known of the archive as a whole holds for its entries, but for their addresses and titles.
      const { url: _url, title: _title, ...shared } = metadata;
      const outcome =
        damage === undefined
          ? await cleanOne(child, ports, { ...input, metadata: shared })
          : ({ kind: 'reject', reason: damage.reason, detail: damage.message } as const);
      if (outcome.kind === 'forward') messages.push(...outcome.messages);
      else {
        const { reason, detail } = outcome;
        await ports.record(ledgerEntry(child, { state: 'rejected', reason, detail }, ports));
      }
    }
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    // Entries before the damage are documents in their own right; the archive itself tells of the damage.
    const rejected = { state: 'rejected', reason: error.reason, detail: error.message } as const;
    return { kind: 'forward', messages, whenSent: () => ports.record(ledgerEntry(document, rejected, ports)) };
  }
  const unpacked = { state: 'unpacked', entries: index } as const;
  return { kind: 'forward', messages, whenSent: () => ports.record(ledgerEntry(document, unpacked, ports)) };
}

function ledgerEntry(document: Document, outcome: LedgerEntry['outcome'], ports: CleanPorts): LedgerEntry {
  return { document, stage: 'clean', outcome, title: null, recordedAt: ports.now().toISOString() };
}
