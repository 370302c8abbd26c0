// Deploys the stack as everybody else does, with the CDK command line: the same template for every target.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { STACK_OUTPUTS } from '../../shared/stack-outputs.ts';
import { runProgram } from './child.ts';
import { bareEnvironment } from './connection.ts';
import type { Connection } from './targets/target.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Construct id of the pipeline's stack, the same in every environment. */
const STACK_ID = 'claimwire';

/** A deployment takes seconds on an emulator and three minutes on AWS; one that hangs must not hold the run for long. */
const DEPLOY_DEADLINE_SECONDS = 300;

const SYNTH_DEADLINE_SECONDS = 180;

/**
 * Synthesises the app into a folder of the run. CDK's own validation of the template is left to the tests of infra/: here
 * it takes most of the time.
 *
 * @returns the folder of the assembly
 */
export async function synthesise(folder: string, environment: string): Promise<string> {
  const assembly = join(folder, 'cdk.out');
  // Only the CDK command line reads cdk.json by itself.
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as { context: Record<string, unknown> };
  await runProgram('synthesising the stack', [process.execPath, '--import', 'tsx', 'infra/app.ts'], {
    cwd: ROOT,
    deadlineSeconds: SYNTH_DEADLINE_SECONDS,
    environment: {
      ...bareEnvironment(folder),
      CDK_OUTDIR: assembly,
      CDK_VALIDATION: 'false',
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, environment, removalPolicy: 'destroy' }),
    },
  });
  return assembly;
}

function cdk(
  what: string,
  args: readonly string[],
  folder: string,
  connection: Connection,
  deadlineSeconds: number,
): Promise<string> {
  mkdirSync(folder, { recursive: true });
  return runProgram(what, [process.execPath, join(ROOT, 'node_modules/aws-cdk/bin/cdk'), ...args], {
    // Away from the project, so that its cdk.json does not name another app.
    cwd: folder,
    deadlineSeconds,
    environment: {
      ...connection.environment,
      CDK_DISABLE_VERSION_CHECK: '1',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
    },
  });
}

/** Prepares account and region for CDK. */
export async function bootstrap(folder: string, connection: Connection, assembly: string): Promise<void> {
  const place = `aws://${connection.account}/${connection.region}`;
  await cdk(
    `bootstrapping ${place}`,
    ['bootstrap', place, '--app', assembly, '--no-notices'],
    folder,
    connection,
    DEPLOY_DEADLINE_SECONDS,
  );
}

/** Deploys an assembly over whatever of the stack is there. @returns the stack's outputs, complete */
export async function deploy(
  folder: string,
  connection: Connection,
  assembly: string,
): Promise<Record<string, string>> {
  const file = join(folder, 'outputs.json');
  const args = ['deploy', STACK_ID, '--app', assembly, '--require-approval', 'never', '--no-notices'];
  await cdk('deploying the stack', [...args, '--outputs-file', file], folder, connection, DEPLOY_DEADLINE_SECONDS);
  const stacks = Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>);
  const outputs = stacks[0] ?? {};
  const missing = STACK_OUTPUTS.filter((name) => !outputs[name]);
  if (missing.length > 0) throw new Error(`deploying the stack: it has no output ${missing.join(', ')}`);
  return outputs;
}

/** Deletes the stack. */
export async function destroy(folder: string, connection: Connection, assembly: string): Promise<void> {
  await cdk(
    'destroying the stack',
    ['destroy', STACK_ID, '--app', assembly, '--force', '--no-notices'],
    folder,
    connection,
    DEPLOY_DEADLINE_SECONDS,
  );
}
