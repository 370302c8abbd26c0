// Starts and deploys the target that E2E_TARGET names, once for all tests, and ends it after them.
import type { TestProject } from 'vitest/node';
import { endAllOf, openRun, sweepDeadRuns } from './runs.ts';
import { targetNamed } from './targets/all.ts';
import type { Deployed } from './targets/target.ts';

declare module 'vitest' {
  interface ProvidedContext {
    deployed: Deployed;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const target = targetNamed(process.env.E2E_TARGET);
  const since = Date.now();
  const log = (line: string) =>
    process.stderr.write(`[${target.name} ${((Date.now() - since) / 1000).toFixed(1)} s] ${line}\n`);
  for (const swept of await sweepDeadRuns()) log(`left by a run that was killed, ended now: ${swept}`);
  const unavailable = await target.unavailable();
  if (unavailable !== null) throw new Error(`target ${target.name}: ${unavailable}`);

  const run = openRun(log);
  // Vitest ends at a signal without a teardown.
  const interrupted = (signal: NodeJS.Signals) => {
    void endAllOf(run.folder).finally(() => {
      run.close();
      process.exit(signal === 'SIGINT' ? 130 : 143);
    });
  };
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    const { deployed, stop } = await target.start(run);
    if (process.env.E2E_PATIENCE_SECONDS) deployed.patienceSeconds = Number(process.env.E2E_PATIENCE_SECONDS);
    project.provide('deployed', deployed);
    log('deployed');
    return async () => {
      if (process.env.E2E_KEEP) {
        log(
          `kept, with its logs in ${run.folder}; stack ${deployed.stackName}, endpoint ${deployed.connection.endpoints.default ?? 'AWS'}; Ctrl-C ends it`,
        );
        await new Promise(() => {});
      }
      await stop();
      run.close();
      log('stopped');
    };
  } catch (error) {
    run.close();
    throw error;
  }
}
