// A second deployment replaces every function while documents are on their way, and loses none of them. It brings what the
// tests after it need: functions with faults, and with settings that let things go in seconds.
import { setTimeout as sleep } from 'node:timers/promises';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { expect } from 'vitest';
import { QUEUES, STAGES } from '../../shared/pipeline.ts';
import { functionOutput } from '../../shared/stack-outputs.ts';
import { article } from './articles.ts';
import { limitConcurrency } from './concurrency.ts';
import { deploy } from './deploy.ts';
import { faultBundle } from './fault-code.ts';
import { hasten } from './function-control.ts';
import { type Changes, nextRelease } from './next-release.ts';
import { FEEDS_ON_THIS_MACHINE, TIMEOUT_SECONDS } from './pace.ts';
import { type Pipeline, proves, type Uploaded } from './pipeline.ts';

async function codeHashes({ clients, outputs }: Pipeline): Promise<(string | undefined)[]> {
  const hashes: (string | undefined)[] = [];
  for (const { id } of STAGES) {
    const FunctionName = outputs[functionOutput(id)];
    const { CodeSha256 } = await clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    hashes.push(CodeSha256);
  }
  return hashes;
}

const UPLOAD_PAUSE_MS = 100;

/** Documents on their way at once: steady load, and no more of it than the target works off. */
const ON_THEIR_WAY = 6;

const uploadLoad = (pipeline: Pipeline, n: number): Promise<Uploaded> =>
  pipeline.upload(`load-${n}.txt`, article(500 + n));

/** Uploads one document for each that ends, until told to stop. */
async function keepLoaded(pipeline: Pipeline, first: readonly Uploaded[], isOver: () => boolean): Promise<Uploaded[]> {
  const documents = [...first];
  let onTheirWay = [...first];
  while (!isOver()) {
    const entries = await Promise.all(onTheirWay.map(pipeline.entryOf));
    onTheirWay = onTheirWay.filter((_, i) => entries[i] === null);
    if (onTheirWay.length < ON_THEIR_WAY) {
      const document = await uploadLoad(pipeline, documents.length);
      documents.push(document);
      onTheirWay.push(document);
    }
    await sleep(UPLOAD_PAUSE_MS);
  }
  return documents;
}

/** The same as the embedded target has from its start. */
async function changes({ capabilities }: Pipeline): Promise<Changes> {
  return {
    clean: {
      code: await faultBundle('clean'),
      environment: { RETRY_BASE_SECONDS: '0' },
      timeoutSeconds: TIMEOUT_SECONDS,
    },
    ...(capabilities.streamPartialFailure === true && { publish: { code: await faultBundle('publish') } }),
    'poll-feeds': { environment: FEEDS_ON_THIS_MACHINE },
    'fetch-article': { environment: FEEDS_ON_THIS_MACHINE },
  };
}

interface Update {
  /** The stack's outputs after it. */
  outputs: Record<string, string>;
  /** What was on its way during it. */
  loaded: Uploaded[];
}

async function updateUnderLoad(pipeline: Pipeline): Promise<Update> {
  // Some emulators end what a function has at work when it is replaced; its messages come back.
  for (const queue of QUEUES) await hasten(pipeline, queue);
  // Before it begins, however soon it ends: some targets update within a second.
  const first = await Promise.all(Array.from({ length: ON_THEIR_WAY }, (_, n) => uploadLoad(pipeline, n)));
  let over = false;
  const loading = keepLoaded(pipeline, first, () => over);
  let outputs: Record<string, string>;
  try {
    const release = nextRelease(pipeline.assembly!, await changes(pipeline));
    // Without a change set, for which CDK would compare all resources first; the first deployment was made with one.
    outputs = await deploy(pipeline.folder, pipeline.connection, release, ['--method=direct']);
    if (pipeline.concurrency !== null) await limitConcurrency(pipeline.clients, outputs, pipeline.concurrency);
  } finally {
    over = true;
  }
  return { outputs, loaded: await loading };
}

let updated: Promise<Update> | null = null;

/** Updates the stack, once: for the tests of the update, and for those of what it brings when they run alone. */
export const whenUpdated = (pipeline: Pipeline): Promise<Update> => (updated ??= updateUnderLoad(pipeline));

export function replacesEveryFunction(): void {
  proves(['stack', 'updateInPlace'], 'an update under load replaces every function', async (pipeline) => {
    const before = await codeHashes(pipeline);
    const { outputs } = await whenUpdated(pipeline);
    expect(outputs).toEqual(pipeline.outputs);
    const after = await codeHashes(pipeline);
    for (const [i, hash] of after.entries()) expect([STAGES[i]!.id, hash]).not.toEqual([STAGES[i]!.id, before[i]]);
  });
}

/** What was ended at work comes back after a while. */
export function losesNoDocument(): void {
  proves(['stack', 'updateInPlace'], 'an update under load loses no document', async (pipeline) => {
    const { loaded } = await whenUpdated(pipeline);
    const entries = await pipeline.outcomes(loaded);
    expect(entries.map(({ outcome }) => outcome.state)).toEqual(loaded.map(() => 'extracted'));
  });
}
