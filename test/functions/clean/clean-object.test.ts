// What becomes of one S3 object: read or gone, a document or an archive, whole or in turns.
import { gzipSync } from 'node:zlib';
import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { type CleanPorts, cleanObject, MAX_OBJECT_BYTES } from '../../../functions/clean/clean-object.ts';
import type { ArchiveContinued } from '../../../shared/messages/archive-continued.ts';
import type { ArticleCleaned } from '../../../shared/messages/article-cleaned.ts';
import type { Document, LedgerEntry } from '../../../shared/records/ledger.ts';
import type { Outcome } from '../../../shared/stage/outcome.ts';
import { sent } from '../../support/sent.ts';
import { zip } from '../../support/zip.ts';

const TEXT =
  'The dam above Orsa is safe, engineers said on Friday. They had measured it for nine days. The council will publish the report in June.';
const document: Document = {
  documentId: 'd'.repeat(32),
  bucket: 'articles',
  key: 'incoming/a',
  versionId: 'v1',
  sequencer: '0A',
  entry: null,
  entryIndex: 0,
  eventTime: '2024-03-01T10:00:00.000Z',
  sizeBytes: 100,
};

interface Stored {
  body: string | Buffer | null;
  type?: string;
  encoding?: string;
  length?: number;
  metadata?: Record<string, string>;
}

/** Ports over one stored object; anything else that is asked of the client is a fault. */
function world(stored: Stored | Error) {
  const recorded: LedgerEntry[] = [];
  const goneOn: ArchiveContinued[] = [];
  const asked: unknown[] = [];
  const client = {
    async send(command: unknown) {
      if (!(command instanceof GetObjectCommand)) throw new Error('expected to be asked for the object only');
      asked.push(command.input);
      if (stored instanceof Error) throw stored;
      const { body, type, encoding, length, metadata } = stored;
      return {
        Body: body === null ? undefined : { transformToByteArray: async () => Buffer.from(body), destroy() {} },
        ContentType: type,
        ContentEncoding: encoding,
        ContentLength: length,
        Metadata: metadata,
      };
    },
  };
  const ports: CleanPorts = {
    s3: client as unknown as S3Client,
    textsBucket: 'texts',
    record: async (entry) => void recorded.push(entry),
    goOn: async (message) => void goneOn.push(message),
    now: () => new Date('2024-03-01T10:00:05Z'),
    signal: new AbortController().signal,
  };
  return { ports, recorded, goneOn, asked };
}

const messagesOf = (outcome: Outcome<ArticleCleaned>): ArticleCleaned[] =>
  outcome.kind === 'forward' ? [...outcome.messages] : [];
const textsOf = (outcome: Outcome<ArticleCleaned>) =>
  messagesOf(outcome).map(({ text }) => (text.kind === 'inline' ? text.text : text.key));

describe('an object', () => {
  test('is read in its version and sent on as an article', async () => {
    const { ports, asked } = world({ body: TEXT });
    const [message] = messagesOf(await cleanObject(document, 0, ports));
    expect(message).toMatchObject({
      type: 'article-cleaned',
      document,
      trace: document.documentId,
      sentAt: '2024-03-01T10:00:05.000Z',
      article: { title: null, url: null, publishedAt: null },
      text: { kind: 'inline', text: TEXT },
    });
    expect(asked).toEqual([{ Bucket: 'articles', Key: 'incoming/a', VersionId: 'v1' }]);
  });

  test('of a bucket without versions is read as it is', async () => {
    const { ports, asked } = world({ body: TEXT });
    await cleanObject({ ...document, versionId: null }, 0, ports);
    expect(asked).toEqual([{ Bucket: 'articles', Key: 'incoming/a' }]);
  });

  test('comes with its type, its headers and what its sender knows of it', async () => {
    const { ports } = world({
      body: `<p>${TEXT}</p>`,
      type: 'text/html; charset=utf-8',
      // Not so: it was stored unpacked.
      encoding: 'br',
      metadata: {
        url: 'https://example.org/a%20b',
        title: 'Sch%C3%BCtze',
        site: '100%',
        'http-last-modified': 'Fri, 01 Mar 2024 08:00:00 GMT',
      },
    });
    const [message] = messagesOf(await cleanObject(document, 0, ports));
    expect(message?.article).toMatchObject({
      url: 'https://example.org/a%20b',
      title: 'Schütze',
      site: '100%',
      publishedAt: { value: '2024-03-01T08:00:00Z', source: 'http-header' },
    });
  });

  test('without an article is rejected with the reason', async () => {
    const { ports } = world({ body: '  \n ' });
    expect(await cleanObject(document, 0, ports)).toMatchObject({ kind: 'reject', reason: 'empty' });
  });

  test.each([
    ['a key', new NoSuchKey({ message: 'gone', $metadata: {} })],
    ['a version', Object.assign(new Error('gone'), { name: 'NoSuchVersion' })],
  ])('that is gone meanwhile, as %s, is rejected', async (_, error) => {
    const { ports } = world(error);
    expect(await cleanObject(document, 0, ports)).toMatchObject({
      kind: 'reject',
      reason: 'object-gone',
      detail: 'reading articles/incoming/a: the object was deleted before it was read',
    });
  });

  test('that cannot be read now is tried again', async () => {
    await expect(cleanObject(document, 0, world(new Error('slow down')).ports)).rejects.toThrow('slow down');
    await expect(cleanObject(document, 0, world({ body: null }).ports)).rejects.toThrow('expected a body, got none');
  });

  test.each([
    ['its event', { ...document, sizeBytes: MAX_OBJECT_BYTES + 1 }, { body: TEXT }],
    ['its answer', { ...document, sizeBytes: null }, { body: TEXT, length: MAX_OBJECT_BYTES + 1 }],
  ])('that is too large by %s is rejected', async (_, large, stored) => {
    expect(await cleanObject(large, 0, world(stored).ports)).toMatchObject({
      kind: 'reject',
      reason: 'too-large',
      detail: expect.stringContaining(`got ${MAX_OBJECT_BYTES + 1}`),
    });
  });
});

