// A function that throws, exits or runs out of time loses no document and gives up none that is well.
import { describe, expect } from 'vitest';
import { article } from './articles.ts';
import { configure, hasten, installFaults, restoreCode } from './function-control.ts';
import { TIMEOUT_SECONDS } from './pace.ts';
import { type Pipeline, proves } from './pipeline.ts';

/** Runs with a stage whose documents can ask for faults; where functions cannot be changed, they could from the start. */
async function withFaults(pipeline: Pipeline, work: () => Promise<void>): Promise<void> {
  await hasten(pipeline);
  if (pipeline.capabilities.functionUpdate !== true) {
    await work();
    return;
  }
  await installFaults(pipeline, 'clean', 'clean');
  await configure(pipeline, 'clean', { timeoutSeconds: TIMEOUT_SECONDS });
  try {
    await work();
  } finally {
    await restoreCode(pipeline, 'clean');
    await configure(pipeline, 'clean', { timeoutSeconds: 60 });
  }
}

describe('stage clean', () => {
  proves(
    ['functionFaults'],
    'that throws, exits and hangs, before and after its work, ends every document of its batches once',
    async (pipeline) => {
      await withFaults(pipeline, async () => {
        const names = [
          'fault-throw-1.txt',
          'well-1.txt',
          'fault-exit-1.txt',
          'well-2.txt',
          'fault-exit-late-1.txt',
          'well-3.txt',
          'fault-hang-1.txt',
          'well-4.txt',
        ];
        const documents = await Promise.all(names.map((name, i) => pipeline.upload(name, article(200 + i))));
        const entries = await pipeline.outcomes(documents);
        for (const [i, { outcome }] of entries.entries()) {
          expect([names[i], outcome.state]).toEqual([names[i], 'extracted']);
          if (outcome.state !== 'extracted') continue;
          expect(await pipeline.claimsOf(outcome.articleId)).toHaveLength(outcome.claims);
        }
        await pipeline.settled();
        expect((await pipeline.depth(pipeline.deadLettersUrl('clean'))).waiting).toBe(0);
      });
    },
  );
});
