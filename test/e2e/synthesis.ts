// Synthesises the app once for the same sources: later runs, on any target, copy the assembly and give it their stack's name.
import { createHash, randomUUID } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from './child.ts';
import { bareEnvironment } from './connection.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What an assembly is made of; the lock file stands for the tools. */
const INPUTS = ['functions', 'infra', 'shared', 'cdk.json', 'package-lock.json', 'tsconfig.json'];

/** Not under version control. */
const KEPT = join(ROOT, 'dist', 'assemblies');
const KEPT_AT_MOST = 4;

/** Stands for the environment's name in a kept assembly; long enough to be found nowhere else. */
const STAND_IN = 'e2estandinxx';

/** An asset's name in an assembly is the hash of its content. */
export const ASSET_HASH = /\b[0-9a-f]{64}\b/g;

const DEADLINE_SECONDS = 180;

/**
 * Makes an assembly of the stack of an environment.
 *
 * @returns the folder of the assembly, the caller's own
 */
export async function synthesise(folder: string, environment: string): Promise<string> {
  const kept = join(KEPT, hashOfInputs());
  if (existsSync(kept)) {
    // Old ones are told by when they were last of use.
    utimesSync(kept, new Date(), new Date());
  } else {
    await synthesiseInto(kept, folder);
    forgetOldest();
  }
  const assembly = join(folder, 'cdk.out');
  rmSync(assembly, { recursive: true, force: true });
  cpSync(kept, assembly, { recursive: true });
  nameStack(assembly, environment);
  return assembly;
}

/**
 * CDK's own validation of the template is left to the tests of infra/: here it takes most of the time.
 */
async function synthesiseInto(kept: string, folder: string): Promise<void> {
  const made = join(KEPT, `new-${randomUUID()}`);
  // Only the CDK command line reads cdk.json by itself.
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as { context: Record<string, unknown> };
  try {
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
    // Whole from its first moment: another run may look for it now.
    if (!existsSync(kept)) renameSync(made, kept);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** Writes the environment's name into an assembly. Templates get other names by it, assets of functions keep theirs. */
function nameStack(assembly: string, environment: string): void {
  const names = readdirSync(assembly);
  const isFolder = (name: string) => statSync(join(assembly, name)).isDirectory();
  const functions = new Set(names.filter(isFolder).flatMap((name) => name.match(ASSET_HASH) ?? []));
  const renamed = (hash: string) =>
    functions.has(hash) ? hash : createHash('sha256').update(`${environment} ${hash}`).digest('hex');
  for (const name of names.filter((each) => !isFolder(each))) {
    const text = readFileSync(join(assembly, name), 'utf8');
    writeFileSync(join(assembly, name), text.replaceAll(STAND_IN, environment).replace(ASSET_HASH, renamed));
  }
}

function hashOfInputs(): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    const full = join(ROOT, path);
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) add(join(path, name));
    } else {
      hash.update(`${path}\n`).update(readFileSync(full));
    }
  };
  for (const input of INPUTS) add(input);
  return hash.digest('hex').slice(0, 16);
}

function forgetOldest(): void {
  mkdirSync(KEPT, { recursive: true });
  const byAge = readdirSync(KEPT)
    .map((name) => ({ path: join(KEPT, name), usedAt: statSync(join(KEPT, name)).mtimeMs }))
    .sort((a, b) => b.usedAt - a.usedAt);
  for (const { path } of byAge.slice(KEPT_AT_MOST)) rmSync(path, { recursive: true, force: true });
}