describe('an archive', () => {
  const lines = [
    `{"text":"${TEXT}","title":"One"}`,
    '{"id":7}',
    `{"text":"${TEXT.replace('nine', 'ten')}","title":"Three"}`,
  ];

  test('is unpacked into documents of their own; one that is no article does not stop the others', async () => {
    const { ports, recorded } = world({
      body: lines.join('\n'),
      metadata: { url: 'https://example.org/archive', title: 'Archive', site: 'Courier' },
    });
    const messages = messagesOf(await sent(await cleanObject(document, 0, ports)));
    expect(messages.map(({ document: child, article }) => [child.entry, child.entryIndex, article.title])).toEqual([
      ['line-1', 0, 'One'],
      ['line-3', 2, 'Three'],
    ]);
    // What is known of the whole holds for each, but for its name and address.
    expect(messages.map(({ article }) => [article.site, article.url])).toEqual([
      ['Courier', null],
      ['Courier', null],
    ]);
    expect(new Set(messages.map(({ document: child }) => child.documentId)).size).toBe(2);
    expect(recorded.map(({ document: { entry }, outcome }) => [entry, outcome.state])).toEqual([
      ['line-2', 'rejected'],
      [null, 'unpacked'],
    ]);
    expect(recorded.at(-1)?.outcome).toEqual({ state: 'unpacked', entries: 3 });
  });

  test('goes on where the last turn ended', async () => {
    const { ports } = world({ body: lines.join('\n') });
    const outcome = await cleanObject(document, 2, ports);
    expect(textsOf(outcome)).toEqual([TEXT.replace('nine', 'ten')]);
  });

  test('of more entries than a turn takes sends the rest to itself and is not done', async () => {
    const { ports, recorded, goneOn } = world({
      body: Array.from({ length: 501 }, (_, i) => `{"id":${i}}`).join('\n'),
    });
    const outcome = await cleanObject(document, 0, ports);
    // Every attempt at a turn whose messages can't be sent would ask for the rest once more.
    expect(goneOn).toEqual([]);
    expect(await sent(outcome)).toEqual({ kind: 'forward', messages: [] });
    expect(goneOn).toMatchObject([{ type: 'archive-continued', document, from: 500 }]);
    expect(recorded.filter(({ outcome }) => outcome.state === 'unpacked')).toEqual([]);
    await sent(await cleanObject(document, 500, ports));
    expect(recorded.at(-1)?.outcome).toEqual({ state: 'unpacked', entries: 501 });
  });

  test('that is damaged is rejected, whatever it holds', async () => {
    const packed = gzipSync(lines.concat(lines, lines).join('\n'));
    const { ports, recorded } = world({ body: packed.subarray(0, packed.length - 12) });
    const outcome = await cleanObject(document, 0, ports);
    expect(recorded).toEqual([]);
    expect(await sent(outcome)).toEqual({ kind: 'forward', messages: [] });
    expect(recorded).toMatchObject([{ document, outcome: { state: 'rejected', reason: 'corrupt-archive' } }]);
  });

  test('whose record cannot be written is tried again', async () => {
    const { ports } = world({ body: lines.join('\n') });
    const failing = { ...ports, record: async () => Promise.reject(new Error('table busy')) };
    await expect(cleanObject(document, 0, failing)).rejects.toThrow('table busy');
  });
});

test('a file of a zip that cannot be unpacked is rejected by itself', async () => {
  const body = zip({ 'a.txt': TEXT, 'b.txt': TEXT });
  // The first file's flag "encrypted" in the central directory.
  body.writeUInt16LE(0x801, body.indexOf('PK\x01\x02') + 8);
  const { ports, recorded } = world({ body });
  const outcome = await sent(await cleanObject(document, 0, ports));
  expect(outcome).toMatchObject({ kind: 'forward', messages: [{ document: { entry: 'b.txt' } }] });
  expect(recorded.map(({ document: { entry }, outcome: { state } }) => [entry, state])).toEqual([
    ['a.txt', 'rejected'],
    [null, 'unpacked'],
  ]);
});
