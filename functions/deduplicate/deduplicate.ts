// Stage deduplicate: tells a new article from the same text again, a revision, and a near-duplicate at another address.
//
// Per document: 1 read the article; 2 place the text in a story (story-placement.ts); 3 write the article item, once, by
// a condition on what was read; 4 correct what this changes for other documents; 5 return what to send. Each step can be
// repeated, so killing between any two calls and repeating ends alike.
//
// Cost of one document in DynamoDB units (R of 4 KB, W of 1 KB), for a text whose article item is 3 KB:
//   new article: R 1 article + 4 buckets (8 read eventually) + 8 buckets (consistently, mostly missing) + 1 per candidate
//                (about 1.3) + 1 own node; W 1 node + 8 buckets + 3 article
//   copy:        R 1 article + 4 buckets + 1 per candidate; W 1 node + 3 article (no bucket entries; the node starts as a
//                child of the story's root, which saves a link)
//   same text:   R 1 article + 1 own node; W none, or 1 when it is newer than any known
import { documentIdOfNode, nodeIdOf, revisionOrder } from '../../shared/keys.ts';
import type { ArticleCleaned } from '../../shared/messages/article-cleaned.ts';
import type { ArticleUnique, ArticleWithdrawn, UniqueQueueMessage } from '../../shared/messages/article-unique.ts';
import type { TextCarrier } from '../../shared/messages/envelope.ts';
import type { Document, FinalState } from '../../shared/records/ledger.ts';
import type { StoredArticle, StoredRevision, StoredText } from '../../shared/records/stored-article.ts';
import { type NodeRef, storyRootOf } from '../../shared/records/story-node.ts';
import type { Outcome } from '../../shared/stage/outcome.ts';
import { likenessOfNodes } from './likeness.ts';
import { signText } from './signature.ts';
import { joinKin, type Placement, placeInStory, type StoryStore } from './story-placement.ts';

/** The article items as the protocol needs them. One call is one atomic step on one item. */
export interface ArticleStore {
  /** Strongly consistent. */
  get(articleId: string): Promise<StoredArticle | null>;
  /**
   * Writes the article item if it still is what the decision was made on.
   *
   * @param expected document and order of the item to replace; null when there must be none
   * @returns null when written, else the item that stands
   */
  put(article: StoredArticle, expected: ExpectedArticle | null): Promise<StoredArticle | null>;
  /** Raises `order` under the same condition and returns likewise. */
  raiseOrder(articleId: string, order: string, expected: ExpectedArticle): Promise<StoredArticle | null>;
  /** Notes another role or story on the article, unless it is another document's by now. */
  setStory(articleId: string, documentId: string, role: StoredArticle['role'], storyId: string): Promise<void>;
  /** Keeps an older text of an article. Again: the same. */
  putRevision(revision: StoredRevision): Promise<void>;
}

export interface ExpectedArticle {
  documentId: string;
  order: string;
}

/** The ledger as the protocol needs it: for documents other than the one at hand. */
export interface DocumentLedger {
  record(document: Document, state: FinalState, title: string | null): Promise<void>;
  /**
   * Lets a document that ended as a copy end anew, because its article turned out to be the story's first after all. Does
   * nothing to one that ended otherwise.
   */
  reopen(document: Document, title: string | null): Promise<void>;
}

/** Texts outside of the message and the item. */
export interface TextStore {
  read(carrier: TextCarrier): Promise<string>;
  pack(carrier: TextCarrier): Promise<StoredText>;
  unpack(text: StoredText): Promise<TextCarrier>;
}

export interface DeduplicatePorts {
  stories: StoryStore;
  articles: ArticleStore;
  ledger: DocumentLedger;
  texts: TextStore;
  now(): Date;
  /** Days that a text stays in the index. */
  windowDays: number;
}

