// Tells the tests where run-target.ts writes what it deploys for them.
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    deployedFile: string;
  }
}

export default function setup(project: TestProject): void {
  const file = process.env.E2E_DEPLOYED;
  if (!file) throw new Error('the end-to-end suite needs a target: start it with `npm run e2e -- --target NAME`');
  project.provide('deployedFile', file);
}
