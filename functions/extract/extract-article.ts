// Stage extract: makes the claims table say what one article claims now, or nothing where the article no longer stands.
//
// The claims of an article stand while its newest text is the one they were found in, and while the article is the first
// of its story. Either can change at any time, in another invocation, so the order of steps matters:
//   1 read the stored claims, 2 ask whether the article stands, 3 write, 4 ask again and take back what fell meanwhile.
// Only claims read in step 1 are deleted in step 3: those of a newer text can't be among them, since a newer text is
// current before its claims are written, and in step 2 this text was still current. Whoever makes this text fall after
// step 4 runs its own steps later and finds these claims in its step 1.
import * as z from 'zod';
import { documentIdOfNode } from '../../shared/keys.ts';
import type { ArticleUnique, ArticleWithdrawn, UniqueQueueMessage } from '../../shared/messages/article-unique.ts';
import type { TextCarrier } from '../../shared/messages/envelope.ts';
import type { Claim, ExtractedClaim } from '../../shared/records/claim.ts';
import { claimOfItem } from '../../shared/records/claim-item.ts';
import { type NodePlace, type NodeRef, storyRootOf } from '../../shared/records/story-node.ts';
import type { Outcome } from '../../shared/stage/outcome.ts';
import {
  type ClaimContext,
  type ClaimItem,
  claimItem,
  claimRecords,
  type PostingItem,
  postingItems,
  sameContent,
  type TableKey,
} from './claim-items.ts';
import type { ClaimStore } from './claim-store.ts';

/** What stands for an article, as far as this stage asks. */
export const StandingArticleSchema = z.object({ documentId: z.string(), textVersion: z.string(), nodeId: z.string() });
export type StandingArticle = z.infer<typeof StandingArticleSchema>;

export interface ExtractPorts {
  /** The article and the node, each strongly consistent, each null when it is not stored. One call. */
  articleAndNode(
    articleId: string,
    nodeId: string,
  ): Promise<{ article: StandingArticle | null; node: NodePlace | null }>;
  /** Strongly consistent; null when it is not stored. */
  node(nodeId: string): Promise<NodePlace | null>;
  /** How alike the texts of two nodes are, 0..1; null where that can't be told. */
  likeness(nodeId: string, otherId: string): Promise<number | null>;
  claims: ClaimStore;
  readText(carrier: TextCarrier): Promise<string>;
  /** The extractor: pure. */
  extract(input: {
    text: string;
    lang: string | null;
    publishedAt: string | null;
    title: string | null;
    site: string | null;
  }): ExtractedClaim[];
  extractor: { name: string; version: string };
  now(): Date;
}

type Standing =
  | { kind: 'stands'; storyId: string }
  | { kind: 'superseded'; by: string }
  | { kind: 'copy'; root: NodeRef; current: StandingArticle };

/** Asks whether a text's claims should stand. `textVersion` null asks for the article whatever its text. */
async function standingOf(
  ports: ExtractPorts,
  { articleId, nodeId }: UniqueQueueMessage,
  textVersion: string | null,
): Promise<Standing> {
  // The message's node is the article's but where a revision came in between. It may be read before or after the article:
  // each can make the claims fall by itself, and either is followed by a message.
  const { article: current, node } = await ports.articleAndNode(articleId, nodeId);
  if (current === null) {
    throw new Error(
      `article ${articleId}: expected it in the articles table, where its document was sent on from, found none`,
    );
  }
  if (textVersion !== null && current.textVersion !== textVersion)
    return { kind: 'superseded', by: current.documentId };
  const root = await storyRootOf((id) => (id === nodeId ? Promise.resolve(node) : ports.node(id)), {
    nodeId: current.nodeId,
    articleId,
  });
  return root.articleId === articleId ? { kind: 'stands', storyId: root.nodeId } : { kind: 'copy', root, current };
}

/** Carries out one message. Repeating it, in any order with others, beside them or after a kill, ends in the same state. */
export async function extractArticle(message: UniqueQueueMessage, ports: ExtractPorts): Promise<Outcome<never>> {
  return message.type === 'article-withdrawn' ? withdraw(message, ports) : extract(message, ports);
}

async function extract(message: ArticleUnique, ports: ExtractPorts): Promise<Outcome<never>> {
  const { articleId, textVersion, article } = message;
  const stored = await ports.claims.claimsOf(articleId);
  const before = await standingOf(ports, message, textVersion);
  const context = contextOf(message, before.kind === 'stands' ? before.storyId : message.storyId, ports);
  const claims = await claimsIn(message, context, ports);
  const items = claims.map(claimItem);
  if (before.kind !== 'stands') {
    // An attempt that was killed may have left postings of this text without its claims, or some of its claims.
    await remove(ports, [...items, ...stored.filter((item) => item.textVersion === textVersion)]);
    return fallen(ports, message, before);
  }
  await replace(ports, stored, items, postingItems(claims, context));

  const after = await standingOf(ports, message, textVersion);
  if (after.kind !== 'stands') {
    await remove(ports, items);
    return fallen(ports, message, after);
  }
  return {
    kind: 'finish',
    state: { state: 'extracted', articleId, storyId: after.storyId, claims: items.length },
    title: article.title,
  };
}

