// A stage's environment: all of its problems are told at once, with the stage they are of.
import { expect, test } from 'vitest';
import * as z from 'zod';
import { parseConfig, retryFields } from '../../../shared/stage/config.ts';

const Schema = z.object({ TABLE: z.string().min(1), ...retryFields });

test('variables are parsed, those left out have their defaults', () => {
  expect(parseConfig('clean', Schema, { TABLE: 't', HOME: '/' })).toEqual({ TABLE: 't', RETRY_BASE_SECONDS: 5 });
  expect(parseConfig('clean', Schema, { TABLE: 't', RETRY_BASE_SECONDS: '0' })).toMatchObject({
    RETRY_BASE_SECONDS: 0,
  });
});

test('every missing or wrong variable is named', () => {
  expect(() => parseConfig('clean', Schema, { RETRY_BASE_SECONDS: '-1' })).toThrow(
    /^configuration of stage clean: TABLE: .+; RETRY_BASE_SECONDS: .+$/,
  );
});
