// `claimwire ledger`: what became of every document.

import { INCOMING_PREFIX } from '../../shared/names.ts';
import { type LedgerEntry, OUTCOMES } from '../../shared/records/ledger.ts';
import { allLedgerEntries, ledgerEntryOf } from '../article-queries.ts';
import {
  type Column,
  OUTPUT_HELP,
  OUTPUT_OPTIONS,
  outputFormOf,
  type Page,
  pageFor,
  print,
  printRows,
  type TableColumn,
  tableLines,
} from '../output.ts';
import { documentName } from '../render-articles.ts';
import { explained, type OpenTables, openTables, TABLE_HELP, TABLE_OPTIONS } from '../tables.ts';
import { countOf, oneOf, parseCommand, UsageError } from '../usage.ts';

const OPTIONS = {
  outcome: { type: 'string' },
  reason: { type: 'string' },
  key: { type: 'string' },
  document: { type: 'string' },
  summary: { type: 'boolean' },
  limit: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  ...TABLE_OPTIONS,
  ...OUTPUT_OPTIONS,
} as const;

const HELP = `claimwire ledger: what became of every document

Usage: claimwire ledger [filters] [options]

Every document ends in one outcome: ${OUTCOMES.slice(0, -1).join(', ')}; or it has
${OUTCOMES.at(-1)} so far and is tried again, or waits in a dead-letter queue.

Filters:
  --outcome NAME        one of these
  --reason NAME         rejected for this reason
  --key PREFIX          documents whose key begins so, with or without "${INCOMING_PREFIX}"
  --document ID         one document
  --limit N             at most N entries
  --summary             counts by outcome and reason instead of entries
The ledger is kept by document and has no other index: all but --document read the whole articles table. That is
nothing on a local run; in AWS it is billed by size, about five cents for a million documents.

${OUTPUT_HELP}

${TABLE_HELP}

Examples:
  claimwire ledger --summary
  claimwire ledger --outcome rejected
  claimwire ledger --key tidewater/ --ndjson
`;

/** Runs `claimwire ledger …`. */
export async function run(args: string[]): Promise<number> {
  const values = parseCommand('ledger', args, OPTIONS);
  if (values.help) {
    await print(HELP);
    return 0;
  }
  const form = outputFormOf(values);
  const { state, filter } = filterOf(values);
  const limit = countOf(values.limit, 'limit');
  if (values.summary && limit !== undefined) throw new UsageError('--summary does not go with --limit');
  const tables = await openTables(values);
  try {
    const reasons = new Set<string>();
    const matching = select(read(tables, values.document, state), filter, reasons);
    const tellIfNone = (found: readonly unknown[]) => {
      if (found.length > 0) return;
      // The reasons are no closed list that a wrong one could be refused by.
      const there =
        values.reason === undefined || reasons.size === 0 ? '' : `; reasons there: ${[...reasons].sort().join(', ')}`;
      process.stderr.write(`no ledger entries match in ${tables.where}${there}\n`);
    };
    const page = pageFor(values);
    if (values.summary) {
      const rows = await summaryOf(matching);
      tellIfNone(rows);
      await show(form === 'text' && rows.length > 1 ? [...rows, totalOf(rows)] : rows, form, SUMMARY_COLUMNS, page);
      return 0;
    }
    // Newest last: in a terminal that is what stands above the prompt.
    const entries: LedgerEntry[] = [];
    for await (const entry of matching) entries.push(entry);
    entries.sort((a, b) => compare(a.recordedAt, b.recordedAt) || compare(a.document.key, b.document.key));
    tellIfNone(entries);
    await show(
      limit === undefined ? entries : entries.slice(-limit),
      form,
      form === 'text' ? ledgerTable(page) : LEDGER_COLUMNS,
      page,
    );
    return 0;
  } catch (error) {
    throw error instanceof UsageError ? error : explained(error, `reading ${tables.where}`, tables.endpoint);
  } finally {
    await tables.close();
  }
}

async function show<Row>(
  rows: readonly Row[],
  form: ReturnType<typeof outputFormOf>,
  columns: readonly TableColumn<Row>[],
  page: Page,
): Promise<void> {
  if (form !== 'text') await printRows(rows, form, columns);
  else if (rows.length > 0) await print(`${tableLines(rows, columns, page).join('\n')}\n`);
}

/** Entries that pass the filter; the reasons of all that were rejected are added to `reasons`. */
async function* select(
  entries: AsyncIterable<LedgerEntry>,
  filter: (entry: LedgerEntry) => boolean,
  reasons: Set<string>,
): AsyncGenerator<LedgerEntry> {
  for await (const entry of entries) {
    if (entry.outcome.state === 'rejected') reasons.add(entry.outcome.reason);
    if (filter(entry)) yield entry;
  }
}

type State = LedgerEntry['outcome']['state'];

async function* read(
  tables: OpenTables,
  documentId: string | undefined,
  state: State | undefined,
): AsyncGenerator<LedgerEntry> {
  if (documentId === undefined) {
    yield* allLedgerEntries(tables, state);
    return;
  }
  const entry = await ledgerEntryOf(tables, documentId);
  if (entry) yield entry;
}

