// Where runs keep their files and note what they started, so that the next run ends what a killed one left behind.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { removeContainer } from './docker.ts';
import type { Leftover, Run } from './targets/target.ts';

/** Every run of this machine has its folder in here. */
const RUNS = join(tmpdir(), 'claimwire-e2e');

interface Noted {
  pid: number;
  /** Tells the process from a later one with the same number. */
  startedAt: string;
  leftovers: Leftover[];
}

/** Set for every process that a run starts; by it an unrelated process with a reused number is told apart. */
export const RUN_VARIABLE = 'CLAIMWIRE_E2E_RUN';

/** Makes the folder of a new run. */
export function openRun(log: (line: string) => void): Run & { close(): void } {
  mkdirSync(RUNS, { recursive: true });
  const folder = mkdtempSync(join(RUNS, 'run-'));
  const noted: Noted = { pid: process.pid, startedAt: startOf(process.pid) ?? '', leftovers: [] };
  const write = () => writeFileSync(join(folder, 'run.json'), JSON.stringify(noted));
  write();
  return {
    // Four characters of time and the folder's six random ones keep runs of one account apart for a fortnight.
    id: `e${Date.now().toString(36).slice(-4)}${basename(folder).slice(-6).toLowerCase()}`,
    folder,
    note(leftover) {
      noted.leftovers.push(leftover);
      write();
    },
    log,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * Ends processes and containers of runs whose own process is gone, and removes their folders.
 *
 * @returns what was ended, for the log
 */
export async function sweepDeadRuns(): Promise<string[]> {
  const swept: string[] = [];
  for (const name of folders()) {
    const folder = join(RUNS, name);
    const noted = readNoted(folder);
    if (noted !== null && startOf(noted.pid) === noted.startedAt) continue;
    for (const leftover of noted?.leftovers ?? []) {
      if ('container' in leftover) {
        if (await removeContainer(leftover.container)) swept.push(`container ${leftover.container.slice(0, 12)}`);
      } else if (isOurs(leftover.processGroup, folder) && killGroup(leftover.processGroup, 'SIGKILL')) {
        swept.push(`process group ${leftover.processGroup}`);
      }
    }
    rmSync(folder, { recursive: true, force: true });
    swept.push(`folder ${folder}`);
  }
  return swept;
}

/** Sends a signal to a whole process group; false when there is none. */
export function killGroup(group: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}

function folders(): string[] {
  try {
    return readdirSync(RUNS).filter((name) => name.startsWith('run-'));
  } catch {
    return [];
  }
}

function readNoted(folder: string): Noted | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as Noted;
  } catch {
    // Killed between making the folder and writing the file: nothing was started yet.
    return null;
  }
}

/** When a process started, in whatever words the system has for it; null when there is none of that number. */
function startOf(pid: number): string | null {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/**
 * Whether a group is the one that a run started. While members of it live, its number is not given to another; only where
 * its leader is alive it may be a new one, and then its environment or command line tells.
 */
function isOurs(group: number, folder: string): boolean {
  try {
    const line = execFileSync('ps', ['eww', '-o', 'command=', '-p', String(group)], { encoding: 'utf8' });
    return line.includes(folder);
  } catch {
    return true;
  }
}
