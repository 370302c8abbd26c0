// Target `ministack`: MiniStack from a hashed lock, in a virtual environment of Python. No Docker.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../child.ts';
import { bareEnvironment, emulatorConnection, guardAccount } from '../connection.ts';
import { deployPipeline } from '../deployed-pipeline.ts';
import { adaptToEnforcement, openStagingBucket } from '../enforcement.ts';
import { killGroup } from '../runs.ts';
import { CAPABILITIES, type Capabilities, type Run, type Started, type Target } from './target.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const LOCK = fileURLToPath(new URL('../ministack-requirements.txt', import.meta.url));
const venv = () => process.env.E2E_MINISTACK_VENV || join(ROOT, '.venv-ministack');
/** Written last: an environment without it, or with another lock's hash, is half made or out of date. */
const stamp = () => join(venv(), 'claimwire-lock');

const INSTALL_DEADLINE_SECONDS = 300;
const READY_DEADLINE_SECONDS = 30;

/**
 * Each invocation is a process of its own: ten that start at once on two processors take longer than their timeouts. Two
 * is the least that event sources take.
 */
const PROCESSES = Math.max(2, availableParallelism());

/**
 * MiniStack as its own program starts it, but for two paces that no setting of its own changes: it looks every second for
 * schedules that are due, not every ten, and an event source whose function has failed pauses for a tenth of a second, not
 * for a whole one. Another version that has not these does not start.
 */
const PROGRAM = `
from ministack.app import main
from ministack.services import lambda_svc, scheduler
assert scheduler._SCHEDULE_TICK_INTERVAL == 10 and lambda_svc._ESM_BACKOFF_SECONDS == 1
scheduler._SCHEDULE_TICK_INTERVAL = 1
lambda_svc._ESM_BACKOFF_SECONDS = 0.1
main()
`;

const PYTHONS = ['python3.13', 'python3.12', 'python3.11', 'python3.10', 'python3'];

const CAPABILITIES_OF_MINISTACK: Capabilities = {
  ...(Object.fromEntries(Object.keys(CAPABILITIES).map((name) => [name, true])) as Capabilities),
  moveTask: 'MiniStack 1.5.33 has no StartMessageMoveTask',
  streamPartialFailure: 'MiniStack 1.5.33 takes a reported stream failure for a success',
  iamEnforced: 'enforced on the target ministack-iam only, where every call costs a check',
};

/** A Python that can make virtual environments, or null. Each is asked: a name may be a stand-in for nothing. */
function findPython(): string | null {
  const script = 'import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 10) else 1)';
  return PYTHONS.find((name) => spawnSync(name, ['-c', script], { stdio: 'ignore' }).status === 0) ?? null;
}

const lockHash = () => createHash('sha256').update(readFileSync(LOCK)).digest('hex');

function isInstalled(): boolean {
  return existsSync(stamp()) && readFileSync(stamp(), 'utf8') === lockHash();
}

/**
 * Makes the virtual environment where it is missing, half made or of another lock.
 *
 * @throws Error in one sentence with pip's last words
 */
export async function prepareMiniStack(log: (line: string) => void): Promise<void> {
  if (isInstalled()) return;
  const python = findPython();
  if (python === null) throw new Error(`no Python of version 3.10 or later with venv among ${PYTHONS.join(', ')}`);
  log(`installing MiniStack into ${venv()} with ${python}`);
  rmSync(venv(), { recursive: true, force: true });
  // With the user's own environment: it says where the user's package index is.
  const environment = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const options = { environment, deadlineSeconds: INSTALL_DEADLINE_SECONDS };
  await runProgram('making a virtual environment for MiniStack', [python, '-m', 'venv', venv()], options);
  const pip = [join(venv(), 'bin/python'), '-m', 'pip', 'install', '--quiet', '--no-compile'] as const;
  await runProgram(
    'installing MiniStack',
    [...pip, '--disable-pip-version-check', '--only-binary', ':all:', '--require-hashes', '-r', LOCK],
    options,
  );
  writeFileSync(stamp(), lockHash());
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('looking for a free port: got none'));
        else resolve(address.port);
      });
    });
  });
}

interface Server {
  endpoint: string;
  stop(): Promise<void>;
}

async function startServer(run: Run, auth: boolean): Promise<Server> {
  const port = process.env.E2E_MINISTACK_PORT ? Number(process.env.E2E_MINISTACK_PORT) : await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  if (await isReady(endpoint)) throw new Error(`starting MiniStack: something listens at ${endpoint} already`);
  const home = join(run.folder, 'ministack');
  mkdirSync(join(home, 'tmp'), { recursive: true });
  const logFile = join(home, 'server.log');
  const log = openSync(logFile, 'w');
  const child = spawn(join(venv(), 'bin/python'), ['-c', PROGRAM], {
    // Functions inherit the server's whole environment.
    env: {
      ...bareEnvironment(run.folder),
      HOME: home,
      TMPDIR: join(home, 'tmp'),
      STATE_DIR: join(home, 'state'),
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      LAMBDA_EXECUTOR: 'local',
      SFTP_ENABLED: '0',
      IOT_MTLS_ENABLED: '0',
      AUTH: String(auth),
    },
    // A group of its own: functions in the middle of an invocation outlive the server.
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const gone = new Promise<Error>((resolve) => {
    child.on('error', resolve);
    child.on('exit', (code) => resolve(new Error(`it ended with code ${code}: ${lastLine(logFile)}`)));
  });
  let isGone: Error | null = null;
  void gone.then((error) => {
    isGone = error;
  });
  const stop = async () => {
    if (child.pid === undefined) return;
    // All that it holds is the run's, and goes with it.
    killGroup(child.pid, 'SIGKILL');
    await gone;
  };
  const deadline = Date.now() + READY_DEADLINE_SECONDS * 1000;
  while (!(await isReady(endpoint))) {
    if (isGone !== null || Date.now() > deadline) {
      await stop();
      const reason = (isGone as Error | null)?.message ?? `not ready within ${READY_DEADLINE_SECONDS} s`;
      throw new Error(`starting MiniStack at ${endpoint}: ${reason}`);
    }
    await sleep(100);
  }
  return { endpoint, stop };
}

async function isReady(endpoint: string): Promise<boolean> {
  try {
    return (await fetch(`${endpoint}/_ministack/ready`, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
}

function lastLine(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').at(-1) || 'it printed nothing';
}

function target(name: 'ministack' | 'ministack-iam', capabilities: Capabilities, auth: boolean): Target {
  return {
    name,
    capabilities,
    async unavailable() {
      if (isInstalled() || findPython() !== null) return null;
      return `no Python of version 3.10 or later with venv among ${PYTHONS.join(', ')}`;
    },
    async start(run): Promise<Started> {
      await prepareMiniStack(run.log);
      const server = await startServer(run, auth);
      try {
        const connection = emulatorConnection(server.endpoint, run.folder);
        await guardAccount(connection);
        return await deployPipeline({
          run,
          name,
          capabilities,
          connection,
          patienceSeconds: 120,
          concurrency: PROCESSES,
          ...(auth ? { afterSynthesis: adaptToEnforcement, afterBootstrap: openStagingBucket } : {}),
          stop: server.stop,
        });
      } catch (error) {
        await server.stop();
        throw error;
      }
    },
  };
}

export const ministack = target('ministack', CAPABILITIES_OF_MINISTACK, false);

/** The same server checking every call against the roles of the template. */
export const ministackIam = target('ministack-iam', { ...CAPABILITIES_OF_MINISTACK, iamEnforced: true }, true);
