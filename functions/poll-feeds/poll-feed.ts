// Polls one feed: asks once, remembers what it said, and asks for the pages that are new in it.
import { createHash, randomUUID } from 'node:crypto';
import type { Pages } from '../../shared/aws/pages.ts';
import { FetchError } from '../../shared/http/fetch-error.ts';
import type { Visit } from '../../shared/http/polite-get.ts';
import type { SafeRequest } from '../../shared/http/safe-fetch.ts';
import { pageIdOf } from '../../shared/keys.ts';
import type { FeedDue } from '../../shared/messages/feeds-due.ts';
import type { PageWanted } from '../../shared/messages/page-wanted.ts';
import type { Feed } from '../../shared/records/feed.ts';
import type { Outcome } from '../../shared/stage/outcome.ts';
import type { Feed as ParsedFeed } from './feed-record.ts';
import { decideEntries, type EntryDecision, type SeenState } from './identity.ts';
import { MAX_FEED_BYTES } from './parse-feed.ts';
import { FEED_ACCEPT, judgePoll, type PollResult, validatorsFor } from './poll-result.ts';

/** Feeds and what is remembered of their entries. Times are ISO 8601. */
export interface FeedStore {
  get(feedId: string): Promise<Feed | null>;
  /** Feeds of a shard that are due, the longest due first. */
  due(shard: number, now: string, limit: number): Promise<{ feedId: string; dueAt: string }[]>;
  /** Takes a feed for one poll; false when somebody else did. Until `until` it is not due. */
  claim(feedId: string, dueAt: string, claim: string, until: string): Promise<boolean>;
  extend(feedId: string, claim: string, until: string): Promise<boolean>;
  /** Writes a feed at the end of a poll; false when the claim is no longer its own. */
  save(feed: Feed, claim: string): Promise<boolean>;
  readSeen(feed: Feed): Promise<SeenState | null>;
  /** @param version sorts behind all that were written before it */
  writeSeen(feedId: string, version: string, state: SeenState): Promise<NonNullable<Feed['seen']>>;
  dropSeen(feedId: string, seen: NonNullable<Feed['seen']>): Promise<void>;
  /** Drops all that was written before a version, that of polls which were cut off among it. */
  dropSeenBefore(feedId: string, version: string): Promise<void>;
}

export interface PollPorts {
  feeds: FeedStore;
  pages: Pages;
  visit(address: string, request: SafeRequest): Promise<Visit>;
  /** Sends to the fetch queue; throws when a message is not accepted. */
  send(messages: readonly PageWanted[]): Promise<void>;
  /** Sends the message again, not before `at` (milliseconds since 1970). */
  postpone(message: FeedDue, at: number): Promise<void>;
  now(): number;
  random(): number;
  signal: AbortSignal;
}

/** A claim outlasts the queue's visibility timeout (12 minutes), so that a redelivered message finds it still its own. */
export const CLAIM_MS = 20 * 60_000;

/** Pages asked for by one poll. What is above it stays new for the next: a feed that lists its archive all at once drips. */
const MAX_PAGES_PER_POLL = 500;

/** Writes side by side. */
const CONCURRENT_WRITES = 10;

/** Tells one edit of an entry from the next, whichever feed shows it. */
function stampOf(titleText: string | null, updated: string | null): string {
  const words = (titleText ?? '').normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  return createHash('sha256')
    .update(`${words}\n${updated ?? ''}`)
    .digest('base64url')
    .slice(0, 16);
}

/** Longest title and author that travel on: what is longer is no headline, and a message has 1 MB for all. */
const MAX_TEXT_CHARACTERS = 500;

const cut = (text: string | null) => text?.slice(0, MAX_TEXT_CHARACTERS) ?? null;

type Wanted = Extract<EntryDecision, { kind: 'new' | 'edited' }>;

function messageOf(feed: Feed, { kind, entry, url }: Wanted, now: number): PageWanted {
  return {
    v: 1,
    type: 'page-wanted',
    pageId: pageIdOf(url),
    url,
    stamp: stampOf(entry.titleText, entry.updated),
    why: kind,
    feedId: feed.feedId,
    feedUrl: feed.url,
    entry: {
      title: cut(entry.titleText),
      author: cut(entry.author),
      published: entry.published,
      updated: entry.updated,
    },
    section: feed.settings.section,
    language: feed.settings.language,
    tries: 0,
    sentAt: new Date(now).toISOString(),
  };
}

async function ask(
  feed: Feed,
  request: SafeRequest,
  ports: PollPorts,
): Promise<PollResult | Extract<Visit, { kind: 'busy' }>> {
  try {
    return await ports.visit(feed.url, request);
  } catch (error) {
    if (error instanceof FetchError) return { kind: 'error', error };
    throw error;
  }
}

