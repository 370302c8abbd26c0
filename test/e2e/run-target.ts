// Runs the suite on one target in a process of its own and reads what it found.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TargetReport } from './reporter.ts';
import type { TargetName } from './targets/target.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');

/** Runs vitest in the foreground, with its output on ours; signals reach it as they reach us. */
export function runVitest(args: readonly string[], environment: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [VITEST, 'run', ...args], {
      cwd: ROOT,
      // Node 20 only: the SDK's notice about its coming end of support says nothing about the tests.
      env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...environment },
      stdio: 'inherit',
    });
    // From a terminal the child gets the signal itself; from a supervisor only we do.
    const pass = (signal: NodeJS.Signals) => child.kill(signal);
    process.on('SIGINT', pass).on('SIGTERM', pass);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

/** Where the last report of each target is kept, for the table in docs/testing.md; not under version control. */
export const reportFile = (target: TargetName) => join(ROOT, 'reports', 'e2e', `${target}.json`);

/** Runs the suite on a target. A run that dies without a report counts as one failure. */
export async function runTarget(
  target: TargetName,
  options: { keep?: boolean; vitestOptions?: readonly string[] } = {},
): Promise<{ code: number; report: TargetReport }> {
  const file = reportFile(target);
  mkdirSync(join(file, '..'), { recursive: true });
  rmSync(file, { force: true });
  const code = await runVitest(['--config', 'test/e2e/vitest.config.ts', ...(options.vitestOptions ?? [])], {
    E2E_TARGET: target,
    E2E_REPORT: file,
    ...(options.keep ? { E2E_KEEP: 'true' } : {}),
  });
  const report: TargetReport = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as TargetReport)
    : { passed: 0, failed: 1, skipped: 0, skips: [], proved: [] };
  if (code !== 0 && report.failed === 0) report.failed = 1;
  return { code, report };
}
