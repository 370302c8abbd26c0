// Waiting with a deadline: a condition is asked for until it holds, and what was seen last is told when it never does.
import { setTimeout as sleep } from 'node:timers/promises';

/** First pause between two looks; it doubles up to the longest, so that what is quick is seen quickly. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 250;

/**
 * Looks until `look` no longer throws, and returns what it returned.
 *
 * @throws Error with what is waited for, the time spent, and the last look's complaint
 */
export async function eventually<T>(
  waitingFor: string,
  seconds: number,
  look: () => Promise<T>,
  longestPauseMs = LONGEST_PAUSE_MS,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  let pause = FIRST_PAUSE_MS;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() + pause > deadline) {
        const seen = error instanceof Error ? error.message : String(error);
        throw new Error(`waited ${seconds} s for ${waitingFor}; last seen: ${seen}`, { cause: error });
      }
    }
    await sleep(pause);
    pause = Math.min(pause * 2, longestPauseMs);
  }
}
