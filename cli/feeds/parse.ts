// `claimwire feeds parse`: bytes of feeds given as JSON lines to what they say.
import * as z from 'zod';
import { parseFeed } from '../../functions/poll-feeds/parse-feed.ts';
import { lineCommand } from '../jsonl.ts';

const HELP = `claimwire feeds parse: read feeds given as JSON lines

Usage: claimwire feeds parse --in FILE --out FILE

  --in FILE    one {"id", "base64", "headers"?, "url"?} a line; "-" is standard input, *.gz is unzipped
  --out FILE   one {"id", "feed": {"title", "url", "lang"}, "entries": [{"id", "url", "title", "published", "updated",
               "author"}]} a line, or {"id", "error"}; "-" is standard output, *.gz is zipped

Exit codes: 0 all lines went through, 1 some failed, 2 wrong call.
`;

const Line = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  base64: z.string(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])).nullish(),
  url: z.string().nullish(),
});

/** One input line to its result line; throws with the reason when a field is wrong or the bytes are no feed. */
export function parseLine(record: Record<string, unknown>): unknown {
  const line = Line.safeParse(record);
  if (!line.success) {
    throw new Error(
      line.error.issues.map((issue) => `reading field "${issue.path.join('.')}": ${issue.message}`).join('; '),
    );
  }
  const { id, base64, headers, url } = line.data;
  const flat = Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]));
  const { feed, entries } = parseFeed({
    bytes: Buffer.from(base64, 'base64'),
    headers: flat,
    ...(url ? { url } : {}),
  });
  return { id: id ?? null, feed, entries: entries.map(({ titleText: _, ...entry }) => entry) };
}

export const run = lineCommand({
  name: 'feeds parse',
  help: HELP,
  idField: 'id',
  run: parseLine,
});
