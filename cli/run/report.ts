// What came of a run: its documents with their outcomes, stories, revisions and claims, read from the tables.
import { likenessOfNodes } from '../../functions/deduplicate/likeness.ts';
import { BATCH_MAX_KEYS } from '../../shared/aws/batch-get.ts';
import { readTogether } from '../../shared/aws/read-together.ts';
import { getStoryNode, NODE_PLACE, nodePlaceFrom } from '../../shared/aws/story-nodes.ts';
import { nodeKey } from '../../shared/keys.ts';
import { CLAIM_PREFIX } from '../../shared/names.ts';
import type { Claim } from '../../shared/records/claim.ts';
import type { LedgerEntry } from '../../shared/records/ledger.ts';
import { storyRootOf } from '../../shared/records/story-node.ts';
import { allArticles, allLedgerEntries, type ReadArticle } from '../article-queries.ts';
import { claimsOfArticle } from '../claim-queries.ts';
import { scanItems } from '../dynamo-read.ts';
import type { OpenTables } from '../tables.ts';
import type { IngestedFile } from './ingest.ts';

export interface DocumentReport {
  /** The file, and behind `!` the entry of an archive. */
  path: string;
  documentId: string;
  /** Null: the pipeline lost it, which must not happen. */
  entry: LedgerEntry | null;
}

export interface StoryMember {
  articleId: string;
  title: string | null;
  outlet: string | null;
  /** Files of this run that hold it; empty for an article of an earlier run. */
  paths: string[];
  isFirst: boolean;
  /** How much of the shorter of this text and the first's stands in the other, 0..1; null for the first. */
  similarity: number | null;
}

export interface StoryReport {
  storyId: string;
  members: StoryMember[];
}

export interface RunReport {
  documents: DocumentReport[];
  /** Stories of more than one article with an article of this run. */
  stories: StoryReport[];
  /** Claims that stand for the run's articles, by article. */
  claims: Claim[];
  /** Claims among them that did not stand before the run. */
  newClaims: number;
}

/** The ledger by document id. */
export async function readLedger(tables: OpenTables): Promise<Map<string, LedgerEntry>> {
  const ledger = new Map<string, LedgerEntry>();
  for await (const entry of allLedgerEntries(tables)) ledger.set(entry.document.documentId, entry);
  return ledger;
}

/** Ids of all claims that stand. */
export async function standingClaims(tables: OpenTables): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const item of scanItems(tables.client, {
    TableName: tables.names.claims,
    FilterExpression: 'begins_with(sk, :claim)',
    ExpressionAttributeValues: { ':claim': CLAIM_PREFIX },
    ProjectionExpression: 'sk',
  })) {
    ids.add(String(item.sk).slice(CLAIM_PREFIX.length));
  }
  return ids;
}

/** Reads what came of the given files. @param claimsBefore ids of the claims that stood before the run */
export async function reportOf(
  tables: OpenTables,
  files: readonly IngestedFile[],
  claimsBefore: ReadonlySet<string>,
): Promise<RunReport> {
  const ledger = await readLedger(tables);
  const documents = documentsOf(files, ledger);
  const stories = await storiesOf(tables, documents);

  const articleIds = new Set<string>();
  for (const { entry } of documents) {
    if (!entry) continue;
    const { outcome } = entry;
    if (outcome.state === 'duplicate') articleIds.add(outcome.of.articleId);
    else if ('articleId' in outcome) articleIds.add(outcome.articleId);
  }
  const claims: Claim[] = [];
  const table = { client: tables.client, name: tables.names.claims };
  for (const articleId of articleIds) {
    // One by one: as arguments of a single push, the claims of a book would overflow the stack.
    for (const claim of await claimsOfArticle(table, articleId)) claims.push(claim);
  }
  return { documents, stories, claims, newClaims: claims.filter((claim) => !claimsBefore.has(claim.claimId)).length };
}

function documentsOf(files: readonly IngestedFile[], ledger: ReadonlyMap<string, LedgerEntry>): DocumentReport[] {
  const entriesOf = new Map<string, LedgerEntry[]>();
  for (const entry of ledger.values()) {
    if (entry.document.entry === null) continue;
    const archive = `${entry.document.key}\n${entry.document.versionId}`;
    entriesOf.set(archive, [...(entriesOf.get(archive) ?? []), entry]);
  }
  return files.flatMap(({ file, key, versionId, documentId }) => [
    { path: file.path, documentId, entry: ledger.get(documentId) ?? null },
    ...(entriesOf.get(`${key}\n${versionId}`) ?? [])
      .sort((a, b) => a.document.entryIndex - b.document.entryIndex)
      .map((entry) => ({ path: `${file.path}!${entry.document.entry}`, documentId: entry.document.documentId, entry })),
  ]);
}

async function storiesOf(tables: OpenTables, documents: readonly DocumentReport[]): Promise<StoryReport[]> {
  const pathsOf = new Map<string, string[]>();
  for (const { path, entry } of documents) {
    if (!entry || !('articleId' in entry.outcome)) continue;
    const { articleId } = entry.outcome;
    pathsOf.set(articleId, [...(pathsOf.get(articleId) ?? []), path]);
  }
  const stories = new Map<string, { first: string; articles: ReadArticle[] }>();
  let articles: ReadArticle[] = [];
  const place = async () => {
    const roots = await rootsOf(tables, articles);
    for (const [i, article] of articles.entries()) {
      const root = roots[i]!;
      const story = stories.get(root.nodeId) ?? { first: root.articleId, articles: [] };
      story.articles.push(article);
      stories.set(root.nodeId, story);
    }
    articles = [];
  };
  for await (const article of allArticles(tables)) {
    articles.push(article);
    if (articles.length === BATCH_MAX_KEYS) await place();
  }
  await place();
  const shown = [...stories]
    .filter(([, { articles }]) => articles.length > 1 && articles.some(({ articleId }) => pathsOf.has(articleId)))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const read = readTogether(tables.client);
  const getNode = (nodeId: string) => getStoryNode(read, tables.names.stories, nodeId);
  return Promise.all(
    shown.map(async ([storyId, { first, articles }]) => {
      const members = articles.map(async ({ articleId, nodeId, article }) => ({
        articleId,
        title: article.title,
        outlet: article.site,
        paths: pathsOf.get(articleId) ?? [],
        isFirst: articleId === first,
        // Not from the ledger, which names the article that a copy was recognised by.
        similarity: articleId === first ? null : await likenessOfNodes(getNode, nodeId, storyId),
      }));
      return { storyId, members: (await Promise.all(members)).sort(firstThenByPath) };
    }),
  );
}

const firstThenByPath = (a: StoryMember, b: StoryMember) =>
  Number(b.isFirst) - Number(a.isFirst) || (a.paths[0] ?? '').localeCompare(b.paths[0] ?? '');

/** Roots of articles' stories, read side by side: one after the other, those of 5,000 articles took ten seconds. */
function rootsOf({ client, names }: OpenTables, articles: readonly ReadArticle[]) {
  const read = readTogether(client);
  const getNode = async (nodeId: string) => {
    const [item] = await read(names.stories, [nodeKey(nodeId)], { consistent: true, attributes: NODE_PLACE });
    return item ? nodePlaceFrom(item) : null;
  };
  // The story on the item is that of its last write; stories may have joined since.
  return Promise.all(articles.map(({ storyId, articleId }) => storyRootOf(getNode, { nodeId: storyId, articleId })));
}
