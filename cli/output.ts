// What a command prints: a table for readers, JSON, JSON lines or CSV for programs.
import { once } from 'node:events';
import { columnsOf, displayWidth, printable, type Style, styleFor, truncate, wantsColours } from './style.ts';
import { UsageError } from './usage.ts';

/** Options that every listing command takes, for `parseArgs`. */
export const OUTPUT_OPTIONS = {
  json: { type: 'boolean' },
  ndjson: { type: 'boolean' },
  csv: { type: 'boolean' },
  'no-color': { type: 'boolean' },
} as const;

/** Their part of a command's help. */
export const OUTPUT_HELP = `Output (default: a readable text that fits the terminal):
  --json         one JSON array
  --ndjson       one JSON object a line
  --csv          RFC 4180, with a header; text that a spreadsheet would run as a formula gets a leading '
  --no-color     no colours; NO_COLOR=1 and FORCE_COLOR=1 are honoured too`;

export type OutputForm = 'text' | 'json' | 'ndjson' | 'csv';

/** The form that the options ask for. @throws UsageError when they ask for two */
export function outputFormOf(values: { json?: boolean; ndjson?: boolean; csv?: boolean }): OutputForm {
  const asked = (['json', 'ndjson', 'csv'] as const).filter((form) => values[form] === true);
  if (asked.length > 1) throw new UsageError(`choose one of ${asked.map((form) => `--${form}`).join(' and ')}`);
  return asked[0] ?? 'text';
}

/** How to write for readers on standard output. */
export interface Page {
  style: Style;
  columns: number;
}

export function pageFor(values: { 'no-color'?: boolean }): Page {
  return {
    style: styleFor(wantsColours(process.stdout, values['no-color'] ?? false)),
    columns: columnsOf(process.stdout),
  };
}

/** Writes to standard output and waits while its reader is slower. */
export async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

export type Cell = string | number | null;

/** One column of a list, in its table and in its CSV. */
export interface Column<Row> {
  title: string;
  value(row: Row): Cell;
}

/**
 * Prints rows as JSON, JSON lines or CSV as they come.
 *
 * @returns number of rows
 */
export async function printRows<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  form: Exclude<OutputForm, 'text'>,
  columns: readonly Column<Row>[],
): Promise<number> {
  let count = 0;
  if (form === 'csv') await print(csvLine(columns.map((column) => column.title)));
  for await (const row of rows) {
    if (form === 'csv') await print(csvLine(columns.map((column) => column.value(row))));
    else if (form === 'ndjson') await print(`${JSON.stringify(row)}\n`);
    else await print(`${count === 0 ? '[\n' : ',\n'}${JSON.stringify(row)}`);
    count++;
  }
  if (form === 'json') await print(count === 0 ? '[]\n' : '\n]\n');
  return count;
}

/**
 * First characters that make a spreadsheet take a cell for a formula, full-width forms included
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
const FORMULA_START = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** One line of CSV (https://www.rfc-editor.org/rfc/rfc4180): quoted where needed, CRLF at its end, null as empty cell. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA_START.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export interface TableColumn<Row> extends Column<Row> {
  /** Cut when the table is wider than the terminal; columns without are never cut. */
  flexible?: true;
  align?: 'right';
  paint?(text: string, row: Row): string;
}

/** Blanks between two columns. */
const GAP = 2;

/** A flexible column is not cut below this: fewer columns tell nothing. */
const MIN_FLEXIBLE = 12;

/** Lines of a table: a header, then a line for each row, in aligned columns that fit the page where they can. */
export function tableLines<Row>(rows: readonly Row[], columns: readonly TableColumn<Row>[], page: Page): string[] {
  const cells = rows.map((row) => columns.map((column) => printable(String(column.value(row) ?? ''))));
  const widths = columns.map((column, i) =>
    cells.reduce((widest, row) => Math.max(widest, displayWidth(row[i]!)), displayWidth(column.title)),
  );
  narrow(
    widths,
    columns.map((column) => column.flexible === true),
    page.columns - GAP * (columns.length - 1),
  );
  const lineOf = (texts: readonly string[], paint: (text: string, i: number) => string) =>
    texts
      .map((text, i) => {
        const shown = truncate(text, widths[i]!);
        const fill = ' '.repeat(widths[i]! - displayWidth(shown));
        return columns[i]!.align === 'right' ? fill + paint(shown, i) : paint(shown, i) + fill;
      })
      .join(' '.repeat(GAP))
      .trimEnd();
  return [
    lineOf(
      columns.map((column) => column.title),
      (text) => page.style.dim(text),
    ),
    ...rows.map((row, r) => lineOf(cells[r]!, (text, i) => columns[i]!.paint?.(text, row) ?? text)),
  ];
}

/** Narrows the widest flexible column, one step at a time, until the sum fits or nothing is left to cut. */
function narrow(widths: number[], flexible: readonly boolean[], available: number): void {
  let excess = widths.reduce((sum, width) => sum + width, 0) - available;
  while (excess > 0) {
    let widest = -1;
    for (let i = 0; i < widths.length; i++) {
      if (flexible[i] && widths[i]! > MIN_FLEXIBLE && (widest < 0 || widths[i]! > widths[widest]!)) widest = i;
    }
    if (widest < 0) return;
    widths[widest]!--;
    excess--;
  }
}
