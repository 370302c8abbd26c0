// `npm run dev:stack [-- --target NAME]`: keeps a target up, deploys again on every change of the code, prints the
// functions' logs.
import { watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { STAGES } from '../../shared/pipeline.ts';
import { bucketOutput, functionOutput } from '../../shared/stack-outputs.ts';
import { type Clients, clientsFor } from './connection.ts';
import { deploy } from './deploy.ts';
import { untilInterrupted } from './interruption.ts';
import { endAllOf, openRun, sweepDeadRuns } from './runs.ts';
import { synthesise } from './synthesis.ts';
import { targetNamed } from './targets/all.ts';
import type { Deployed } from './targets/target.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a deployment is made of. */
const WATCHED = ['functions', 'infra', 'shared'];

/** Editors write a file in several steps. */
const SETTLE_MS = 300;

const LOG_POLL_MS = 1000;

const say = (line: string) => process.stderr.write(`[dev:stack] ${line}\n`);

async function tail(clients: Clients, { outputs }: Deployed, signal: AbortSignal): Promise<void> {
  const groups = await Promise.all(
    STAGES.map(async ({ id }) => {
      const FunctionName = outputs[functionOutput(id)];
      const { LoggingConfig } = await clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      return { id, name: LoggingConfig?.LogGroup ?? `/aws/lambda/${FunctionName}`, printed: new Set<string>() };
    }),
  );
  const startTime = Date.now();
  while (!signal.aborted) {
    for (const { id, name, printed } of groups) {
      const { events = [] } = await clients.logs
        .send(new FilterLogEventsCommand({ logGroupName: name, startTime }))
        // No log group before the first invocation.
        .catch(() => ({ events: [] }));
      for (const { eventId = '', timestamp = 0, message = '' } of events) {
        const key = eventId || `${timestamp} ${message}`;
        if (printed.has(key)) continue;
        printed.add(key);
        process.stdout.write(`${id}: ${message.trimEnd()}\n`);
      }
    }
    await sleep(LOG_POLL_MS, undefined, { signal }).catch(() => {});
  }
}

/** Calls back once after each burst of changes, never while the last call is at work. */
async function onChanges(signal: AbortSignal, act: () => Promise<void>): Promise<void> {
  let isChanged = false;
  for (const folder of WATCHED) {
    watch(join(ROOT, folder), { recursive: true, signal }, () => {
      isChanged = true;
    });
  }
  while (!signal.aborted) {
    await sleep(SETTLE_MS, undefined, { signal }).catch(() => {});
    if (!isChanged) continue;
    isChanged = false;
    await act();
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { target: { type: 'string', default: 'ministack' } } });
  const target = await targetNamed(values.target);
  if (target.capabilities.stack !== true) throw new Error(`target ${target.name}: ${target.capabilities.stack}`);
  const unavailable = await target.unavailable();
  if (unavailable !== null) throw new Error(`target ${target.name}: ${unavailable}`);
  await sweepDeadRuns();
  const run = openRun(say);
  const interruption = untilInterrupted(run.folder);
  const stopping = new AbortController();
  const stopped = interruption.signalled.then(() => stopping.abort());
  try {
    const { deployed, stop } = await target.start(run);
    const clients = clientsFor(deployed.connection);
    const { AWS_ENDPOINT_URL: endpoint, AWS_REGION: region } = deployed.connection.environment;
    say(`stack ${deployed.stackName} is up; in another terminal:`);
    say(`  export AWS_ENDPOINT_URL=${endpoint} AWS_REGION=${region} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test`);
    say(`  aws s3 cp FILE s3://${deployed.outputs[bucketOutput('articles')]}/incoming/`);
    say(`  npx claimwire status --stack ${deployed.stackName}`);
    say('Ctrl-C ends it.');
    const working = Promise.all([
      tail(clients, deployed, stopping.signal),
      onChanges(stopping.signal, async () => {
        say('changed: deploying');
        try {
          const assembly = await synthesise(run.folder, run.id);
          await deploy(run.folder, deployed.connection, assembly);
          say('deployed');
        } catch (error) {
          say(error instanceof Error ? error.message : String(error));
        }
      }),
    ]);
    await Promise.race([stopped, working]);
    clients.destroy();
    await stop();
  } finally {
    await endAllOf(run.folder);
    interruption.ignore();
    run.close();
  }
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`dev:stack: ${error.message}\n`);
    process.exit(1);
  },
);
