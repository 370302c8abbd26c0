// What goes wrong and is repaired, all at once: functions that die, documents that fail, a stage without input.
import { afterAll, beforeAll, describe } from 'vitest';
import { announcesAllAfterFailure } from './change-feed.ts';
import { comesThroughMoved, comesThroughSentAgain, TEXTS_NOT_THERE } from './dead-letters.ts';
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

describe.concurrent('what goes wrong', () => {
  // First what is given up: nothing else may end the attempts at it.
  comesThroughSentAgain();
  comesThroughMoved();
  endsEveryDocumentOnce();
  announcesAllAfterFailure();
  isNamedWithoutInput();
});

givesUpNone();
tellsTheLastError();
