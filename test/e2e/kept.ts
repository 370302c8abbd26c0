// What takes long to make is made once for the same sources and kept in dist/, which is not under version control.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Kept of each kind: branches are changed to and fro. */
const KEPT_AT_MOST = 4;

/**
 * The folder that is made of some sources, made if it is not there.
 *
 * @param sources files and folders of the project
 * @param make makes the folder whose path it is given
 */
export async function keptOf(
  kind: string,
  sources: readonly string[],
  make: (folder: string) => Promise<unknown>,
): Promise<string> {
  const kinds = join(ROOT, 'dist', kind);
  const kept = join(kinds, hashOf(sources));
  if (existsSync(kept)) {
    // Old ones are told by when they were last of use.
    utimesSync(kept, new Date(), new Date());
    return kept;
  }
  const made = join(kinds, `new-${randomUUID()}`);
  try {
    mkdirSync(kinds, { recursive: true });
    await make(made);
    // Whole from its first moment: another run may look for it now.
    if (!existsSync(kept)) renameSync(made, kept);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  forgetOldest(kinds);
  return kept;
}

function hashOf(sources: readonly string[]): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    const full = join(ROOT, path);
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) add(join(path, name));
    } else {
      hash.update(`${path}\n`).update(readFileSync(full));
    }
  };
  for (const source of sources) add(source);
  return hash.digest('hex').slice(0, 16);
}

function forgetOldest(kinds: string): void {
  const byAge = readdirSync(kinds)
    .map((name) => ({ path: join(kinds, name), usedAt: statSync(join(kinds, name)).mtimeMs }))
    .sort((a, b) => b.usedAt - a.usedAt);
  for (const { path } of byAge.slice(KEPT_AT_MOST)) rmSync(path, { recursive: true, force: true });
}
