// Articles, their revisions, their stories and the ledger, read from the articles and stories tables.
import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import type { Item } from '../shared/aws/attributes.ts';
import { getItem } from '../shared/aws/get-item.ts';
import { readTogether } from '../shared/aws/read-together.ts';
import { getStoryNode } from '../shared/aws/story-nodes.ts';
import { articleIdOf, articleKey, documentIdOfNode, ledgerKey, storyMemberKey } from '../shared/keys.ts';
import { INDEX } from '../shared/names.ts';
import { type LedgerEntry, LedgerEntrySchema } from '../shared/records/ledger.ts';
import { StoredArticleSchema, StoredRevisionSchema } from '../shared/records/stored-article.ts';
import { storyRootOf } from '../shared/records/story-node.ts';
import { normaliseUrl } from '../shared/url.ts';
import { getItems, queryItems, scanItems } from './dynamo-read.ts';
import type { OpenTables } from './tables.ts';
import { UsageError } from './usage.ts';

const READ_OF_TEXT = {
  articleId: true,
  documentId: true,
  document: true,
  textVersion: true,
  article: true,
  text: true,
} as const;

/** What a reader needs of a stored text of an article; what stages keep there for themselves, now or later, is dropped. */
const RevisionSchema = z.object(StoredRevisionSchema.pick(READ_OF_TEXT).shape);
const ArticleSchema = z.object(
  StoredArticleSchema.pick({ ...READ_OF_TEXT, storyId: true, role: true, nodeId: true }).shape,
);

export type ReadRevision = z.infer<typeof RevisionSchema>;
export type ReadArticle = z.infer<typeof ArticleSchema>;

const ARTICLE_ID = /^[0-9a-f]{32}$/;

/** The article id that a user means by an id or an address. @throws UsageError when it is neither */
export function articleIdFrom(idOrUrl: string): string {
  if (ARTICLE_ID.test(idOrUrl)) return idOrUrl;
  const url = normaliseUrl(idOrUrl);
  if (url === null) {
    throw new UsageError(`--article is an article's id (32 hex digits) or its http(s) address, got "${idOrUrl}"`);
  }
  return articleIdOf(url, '');
}

function parsed<T>(schema: z.ZodType<T>, item: Item): T {
  const result = schema.safeParse(item);
  if (result.success) return result.data;
  throw new Error(`reading item ${String(item.pk)} ${String(item.sk)}: ${z.prettifyError(result.error)}`);
}

/** One article, or null. */
export async function articleById({ client, names }: OpenTables, articleId: string): Promise<ReadArticle | null> {
  const item = await getItem(client, names.articles, articleKey(articleId), { consistent: false });
  return item && parsed(ArticleSchema, item);
}

/** The articles of the given ids; those that are not stored are left out. */
export async function* articlesById(
  { client, names }: OpenTables,
  articleIds: readonly string[],
): AsyncGenerator<ReadArticle> {
  for await (const item of getItems(client, names.articles, articleIds.map(articleKey))) {
    yield parsed(ArticleSchema, item);
  }
}

/** Older texts of an article, newest first. */
export async function revisionsOf({ client, names }: OpenTables, articleId: string): Promise<ReadRevision[]> {
  const revisions: ReadRevision[] = [];
  for await (const item of queryItems(client, {
    TableName: names.articles,
    KeyConditionExpression: 'pk = :article AND begins_with(sk, :revision)',
    ExpressionAttributeValues: { ':article': `ARTICLE#${articleId}`, ':revision': 'REVISION#' },
    ScanIndexForward: false,
  })) {
    revisions.push(parsed(RevisionSchema, item));
  }
  return revisions;
}

/** Every article. Reads the whole table. */
export async function* allArticles({ client, names }: OpenTables): AsyncGenerator<ReadArticle> {
  for await (const item of scanItems(client, {
    TableName: names.articles,
    FilterExpression: 'sk = :article',
    ExpressionAttributeValues: { ':article': 'ARTICLE' },
  })) {
    yield parsed(ArticleSchema, item);
  }
}

