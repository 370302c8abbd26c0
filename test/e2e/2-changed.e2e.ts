// What changes the stack: a second deployment, and after it all at once what needs functions that are set differently:
// feeds on this machine, functions that die, documents that fail until something is repaired, a stage without input. No
// function is set back: nothing after this needs one as it was.
import { beforeAll, describe } from 'vitest';
import { announcesAllAfterFailure } from './change-feed.ts';
import { comesThroughMoved, comesThroughSentAgain } from './dead-letters.ts';
import { becomesClaims } from './feeds.ts';
import { configure, faultBundle, hasten, installFaults } from './function-control.ts';
import { endsEveryDocumentOnce, givesUpNone } from './function-faults.ts';
import { TIMEOUT_SECONDS } from './pace.ts';
import { withPipeline } from './pipeline.ts';
import { isNamedWithoutInput, tellsTheLastError } from './status.ts';
import { losesNoDocument, replacesEveryFunction } from './update.ts';

// During the update; a failure is told where the bundle is used.
faultBundle('clean').catch(() => {});

replacesEveryFunction();

describe.concurrent('with other settings', () => {
  // Where functions cannot be changed, they were made for this from the start.
  beforeAll(() =>
    withPipeline(async (pipeline) => {
      await hasten(pipeline, 'incoming');
      const { functionUpdate, streamPartialFailure } = pipeline.capabilities;
      if (functionUpdate !== true) return;
      if (streamPartialFailure === true) await installFaults(pipeline, 'publish', 'publish');
      await installFaults(pipeline, 'clean', 'clean');
      await configure(pipeline, 'clean', {
        environment: { RETRY_BASE_SECONDS: '0' },
        timeoutSeconds: TIMEOUT_SECONDS,
      });
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
