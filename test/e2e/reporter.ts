// Counts a target's tests and says what was skipped and why; writes the same as JSON where E2E_REPORT names a file.
import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import type { Capability } from './targets/target.ts';

/** What a run of one target found. */
export interface TargetReport {
  passed: number;
  failed: number;
  skipped: number;
  /** Reasons of skipped tests, each once. */
  skips: string[];
  /** Capabilities with a test that passed. */
  proved: Capability[];
}

export default class TargetReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const report: TargetReport = { passed: 0, failed: 0, skipped: 0, skips: [], proved: [] };
    const cases = modules.flatMap((module) => [...module.children.allTests()]);
    for (const test of cases) count(report, test);
    // A file that does not load has no tests, and a target that does not start no files.
    report.failed += modules.filter((module) => module.state() === 'failed' && module.errors().length > 0).length;
    if (errors.length > 0) report.failed += errors.length;
    report.skips = [...new Set(report.skips)].sort();
    report.proved = [...new Set(report.proved)].sort();
    for (const skip of report.skips) process.stdout.write(`  skipped: ${skip}\n`);
    if (process.env.E2E_REPORT) writeFileSync(process.env.E2E_REPORT, JSON.stringify(report));
  }
}

function count(report: TargetReport, test: TestCase): void {
  const result = test.result();
  if (result.state === 'passed') {
    report.passed++;
    report.proved.push(...(test.meta().capabilities ?? []));
  } else if (result.state === 'failed') {
    report.failed++;
  } else {
    report.skipped++;
    report.skips.push((result.state === 'skipped' && result.note) || test.name);
  }
}