/** What a document is to the article it belongs to, as far as the article is known. */
export type Relation =
  /** First document of the article. */
  | 'new'
  /** The document that stands: its message came again. */
  | 'again'
  /** The document that stands, cleaned to another text than before. */
  | 'recleaned'
  /** The text that stands, in a document uploaded later: adds nothing. */
  | 'same-text'
  /** The text that stands, in a document uploaded earlier: that one should stand for it. */
  | 'earlier-print'
  /** Another text, newer: a revision that replaces what stands. */
  | 'newer'
  /** Another text, older. */
  | 'older';

interface Arrival {
  documentId: string;
  nodeId: string;
  order: string;
  textVersion: string;
}

/** Pure: what an arriving document is to the article as it stands. */
export function relationOf(
  arrival: Arrival,
  current: Pick<StoredArticle, 'documentId' | 'nodeId' | 'order' | 'textVersion' | 'textSince'> | null,
): Relation {
  if (current === null) return 'new';
  if (arrival.documentId === current.documentId) {
    return arrival.textVersion === current.textVersion ? 'again' : 'recleaned';
  }
  if (arrival.textVersion === current.textVersion && arrival.order > current.textSince) {
    return arrival.nodeId < current.nodeId ? 'earlier-print' : 'same-text';
  }
  return arrival.order > current.order ? 'newer' : 'older';
}

const SECONDS_PER_DAY = 86_400;

/**
 * Decides on one document. Repeating a message, in any order, beside others, or after being killed half-way, ends in the
 * same state: one standing article per story, the earliest uploaded, and one outcome per document.
 */
export async function deduplicate(
  message: ArticleCleaned,
  ports: DeduplicatePorts,
): Promise<Outcome<UniqueQueueMessage>> {
  const { document, articleId, textVersion } = message;
  const own: NodeRef = { nodeId: nodeIdOf(document.eventTime, document.documentId), articleId };
  const order = revisionOrder(document);
  const arrival: Arrival = { documentId: document.documentId, nodeId: own.nodeId, order, textVersion };
  const expiresAt = Math.floor(ports.now().getTime() / 1000) + ports.windowDays * SECONDS_PER_DAY;

  let current = await ports.articles.get(articleId);
  let placement: Placement | null = null;
  for (;;) {
    const relation = relationOf(arrival, current);
    const kin = current === null ? null : { nodeId: current.nodeId, articleId };
    if (placement === null) {
      // The same text again is in the index already, unless an earlier attempt got as far as its own node.
      if (relation !== 'same-text' || (await ports.stories.getNode(own.nodeId)) !== null) {
        const text = await ports.texts.read(message.text);
        placement = await placeInStory(ports.stories, own, signText(text), kin, expiresAt);
      }
    } else {
      // Placed in an earlier round, which a failed condition ended: the article stands, so there is kin.
      placement = await joinKin(ports.stories, own, placement, kin as NodeRef, expiresAt);
    }

    if (current !== null && (relation === 'same-text' || relation === 'older')) {
      const standing =
        relation === 'same-text' ? await endSameText(ports, arrival, current) : await endOlder(ports, message, order);
      if (standing !== null) {
        current = standing;
        continue;
      }
      return conclude(ports, message, {
        state:
          relation === 'same-text'
            ? sameTextOf(current)
            : { state: 'revision', articleId, supersededBy: { documentId: current.documentId } },
        messages: placement === null ? [] : await correct(ports, message, placement, { current, wasStored: true }),
      });
    }

    // Every other relation has a placement.
    const placed = placement as Placement;
    if (relation === 'again') {
      current = current as StoredArticle;
      await endReplaced(ports, current);
    } else {
      if (current !== null) {
        await endReplaced(ports, current);
        if (relation === 'newer') await ports.articles.putRevision(revisionOf(current));
      }
      const article = await articleOf(message, ports, { arrival, root: placed.root, relation, current });
      const standing = await ports.articles.put(article, current);
      if (standing !== null) {
        current = standing;
        continue;
      }
      await endReplaced(ports, article);
      current = article;
    }

    // Who joined this story to another before the article item stood could not correct it: ask once more. The first
    // document of an article that is a copy stays one: only an earlier document of the article could change that.
    const settled = relation !== 'new' || current.role === 'first';
    const root = settled ? await noteStory(ports, current) : placed.root;
    const corrections = await correct(ports, message, { ...placed, root }, { current, wasStored: relation !== 'new' });
    if (roleIn(root, articleId) === 'first') {
      return {
        kind: 'forward',
        messages: [uniqueMessage(ports, current, message.text, root.nodeId), ...corrections],
      };
    }
    return conclude(ports, message, {
      state: {
        state: 'duplicate',
        articleId,
        storyId: root.nodeId,
        of: { articleId: root.articleId, documentId: documentIdOfNode(root.nodeId) },
        relation: 'near-duplicate',
        // Nearly always known by now; to a root that was found through another copy it is not.
        similarity:
          placed.alike.get(root.nodeId) ?? (await likenessOfNodes(ports.stories.getNode, own.nodeId, root.nodeId)),
      },
      messages: corrections,
    });
  }
}

