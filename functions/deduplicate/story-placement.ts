// Finds the story of a text and joins what belongs together, safely beside any number of others doing the same.
//
// Why two copies that arrive together can't miss each other: a document's node is stored before its index entries, and
// every entry is written by a call that returns the entries before it; buckets that are only looked into are read after
// the own entries are written. So the outcome is that of processing one document after the other, in some order. Why killing and repeating is harmless: entries and nodes are named by the document,
// and a parent is set once, to a smaller id, by a condition.
import { type NodeRef, type StoryNode, storyRootOf } from '../../shared/records/story-node.ts';
import { decodeSignature, type SignedText } from './signature.ts';
import { compareSignatures } from './verify.ts';

/** The story index as the protocol needs it. One call is one atomic step on one item. */
export interface StoryStore {
  /** Node ids in each bucket; a bucket that does not exist is left out. */
  readBuckets(keys: readonly string[], read: 'eventual' | 'consistent'): Promise<Map<string, string[]>>;
  /** Adds a node to a bucket and returns the node ids that stood in it before. Again: the same. */
  appendToBucket(key: string, nodeId: string, expiresAt: number): Promise<string[]>;
  /** Strongly consistent. */
  getNode(nodeId: string): Promise<StoryNode | null>;
  /** Strongly consistent; nodes that do not exist are left out. */
  getNodes(nodeIds: readonly string[]): Promise<StoryNode[]>;
  /** Stores a node unless there is one of its id, which is then returned. */
  putNode(node: StoryNode): Promise<StoryNode | null>;
  /** Notes on a node that its document is about to demote another. */
  noteDemotion(nodeId: string, demoted: string): Promise<void>;
  /**
   * Sets a root's parent. Creates the child when it has expired.
   *
   * @returns null when the parent was set, now or by an earlier try of the same `by`; else the parent it has already
   */
  linkNode(child: NodeRef, parent: NodeRef, by: string, expiresAt: number): Promise<NodeRef | null>;
  /** Moves a node's parent further up. Does nothing where the node has none, or one at least as far up. */
  raiseParent(nodeId: string, parent: NodeRef): Promise<void>;
}

/**
 * Entries of a bucket. At 20 entries of 44 bytes (name, value) beside key and expiry it stays below 1 KB, so that an
 * append costs one write unit. A shingle that 20 different stories have among their smallest is standing text: it stops
 * being indexed, and so can't become a hot key.
 */
export const BUCKET_CAP = 20;

/**
 * Candidates compared with one text at each of its two looks into the index: those that share most keys, then the oldest.
 * Bounds the cost of standing text.
 */
export const MAX_CANDIDATES = 32;

/** A text that has at least this share of itself in an indexed one needs no entries of its own: its copies meet that one. */
const COVERED_SHARE = 0.8;

/** Steps to the root above which a node's parent is moved up. Roots processed in upload order are one step away. */
const MAX_STEPS = 3;

/** Where a document's text belongs. */
export interface Placement {
  root: NodeRef;
  /** Likeness to each node that the text was found to be a copy of. */
  alike: ReadonlyMap<string, number>;
  /** Former roots to which this document gave a parent, in this attempt or an earlier one. */
  demoted: NodeRef[];
}

interface Match extends NodeRef {
  similarity: number;
  covered: number;
}

/**
 * Puts a document's node into the index and joins its story with those of its copies.
 *
 * @param kin node of the article's current document, whose story this one belongs to whatever its text; null for none
 * @param expiresAt end of the index window, epoch seconds
 */
export async function placeInStory(
  store: StoryStore,
  own: NodeRef,
  signed: SignedText,
  kin: NodeRef | null,
  expiresAt: number,
): Promise<Placement> {
  const known = new Map<string, StoryNode>();
  const demoted: NodeRef[] = [];
  const work: Work = { store, own, expiresAt, known, demoted };

  const buckets = await store.readBuckets(signed.keys, 'eventual');
  const matches = await findMatches(work, signed, buckets);
  const roots: NodeRef[] = [];
  for (const neighbour of kin === null ? matches : [...matches, kin]) roots.push(await rootOf(work, neighbour));

  // Nobody knows the node yet: it can start out as a child of an older root, which saves the link.
  const parent = roots
    .filter((root) => root.nodeId < own.nodeId)
    .reduce<NodeRef | null>((least, root) => (least === null || root.nodeId < least.nodeId ? root : least), null);
  const node: StoryNode = {
    nodeId: own.nodeId,
    articleId: own.articleId,
    signature: signed.bytes,
    parent: parent && refOf(parent),
    demotedBy: null,
    demotes: [],
    expiresAt,
  };
  const before = await store.putNode(node);
  known.set(own.nodeId, before ?? node);
  if (before !== null) demoted.push(...(await earlierDemotions(store, before)));

  let root: NodeRef = own;
  for (const other of roots) root = await unite(work, root, other);

  if (!matches.some((match) => match.covered >= COVERED_SHARE)) {
    const late = await appendAndLook(work, signed, buckets);
    for (const match of late) root = await unite(work, root, match);
    matches.push(...late);
  }
  root = await rootOf(work, root);
  const alike = new Map(matches.map(({ nodeId, similarity }) => [nodeId, similarity]));
  return { root: refOf(root), alike, demoted };
}

