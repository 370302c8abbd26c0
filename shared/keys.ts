// Identities and table keys: the only place where an id is computed or a key is put together.

import { createHash } from 'node:crypto';
import { CLAIM_PREFIX, FEEDS_PREFIX } from './names.ts';
import { normalized } from './text/normalize.ts';

/** Hex digits of an id: 128 bits, enough that a collision among 2^50 documents has odds below 2^-28. */
const ID_HEX_LENGTH = 32;

/** SHA-256 over length-prefixed parts, so that no two part lists share a byte string. */
function hashParts(...parts: string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
}

/** One input: an S3 object version, or one entry of an archive. */
export interface DocumentOrigin {
  bucket: string;
  key: string;
  /** S3 version id; null in a bucket without versioning, where the sequencer tells versions apart. */
  versionId: string | null;
  sequencer: string | null;
  /** Name of the entry inside an archive; null for a plain object. */
  entry: string | null;
}

/** Id of a document: the same object version and entry give the same id, however often its event arrives. */
export function documentIdOf(origin: DocumentOrigin): string {
  return hashParts(
    'document',
    origin.bucket,
    origin.key,
    origin.versionId ?? `seq:${origin.sequencer ?? ''}`,
    origin.entry ?? '',
  ).slice(0, ID_HEX_LENGTH);
}

/** SHA-256 of a cleaned text (UTF-8), hex. */
export function textVersionOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Id of an article: by its canonical URL, or by its cleaned text where it names none. */
export function articleIdOf(canonicalUrl: string | null, textVersion: string): string {
  return (
    canonicalUrl === null ? hashParts('article-text', textVersion) : hashParts('article-url', canonicalUrl)
  ).slice(0, ID_HEX_LENGTH);
}

/** Id of a claim: the same spans of the same text of the same article give the same id, always. */
export function claimIdOf(
  articleId: string,
  textVersion: string,
  content: readonly { start: number; end: number }[],
): string {
  const spans = content.map((span) => `${span.start}-${span.end}`).join(',');
  return hashParts('claim', articleId, textVersion, spans).slice(0, ID_HEX_LENGTH);
}

/** S3 sequencers differ in length and compare as strings once right-padded with zeros; 64 digits is far above any seen. */
const SEQUENCER_WIDTH = 64;

/**
 * Sort key of the versions of one article: a greater string is newer. By S3 sequencer first; event time, place in the
 * archive and document id decide where sequencers are equal or absent (some emulators send a constant).
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html on `sequencer`
 */
export function revisionOrder(document: {
  sequencer: string | null;
  eventTime: string;
  entryIndex: number;
  documentId: string;
}): string {
  const sequencer = (document.sequencer ?? '').toUpperCase().padEnd(SEQUENCER_WIDTH, '0');
  return `${sequencer}#${document.eventTime}#${String(document.entryIndex).padStart(9, '0')}#${document.documentId}`;
}

/** Milliseconds in base 36 need eight digits until the year 2059; nine keep the order until 5188. */
const NODE_TIME_WIDTH = 9;

/**
 * Id of a document's node in the story index. Smaller means uploaded earlier, so "the smallest id of the story" is its
 * first article whatever the order of processing.
 */
export function nodeIdOf(eventTime: string, documentId: string): string {
  const time = Date.parse(eventTime);
  if (Number.isNaN(time))
    throw new Error(`node id of document ${documentId}: expected an ISO event time, got "${eventTime}"`);
  return `${time.toString(36).padStart(NODE_TIME_WIDTH, '0')}-${documentId}`;
}

/** Keys of the articles table. */
export const articleKey = (articleId: string) => ({ pk: `ARTICLE#${articleId}`, sk: 'ARTICLE' }) as const;
export const revisionKey = (articleId: string, order: string) =>
  ({ pk: `ARTICLE#${articleId}`, sk: `REVISION#${order}` }) as const;
export const ledgerKey = (documentId: string) => ({ pk: `DOCUMENT#${documentId}`, sk: 'LEDGER' }) as const;

/** Keys of the stories table. */
export const shingleKey = (hash: string) => ({ pk: `SHINGLE#${hash}` }) as const;
export const nodeKey = (nodeId: string) => ({ pk: `NODE#${nodeId}` }) as const;

/** Key of a copy in the articles table's by-story index. */
export const storyMemberKey = (storyId: string, articleId: string) =>
  ({ storyPk: `STORY#${storyId}`, storySk: `ARTICLE#${articleId}` }) as const;

