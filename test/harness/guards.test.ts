// What keeps the end-to-end suite from touching a real account, from hanging, and from leaving anything behind.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { runProgram } from '../e2e/child.ts';
import { bareEnvironment, emulatorConnection, guardAccount } from '../e2e/connection.ts';
import { eventually } from '../e2e/eventually.ts';
import { openRun, RUN_LABEL, RUN_VARIABLE, sweepDeadRuns } from '../e2e/runs.ts';
import { targetNamed } from '../e2e/targets/all.ts';
import { prepareMiniStack } from '../e2e/targets/ministack.ts';
import { type LoopbackServer, startLoopbackServer } from '../support/loopback-server.ts';

const servers: LoopbackServer[] = [];
const folders: string[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  for (const server of servers.splice(0)) await server.close();
});

async function sts(status: number, body: string): Promise<string> {
  const server = await startLoopbackServer((request, response) => {
    request.resume().on('end', () => response.writeHead(status, { 'content-type': 'text/xml' }).end(body));
  });
  servers.push(server);
  return `http://127.0.0.1:${server.port}`;
}

const identity = (account: string) =>
  `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:root</Arn><UserId>u</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

describe('the guard', () => {
  test('lets an emulated account pass', async () => {
    await guardAccount(emulatorConnection(await sts(200, identity('000000000000')), '/nowhere'));
  });

  test('refuses a real account in one sentence that names it', async () => {
    const endpoint = await sts(200, identity('123456789012'));
    await expect(guardAccount(emulatorConnection(endpoint, '/nowhere'))).rejects.toThrow(
      `${endpoint} answers for account 123456789012, expected 000000000000: nothing is deployed there`,
    );
  });

  test('tells that an endpoint answers 403', async () => {
    const denied =
      '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>';
    const endpoint = await sts(403, denied);
    await expect(guardAccount(emulatorConnection(endpoint, '/nowhere'))).rejects.toThrow(
      `asking ${endpoint} for its account: it answers 403, AccessDenied: no`,
    );
  });

  test('gives child processes none of the variables of this one', () => {
    vi.stubEnv('AWS_PROFILE', 'production');
    vi.stubEnv('AWS_SESSION_TOKEN', 'secret');
    const { environment } = emulatorConnection('http://127.0.0.1:1', '/nowhere');
    expect(Object.keys(environment).filter((name) => /PROFILE|TOKEN/.test(name))).toEqual([]);
    expect(environment.AWS_ACCESS_KEY_ID).toBe('000000000000');
  });
});

describe('a target that this machine lacks', () => {
  test.each([
    [
      'localstack',
      { DOCKER_HOST: 'unix:///nowhere/docker.sock' },
      'no Docker engine: there is no /nowhere/docker.sock',
    ],
    ['endpoint', { AWS_ENDPOINT_URL: '' }, 'AWS_ENDPOINT_URL names no endpoint'],
    ['endpoint', { AWS_ENDPOINT_URL: 'localhost' }, 'AWS_ENDPOINT_URL is no address: "localhost"'],
    ['aws', { E2E_AWS_ACCOUNT: '' }, 'E2E_AWS_ACCOUNT names no account, and a real one is used only on purpose'],
    ['aws', { E2E_AWS_ACCOUNT: 'production' }, 'E2E_AWS_ACCOUNT is no account id of twelve digits: "production"'],
  ])('%s with %j says why', async (name, variables, reason) => {
    for (const [variable, value] of Object.entries(variables)) vi.stubEnv(variable, value);
    expect(await (await targetNamed(name)).unavailable()).toBe(reason);
  });

  test('and one that nobody knows is refused with the names that there are', async () => {
    await expect(targetNamed('cloud')).rejects.toThrow(/expected a target \(embedded, ministack, .*\), got "cloud"/);
  });

  test('LocalStack without its image says which and what to do', async () => {
    const server = await startLoopbackServer((request, response) => {
      response.writeHead(request.url === '/_ping' ? 200 : 404).end();
    });
    servers.push(server);
    vi.stubEnv('DOCKER_HOST', `tcp://127.0.0.1:${server.port}`);
    vi.stubEnv('LOCALSTACK_IMAGE', 'nowhere/image:1');
    vi.stubEnv('E2E_PULL', '');
    expect(await (await targetNamed('localstack')).unavailable()).toMatch(
      /^the Docker engine has no image nowhere\/image:1; pull it/,
    );
  });
});

