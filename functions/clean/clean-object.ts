// Cleans one S3 object: reads it, cleans its bytes, and says where it goes from here.
import type { S3Client } from '@aws-sdk/client-s3';
import { readDocument } from '../../shared/aws/documents.ts';
import { carryText } from '../../shared/aws/text-objects.ts';
import { articleIdOf, textVersionOf } from '../../shared/keys.ts';
import type { ArticleCleaned } from '../../shared/messages/article-cleaned.ts';
import type { Document } from '../../shared/records/ledger.ts';
import type { Outcome } from '../../shared/stage/outcome.ts';
import { cleanDocument, MAX_BYTES } from './clean.ts';

export interface CleanPorts {
  s3: S3Client;
  textsBucket: string;
  now(): Date;
  signal: AbortSignal;
}

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

export async function cleanObject(document: Document, ports: CleanPorts): Promise<Outcome<ArticleCleaned>> {
  const where = `${document.bucket}/${document.key}`;
  const read = await readDocument(ports.s3, document, MAX_BYTES, ports.signal);
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
      detail: `reading ${where}: expected at most ${MAX_BYTES} bytes, got ${read.bytes}`,
    };
  }
  const metadata = decodeMetadata(read.metadata);
  const result = cleanDocument({
    bytes: read.bytes,
    name: document.key,
    ...(read.contentType === null ? {} : { contentType: read.contentType }),
    ...(read.contentEncoding === null ? {} : { contentEncoding: read.contentEncoding }),
    ...(metadata.url === undefined ? {} : { url: metadata.url }),
    metadata,
    headers: headersIn(metadata),
    receivedAt: document.eventTime,
  });
  if (result.kind === 'rejected') return { kind: 'reject', reason: result.reason, detail: result.detail };
  const { text, ...article } = result.article;
  const textVersion = textVersionOf(text);
  return {
    kind: 'forward',
    messages: [
      {
        v: 1,
        type: 'article-cleaned',
        document,
        trace: document.documentId,
        sentAt: ports.now().toISOString(),
        articleId: articleIdOf(article.url, textVersion),
        textVersion,
        article,
        text: await carryText(ports.s3, ports.textsBucket, text, textVersion),
      },
    ],
  };
}
