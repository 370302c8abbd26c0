// A function that throws, exits or runs out of time loses no document and gives up none that is well.
import { describe, expect } from 'vitest';
import { article } from './articles.ts';
import { eventually } from './eventually.ts';
import { configure, hasten, installFaults, restoreCode } from './function-control.ts';
import { TIMEOUT_SECONDS, VISIBILITY_SECONDS } from './pace.ts';
import { type Pipeline, proves, type Uploaded } from './pipeline.ts';

const FAULTS = ['fault-throw-1', 'fault-exit-1', 'fault-exit-late-1', 'fault-hang-1'];

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
        const startedAt = Date.now();
        const documents: Uploaded[] = [];
        for (const [wave, fault] of FAULTS.entries()) {
          const names = [`${wave}-well.txt`, `${wave}-${fault}.txt`, `${wave}-also-well.txt`];
          const uploads = names.map((name, i) => pipeline.upload(name, article(200 + 10 * wave + i)));
          documents.push(...(await Promise.all(uploads)));
          // Each fault has a batch of its own: another's would end the invocation before it.
          await eventually('the batch to be taken', pipeline.patienceSeconds, async () => {
            expect((await pipeline.depth(pipeline.queueUrl('incoming'))).waiting).toBe(0);
          });
        }
        for (const entry of await pipeline.outcomes(documents)) {
          expect(entry).toMatchObject({ outcome: { state: 'extracted' } });
          if (entry.outcome.state !== 'extracted') continue;
          expect(await pipeline.claimsOf(entry.outcome.articleId)).toHaveLength(entry.outcome.claims);
        }
        // Had no function died, no message would have waited to come back.
        expect(Date.now() - startedAt).toBeGreaterThan(VISIBILITY_SECONDS * 1000);
        await pipeline.settled();
        expect((await pipeline.depth(pipeline.deadLettersUrl('clean'))).waiting).toBe(0);
      });
    },
  );
});
