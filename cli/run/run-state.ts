// What a data directory remembers of its last run: whether it ended, so that a killed one is taken up where it stopped.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const RunStateSchema = z.object({
  v: z.literal(1),
  state: z.enum(['running', 'done']),
  /** When it began, or when the interrupted run that it takes up began; ISO 8601. */
  startedAt: z.iso.datetime(),
});
export type RunState = z.infer<typeof RunStateSchema>;

const fileIn = (dataDirectory: string) => join(dataDirectory, 'run.json');

/** The last run's state; null for a new directory. A file that can't be read counts as none: nothing depends on it but speed. */
export function readRunState(dataDirectory: string): RunState | null {
  try {
    return RunStateSchema.parse(JSON.parse(readFileSync(fileIn(dataDirectory), 'utf8')));
  } catch {
    return null;
  }
}

export function writeRunState(dataDirectory: string, state: RunState): void {
  const file = fileIn(dataDirectory);
  writeFileSync(`${file}.part`, `${JSON.stringify(state)}\n`);
  renameSync(`${file}.part`, file);
}
