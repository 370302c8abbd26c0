// A second deployment replaces every function while documents are on their way.

import { setTimeout as sleep } from 'node:timers/promises';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { describe, expect } from 'vitest';
import { STAGES } from '../../shared/pipeline.ts';
import { functionOutput } from '../../shared/stack-outputs.ts';
import { article } from './articles.ts';
import { deploy } from './deploy.ts';
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

/** Steady, but no more than an emulator works off in the time that tests wait for outcomes. */
const UPLOAD_PAUSE_MS = 300;

/** Uploads until told to stop. */
async function load(pipeline: Pipeline, isOver: () => boolean): Promise<Uploaded[]> {
  const documents: Uploaded[] = [];
  while (!isOver()) {
    documents.push(await pipeline.upload(`load-${documents.length}.txt`, article(500 + documents.length)));
    await sleep(UPLOAD_PAUSE_MS);
  }
  return documents;
}

describe('an update of the stack', () => {
  proves(['stack', 'updateInPlace'], 'under load replaces every function and loses no document', async (pipeline) => {
    const before = await codeHashes(pipeline);
    let over = false;
    const loading = load(pipeline, () => over);
    try {
      const outputs = await deploy(pipeline.folder, pipeline.connection, nextRelease(pipeline.assembly!));
      expect(outputs).toEqual(pipeline.outputs);
    } finally {
      over = true;
    }
    const documents = await loading;
    expect(documents.length).toBeGreaterThan(5);
    const after = await codeHashes(pipeline);
    for (const [i, hash] of after.entries()) expect([STAGES[i]!.id, hash]).not.toEqual([STAGES[i]!.id, before[i]]);

    const entries = await pipeline.outcomes(documents);
    expect(entries.map(({ outcome }) => outcome.state)).toEqual(documents.map(() => 'extracted'));
    await pipeline.settled();
  });
});
