// DynamoDB and its streams: the dynoxide binary as a child process on a loopback port.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, statfsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { prepareDatabase } from './shim/stream-index.ts';

/**
 * One thread: all work is done under one lock of the database anyway, and several threads also wait for each other at
 * musl's allocator, which cost an eighth of the emulator's processor time.
 */
const EMULATOR_ENVIRONMENT = { TOKIO_WORKER_THREADS: '1' };

export interface LocalDynamoDb {
  endpoint: string;
  /** The SQLite file. */
  databasePath: string;
  stop(): Promise<void>;
}

/** Tries to find a port: another process may take it between our look and the emulator's start. */
const PORT_ATTEMPTS = 5;

/** Time for the emulator to start listening; it takes 50 ms on an idle machine. */
const START_TIMEOUT_MS = 15_000;

/**
 * The emulator's binary for this platform.
 * @throws Error with the other ways to run, when npm has installed none.
 */
export function dynamoDbBinary(platform: string = process.platform, architecture: string = process.arch): string {
  const name = `@dynoxide/${platform}-${architecture}`;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return join(dirname(manifest), platform === 'win32' ? 'dynoxide.exe' : 'dynoxide');
  } catch (cause) {
    throw new Error(
      `starting the local cloud: its DynamoDB (npm package ${name}) is not installed for ${platform} on ${architecture}. ` +
        'Run npm ci if your platform has it; otherwise start MiniStack or LocalStack and set AWS_ENDPOINT_URL to its address, or use AWS itself.',
      { cause },
    );
  }
}

/**
 * Starts the emulator; tables live in the SQLite file `databasePath`, or for as long as it runs when that is null: then
 * they are in a file, too, since only a file can bring the index along that streams need, and its folder goes with the
 * emulator, even when this process is killed.
 */
export async function startDynamoDb(databasePath: string | null): Promise<LocalDynamoDb> {
  const binary = dynamoDbBinary();
  for (let attempt = 1; ; attempt++) {
    const temporary = databasePath === null ? mkdtempSync(join(temporaryRoot(), 'claimwire-tables-')) : null;
    const path = databasePath ?? join(temporary!, 'tables.sqlite');
    prepareDatabase(path);
    const port = await freePort();
    const args = ['--host', '127.0.0.1', '--port', String(port), '--db-path', path];
    const guard = spawn(
      process.execPath,
      [fileURLToPath(new URL('./dynamodb-guard.mjs', import.meta.url)), temporary ?? '', binary, ...args],
      // Detached: Ctrl-C in a terminal reaches the whole group, and would end the tables before the functions.
      { stdio: ['pipe', 'pipe', 'pipe'], detached: true, windowsHide: true, env: EMULATOR_ENVIRONMENT },
    );
    try {
      await listening(guard);
      return { endpoint: `http://127.0.0.1:${port}`, databasePath: path, stop: () => stop(guard) };
    } catch (cause) {
      const portWasTaken = guard.exitCode !== null;
      await stop(guard);
      if (!portWasTaken || attempt === PORT_ATTEMPTS) {
        throw new Error(`starting the local cloud's DynamoDB over ${path}: ${(cause as Error).message}`, { cause });
      }
    }
  }
}

/** Waits until the emulator says that its socket is open. @throws Error with what it said instead. */
function listening(guard: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const fail = (what: string) =>
      reject(new Error(`expected the emulator to listen, but it ${what} and said "${said.join(' ')}"`));
    const timer = setTimeout(() => fail(`was not ready after ${START_TIMEOUT_MS} ms`), START_TIMEOUT_MS);
    for (const input of [guard.stdout!, guard.stderr!]) {
      createInterface({ input }).on('line', (line) => {
        said.push(line);
        if (!line.includes('listening')) return;
        clearTimeout(timer);
        resolve();
      });
    }
    guard.once('error', reject).once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with code ${code}`);
    });
  });
}

async function stop(guard: ChildProcess): Promise<void> {
  if (guard.exitCode !== null || guard.signalCode !== null) return;
  const ended = once(guard, 'exit');
  guard.stdin!.destroy();
  await ended;
}

/** Linux keeps this folder in memory. Containers often give it 64 MB only, which 50,000 claims fill. */
const MEMORY_FOLDER = '/dev/shm';
const MEMORY_FOLDER_MIN_BYTES = 1024 ** 3;

function temporaryRoot(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY_FOLDER);
    return bavail * bsize >= MEMORY_FOLDER_MIN_BYTES ? MEMORY_FOLDER : tmpdir();
  } catch {
    return tmpdir();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('looking for a free port: expected a number');
  return address.port;
}
