// Tests for the mutation run: those of the frame and of stage deduplicate that need no emulator.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/shared/stage/**/*.test.ts', 'test/functions/deduplicate/**/*.test.ts'],
    exclude: ['test/functions/deduplicate/dynamodb.test.ts'],
    testTimeout: 20_000,
  },
});
