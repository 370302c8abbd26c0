// A run's report for readers: its counts add up, its lines fit the page, and a large run's report stays short.
import { describe, expect, test } from 'vitest';
import { reportLines } from '../../../cli/run/render-report.ts';
import type { DocumentReport, RunReport } from '../../../cli/run/report.ts';
import { displayWidth, styleFor } from '../../../cli/style.ts';
import type { LedgerEntry } from '../../../shared/records/ledger.ts';
import { claimsOf, extractedClaim } from '../../support/claims.ts';

const page = { style: styleFor(false), columns: 80 };
const options = {
  seconds: 1.25,
  unread: 0,
  all: false,
  commandFor: (args: readonly string[]) => ['claimwire', ...args].join(' '),
};

function document(path: string, outcome: LedgerEntry['outcome'] | null): DocumentReport {
  const documentId = path;
  const entry: LedgerEntry | null = outcome && {
    document: {
      documentId,
      bucket: 'articles',
      key: `incoming/${path}`,
      versionId: null,
      sequencer: null,
      entry: null,
      entryIndex: 0,
      eventTime: '2024-03-02T00:00:00Z',
      sizeBytes: 9,
    },
    stage: 'clean',
    outcome,
    title: null,
    recordedAt: '2024-03-02T00:00:01Z',
  };
  return { path, documentId, entry };
}
const report = (parts: Partial<RunReport>): RunReport => ({
  documents: [],
  stories: [],
  claims: [],
  newClaims: 0,
  ...parts,
});
const extracted = { state: 'extracted', articleId: 'a', storyId: 's', claims: 2 } as const;
const failed = { state: 'failed', error: 'the table is away', attempts: 4, deadLettered: true } as const;
const rejected = { state: 'rejected', reason: 'no-article', detail: 'expected running text, found none' } as const;

describe('the counts', () => {
  test('add up to the documents, the failed and the lost among them', () => {
    const documents = [
      document('a', extracted),
      document('b', rejected),
      document('c', failed),
      document('d', { ...failed, attempts: 1, deadLettered: false }),
      document('e', null),
    ];
    expect(reportLines(report({ documents }), page, options)).toEqual([
      '',
      '5 documents in 1.3 s, 0 new claims',
      '  extracted    1  their claims stand',
      '  rejected     1  not an article; reasons below',
      '  failed       3  not worked off; reasons below',
      '',
      'Rejected',
      '  b',
      '    no-article: expected running text, found none',
      '',
      'Failed',
      '  c',
      '    failed, in the dead-letter queue after 4 attempts: the table is away',
      '  d',
      '    failed, not finished after 1 attempt: the table is away',
      '  e',
      '    no outcome: the pipeline gave no account of it; please report this',
    ]);
  });

  test('tell of paths that could not be read, and stand under each other whatever their size', () => {
    const documents = Array.from({ length: 10_000 }, (_, i) => document(String(i), extracted));
    expect(reportLines(report({ documents }), page, { ...options, unread: 2 }).slice(2)).toEqual([
      '  extracted 10000  their claims stand',
      '  not read      2  paths without a document; reasons above',
    ]);
  });
});

test('no line is wider than the page', () => {
  const detail = 'reading it as JSON: expected one whole value, got the first third of one, and then nothing';
  const duplicate = {
    state: 'duplicate',
    articleId: 'b',
    storyId: 's',
    of: { articleId: 'a', documentId: null },
    relation: 'near-duplicate',
    similarity: 0.9,
  } as const;
  const documents = [
    document('a', { ...rejected, detail }),
    document('b', { ...failed, error: detail }),
    document('c', duplicate),
    document('d', { state: 'revision', articleId: 'a', supersededBy: { documentId: 'a' } }),
    document('e', { state: 'unpacked', entries: 1 }),
  ];
  const claims = Array.from({ length: 9 }, (_, i) => claimsOf([extractedClaim(`the mill closes ${i}`)])).flat();
  const commandFor = (args: readonly string[]) => ['npx claimwire', ...args].join(' ');
  const lines = reportLines(report({ documents, claims }), page, { ...options, unread: 1, commandFor });
  expect(lines.filter((line) => displayWidth(line) > page.columns)).toEqual([]);
  expect(lines).toContain('    no-article: reading it as JSON: expected one whole value, got the first');
  expect(lines.slice(-2)).toEqual([
    '  … and 3 more claims:',
    `      npx claimwire claims --article ${claims[0]!.source.articleId}`,
  ]);
  const wide = reportLines(report({ claims }), { ...page, columns: Number.POSITIVE_INFINITY }, options);
  expect(wide.at(-1)).toBe(`  … and 3 more claims: claimwire claims --article ${claims[0]!.source.articleId}`);
});

describe('the claims of many articles', () => {
  const claimsOfArticles = (count: number) =>
    Array.from({ length: count }, (_, i) =>
      claimsOf([extractedClaim('the mill will close')], { articleId: String(i).padStart(32, '0'), title: `Mill ${i}` }),
    ).flat();
  const titles = (lines: readonly string[]) => lines.filter((line) => line.startsWith('Mill ')).length;

  test('are shown for fifty', () => {
    const lines = reportLines(report({ claims: claimsOfArticles(52) }), page, options);
    expect(titles(lines)).toBe(50);
    expect(lines.at(-1)).toBe('… and 2 more articles with claims: --all shows them, and claimwire articles');
  });

  test('are shown for all where all are wanted, or no more are there', () => {
    const claims = claimsOfArticles(52);
    const lines = reportLines(report({ claims }), page, { ...options, all: true });
    expect(titles(lines)).toBe(52);
    expect(lines.join()).not.toContain('more article');
    expect(reportLines(report({ claims: claims.slice(0, 50) }), page, options).join()).not.toContain('more article');
  });
});
