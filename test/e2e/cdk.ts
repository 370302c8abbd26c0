// The CDK command line, as everybody deploys with it. The commands of a run share a process: to load it takes a second, and a
// run has three of them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { failureOf } from './child.ts';
import type { Connection } from './targets/target.ts';

const PROGRAM = fileURLToPath(new URL('cdk-process.mjs', import.meta.url));

const START_DEADLINE_SECONDS = 60;

interface Answer {
  code: number;
  output: string;
}

/**
 * Runs `cdk ARGS` in a folder, away from the project, so that the project's cdk.json names no other app.
 *
 * @returns what it printed
 * @throws Error when it fails or is not done in time; nothing of it then runs on
 */
export async function cdk(
  what: string,
  args: readonly string[],
  folder: string,
  connection: Connection,
  deadlineSeconds: number,
): Promise<string> {
  const signal = AbortSignal.timeout(deadlineSeconds * 1000);
  let answer: Answer;
  try {
    answer = await ask(folder, args, signal).catch(async (error: unknown) => {
      if (signal.aborted) throw error;
      // There is no process yet, or it was ended, or is just ending. A command may be given twice.
      await start(folder, connection);
      return ask(folder, args, signal);
    });
  } catch (error) {
    if (signal.aborted) {
      // It ends when nobody waits for its command any more; none may reach it meanwhile.
      rmSync(socketOf(folder), { force: true });
      throw failureOf(what, `not done within ${deadlineSeconds} s`, '');
    }
    throw failureOf(what, `its process ended: ${(error as Error).message}`, readFileSync(logOf(folder), 'utf8'));
  }
  if (answer.code === 0) return answer.output;
  throw failureOf(what, `ended with code ${answer.code}`, answer.output);
}

const socketOf = (folder: string) => join(folder, 'cdk.sock');
const logOf = (folder: string) => join(folder, 'cdk.log');

/** Starts the process that all of a run's commands are given to. It ends with this one. */
async function start(folder: string, connection: Connection): Promise<void> {
  mkdirSync(folder, { recursive: true });
  rmSync(socketOf(folder), { force: true });
  const log = openSync(logOf(folder), 'w');
  const child = spawn(process.execPath, [PROGRAM, socketOf(folder)], {
    cwd: folder,
    env: {
      ...connection.environment,
      CDK_DISABLE_VERSION_CHECK: '1',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
    },
    // Not with this process's group at Ctrl-C: it is ended with the other processes of the run.
    detached: true,
    stdio: ['pipe', 'pipe', log],
  });
  closeSync(log);
  const signal = AbortSignal.timeout(START_DEADLINE_SECONDS * 1000);
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`it ended with code ${code}`);
  });
  await Promise.race([once(child.stdout!, 'data', { signal }), ended]);
  ended.catch(() => {});
  // This process does not wait for it, but holds it by its input.
  child.unref();
  for (const pipe of [child.stdin, child.stdout]) (pipe as Socket).unref();
}

function ask(folder: string, args: readonly string[], signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ socketPath: socketOf(folder), method: 'POST', agent: false, signal })
      .on('response', (response) => resolve(json(response) as Promise<Answer>))
      .on('error', reject)
      .end(JSON.stringify(args));
  });
}
