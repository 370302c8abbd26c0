// `claimwire articles`: lists, one article with everything about it, its text.
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partsOf } from '../../../cli/local/data-directory.ts';
import { openObjectFiles } from '../../../cli/local/object-files.ts';
import type { ArticleRow, ArticleView } from '../../../cli/render-articles.ts';
import { TEXTS_PREFIX } from '../../../shared/names.ts';
import { claimwire } from '../../support/command-line.ts';
import { hasDynamoDb } from '../../support/dynamodb.ts';
import { copy, fillTables, hostile, island, pier, secondCopy } from '../../support/newsroom.ts';
import { itemsOf, ledgerItem, startTables, type TestTables } from '../../support/tables.ts';

describe.skipIf(!hasDynamoDb())('articles of a local run', () => {
  let tables: TestTables;
  beforeAll(async () => {
    tables = await startTables();
    await fillTables(tables);
  });
  afterAll(() => tables?.stop());

  const articles = (...args: string[]) => claimwire(['articles', '--data', tables.directory, ...args]);

  const lists: [string, string[], string[]][] = [
    ['nothing: all, newest first', [], [hostile, island, secondCopy, copy, pier].map(({ articleId }) => articleId)],
    ['a limit', ['--limit', '1'], [hostile.articleId]],
    ['a day', ['--day', '2024-03-01'], [pier.articleId]],
    ['days, newest first', ['--from', '2024-03-01', '--to', '2024-03-03'], [island.articleId, pier.articleId]],
    ['a day without articles', ['--day', '1999-01-01'], []],
    [
      'a story: the first, then its copies',
      ['--story', pier.storyId],
      [pier, copy, secondCopy].map(({ articleId }) => articleId),
    ],
    [
      'a story by the id of a copy',
      ['--story', copy.nodeId],
      [pier, copy, secondCopy].map(({ articleId }) => articleId),
    ],
    ['a story that nobody knows', ['--story', 'none'], []],
    ['an address', ['--article', island.metadata.url!], [island.articleId]],
  ];
  test.each(lists)('lists by %s', async (_, args, expected) => {
    const { code, out, err } = await articles('--ndjson', ...args);
    const rows = out.split('\n').filter((line) => line !== '');
    expect(code).toBe(0);
    expect(rows.map((line) => (JSON.parse(line) as ArticleRow).articleId)).toEqual(expected);
    expect(err).toBe(expected.length === 0 ? `no articles match in the local run in ${tables.directory}\n` : '');
  });

  test('the table aligns its columns and cuts titles to the width of the terminal', async () => {
    const { out } = await articles('--story', pier.storyId);
    expect(out).toBe(`published   site            title                               role   article
2024-03-01  Harbour Post    Ferry pier to open “before summer”  first  ${pier.articleId}
2024-03-02  Valley Sheet    Pier opens                          copy   ${copy.articleId}
2024-03-02  Coast Bulletin  Pier opens again                    copy   ${secondCopy.articleId}
`);
    const narrow = await claimwire(['articles', '--data', tables.directory, '--story', pier.storyId], {
      COLUMNS: '80',
    });
    for (const line of narrow.out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(narrow.out).toContain(`2024-03-02  Coast Bulle…  Pier opens a…  copy   ${secondCopy.articleId}`);
  });

  test('one article shows where its date was read, what contradicts it, its copies and older texts', async () => {
    const { code, out } = await articles('--article', pier.metadata.url!);
    expect(code).toBe(0);
    expect(out).toBe(`Ferry pier to open “before summer”
  article    ${pier.articleId}
  url        https://news.example/harbour/pier.html
  site       Harbour Post
  authors    Ivo Brandt
  language   en (detected)
  published  2024-03-01T08:00:00Z, to the second, from json-ld “2024-03-01T08:00:00Z”, confidence 0.95; other readings: 2024-02-27 (url)
  document   harbour/pier.html, received 2024-03-05T10:00:00.000Z
  text       ${pier.textVersion}
  story      ${pier.storyId} (first)
  claims     3

  appearances
    2024-03-02  Pier opens  https://news.example/valley/pier-reprint.html
    2024-03-02  Pier opens again  https://news.example/coast/pier-again.html

  older texts
    2024-03-01T08:00:00Z  Ferry pier to open “before summer”  harbour/pier.html
`);
  });

  test('a story that has left the index is found through the ledger', async () => {
    const own = await startTables();
    try {
      await own.put('articles', [
        ...itemsOf(island).articles,
        ledgerItem(island.document, {
          state: 'extracted',
          articleId: island.articleId,
          storyId: island.storyId,
          claims: 1,
        }),
      ]);
      const { out } = await claimwire(['articles', '--data', own.directory, '--story', island.storyId, '--ndjson']);
      expect(JSON.parse(out)).toMatchObject({ articleId: island.articleId });
    } finally {
      await own.stop();
    }
  });

  test('an article without a date says so', async () => {
    expect((await articles('--article', hostile.articleId)).out).toContain(
      '  published  unknown: the document gives no date\n',
    );
  });

  test('--json of one article is one object, with the text on request', async () => {
    const view = JSON.parse((await articles('--article', pier.articleId, '--json')).out) as ArticleView;
    expect(view).toMatchObject({ articleId: pier.articleId, claims: 3, role: 'first' });
    expect(view.appearances.map((row) => row.articleId)).toEqual([copy.articleId, secondCopy.articleId]);
    expect(view.revisions).toHaveLength(1);
    expect(view).not.toHaveProperty('text');
    const withText = JSON.parse((await articles('--article', pier.articleId, '--json', '--text')).out) as ArticleView;
    expect(withText.text).toBe(pier.article.text);
  });

  test('a copy has no appearances of its own', async () => {
    const view = JSON.parse((await articles('--article', copy.articleId, '--json')).out) as ArticleView;
    expect(view).toMatchObject({ role: 'copy', appearances: [], claims: 0 });
  });

  test('--text prints the stored text, byte for byte: claim offsets count in it', async () => {
    const { out } = await articles('--article', pier.articleId, '--text');
    expect(out).toBe(pier.article.text);
    for (const { start, end, exact } of pier.claims.flatMap((claim) => claim.content)) {
      expect(out.slice(start, end)).toBe(exact);
    }
  });

  test('a text too long for its item is read from the objects of the run', async () => {
    const own = await startTables();
    try {
      const long = `${island.article.text} Ångström.`;
      const key = `${TEXTS_PREFIX}${island.textVersion}.txt.gz`;
      const version = { bucket: 'texts', key, versionId: null, eventTime: island.document.eventTime };
      const files = openObjectFiles(partsOf(own.directory).objectsDirectory);
      const rest = { size: 1, eTag: 'e', contentType: '', metadata: {}, systemHeaders: {} };
      const store = (sequencer: string, body: string) =>
        files.save({ ...version, ...rest, eventName: 'ObjectCreated:Put', sequencer }, gzipSync(body));
      store('01', 'an older object of that key');
      store('02', long);
      const [item] = itemsOf(island).articles;
      const text = { kind: 'object', bucket: 'texts', key, bytes: Buffer.byteLength(long) };
      await own.put('articles', [{ ...item, text }]);
      const read = () => claimwire(['articles', '--data', own.directory, '--article', island.articleId, '--text']);
      expect((await read()).out).toBe(long);
      await own.put('articles', [{ ...item, text: { ...text, key: 'texts/gone' } }]);
      expect(await read()).toMatchObject({ code: 1, err: expect.stringContaining('reading text texts/gone') });
    } finally {
      await own.stop();
    }
  });

  test('--csv lists what the table leaves out', async () => {
    const { out } = await articles('--csv', '--article', pier.articleId);
    const [header, line] = out.split('\r\n');
    expect(header).toMatch(/^articleId,storyId,role,publishedAt,publishedSource,/);
    expect(line).toContain(`${pier.articleId},${pier.storyId},first,2024-03-01T08:00:00Z,json-ld,0.95,Harbour Post`);
  });

  test('an article that is not there is no error and says so on standard error', async () => {
    expect(await articles('--article', 'f'.repeat(32))).toEqual({
      code: 0,
      out: '',
      err: `no article ${'f'.repeat(32)} in the local run in ${tables.directory}\n`,
    });
  });
});
