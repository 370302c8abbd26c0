// What changes the stack: a second deployment, and after it all at once what needs the functions that it brings: feeds on
// this machine, functions that die, documents that fail until something is repaired, a stage without input. Nothing is set
// back: nothing after this needs it as it was.
import { beforeAll, describe } from 'vitest';
import { announcesAllAfterFailure } from './change-feed.ts';
import { comesThroughMoved, comesThroughSentAgain } from './dead-letters.ts';
import { becomesClaims } from './feeds.ts';
import { endsEveryDocumentOnce, givesUpNone } from './function-faults.ts';
import { withPipeline } from './pipeline.ts';
import { isNamedWithoutInput, tellsTheLastError } from './status.ts';
import { losesNoDocument, replacesEveryFunction, whenUpdated } from './update.ts';

replacesEveryFunction();

describe.concurrent('after the update', () => {
  // Where nothing is deployed, the functions were made for this from the start.
  beforeAll(() =>
    withPipeline(async (pipeline) => {
      if (pipeline.capabilities.updateInPlace === true) await whenUpdated(pipeline);
    }),
  );

  // The longest wait first.
  losesNoDocument();
  becomesClaims();
  // Faults before what is to be given up: its attempts fall into the time after which theirs come back.
  endsEveryDocumentOnce();
  comesThroughSentAgain();
  comesThroughMoved();
  announcesAllAfterFailure();
  isNamedWithoutInput();
});

// After all of it: vitest runs concurrent groups that follow each other at the same time, and these alone.
givesUpNone();
tellsTheLastError();
