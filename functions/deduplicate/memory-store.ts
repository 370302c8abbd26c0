// The stores of deduplicate in plain memory: for `claimwire cluster`, and for tests that try every interleaving.
import { revisionKey } from '../../shared/keys.ts';
import type { TextCarrier } from '../../shared/messages/envelope.ts';
import type { Document, FinalState } from '../../shared/records/ledger.ts';
import type { StoredArticle, StoredRevision } from '../../shared/records/stored-article.ts';
import type { StoryNode } from '../../shared/records/story-node.ts';
import type { ArticleStore, DocumentLedger, TextStore } from './deduplicate.ts';
import type { StoryStore } from './story-placement.ts';

export interface MemoryStores {
  stories: StoryStore;
  articles: ArticleStore;
  ledger: DocumentLedger;
  texts: TextStore;
  /** What the stores hold. */
  contents: {
    nodes: Map<string, StoryNode>;
    buckets: Map<string, Set<string>>;
    articles: Map<string, StoredArticle>;
    revisions: Map<string, StoredRevision>;
    ledger: Map<string, FinalState | 'reopened'>;
  };
}

/** Empty stores with the same conditions and answers as the tables. Texts are kept by nobody: messages carry them. */
export function memoryStores(): MemoryStores {
  const nodes = new Map<string, StoryNode>();
  const buckets = new Map<string, Set<string>>();
  const articles = new Map<string, StoredArticle>();
  const revisions = new Map<string, StoredRevision>();
  const ledger = new Map<string, FinalState | 'reopened'>();
  const texts = new Map<string, TextCarrier>();

  const stories: StoryStore = {
    async readBuckets(keys) {
      const found = new Map<string, string[]>();
      for (const key of keys) {
        const bucket = buckets.get(key);
        if (bucket) found.set(key, [...bucket]);
      }
      return found;
    },
    async appendToBucket(key, nodeId) {
      const bucket = buckets.get(key) ?? new Set();
      const before = [...bucket];
      buckets.set(key, bucket.add(nodeId));
      return before;
    },
    async getNode(nodeId) {
      return nodes.get(nodeId) ?? null;
    },
    async getNodes(nodeIds) {
      return nodeIds.flatMap((nodeId) => nodes.get(nodeId) ?? []);
    },
    async putNode(node) {
      const standing = nodes.get(node.nodeId);
      if (standing) return standing;
      nodes.set(node.nodeId, node);
      return null;
    },
    async noteDemotion(nodeId, demoted) {
      const node = nodes.get(nodeId);
      if (!node) throw new Error(`node ${nodeId}: expected to note a demotion on it, found none`);
      nodes.set(nodeId, { ...node, demotes: [...new Set([...node.demotes, demoted])] });
    },
    async linkNode(child, parent, by, expiresAt) {
      const node = nodes.get(child.nodeId) ?? { ...child, signature: null, parent: null, demotes: [], expiresAt };
      if (node.parent) return node.parent.nodeId === parent.nodeId && node.demotedBy === by ? null : node.parent;
      nodes.set(child.nodeId, { ...node, parent, demotedBy: by });
      return null;
    },
    async raiseParent(nodeId, parent) {
      const node = nodes.get(nodeId);
      if (node?.parent && node.parent.nodeId > parent.nodeId) nodes.set(nodeId, { ...node, parent });
    },
  };

  const articleStore: ArticleStore = {
    async get(articleId) {
      return articles.get(articleId) ?? null;
    },
    async put(article, expected) {
      const standing = articles.get(article.articleId) ?? null;
      if (standing?.documentId !== expected?.documentId || standing?.order !== expected?.order) return standing;
      articles.set(article.articleId, article);
      return null;
    },
    async raiseOrder(articleId, order, expected) {
      const standing = articles.get(articleId) ?? null;
      if (standing?.documentId !== expected.documentId || standing.order !== expected.order) return standing;
      articles.set(articleId, { ...standing, order });
      return null;
    },
    async setStory(articleId, documentId, role, storyId) {
      const standing = articles.get(articleId);
      if (standing?.documentId === documentId) articles.set(articleId, { ...standing, role, storyId });
    },
    async putRevision(revision) {
      revisions.set(revisionKey(revision.articleId, revision.order).sk + revision.articleId, revision);
    },
  };

  const documentLedger: DocumentLedger = {
    async record(document: Document, state) {
      ledger.set(document.documentId, state);
    },
    async reopen({ documentId }: Document) {
      const state = ledger.get(documentId);
      if (typeof state !== 'object' || state.state !== 'duplicate' || state.relation !== 'near-duplicate') return;
      ledger.set(documentId, 'reopened');
    },
  };

  const textStore: TextStore = {
    async read(carrier) {
      if (carrier.kind === 'inline') return carrier.text;
      throw new Error(`text ${carrier.bucket}/${carrier.key}: these stores keep no objects`);
    },
    async pack(carrier) {
      const key = `text-${texts.size}`;
      texts.set(key, carrier);
      return { kind: 'object', bucket: 'memory', key, bytes: 1 };
    },
    async unpack(text) {
      const carrier = text.kind === 'object' ? texts.get(text.key) : undefined;
      if (!carrier) throw new Error('text: expected one that these stores packed');
      return carrier;
    },
  };

  return {
    stories,
    articles: articleStore,
    ledger: documentLedger,
    texts: textStore,
    contents: { nodes, buckets, articles, revisions, ledger },
  };
}