describe('MiniStack', () => {
  /** A folder with stand-ins for programs, which end with a code. */
  function programs(codes: Record<string, number>): string {
    const folder = mkdtempSync(join(tmpdir(), 'claimwire-programs-'));
    folders.push(folder);
    for (const [name, code] of Object.entries(codes)) {
      writeFileSync(join(folder, name), `#!/bin/sh\nexit ${code}\n`, { mode: 0o755 });
    }
    return folder;
  }

  test('without a Python that is new enough says which it looked for', async () => {
    vi.stubEnv('E2E_MINISTACK_VENV', join(programs({}), 'none'));
    vi.stubEnv('PATH', programs({ python3: 1, 'python3.10': 1 }));
    expect(await (await targetNamed('ministack')).unavailable()).toBe(
      'no Python of version 3.10 or later with venv among python3.13, python3.12, python3.11, python3.10, python3',
    );
  });

  test('in an environment that is half made makes it anew, and says when that fails', async () => {
    const venv = programs({ 'left-by-a-killed-install': 0 });
    const path = programs({});
    // Fit by its word, and failing at its work.
    writeFileSync(join(path, 'python3'), '#!/bin/sh\ntest "$1" = -c\n', { mode: 0o755 });
    vi.stubEnv('E2E_MINISTACK_VENV', venv);
    vi.stubEnv('PATH', path);
    await expect(prepareMiniStack(() => {})).rejects.toThrow(
      /^making a virtual environment for MiniStack: ended with code \d+ without a word$/,
    );
    expect(existsSync(join(venv, 'left-by-a-killed-install'))).toBe(false);
  });

  test('whose port is taken says so', async () => {
    const server = await startLoopbackServer((_, response) => response.end());
    servers.push(server);
    const venv = programs({});
    const lock = readFileSync(new URL('../e2e/ministack-requirements.txt', import.meta.url));
    writeFileSync(join(venv, 'claimwire-lock'), createHash('sha256').update(lock).digest('hex'));
    vi.stubEnv('E2E_MINISTACK_VENV', venv);
    vi.stubEnv('E2E_MINISTACK_PORT', String(server.port));
    const run = openRun(() => {});
    try {
      await expect((await targetNamed('ministack')).start(run)).rejects.toThrow(
        `starting MiniStack: something listens at http://127.0.0.1:${server.port} already`,
      );
    } finally {
      run.close();
    }
  });
});

test('a Docker engine that refuses says so', async () => {
  const server = await startLoopbackServer((_, response) => response.writeHead(403).end());
  servers.push(server);
  vi.stubEnv('DOCKER_HOST', `tcp://127.0.0.1:${server.port}`);
  expect(await (await targetNamed('localstack')).unavailable()).toBe(
    `the Docker engine at 127.0.0.1:${server.port} answers 403 instead of 200`,
  );
});

test('a container of a run whose folder is gone is removed, one of a living run or of others is not', async () => {
  const own = openRun(() => {});
  const removed: string[] = [];
  const container = (Id: string, folder: string) => ({ Id, Labels: { [RUN_LABEL]: folder } });
  const server = await startLoopbackServer((request, response) => {
    if (request.method === 'DELETE') {
      removed.push(request.url!.split('?')[0]!);
      response.writeHead(204).end();
    } else {
      const gone = join(tmpdir(), 'claimwire-e2e', 'run-gone');
      const list = [container('dead', gone), container('living', own.folder), container('others', '/nowhere/run-x')];
      response.end(JSON.stringify(list));
    }
  });
  servers.push(server);
  vi.stubEnv('DOCKER_HOST', `tcp://127.0.0.1:${server.port}`);
  try {
    expect(await sweepDeadRuns()).toContain('container dead');
    expect(removed).toEqual(['/containers/dead']);
  } finally {
    own.close();
  }
});

describe('a program of the suite', () => {
  test('that hangs is ended at its deadline, with all it started', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'claimwire-child-'));
    try {
      const file = join(folder, 'grandchild-is-alive');
      const script = `(while :; do touch '${file}'; sleep 0.05; done) & echo waiting; wait`;
      const running = runProgram('hanging', ['/bin/sh', '-c', script], {
        environment: bareEnvironment(folder),
        deadlineSeconds: 3,
      });
      await expect(running).rejects.toThrow('hanging: not done within 3 s; its last words:\nwaiting');
      rmSync(file, { force: true });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(existsSync(file)).toBe(false);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('that is not there is named', async () => {
    const running = runProgram('looking', ['/nowhere/program'], { environment: {}, deadlineSeconds: 5 });
    await expect(running).rejects.toThrow('looking: /nowhere/program does not start');
  });
});

test('what a killed run left behind is ended by the next, and a living run is let alone', async () => {
  const runs = join(tmpdir(), 'claimwire-e2e');
  mkdirSync(runs, { recursive: true });
  const dead = mkdtempSync(join(runs, 'run-'));
  // A process that is over, and this one.
  const over = spawn('/bin/true');
  await new Promise((resolve) => over.on('close', resolve));
  writeFileSync(join(dead, 'owner.json'), JSON.stringify({ pid: over.pid, startedAt: 'long ago' }));
  const own = openRun(() => {});
  const left = spawn('/bin/sleep', ['60'], { env: { [RUN_VARIABLE]: dead }, detached: true, stdio: 'ignore' });
  const ended = new Promise((resolve) => left.on('exit', (_, signal) => resolve(signal)));
  try {
    await eventually('the process to be listed', 10, async () => {
      const list = execFileSync('ps', ['eww', '-o', 'command=', '-p', String(left.pid)], { encoding: 'utf8' });
      expect(list).toContain(dead);
    });
    expect(await sweepDeadRuns()).toEqual(expect.arrayContaining([`process ${left.pid}`, `folder ${dead}`]));
    expect(await ended).toBe('SIGKILL');
    expect(existsSync(dead)).toBe(false);
    expect(existsSync(own.folder)).toBe(true);
  } finally {
    left.kill('SIGKILL');
    own.close();
  }
});