const roleIn = (root: NodeRef, articleId: string): StoredArticle['role'] =>
  root.articleId === articleId ? 'first' : 'copy';

/**
 * Makes the article item say what the story index says of its place. Every write is followed by another look, so that
 * the last of several writers has seen the last change.
 *
 * @returns the root of the article's story
 */
async function noteStory(ports: DeduplicatePorts, article: StoredArticle): Promise<NodeRef> {
  const { articleId, documentId, nodeId } = article;
  let { role, storyId } = article;
  for (;;) {
    const root = await storyRootOf(ports.stories.getNode, { nodeId, articleId });
    if (roleIn(root, articleId) === role && root.nodeId === storyId) return root;
    role = roleIn(root, articleId);
    storyId = root.nodeId;
    await ports.articles.setStory(articleId, documentId, role, storyId);
  }
}

/** The same text in a later document: nothing between the two may replace it as "newer" afterwards. */
async function endSameText(
  ports: DeduplicatePorts,
  arrival: Arrival,
  current: StoredArticle,
): Promise<StoredArticle | null> {
  if (arrival.order <= current.order) return null;
  return ports.articles.raiseOrder(current.articleId, arrival.order, current);
}

async function endOlder(ports: DeduplicatePorts, message: ArticleCleaned, order: string): Promise<null> {
  await ports.articles.putRevision({
    articleId: message.articleId,
    documentId: message.document.documentId,
    document: message.document,
    trace: message.trace,
    order,
    textVersion: message.textVersion,
    article: message.article,
    text: await ports.texts.pack(message.text),
  });
  return null;
}

function sameTextOf(current: StoredArticle): FinalState {
  return {
    state: 'duplicate',
    articleId: current.articleId,
    storyId: current.storyId,
    of: { articleId: current.articleId, documentId: current.documentId },
    relation: 'same-text',
    similarity: 1,
  };
}

/** Carries out what was written with the article item: the end of the document that it replaced. */
async function endReplaced(ports: DeduplicatePorts, article: StoredArticle): Promise<void> {
  const { replaced } = article;
  if (replaced === null) return;
  await ports.ledger.record(
    replaced.document,
    replaced.as === 'same-text'
      ? sameTextOf(article)
      : { state: 'revision', articleId: article.articleId, supersededBy: { documentId: article.documentId } },
    replaced.title,
  );
}

function revisionOf(article: StoredArticle): StoredRevision {
  const { articleId, documentId, document, trace, order, textVersion, text } = article;
  return { articleId, documentId, document, trace, order, textVersion, article: article.article, text };
}

/** The article item as this document makes it. */
async function articleOf(
  message: ArticleCleaned,
  ports: DeduplicatePorts,
  decision: {
    arrival: Arrival;
    root: NodeRef;
    relation: Relation;
    current: StoredArticle | null;
  },
): Promise<StoredArticle> {
  const { arrival, root, relation, current } = decision;
  return {
    articleId: message.articleId,
    documentId: arrival.documentId,
    document: message.document,
    trace: message.trace,
    order: current !== null && current.order > arrival.order ? current.order : arrival.order,
    textVersion: message.textVersion,
    article: message.article,
    text: await ports.texts.pack(message.text),
    nodeId: arrival.nodeId,
    storyId: root.nodeId,
    role: roleIn(root, message.articleId),
    replaced: replacedBy(relation, current),
    textSince: current === null ? '' : relation === 'newer' ? current.order : current.textSince,
  };
}

