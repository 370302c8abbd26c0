// The fixtures in events/: every message version ever sent stays readable, and the samples are what they say they are.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
// Node's own decoder reads windows-1252 as latin1 in some versions (https://github.com/nodejs/node/issues/56542).
import { TextDecoder } from '@exodus/bytes/encoding.js';
import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { parseIncoming } from '../functions/clean/s3-event.ts';
import { claimEventOf } from '../functions/publish/claim-events.ts';
import { type Attributes, fromAttributes } from '../shared/aws/attributes.ts';
import { articleIdOf, documentIdOf, nodeIdOf, textVersionOf } from '../shared/keys.ts';
import { ArchiveContinuedSchema } from '../shared/messages/archive-continued.ts';
import { ArticleCleanedSchema } from '../shared/messages/article-cleaned.ts';
import {
  ArticleUniqueSchema,
  ArticleWithdrawnSchema,
  UniqueQueueMessageSchema,
} from '../shared/messages/article-unique.ts';
import { parseMessage } from '../shared/messages/parse.ts';
import { DocumentSchema } from '../shared/records/ledger.ts';
import { DayPostingSchema, EntityPostingSchema } from '../shared/records/posting.ts';
import { PermanentError } from '../shared/stage/outcome.ts';

const EVENTS = join(import.meta.dirname, '../events');
const ARTICLES = join(EVENTS, 'articles');
const textOf = (name: string) => readFileSync(join(EVENTS, name), 'utf8');
const jsonOf = (name: string): unknown => JSON.parse(textOf(name));

describe('messages between stages', () => {
  /** What reads a message of each type, and the schema of the version that is sent today. */
  const MESSAGES = {
    'article-cleaned': { reader: ArticleCleanedSchema, sent: ArticleCleanedSchema },
    'article-unique': { reader: UniqueQueueMessageSchema, sent: ArticleUniqueSchema },
    'archive-continued': { reader: ArchiveContinuedSchema, sent: ArchiveContinuedSchema },
    'article-withdrawn': { reader: UniqueQueueMessageSchema, sent: ArticleWithdrawnSchema },
  } as const;
  const files = readdirSync(EVENTS).flatMap((file) => {
    const match = /^((?:archive|article)-[a-z]+)\.v(\d+)(?:\.[a-z-]+)?\.json$/.exec(file);
    return match ? [{ file, type: match[1] as keyof typeof MESSAGES, version: Number(match[2]) }] : [];
  });

  test.each(files)('$file is still read', ({ file, type, version }) => {
    expect(parseMessage(MESSAGES[type].reader, textOf(file))).toMatchObject({ type, v: version });
  });

  test.each(Object.entries(MESSAGES))('%s has a file of every version up to the one sent today', (type, { sent }) => {
    const versions = files.filter((file) => file.type === type).map((file) => file.version);
    const current = sent.shape.v.value;
    expect([...new Set(versions)].sort()).toEqual(Array.from({ length: current }, (_, index) => index + 1));
  });

  test.each(files)('the ids in $file are those computed today', ({ file }) => {
    const message = z
      .object({
        document: DocumentSchema,
        trace: z.string(),
        articleId: z.string().optional(),
        textVersion: z.string().optional(),
        nodeId: z.string().optional(),
        article: z.object({ url: z.string().nullable() }).optional(),
        text: z.object({ kind: z.string(), text: z.string().optional() }).optional(),
      })
      .parse(jsonOf(file));
    const { document, textVersion } = message;
    expect(document.documentId).toBe(documentIdOf(document));
    expect(message.trace).toBe(document.documentId);
    if (message.nodeId !== undefined) expect(message.nodeId).toBe(nodeIdOf(document.eventTime, document.documentId));
    if (message.text?.text !== undefined) expect(textVersion).toBe(textVersionOf(message.text.text));
    if (message.article && textVersion) expect(message.articleId).toBe(articleIdOf(message.article.url, textVersion));
  });

  test('both ways of carrying a text are among the files', () => {
    const carriers = files.map(({ file }) => (jsonOf(file) as { text?: { kind: string } }).text?.kind);
    expect(new Set(carriers)).toEqual(new Set(['inline', 'object', undefined]));
  });
});

