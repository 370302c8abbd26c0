// Tables in the embedded DynamoDB, with what a small newsroom's run leaves in them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynamoDb } from '../../cli/local/dynamodb.ts';
import { makeTable } from '../../cli/local/provision.ts';
import { type ClaimContext, claimItem, postingItems } from '../../functions/extract/claim-items.ts';
import { toAttributes } from '../../shared/aws/attributes.ts';
import { dynamoAt, EMULATOR } from '../../shared/aws/clients-at.ts';
import {
  articleIdOf,
  articleKey,
  ledgerKey,
  nodeIdOf,
  nodeKey,
  revisionKey,
  storyMemberKey,
  textVersionOf,
} from '../../shared/keys.ts';
import { TABLES, type TableName } from '../../shared/pipeline.ts';
import type { ArticleMetadata } from '../../shared/records/article.ts';
import type { Claim, ExtractedClaim } from '../../shared/records/claim.ts';
import { type Document, type LedgerEntry, LedgerEntrySchema } from '../../shared/records/ledger.ts';
import { claimContext, claimsOf } from './claims.ts';

export interface TestTables {
  /** A data directory as a local run leaves it. */
  directory: string;
  endpoint: string;
  client: DynamoDBClient;
  put(table: TableName, items: readonly object[]): Promise<void>;
  stop(): Promise<void>;
}

/** Empty tables in a data directory of their own. */
export async function startTables(): Promise<TestTables> {
  const directory = mkdtempSync(join(tmpdir(), 'claimwire-tables-'));
  const database = await startDynamoDb(join(directory, 'tables.sqlite'));
  const client = dynamoAt({ ...EMULATOR, endpoint: database.endpoint });
  for (const table of TABLES) await makeTable({ dynamodb: client }, table.name, table);
  return {
    directory,
    endpoint: database.endpoint,
    client,
    async put(table, items) {
      for (let start = 0; start < items.length; start += 25) {
        const requests = items.slice(start, start + 25).map((item) => ({ PutRequest: { Item: toAttributes(item) } }));
        await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
      }
    },
    async stop() {
      client.destroy();
      await database.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A document that came in under the given key. */
export function documentAt(key: string, overrides: Partial<Document> = {}): Document {
  return {
    documentId: textVersionOf(key).slice(0, 32),
    bucket: 'articles',
    key: `incoming/${key}`,
    versionId: 'v1',
    sequencer: '0A',
    entry: null,
    entryIndex: 0,
    eventTime: '2024-03-05T10:00:00.000Z',
    sizeBytes: 2048,
    ...overrides,
  };
}

export interface TestArticle {
  key: string;
  text: string;
  role: 'first' | 'copy';
  /** Id of the story that a copy was put into; a first article names its own. */
  story?: string;
  document?: Partial<Document>;
  metadata?: Partial<ArticleMetadata>;
  claims?: ExtractedClaim[];
}

/** What is stored about one article, with ids as the pipeline makes them. */
export function storedArticle(article: TestArticle) {
  const document = documentAt(article.key, article.document);
  const metadata: ArticleMetadata = {
    title: `About ${article.key}`,
    authors: [],
    site: null,
    lang: { code: 'en', source: 'detected' },
    url: `https://news.example/${article.key}`,
    publishedAt: null,
    modifiedAt: null,
    ...article.metadata,
  };
  const textVersion = textVersionOf(article.text);
  const articleId = articleIdOf(metadata.url, textVersion);
  const nodeId = nodeIdOf(document.eventTime, document.documentId);
  const storyId = article.story ?? nodeId;
  const context: ClaimContext = {
    ...claimContext,
    articleId,
    storyId,
    documentId: document.documentId,
    textVersion,
    url: metadata.url,
    title: metadata.title,
    outlet: metadata.site,
    publishedAt: metadata.publishedAt?.value ?? null,
    receivedAt: document.eventTime,
  };
  const claims = claimsOf(article.claims ?? [], context);
  return { document, metadata, textVersion, articleId, nodeId, storyId, context, claims, article };
}

type Stored = ReturnType<typeof storedArticle>;

/** The items of an article in each table. */
export function itemsOf(stored: Stored): Record<TableName, object[]> {
  const { articleId, storyId, nodeId, article } = stored;
  const fields = textFields(stored);
  return {
    articles: [
      {
        ...articleKey(articleId),
        ...fields,
        nodeId,
        storyId,
        role: article.role,
        replaced: null,
        textSince: '',
        ...(article.role === 'copy' && storyMemberKey(storyId, articleId)),
      },
    ],
    stories: [
      {
        ...nodeKey(nodeId),
        articleId,
        ...(article.role === 'copy' && { parent: { nodeId: storyId, articleId: 'told-by-its-own-node' } }),
        expiresAt: 4102444800,
      },
    ],
    feeds: [],
    claims: [...stored.claims.map((claim: Claim) => claimItem(claim)), ...postingItems(stored.claims, stored.context)],
  };
}

/** The item of a text that `stored` replaced. */
export function revisionItem(stored: Stored, order: string): Record<string, unknown> {
  return { ...revisionKey(stored.articleId, order), ...textFields(stored) };
}

function textFields({ articleId, document, textVersion, metadata, article }: Stored) {
  return {
    articleId,
    documentId: document.documentId,
    document,
    trace: 'trace-1',
    order: document.sequencer,
    textVersion,
    article: metadata,
    text: { kind: 'gzip', data: gzipSync(article.text) },
  };
}

/** A ledger item. */
export function ledgerItem(
  document: Document,
  outcome: LedgerEntry['outcome'],
  overrides: Partial<LedgerEntry> = {},
): Record<string, unknown> {
  const entry = LedgerEntrySchema.parse({
    document,
    stage: 'clean',
    outcome,
    title: null,
    recordedAt: '2024-03-05T10:00:01.000Z',
    ...overrides,
  });
  return { ...ledgerKey(document.documentId), ...entry, state: outcome.state };
}