function replacedBy(relation: Relation, current: StoredArticle | null): StoredArticle['replaced'] {
  if (current === null) return null;
  if (relation === 'recleaned') return current.replaced;
  return {
    document: current.document,
    title: current.article.title,
    as: relation === 'newer' ? 'revision' : 'same-text',
  };
}

/**
 * Messages that put right what this document changed for others: former roots of another article lose their place, and
 * the current document of this article gains it when this one is not it.
 *
 * @param article.wasStored whether the article was stored before: only then can another attempt have forwarded it
 */
async function correct(
  ports: DeduplicatePorts,
  message: ArticleCleaned,
  placement: Placement,
  article: { current: StoredArticle; wasStored: boolean },
): Promise<UniqueQueueMessage[]> {
  const { root, demoted } = placement;
  const { current } = article;
  const messages: UniqueQueueMessage[] = [];
  const losers = new Map(
    demoted.filter((node) => node.articleId !== root.articleId).map((node) => [node.articleId, node]),
  );
  if (!article.wasStored) losers.delete(message.articleId);

  // Sent whenever an older document turns out to be placed, not only when it changed the place: another document may have
  // joined the stories, or an earlier attempt have noted it and been killed. Extracting again writes nothing.
  if (root.articleId === message.articleId && current.documentId !== message.document.documentId) {
    // Read anew, after this document's links: a newer text may have replaced `current` and looked at its story before them,
    // and then nobody else would tell it that it is no copy any more. It is there: articles are replaced, never deleted.
    const standing = (await ports.articles.get(message.articleId))!;
    if (standing.role === 'copy') await ports.ledger.reopen(standing.document, standing.article.title);
    const { nodeId } = await noteStory(ports, standing);
    messages.push(uniqueMessage(ports, standing, await ports.texts.unpack(standing.text), nodeId));
  }
  for (const { articleId, nodeId } of losers.values()) {
    const loser = await ports.articles.get(articleId);
    // Not stored yet: its document is still on its way through this stage and will see what happened to its node.
    if (loser === null) continue;
    const loserRoot = await noteStory(ports, loser);
    if (loserRoot.articleId !== articleId) messages.push(withdrawnMessage(ports, loser, nodeId));
  }
  return messages;
}

/** Ends the document; when something else must be sent with it, that first, so that it does not seem done before it is. */
function conclude(
  ports: DeduplicatePorts,
  message: ArticleCleaned,
  end: { state: FinalState; messages: UniqueQueueMessage[] },
): Outcome<UniqueQueueMessage> {
  const { state, messages } = end;
  const { title } = message.article;
  if (messages.length === 0) return { kind: 'finish', state, title };
  return { kind: 'forward', messages, whenSent: () => ports.ledger.record(message.document, state, title) };
}

function uniqueMessage(
  ports: DeduplicatePorts,
  article: StoredArticle,
  text: TextCarrier,
  storyId: string,
): ArticleUnique {
  return {
    v: 1,
    type: 'article-unique',
    document: article.document,
    trace: article.trace,
    sentAt: ports.now().toISOString(),
    articleId: article.articleId,
    textVersion: article.textVersion,
    storyId,
    nodeId: article.nodeId,
    article: article.article,
    text,
  };
}

function withdrawnMessage(ports: DeduplicatePorts, article: StoredArticle, nodeId: string): ArticleWithdrawn {
  return {
    v: 1,
    type: 'article-withdrawn',
    document: article.document,
    trace: article.trace,
    sentAt: ports.now().toISOString(),
    articleId: article.articleId,
    nodeId,
  };
}