describe('events of S3', () => {
  const FERRY = 'incoming/harbour-ledger/ferry-fire';
  const HOSTILE = 'incoming/50 % off + free (a&b=c)/“Küste” 記事 #1?~v=2!.txt';
  const keysIn = (body: string) =>
    parseIncoming(body).map((item) => (item.kind === 'object' ? item.document.key : item.kind));

  test.each([
    ['s3-object-created.json', [`${FERRY}-v2.html`]],
    [
      's3-object-created-several-records.json',
      [`${FERRY}-v1.html`, `${FERRY}-v2.html`, 'incoming/gzip/wildfire.html.gz'],
    ],
    ['s3-object-created-hostile-key.json', [HOSTILE]],
    ['s3-object-removed.json', ['ignored']],
    ['s3-test-event.json', ['ignored']],
  ])('%s names %j', (file, keys) => {
    expect(keysIn(textOf(file))).toEqual(keys);
  });

  test('a bucket without versions says "null", which is no version', () => {
    const [item] = parseIncoming(textOf('s3-object-created-hostile-key.json'));
    expect(item).toMatchObject({ kind: 'object', document: { versionId: null, sequencer: '006671ADF0000A1B2C' } });
  });

  test('the document of an event is that of the message made from it', () => {
    const [item] = parseIncoming(textOf('s3-object-created.json'));
    const { document } = ArticleCleanedSchema.parse(jsonOf('article-cleaned.v1.json'));
    expect(item).toEqual({ kind: 'object', document });
  });

  test('garbage is refused for good', () => {
    expect(() => parseIncoming(textOf('garbage.txt'))).toThrow(PermanentError);
  });

  test('the batch of the queue holds one message of each kind, byte for byte', () => {
    const { Records } = jsonOf('sqs-batch.json') as SQSEvent;
    const bodies = [
      's3-object-created.json',
      's3-object-created-several-records.json',
      's3-object-created-hostile-key.json',
      's3-test-event.json',
      's3-object-removed.json',
    ].map((file) => JSON.stringify(jsonOf(file)));
    expect(Records.map((record) => record.body)).toEqual([...bodies, textOf('garbage.txt')]);
    for (const record of Records) {
      expect(record.md5OfBody).toBe(createHash('md5').update(record.body).digest('hex'));
    }
  });
});

describe('the stream of the claims table', () => {
  const { Records } = jsonOf('claims-stream.json') as DynamoDBStreamEvent;
  const item = (image: unknown) => (image ? fromAttributes(image as Attributes) : null);
  const changes = Records.map(({ eventName, dynamodb }) => ({
    eventName,
    sequence: dynamodb!.SequenceNumber!,
    before: item(dynamodb!.OldImage),
    after: item(dynamodb!.NewImage),
  }));

  test('claims become events, postings do not', () => {
    const told = changes.map((change) => {
      const event = claimEventOf(change);
      return [change.eventName, event?.type ?? null, event?.claim.text ?? null];
    });
    expect(told).toEqual([
      ['INSERT', 'claim.added', 'he got everybody off in 31 minutes'],
      ['INSERT', 'claim.added', 'Two of the six zones stayed dry'],
      ['INSERT', null, null],
      ['MODIFY', null, null],
      ['REMOVE', 'claim.withdrawn', 'he got everybody off in 31 minutes'],
      ['MODIFY', 'claim.changed', 'the sprinklers on the car deck had failed'],
      ['REMOVE', null, null],
    ]);
    expect(claimEventOf(changes[5]!)?.changed).toEqual(['confidence', 'extractor', 'polarity']);
  });

  test('what is no claim is a posting', () => {
    const postings = changes.flatMap(({ before, after }) =>
      [before, after].flatMap((image) => {
        if (image === null || String(image.sk).startsWith('CLAIM#')) return [];
        const { pk: _pk, sk: _sk, ...posting } = image;
        return [z.union([DayPostingSchema, EntityPostingSchema]).parse(posting).kind];
      }),
    );
    expect(postings).toEqual(['entity-posting', 'day-posting', 'day-posting', 'entity-posting']);
  });
});

const ExpectedSchema = z.record(
  z.string(),
  z.strictObject({
    outcome: z.enum(['extracted', 'duplicate', 'revision', 'rejected']),
    reason: z.string().optional(),
    relation: z.enum(['same-text', 'near-duplicate']).optional(),
    of: z.string().optional(),
    story: z.string().optional(),
    lang: z.string().optional(),
    publishedOn: z.iso.date().optional(),
    title: z.string().optional(),
    mustNotContain: z.array(z.string()).optional(),
    claims: z
      .array(
        z.strictObject({
          speaker: z.string().nullable(),
          mention: z.string().optional(),
          textIncludes: z.string().min(5),
          polarity: z.enum(['denied', 'questioned']).optional(),
          cue: z.string().optional(),
          saidOn: z.iso.date().optional(),
        }),
      )
      .min(2)
      .optional(),
  }),
);

