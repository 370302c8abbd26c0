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
  if (!writeLock(lock)) {
    const owner = Number(readFileSync(lock, 'utf8'));
    if (held.has(directory) || (owner !== process.pid && isAlive(owner))) {
      throw new Error(
        `opening data directory ${directory}: process ${owner} is using it. Wait for it, or choose another directory; ` +
          `if that process is something else, remove ${lock}.`,
      );
    }
    rmSync(lock, { force: true });
    if (!writeLock(lock)) throw new Error(`opening data directory ${directory}: another process was faster`);
  }
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

function writeLock(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
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
