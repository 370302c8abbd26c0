// What needs functions that are set differently, all at once: feeds on this machine, functions that die, documents that
// fail until something is repaired, a stage without input.
import { afterAll, beforeAll, describe } from 'vitest';
import { announcesAllAfterFailure } from './change-feed.ts';
import { comesThroughMoved, comesThroughSentAgain, TEXTS_NOT_THERE } from './dead-letters.ts';
import { becomesClaims } from './feeds.ts';
import { configure, hasten, installFaults, restoreCode } from './function-control.ts';
import { endsEveryDocumentOnce, givesUpNone } from './function-faults.ts';
import { TIMEOUT_SECONDS } from './pace.ts';
import { withPipeline } from './pipeline.ts';
import { isNamedWithoutInput, tellsTheLastError } from './status.ts';

// Where functions cannot be changed, they were made for this from the start.
beforeAll(() =>
  withPipeline(async (pipeline) => {
    await hasten(pipeline, 'incoming');
    const { functionUpdate, streamPartialFailure } = pipeline.capabilities;
    if (functionUpdate !== true) return;
    if (streamPartialFailure === true) await installFaults(pipeline, 'publish', 'publish');
    await installFaults(pipeline, 'clean', 'clean');
    await configure(pipeline, 'clean', {
      environment: { RETRY_BASE_SECONDS: '0', ...TEXTS_NOT_THERE },
      timeoutSeconds: TIMEOUT_SECONDS,
    });
  }),
);

afterAll(() =>
  withPipeline(async (pipeline) => {
    const { functionUpdate, streamPartialFailure } = pipeline.capabilities;
    if (functionUpdate !== true) return;
    if (streamPartialFailure === true) await restoreCode(pipeline, 'publish');
    await restoreCode(pipeline, 'clean');
    await configure(pipeline, 'clean', { timeoutSeconds: 60 });
  }),
);

describe.concurrent('with other settings', () => {
  // The longest wait first.
  becomesClaims();
  // Faults before what is to be given up: its attempts fall into the time after which theirs come back.
  endsEveryDocumentOnce();
  comesThroughSentAgain();
  comesThroughMoved();
  announcesAllAfterFailure();
  isNamedWithoutInput();
});

givesUpNone();
tellsTheLastError();