/** What is asked for: the outcome, by which the table itself can choose, and the whole of it. */
function filterOf(values: { outcome?: string; reason?: string; key?: string }): {
  state: State | undefined;
  filter: (entry: LedgerEntry) => boolean;
} {
  const wanted = oneOf(values.outcome, 'outcome', OUTCOMES);
  if (values.reason !== undefined && wanted !== undefined && wanted !== 'rejected') {
    throw new UsageError(`--reason is of rejected documents: it does not go with --outcome ${wanted}`);
  }
  const { reason, key } = values;
  const state = reason === undefined ? wanted : 'rejected';
  return {
    state,
    filter: ({ outcome, document }) =>
      (state === undefined || outcome.state === state) &&
      (reason === undefined || (outcome.state === 'rejected' && outcome.reason === reason)) &&
      (key === undefined || document.key.startsWith(key) || document.key.startsWith(INCOMING_PREFIX + key)),
  };
}

/** What there is to say about an outcome, in one phrase. */
function outcomeDetail({ outcome }: LedgerEntry): string {
  switch (outcome.state) {
    case 'extracted':
      return `${outcome.claims} ${outcome.claims === 1 ? 'claim' : 'claims'}`;
    case 'duplicate':
      return outcome.relation === 'same-text'
        ? `same text as document ${outcome.of.documentId ?? 'unknown'}`
        : `copy of article ${outcome.of.articleId}`;
    case 'revision':
      return `superseded by document ${outcome.supersededBy.documentId}`;
    case 'unpacked':
      return `${outcome.entries} ${outcome.entries === 1 ? 'entry' : 'entries'}`;
    case 'rejected':
      return outcome.detail === '' ? outcome.reason : `${outcome.reason}: ${outcome.detail}`;
    case 'failed':
      return `${outcome.error} (attempt ${outcome.attempts}${outcome.deadLettered ? ', in the dead-letter queue' : ''})`;
  }
}

const articleOf = ({ outcome }: LedgerEntry) => ('articleId' in outcome ? outcome.articleId : null);

const LEDGER_COLUMNS: readonly Column<LedgerEntry>[] = [
  { title: 'documentId', value: (entry) => entry.document.documentId },
  { title: 'key', value: (entry) => entry.document.key },
  { title: 'entry', value: (entry) => entry.document.entry },
  { title: 'versionId', value: (entry) => entry.document.versionId },
  { title: 'receivedAt', value: (entry) => entry.document.eventTime },
  { title: 'outcome', value: (entry) => entry.outcome.state },
  { title: 'reason', value: (entry) => (entry.outcome.state === 'rejected' ? entry.outcome.reason : null) },
  { title: 'detail', value: outcomeDetail },
  { title: 'articleId', value: articleOf },
  { title: 'title', value: (entry) => entry.title },
  { title: 'stage', value: (entry) => entry.stage },
  { title: 'recordedAt', value: (entry) => entry.recordedAt },
];

const paintOutcome = (page: Page, state: LedgerEntry['outcome']['state']) =>
  state === 'extracted'
    ? page.style.green
    : state === 'rejected' || state === 'failed'
      ? page.style.red
      : page.style.yellow;

const ledgerTable = (page: Page): readonly TableColumn<LedgerEntry>[] => [
  {
    title: 'outcome',
    value: (entry) => entry.outcome.state,
    paint: (text, entry) => paintOutcome(page, entry.outcome.state)(text),
  },
  { title: 'document', value: (entry) => documentName(entry.document), flexible: true },
  { title: 'title', value: (entry) => entry.title, flexible: true },
  { title: 'detail', value: outcomeDetail, flexible: true },
];

interface SummaryRow {
  outcome: LedgerEntry['outcome']['state'] | 'total';
  /** Why, where documents were rejected. */
  reason: string | null;
  documents: number;
  claims: number;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Counts by outcome and reason, in the order of OUTCOMES, as the entries come: there may be millions. */
async function summaryOf(entries: AsyncIterable<LedgerEntry>): Promise<SummaryRow[]> {
  const rows = new Map<string, SummaryRow>();
  for await (const { outcome } of entries) {
    const reason = outcome.state === 'rejected' ? outcome.reason : null;
    const id = `${outcome.state} ${reason ?? ''}`;
    const row = rows.get(id) ?? { outcome: outcome.state, reason, documents: 0, claims: 0 };
    row.documents++;
    if (outcome.state === 'extracted') row.claims += outcome.claims;
    rows.set(id, row);
  }
  const rank = (row: SummaryRow) => (OUTCOMES as readonly string[]).indexOf(row.outcome);
  return [...rows.values()].sort(
    (a, b) => rank(a) - rank(b) || b.documents - a.documents || compare(a.reason ?? '', b.reason ?? ''),
  );
}

/** The last line for a reader; a program adds up for itself. */
function totalOf(rows: readonly SummaryRow[]): SummaryRow {
  const sum = (count: (row: SummaryRow) => number) => rows.reduce((total, row) => total + count(row), 0);
  return { outcome: 'total', reason: null, documents: sum((row) => row.documents), claims: sum((row) => row.claims) };
}

const SUMMARY_COLUMNS: readonly TableColumn<SummaryRow>[] = [
  { title: 'outcome', value: (row) => row.outcome },
  { title: 'reason', value: (row) => row.reason },
  { title: 'documents', value: (row) => row.documents, align: 'right' },
  { title: 'claims', value: (row) => row.claims, align: 'right' },
];