/** The cleaned text of an article. */
export async function textOfArticle(tables: OpenTables, { text }: ReadRevision): Promise<string> {
  return text.kind === 'gzip' ? gunzipSync(text.data).toString('utf8') : tables.textObject(text);
}

export interface Story {
  /** Id of the story today: that of the story which this one has joined, if it has. */
  storyId: string;
  firstArticleId: string;
}

/**
 * The story that an id leads to, through all that it has joined.
 *
 * @returns null when there is none
 */
export async function storyById(tables: OpenTables, storyId: string): Promise<Story | null> {
  const read = readTogether(tables.client);
  const getNode = (nodeId: string) => getStoryNode(read, tables.names.stories, nodeId);
  const node = await getNode(storyId);
  if (node !== null) {
    const root = await storyRootOf(getNode, node);
    return { storyId: root.nodeId, firstArticleId: root.articleId };
  }
  // The index forgets a story when its window of time is over; the ledger still knows whose document named it.
  const outcome = (await ledgerEntryOf(tables, documentIdOfNode(storyId)))?.outcome;
  if (outcome === undefined || !('articleId' in outcome)) return null;
  return { storyId, firstArticleId: outcome.state === 'duplicate' ? outcome.of.articleId : outcome.articleId };
}

/**
 * The copies of a story, by article id within each story that has joined it. A copy is listed under the story that it
 * first became a copy in, whose id is the node of an article that is now a copy itself.
 */
export async function* copiesOf(tables: OpenTables, { storyId, firstArticleId }: Story): AsyncGenerator<ReadArticle> {
  const seen = new Set([firstArticleId]);
  const storyIds = [storyId];
  for (let at = 0; at < storyIds.length; at++) {
    const articleIds: string[] = [];
    for await (const { pk } of queryItems(tables.client, {
      TableName: tables.names.articles,
      IndexName: INDEX.articlesByStory,
      KeyConditionExpression: 'storyPk = :story',
      ExpressionAttributeValues: { ':story': storyMemberKey(storyIds[at]!, '').storyPk },
    })) {
      const articleId = String(pk).slice(articleKey('').pk.length);
      if (!seen.has(articleId)) articleIds.push(articleId);
      seen.add(articleId);
    }
    for await (const copy of articlesById(tables, articleIds)) {
      storyIds.push(copy.nodeId);
      yield copy;
    }
  }
}

/** The ledger entry of one document, or null. */
export async function ledgerEntryOf({ client, names }: OpenTables, documentId: string): Promise<LedgerEntry | null> {
  const item = await getItem(client, names.articles, ledgerKey(documentId), { consistent: false });
  return item && ledgerEntry(item);
}

/**
 * Every ledger entry, or those of one outcome. The ledger is kept by document only, so the table reads itself from end to end,
 * texts included, and sends the entries. An index would spare four fifths of that reading, which is five cents for a million
 * documents, and cost sixty in writes.
 */
export async function* allLedgerEntries(
  { client, names }: OpenTables,
  state?: LedgerEntry['outcome']['state'],
): AsyncGenerator<LedgerEntry> {
  for await (const item of scanItems(client, {
    TableName: names.articles,
    FilterExpression: state === undefined ? 'sk = :ledger' : 'sk = :ledger AND #state = :state',
    ...(state !== undefined && { ExpressionAttributeNames: { '#state': 'state' } }),
    ExpressionAttributeValues: { ':ledger': 'LEDGER', ...(state !== undefined && { ':state': state }) },
  })) {
    yield ledgerEntry(item);
  }
}

/** The ledger entry that an item of the articles table holds. @throws Error when it holds none */
export function ledgerEntry(item: Item): LedgerEntry {
  const { pk, sk, state: _state, expiresAt: _expiresAt, ...entry } = item;
  const result = LedgerEntrySchema.safeParse(entry);
  if (result.success) return result.data;
  throw new Error(`reading ledger entry ${String(pk)} ${String(sk)}: ${z.prettifyError(result.error)}`);
}
