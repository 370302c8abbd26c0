// A small run's content: two dated articles that share a wording, one undated and hostile, a copy, an older text.
import type { DateEvidence } from '../../shared/records/article.ts';
import type { Entity, ExtractedClaim, Speaker } from '../../shared/records/claim.ts';
import { extractedClaim } from './claims.ts';
import { documentAt, itemsOf, ledgerItem, revisionItem, storedArticle, type TestTables } from './tables.ts';

function publishedOn(value: string, conflicts: DateEvidence['conflicts'] = []): DateEvidence {
  return { value, precision: 'second', source: 'json-ld', evidence: value, confidence: 0.95, conflicts };
}

const PIER_TEXT =
  'Council leader Mara Lindqvist said “the ferry pier will open before summer”. The Port of Estermond denied that it had hidden the cost. The pier may cost 12 million.';

/** A claim over the words `exact` of a text. */
function claimAt(text: string, exact: string, overrides: Partial<ExtractedClaim> = {}): ExtractedClaim {
  const start = text.indexOf(exact);
  return { ...extractedClaim(exact, overrides), content: [{ start, end: start + exact.length, exact }] };
}

function cue(text: string, exact: string, lemma: string, kind: NonNullable<ExtractedClaim['cue']>['class']) {
  const start = text.indexOf(exact);
  return { start, end: start + exact.length, exact, lemma, class: kind };
}

const speaker = (overrides: Partial<Speaker>): Speaker => ({ ...extractedClaim('x').speaker, ...overrides });

const port: Entity = { text: 'Port of Estermond', start: 81, end: 98, type: 'organization' };

export const pier = storedArticle({
  key: 'harbour/pier.html',
  text: PIER_TEXT,
  role: 'first',
  metadata: {
    title: 'Ferry pier to open “before summer”',
    site: 'Harbour Post',
    authors: ['Ivo Brandt'],
    publishedAt: publishedOn('2024-03-01T08:00:00Z', [{ value: '2024-02-27', source: 'url' }]),
  },
  claims: [
    claimAt(PIER_TEXT, 'it had hidden the cost', {
      speaker: speaker({ name: 'Port of Estermond', key: 'port-of-estermond', type: 'organization' }),
      cue: cue(PIER_TEXT, 'denied', 'deny', 'deny'),
      polarity: 'denied',
      entities: [port],
    }),
    claimAt(PIER_TEXT, 'the ferry pier will open before summer', {
      quoteType: 'direct',
      cue: cue(PIER_TEXT, 'said', 'say', 'say'),
    }),
    claimAt(PIER_TEXT, 'The pier may cost 12 million.', {
      kind: 'assertion',
      quoteType: null,
      speaker: speaker({ name: null, key: null, type: 'outlet', resolvedBy: 'none' }),
      certainty: { level: 'hedged', hedges: ['may'], by: 'author' },
      checkworthiness: 0.7,
    }),
  ],
});

const ISLAND_TEXT = 'He said the ferry pier will open before summer, on Monday. Islanders doubt it.';

export const island = storedArticle({
  key: 'island/doubts.html',
  text: ISLAND_TEXT,
  role: 'first',
  metadata: { title: 'Islanders doubt the date', site: 'Island Echo', publishedAt: publishedOn('2024-03-03') },
  claims: [
    claimAt(ISLAND_TEXT, 'the ferry pier will open before summer', {
      speaker: speaker({ mention: { start: 0, end: 2, exact: 'He' }, name: null, key: null, resolvedBy: 'none' }),
      cue: cue(ISLAND_TEXT, 'said', 'say', 'say'),
      saidOn: { text: 'Monday', start: 51, end: 57, iso: '2024-02-26', precision: 'day' },
    }),
  ],
});

const HOSTILE_TEXT = '=1+1 says \u001b[2Jthe page, and no more than that.';

/** No date, no outlet, and words that a spreadsheet or a terminal would obey. */
export const hostile = storedArticle({
  key: 'odd/page.html',
  text: HOSTILE_TEXT,
  role: 'first',
  metadata: { title: '=HYPERLINK("https://odd.example","a, b")' },
  claims: [
    claimAt(HOSTILE_TEXT, '\u001b[2Jthe page, and no more than that', {
      speaker: speaker({ name: '@page', key: 'page', type: 'group' }),
    }),
  ],
});

export const copy = storedArticle({
  key: 'valley/pier-reprint.html',
  text: `${PIER_TEXT} Printed with permission.`,
  role: 'copy',
  story: pier.storyId,
  document: { eventTime: '2024-03-05T11:00:00.000Z' },
  metadata: { title: 'Pier opens', site: 'Valley Sheet', publishedAt: publishedOn('2024-03-02') },
});

/** A copy that was first put with the other copy, before that one turned out to be a copy itself. */
export const secondCopy = storedArticle({
  key: 'coast/pier-again.html',
  text: `${PIER_TEXT} Syndicated.`,
  role: 'copy',
  story: copy.nodeId,
  document: { eventTime: '2024-03-05T12:00:00.000Z' },
  metadata: { title: 'Pier opens again', site: 'Coast Bulletin', publishedAt: publishedOn('2024-03-02') },
});

const olderPier = storedArticle({
  ...pier.article,
  text: 'Council leader Mara Lindqvist spoke of a pier.',
  document: { documentId: 'e'.repeat(32), versionId: 'v0', sequencer: '09' },
  claims: [],
});

/** Puts all of it into the tables, with the ledger entries of its documents. */
export async function fillTables(tables: TestTables): Promise<void> {
  for (const stored of [pier, island, hostile, copy, secondCopy]) {
    for (const [table, items] of Object.entries(itemsOf(stored))) {
      await tables.put(table as keyof ReturnType<typeof itemsOf>, items);
    }
  }
  await tables.put('articles', [
    revisionItem(olderPier, '09'),
    ledgerItem(pier.document, { state: 'extracted', articleId: pier.articleId, storyId: pier.storyId, claims: 3 }),
    ledgerItem(
      island.document,
      { state: 'extracted', articleId: island.articleId, storyId: island.storyId, claims: 1 },
      { recordedAt: '2024-03-05T10:00:09.000Z', stage: 'extract', title: island.metadata.title },
    ),
    ledgerItem(copy.document, {
      state: 'duplicate',
      articleId: copy.articleId,
      storyId: copy.storyId,
      of: { articleId: pier.articleId, documentId: null },
      relation: 'near-duplicate',
      similarity: 0.96,
    }),
    ledgerItem(olderPier.document, {
      state: 'revision',
      articleId: pier.articleId,
      supersededBy: { documentId: pier.document.documentId },
    }),
    ledgerItem(documentAt('odd/empty.html'), {
      state: 'rejected',
      reason: 'empty',
      detail: 'the document has no bytes',
    }),
    ledgerItem(documentAt('odd/photo.jpg'), { state: 'rejected', reason: 'binary', detail: 'JPEG' }),
    ledgerItem(documentAt('odd/later.html'), {
      state: 'failed',
      error: 'reading the object: timed out',
      attempts: 4,
      deadLettered: true,
    }),
  ]);
}
