// `claimwire cluster`: stage deduplicate over JSON lines, with its stores in memory.
import { createHash } from 'node:crypto';
import { deduplicate } from '../../functions/deduplicate/deduplicate.ts';
import { memoryStores } from '../../functions/deduplicate/memory-store.ts';
import { articleIdOf, textVersionOf } from '../../shared/keys.ts';
import type { ArticleCleaned } from '../../shared/messages/article-cleaned.ts';
import { storyRootOf } from '../../shared/records/story-node.ts';
import { normaliseUrl } from '../../shared/url.ts';
import { openLineWriter, readLines } from '../jsonl.ts';
import { startProgress } from '../progress.ts';
import { parseOptions, required } from '../usage.ts';

const HELP = `Usage: claimwire cluster --in FILE --out FILE

Finds near-duplicates among texts, as the pipeline's stage deduplicate does, in input order.

  --in FILE    JSON lines {id, text, url?, date?}; .gz by name, - for standard input
  --out FILE   JSON lines {id, cluster, relation?} in input order; .gz by name, - for standard output

Lines of one \`cluster\` are prints of one piece of writing; the cluster is named by the id of its first line.
\`relation\` says what a line is to an earlier one: same-text, near-duplicate, or revision (another text at the same url).
\`date\` is accepted and not used: the order of lines is the order of uploads.
`;

/** Index window of the command in days: no line of a file is too old for another. */
const WINDOW_DAYS = 365_000;

/** Upload time of the first line; each further line is a millisecond later. The date itself means nothing. */
const FIRST_UPLOAD_MS = Date.UTC(2000, 0, 1);

type Relation = 'same-text' | 'near-duplicate' | 'revision';

type Result =
  | { id: unknown; articleId: string; relation: Relation | null }
  | { id: unknown; error: string; line: number };

/** Runs the command. Returns 0 when every line went through. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseOptions({
    args,
    options: { in: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const input = required(values.in, 'in', 'cluster');
  const output = required(values.out, 'out', 'cluster');

  const stores = memoryStores();
  const firstIds = new Map<string, unknown>();
  const results: Result[] = [];
  const progress = startProgress('cluster', process.stderr.isTTY === true);
  let failed = 0;
  let line = 0;
  try {
    for await (const raw of readLines(input)) {
      line++;
      if (raw.trim() === '') continue;
      let id: unknown = null;
      try {
        const record = parseRecord(raw);
        id = record.id;
        const message = messageOf(record, line);
        const known = stores.contents.articles.get(message.articleId);
        const outcome = await deduplicate(message, {
          ...stores,
          now: () => new Date(FIRST_UPLOAD_MS),
          windowDays: WINDOW_DAYS,
        });
        const article = stores.contents.articles.get(message.articleId);
        if (article?.documentId === message.document.documentId) firstIds.set(article.nodeId, id);
        // A copy that changes what others are has its end in the ledger, not in the outcome.
        const end = outcome.kind === 'finish' ? outcome.state : stores.contents.ledger.get(message.document.documentId);
        const duplicate = typeof end === 'object' && end.state === 'duplicate' ? end.relation : null;
        const revised = known !== undefined && known.textVersion !== message.textVersion;
        results.push({ id, articleId: message.articleId, relation: revised ? 'revision' : duplicate });
      } catch (error) {
        failed++;
        const detail = error instanceof Error ? error.message : String(error);
        process.stderr.write(
          `claimwire cluster: ${input} line ${line}${id === null ? '' : ` (${String(id)})`}: ${detail}\n`,
        );
        results.push({ id, error: detail, line });
      }
      progress.update(results.length, failed);
    }
  } finally {
    progress.stop();
  }

  // Only now: a later line may have joined two stories.
  const writer = openLineWriter(output);
  for (const result of results) {
    if ('error' in result) {
      await writer.write(result);
      continue;
    }
    const article = stores.contents.articles.get(result.articleId)!;
    const root = await storyRootOf(stores.stories.getNode, article);
    const cluster = firstIds.get(root.nodeId);
    await writer.write({ id: result.id, cluster, ...(result.relation && { relation: result.relation }) });
  }
  await writer.close();
  return failed === 0 ? 0 : 1;
}

interface Line {
  id: unknown;
  text: string;
  url: string | null;
}

/** Throws an Error that says what is wrong with the line. */
function parseRecord(raw: string): Line {
  const value: unknown = JSON.parse(raw);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`expected a JSON object, got ${Array.isArray(value) ? 'an array' : String(value)}`);
  }
  const { id, text, url } = value as Record<string, unknown>;
  if (id === undefined || id === null) throw new Error('expected an id, got none');
  if (typeof text !== 'string' || text === '') {
    throw new Error(`expected a text, got ${text === '' ? 'an empty one' : typeof text}`);
  }
  if (url !== undefined && url !== null && typeof url !== 'string') {
    throw new Error(`expected the url to be a string, got ${typeof url}`);
  }
  // An address that is none (a path, a name) still tells pages apart.
  return { id, text, url: url ? (normaliseUrl(url) ?? url) : null };
}

/** The message that stage clean would have sent for a line: one document, uploaded after all lines before it. */
function messageOf({ text, url }: Line, line: number): ArticleCleaned {
  const textVersion = textVersionOf(text);
  const eventTime = new Date(FIRST_UPLOAD_MS + line).toISOString();
  return {
    v: 1,
    type: 'article-cleaned',
    document: {
      documentId: createHash('sha256').update(`line:${line}`).digest('hex').slice(0, 32),
      bucket: 'lines',
      key: String(line),
      versionId: null,
      sequencer: line.toString(16).padStart(16, '0'),
      entry: null,
      entryIndex: 0,
      eventTime,
      sizeBytes: null,
    },
    trace: `line-${line}`,
    sentAt: eventTime,
    articleId: articleIdOf(url, textVersion),
    textVersion,
    article: {
      title: null,
      authors: [],
      site: null,
      lang: null,
      url,
      publishedAt: null,
      modifiedAt: null,
    },
    text: { kind: 'inline', text },
  };
}
