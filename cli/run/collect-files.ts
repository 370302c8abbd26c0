// Finds the files under the given paths, in name order, and says which paths it could not read.
import type { Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileProblem } from '../file-problem.ts';
import { isDataDirectoryPart } from '../local/data-directory.ts';

export interface InputFile {
  path: string;
  /** Name below the path that was given, with forward slashes; the object's key is built from it. */
  name: string;
  sizeBytes: number;
}

export interface Collected {
  files: InputFile[];
  /** Paths that could not be used, each with the reason. */
  problems: { path: string; reason: string }[];
}

/**
 * Walks files and folders, each once. Dot files are left out (`.DS_Store`, `.git`), and so is what runs have written:
 * the parts of data directories, wherever they lie, and the files in `written`. Symbolic links are followed.
 */
export async function collectFiles(paths: readonly string[], written: readonly string[] = []): Promise<Collected> {
  const files: InputFile[] = [];
  const problems: Collected['problems'] = [];
  const visited = new Set<string>(written.map((path) => resolve(path)));

  /** @returns whether anything is there, be it only what was left out */
  const visit = async (path: string, root: string): Promise<boolean> => {
    let info: Stats;
    try {
      info = await stat(path);
    } catch (error) {
      problems.push({ path, reason: fileProblem(error) });
      return false;
    }
    // A folder by its real path: a link back to one above, or to one already read, would go round for ever.
    const identity = info.isDirectory() ? await realpath(path) : resolve(path);
    if (visited.has(identity) || isDataDirectoryPart(identity)) return true;
    visited.add(identity);
    if (info.isDirectory()) return visitFolder(path, root);
    if (!info.isFile()) {
      problems.push({ path, reason: 'expected a file or a folder, got a device, socket or pipe' });
      return false;
    }
    files.push({ path, name: (relative(root, path) || basename(path)).split(sep).join('/'), sizeBytes: info.size });
    return true;
  };

  const visitFolder = async (path: string, root: string): Promise<boolean> => {
    let names: string[];
    try {
      names = await readdir(path);
    } catch (error) {
      problems.push({ path, reason: fileProblem(error) });
      return false;
    }
    let found = false;
    for (const name of names.filter((entry) => !entry.startsWith('.')).sort())
      found = (await visit(join(path, name), root)) || found;
    return found;
  };

  for (const path of paths) {
    const before = problems.length;
    if (await isWithinDataDirectory(path)) continue;
    const found = await visit(path, await rootOf(path));
    if (!found && problems.length === before) problems.push({ path, reason: 'expected at least one file, found none' });
  }
  return { files, problems };
}

/** Whether a given path lies in what a data directory holds: a shell that completes names passes such, too. */
async function isWithinDataDirectory(path: string): Promise<boolean> {
  // A path that is not there is told when it is visited.
  let place = await realpath(path).catch(() => resolve(path));
  while (!isDataDirectoryPart(place)) {
    const parent = dirname(place);
    if (parent === place) return false;
    place = parent;
  }
  return true;
}

/** The folder against which names are made: the given folder itself, or the folder of a given file. */
async function rootOf(path: string): Promise<string> {
  try {
    return (await stat(path)).isDirectory() ? path : join(path, '..');
  } catch {
    return path;
  }
}
