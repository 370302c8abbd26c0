// Failures of files in words: what the system calls them says little to who mistyped a path.

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'no permission',
  EISDIR: 'a folder, expected a file',
  ELOOP: 'a symbolic link that leads to itself',
  ENOSPC: 'no space left on the device',
};

/** What is wrong with a file. */
export function fileProblem(error: unknown): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  return WORDS[code] ?? (error instanceof Error ? error.message : String(error));
}

/** An error of a command in words: of a file, it begins with the file's path. */
export function described(error: unknown): string {
  const { code = '', path } = error as NodeJS.ErrnoException;
  return path !== undefined && code in WORDS ? `${path}: ${fileProblem(error)}` : fileProblem(error);
}
