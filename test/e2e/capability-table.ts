// `npm run docs:capabilities`: rewrites the table in docs/testing.md from the last run of each target.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TargetReport } from './reporter.ts';
import { reportFile } from './run-target.ts';
import { allTargets } from './targets/all.ts';
import { CAPABILITIES, type Capability, type Target } from './targets/target.ts';

const DOCUMENT = fileURLToPath(new URL('../../docs/testing.md', import.meta.url));
const BEGIN = '<!-- capabilities: written by `npm run docs:capabilities` -->';
const END = '<!-- /capabilities -->';

const capabilityNames = Object.keys(CAPABILITIES) as Capability[];

interface Column {
  target: Target;
  report: TargetReport | null;
}

function cell({ target, report }: Column, capability: Capability): string {
  if (report === null) return '';
  if (target.capabilities[capability] !== true) return '–';
  return report.proved.includes(capability) ? '✓' : '?';
}

function tableOf(columns: readonly Column[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const lines = [
    row(['capability', ...columns.map(({ target }) => target.name)]),
    row(['---', ...columns.map(() => ':-:')]),
    ...capabilityNames.map((name) =>
      row([`\`${name}\`: ${CAPABILITIES[name]}`, ...columns.map((column) => cell(column, name))]),
    ),
  ];
  const reasons = columns.flatMap(({ target }) => {
    const byReason = new Map<string, string[]>();
    for (const name of capabilityNames) {
      const offered = target.capabilities[name];
      if (offered !== true) byReason.set(offered, [...(byReason.get(offered) ?? []), `\`${name}\``]);
    }
    return [...byReason].map(([reason, names]) => `- ${target.name}, ${names.join(', ')}: ${reason}.`);
  });
  return [...lines, '', 'What a target lacks (–), and why:', '', ...reasons].join('\n');
}

const columns = (await allTargets())
  .map((target) => ({ target, file: reportFile(target.name) }))
  .filter(({ file }) => existsSync(file))
  .map(({ target, file }) => ({ target, report: JSON.parse(readFileSync(file, 'utf8')) as TargetReport }));
const text = readFileSync(DOCUMENT, 'utf8');
const begin = text.indexOf(BEGIN);
const end = text.indexOf(END);
if (begin < 0 || end < begin) throw new Error(`rewriting ${DOCUMENT}: expected the lines ${BEGIN} and ${END}`);
writeFileSync(DOCUMENT, `${text.slice(0, begin + BEGIN.length)}\n\n${tableOf(columns)}\n\n${text.slice(end)}`);
for (const name of capabilityNames) {
  if (columns.some((column) => cell(column, name) === '✓')) continue;
  process.stderr.write(`no target proved ${name}\n`);
  process.exitCode = 1;
}
