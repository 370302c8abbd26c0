// `npm test`: the unit, property and infra tests, then the end-to-end suite on every target that this machine has.
// `npm test -- --targets unit,embedded` runs these only.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { TargetReport } from './e2e/reporter.ts';
import { runTarget, startVitest } from './e2e/run-target.ts';
import { allTargets, targetNamed } from './e2e/targets/all.ts';
import { SKIP_NOTES, skipLines } from './support/skips.ts';

interface Line {
  target: string;
  passed: number;
  failed: number;
  skipped: number;
  /** Skipped capabilities or the target itself, each with its reason. */
  skips: string[];
}

/** The parts of vitest's JSON report that are read. */
interface JsonReport {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
  testResults: { assertionResults: { fullName: string; status: string }[] }[];
}

function unitTests(reportTo: string, notesTo: string): Promise<number> {
  const { child, ended } = startVitest(['--reporter=default', '--reporter=json', `--outputFile.json=${reportTo}`], {
    [SKIP_NOTES]: notesTo,
  });
  // From a terminal the child gets the signal itself; from a supervisor only we do.
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  return ended.finally(() => process.off('SIGINT', pass).off('SIGTERM', pass));
}

async function unit(): Promise<Line> {
  const folder = mkdtempSync(join(tmpdir(), 'claimwire-report-'));
  try {
    const file = join(folder, 'unit.json');
    const notes = join(folder, 'skips.txt');
    writeFileSync(notes, '');
    const code = await unitTests(file, notes);
    let report: JsonReport | null = null;
    try {
      report = JSON.parse(readFileSync(file, 'utf8')) as JsonReport;
    } catch {
      // Vitest died before it wrote one: its exit code says enough.
    }
    const failed = report?.numFailedTests ?? 0;
    const skipped = (report?.testResults ?? [])
      .flatMap((module) => module.assertionResults)
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => fullName);
    return {
      target: 'unit',
      passed: report?.numPassedTests ?? 0,
      // A file that does not load fails without a test.
      failed: failed === 0 && code !== 0 ? Math.max(1, report?.numFailedTestSuites ?? 1) : failed,
      skipped: skipped.length,
      skips: skipLines(skipped, readFileSync(notes, 'utf8')),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { targets: { type: 'string' } } });
  const wanted = values.targets?.split(',');
  for (const name of wanted ?? []) if (name !== 'unit') await targetNamed(name);
  const isWanted = (name: string) => wanted === undefined || wanted.includes(name);

  const lines: Line[] = isWanted('unit') ? [await unit()] : [];
  for (const target of (await allTargets()).filter(({ name }) => isWanted(name))) {
    const unavailable = await target.unavailable();
    if (unavailable !== null) {
      lines.push({
        target: target.name,
        passed: 0,
        failed: 0,
        skipped: 1,
        skips: [`the whole target: ${unavailable}`],
      });
      continue;
    }
    const { code, report } = await runTarget(target);
    lines.push({ target: target.name, ...countsOf(report) });
    if (code === 130 || code === 143) return code;
  }
  const sum = (count: 'passed' | 'failed' | 'skipped') => lines.reduce((total, line) => total + line[count], 0);
  process.stdout.write('\n');
  for (const { target, passed, failed, skipped, skips } of lines) {
    process.stdout.write(`target ${target}: passed ${passed}, failed ${failed}, skipped ${skipped}\n`);
    for (const skip of skips) process.stdout.write(`  skipped: ${skip}\n`);
  }
  process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`);
  return sum('failed') === 0 ? 0 : 1;
}

const countsOf = ({ passed, failed, skipped, skips }: TargetReport) => ({ passed, failed, skipped, skips });

process.exitCode = await main();
