// The folder in which a local cloud outlives its process: who uses it now, and where its parts are.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

export interface DataDirectory {
  databasePath: string;
  objectsDirectory: string;
  /** Sequence number up to which a stream was worked off, or null. */
  readCheckpoint(stream: string): string | null;
  writeCheckpoint(stream: string, sequenceNumber: string): void;
  /** Tells others where its tables answer while it is in use. */
  writeEndpoint(endpoint: string): void;
  /** Lets others use it. */
  release(): void;
}

/** Where the parts of a data directory lie; looking is allowed to anybody, at any time. */
export function partsOf(directory: string): Pick<DataDirectory, 'databasePath' | 'objectsDirectory'> {
  return { databasePath: join(directory, 'tables.sqlite'), objectsDirectory: join(directory, 'objects') };
}

const endpointFile = (directory: string) => join(directory, 'tables.endpoint');

/** Where the tables of a data directory answer that a living process uses; null when nobody does. */
export function liveEndpoint(path: string): string | null {
  const directory = resolve(path);
  try {
    const owner = Number(readFileSync(join(directory, 'lock'), 'utf8'));
    return isAlive(owner) ? readFileSync(endpointFile(directory), 'utf8') || null : null;
  } catch {
    return null;
  }
}

/** Begins the names of the files by which processes announce that they open the folder. */
const OPENING = 'opened-by-';

/** Folders that this process holds, to tell its own lock from that of a dead process which had the same id. */
const held = new Set<string>();

/**
 * Makes or opens the folder and locks it, so that two local clouds never share one. The lock of a process that is gone is
 * taken over.
 * @throws Error when a living process uses it.
 */
export function openDataDirectory(path: string): DataDirectory {
  const directory = resolve(path);
  mkdirSync(directory, { recursive: true });
  const lock = join(directory, 'lock');
  alone(directory, () => {
    const owner = ownerOf(lock);
    if (held.has(directory) || (owner !== process.pid && isAlive(owner))) {
      throw new Error(
        `opening data directory ${directory}: process ${owner} is using it. Wait for it, or choose another directory; ` +
          `if that process is something else, remove ${lock}.`,
      );
    }
    writeFileSync(lock, String(process.pid));
  });
  held.add(directory);
  const checkpoint = (stream: string) => join(directory, `stream-${stream}.position`);
  return {
    ...partsOf(directory),
    readCheckpoint: (stream) => {
      try {
        return readFileSync(checkpoint(stream), 'utf8') || null;
      } catch {
        return null;
      }
    },
    writeCheckpoint: (stream, sequenceNumber) => {
      writeFileSync(`${checkpoint(stream)}.part`, sequenceNumber);
      renameSync(`${checkpoint(stream)}.part`, checkpoint(stream));
    },
    writeEndpoint: (endpoint) => writeFileSync(endpointFile(directory), endpoint),
    release: () => {
      held.delete(directory);
      rmSync(endpointFile(directory), { force: true });
      rmSync(lock, { force: true });
    },
  };
}

/** What a data directory consists of; `run.json` is the run's. */
const OWN_NAMES =
  /^(?:tables\.sqlite(?:-shm|-wal)?|tables\.endpoint|objects|(?:run\.json|stream-[a-z]+\.position)(?:\.part)?)$/;

/**
 * Whether a path names what a local cloud keeps: one of its own names, beside its tables. People put data directories
 * among their articles, and articles into data directories.
 */
export function isDataDirectoryPart(path: string): boolean {
  const name = basename(path);
  return (OWN_NAMES.test(name) || name === 'lock') && existsSync(partsOf(dirname(path)).databasePath);
}

/**
 * Removes what a local cloud has put into the folder, and nothing else: people also name a folder of their own.
 * @throws Error when a living process uses it.
 */
export function emptyDataDirectory(path: string): void {
  const directory = resolve(path);
  const { release } = openDataDirectory(directory);
  try {
    for (const name of readdirSync(directory)) {
      if (OWN_NAMES.test(name)) rmSync(join(directory, name), { recursive: true });
    }
  } finally {
    release();
  }
}

/** Tries to be the only process that opens the folder, and the longest pause between two: others are done in a millisecond. */
const OPENING_TRIES = 20;
const OPENING_PAUSE_MS = 20;

/**
 * Does something to the lock while no other process does. That a lock is of a dead process is found before it is replaced, and in
 * between it may have become that of a living one: so each process announces itself by a file of its own first, and then looks
 * whether it is alone. Of two at once at least the later to announce itself sees the other.
 */
function alone(directory: string, work: () => void): void {
  const announcement = join(directory, `${OPENING}${process.pid}`);
  for (let tries = 1; ; tries++) {
    writeFileSync(announcement, '');
    try {
      const rival = livingRival(directory);
      if (rival === null) {
        work();
        return;
      }
      if (tries === OPENING_TRIES) {
        throw new Error(
          `opening data directory ${directory}: process ${rival} is opening it, too; ` +
            `if that process is something else, remove ${join(directory, `${OPENING}${rival}`)}.`,
        );
      }
    } finally {
      rmSync(announcement, { force: true });
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.random() * OPENING_PAUSE_MS);
  }
}

/** Another living process that has announced itself; what dead ones left is removed. */
function livingRival(directory: string): number | null {
  for (const name of readdirSync(directory)) {
    const pid = name.startsWith(OPENING) ? Number(name.slice(OPENING.length)) : process.pid;
    if (pid === process.pid) continue;
    if (isAlive(pid)) return pid;
    rmSync(join(directory, name), { force: true });
  }
  return null;
}

/** Whose a lock is; 0 for nobody's, or one that was cut off while it was written. */
function ownerOf(lock: string): number {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