/** The document a node belongs to. */
export const documentIdOfNode = (nodeId: string) => nodeId.slice(NODE_TIME_WIDTH + 1);

/** Id of a feed: by the address under which it was added; a move later on changes its address, not its id. */
export function feedIdOf(url: string): string {
  return hashParts('feed', url).slice(0, ID_HEX_LENGTH);
}

/** Id of a page that a feed names, by its canonical address: the same article in two feeds is one page. */
export function pageIdOf(canonicalUrl: string): string {
  return hashParts('page', canonicalUrl).slice(0, ID_HEX_LENGTH);
}

/** Key of a page's object: the same for every version of the page, so that an edit becomes a version of one object. */
export function pageObjectKey(canonicalUrl: string): string {
  return `${FEEDS_PREFIX}${new URL(canonicalUrl).hostname.replace(/[^a-z0-9.-]/g, '-')}/${pageIdOf(canonicalUrl)}`;
}

/**
 * Partitions of the due index, each read by a message of its own. Finding 250 due feeds takes about a second, so that
 * 16 at once find 4,000 in the time of one.
 */
export const DUE_SHARDS = 16;

/** Keys of the feeds table. */
export const feedKey = (feedId: string) => ({ pk: `FEED#${feedId}`, sk: 'FEED' }) as const;
export const seenKey = (feedId: string, version: string, piece: number) =>
  ({ pk: `FEED#${feedId}`, sk: `SEEN#${version}#${piece}` }) as const;
/** Where the pieces of all versions before one lie. */
export const seenBefore = (feedId: string, version: string) =>
  ({ pk: `FEED#${feedId}`, from: 'SEEN#', to: `SEEN#${version}` }) as const;
export const hostTurnKey = (host: string) => ({ pk: `HOST#${host}`, sk: 'TURN' }) as const;
export const robotsKey = (origin: string) => ({ pk: `HOST#${new URL(origin).host}`, sk: `ROBOTS#${origin}` }) as const;
export const pageKey = (pageId: string) => ({ pk: `PAGE#${pageId}`, sk: 'PAGE' }) as const;

/** The feed of a key. */
export const feedIdOfKey = (pk: string) => pk.slice(feedKey('').pk.length);

/** Partition of the due index. */
export const dueShardKey = (shard: number) => `DUE#${shard}`;

/** Partition of the due index that a feed belongs to. */
export function dueShardOf(feedId: string): string {
  return dueShardKey(Number.parseInt(feedId.slice(-2), 16) % DUE_SHARDS);
}

/** Keys of the claims table (public, documented in docs/claims-table.md). */
export const claimKey = (articleId: string, claimId: string) =>
  ({ pk: `ARTICLE#${articleId}`, sk: `${CLAIM_PREFIX}${claimId}` }) as const;
/** Digits of a text version in a posting's key: an article has a few texts, and 64 bits tell them apart. */
const TEXT_HEX_LENGTH = 16;

// A posting belongs to one text of its article, as claims do: writing or deleting one can't touch another text's, so that
// neither needs a condition, and 25 of them are one call.
export const entityPostingKey = (entityKey: string, day: string, articleId: string, textVersion: string) =>
  ({ pk: `ENTITY#${entityKey}`, sk: `${day}#${articleId}#${textVersion.slice(0, TEXT_HEX_LENGTH)}` }) as const;
export const dayPostingKey = (day: string, articleId: string, textVersion: string) =>
  ({ pk: `DAY#${day}#${dayShardOf(articleId)}`, sk: `${articleId}#${textVersion.slice(0, TEXT_HEX_LENGTH)}` }) as const;

/**
 * Partitions of one day. One partition key takes about 1,000 writes a second
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html); 16 carry the 4,000 a
 * second that a new on-demand table takes as a whole, four times over.
 */
export const DAY_SHARDS = 16;

/** Shard of an article's day posting: 0..DAY_SHARDS-1, from the article id's last byte. */
export function dayShardOf(articleId: string): number {
  return Number.parseInt(articleId.slice(-2), 16) % DAY_SHARDS;
}

/** Key form of a name (speaker, entity): case, accents and punctuation folded, words joined by hyphens. */
export function nameKeyOf(name: string): string {
  return normalized(name, 'NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[’']s?\b/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/** Hash under which the same claim in other articles is found: its words, lower case, without punctuation. */
export function claimHashOf(text: string): string {
  const words = normalized(text, 'NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return hashParts('claim-text', (words ?? []).join(' ')).slice(0, ID_HEX_LENGTH);
}
