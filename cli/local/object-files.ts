// Keeps stored objects as files, one per version: a line of JSON that says what it is, then the bytes. fauxqs 1.9 keeps
// objects in memory only.
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { ObjectVersion } from './object-version.ts';

export interface ObjectFiles {
  /** Stores a version; when this returns, it outlives the process. */
  save(version: ObjectVersion, body: Buffer): void;
  /** The bytes of a version. */
  read(version: ObjectVersion): Buffer;
  /** Forgets a version of a bucket without versioning, when another took its place. */
  remove(version: ObjectVersion): void;
  /** Every stored version, oldest first. */
  list(): ObjectVersion[];
}

/** Names of files that are still being written; whatever bears it after a restart was never whole. */
const UNFINISHED = '.part';

/** How much of a file is read at a time to find its first line; keys and metadata are bounded by S3 to about 4 KB. */
const HEAD_BYTES = 16 * 1024;

/**
 * Opens or makes the folder of a local cloud's objects.
 *
 * Files are written under another name and renamed, so that after a kill a version is there as a whole or not at all.
 * Writing is synchronous on purpose: it happens in the same tick as the write that it records, so no event can be sent,
 * and no other write come in between, before the bytes are kept.
 */
export function openObjectFiles(directory: string): ObjectFiles {
  mkdirSync(directory, { recursive: true });
  for (const name of readdirSync(directory)) if (name.endsWith(UNFINISHED)) rmSync(join(directory, name));
  // The sequencer alone is unique, and names sorted by it are sorted by age.
  const pathOf = (version: ObjectVersion) => join(directory, version.sequencer);
  return {
    save: (version, body) => {
      const path = pathOf(version);
      const file = openSync(path + UNFINISHED, 'w');
      try {
        writeSync(file, `${JSON.stringify(version)}\n`);
        for (let at = 0; at < body.length; ) at += writeSync(file, body, at);
      } finally {
        closeSync(file);
      }
      renameSync(path + UNFINISHED, path);
    },
    read: (version) => {
      const bytes = readFileSync(pathOf(version));
      return bytes.subarray(bytes.indexOf('\n') + 1);
    },
    remove: (version) => rmSync(pathOf(version), { force: true }),
    list: () =>
      readdirSync(directory)
        .sort()
        .map((name) => JSON.parse(firstLine(join(directory, name))) as ObjectVersion),
  };
}

/**
 * The newest version of an object, for a reader beside the process that owns the folder: changes nothing in it.
 *
 * @returns null when there is none
 */
export function readNewestVersion(directory: string, bucket: string, key: string): Buffer | null {
  for (const name of readdirSync(directory).sort().reverse()) {
    if (name.endsWith(UNFINISHED)) continue;
    const bytes = readFileSync(join(directory, name));
    const end = bytes.indexOf('\n');
    const version = JSON.parse(bytes.toString('utf8', 0, end)) as ObjectVersion;
    if (version.bucket === bucket && version.key === key) return bytes.subarray(end + 1);
  }
  return null;
}

function firstLine(path: string): string {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const end = head.subarray(0, readSync(file, head)).indexOf('\n');
    if (end === -1) throw new Error(`restoring objects: expected a line of JSON at the start of ${path}, found none`);
    return head.toString('utf8', 0, end);
  } finally {
    closeSync(file);
  }
}
