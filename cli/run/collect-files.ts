// Finds the files under the given paths, in name order, and says which paths it could not read.
import type { Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { fileProblem } from '../file-problem.ts';

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

/** Walks files and folders. Dot files are left out (`.DS_Store`, `.git`); symbolic links are followed, each folder once. */
export async function collectFiles(paths: readonly string[]): Promise<Collected> {
  const files: InputFile[] = [];
  const problems: Collected['problems'] = [];
  const visited = new Set<string>();

  const visit = async (path: string, root: string): Promise<number> => {
    let info: Stats;
    try {
      info = await stat(path);
    } catch (error) {
      problems.push({ path, reason: fileProblem(error) });
      return 0;
    }
    if (info.isDirectory()) return visitFolder(path, root);
    if (!info.isFile()) {
      problems.push({ path, reason: 'expected a file or a folder, got a device, socket or pipe' });
      return 0;
    }
    files.push({ path, name: (relative(root, path) || basename(path)).split(sep).join('/'), sizeBytes: info.size });
    return 1;
  };

  const visitFolder = async (path: string, root: string): Promise<number> => {
    const real = await realpath(path);
    // A link back to a folder above, or to one already read, would go round for ever.
    if (visited.has(real)) return 0;
    visited.add(real);
    let names: string[];
    try {
      names = await readdir(path);
    } catch (error) {
      problems.push({ path, reason: fileProblem(error) });
      return 0;
    }
    let found = 0;
    for (const name of names.filter((entry) => !entry.startsWith('.')).sort())
      found += await visit(join(path, name), root);
    return found;
  };

  for (const path of paths) {
    const before = problems.length;
    const root = await rootOf(path);
    const found = await visit(path, root);
    if (found === 0 && problems.length === before)
      problems.push({ path, reason: 'expected at least one file, found none' });
  }
  return { files, problems };
}

/** The folder against which names are made: the given folder itself, or the folder of a given file. */
async function rootOf(path: string): Promise<string> {
  try {
    return (await stat(path)).isDirectory() ? path : join(path, '..');
  } catch {
    return path;
  }
}
