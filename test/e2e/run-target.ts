// Starts a target, runs the suite on it in a process of vitest's, ends the target, and reads what was found.
//
// The target is started here and not by vitest: vitest would transform the whole SDK first, for longer than an emulator
// takes to start. It loads the tests meanwhile.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { untilInterrupted } from './interruption.ts';
import type { TargetReport } from './reporter.ts';
import { endAllOf, openRun, RUN_VARIABLE, sweepDeadRuns } from './runs.ts';
import type { Started, Target, TargetName } from './targets/target.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');

/** Runs vitest in the foreground, with its output on ours. */
export function startVitest(
  args: readonly string[],
  environment: Record<string, string>,
): { child: ChildProcess; ended: Promise<number> } {
  const child = spawn(process.execPath, [VITEST, 'run', ...args], {
    cwd: ROOT,
    // Node 20 only: the SDK's notice about its coming end of support says nothing about the tests.
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...environment },
    stdio: 'inherit',
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
  return { child, ended };
}

/** Where the last report of each target is kept, for the table in docs/testing.md; not under version control. */
export const reportFile = (target: TargetName) => join(ROOT, 'reports', 'e2e', `${target}.json`);

const NOTHING_FOUND: TargetReport = { passed: 0, failed: 1, skipped: 0, skips: [], proved: [] };

/**
 * Runs the suite on a target. A run that dies without a report counts as one failure.
 *
 * @returns vitest's exit code, or that of the signal which ended the run
 */
export async function runTarget(
  target: Target,
  options: { keep?: boolean; vitestOptions?: readonly string[] } = {},
): Promise<{ code: number; report: TargetReport }> {
  // What a part of the suite found is not what the table in docs/testing.md is made of.
  const isPart = (options.vitestOptions ?? []).length > 0;
  const file = isPart ? `${reportFile(target.name)}.part` : reportFile(target.name);
  mkdirSync(join(file, '..'), { recursive: true });
  rmSync(file, { force: true });
  const code = await startTestEnd(target, file, options);
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as TargetReport) : { ...NOTHING_FOUND };
  if (code !== 0 && report.failed === 0) report.failed = 1;
  return { code, report };
}

async function startTestEnd(
  target: Target,
  reportTo: string,
  { keep = false, vitestOptions = [] }: { keep?: boolean; vitestOptions?: readonly string[] },
): Promise<number> {
  // Node 20 only, and nothing about the tests, see above.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const since = Date.now();
  const log = (line: string) =>
    process.stderr.write(`[${target.name} ${((Date.now() - since) / 1000).toFixed(1)} s] ${line}\n`);
  for (const swept of await sweepDeadRuns()) log(`left by a run that was killed, ended now: ${swept}`);
  const run = openRun(log);
  const interruption = untilInterrupted(run.folder);
  let started: Started | null = null;
  try {
    const deployedFile = join(run.folder, 'deployed.json');
    // It loads the tests while the target is deployed: both take seconds, each on one processor.
    const vitest = startVitest(['--config', 'test/e2e/vitest.config.ts', ...vitestOptions], {
      E2E_DEPLOYED: deployedFile,
      E2E_REPORT: reportTo,
      // Its workers outlive it when it is killed.
      [RUN_VARIABLE]: run.folder,
    });
    // Awaited only after the deployment: until then nobody else would take its failure to start.
    vitest.ended.catch(() => {});
    interruption.passTo(vitest.child);
    started = await target.start(run);
    const { deployed } = started;
    if (process.env.E2E_PATIENCE_SECONDS) deployed.patienceSeconds = Number(process.env.E2E_PATIENCE_SECONDS);
    log('deployed');
    if (interruption.code() !== null) return interruption.code()!;
    // Whole from its first moment: the tests look for it.
    writeFileSync(`${deployedFile}.new`, JSON.stringify(deployed));
    renameSync(`${deployedFile}.new`, deployedFile);
    const code = await vitest.ended;
    if (keep && interruption.code() === null) {
      log(`kept, with its logs in ${run.folder}; Ctrl-C ends it`);
      log(`stack ${deployed.stackName}, endpoint ${deployed.connection.endpoints.default ?? 'AWS'}`);
      await interruption.signalled;
    }
    return interruption.code() ?? code;
  } catch (error) {
    // What waits for the target waits in vain.
    await endAllOf(run.folder);
    if (interruption.code() === null) {
      process.stderr.write(`target ${target.name}: ${error instanceof Error ? error.message : String(error)}\n`);
    }
    return interruption.code() ?? 1;
  } finally {
    try {
      await started?.stop();
      log('stopped');
    } catch (error) {
      // What could not be ended is told; it must not hide what the tests found.
      log(`ending the target: ${error instanceof Error ? error.message : String(error)}`);
    }
    interruption.ignore();
    run.close();
  }
}
