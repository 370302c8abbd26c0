// The command line as a user of the deployed stack has it, but for what starts it: as one bundle it begins in a quarter of
// the time that tsx takes, and a run has a dozen commands. That it starts from its sources is tested in test/cli/.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLE_OPTIONS } from '../../infra/bundle.ts';
import { keptOf } from './kept.ts';
import type { Pipeline } from './pipeline.ts';

export interface Finished {
  code: number;
  stdout: string;
  stderr: string;
}

/** What the command is made of; the lock file stands for its packages. */
const SOURCES = ['cli', 'functions', 'infra/bundle.ts', 'shared', 'package-lock.json'];

let bundle: Promise<string> | null = null;

/** The command's program file. */
const program = () =>
  (bundle ??= keptOf('commands', SOURCES, (outdir) =>
    build({
      ...BUNDLE_OPTIONS,
      entryPoints: [{ in: 'cli/bin.mjs', out: 'claimwire' }],
      outdir,
      // The command has imports of the name that a function's bundle begins with.
      banner: { js: "import { createRequire as from } from 'node:module'; const require = from(import.meta.url);" },
      // Each command loads what it needs, as it does from its sources.
      splitting: true,
      // As on a Node that reads TypeScript: nothing has to be compiled.
      define: { 'process.features.typescript': 'true' },
      external: ['tsx/esm/api'],
    }),
  ).then((folder) => join(folder, 'claimwire.mjs')));

/** Runs `claimwire ARGS` in an environment that leads to the target and nowhere else. */
export async function claimwire(
  { connection }: Pipeline,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<Finished> {
  const file = await program();
  return new Promise((resolve) => {
    const options = { env: { ...connection.environment, ...environment } };
    execFile(process.execPath, [file, ...args], options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    );
  });
}
