// `claimwire run`: the whole pipeline, embedded, over files and folders.
import { existsSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandLine } from '../command-line.ts';
import { feedOptions, newsOf } from '../feeds/local-polling.ts';
import { checkOutput, openLineWriter } from '../jsonl.ts';
import { type LocalCloud, startLocalCloud } from '../local/cloud.ts';
import { emptyDataDirectory, partsOf } from '../local/data-directory.ts';
import { OUTPUT_OPTIONS, pageFor, print } from '../output.ts';
import { collectFiles } from '../run/collect-files.ts';
import { ingestFiles } from '../run/ingest.ts';
import { reportLines } from '../run/render-report.ts';
import { readLedger, reportOf, standingClaims } from '../run/report.ts';
import { readRunState, writeRunState } from '../run/run-state.ts';
import { startStageProgress } from '../run/stage-progress.ts';
import { watchFeeds } from '../run/watch.ts';
import { printable } from '../style.ts';
import { DEFAULT_DATA_DIRECTORY, type OpenTables } from '../tables.ts';
import { countOf, parseCall, UsageError } from '../usage.ts';

/** Nobody waits longer than this for a feed that was just added; a look without a due feed costs next to nothing here. */
const WATCH_SECONDS = 60;

/** Relative where that is shorter: paths are printed as given. */
const SAMPLES = shorter(fileURLToPath(new URL('../../events/articles', import.meta.url)));

/** A function that dies gives its messages back after this: just longer than the longest of them may run. */
const VISIBILITY_SECONDS = 70;

const HELP = `claimwire run: the whole pipeline on this computer

Usage: claimwire run [PATH…] [options]

Runs the whole pipeline on this computer: the files go into a bucket, through clean, deduplicate and extract, and into
tables, all on loopback ports of this process. Without PATH it runs over the sample articles.

What was found is kept in --data, so that \`claimwire claims\`, \`articles\` and \`ledger\` can read it, and a file that is
run again is told to be the same. An interrupted run is taken up where it stopped. Dot files are left out, and so is
what runs have written: data directories, and the files of --out and --log.

Options:
  --data DIR     where to keep objects and tables (default: ${DEFAULT_DATA_DIRECTORY} in this folder)
  --fresh        start with an empty data directory
  --watch        then keep polling the feeds of \`claimwire feeds\`, until Ctrl-C; without PATH, do only that (files are
                 read once, at the start)
  --every N      seconds between two looks for due feeds (default 60; on AWS every 5 minutes)
  --out FILE     write the claims as JSON lines (.gz by name, - for standard output)
  --json         print one JSON object instead of the report
  --all          show every claim in the report, not only the first few of each of the first 50 articles
  --log FILE     write what the functions log
  --no-color     no colours; NO_COLOR=1 and FORCE_COLOR=1 are honoured too

Examples:
  claimwire run
  claimwire run articles/ report.html --out claims.ndjson
  claimwire run articles/ --json | jq '.documents[] | select(.outcome.state == "rejected")'

Exit code 0 when every document has its outcome, which includes being rejected with a reason; 1 when a path could not be
read, or a document failed.
`;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseCall('run', args, {
    data: { type: 'string', default: DEFAULT_DATA_DIRECTORY },
    fresh: { type: 'boolean', default: false },
    watch: { type: 'boolean', default: false },
    every: { type: 'string' },
    out: { type: 'string' },
    json: OUTPUT_OPTIONS.json,
    all: { type: 'boolean', default: false },
    log: { type: 'string' },
    'no-color': OUTPUT_OPTIONS['no-color'],
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) {
    await print(HELP);
    return 0;
  }
  if (values.json && values.out === '-')
    throw new UsageError('--json and --out - both write to standard output; choose one');
  const everySeconds = countOf(values.every, 'every') ?? WATCH_SECONDS;
  const onlyFeeds = values.watch && positionals.length === 0;
  if (onlyFeeds && (values.json || values.out !== undefined)) {
    throw new UsageError('--watch without PATH reports on no files: it does not go with --json and --out');
  }
  const dataDirectory = resolve(values.data);
  const startedAt = performance.now();

  const { files, problems } = onlyFeeds
    ? { files: [], problems: [] }
    : await collectFiles(
        positionals.length > 0 ? positionals : [SAMPLES],
        [values.out, values.log].filter((path) => path !== undefined),
      );
  reportProblems(problems);
  if (files.length === 0 && !onlyFeeds) throw new Error('nothing to run: none of the paths holds a file');
  for (const path of [values.out, values.log]) if (path !== undefined) await checkOutput(path);
  if (values.fresh) startFresh(dataDirectory);
  await makeFolder(dataDirectory);

  const last = readRunState(dataDirectory);
  const interrupted = last?.state === 'running' ? last : null;
  const log = values.log === undefined ? null : openLineWriter(values.log);
  const progress = startStageProgress(files.length);
  let cloud: LocalCloud | undefined;
  const watching = new AbortController();
  let watchBegan = false;
  const stopOnSignal = (signal: NodeJS.Signals) => {
    progress.stop();
    process.stderr.write(`claimwire run: ${signal}, stopping; run again to go on where this stopped\n`);
    const code = signal === 'SIGINT' ? 130 : 143;
    // A second signal does not wait for a clean end.
    process.once(signal, () => process.exit(code));
    watching.abort();
    void (cloud?.stop() ?? Promise.resolve()).finally(() => process.exit(watchBegan ? 0 : code));
  };
  process.once('SIGINT', stopOnSignal);
  process.once('SIGTERM', stopOnSignal);
  try {
    cloud = await startLocalCloud({
      ...feedOptions(process.env),
      dataDirectory,
      visibilitySeconds: VISIBILITY_SECONDS,
      onLog: (line) => {
        // What could not be written is told when the log is closed.
        log?.write(line).catch(() => {});
        const news = watchBegan ? newsOf(line) : null;
        if (news !== null) tell(news);
      },
    });
    const local = cloud;
    progress.watch(() => local.stats());
    const state = { v: 1, startedAt: interrupted?.startedAt ?? new Date().toISOString() } as const;
    writeRunState(dataDirectory, { ...state, state: 'running' });
    const tables = tablesOf(cloud);
    const claimsBefore = await standingClaims(tables);
    const ingested = await ingestFiles(cloud, files, interrupted, await readLedger(tables), progress.stored);
    await cloud.idle();
    progress.stop();
    if (ingested.resumed > 0) {
      process.stderr.write(`claimwire run: took up ${ingested.resumed} unfinished documents of an earlier run\n`);
    }
    reportProblems(ingested.problems);
    const report = await reportOf(tables, ingested.files, claimsBefore);
    writeRunState(dataDirectory, { ...state, state: 'done' });

    if (values.out !== undefined) {
      const out = openLineWriter(values.out);
      for (const claim of report.claims) await out.write(claim);
      await out.close();
    }
    const seconds = (performance.now() - startedAt) / 1000;
    if (onlyFeeds) await print('Watching feeds; Ctrl-C stops, and the next start goes on from there.\n');
    else if (values.json) await print(`${JSON.stringify(jsonReport(report, seconds), null, 2)}\n`);
    else if (values.out !== '-') {
      const page = pageFor(values);
      const commandFor = (call: readonly string[]) => commandLine([...call, ...placeOf(values.data)]);
      const unread = problems.length + ingested.problems.length;
      await print(`${reportLines(report, page, { seconds, unread, commandFor, all: values.all }).join('\n')}\n`);
      const hints = [
        `Read on: ${commandFor(['claims', '--speaker', 'NAME'])}`,
        `         ${commandFor(['ledger', '--summary'])}`,
        ...(report.newClaims === 0 && report.claims.length > 0
          ? ['Nothing new since the last run; --fresh starts over.']
          : []),
      ];
      await print(`\n${hints.map(page.style.dim).join('\n')}\n`);
    }
    const unfinished = report.documents.filter(({ entry }) => entry === null || entry.outcome.state === 'failed');
    const code = unfinished.length + problems.length + ingested.problems.length > 0 ? 1 : 0;
    if (values.watch) {
      watchBegan = true;
      await watchFeeds(cloud, { everyMs: everySeconds * 1000, print: tell, signal: watching.signal }).catch((error) => {
        // What the end of the watch cut off is no failure.
        if (!watching.signal.aborted) throw error;
      });
    }
    return code;
  } finally {
    progress.stop();
    process.removeListener('SIGINT', stopOnSignal);
    process.removeListener('SIGTERM', stopOnSignal);
    await cloud?.stop();
    await log?.close();
  }
}

