// Tests of one group that break the same thing take turns at it; the others go on meanwhile.
import type { Pipeline } from './pipeline.ts';

let last: Promise<unknown> = Promise.resolve();

/** Starts the work when all that was given before has ended, well or not. */
export const inTurn = (work: (pipeline: Pipeline) => Promise<void>) => (pipeline: Pipeline) => {
  const done = last.then(() => work(pipeline));
  last = done.catch(() => {});
  return done;
};
