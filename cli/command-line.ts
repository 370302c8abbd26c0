// Command lines that a reader can copy from what is printed.

/** A word as a shell takes it for itself. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A call of claimwire as it works where this one was made: under npm, the command is on no other's path. */
export function commandLine(args: readonly string[], env: Record<string, string | undefined> = process.env): string {
  const words = ['claimwire', ...args].map(quoted);
  return (env.npm_command === undefined ? words : ['npx', ...words]).join(' ');
}