/** How a command is told to read what this run keeps. */
function placeOf(directory: string): string[] {
  if (directory === DEFAULT_DATA_DIRECTORY) return [];
  return directory.startsWith('-') ? [`--data=${directory}`] : ['--data', directory];
}

/** One line of news, with the time of day. */
function tell(news: string): void {
  void print(`${new Date().toTimeString().slice(0, 8)}  ${printable(news)}\n`);
}

function reportProblems(problems: readonly { path: string; reason: string }[]): void {
  for (const { path, reason } of problems) process.stderr.write(`claimwire run: ${printable(path)}: ${reason}\n`);
}

/**
 * Makes a folder and those above it. Node's own way says of a read-only place that it is not there, and goes round for ever
 * where nothing can be made (`/proc`).
 */
async function makeFolder(directory: string): Promise<void> {
  try {
    await mkdir(directory);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && dirname(directory) !== directory) {
      await makeFolder(dirname(directory));
      await mkdir(directory);
    } else if (code !== 'EEXIST') throw error;
    else if (!(await stat(directory)).isDirectory()) throw new Error(`${directory}: a file, expected a folder`);
  }
}

/** Empties a data directory, and only one: a folder that is something else is left alone. */
function startFresh(directory: string): void {
  if (!existsSync(directory)) return;
  if (!existsSync(join(directory, 'run.json')) && !existsSync(partsOf(directory).databasePath)) {
    throw new UsageError(
      `--fresh empties a data directory of \`claimwire run\`, and ${directory} is none: it has no run.json and no tables.sqlite`,
    );
  }
  emptyDataDirectory(directory);
}

function tablesOf(cloud: LocalCloud): OpenTables {
  return {
    client: cloud.clients.dynamodb,
    names: cloud.resources.tables,
    where: 'this run',
    isLocalRun: true,
    textObject: async () => {
      throw new Error('a run reads no texts');
    },
    close: async () => {},
  };
}

function jsonReport(report: Awaited<ReturnType<typeof reportOf>>, seconds: number): unknown {
  return {
    seconds: Math.round(seconds * 1000) / 1000,
    newClaims: report.newClaims,
    documents: report.documents.map(({ path, documentId, entry }) => ({
      path,
      documentId,
      title: entry?.title ?? null,
      stage: entry?.stage ?? null,
      outcome: entry?.outcome ?? null,
    })),
    stories: report.stories,
    claims: report.claims,
  };
}

function shorter(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.length < path.length ? fromHere : path;
}
