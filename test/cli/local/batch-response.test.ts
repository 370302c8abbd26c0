// What a function's answer says about a batch.
import { expect, test } from 'vitest';
import { failedIdentifiers } from '../../../cli/local/batch-response.ts';

const failures = (...identifiers: unknown[]) => ({
  batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })),
});

test.each([
  { answer: null, failed: [] },
  { answer: undefined, failed: [] },
  { answer: {}, failed: [] },
  { answer: { batchItemFailures: null }, failed: [] },
  { answer: failures(), failed: [] },
  { answer: failures('b'), failed: ['b'] },
  { answer: failures('b', 'b', 'a'), failed: ['b', 'a'] },
  { answer: failures('b', 'z'), failed: ['a', 'b', 'c'] },
  { answer: failures(''), failed: ['a', 'b', 'c'] },
  { answer: failures(null), failed: ['a', 'b', 'c'] },
  { answer: failures(undefined), failed: ['a', 'b', 'c'] },
  { answer: { batchItemFailures: [null] }, failed: ['a', 'b', 'c'] },
  { answer: { batchItemFailures: 'b' }, failed: ['a', 'b', 'c'] },
  { answer: 'done', failed: ['a', 'b', 'c'] },
])('of the batch a, b, c the answer $answer fails $failed', ({ answer, failed }) => {
  expect([...failedIdentifiers(answer, ['a', 'b', 'c'])].sort()).toEqual([...failed].sort());
});