/** What all claims of the message's text share. */
function contextOf(
  { articleId, textVersion, document, article }: ArticleUnique,
  storyId: string,
  ports: ExtractPorts,
): ClaimContext {
  return {
    articleId,
    storyId,
    documentId: document.documentId,
    textVersion,
    lang: article.lang?.code ?? null,
    url: article.url,
    title: article.title,
    outlet: article.site,
    publishedAt: article.publishedAt?.value ?? null,
    receivedAt: document.eventTime,
    extractor: ports.extractor,
    extractedAt: ports.now().toISOString(),
  };
}

async function claimsIn(message: ArticleUnique, context: ClaimContext, ports: ExtractPorts): Promise<Claim[]> {
  const { lang, publishedAt, title, outlet: site } = context;
  return claimRecords(
    ports.extract({ text: await ports.readText(message.text), lang, publishedAt, title, site }),
    context,
  );
}

/** Writes what is new or changed, deletes what is gone. A repetition over the same text writes nothing. */
async function replace(
  ports: ExtractPorts,
  stored: ClaimItem[],
  items: ClaimItem[],
  postings: PostingItem[],
): Promise<void> {
  const storedByKey = new Map(stored.map((item) => [item.sk, item]));
  const freshKeys = new Set(items.map((item) => item.sk));
  const puts = items.filter((item) => {
    const before = storedByKey.get(item.sk);
    return before === undefined || !sameContent(before, item);
  });
  const gone = stored.filter((item) => !freshKeys.has(item.sk));
  if (puts.length === 0 && gone.length === 0) return;
  // Postings go first: once all claims stand as they should, a repetition takes the postings for written.
  const kept = new Set(postings.map(keyOf));
  const gonePostings = postingKeysOf(stored).filter((key) => !kept.has(keyOf(key)));
  await ports.claims.write(postings, gonePostings);
  await ports.claims.write(puts, gone);
}

async function remove(ports: ExtractPorts, items: readonly ClaimItem[]): Promise<void> {
  if (items.length === 0) return;
  // One call must not name an item twice.
  const claims = [...new Map(items.map((item) => [keyOf(item), item])).values()];
  await ports.claims.write([], postingKeysOf(claims));
  await ports.claims.write([], claims);
}

const keyOf = ({ pk, sk }: TableKey) => `${pk}\n${sk}`;

/** Keys of the postings that were written with stored claims, text by text. */
function postingKeysOf(items: readonly ClaimItem[]): TableKey[] {
  const versions = new Set(items.map((item) => item.textVersion));
  return [...versions].flatMap((textVersion) => {
    const claims = items.filter((item) => item.textVersion === textVersion).map((item) => claimOfItem({ ...item }));
    const { source, lang, extractor, extractedAt } = claims[0]!;
    return postingItems(claims, { ...source, textVersion, lang, extractor, extractedAt });
  });
}

async function withdraw(message: ArticleWithdrawn, ports: ExtractPorts): Promise<Outcome<never>> {
  const stored = await ports.claims.claimsOf(message.articleId);
  const standing = await standingOf(ports, message, null);
  if (standing.kind === 'stands') {
    return { kind: 'ignore', why: `article ${message.articleId} is the first of its story` };
  }
  await remove(ports, stored);
  if (standing.kind !== 'copy' || standing.current.documentId !== message.document.documentId) {
    return {
      kind: 'ignore',
      why: `document ${message.document.documentId} is not the article's newest any more; its outcome is written`,
    };
  }
  return fallen(ports, message, standing);
}

/** The outcome of a document whose article or text does not stand. */
async function fallen(
  ports: ExtractPorts,
  message: UniqueQueueMessage,
  standing: Exclude<Standing, { kind: 'stands' }>,
): Promise<Outcome<never>> {
  const { articleId } = message;
  const title = message.type === 'article-unique' ? message.article.title : null;
  if (standing.kind === 'superseded') {
    if (standing.by === message.document.documentId) {
      return { kind: 'ignore', why: `document ${standing.by} was cleaned anew; the message of its new text counts` };
    }
    return {
      kind: 'finish',
      state: { state: 'revision', articleId, supersededBy: { documentId: standing.by } },
      title,
    };
  }
  const { root, current } = standing;
  // As deduplicate writes it of a copy that comes after its original: the order of arrival is no part of the outcome.
  return {
    kind: 'finish',
    state: {
      state: 'duplicate',
      articleId,
      storyId: root.nodeId,
      of: { articleId: root.articleId, documentId: documentIdOfNode(root.nodeId) },
      relation: 'near-duplicate',
      similarity: await ports.likeness(current.nodeId, root.nodeId),
    },
    title,
  };
}
