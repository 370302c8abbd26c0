// What run-target.ts deploys for the tests. They are loaded meanwhile, and wait for it here.
import { readFileSync } from 'node:fs';
import { inject } from 'vitest';
import { eventually } from './eventually.ts';
import type { Deployed } from './targets/target.ts';

/** Longer than any target takes: where a deployment fails, the tests are ended by whoever made it. */
const DEADLINE_SECONDS = 900;

/** Everything waits for it. */
const LONGEST_PAUSE_MS = 50;

let read: Promise<Deployed> | null = null;

/** Waits until the pipeline is deployed. */
export const whenDeployed = (): Promise<Deployed> =>
  (read ??= eventually(
    'the deployment',
    DEADLINE_SECONDS,
    async () => JSON.parse(readFileSync(inject('deployedFile'), 'utf8')) as Deployed,
    LONGEST_PAUSE_MS,
  ));
