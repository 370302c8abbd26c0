// Articles, their revisions, their stories and the ledger, read from the articles and stories tables.
import { gunzipSync } from 'node:zlib';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { articleIdOf, articleKey, ledgerKey, nodeKey } from '../shared/keys.ts';
import { INDEX } from '../shared/names.ts';
import { ArticleMetadataSchema } from '../shared/records/article.ts';
import { DocumentSchema, type LedgerEntry, LedgerEntrySchema } from '../shared/records/ledger.ts';
import { normaliseUrl } from '../shared/url.ts';
import { getItems, type Item, queryItems, scanItems } from './dynamo-read.ts';
import type { OpenTables } from './tables.ts';
import { UsageError } from './usage.ts';

const StoredTextSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('gzip'), data: z.instanceof(Uint8Array) }),
  z.object({ kind: z.literal('object'), bucket: z.string(), key: z.string(), bytes: z.int() }),
]);

/** What a reader needs of a stored text of an article; fields that stages keep for themselves are dropped. */
const StoredTextOfArticleSchema = z.object({
  articleId: z.string(),
  documentId: z.string(),
  document: DocumentSchema,
  textVersion: z.string(),
  article: ArticleMetadataSchema,
  text: StoredTextSchema,
});

const StoredArticleSchema = StoredTextOfArticleSchema.extend({ storyId: z.string(), role: z.string() });

export type StoredRevision = z.infer<typeof StoredTextOfArticleSchema>;
export type StoredArticle = z.infer<typeof StoredArticleSchema>;

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
export async function articleById({ client, names }: OpenTables, articleId: string): Promise<StoredArticle | null> {
  const { Item } = await client.send(new GetCommand({ TableName: names.articles, Key: articleKey(articleId) }));
  return Item ? parsed(StoredArticleSchema, Item) : null;
}

/** The articles of the given ids; those that are not stored are left out. */
export async function* articlesById(
  { client, names }: OpenTables,
  articleIds: readonly string[],
): AsyncGenerator<StoredArticle> {
  for await (const item of getItems(client, names.articles, articleIds.map(articleKey))) {
    yield parsed(StoredArticleSchema, item);
  }
}

/** Older texts of an article, newest first. */
export async function revisionsOf({ client, names }: OpenTables, articleId: string): Promise<StoredRevision[]> {
  const revisions: StoredRevision[] = [];
  for await (const item of queryItems(client, {
    TableName: names.articles,
    KeyConditionExpression: 'pk = :article AND begins_with(sk, :revision)',
    ExpressionAttributeValues: { ':article': `ARTICLE#${articleId}`, ':revision': 'REVISION#' },
    ScanIndexForward: false,
  })) {
    revisions.push(parsed(StoredTextOfArticleSchema, item));
  }
  return revisions;
}

/** Every article. Reads the whole table. */
export async function* allArticles({ client, names }: OpenTables): AsyncGenerator<StoredArticle> {
  for await (const item of scanItems(client, {
    TableName: names.articles,
    FilterExpression: 'sk = :article',
    ExpressionAttributeValues: { ':article': 'ARTICLE' },
  })) {
    yield parsed(StoredArticleSchema, item);
  }
}

/** The cleaned text of an article. */
export async function textOfArticle(tables: OpenTables, { text }: StoredRevision): Promise<string> {
  return text.kind === 'gzip' ? gunzipSync(text.data).toString('utf8') : tables.textObject(text);
}

const StoryNodeSchema = z.object({
  articleId: z.string(),
  parent: z.object({ nodeId: z.string(), articleId: z.string() }).nullish(),
});

export interface Story {
  /** Id of the story today: that of the root, which other stories may have joined. */
  storyId: string;
  firstArticleId: string;
}

/**
 * The story of an id, following stories that have joined others.
 *
 * @returns null when there is none, or it has left the index's window of time
 */
export async function storyById({ client, names }: OpenTables, storyId: string): Promise<Story | null> {
  let story: Story | null = null;
  for (let nodeId = storyId; ; ) {
    const { Item } = await client.send(new GetCommand({ TableName: names.stories, Key: nodeKey(nodeId) }));
    if (!Item) return story;
    const { articleId, parent } = parsed(StoryNodeSchema, Item);
    if (!parent) return { storyId: nodeId, firstArticleId: articleId };
    // Parents have smaller ids; anything else would be a circle.
    if (parent.nodeId >= nodeId) {
      throw new Error(`story ${storyId}: expected a parent of smaller id than ${nodeId}, got ${parent.nodeId}`);
    }
    story = { storyId: parent.nodeId, firstArticleId: parent.articleId };
    nodeId = parent.nodeId;
  }
}

/** The copies of a story, by article id. */
export async function* copiesOf(tables: OpenTables, storyId: string): AsyncGenerator<StoredArticle> {
  const articleIds: string[] = [];
  for await (const { pk } of queryItems(tables.client, {
    TableName: tables.names.articles,
    IndexName: INDEX.articlesByStory,
    KeyConditionExpression: 'storyPk = :story',
    ExpressionAttributeValues: { ':story': `STORY#${storyId}` },
  })) {
    articleIds.push(String(pk).slice('ARTICLE#'.length));
  }
  yield* articlesById(tables, articleIds);
}

/** The ledger entry of one document, or null. */
export async function ledgerEntryOf({ client, names }: OpenTables, documentId: string): Promise<LedgerEntry | null> {
  const { Item } = await client.send(new GetCommand({ TableName: names.articles, Key: ledgerKey(documentId) }));
  return Item ? ledgerEntry(Item) : null;
}

/** Every ledger entry. Reads the whole table: the ledger is kept by document only. */
export async function* allLedgerEntries({ client, names }: OpenTables): AsyncGenerator<LedgerEntry> {
  for await (const item of scanItems(client, {
    TableName: names.articles,
    FilterExpression: 'sk = :ledger',
    ExpressionAttributeValues: { ':ledger': 'LEDGER' },
  })) {
    yield ledgerEntry(item);
  }
}

function ledgerEntry(item: Item): LedgerEntry {
  const { pk, sk, state: _state, expiresAt: _expiresAt, ...entry } = item;
  const result = LedgerEntrySchema.safeParse(entry);
  if (result.success) return result.data;
  throw new Error(`reading ledger entry ${String(pk)} ${String(sk)}: ${z.prettifyError(result.error)}`);
}
