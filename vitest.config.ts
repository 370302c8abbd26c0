// Test runner: one configuration for unit, property and infra tests; the end-to-end targets have their own runner.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Node 20 only: the SDK's notice about its coming end of support would drown the test output.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    coverage: {
      provider: 'v8',
      include: ['shared/**', 'functions/**', 'cli/**', 'infra/**'],
      reporter: ['text-summary', 'json-summary'],
    },
  },
});
