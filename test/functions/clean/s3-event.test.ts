// S3's events, in the shapes and disorder in which they really arrive.
import { describe, expect, test } from 'vitest';
import { decodeObjectKey, parseIncoming } from '../../../functions/clean/s3-event.ts';
import { UnknownMessageError } from '../../../shared/messages/parse.ts';
import { PermanentError } from '../../../shared/stage/outcome.ts';

function s3Record(overrides: { key?: string; versionId?: string; sequencer?: string; eventName?: string } = {}) {
  const { key = 'incoming/a.html', eventName = 'ObjectCreated:Put', ...object } = overrides;
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    eventTime: '2024-03-01T10:00:00.000Z',
    eventName,
    s3: { bucket: { name: 'articles' }, object: { key, size: 12, eTag: 'x', ...object } },
  };
}
const body = (...records: unknown[]) => JSON.stringify({ Records: records });

describe('object keys', () => {
  test.each([
    ['incoming/a+b.txt', 'incoming/a b.txt'],
    ['incoming/a%2Bb.txt', 'incoming/a+b.txt'],
    ['incoming/50%25.txt', 'incoming/50%.txt'],
    ['incoming/%C3%BCn%C3%AF.txt', 'incoming/ünï.txt'],
    ['incoming/100%.txt', 'incoming/100%.txt'],
    ['incoming/%E0%A4%A.txt', 'incoming/%E0%A4%A.txt'],
  ])('%s is the key %s', (encoded, key) => {
    expect(decodeObjectKey(encoded)).toBe(key);
  });
});

describe('messages', () => {
  test('the rest of an archive is taken up where it was left', () => {
    const [first] = parseIncoming(body(s3Record()));
    if (first?.kind !== 'object') throw new Error('expected an object');
    const { document } = first;
    const message = {
      v: 1,
      type: 'archive-continued',
      document,
      trace: document.documentId,
      sentAt: '2024-03-01T10:00:00.000Z',
      from: 500,
    };
    expect(parseIncoming(JSON.stringify(message))).toEqual([{ kind: 'archive', document, from: 500 }]);
    expect(() => parseIncoming(JSON.stringify({ ...message, v: 2 }))).toThrow(UnknownMessageError);
  });

  test('an object of no told size is a document of unknown size', () => {
    const { s3, ...record } = s3Record();
    const { size: _, ...object } = s3.object;
    expect(parseIncoming(body({ ...record, s3: { ...s3, object } }))).toMatchObject([
      { kind: 'object', document: { sizeBytes: null } },
    ]);
  });

  test('a created object is a document with the id of its version', () => {
    const [item] = parseIncoming(body(s3Record({ versionId: 'v1', sequencer: '0A' })));
    expect(item).toEqual({
      kind: 'object',
      document: {
        documentId: expect.stringMatching(/^[0-9a-f]{32}$/),
        bucket: 'articles',
        key: 'incoming/a.html',
        versionId: 'v1',
        sequencer: '0A',
        entry: null,
        entryIndex: 0,
        eventTime: '2024-03-01T10:00:00.000Z',
        sizeBytes: 12,
      },
    });
  });

  test('the same version is the same document, whatever the event; another version is another', () => {
    const id = (overrides: Parameters<typeof s3Record>[0]) => {
      const [item] = parseIncoming(body(s3Record(overrides)));
      return item?.kind === 'object' ? item.document.documentId : null;
    };
    expect(id({ versionId: 'v1', sequencer: '0A' })).toBe(
      id({ versionId: 'v1', sequencer: '0B', eventName: 'ObjectCreated:Copy' }),
    );
    expect(id({ versionId: 'v1' })).not.toBe(id({ versionId: 'v2' }));
    expect(id({ sequencer: '0A' })).not.toBe(id({ sequencer: '0B' }));
    expect(id({ versionId: 'null', sequencer: '0A' })).toBe(id({ sequencer: '0A' }));
  });

  test('several records are several documents, in order', () => {
    const items = parseIncoming(body(s3Record({ key: 'incoming/1' }), s3Record({ key: 'incoming/2' })));
    expect(items.map((item) => (item.kind === 'object' ? item.document.key : item.kind))).toEqual([
      'incoming/1',
      'incoming/2',
    ]);
  });

  test.each([
    'ObjectCreated:Put',
    's3:ObjectCreated:CompleteMultipartUpload',
    'ObjectCreated:Copy',
    'ObjectCreated:Post',
  ])('%s creates a document', (eventName) => {
    expect(parseIncoming(body(s3Record({ eventName })))[0]?.kind).toBe('object');
  });

  test('a deletion is ignored and says why', () => {
    expect(parseIncoming(body(s3Record({ eventName: 'ObjectRemoved:Delete' })))).toEqual([
      { kind: 'ignored', why: 'event ObjectRemoved:Delete creates no object' },
    ]);
  });

  test("S3's test event is ignored", () => {
    expect(parseIncoming('{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"articles"}')).toEqual([
      { kind: 'ignored', why: "S3's test event" },
    ]);
  });

  test.each(['', 'not json', '{"Records":', '[]', '"text"', 'null', '17'])('%j can never be read', (text) => {
    expect(() => parseIncoming(text)).toThrow(PermanentError);
  });

  test.each(['{}', '{"Records":[]}', '{"Records":[{"eventName":"x"}]}', '{"v":2,"type":"document-received"}'])(
    '%s is kept for a reader that knows it',
    (text) => {
      expect(() => parseIncoming(text)).toThrow(UnknownMessageError);
    },
  );
});