describe('sample articles', () => {
  const expected = ExpectedSchema.parse(
    JSON.parse(readFileSync(join(ARTICLES, '..', 'expected-outcomes.json'), 'utf8')),
  );
  const files = readdirSync(ARTICLES, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(ARTICLES, file)).isFile())
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
  const samples = files;
  const bytesOf = (file: string) => readFileSync(join(ARTICLES, file));

  /** The sample as its author wrote it: unpacked, decoded as its name or declaration says, escapes undone. */
  function readable(file: string): string {
    const bytes = file.endsWith('.gz') ? gunzipSync(bytesOf(file)) : bytesOf(file);
    const encoding = file.includes('utf16le')
      ? 'utf-16le'
      : file.includes('utf16be')
        ? 'utf-16be'
        : file.includes('windows-1252') || file.startsWith('old-courier/')
          ? 'windows-1252'
          : 'utf-8';
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text
      .replace(/\\u([0-9a-f]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replaceAll('&amp;', '&');
  }
  const entries = Object.entries(expected).map(([file, entry]) => ({ file, ...entry }));
  const articles = entries.filter((entry) => entry.outcome !== 'rejected');
  const canonicalOf = (file: string) =>
    /(?:rel="canonical" href=|canonical_url: |"url": )"?([^"\s]+)/i.exec(readable(file))?.[1];

  test('what is expected is said of exactly the files there are, in the README too', () => {
    expect(Object.keys(expected).sort()).toEqual(samples);
    const readme = readFileSync(join(ARTICLES, '..', 'README.md')).toString();
    expect(samples.filter((file) => !readme.includes(`| \`${file}\` |`))).toEqual([]);
  });

  test('there are enough of them, of every outcome and kind', () => {
    expect(samples.length).toBeGreaterThanOrEqual(24);
    const count = (test: (entry: (typeof entries)[number]) => boolean) => entries.filter(test).length;
    expect(count((entry) => entry.outcome === 'extracted')).toBeGreaterThanOrEqual(20);
    expect(count((entry) => entry.story === 'A')).toBe(5);
    expect(count((entry) => entry.story === 'A' && entry.outcome === 'extracted')).toBe(1);
    expect(count((entry) => entry.relation === 'same-text')).toBe(1);
    expect(count((entry) => entry.outcome === 'revision')).toBe(1);
    expect(count((entry) => entry.lang === 'de')).toBe(1);
    const reasons = entries.flatMap((entry) => entry.reason ?? []);
    expect(new Set(reasons)).toEqual(
      new Set(['blocked-page', 'empty', 'binary', 'corrupt-archive', 'no-article', 'too-short']),
    );
    for (const ending of ['.html', '.html.gz', '.txt', '.md', '.json']) {
      expect(articles.some((entry) => entry.file.endsWith(ending))).toBe(true);
    }
  });

  test.each([
    [
      'harbour-ledger/council-vote.html',
      ['<nav>', '<aside', 'class="breadcrumb"', 'newsletter-signup', 'Related stories'],
    ],
    [
      'meridian-post/hospital-breach.html',
      ['application/ld+json', 'role="dialog"', 'data-testid="live-ticker"', 'Recommended for you'],
    ],
    ['old-courier/harvest.html', ['<TABLE', '<BR><BR>', 'charset=windows-1252', 'visitor no.']],
    ['field-notes/glacier-survey.html', ['<html amp', 'itemprop="articleBody"', 'id="comments"', 'comment-policy']],
  ])('%s is a page of a style of its own', (file, marks) => {
    const page = readable(file);
    expect(marks.filter((mark) => !page.includes(mark))).toEqual([]);
  });

  test.each(articles)(
    '$file is expected to yield what it holds',
    ({ file, outcome, claims, mustNotContain, lang, ...entry }) => {
      const text = readable(file);
      const needed = [
        ...(mustNotContain ?? []),
        ...(claims ?? []).flatMap(({ speaker, mention, textIncludes, cue }) => [speaker, mention, textIncludes, cue]),
      ].flatMap((words) => words ?? []);
      expect(needed.filter((words) => !text.includes(words))).toEqual([]);
      expect(entry.publishedOn).toBeDefined();
      expect(entry.title).toBeDefined();
      expect(claims === undefined).toBe(outcome !== 'extracted' || lang !== undefined);
      if (entry.of !== undefined) {
        expect(expected[entry.of]?.outcome).toBe('extracted');
        // Uploaded in the order of their names, the first is the one that stands.
        expect(entry.of < file).toBe(true);
      }
    },
  );

  test('the denials, the unnamed speakers and the dated statements are among the claims', () => {
    const claims = entries.flatMap((entry) => entry.claims ?? []);
    expect(claims.filter((claim) => claim.polarity === 'denied').length).toBeGreaterThanOrEqual(15);
    expect(claims.filter((claim) => claim.speaker === null).length).toBeGreaterThanOrEqual(8);
    expect(claims.every((claim) => claim.speaker !== null || claim.mention !== undefined)).toBe(true);
    expect(claims.filter((claim) => claim.saidOn !== undefined).length).toBeGreaterThanOrEqual(8);
  });

  test('each variant of the syndicated story stands at an address of its own, all sharing most words', () => {
    const members = entries.filter((entry) => entry.story === 'A').map((entry) => entry.file);
    expect(new Set(members.map(canonicalOf)).size).toBe(5);
    for (const file of members)
      expect(readable(file)).toContain('The suggestion that we hid a safety problem is false');
  });

  test('the revision has the address of the text it replaces, comes after it by name, and differs', () => {
    const [first, second] = ['harbour-ledger/ferry-fire-v1.html', 'harbour-ledger/ferry-fire-v2.html'] as const;
    expect(canonicalOf(first)).toBe(canonicalOf(second));
    expect(samples.indexOf(first)).toBeLessThan(samples.indexOf(second));
    expect(readable(first)).toContain('214 passengers');
    expect(readable(second)).toContain('241 passengers');
  });

  test.each(['old-courier/harvest.html', 'old-courier/bridge-inquiry.html', 'plain-text/verdict-windows-1252.txt'])(
    '%s is windows-1252: no UTF-8, with quotation marks and dashes between 0x80 and 0x9F',
    (file) => {
      const bytes = bytesOf(file);
      expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow(TypeError);
      expect(bytes.includes(0x92)).toBe(true);
      expect(bytes.includes(0x80)).toBe(true);
      expect(readable(file)).toMatch(/[‘“].+[’”]/);
    },
  );

  test('one page declares the encoding it has, the other the one that browsers read like it', () => {
    expect(readable('old-courier/harvest.html')).toContain('charset=windows-1252');
    expect(readable('old-courier/bridge-inquiry.html')).toContain('charset=iso-8859-1');
  });

  test.each([
    ['plain-text/telescope-utf16le.txt', [0xff, 0xfe]],
    ['plain-text/cup-final-utf16be.txt', [0xfe, 0xff]],
  ])('%s starts with its byte order mark and decodes', (file, mark) => {
    expect([...bytesOf(file).subarray(0, 2)]).toEqual(mark);
    expect(readable(file)).toMatch(/ said[ ,.]/);
  });

  test('line endings are as written', () => {
    expect(readable('plain-text/telescope-utf16le.txt')).toContain('\r\n\r\n');
    expect(readable('plain-text/verdict-windows-1252.txt')).toContain('\r\n\r\n');
    expect(readable('plain-text/noisy-scrape.txt')).not.toContain('\r');
  });

  test('the files that are no text are what they claim', () => {
    const start = (file: string) => bytesOf(file).subarray(0, 4).toString('latin1');
    expect(start('gzip/wildfire.html.gz').startsWith('\x1f\x8b')).toBe(true);
    expect(start('rejected/cut-off.html.gz').startsWith('\x1f\x8b')).toBe(true);
    expect(() => gunzipSync(bytesOf('rejected/cut-off.html.gz'))).toThrow('unexpected end of file');
    expect(start('rejected/photo.html')).toBe('\x89PNG');
    expect(start('rejected/recording.txt')).toBe('RIFF');
    expect(bytesOf('rejected/empty.html').length).toBe(0);
    expect(bytesOf('rejected/blank.txt').toString().trim()).toBe('');
  });

  test('nobody real is quoted: every address is of a reserved name, or a vocabulary', () => {
    const hosts = articles.flatMap(({ file }) =>
      [...readable(file).matchAll(/https?:\/\/([\w.-]+)/g)].map((match) => match[1]!),
    );
    const VOCABULARIES = ['schema.org', 'www.w3.org'];
    expect(hosts.filter((host) => !host.endsWith('.example') && !VOCABULARIES.includes(host))).toEqual([]);
  });
});
