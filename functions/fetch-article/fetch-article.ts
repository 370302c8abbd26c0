// Fetches one page that a feed named and stores it where uploads go; what cannot be fetched is accounted for.
import type { Pages } from '../../shared/aws/pages.ts';
import { FetchError, isTransient } from '../../shared/http/fetch-error.ts';
import type { Visit } from '../../shared/http/polite-get.ts';
import { retryAfterMs } from '../../shared/http/retry-after.ts';
import type { SafeRequest } from '../../shared/http/safe-fetch.ts';
import { documentIdOf, pageObjectKey } from '../../shared/keys.ts';
import { type PageWanted, PageWantedSchema } from '../../shared/messages/page-wanted.ts';
import type { PageRecord } from '../../shared/records/feed.ts';
import type { Document } from '../../shared/records/ledger.ts';
import type { Outcome } from '../../shared/stage/outcome.ts';
import { pageMetadata } from './page-metadata.ts';

export interface StoredPage {
  key: string;
  bytes: Uint8Array;
  contentType: string | null;
  metadata: Record<string, string>;
}

export interface FetchPorts {
  pages: Pages;
  visit(address: string, request: SafeRequest): Promise<Visit>;
  store(page: StoredPage): Promise<void>;
  /** Sends the message again, not before `at` (milliseconds since 1970). */
  postpone(message: PageWanted, at: number): Promise<void>;
  bucket: string;
  now(): number;
  signal: AbortSignal;
}

/** Sent as Accept. */
const PAGE_ACCEPT = 'text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.5';

/**
 * Waits before a page is asked for again after a failure of the site: together about ten hours, long enough for a night's
 * outage, short enough that the article is still news.
 */
const RETRY_MINUTES = [2, 10, 30, 120, 480];

const MINUTE_MS = 60_000;

/** Statuses of a site that cannot answer just now. */
const isPassing = (status: number) => status === 408 || status === 425 || status === 429 || status >= 500;

/** Stands in the ledger for a page of which there is no object. */
export function documentOfPage(message: PageWanted, bucket: string): Document {
  const key = pageObjectKey(message.url);
  const origin = { bucket, key, versionId: null, sequencer: `page:${message.stamp}`, entry: null };
  return { ...origin, documentId: documentIdOf(origin), entryIndex: 0, eventTime: message.sentAt, sizeBytes: null };
}

/**
 * Whether a page is asked for by another message: by one of a later poll, or by the retry of this one, which was received
 * again. Of several messages, only one may go on to the next retry, or the site would be asked once for each.
 */
function isAskedForByAnother(message: PageWanted, page: PageRecord): boolean {
  if (page.message === null) return false;
  const { sentAt, tries } = PageWantedSchema.parse(JSON.parse(page.message));
  return sentAt !== message.sentAt || tries > message.tries;
}

/**
 * Handles one page.
 *
 * A page that was fetched already, or that is wanted for a newer edit meanwhile, costs no request. A failure of the site
 * is tried again later, a handful of times; an answer is final.
 */
export async function fetchArticle(message: PageWanted, ports: FetchPorts): Promise<Outcome<never>> {
  const { pageId, stamp, url } = message;
  const page = await ports.pages.get(pageId);
  const rejection = (reason: string, detail: string): Outcome<never> => {
    const document = documentOfPage(message, ports.bucket);
    return { kind: 'reject', reason, detail, title: message.entry.title, document };
  };
  // Given up by an attempt that may have ended before the ledger said so.
  if (page?.stamp === stamp && page.problem !== null) return rejection(page.problem.reason, page.problem.detail);
  if (page !== null && (page.stamp !== stamp || page.state !== 'wanted' || isAskedForByAnother(message, page))) {
    return { kind: 'done', what: 'superseded', detail: `${url}: fetched already, or wanted anew` };
  }

  if (message.notBefore !== undefined && ports.now() < message.notBefore) {
    await ports.postpone(message, message.notBefore);
    return { kind: 'done', what: 'waiting', detail: `${url}: its time has not come` };
  }

  const giveUp = async (reason: string, detail: string): Promise<Outcome<never>> => {
    await ports.pages.end(pageId, stamp, { reason, detail }, ports.now());
    return rejection(reason, detail);
  };
  const later = async (reason: string, detail: string, askedMs: number | null): Promise<Outcome<never>> => {
    const minutes = RETRY_MINUTES[message.tries];
    if (minutes === undefined) {
      return giveUp(reason, `${detail}; asked ${message.tries + 1} times`);
    }
    const at = ports.now() + Math.max(minutes * MINUTE_MS, askedMs ?? 0);
    const retry = { ...message, tries: message.tries + 1, notBefore: at };
    await ports.postpone(retry, at);
    // Noted behind: where this is cut off, there are two retries, of which the first to be tried again ends the other.
    if (page !== null && page.message !== null) await ports.pages.again(pageId, page.message, JSON.stringify(retry));
    return { kind: 'done', what: 'retry', detail: `${detail}; again at ${new Date(at).toISOString()}` };
  };

  let visit: Visit;
  try {
    visit = await ports.visit(url, { accept: PAGE_ACCEPT, signal: ports.signal });
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    return isTransient(error)
      ? later(`fetch-${error.code}`, error.message, null)
      : giveUp(`fetch-${error.code}`, error.message);
  }
  if (visit.kind === 'busy') {
    await ports.postpone(message, visit.at);
    return visit.isAsked
      ? { kind: 'done', what: 'retry', detail: `${url}: ${visit.host} asks to be left alone` }
      : { kind: 'done', what: 'postponed', detail: `${url}: waits for its turn at ${visit.host}` };
  }
  if (visit.kind === 'robots') {
    return visit.reason === 'disallowed'
      ? giveUp('robots-disallowed', `robots.txt does not let us read ${visit.url}`)
      : later('robots-unreachable', `robots.txt of ${visit.url} cannot be read`, null);
  }

  const { response } = visit;
  const { status, headers, bytes } = response;
  if (isPassing(status)) {
    return later(
      `http-${status}`,
      `${response.url} answered ${status}`,
      retryAfterMs(headers['retry-after'], ports.now()),
    );
  }
  if (status < 200 || status > 299) return giveUp(`http-${status}`, `${response.url} answered ${status}`);
  if (bytes.length === 0) return giveUp('empty', `${response.url} answered ${status} with an empty body`);
  await ports.store({
    key: pageObjectKey(url),
    bytes,
    contentType: headers['content-type'] ?? null,
    metadata: pageMetadata(message, response),
  });
  await ports.pages.end(pageId, stamp, null, ports.now());
  return { kind: 'done', what: 'fetched', detail: `${url} (${message.why})` };
}
