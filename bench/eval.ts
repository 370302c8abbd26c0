// `npm run eval -- --data DIR`: scores clean, cluster and extract on the development sets, beside published baselines.
//
// DIR holds `cleaning/`, `near-duplicates/` and `claims/`; the scorers lie in `eval/` beside it (or in --scorers DIR).
// Every prediction is made by the command line that users have, `claimwire clean|cluster|extract|rank`.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openLineWriter, readLines } from '../cli/jsonl.ts';
import { pageFor, tableLines } from '../cli/output.ts';

interface Row {
  set: string;
  measure: string;
  ours: number;
  /** The number to beat, and whose it is. */
  baseline: number;
  of: string;
}

const BIN = fileURLToPath(new URL('../cli/bin.mjs', import.meta.url));

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    scorers: { type: 'string' },
    only: { type: 'string', multiple: true },
    keep: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (options.help || options.data === undefined) {
  process.stdout.write(`npm run eval -- --data DIR [--scorers DIR] [--only clean|cluster|extract|rank]... [--keep DIR] [--json]

Scores the development sets in DIR (cleaning/, near-duplicates/, claims/) with the scorers beside it (DIR/../eval).
--keep writes the predictions there instead of to a temporary folder. Exit code 1 when a score lies below its floor.
`);
  process.exit(options.help ? 0 : 2);
}
const data = resolve(options.data);
const scorers = resolve(options.scorers ?? join(dirname(data), 'eval'));
for (const folder of [data, scorers]) {
  if (!existsSync(folder)) {
    process.stderr.write(`eval: expected a folder at ${folder}, found none\n`);
    process.exit(2);
  }
}
const wanted = new Set(options.only ?? ['clean', 'cluster', 'extract', 'rank']);
const scratch = options.keep ? resolve(options.keep) : await mkdtemp(join(tmpdir(), 'claimwire-eval-'));
await mkdir(scratch, { recursive: true });

async function node(args: string[]): Promise<string> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  const code = await new Promise<number | null>((done, fail) => child.on('close', done).on('error', fail));
  // 1 means that single lines failed; they are missing in the score, which is what a failed line should cost.
  if (code !== 0 && code !== 1) throw new Error(`${args.join(' ')}: exit code ${code}`);
  return output;
}

/** Runs a command of ours over a file. */
async function predict(command: string, input: string, name: string): Promise<string> {
  const out = join(scratch, `${name}.jsonl`);
  const startedAt = performance.now();
  await node([BIN, command, '--in', input, '--out', out]);
  process.stderr.write(`eval: ${command} over ${name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
  return out;
}

async function score(script: string, ...args: string[]): Promise<Record<string, unknown>> {
  return JSON.parse(await node([join(scorers, script), ...args, '--json'])) as Record<string, unknown>;
}

/** A number deep inside a scorer's answer. */
function at(report: unknown, path: string): number {
  let value = report;
  for (const part of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[part];
  if (typeof value !== 'number')
    throw new Error(`scorer's answer: expected a number at ${path}, got ${JSON.stringify(value)}`);
  return value;
}

async function scoreCleaning(): Promise<Row[]> {
  const rows: Row[] = [];
  const folder = join(data, 'cleaning');
  const sets = (await readdir(folder))
    .filter((file) => file.endsWith('.jsonl.gz') && file !== 'noisy-text.jsonl.gz')
    .sort();
  const merged = join(scratch, 'cleaning.jsonl');
  const writer = openLineWriter(merged);
  for (const set of sets) {
    const out = await predict('clean', join(folder, set), `clean-${set.replace('.jsonl.gz', '')}`);
    for await (const { text } of readLines(out)) await writer.write(JSON.parse(text));
  }
  await writer.close();
  const report = await score(
    'score-cleaning.mjs',
    '--gold',
    sets.map((set) => join(folder, set)).join(','),
    '--pred',
    merged,
  );
  const readability = 'Readability + linkedom';
  rows.push(
    {
      set: 'HTML, five sets',
      measure: 'shingle F1',
      ours: at(report, 'all.shingle.F1'),
      baseline: 0.919,
      of: readability,
    },
    {
      set: 'HTML, five sets',
      measure: 'title exact',
      ours: at(report, 'all.title.exact'),
      baseline: 0.72,
      of: readability,
    },
    {
      set: 'HTML, five sets',
      measure: 'day exact',
      ours: at(report, 'all.date.exact'),
      baseline: 0.733,
      of: readability,
    },
    {
      set: 'HTML, five sets',
      measure: 'author exact',
      ours: at(report, 'all.author.exact'),
      baseline: 0.736,
      of: readability,
    },
  );
  const noisy = join(folder, 'noisy-text.jsonl.gz');
  for (const [noise, baseline] of [
    ['page', 0.882],
    ['container', 0.928],
  ] as const) {
    const part = await filterLines(noisy, `noisy-${noise}`, (line) => line.noise === noise);
    const prediction = await predict('clean', part, `clean-noisy-${noise}`);
    const noisyReport = await score('score-cleaning.mjs', '--gold', part, '--pred', prediction);
    rows.push({
      set: `noisy text, ${noise}`,
      measure: 'shingle F1',
      ours: at(noisyReport, 'all.shingle.F1'),
      baseline,
      of: '25-line filter',
    });
  }
  return rows;
}

async function filterLines(
  input: string,
  name: string,
  keep: (line: Record<string, unknown>) => boolean,
): Promise<string> {
  const out = join(scratch, `${name}.input.jsonl`);
  const writer = openLineWriter(out);
  for await (const { text } of readLines(input)) {
    if (text.trim() === '') continue;
    const record = JSON.parse(text) as Record<string, unknown>;
    if (keep(record)) await writer.write(record);
  }
  await writer.close();
  return out;
}

async function scoreClusters(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [set, baseline] of [
    ['natural', 0.614],
    ['synthetic', 0.7],
  ] as const) {
    const gold = join(data, 'near-duplicates', `${set}.jsonl.gz`);
    const report = await score(
      'score-near-duplicates.mjs',
      '--gold',
      gold,
      '--pred',
      await predict('cluster', gold, `cluster-${set}`),
    );
    rows.push(
      {
        set: `near-duplicates, ${set}`,
        measure: 'pairwise F1',
        ours: at(report, 'pairwise.f1'),
        baseline,
        of: 'MinHash 128, 5-word, J ≥ 0.5',
      },
      {
        set: `near-duplicates, ${set}`,
        measure: 'ARI',
        ours: at(report, 'ari'),
        baseline,
        of: 'MinHash 128, 5-word, J ≥ 0.5',
      },
    );
  }
  return rows;
}

