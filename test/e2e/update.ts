// A second deployment replaces every function while documents are on their way, and loses none of them.
import { setTimeout as sleep } from 'node:timers/promises';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { expect } from 'vitest';
import { QUEUES, STAGES } from '../../shared/pipeline.ts';
import { functionOutput } from '../../shared/stack-outputs.ts';
import { article } from './articles.ts';
import { limitConcurrency } from './concurrency.ts';
import { deploy } from './deploy.ts';
import { hasten } from './function-control.ts';
import { nextRelease } from './next-release.ts';
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

/** Uploads until told to stop. */
async function load(pipeline: Pipeline, isOver: () => boolean): Promise<Uploaded[]> {
  const documents: Uploaded[] = [];
  let onTheirWay: Uploaded[] = [];
  while (!isOver()) {
    const entries = await Promise.all(onTheirWay.map(pipeline.entryOf));
    onTheirWay = onTheirWay.filter((_, i) => entries[i] === null);
    if (onTheirWay.length < ON_THEIR_WAY) {
      const document = await pipeline.upload(`load-${documents.length}.txt`, article(500 + documents.length));
      documents.push(document);
      onTheirWay.push(document);
    }
    await sleep(UPLOAD_PAUSE_MS);
  }
  return documents;
}

/** What was on its way during the update. */
let loaded: Uploaded[] = [];

export function replacesEveryFunction(): void {
  proves(['stack', 'updateInPlace'], 'an update under load replaces every function', async (pipeline) => {
    const before = await codeHashes(pipeline);
    // Some emulators end what a function has at work when it is replaced; its messages come back.
    for (const queue of QUEUES) await hasten(pipeline, queue);
    let over = false;
    const loading = load(pipeline, () => over);
    try {
      const release = nextRelease(pipeline.assembly!);
      // Without a change set, for which CDK would compare all resources first; the first deployment was made with one.
      const outputs = await deploy(pipeline.folder, pipeline.connection, release, ['--method=direct']);
      expect(outputs).toEqual(pipeline.outputs);
      if (pipeline.concurrency !== null) await limitConcurrency(pipeline.clients, outputs, pipeline.concurrency);
    } finally {
      over = true;
    }
    loaded = await loading;
    expect(loaded.length).toBeGreaterThan(5);
    const after = await codeHashes(pipeline);
    for (const [i, hash] of after.entries()) expect([STAGES[i]!.id, hash]).not.toEqual([STAGES[i]!.id, before[i]]);
  });
}

/** Needs `replacesEveryFunction` before it. What was ended at work then comes back after a while. */
export function losesNoDocument(): void {
  proves(['stack', 'updateInPlace'], 'an update under load loses no document', async (pipeline) => {
    expect(loaded, 'what was on its way during the update').not.toHaveLength(0);
    const entries = await pipeline.outcomes(loaded);
    expect(entries.map(({ outcome }) => outcome.state)).toEqual(loaded.map(() => 'extracted'));
  });
}
