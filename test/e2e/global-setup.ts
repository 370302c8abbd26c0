// Hands the tests the pipeline that run-target.ts has deployed for them.
import { readFileSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import type { Deployed } from './targets/target.ts';

declare module 'vitest' {
  interface ProvidedContext {
    deployed: Deployed;
  }
}

export default function setup(project: TestProject): void {
  const file = process.env.E2E_DEPLOYED;
  if (!file) throw new Error('the end-to-end suite needs a target: start it with `npm run e2e -- --target NAME`');
  project.provide('deployed', JSON.parse(readFileSync(file, 'utf8')) as Deployed);
}
