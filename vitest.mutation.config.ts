// Tests for the mutation run: those of the frame and of stage deduplicate that need no emulator. The search through
// interleavings is left out: it runs every mutant thousands of times and would take a night.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/shared/stage/run-stage.test.ts', 'test/functions/deduplicate/**/*.test.ts'],
    exclude: ['test/functions/deduplicate/dynamodb.test.ts', 'test/functions/deduplicate/interleavings.test.ts'],
    testTimeout: 20_000,
  },
});
