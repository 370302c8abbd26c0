// `claimwire run --watch`: keeps polling feeds in a local cloud; a timer stands in for the clock of AWS.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Feed } from '../../shared/records/feed.ts';
import { feedsText, spanText } from '../feeds/durations.ts';
import { isSettled, registryOf, takeUpPolling } from '../feeds/local-polling.ts';
import type { LocalCloud } from '../local/cloud.ts';

export interface WatchOptions {
  /** Milliseconds between two ticks of the clock. */
  everyMs: number;
  print(line: string): void;
  /** Ends the watch. */
  signal: AbortSignal;
}

/** How often it is looked whether a tick's work is done, to say when the next poll is. */
const LOOK_MS = 500;

const DAY_MS = 86_400_000;

/** By the clock on the wall; by the day, where it is another one. */
const clockText = (iso: string, awayMs: number) =>
  awayMs < DAY_MS ? new Date(iso).toTimeString().slice(0, 5) : iso.slice(0, 10);

/** Which feed is polled next and when, in one line. */
export function nextPollLine(feeds: readonly Feed[], now: number): string {
  const due = feeds.filter((feed) => feed.dueAt !== null).sort((a, b) => a.dueAt!.localeCompare(b.dueAt!));
  const paused = feeds.length - due.length;
  const rest = paused === 0 ? '' : `; ${paused} paused, see \`claimwire feeds list --problems\``;
  const [next] = due;
  if (feeds.length === 0) return 'no feeds yet: `claimwire feeds add URL` registers one, here or in another terminal';
  if (!next) return `no feed is polled${rest}`;
  const away = Date.parse(next.dueAt!) - now;
  const when = away < 60_000 ? 'within a minute' : `in ${spanText(away)}, at ${clockText(next.dueAt!, away)}`;
  return `next poll ${when}: ${next.title ?? next.url} (${feedsText(due.length)}${rest})`;
}

/** Polls until the signal. What was under way when an earlier watch ended is taken up first. */
export async function watchFeeds(cloud: LocalCloud, options: WatchOptions): Promise<void> {
  const { signal, everyMs } = options;
  const feeds = registryOf(cloud);
  await takeUpPolling(cloud);
  let told: string | null = null;
  while (!signal.aborted) {
    await cloud.tick();
    const tickEnds = Date.now() + everyMs;
    while (!signal.aborted && Date.now() < tickEnds) {
      await sleep(Math.min(LOOK_MS, Math.max(1, tickEnds - Date.now())), undefined, { signal }).catch(() => {});
      if (signal.aborted || !isSettled(cloud, Number.POSITIVE_INFINITY)) continue;
      const all: Feed[] = [];
      for await (const feed of feeds.all()) all.push(feed);
      // Said again only when it changed: what is next, not how far away it is.
      const next = all
        .map((feed) => `${feed.feedId} ${feed.dueAt}`)
        .sort()
        .join();
      if (next !== told) options.print(nextPollLine(all, Date.now()));
      told = next;
    }
  }
}
