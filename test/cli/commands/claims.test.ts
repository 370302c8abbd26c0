// `claimwire claims`: every selector, every output form, wrong calls.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Claim } from '../../../shared/records/claim.ts';
import { extractedClaim } from '../../support/claims.ts';
import { claimwire } from '../../support/command-line.ts';
import { hasDynamoDb } from '../../support/dynamodb.ts';
import { fillTables, hostile, island, pier } from '../../support/newsroom.ts';
import { itemsOf, startTables, storedArticle, type TestTables } from '../../support/tables.ts';

const [denial, quote, assertion] = pier.claims;

describe.skipIf(!hasDynamoDb())('claims of a local run', () => {
  let tables: TestTables;
  beforeAll(async () => {
    tables = await startTables();
    await fillTables(tables);
  });
  afterAll(() => tables?.stop());

  const claims = (...args: string[]) => claimwire(['claims', '--data', tables.directory, ...args]);
  const idsOf = async (...args: string[]) => {
    const { code, out } = await claims('--ndjson', ...args);
    expect(code).toBe(0);
    return out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as Claim).claimId);
  };

  const pierIds = [quote, denial, assertion].map((claim) => claim!.claimId);
  const islandId = island.claims[0]!.claimId;
  const hostileId = hostile.claims[0]!.claimId;

  const selections: [string, string[], string[]][] = [
    ['nothing: newest day first', [], [hostileId, islandId, ...pierIds]],
    ['a speaker, however written', ['--speaker', 'MARA LINDQVIST'], [quote!.claimId]],
    ['a speaker within days', ['--speaker', 'Mara Lindqvist', '--day', '2024-03-01'], [quote!.claimId]],
    ['a speaker outside the days', ['--speaker', 'Mara Lindqvist', '--from', '2024-03-02', '--to', '2024-03-09'], []],
    ['an entity', ['--entity', 'port of Estermond'], [denial!.claimId]],
    ['an entity within days', ['--entity', 'Port of Estermond', '--day', '2024-03-01'], [denial!.claimId]],
    ['an entity outside the days', ['--entity', 'Port of Estermond', '--day', '2024-03-02'], []],
    ['a day', ['--day', '2024-03-01'], pierIds],
    ['the day of receipt of an undated article', ['--day', '2024-03-05'], [hostileId]],
    ['several days, newest first', ['--from', '2024-03-01', '--to', '2024-03-03'], [islandId, ...pierIds]],
    ['an article by id, in the order of the text', ['--article', pier.articleId], pierIds],
    ['an article by address', ['--article', 'https://NEWS.example/harbour/pier.html?utm_source=x'], pierIds],
    ['a story', ['--story', pier.storyId], pierIds],
    ['a story that nobody knows', ['--story', 'none'], []],
    ['one claim', ['--id', denial!.claimId], [denial!.claimId]],
    ['one claim of an article', ['--id', denial!.claimId, '--article', pier.articleId], [denial!.claimId]],
    ['one claim of another article', ['--id', denial!.claimId, '--article', island.articleId], []],
    ['the same wording elsewhere', ['--same', quote!.claimId], [islandId, quote!.claimId]],
    ['the wording of an assertion, which has no hash', ['--same', assertion!.claimId], []],
    ['the wording of a claim that is not there', ['--same', 'f'.repeat(32)], []],
    ['a polarity', ['--article', pier.articleId, '--polarity', 'denied'], [denial!.claimId]],
    ['a kind', ['--day', '2024-03-01', '--kind', 'assertion'], [assertion!.claimId]],
    ['a speaker within an article', ['--article', pier.articleId, '--speaker', 'Port of Estermond'], [denial!.claimId]],
    [
      'an entity within a speaker',
      ['--speaker', 'Port of Estermond', '--entity', 'Port of Estermond'],
      [denial!.claimId],
    ],
    ['an entity that a speaker does not name', ['--speaker', 'Mara Lindqvist', '--entity', 'Port of Estermond'], []],
    ['a limit', ['--article', pier.articleId, '--limit', '2'], pierIds.slice(0, 2)],
  ];
  test.each(selections)('selects by %s', async (_, args, expected) => {
    expect(await idsOf(...args)).toEqual(expected);
  });

  test('the readable text groups claims by article: speaker, cue, claim, date and certainty', async () => {
    const { code, out, err } = await claims('--from', '2024-03-01', '--to', '2024-03-05');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(`=HYPERLINK("https://odd.example","a, b")
  undated
  https://news.example/odd/page.html
  @page — attributed — [2Jthe page, and no more than that (undated, certain)

Islanders doubt the date
  Island Echo, 2024-03-03
  https://news.example/island/doubts.html
  He (unresolved) — said — the ferry pier will open before summer (2024-02-26, certain)

Ferry pier to open “before summer”
  Harbour Post, 2024-03-01
  https://news.example/harbour/pier.html
  Mara Lindqvist — said — “the ferry pier will open before summer” (2024-03-01, certain)
  Port of Estermond — denied — it had hidden the cost (2024-03-01, denied, certain)
  Harbour Post — assertion — The pier may cost 12 million. (2024-03-01, hedged: may)
`);
  });

  test('--ids adds the ids of the article and of each claim', async () => {
    const { out } = await claims('--article', island.articleId, '--ids');
    expect(out).toContain(`  article ${island.articleId}\n`);
    expect(out).toContain(`\n      ${islandId}\n`);
  });

  test('lines break at the width of the terminal', async () => {
    const { out } = await claimwire(['claims', '--data', tables.directory, '--day', '2024-03-01'], { COLUMNS: '50' });
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(50);
    expect(out).toContain(`  Port of Estermond — denied — it had hidden
      the cost (2024-03-01, denied, certain)
`);
  });

  test('colours only on request where there is no terminal, and never with --no-color', async () => {
    const args = ['claims', '--data', tables.directory, '--article', island.articleId];
    expect((await claimwire(args)).out).not.toContain('\u001b');
    expect((await claimwire(args, { FORCE_COLOR: '1' })).out).toContain('\u001b[1mIslanders doubt the date\u001b[22m');
    expect((await claimwire([...args, '--no-color'], { FORCE_COLOR: '1' })).out).not.toContain('\u001b');
  });

  test('no escape sequence of a page reaches the terminal, in colour or not', async () => {
    const { out } = await claimwire(['claims', '--data', tables.directory, '--article', hostile.articleId], {
      FORCE_COLOR: '1',
    });
    expect(out).not.toContain('\u001b[2J');
  });

  test('--json is one array of whole records', async () => {
    const { out } = await claims('--json', '--article', pier.articleId);
    expect(JSON.parse(out)).toEqual([quote, denial, assertion]);
    expect(JSON.parse((await claims('--json', '--day', '1999-01-01')).out)).toEqual([]);
  });

  test('--csv has a header, CRLF, quotes where needed, and no formula', async () => {
    const { out } = await claims('--csv', '--article', hostile.articleId);
    const [header, line, end] = out.split('\r\n');
    expect(header).toMatch(/^articleId,claimId,storyId,publishedAt,/);
    expect(line).toContain(`,"'=HYPERLINK(""https://odd.example"",""a, b"")",`);
    expect(line).toContain(",'@page,");
    expect(end).toBe('');
  });

  test('an empty result is no error and says so on standard error', async () => {
    for (const form of [[], ['--json'], ['--ndjson'], ['--csv']]) {
      const { code, err } = await claims('--speaker', 'Nobody', ...form);
      expect({ code, err }).toEqual({
        code: 0,
        err: `no claims match in the local run in ${tables.directory}\n`,
      });
    }
  });

  test('a table of more than a hundred claims is shown in part to who asked for nothing, whole to who asked', async () => {
    const many = storedArticle({
      key: 'long/list.html',
      text: 'a list',
      role: 'first',
      claims: Array.from({ length: 130 }, (_, i) => ({
        ...extractedClaim(`item number ${i} of the list is ready`),
        content: [{ start: i * 50, end: i * 50 + 20, exact: 'x' }],
        speaker: { ...extractedClaim('x').speaker, name: 'Odo Lister', key: 'odo-lister' },
      })),
    });
    const own = await startTables();
    try {
      await own.put('claims', itemsOf(many).claims);
      const all = await claimwire(['claims', '--data', own.directory, '--ndjson']);
      expect(all.out.trim().split('\n')).toHaveLength(100);
      expect(all.err).toMatch(/^the newest 100 claims of .*; --limit N shows more\n$/);
      for (const selector of [
        ['--speaker', 'Odo Lister'],
        ['--entity', 'Odo Lister'],
      ]) {
        const asked = await claimwire(['claims', '--data', own.directory, '--ndjson', ...selector]);
        expect(new Set(asked.out.trim().split('\n')).size).toBe(130);
        expect(asked.err).toBe('');
      }
    } finally {
      await own.stop();
    }
  });

  test('an endpoint is read by the table names of the environment, and only through an index', async () => {
    const env = { ARTICLES_TABLE: 'articles', STORIES_TABLE: 'stories', CLAIMS_TABLE: 'claims' };
    const at = (...args: string[]) => claimwire(['claims', '--endpoint', tables.endpoint, ...args], env);
    expect(JSON.parse((await at('--json', '--article', pier.articleId)).out)).toHaveLength(3);
    expect(await at()).toEqual({
      code: 2,
      out: '',
      err: `claimwire claims: reading table claims at ${tables.endpoint} needs a selector, such as --day or --speaker; see \`claimwire claims --help\`\n`,
    });
    expect(await at('--id', denial!.claimId)).toMatchObject({ code: 2, err: /--id in .* needs --article too/ });
  });
});
