// Where runs keep their files, and how the next run ends what a killed one left behind: processes and containers carry the
// name of their run's folder.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { containersLabelled, removeContainer } from './docker.ts';
import type { Run } from './targets/target.ts';

/** Every run of this machine has its folder in here. */
const RUNS = join(tmpdir(), 'claimwire-e2e');

/** In the environment of every process that a run starts, and so of what these start: the folder of the run. */
export const RUN_VARIABLE = 'CLAIMWIRE_E2E_RUN';

/** The label of every container that a run starts; its value is the folder of the run. */
export const RUN_LABEL = 'claimwire.e2e.run';

interface Owner {
  pid: number;
  /** Tells the process from a later one with the same number. */
  startedAt: string | null;
}

/** Makes the folder of a new run. */
export function openRun(log: (line: string) => void): Run & { close(): void } {
  mkdirSync(RUNS, { recursive: true });
  // Named as a run only once it has its owner: another run that starts at this moment would take it for a dead one's.
  const made = mkdtempSync(join(RUNS, 'new-'));
  const owner: Owner = { pid: process.pid, startedAt: startOf(process.pid) };
  writeFileSync(join(made, 'owner.json'), JSON.stringify(owner));
  const folder = join(RUNS, basename(made).replace('new-', 'run-'));
  renameSync(made, folder);
  shareCompiledCode(folder);
  return {
    // Four characters of time and the folder's six random ones keep runs of one account apart for a fortnight.
    id: `e${Date.now().toString(36).slice(-4)}${basename(folder).slice(-6).toLowerCase()}`,
    folder,
    log,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * Leads a run's processes, whose temporary folder is the run's, to the code that tsx has compiled for this user: each would
 * compile it anew, in half a second of both processors.
 */
function shareCompiledCode(folder: string): void {
  const cache = join(tmpdir(), `tsx-${process.geteuid?.() ?? userInfo().username}`);
  mkdirSync(cache, { recursive: true });
  symlinkSync(cache, join(folder, basename(cache)), 'junction');
}

/**
 * Ends what runs left whose own process is gone, and removes their folders.
 *
 * @returns what was ended, for the log
 */
export async function sweepDeadRuns(): Promise<string[]> {
  const swept: string[] = [];
  for (const name of folders()) {
    const folder = join(RUNS, name);
    const owner = ownerOf(folder);
    if (owner !== null && owner.startedAt === startOf(owner.pid)) continue;
    swept.push(...(await endAllOf(folder)), `folder ${folder}`);
    rmSync(folder, { recursive: true, force: true });
  }
  // The folder may be gone already, by a run that had no way to the engine.
  swept.push(...(await removeContainersOf((folder) => dirname(folder) === RUNS && !existsSync(folder))));
  return swept;
}

/** Ends every process and container of a run, at once and without asking. */
export async function endAllOf(folder: string): Promise<string[]> {
  const ended: string[] = [];
  for (const pid of processesOf(folder)) {
    try {
      process.kill(pid, 'SIGKILL');
      ended.push(`process ${pid}`);
    } catch {
      // It ended by itself.
    }
  }
  return [...ended, ...(await removeContainersOf((of) => of === folder))];
}

/** Removes the containers of runs by their folders. */
export async function removeContainersOf(isMeant: (folder: string) => boolean): Promise<string[]> {
  const removed: string[] = [];
  for (const { id, value } of await containersLabelled(RUN_LABEL)) {
    if (isMeant(value) && (await removeContainer(id))) removed.push(`container ${id.slice(0, 12)}`);
  }
  return removed;
}

/** Sends a signal to a whole process group, if there is one. */
export function killGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch {
    // All of it ended by itself.
  }
}

function folders(): string[] {
  try {
    return readdirSync(RUNS).filter((name) => name.startsWith('run-'));
  } catch {
    return [];
  }
}

/** The process of a run; null when its note cannot be read, which only a damaged folder explains. */
function ownerOf(folder: string): Owner | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')) as Owner;
  } catch {
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

/** Processes with the run's folder in their environment or command line. */
function processesOf(folder: string): number[] {
  const list = execFileSync('ps', ['axeww', '-o', 'pid=,command='], { encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 });
  return list
    .split('\n')
    .filter((line) => line.includes(`${RUN_VARIABLE}=${folder}`))
    .map((line) => Number.parseInt(line, 10))
    .filter((pid) => pid > 0 && pid !== process.pid);
}
