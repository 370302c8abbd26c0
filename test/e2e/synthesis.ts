// Synthesises the app once for the same sources: later runs, on any target, copy the assembly and give it their stack's name.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from './child.ts';
import { bareEnvironment } from './connection.ts';
import { keptOf } from './kept.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What an assembly is made of; the lock file stands for the tools. */
const SOURCES = ['functions', 'infra', 'shared', 'cdk.json', 'package-lock.json', 'tsconfig.json'];

/** Stands for the environment's name in a kept assembly; long enough to be found nowhere else. */
const STAND_IN = 'e2estandinxx';

/** An asset's name in an assembly is the hash of its content. */
export const ASSET_HASH = /\b[0-9a-f]{64}\b/g;

const DEADLINE_SECONDS = 180;

/** Where CDK keeps the zip files that it has made of an assembly's functions, by their hash. */
export const PACKAGES = '.cache';

/**
 * Makes an assembly of the stack of an environment.
 *
 * @returns the folder of the assembly, the caller's own
 */
export async function synthesise(folder: string, environment: string): Promise<string> {
  const kept = await keptOf('assemblies', SOURCES, (made) => synthesiseInto(made, folder));
  const assembly = join(folder, 'cdk.out');
  rmSync(assembly, { recursive: true, force: true });
  cpSync(kept, assembly, { recursive: true, filter: (path) => path !== join(kept, PACKAGES) });
  // What CDK has packed for one run is packed for the next ones.
  mkdirSync(join(kept, PACKAGES), { recursive: true });
  symlinkSync(join(kept, PACKAGES), join(assembly, PACKAGES), 'junction');
  nameStack(assembly, environment);
  return assembly;
}

/** Lets an assembly whose functions were changed under their old hashes be packed by itself. */
export function forgetPackages(assembly: string): void {
  rmSync(join(assembly, PACKAGES), { force: true });
}

/**
 * CDK's own validation of the template is left to the tests of infra/: here it takes most of the time.
 */
async function synthesiseInto(made: string, folder: string): Promise<void> {
  // Only the CDK command line reads cdk.json by itself.
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as { context: Record<string, unknown> };
  await runProgram('synthesising the stack', [process.execPath, '--import', 'tsx', 'infra/app.ts'], {
    cwd: ROOT,
    deadlineSeconds: DEADLINE_SECONDS,
    environment: {
      ...bareEnvironment(folder),
      CDK_OUTDIR: made,
      CDK_VALIDATION: 'false',
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, environment: STAND_IN, removalPolicy: 'destroy' }),
    },
  });
}

/** Writes the environment's name into an assembly. Templates get other names by it, assets of functions keep theirs. */
function nameStack(assembly: string, environment: string): void {
  const names = readdirSync(assembly).filter((name) => name !== PACKAGES);
  const isFolder = (name: string) => statSync(join(assembly, name)).isDirectory();
  const functions = new Set(names.filter(isFolder).flatMap((name) => name.match(ASSET_HASH) ?? []));
  const renamed = (hash: string) =>
    functions.has(hash) ? hash : createHash('sha256').update(`${environment} ${hash}`).digest('hex');
  for (const name of names.filter((each) => !isFolder(each))) {
    const text = readFileSync(join(assembly, name), 'utf8');
    writeFileSync(join(assembly, name), text.replaceAll(STAND_IN, environment).replace(ASSET_HASH, renamed));
  }
}
