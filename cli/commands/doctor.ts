// `claimwire doctor`: whether this computer can run the pipeline, and whether a deployed one is put together rightly.

import { dynamoDbBinary } from '../local/dynamodb.ts';
import { outputFormOf, pageFor, print } from '../output.ts';
import { faultsOf, readStackState } from '../stack-state.ts';
import { addressOf, DEFAULT_STACK } from '../tables.ts';
import { parseCommand } from '../usage.ts';

const OPTIONS = {
  stack: { type: 'string' },
  endpoint: { type: 'string' },
  json: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const HELP = `claimwire doctor: whether everything is in order

Usage: claimwire doctor [--stack NAME] [--endpoint URL] [--json]

Checks this computer: the version of Node, the embedded DynamoDB. With --stack, --endpoint or AWS_ENDPOINT_URL also a
deployed stack: which account answers, that the stack is complete, that the bucket announces uploads, that every
function is active and gets its input, that every queue has its dead-letter queue.

  --stack NAME     a deployed stack, in the account and region of the AWS environment (default name: ${DEFAULT_STACK})
  --endpoint URL   an endpoint that speaks like AWS, as AWS_ENDPOINT_URL does
  --json           one JSON object
  --no-color       no colours

Exit codes: 0 all in order, 1 something is not, 2 wrong call.
`;

interface Check {
  what: string;
  /** Null when it is in order, else what is wrong and what to do. */
  problem: string | null;
}

/** The least that package.json asks for. */
const NODE_MAJOR = 20;
const NODE_MINOR = 19;

/** Runs `claimwire doctor …`. */
export async function run(args: string[]): Promise<number> {
  const values = parseCommand('doctor', args, OPTIONS);
  if (values.help) {
    await print(HELP);
    return 0;
  }
  const isJson = outputFormOf(values) === 'json';
  const checks: Check[] = [nodeCheck(), embeddedCheck()];
  const endpoint = values.endpoint ?? process.env.AWS_ENDPOINT_URL;
  if (endpoint !== undefined || values.stack !== undefined) {
    checks.push(...(await stackChecks(endpoint, values.stack ?? DEFAULT_STACK)));
  }
  if (isJson) {
    await print(`${JSON.stringify({ checks })}\n`);
  } else {
    const { style } = pageFor(values);
    for (const { what, problem } of checks) {
      await print(
        problem === null ? `${style.green('ok')}     ${what}\n` : `${style.red('wrong')}  ${what}: ${problem}\n`,
      );
    }
  }
  return checks.every(({ problem }) => problem === null) ? 0 : 1;
}

function nodeCheck(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isEnough = major > NODE_MAJOR || (major === NODE_MAJOR && minor >= NODE_MINOR);
  return {
    what: `Node ${process.versions.node}`,
    problem: isEnough ? null : `expected ${NODE_MAJOR}.${NODE_MINOR} or later; install a newer one`,
  };
}

function embeddedCheck(): Check {
  const what = 'the embedded DynamoDB of local runs';
  try {
    dynamoDbBinary();
    return { what, problem: null };
  } catch (error) {
    return { what, problem: error instanceof Error ? error.message : String(error) };
  }
}

async function stackChecks(endpoint: string | undefined, stack: string): Promise<Check[]> {
  try {
    const state = await readStackState(addressOf(endpoint, process.env), stack);
    const faults = faultsOf(state);
    return [
      { what: `account ${state.account}${endpoint === undefined ? '' : ` at ${endpoint}`}`, problem: null },
      ...(faults.length === 0 ? [{ what: `stack ${stack}`, problem: null }] : []),
      ...faults.map((problem) => ({ what: `stack ${stack}`, problem })),
    ];
  } catch (error) {
    return [{ what: `stack ${stack}`, problem: error instanceof Error ? error.message : String(error) }];
  }
}