/** Joins a placed document's story with that of another node of its article, found later. */
export async function joinKin(
  store: StoryStore,
  own: NodeRef,
  placement: Placement,
  kin: NodeRef,
  expiresAt: number,
): Promise<Placement> {
  const work: Work = { store, own, expiresAt, known: new Map(), demoted: [...placement.demoted] };
  const root = await unite(work, own, kin);
  return { ...placement, root: refOf(root), demoted: work.demoted };
}

interface Work {
  store: StoryStore;
  own: NodeRef;
  expiresAt: number;
  /** Nodes read in this attempt. They may be stale; a link that fails tells, and they are read anew. */
  known: Map<string, StoryNode>;
  demoted: NodeRef[];
}

const refOf = ({ nodeId, articleId }: NodeRef): NodeRef => ({ nodeId, articleId });

async function rootOf(work: Work, start: NodeRef): Promise<NodeRef> {
  const root = await storyRootOf(async (nodeId) => work.known.get(nodeId) ?? work.store.getNode(nodeId), start);
  if (root.steps > MAX_STEPS) await work.store.raiseParent(start.nodeId, refOf(root));
  return root;
}

/** Joins the stories of two nodes under the smaller root, and returns it. */
async function unite(work: Work, a: NodeRef, b: NodeRef): Promise<NodeRef> {
  const { store, own, known } = work;
  let rootA = await rootOf(work, a);
  let rootB = await rootOf(work, b);
  while (rootA.nodeId !== rootB.nodeId) {
    const [parent, child] = rootA.nodeId < rootB.nodeId ? [rootA, rootB] : [rootB, rootA];
    if (child.nodeId !== own.nodeId) await store.noteDemotion(own.nodeId, child.nodeId);
    const standing = await store.linkNode(refOf(child), refOf(parent), own.nodeId, work.expiresAt);
    known.clear();
    if (standing === null) {
      work.demoted.push(refOf(child));
      return parent;
    }
    // Another document was quicker: go on from where it led.
    rootA = await rootOf(work, parent);
    rootB = await rootOf(work, standing);
  }
  return rootA;
}

/** What an earlier attempt of this document demoted. */
async function earlierDemotions(store: StoryStore, own: StoryNode): Promise<NodeRef[]> {
  const demoted = (await store.getNodes(own.demotes)).filter((node) => node.demotedBy === own.nodeId);
  if (own.demotedBy === own.nodeId) demoted.push(own);
  return demoted.map(refOf);
}

/** Enters the node in its buckets, and compares it with what came into them since they were read and with more buckets. */
async function appendAndLook(work: Work, signed: SignedText, buckets: ReadonlyMap<string, string[]>): Promise<Match[]> {
  const { store, own } = work;
  const open = signed.keys.filter((key) => {
    const entries = buckets.get(key) ?? [];
    return entries.length < BUCKET_CAP && !entries.includes(own.nodeId);
  });
  const before = await Promise.all(
    open.map(async (key) => [key, await store.appendToBucket(key, own.nodeId, work.expiresAt)] as const),
  );
  const looked = signed.lookupKeys.length === 0 ? [] : await store.readBuckets(signed.lookupKeys, 'consistent');
  const seen = new Set([...buckets.values()].flat());
  return findMatches(work, signed, new Map([...before, ...looked]), seen);
}

/** Compares the text with the nodes of its buckets. Nodes that have expired can't be compared and are left out. */
async function findMatches(
  work: Work,
  signed: SignedText,
  buckets: ReadonlyMap<string, string[]>,
  seen: ReadonlySet<string> = new Set(),
): Promise<Match[]> {
  const candidates = rankCandidates(buckets.values(), (nodeId) => nodeId === work.own.nodeId || seen.has(nodeId));
  if (candidates.length === 0) return [];
  const nodes = await work.store.getNodes(candidates);
  const matches: Match[] = [];
  for (const node of nodes) {
    work.known.set(node.nodeId, node);
    const likeness = node.signature && compareSignatures(signed.signature, decodeSignature(node.signature));
    if (likeness) matches.push({ ...refOf(node), ...likeness });
  }
  return matches.sort((a, b) => (a.nodeId < b.nodeId ? -1 : 1));
}

/** Node ids by the number of buckets they stand in, the oldest first among equals; at most MAX_CANDIDATES. */
export function rankCandidates(buckets: Iterable<readonly string[]>, skip: (nodeId: string) => boolean): string[] {
  const shared = new Map<string, number>();
  for (const bucket of buckets) {
    for (const nodeId of bucket) if (!skip(nodeId)) shared.set(nodeId, (shared.get(nodeId) ?? 0) + 1);
  }
  return [...shared]
    .sort(([idA, countA], [idB, countB]) => countB - countA || (idA < idB ? -1 : 1))
    .slice(0, MAX_CANDIDATES)
    .map(([nodeId]) => nodeId);
}
