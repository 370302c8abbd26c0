// `claimwire clean`: stage clean over JSON lines.

import { cleanDocument } from '../../functions/clean/clean.ts';
import type { CleanInput } from '../../functions/clean/draft.ts';
import { lineCommand } from '../jsonl.ts';

const HELP = `claimwire clean: the articles in documents given as JSON lines

Usage: claimwire clean --in FILE --out FILE

Reads   {id, html | text | base64, url?, headers?, name?, contentType?}
Writes  {id, text, title, date, author, authors, lang, url, site, published, modified}
  date        day or timestamp of publication as the page states it; \`published\` says where it was read
  author      the authors' names, separated by commas
  rejected    instead of the fields: {id, text: "", rejected: reason, detail}

  --in FILE    input; .gz is unpacked, - is standard input
  --out FILE   output; .gz is packed, - is standard output

A line that cannot be read is reported with its number and answered by {id, error, line}; the rest goes on.
Exit codes: 0 all lines went through, rejected documents among them, 1 some failed, 2 wrong call.
`;

/** One line to the stage's input. @throws Error when the line holds no document */
function toInput(record: Record<string, unknown>): CleanInput {
  const text = (field: string): string | undefined => {
    const value = record[field];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw new Error(`expected "${field}" to be a string, got ${typeof value}`);
    return value;
  };
  const html = text('html');
  const base64 = text('base64');
  const plain = text('text');
  const content = html ?? plain;
  if (content === undefined && base64 === undefined)
    throw new Error('expected one of "html", "text" or "base64", got none');
  const url = text('url');
  const headers = record.headers;
  if (headers !== undefined && (typeof headers !== 'object' || headers === null || Array.isArray(headers))) {
    throw new Error('expected "headers" to be an object of strings');
  }
  const contentType = text('contentType') ?? (html === undefined ? undefined : 'text/html');
  return {
    // The string is text already: its bytes are UTF-8, whatever a declaration inside says.
    bytes: content === undefined ? Buffer.from(base64 as string, 'base64') : Buffer.from(content, 'utf8'),
    name:
      text('name') ??
      (html === undefined ? (plain === undefined ? String(record.id ?? '') : 'document.txt') : 'document.html'),
    ...(url === undefined ? {} : { url }),
    ...(contentType === undefined ? {} : { contentType }),
    ...(headers
      ? { headers: Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, String(value)])) }
      : {}),
  };
}

/** The result line of one document. */
export function cleanLine(record: Record<string, unknown>): Record<string, unknown> {
  const id = record.id ?? null;
  const result = cleanDocument(toInput(record));
  if (result.kind === 'rejected') return { id, text: '', rejected: result.reason, detail: result.detail };
  const { article } = result;
  return {
    id,
    text: article.text,
    title: article.title,
    date: article.publishedAt?.value ?? null,
    author: article.authors.join(', '),
    authors: article.authors,
    lang: article.lang?.code ?? null,
    url: article.url,
    site: article.site,
    published: article.publishedAt,
    modified: article.modifiedAt,
  };
}

export const run = lineCommand({
  name: 'clean',
  help: HELP,
  idField: 'id',
  run: cleanLine,
});
