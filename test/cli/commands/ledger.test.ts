// `claimwire ledger`: what became of every document, in every form.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allLedgerEntries } from '../../../cli/article-queries.ts';
import { openTables } from '../../../cli/tables.ts';
import type { LedgerEntry } from '../../../shared/records/ledger.ts';
import { all } from '../../support/all.ts';
import { claimwire } from '../../support/command-line.ts';
import { hasDynamoDb } from '../../support/dynamodb.ts';
import { fillTables, island } from '../../support/newsroom.ts';
import { startTables, type TestTables } from '../../support/tables.ts';

describe.skipIf(!hasDynamoDb())('the ledger of a local run', () => {
  let tables: TestTables;
  beforeAll(async () => {
    tables = await startTables();
    await fillTables(tables);
  });
  afterAll(() => tables?.stop());

  const ledger = (...args: string[]) => claimwire(['ledger', '--data', tables.directory, ...args]);

  const filters: [string, string[], string[]][] = [
    [
      'nothing',
      [],
      [
        'harbour/pier.html',
        'harbour/pier.html',
        'island/doubts.html',
        'odd/empty.html',
        'odd/later.html',
        'odd/photo.jpg',
        'valley/pier-reprint.html',
      ],
    ],
    ['an outcome', ['--outcome', 'extracted'], ['harbour/pier.html', 'island/doubts.html']],
    ['a failure', ['--outcome', 'failed'], ['odd/later.html']],
    ['a reason', ['--reason', 'empty'], ['odd/empty.html']],
    ['a reason of the outcome', ['--reason', 'empty', '--outcome', 'rejected'], ['odd/empty.html']],
    ['a key', ['--key', 'odd/'], ['odd/empty.html', 'odd/later.html', 'odd/photo.jpg']],
    ['a whole key', ['--key', 'incoming/odd/'], ['odd/empty.html', 'odd/later.html', 'odd/photo.jpg']],
    ['a document', ['--document', island.document.documentId], ['island/doubts.html']],
    ['a document of another outcome', ['--document', island.document.documentId, '--outcome', 'failed'], []],
    ['a document that nobody knows', ['--document', 'none'], []],
    ['the newest', ['--limit', '1'], ['island/doubts.html']],
  ];
  test.each(filters)('lists by %s', async (_, args, expected) => {
    const { code, out, err } = await ledger('--ndjson', ...args);
    const keys = out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as LedgerEntry).document.key.slice('incoming/'.length));
    expect(code).toBe(0);
    expect(keys.sort()).toEqual(expected);
    expect(err).toBe(expected.length === 0 ? `no ledger entries match in the local run in ${tables.directory}\n` : '');
  });

  test('the table says in words what became of each document', async () => {
    const { out } = await ledger();
    const phrases = [
      'extracted  island/doubts.html        Islanders doubt the date  1 claim',
      '3 claims',
      'copy of article ',
      'superseded by document ',
      'empty: the document has no bytes',
      'reading the object: timed out (attempt 4, in the dead-letter queue)',
    ];
    for (const phrase of phrases) expect(out).toContain(phrase);
  });

  test('is sent by the table without the texts, and by outcome where one is asked for', async () => {
    const open = await openTables({ data: tables.directory });
    const sent: unknown[] = [];
    open.client.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args);
        sent.push(...((answer.output as { Items?: object[] }).Items ?? []));
        return answer;
      },
      { step: 'initialize', name: 'whatIsSent' },
    );
    try {
      const entries = await all(allLedgerEntries(open));
      expect(sent).toHaveLength(entries.length);
      sent.length = 0;
      const failed = await all(allLedgerEntries(open, 'failed'));
      expect(failed.map(({ outcome }) => outcome.state)).toEqual(['failed']);
      expect(sent).toHaveLength(1);
    } finally {
      await open.close();
    }
  });

  test('a reason that no document was rejected for is answered by those that there are', async () => {
    const none = `no ledger entries match in the local run in ${tables.directory}`;
    expect((await ledger('--reason', 'emty')).err).toBe(`${none}; reasons there: binary, empty\n`);
    expect((await ledger('--reason', 'emty', '--document', island.document.documentId)).err).toBe(`${none}\n`);
  });

  test('--summary counts by outcome and reason', async () => {
    const { out } = await ledger('--summary');
    expect(out).toBe(`outcome    reason  documents  claims
extracted                  2       4
duplicate                  1       0
revision                   1       0
rejected   binary          1       0
rejected   empty           1       0
failed                     1       0
total                      7       4
`);
    expect((await ledger('--summary', '--reason', 'empty')).out).not.toContain('total');
    const json = JSON.parse((await ledger('--summary', '--json', '--outcome', 'rejected')).out) as unknown[];
    expect(json).toEqual(expect.arrayContaining([{ outcome: 'rejected', reason: 'empty', documents: 1, claims: 0 }]));
    expect(json).toHaveLength(2);
  });

  test('--csv keeps identities and the reason apart from its detail', async () => {
    const { out } = await ledger('--csv', '--reason', 'empty');
    const [header, line] = out.split('\r\n');
    expect(header).toBe(
      'documentId,key,entry,versionId,receivedAt,outcome,reason,detail,articleId,title,stage,recordedAt',
    );
    expect(line).toMatch(/^[0-9a-f]{32},incoming\/odd\/empty\.html,,v1,2024-03-05T10:00:00\.000Z,rejected,empty,/);
  });
});
