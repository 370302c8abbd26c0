// `claimwire cluster`: stage deduplicate over JSON lines, with its stores in memory.
import { createHash } from 'node:crypto';
import { deduplicate } from '../../functions/deduplicate/deduplicate.ts';
import { memoryStores } from '../../functions/deduplicate/memory-store.ts';
import { articleIdOf, textVersionOf } from '../../shared/keys.ts';
import type { ArticleCleaned } from '../../shared/messages/article-cleaned.ts';
import { storyRootOf } from '../../shared/records/story-node.ts';
import { normaliseUrl } from '../../shared/url.ts';
import { type LineResult, lineFiles, openLineWriter, throughLines } from '../jsonl.ts';

const HELP = `claimwire cluster: near-duplicates among texts given as JSON lines

Usage: claimwire cluster --in FILE --out FILE

Finds them as the pipeline's stage deduplicate does, in input order.

  --in FILE    JSON lines {id, text, url?, date?}; .gz by name, - for standard input
  --out FILE   JSON lines {id, cluster, relation?} in input order; .gz by name, - for standard output

Lines of one \`cluster\` are prints of one piece of writing; the cluster is named by the id of its first line.
\`relation\` says what a line is to an earlier one: same-text, near-duplicate, or revision (another text at the same url).
\`date\` is accepted and not used: the order of lines is the order of uploads.

A line that cannot be read is reported with its number and answered by {id, error, line}; the rest goes on.
Exit codes: 0 all lines went through, 1 some failed, 2 wrong call.
`;

/** Index window of the command in days: no line of a file is too old for another. */
const WINDOW_DAYS = 365_000;

/** Upload time of the first line; each further line is a millisecond later. The date itself means nothing. */
const FIRST_UPLOAD_MS = Date.UTC(2000, 0, 1);

type Relation = 'same-text' | 'near-duplicate' | 'revision';

/** Runs the command. Returns 0 when every line went through. */
export async function run(args: string[]): Promise<number> {
  const files = await lineFiles({ name: 'cluster', help: HELP }, args);
  if (files === null) return 0;

  const stores = memoryStores();
  const firstIds = new Map<string, unknown>();
  const cluster = async (record: Record<string, unknown>, line: number) => {
    const { id, ...page } = readRecord(record);
    const message = messageOf(page, line);
    const known = stores.contents.articles.get(message.articleId);
    const outcome = await deduplicate(message, {
      ...stores,
      now: () => new Date(FIRST_UPLOAD_MS),
      windowDays: WINDOW_DAYS,
    });
    const article = stores.contents.articles.get(message.articleId);
    if (article?.documentId === message.document.documentId) firstIds.set(article.nodeId, id);
    // A copy that changes what others are has its end in the ledger, not in the outcome, once that is told.
    if (outcome.kind === 'forward') await outcome.whenSent?.();
    const end = outcome.kind === 'finish' ? outcome.state : stores.contents.ledger.get(message.document.documentId);
    const duplicate = typeof end === 'object' && end.state === 'duplicate' ? end.relation : null;
    const revised = known !== undefined && known.textVersion !== message.textVersion;
    const relation: Relation | null = revised ? 'revision' : duplicate;
    return { id, articleId: message.articleId, relation };
  };
  const answers: LineResult<Awaited<ReturnType<typeof cluster>>>[] = [];
  for await (const answer of throughLines({ name: 'cluster', in: files.in, idField: 'id', run: cluster }))
    answers.push(answer);

  // Only now: a later line may have joined two stories.
  const writer = openLineWriter(files.out);
  for (const { kind, result } of answers) {
    if (kind === 'failed') {
      await writer.write(result);
      continue;
    }
    const root = await storyRootOf(stores.stories.getNode, stores.contents.articles.get(result.articleId)!);
    await writer.write({
      id: result.id,
      cluster: firstIds.get(root.nodeId),
      ...(result.relation && { relation: result.relation }),
    });
  }
  await writer.close();
  return answers.every(({ kind }) => kind === 'done') ? 0 : 1;
}

interface Line {
  id: unknown;
  text: string;
  url: string | null;
}

/** @throws Error that says what is wrong with the line */
function readRecord({ id, text, url }: Record<string, unknown>): Line {
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
function messageOf({ text, url }: Omit<Line, 'id'>, line: number): ArticleCleaned {
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
