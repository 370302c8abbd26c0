// How long to leave a host alone between two requests.
import { retryAfterMs } from './retry-after.ts';

/** Without a word from the site: one request a second is what crawlers that nobody complains about keep to. */
const MIN_GAP_MS = 1_000;
/** A crawl delay of more than a minute would keep a site with a hundred articles a day from being read at all. */
export const MAX_GAP_MS = 60_000;
/** A host that takes long is given as many times its own time to breathe. */
const RESPONSE_TIME_FACTOR = 5;

/**
 * Gap between the end of one request and the start of the next to the same host, in milliseconds: the crawl delay the site
 * asks for, at least a second, longer for a host that answers slowly, at most a minute.
 *
 * @param minGapMs less than a second only where the host is one's own machine
 */
export function politeGapMs(
  crawlDelaySeconds: number | null,
  lastResponseMs: number,
  minGapMs: number = MIN_GAP_MS,
): number {
  const asked = (crawlDelaySeconds ?? 0) * 1000;
  const breath = Math.max(0, lastResponseMs) * RESPONSE_TIME_FACTOR;
  return Math.min(MAX_GAP_MS, Math.max(minGapMs, asked, breath));
}

/** What a host says about one address is believed of its others up to an hour: it may be the word of one feed among thousands. */
const MAX_PAUSE_MS = 3600_000;

/**
 * How long no address of a host is asked for after an answer that means "too many" (429, RFC 6585 §4) or "not now" (503 with
 * Retry-After), in milliseconds: what the host asks for up to an hour, a minute where it says 429 and no time; 0 otherwise.
 */
export function hostPauseMs(status: number, headers: Readonly<Record<string, string>>, now: number): number {
  if (status !== 429 && status !== 503) return 0;
  const asked = retryAfterMs(headers['retry-after'], now) ?? (status === 429 ? MAX_GAP_MS : 0);
  return Math.min(MAX_PAUSE_MS, asked);
}
