// Spans of time as users write and read them, and numbers of feeds.
import { UsageError } from '../usage.ts';

const UNITS: Record<string, number> = { m: 60_000, h: 3600_000, d: 24 * 3600_000 };

/** `30m`, `6h` or `2d` in milliseconds. @throws UsageError for anything else */
export function durationOf(value: string | undefined, option: string): number | null {
  if (value === undefined) return null;
  const match = /^([1-9]\d{0,4})([mhd])$/.exec(value);
  if (!match) throw new UsageError(`--${option} is a number of minutes, hours or days (30m, 6h, 2d), got "${value}"`);
  return Number(match[1]) * UNITS[match[2]!]!;
}

/** A span in words of one unit, two digits at least: `45 min`, `6 h`, `3 days`. */
export function spanText(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / UNITS.m!));
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(ms / UNITS.h!);
  return hours < 72 ? `${hours} h` : `${Math.round(ms / UNITS.d!)} days`;
}

/** `in 5 min`, `3 h ago`, `now`. */
export function whenText(iso: string | null, now: number): string {
  if (iso === null) return 'never';
  const away = Date.parse(iso) - now;
  if (Math.abs(away) < 30_000) return 'now';
  return away > 0 ? `in ${spanText(away)}` : `${spanText(-away)} ago`;
}

export const feedsText = (count: number): string => (count === 1 ? '1 feed' : `${count} feeds`);
