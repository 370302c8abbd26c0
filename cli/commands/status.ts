// `claimwire status`: how a deployed pipeline, or the last local run, is doing.
import { type LedgerEntry, OUTCOMES } from '../../shared/records/ledger.ts';
import { allLedgerEntries } from '../article-queries.ts';
import { outputFormOf, pageFor, print, type TableColumn, tableLines } from '../output.ts';
import { faultsOf, readStackState, type StackState, type StageState } from '../stack-state.ts';
import { addressOf, DEFAULT_STACK, openTables, TABLE_OPTIONS } from '../tables.ts';
import { parseCommand, UsageError } from '../usage.ts';

const OPTIONS = {
  json: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  ...TABLE_OPTIONS,
} as const;

const HELP = `claimwire status: how a pipeline is doing

Usage: claimwire status [--stack NAME] [--endpoint URL] [--data DIR] [--json]

Of a deployed stack: what waits in each stage's queue and for how long, what was given up and since when, whether each
function runs and gets its input, and its newest error of the last day. Of a local run: its documents by outcome.

Where to look (default: the last local run, in .claimwire of this folder):
  --data DIR       the data directory of a local run
  --stack NAME     a deployed stack, in the account and region of the AWS environment (default name: ${DEFAULT_STACK})
  --endpoint URL   an endpoint that speaks like AWS, as AWS_ENDPOINT_URL does; its stack is --stack

Output:
  --json           one JSON object
  --no-color       no colours

Exit codes: 0 all runs and nothing was given up, 1 something needs attention or can't be read, 2 wrong call.
`;

/** Runs `claimwire status …`. */
export async function run(args: string[]): Promise<number> {
  const values = parseCommand('status', args, OPTIONS);
  if (values.help) {
    await print(HELP);
    return 0;
  }
  const isJson = outputFormOf(values) === 'json';
  if (values.data !== undefined && (values.endpoint !== undefined || values.stack !== undefined)) {
    throw new UsageError('--data reads a local run: it does not go with --endpoint or --stack');
  }
  const endpoint = values.endpoint ?? process.env.AWS_ENDPOINT_URL;
  if (values.data !== undefined || (endpoint === undefined && values.stack === undefined)) {
    return statusOfLocalRun(values.data, isJson);
  }
  const state = await readStackState(addressOf(endpoint, process.env), values.stack ?? DEFAULT_STACK);
  const faults = faultsOf(state);
  const needsAttention = faults.length > 0 || state.stages.some(({ deadLetters }) => deadLetters > 0);
  if (isJson) await print(`${JSON.stringify({ ...state, faults })}\n`);
  else await printStack(state, faults, values);
  return needsAttention ? 1 : 0;
}

const COLUMNS: readonly TableColumn<StageState>[] = [
  { title: 'stage', value: ({ stage }) => stage },
  { title: 'waiting', value: ({ queue }) => queue?.waiting ?? null, align: 'right' },
  { title: 'in work', value: ({ queue }) => queue?.inFlight ?? null, align: 'right' },
  { title: 'oldest', value: ({ queue }) => ageOf(queue?.oldestSeconds ?? null), align: 'right' },
  { title: 'dead letters', value: ({ deadLetters }) => deadLetters, align: 'right' },
  {
    title: 'oldest of them',
    value: ({ oldestDeadLetterSeconds }) => ageOf(oldestDeadLetterSeconds),
    align: 'right',
  },
  { title: 'function', value: ({ functionState }) => functionState },
  { title: 'input', value: ({ eventSource }) => eventSource },
  { title: 'last error', value: ({ lastError }) => lastError && `${lastError.at} ${lastError.line}`, flexible: true },
];

async function printStack(state: StackState, faults: string[], values: { 'no-color'?: boolean }): Promise<void> {
  const page = pageFor(values);
  await print(`stack ${page.style.bold(state.stack)} of account ${state.account}: ${state.status}\n\n`);
  for (const line of tableLines(state.stages, COLUMNS, page)) await print(`${line}\n`);
  if (state.stages.some(({ queue }) => queue !== null && queue.waiting > 0 && queue.oldestSeconds === null)) {
    const why = state.agesProblem ?? 'CloudWatch has no ApproximateAgeOfOldestMessage of the last minutes';
    await print(`\nhow long messages have waited is unknown: ${why}\n`);
  }
  for (const fault of faults) await print(`\n${page.style.red(fault)}\n`);
}

/** Seconds in the largest unit that says enough. */
function ageOf(seconds: number | null): string | null {
  if (seconds === null) return null;
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`;
}

async function statusOfLocalRun(data: string | undefined, isJson: boolean): Promise<number> {
  const tables = await openTables(data === undefined ? {} : { data }, {});
  try {
    const outcomes: Partial<Record<LedgerEntry['outcome']['state'], number>> = {};
    const failed: { key: string; error: string }[] = [];
    for await (const { document, outcome } of allLedgerEntries(tables)) {
      outcomes[outcome.state] = (outcomes[outcome.state] ?? 0) + 1;
      if (outcome.state === 'failed') failed.push({ key: document.key, error: outcome.error });
    }
    if (isJson) {
      await print(`${JSON.stringify({ where: tables.where, outcomes, failed })}\n`);
    } else {
      const counts = OUTCOMES.flatMap((state) =>
        outcomes[state] === undefined ? [] : [`${outcomes[state]} ${state}`],
      );
      await print(`${tables.where}: ${counts.length === 0 ? 'no documents' : counts.join(', ')}\n`);
      for (const { key, error } of failed) await print(`failed: ${key}: ${error}\n`);
    }
    return failed.length === 0 ? 0 : 1;
  } finally {
    await tables.close();
  }
}
