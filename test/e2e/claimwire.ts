// The command line as a user of the deployed stack has it.
import { execFile } from 'node:child_process';
import { BIN } from '../support/command.ts';
import type { Pipeline } from './pipeline.ts';

export interface Finished {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs `claimwire ARGS` in an environment that leads to the target and nowhere else. */
export function claimwire(
  { connection }: Pipeline,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const options = { env: { ...connection.environment, ...environment } };
    execFile(process.execPath, [BIN, ...args], options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    );
  });
}
