// Why tests are left out: told where it is found, and once more at the end of `npm test`.
import { appendFileSync } from 'node:fs';

/** Names the file, if any, that collects the reasons of a run's processes, one a line. */
export const SKIP_NOTES = 'SKIP_NOTES';

/** @returns whether to run the tests: true when there is no reason not to */
export function runsUnless(reason: string | null): boolean {
  if (reason === null) return true;
  const line = reason.replace(/\s+/g, ' ');
  process.stderr.write(`SKIPPED, ${line}\n`);
  const file = process.env[SKIP_NOTES];
  if (file) appendFileSync(file, `${line}\n`);
  return false;
}

/** What is said below the count of skipped tests: each reason once, and the names of tests that are skipped for none. */
export function skipLines(skipped: readonly string[], notes: string): string[] {
  if (skipped.length === 0) return [];
  const reasons = new Set(notes.split('\n').filter((line) => line !== ''));
  return reasons.size > 0 ? [...reasons].sort() : skipped.map((name) => `${name}: no reason given`);
}
