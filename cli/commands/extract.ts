// `claimwire extract`: stage extract over JSON lines.
import { extract } from '../../functions/extract/extract.ts';
import { lineCommand } from '../jsonl.ts';

const HELP = `claimwire extract: the claims of texts given as JSON lines

Usage: claimwire extract --in FILE --out FILE

Reads   {doc_id, text, date?, url?, lang?, title?}   one cleaned text a line; date: day of publication, ISO 8601
Writes  {doc_id, claims, attributions}               claims: records of docs/claims-table.md but for the article's;
                                                     attributions: {source, cue, content, type}, with spans
                                                     {start, end, text}, stances among them; of a claim with polarity,
                                                     certainty, said_on, event_date, speaker, quantities, manner, too

  --in FILE    input; .gz is unpacked, - is standard input
  --out FILE   output; .gz is packed, - is standard output

A line that cannot be read is reported with its number and answered by {doc_id, error, line}; the rest goes on.
Exit codes: 0 all lines went through, 1 some failed, 2 wrong call.
`;

/** The value of an optional text field; anything but a string or nothing is an error that names the field. */
function optionalText(record: Record<string, unknown>, field: string): string | null {
  const value = record[field];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw new Error(`reading field "${field}": expected a string, got ${typeof value}`);
  return value;
}

export const run = lineCommand({
  name: 'extract',
  help: HELP,
  idField: 'doc_id',
  run(record) {
    const { text } = record;
    if (typeof text !== 'string') throw new Error(`reading field "text": expected a string, got ${typeof text}`);
    const { claims, attributions } = extract({
      text,
      publishedAt: optionalText(record, 'date'),
      lang: optionalText(record, 'lang'),
      title: optionalText(record, 'title'),
    });
    return { doc_id: record.doc_id ?? null, claims, attributions };
  },
});
