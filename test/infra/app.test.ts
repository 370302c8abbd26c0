// The CDK app as the command line runs it: without credentials, without a region, in a process of its own.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { STACK_OUTPUTS } from '../../shared/stack-outputs.ts';
import { type Json, scratchFolder } from './synthesised.ts';

/** A child process that bundles and synthesises takes 4 s on two idle cores; a busy machine may need ten times that. */
const TIMEOUT_MS = 60_000;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CDK: Json = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'));

/** Runs the command of cdk.json as the CDK command line does, and gives the folder of the assembly. */
async function synthesise(context: Record<string, unknown>): Promise<string> {
  const outdir = scratchFolder();
  const [command, ...args] = CDK.app.split(' ');
  await promisify(execFile)(command === 'node' ? process.execPath : command, args, {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: outdir,
      CDK_OUTDIR: outdir,
      // CDK's own rules over the template take longer than all the rest; `npm run synth` checks them.
      CDK_VALIDATION: 'false',
      CDK_CONTEXT_JSON: JSON.stringify({ ...CDK.context, ...context }),
    },
  });
  return outdir;
}

const read = (folder: string, file: string): Json => JSON.parse(readFileSync(join(folder, file), 'utf8'));

describe('the app', { timeout: TIMEOUT_MS }, () => {
  it('makes the pipeline and the dashboard for any account and region, under the names of the environment', async () => {
    const folder = await synthesise({ environment: 'staging' });
    const artifacts = read(folder, 'manifest.json').artifacts;
    const stacks = Object.entries<Json>(artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack');
    // The ids, by which the command line knows the stacks, are the same in every environment.
    expect(stacks.map(([id, { environment, properties }]) => [id, properties.stackName, environment])).toEqual([
      ['claimwire', 'staging-claimwire', 'aws://unknown-account/unknown-region'],
      ['claimwire-dashboard', 'staging-claimwire-dashboard', 'aws://unknown-account/unknown-region'],
    ]);
    const template = read(folder, 'claimwire.template.json');
    expect(Object.keys(template.Outputs).sort()).toEqual([...STACK_OUTPUTS].sort());
  });

  it('refuses a wrong choice before it builds anything', async () => {
    await expect(synthesise({ environment: 'No Such' })).rejects.toThrow(
      /context "environment": expected 1 to 12 lower-case/,
    );
  });
});
