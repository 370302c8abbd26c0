// What `claimwire doctor` and `claimwire status` call a fault.
import { describe, expect, test } from 'vitest';
import { faultsOf, type StackState, type StageState } from '../../cli/stack-state.ts';

const stage = (overrides: Partial<StageState> = {}): StageState => ({
  stage: 'clean',
  queue: { waiting: 0, inFlight: 0, oldestSeconds: null, redrive: true },
  deadLetters: 0,
  oldestDeadLetterSeconds: null,
  functionState: 'Active',
  lastUpdate: 'Successful',
  eventSource: 'Enabled',
  lastError: null,
  ...overrides,
});

const state = (overrides: Partial<StackState> = {}): StackState => ({
  account: '000000000000',
  stack: 'claimwire',
  status: 'CREATE_COMPLETE',
  missingOutputs: [],
  notification: true,
  agesProblem: null,
  stages: [stage()],
  ...overrides,
});

describe('faultsOf', () => {
  test.each([
    ['a stack that was created', state()],
    ['a stack that was updated', state({ status: 'UPDATE_COMPLETE' })],
    ['a stack whose update was rolled back: the old one runs', state({ status: 'UPDATE_ROLLBACK_COMPLETE' })],
    [
      'messages that wait',
      state({ stages: [stage({ queue: { waiting: 9, inFlight: 5, oldestSeconds: 40, redrive: true } })] }),
    ],
    ['a stage that reads a stream', state({ stages: [stage({ stage: 'publish', queue: null })] })],
    ['a function that has not run for long', state({ stages: [stage({ functionState: 'Inactive' })] })],
  ])('finds none in %s', (_, given) => {
    expect(faultsOf(given)).toEqual([]);
  });

  test.each([
    [state({ status: 'ROLLBACK_COMPLETE' }), 'stack claimwire is ROLLBACK_COMPLETE'],
    [state({ status: 'UPDATE_IN_PROGRESS' }), 'stack claimwire is UPDATE_IN_PROGRESS'],
    [
      state({ missingOutputs: ['TableClaims'], stages: [] }),
      'stack claimwire has no output TableClaims: it is no stack of claimwire, or of another version',
    ],
    [state({ notification: false }), 'the bucket does not announce objects below incoming/ to the incoming queue'],
    [
      state({ stages: [stage({ eventSource: 'Disabled' })] }),
      'stage clean gets no input: its event source is Disabled',
    ],
    [state({ stages: [stage({ eventSource: 'missing' })] }), 'stage clean gets no input: its event source is missing'],
    [state({ stages: [stage({ functionState: 'Failed' })] }), 'the function of stage clean is Failed'],
    [state({ stages: [stage({ lastUpdate: 'Failed' })] }), 'the last change of the function of stage clean failed'],
    [
      state({ stages: [stage({ queue: { waiting: 0, inFlight: 0, oldestSeconds: null, redrive: false } })] }),
      'the queue of stage clean has no dead-letter queue',
    ],
  ])('names what is wrong (%#)', (given, fault) => {
    expect(faultsOf(given)).toEqual([fault]);
  });
});
