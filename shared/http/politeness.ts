// How long to leave a host alone between two requests.

/** Without a word from the site: one request a second is what crawlers that nobody complains about keep to. */
const MIN_GAP_MS = 1_000;
/** A crawl delay of more than a minute would keep a site with a hundred articles a day from being read at all. */
const MAX_GAP_MS = 60_000;
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
