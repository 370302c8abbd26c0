// Runs a program to its end: in a process group of its own, with a deadline, its output kept for the error.
import { spawn } from 'node:child_process';
import { killGroup } from './runs.ts';

/** Lines of a failed program's output that its error quotes. */
const QUOTED_LINES = 12;

/**
 * Runs a program and returns what it printed, standard output and error together.
 *
 * @throws Error when it fails or is not done in time; nothing of it then runs on
 */
export async function runProgram(
  what: string,
  [command, ...args]: readonly [string, ...string[]],
  options: { environment: Record<string, string>; cwd?: string; deadlineSeconds: number },
): Promise<string> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    if (child.pid !== undefined) killGroup(child.pid, 'SIGKILL');
  }, options.deadlineSeconds * 1000);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', (cause) => reject(new Error(`${what}: ${command} does not start: ${cause.message}`, { cause })));
    child.on('close', resolve);
  }).finally(() => clearTimeout(timer));
  if (code === 0 && !late) return output;
  const ending = late ? `not done within ${options.deadlineSeconds} s` : `ended with code ${code}`;
  throw failureOf(what, ending, output);
}

/** The error of a program that failed, with the end of what it printed. */
export function failureOf(what: string, ending: string, output: string): Error {
  const last = output.trim().split('\n').slice(-QUOTED_LINES).join('\n');
  return new Error(`${what}: ${ending}${last ? `; its last words:\n${last}` : ' without a word'}`);
}