async function scoreClaims(): Promise<Row[]> {
  const folder = join(data, 'claims');
  const gold = await filterLines(
    join(folder, 'attributions-polnear.dev.jsonl.gz'),
    'polnear-devtest',
    (line) => line.split === 'devtest',
  );
  const prediction = await predict('extract', gold, 'extract-polnear');
  const all = await score('score-claims.mjs', 'attributions', '--gold', gold, '--pred', prediction);
  const core = await score('score-claims.mjs', 'attributions', '--gold', gold, '--pred', prediction, '--core');
  const fieldsGold = join(folder, 'fields.dev.jsonl');
  const fields = await score(
    'score-fields.mjs',
    '--gold',
    fieldsGold,
    '--pred',
    await predict('extract', fieldsGold, 'extract-fields'),
  );
  const prototype = 'rule prototype';
  const expressions = '40 lines of regular expressions';
  return [
    {
      set: 'PolNeAR devtest, plain speech',
      measure: 'end-to-end F1',
      ours: at(core, 'attribution_relaxed.f1'),
      baseline: 0.683,
      of: prototype,
    },
    {
      set: 'PolNeAR devtest, plain speech',
      measure: 'content F1',
      ours: at(core, 'content_match50.f1'),
      baseline: 0.735,
      of: prototype,
    },
    {
      set: 'PolNeAR devtest, all',
      measure: 'end-to-end F1',
      ours: at(all, 'attribution_relaxed.f1'),
      baseline: 0.416,
      of: prototype,
    },
    {
      set: 'fields',
      measure: 'content and speaker F1',
      ours: at(fields, 'withSpeaker.f1'),
      baseline: 0.563,
      of: expressions,
    },
    { set: 'fields', measure: 'content ≥ .85 F1', ours: at(fields, 'tight.f1'), baseline: 0.655, of: expressions },
    {
      set: 'fields',
      measure: 'whole record right',
      ours: at(fields, 'wholeRecordGivenMatch'),
      baseline: 0.284,
      of: expressions,
    },
  ];
}

async function scoreRanking(): Promise<Row[]> {
  const gold = await filterLines(
    join(data, 'claims', 'checkworthy-ct24.dev.jsonl.gz'),
    'ct24-devtest',
    (line) => line.split === 'devtest',
  );
  const report = await score(
    'score-claims.mjs',
    'checkworthy',
    '--gold',
    gold,
    '--pred',
    await predict('rank', gold, 'rank-ct24'),
  );
  return [
    {
      set: 'check-worthiness, debates',
      measure: 'average precision',
      ours: at(report, 'average_precision'),
      baseline: 0.49,
      of: 'number / proper-noun heuristic',
    },
  ];
}

try {
  const rows: Row[] = [];
  if (wanted.has('clean')) rows.push(...(await scoreCleaning()));
  if (wanted.has('cluster')) rows.push(...(await scoreClusters()));
  if (wanted.has('extract')) rows.push(...(await scoreClaims()));
  if (wanted.has('rank')) rows.push(...(await scoreRanking()));
  if (options.json) {
    process.stdout.write(`${JSON.stringify(rows, null, 1)}\n`);
  } else {
    const columns = [
      { title: 'set', value: (row: Row) => row.set },
      { title: 'measure', value: (row: Row) => row.measure },
      { title: 'claimwire', value: (row: Row) => row.ours.toFixed(3) },
      { title: 'baseline', value: (row: Row) => row.baseline.toFixed(3) },
      { title: 'whose', value: (row: Row) => row.of },
    ];
    process.stdout.write(`${tableLines(rows, columns, pageFor({})).join('\n')}\n`);
    process.stdout.write(
      'The models of clean were trained on these very pages and lines: by site held out they reach less (docs/decisions/0002).\nThe model of rank was trained on other sentences of these debates (docs/decisions/0008).\n',
    );
  }
  const below = rows.filter((row) => row.ours < row.baseline);
  for (const row of below)
    process.stderr.write(`eval: ${row.set}, ${row.measure}: ${row.ours.toFixed(3)} is below ${row.baseline}\n`);
  process.exitCode = below.length > 0 ? 1 : 0;
} finally {
  if (options.keep === undefined) await rm(scratch, { recursive: true, force: true });
}