/** Notes the pages as wanted; returns the messages of those that are to be fetched. */
async function want(messages: readonly PageWanted[], ports: PollPorts, now: number): Promise<PageWanted[]> {
  const wanted: PageWanted[] = [];
  for (let start = 0; start < messages.length; start += CONCURRENT_WRITES) {
    const some = messages.slice(start, start + CONCURRENT_WRITES);
    const answers = await Promise.all(
      some.map((message) => ports.pages.want({ ...message, message: JSON.stringify(message) }, now)),
    );
    wanted.push(...some.filter((_, index) => answers[index]));
  }
  return wanted;
}

/**
 * Polls the feed that a message names.
 *
 * The pages are asked for before the entries are remembered: whatever is cut off in between is asked for again, and the
 * page records see to it that it is not fetched again.
 */
export async function pollFeed(message: FeedDue, ports: PollPorts): Promise<Outcome<never>> {
  const { feedId, claim } = message;
  const feed = await ports.feeds.get(feedId);
  if (feed === null) return { kind: 'done', what: 'removed', detail: `feed ${feedId} is no longer there` };
  if (feed.claim !== claim) return { kind: 'done', what: 'superseded', detail: `${feed.url}: polled already` };

  const sent = validatorsFor(feed, ports.now());
  const request: SafeRequest = {
    accept: FEED_ACCEPT,
    maxBytes: MAX_FEED_BYTES,
    signal: ports.signal,
    ...(sent === null ? {} : { validators: sent }),
  };
  const result = await ask(feed, request, ports);
  if (result.kind === 'busy') {
    await ports.feeds.extend(feedId, claim, new Date(result.at + CLAIM_MS).toISOString());
    await ports.postpone(message, result.at);
    return result.isAsked
      ? { kind: 'done', what: 'retry', detail: `${feed.url}: ${result.host} asks to be left alone` }
      : { kind: 'done', what: 'postponed', detail: `${feed.url}: waits for its turn at ${result.host}` };
  }

  const now = ports.now();
  const judged = judgePoll(feed, result, sent, now, ports.random());
  const after = judged.parsed === null ? judged.feed : await takeEntries(judged.feed, judged.parsed, ports, now);
  const written = after.seen !== null && after.seen.version !== feed.seen?.version ? after.seen : null;
  if (!(await ports.feeds.save(after, claim))) {
    if (written !== null) await ports.feeds.dropSeen(feedId, written);
    return { kind: 'done', what: 'superseded', detail: `${feed.url}: changed while it was polled` };
  }
  if (written !== null) await ports.feeds.dropSeenBefore(feedId, written.version);
  const found = judged.parsed === null ? '' : `${summary(feed, after)} of ${judged.parsed.entries.length} entries; `;
  return { kind: 'done', what: judged.what, detail: `${feed.url}: ${found}${judged.detail}` };
}

function summary(before: Feed, after: Feed): string {
  return `${after.counts.newEntries - before.counts.newEntries} new, ${after.counts.edited - before.counts.edited} edited`;
}

/** Asks for what is new in a feed and remembers its entries. */
async function takeEntries(feed: Feed, parsed: ParsedFeed, ports: PollPorts, now: number): Promise<Feed> {
  const seen = await ports.feeds.readSeen(feed);
  const { decisions, state } = decideEntries(parsed.entries, seen, now, feed.settings.policy);
  const fresh = decisions.flatMap((decision, index) =>
    decision.kind === 'new' || decision.kind === 'edited' ? [{ decision, index }] : [],
  );
  const taken = fresh.slice(0, MAX_PAGES_PER_POLL);
  const left = new Set(fresh.slice(MAX_PAGES_PER_POLL).map(({ index }) => index));
  if (feed.settings.content === 'full-text') {
    const messages = taken.map(({ decision }) => messageOf(feed, decision, now));
    await ports.send(await want(messages, ports, now));
  }
  // The first entries of the state are those of this poll, in their order.
  const entries = state.entries.filter((_, index) => !left.has(index));
  // In the order of time, and no other poll's, even of the same feed at the same time.
  const version = `v${new Date(now).toISOString()}-${randomUUID().slice(0, 8)}`;
  const edited = taken.filter(({ decision }) => decision.kind === 'edited').length;
  return {
    ...feed,
    seen: await ports.feeds.writeSeen(feed.feedId, version, { ...state, entries }),
    // What was left must be looked at again, though the feed may be the same.
    ...(left.size > 0 ? { bodyHash: null, validators: null } : {}),
    counts: {
      ...feed.counts,
      newEntries: feed.counts.newEntries + taken.length - edited,
      edited: feed.counts.edited + edited,
    },
  };
}
