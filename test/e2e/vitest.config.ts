// Runner of the end-to-end suite: one target at a time, files in the order of their names, one after the other.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

class ByName extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => a.moduleId.localeCompare(b.moduleId));
  }
}

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/e2e/*.e2e.ts'],
    globalSetup: [fileURLToPath(new URL('global-setup.ts', import.meta.url))],
    reporters: ['default', fileURLToPath(new URL('reporter.ts', import.meta.url))],
    // All tests share one pipeline, and the last of them destroys it.
    fileParallelism: false,
    // One process that has loaded the SDK once: no file leaves anything behind in it.
    isolate: false,
    sequence: { sequencer: ByName },
    // Of a group all tests at once: what they do most is wait.
    maxConcurrency: 20,
    // A test waits for outcomes with deadlines of its own, which say what is missing; this one is for what they miss.
    testTimeout: 900_000,
    hookTimeout: 300_000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
