// A function that throws, exits or runs out of time loses no document and gives up none that is well. Needs the code in
// faults/clean.ts.
import { expect } from 'vitest';
import { article } from './articles.ts';
import { eventually } from './eventually.ts';
import { VISIBILITY_SECONDS } from './pace.ts';
import { type Pipeline, proves, type Uploaded } from './pipeline.ts';
import { inTurn } from './turns.ts';

/** What hangs comes last: before it, it would keep one of the few places where the others are taken. */
const FAULTS = ['fault-exit-late-1', 'fault-exit-1', 'fault-throw-1', 'fault-hang-1'];

/** Uploads the documents that ask for faults, each in company. */
async function uploadFaults(pipeline: Pipeline): Promise<{ startedAt: number; documents: Uploaded[] }> {
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
  return { startedAt, documents };
}

export function endsEveryDocumentOnce(): void {
  proves(
    ['functionFaults'],
    'a function that throws, exits and hangs, before and after its work, ends every document of its batches once',
    async (pipeline) => {
      // A batch that dies with its function takes a receive from whatever else is in it: nothing that is to be given up
      // comes before all of these are taken. Their next attempts are well.
      const { startedAt, documents } = await inTurn(() => uploadFaults(pipeline));
      for (const entry of await pipeline.outcomes(documents)) {
        expect(entry).toMatchObject({ outcome: { state: 'extracted' } });
        if (entry.outcome.state !== 'extracted') continue;
        expect(await pipeline.claimsOf(entry.outcome.articleId)).toHaveLength(entry.outcome.claims);
      }
      // Had no function died, no message would have waited to come back.
      expect(Date.now() - startedAt).toBeGreaterThan(VISIBILITY_SECONDS * 1000);
    },
  );
}

export function givesUpNone(): void {
  proves(['functionFaults'], 'what went wrong has left no dead letter behind', async (pipeline) => {
    await pipeline.settled();
    expect((await pipeline.depth(pipeline.deadLettersUrl('clean'))).waiting).toBe(0);
  });
}
