// How long a server asks us to stay away.

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3600_000;

/** Retry-After is believed between a minute and a day. */
const MIN_RETRY_MS = MINUTE_MS;
const MAX_RETRY_MS = DAY_MS;

/**
 * Milliseconds to wait according to a Retry-After header (RFC 9110 §10.2.3: seconds or a date), bounded to a minute and a
 * day; null when it is absent, unreadable or in the past.
 */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  const value = header?.trim() ?? '';
  const waits = /^\d{1,15}$/.test(value)
    ? Number(value) * 1000
    : /[A-Za-z]/.test(value)
      ? Date.parse(value) - now
      : Number.NaN;
  if (Number.isNaN(waits) || waits < 0) return null;
  return Math.min(MAX_RETRY_MS, Math.max(MIN_RETRY_MS, waits));
}
