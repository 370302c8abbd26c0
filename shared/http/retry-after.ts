// How long a server asks us to stay away.

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3600_000;

/** Retry-After is believed between a minute and a day. */
const MIN_RETRY_MS = MINUTE_MS;
const MAX_RETRY_MS = DAY_MS;

/** The three forms of an HTTP date are all of GMT, though asctime's does not say so (RFC 9110 §5.6.7). */
function httpDate(value: string): number {
  return Date.parse(/(?:[A-Z]|[+-]\d{2}:?\d{2})$/i.test(value) ? value : `${value} GMT`);
}

/**
 * Milliseconds to wait according to a Retry-After header (RFC 9110 §10.2.3: seconds or a date), bounded to a minute and a
 * day; null when it is absent, unreadable or in the past. Of a header that was sent twice the first counts.
 */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  const value = header?.trim() ?? '';
  const seconds = /^(\d{1,300})(?:\.\d*)?(?:$|\s*,)/.exec(value)?.[1];
  const waits =
    seconds !== undefined ? Number(seconds) * 1000 : /[A-Za-z]/.test(value) ? httpDate(value) - now : Number.NaN;
  if (Number.isNaN(waits) || waits < 0) return null;
  return Math.min(MAX_RETRY_MS, Math.max(MIN_RETRY_MS, waits));
}
