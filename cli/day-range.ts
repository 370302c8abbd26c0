// The options --day, --from and --to: one day or several.
import type { DayRange } from './claim-queries.ts';
import { dayOf, UsageError } from './usage.ts';

/** Days of one range at most: each is a read of every shard of that day. */
const MAX_DAYS = 366;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The range of days that the options ask for, or null when they ask for none.
 *
 * @param today the last day of a range without an end
 * @throws UsageError when they contradict each other, or the range is empty or longer than MAX_DAYS
 */
export function rangeOf(
  values: { day?: string | undefined; from?: string | undefined; to?: string | undefined },
  today = new Date().toISOString().slice(0, 10),
): DayRange | null {
  const day = dayOf(values.day, 'day');
  const from = dayOf(values.from, 'from');
  const to = dayOf(values.to, 'to');
  if (day !== undefined && (from !== undefined || to !== undefined)) {
    throw new UsageError('--day does not go with --from or --to');
  }
  if (day !== undefined) return { from: day, to: day };
  if (from === undefined && to === undefined) return null;
  if (from === undefined) throw new UsageError('--to needs --from');
  const range = { from, to: to ?? today };
  const days = (Date.parse(range.to) - Date.parse(range.from)) / DAY_MS + 1;
  if (days < 1) throw new UsageError(`--from ${range.from} is later than --to ${range.to}`);
  if (days > MAX_DAYS) throw new UsageError(`a range has at most ${MAX_DAYS} days, got ${days}`);
  return range;
}
