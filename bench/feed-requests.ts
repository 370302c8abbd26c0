// Requests and bytes a day that a feed costs its publisher, before and after the interval adapts: three rhythms, simulated.
// Run: node --import tsx bench/feed-requests.ts
import { emptyRhythm } from '../functions/poll-feeds/feed-record.ts';
import { planNextPoll } from '../functions/poll-feeds/schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** What a reader that does not adapt asks every feed for: the shortest interval, whatever the feed does. */
const FIXED_MS = 10 * MINUTE;
/** Adaptation is over long before. */
const SETTLING_DAYS = 3;
const DAYS = 14;
/** Entries that a feed shows. */
const SHOWN = 20;
/** Bytes of a feed of that length, compressed, and of a 304 with its headers. */
const FULL_BYTES = 12_000;
const NOT_MODIFIED_BYTES = 300;

interface Day {
  requests: number;
  kilobytes: number;
  /** Hours from an entry's publication to the poll that finds it, on average. */
  delayHours: number;
}

/** Polls a feed that publishes every `gapMs`; `next` says when it is asked again. */
function simulate(gapMs: number, next: (now: number, times: number[]) => number): Day {
  const start = Date.UTC(2031, 0, 1);
  const from = start + SETTLING_DAYS * DAY;
  const end = from + DAYS * DAY;
  // Not in step with any reader.
  const first = start - 0.37 * gapMs;
  let known = start;
  let requests = 0;
  let bytes = 0;
  let delay = 0;
  let found = 0;
  for (let now = start; now < end; ) {
    const newest = first + Math.floor((now - first) / gapMs) * gapMs;
    const times = Array.from({ length: SHOWN }, (_, n) => newest - n * gapMs);
    const fresh = times.filter((time) => time > known);
    if (now >= from) {
      requests++;
      bytes += fresh.length > 0 ? FULL_BYTES : NOT_MODIFIED_BYTES;
      for (const time of fresh) delay += now - time;
      found += fresh.length;
    }
    known = newest;
    now = next(now, times);
  }
  return { requests: requests / DAYS, kilobytes: bytes / DAYS / 1000, delayHours: delay / Math.max(1, found) / HOUR };
}

/** The same numbers in every run. */
function sequence(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const FEEDS: [string, number][] = [
  ['changes every minute', MINUTE],
  ['changes every hour', HOUR],
  ['changes once a day', DAY],
];

console.log(`requests a day, ${DAYS} simulated days after ${SETTLING_DAYS} of settling\n`);
console.log('feed                    reader        requests/day   KB/day   found after');
for (const [name, gapMs] of FEEDS) {
  const random = sequence();
  const readers: [string, Day][] = [
    ['every 10 min', simulate(gapMs, (now) => now + FIXED_MS)],
    [
      'adaptive',
      simulate(
        gapMs,
        (now, entryTimes) =>
          planNextPoll({ now, entryTimes, rhythm: emptyRhythm(), freshSeconds: null, random: random() }).at,
      ),
    ],
  ];
  for (const [reader, { requests, kilobytes, delayHours }] of readers) {
    const after = delayHours < 1 ? `${Math.round(delayHours * 60)} min` : `${delayHours.toFixed(1)} h`;
    console.log(
      `${name.padEnd(22)}  ${reader.padEnd(12)}  ${requests.toFixed(1).padStart(12)}  ${kilobytes.toFixed(1).padStart(7)}   ${after}`,
    );
  }
}
