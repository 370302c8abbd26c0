// Archives: the documents in them, in order, and what cannot be unpacked.
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { fc, test as propertyTest } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type ArchiveEntry, archiveEntries, archiveKind } from '../../../functions/clean/archive.ts';
import { cleanDocument } from '../../../functions/clean/clean.ts';
import { Rejection } from '../../../functions/clean/reasons.ts';
import { MAX_BYTES } from '../../../functions/clean/unpack.ts';
import { zip } from '../../support/zip.ts';

const TEXT =
  'The dam above Orsa is safe, engineers said on Friday. They had measured it for nine days. The council will publish the report in June.';

function warcRecord(type: string, url: string, http: string): string {
  return `WARC/1.1\r\nWARC-Type: ${type}\r\nWARC-Target-URI: ${url}\r\nWARC-Date: 2024-05-07T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\nContent-Type: application/http\r\nContent-Length: ${Buffer.byteLength(http)}\r\n\r\n${http}\r\n\r\n`;
}
const response = (status: string, type: string, body: string) =>
  `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
/** As somebody writes who knows the fields and not the line ends. */
const withBareHeads = (records: readonly string[]) =>
  records
    .map((record) => {
      const [head, ...block] = record.split('\r\n\r\n');
      return `${head?.replaceAll('\r\n', '\n')}\n\n${block.join('\r\n\r\n').slice(0, -4)}\n\n`;
    })
    .join('');
const WARC = [
  warcRecord('request', 'https://example.org/a', 'GET /a HTTP/1.1\r\nHost: example.org\r\n\r\n'),
  warcRecord('response', 'https://example.org/a', response('200 OK', 'text/html; charset=utf-8', `<p>${TEXT}</p>`)),
  warcRecord('response', 'https://example.org/b', response('404 Not Found', 'text/html', '<p>Gone</p>')),
  warcRecord('response', 'https://example.org/c.png', response('200 OK', 'image/png', 'x')),
  warcRecord('response', 'https://example.org/d', response('200 OK', 'text/plain', TEXT)),
];

const utf32 = (text: string): Buffer => {
  const points = Buffer.alloc(text.length * 4);
  for (let i = 0; i < text.length; i++) points.writeUInt32LE(text.charCodeAt(i), i * 4);
  return points;
};

async function all(bytes: Uint8Array): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  for await (const entry of archiveEntries(bytes, 'archive')) entries.push(entry);
  return entries;
}
const texts = (entries: ArchiveEntry[]) => entries.map((entry) => Buffer.from(entry.bytes).toString());

describe('archiveKind', () => {
  it.each<[string, string | Buffer, ReturnType<typeof archiveKind>]>([
    ['zip', zip({ 'a.txt': TEXT }), 'zip'],
    ['warc', WARC.join(''), 'warc'],
    ['gzipped warc', gzipSync(WARC.join('')), 'warc'],
    ['lines of JSON', '{"text":"a"}\n{"text":"b"}\n', 'ndjson'],
    ['gzipped lines of JSON', gzipSync('{"text":"a"}\n{"text":"b"}\n'), 'ndjson'],
    ['lines of JSON in UTF-16', Buffer.from('\uFEFF{"text":"a"}\n{"text":"b"}\n', 'utf16le'), 'ndjson'],
    ['lines of JSON in UTF-16 without a mark', Buffer.from('{"text":"a"}\n{"text":"b"}\n', 'utf16le'), 'ndjson'],
    ['lines of JSON in UTF-32', utf32('{"text":"a"}\n{"text":"b"}\n'), 'ndjson'],
    ['a list of JSON objects in UTF-16', Buffer.from('[{"text":"a"},{"text":"b"}]', 'utf16le').swap16(), 'json-list'],
    ['text in UTF-16', Buffer.from(`\uFEFF${TEXT}`, 'utf16le'), null],
    ['one line of JSON', '{"text":"a"}\n', null],
    ['JSON over several lines', '{\n"text":"a"\n}\n', null],
    ['a list of JSON objects', '[{"text":"a"},{"text":"b"}]', 'json-list'],
    ['a list of one', '[{"text":"a"}]', null],
    ['a list of schema.org nodes', '[{"@type":"NewsArticle"},{"@type":"WebSite"}]', null],
    ['a broken list', '[{"text":"a"},', null],
    ['an answer with a list of articles', '{"status":"ok",\n"articles":[{"text":"a"},{"text":"b"}]}', 'json-list'],
    ['an answer in a wrapper', '{"response":{"results":[{"id":1},{"fields":{"body":"b"}}]}}', 'json-list'],
    ['an answer with one article', '{"articles":[{"text":"a"}]}', null],
    ['an answer with a list of something else', '{"items":[{"id":1},{"id":2}]}', null],
    ['an article with others beside it', '{"text":"a","articles":[{"text":"a"},{"text":"b"}]}', null],
    ['an object that is cut off', '{"articles":[{"text":"a"},', null],
    ['text', TEXT, null],
    ['gzipped text', gzipSync(TEXT), null],
    ['broken gzip', Buffer.from([0x1f, 0x8b, 1, 2, 3]), null],
    ['a picture', Buffer.from('\x89PNG....', 'latin1'), null],
    ['nothing', '', null],
  ])('of %s', (_, bytes, kind) => {
    expect(archiveKind(Buffer.from(bytes), 'file')).toBe(kind);
  });
});

describe('archiveKind by name', () => {
  it.each<[string, string, ReturnType<typeof archiveKind>]>([
    ['a.ndjson', 'exported in May\n{"text":"a"}\n', 'ndjson'],
    ['a.jsonl.gz', '{"text":"a"}\nbroken\n{"text":"b"}\n', 'ndjson'],
    ['a.json', 'exported in May\n{"text":"a"}\n', null],
    ['a.ndjson', 'no line\nof JSON\n', null],
    ['a.ndjson', '{"text":"a"}\n\n', null],
  ])('%s with %j', (name, content, kind) => {
    const bytes = name.endsWith('.gz') ? gzipSync(content) : Buffer.from(content);
    expect(archiveKind(bytes, name)).toBe(kind);
  });
});

describe('archiveEntries', () => {
  it('unpacks the files of a zip, without folders and hidden ones', async () => {
    const entries = await all(
      zip({ 'a/': '', 'a/one.txt': TEXT, '__MACOSX/a/._one.txt': 'x', '.DS_Store': 'x', 'two.html': '<p>2</p>' }),
    );
    expect(entries.map(({ entry, name }) => [entry, name])).toEqual([
      ['a/one.txt', 'a/one.txt'],
      ['two.html', 'two.html'],
    ]);
    expect(texts(entries)).toEqual([TEXT, '<p>2</p>']);
  });

  it('unpacks entries whose names would lead out of a folder under those names: nothing is written to them', async () => {
    const entries = await all(
      zip({ '../../up.html': TEXT, '/root.html': TEXT, 'C:\\drive.html': TEXT, 'plain.html': TEXT }),
    );
    expect(entries.map(({ entry }) => entry)).toEqual(['../../up.html', '/root.html', 'C:/drive.html', 'plain.html']);
    expect(entries.every(({ bytes }) => Buffer.from(bytes).toString() === TEXT)).toBe(true);
  });

  it('gives two files of one name in a zip two names', async () => {
    const bytes = zip({ 'same.txt': 'first', 'sama.txt': 'second', 'samb.txt': 'third', 'same.txt#3': 'x' });
    const doubled = Buffer.from(bytes.toString('latin1').replaceAll(/sam[ab]/g, 'same'), 'latin1');
    const entries = await all(doubled);
    expect(entries.map(({ entry, name }) => [entry, name])).toEqual([
      ['same.txt', 'same.txt'],
      ['same.txt#2', 'same.txt'],
      ['same.txt#3', 'same.txt'],
      ['same.txt#3#4', 'same.txt#3'],
    ]);
    expect(texts(entries)).toEqual(['first', 'second', 'third', 'x']);
  });

  /** A zip of two files with the first one's flags, method and checksum changed in the central directory. */
  function withFirst(change: (entry: Buffer) => void): Buffer {
    const bytes = zip({ 'a.txt': TEXT, 'b.txt': TEXT });
    change(bytes.subarray(bytes.indexOf('PK\x01\x02')));
    return bytes;
  }

  it.each<[string, Buffer, string]>([
    ['encrypted', withFirst((entry) => entry.writeUInt16LE(0x801, 8)), 'an encrypted one'],
    ['of an unknown method', withFirst((entry) => entry.writeUInt16LE(12, 10)), 'unsupported compression method: 12'],
    ['damaged', withFirst((entry) => entry.writeUInt32LE(1, 16)), 'one whose checksum is wrong'],
  ])('goes on behind a file of a zip that is %s', async (_, bytes, got) => {
    const [bad, good] = await all(bytes);
    expect(bad?.damage).toMatchObject({
      reason: 'corrupt-archive',
      message: `unpacking a.txt: expected a file that can be unpacked, got ${got}`,
    });
    expect(good?.damage).toBeUndefined();
    expect(Buffer.from(good!.bytes).toString()).toBe(TEXT);
  });

  it.each<[string, (warc: string) => string, string]>([
    ['in a page', (warc) => warc.slice(0, -20), 'record 5 without its last 16 bytes'],
    [
      'in a record that is no page',
      (warc) => warc.slice(0, warc.indexOf('<p>Gone')),
      'record 3 without its last 11 bytes',
    ],
    [
      'by a length that is none',
      (warc) => warc.replace(/Content-Length: \d+(?=\r\n\r\nHTTP\/1.1 404)/, 'Content-Length: many'),
      'Content-Length "many" in record 3',
    ],
  ])('tells that a crawl is damaged %s, after the pages before it', async (_, damage, got) => {
    const entries: string[] = [];
    const reading = (async () => {
      for await (const { entry } of archiveEntries(Buffer.from(damage(WARC.join(''))), 'archive')) entries.push(entry);
    })();
    await expect(reading).rejects.toThrow(`unpacking archive: expected a whole WARC file, got Error: ${got}`);
    expect(entries).toEqual(['record-2']);
  });

  it('refuses a crawl that is cut off in the head of its first record', async () => {
    await expect(all(Buffer.from('WARC/1.0\r\nbroken'))).rejects.toThrow(
      new Rejection(
        'corrupt-archive',
        'unpacking archive: expected a whole WARC file, got Error: no WARC-Type in record 1',
      ),
    );
  });

  it.each<[string, (warc: string) => string, string, string[]]>([
    ['in a page', (warc) => warc.slice(0, -60), 'a record at byte ', ['record-2']],
    [
      'in a head',
      (warc) => `${warc}WARC/1.1\nWARC-Type: resp`,
      'no whole head of a record at byte ',
      ['record-2', 'record-5'],
    ],
  ])('tells where a crawl with bare line feeds is damaged %s', async (_, damage, got, before) => {
    const entries: string[] = [];
    const reading = (async () => {
      for await (const { entry } of archiveEntries(Buffer.from(damage(withBareHeads(WARC))), 'archive'))
        entries.push(entry);
    })();
    await expect(reading).rejects.toThrow(got);
    expect(entries).toEqual(before);
  });

  it('cuts an entry just above the size a document may have, so that it is rejected for it', async () => {
    const [entry] = await all(zip({ 'big.txt': Buffer.alloc(MAX_BYTES + 5000, 97) }));
    expect(entry?.bytes.length).toBe(MAX_BYTES + 1);
    expect(cleanDocument(entry as ArchiveEntry)).toMatchObject({
      kind: 'rejected',
      reason: 'too-large',
      detail: `reading big.txt: expected at most ${MAX_BYTES} bytes, got more`,
    });
  });

  /** A zip of one file whose name is stored in these bytes, and which does not say that names are in UTF-8. */
  function withoutNameFlag(name: string, stored: Buffer): Buffer {
    const bytes = zip({ [name]: TEXT });
    for (const [mark, at] of [
      ['PK\x03\x04', 6],
      ['PK\x01\x02', 8],
    ] as const)
      bytes.writeUInt16LE(0, bytes.indexOf(mark) + at);
    for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 1)) stored.copy(bytes, at);
    return bytes;
  }

  it.each<[string, Buffer, string]>([
    ['in UTF-8 without saying so', withoutNameFlag('Lövår.txt', Buffer.from('Lövår.txt')), 'Lövår.txt'],
    ['in an old code page', withoutNameFlag('Lxvxr.txt', Buffer.from('L\x94v\x86r.txt', 'latin1')), 'Lövår.txt'],
  ])('reads the name of a file of a zip %s', async (_, bytes, name) => {
    expect((await all(bytes)).map((entry) => entry.name)).toEqual([name]);
  });

  it('tells that a gzipped crawl is cut within the head of a record', async () => {
    const members = WARC.map((record) => gzipSync(record));
    const cut = Buffer.concat([...members.slice(0, 4), members[4]!.subarray(0, 30)]);
    const entries: string[] = [];
    const reading = (async () => {
      for await (const { entry } of archiveEntries(cut, 'archive')) entries.push(entry);
    })();
    await expect(reading).rejects.toThrow(
      'unpacking archive: expected a whole WARC file, got Error: unexpected end of file',
    );
    expect(entries).toEqual(['record-2']);
  });

  it.each([
    ['plain', Buffer.from(WARC.join(''))],
    ['with bare line feeds in its heads', Buffer.from(withBareHeads(WARC))],
    ['converted to bare line feeds', Buffer.from(WARC.join('').replaceAll('\r\n', '\n'))],
    ['converted and gzipped', gzipSync(WARC.join('').replaceAll('\r\n', '\n'))],
    ['gzipped record by record', Buffer.concat(WARC.map((record) => gzipSync(record)))],
  ])('yields the pages of a web archive, %s, with address and headers', async (_, bytes) => {
    const entries = await all(bytes);
    expect(entries.map(({ entry, url, contentType }) => [entry, url, contentType])).toEqual([
      ['record-2', 'https://example.org/a', 'text/html; charset=utf-8'],
      ['record-5', 'https://example.org/d', 'text/plain'],
    ]);
    expect(cleanDocument(entries[0] as ArchiveEntry)).toMatchObject({
      kind: 'article',
      article: { text: TEXT, url: 'https://example.org/a' },
    });
  });

  it.each<[string, Uint8Array]>([
    ['UTF-16', Buffer.from(`\uFEFF{"text":"${TEXT}"}\r\n\r\n{"text":"Ünlü"}`, 'utf16le')],
    ['gzipped UTF-16', gzipSync(Buffer.from(`{"text":"${TEXT}"}\n\n{"text":"Ünlü"}`, 'utf16le'))],
    ['UTF-32', utf32(`{"text":"${TEXT}"}\n\n{"text":"Ünlü"}`)],
  ])('yields lines of JSON in %s', async (_, bytes) => {
    const entries = await all(bytes);
    expect(entries.map(({ entry }) => entry)).toEqual(['line-1', 'line-3']);
    expect(texts(entries).map((line) => JSON.parse(line).text)).toEqual([TEXT, 'Ünlü']);
  });

  it('yields lines of JSON by their numbers', async () => {
    const lines = `{"text":"${TEXT}"}\n\n{"text":"b"}`;
    const entries = await all(gzipSync(lines));
    expect(entries.map(({ entry }) => entry)).toEqual(['line-1', 'line-3']);
    expect(cleanDocument(entries[0] as ArchiveEntry)).toMatchObject({ kind: 'article', article: { text: TEXT } });
  });

  it('yields the pages of a crawl, with or without a type, and no answers of name servers', async () => {
    const pages = [
      'WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: dns:example.org\r\nContent-Type: text/dns\r\nContent-Length: 30\r\n\r\nexample.org. 300 IN A 192.0.2.1\n\r\n\r\n'.replace(
        'Length: 30',
        'Length: 32',
      ),
      warcRecord('response', 'https://example.org/e', `HTTP/1.1 200 OK\r\nServer: a\r\n\r\n${TEXT}`),
    ].join('');
    const entries = await all(Buffer.from(pages));
    expect(entries.map(({ url, contentType }) => [url, contentType])).toEqual([['https://example.org/e', undefined]]);
    expect(texts(entries)).toEqual([TEXT]);
  });

  it('yields a page of a crawl that names no address', async () => {
    const record = warcRecord('response', 'x', response('200 OK', 'text/plain', TEXT)).replace(
      'WARC-Target-URI: x\r\n',
      '',
    );
    const entries = await all(Buffer.from(record));
    expect(entries).toMatchObject([{ contentType: 'text/plain' }]);
    expect(entries[0]).not.toHaveProperty('url');
  });

  it('yields the records of a crawl that hold their text themselves', async () => {
    const bare = (type: string, block: string, contentType = '') =>
      warcRecord(type, 'https://example.org/f', block).replace('Content-Type: application/http\r\n', contentType);
    const entries = await all(
      Buffer.from(
        [
          bare('conversion', TEXT, 'Content-Type: text/plain\r\n'),
          bare('resource', 'x', 'Content-Type: image/png\r\n'),
          bare('resource', 'b'),
          bare('metadata', 'title: c', 'Content-Type: text/plain\r\n'),
        ].join(''),
      ),
    );
    expect(texts(entries)).toEqual([TEXT, 'b']);
    expect(entries.map(({ contentType }) => contentType)).toEqual(['text/plain', undefined]);
  });

  it('yields the articles of an answer', async () => {
    const entries = await all(Buffer.from(JSON.stringify({ data: { posts: [{ text: TEXT }, { text: 'b' }] } })));
    expect(entries.map(({ entry }) => entry)).toEqual(['item-1', 'item-2']);
    expect(cleanDocument(entries[0] as ArchiveEntry)).toMatchObject({ article: { text: TEXT } });
  });

  it('yields the members of a list', async () => {
    const entries = await all(Buffer.from(JSON.stringify([{ text: TEXT }, { text: 'b' }])));
    expect(entries.map(({ entry }) => entry)).toEqual(['item-1', 'item-2']);
    expect(cleanDocument(entries[0] as ArchiveEntry)).toMatchObject({ kind: 'article', article: { text: TEXT } });
  });

  it.each<[string, Buffer, string]>([
    ['a cut zip', zip({ 'a.txt': TEXT }).subarray(0, 60), 'corrupt-archive'],
    ['no archive', Buffer.from(TEXT), 'corrupt-archive'],
    [
      'cut gzip around JSON',
      gzipSync(`{"a":1}\n{"b":"${'x'.repeat(1000)}"}\n${'{"c":2}\n'.repeat(50)}`).subarray(0, 50),
      'corrupt-archive',
    ],
    [
      'gzip data without end',
      Buffer.concat([
        // Hardly compressible at first, so that it is known for what it is.
        gzipSync(`{"a":1}\n{"a":"${randomBytes(200_000).toString('base64')}"}\n`),
        ...Array(17).fill(gzipSync('{"a":1}\n'.repeat(2 * 1024 * 1024))),
      ]),
      'too-large',
    ],
    [
      // As many bytes as are looked at to tell the kind.
      'a list with another behind it',
      Buffer.concat([
        gzipSync(`[{"text":"a"},{"text":"${'b'.repeat(65_487)}"}]`, { level: 0 }),
        gzipSync('[{"text":"c"}]'),
      ]),
      'corrupt-archive',
    ],
    ['too many entries', Buffer.from('{"a":1}\n'.repeat(100_001)), 'too-large'],
  ])('rejects %s', async (_, bytes, reason) => {
    await expect(all(bytes)).rejects.toMatchObject({ name: 'Rejection', reason });
  });

  propertyTest.prop([
    fc.uint8Array({ maxLength: 500 }),
    fc.constantFrom('PK\x03\x04', 'WARC/1.1\r\n', '\x1f\x8b', '{"a":1}\n{'),
  ])('yields or rejects any bytes behind a true beginning', async (bytes, start) => {
    try {
      await all(Buffer.concat([Buffer.from(start, 'latin1'), bytes]));
    } catch (error) {
      expect(error).toBeInstanceOf(Rejection);
    }
  });
});
