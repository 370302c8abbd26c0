// No way into a private network: every attempt of the table ends before the forbidden listener hears of it.

import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type AddressGuard, checkUrl, isPublicAddress, PUBLIC_WEB } from '../../../shared/http/address-guard.ts';
import { FetchError } from '../../../shared/http/fetch-error.ts';
import { guardedConnector } from '../../../shared/http/guarded-connector.ts';
import { createSafeClient, type SafeClient } from '../../../shared/http/safe-fetch.ts';
import { type LoopbackServer, startLoopbackServer } from '../../support/loopback-server.ts';

/** Stands for the public internet: an address of this machine that the guard of the test lets through. */
const PUBLIC_STAND_IN = '127.0.0.3';

let forbidden: Server[] = [];
let forbiddenPort = 0;
/** The forbidden listener's own log. */
const reached: string[] = [];
let front: LoopbackServer;
let client: SafeClient;
const asked: string[] = [];

/** What the front server answers at a path: a redirect to this address. */
const redirects = new Map<string, { status: number; location: string }>();

const NAMES: Record<string, string[] | (() => string[])> = {
  localhost: ['127.0.0.1', '::1'],
  'localhost.': ['127.0.0.1'],
  'deep.localhost': ['127.0.0.1'],
  'front.example': ['127.0.0.1'],
  'loopback.example': ['127.0.0.1'],
  'loopback6.example': ['::1'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'compatible.example': ['::127.0.0.1'],
  'nat64.example': ['64:ff9b::7f00:1'],
  'sixtofour.example': ['2002:7f00:1::1'],
  'mixed.example': [PUBLIC_STAND_IN, '127.0.0.1'],
  'mixed6.example': [PUBLIC_STAND_IN, '::1'],
  'private10.example': ['10.0.0.8'],
  'metadata.example': ['169.254.169.254'],
  'unspecified.example': ['0.0.0.0'],
  'noaddress.example': ['localhost'],
  'empty.example': [],
  'padded.example': [' 127.0.0.1'],
  'octal.example': ['0177.0.0.1'],
  'zone.example': ['fe80::1%lo'],
  'rebind.example': (() => {
    let answers = 0;
    return () => (answers++ === 0 ? [PUBLIC_STAND_IN] : ['127.0.0.1']);
  })(),
  'flip.example': (() => {
    let answers = 0;
    return () => (answers++ % 2 === 0 ? [PUBLIC_STAND_IN] : ['::1']);
  })(),
};

/** Production's rule about addresses; only ports are free, and two addresses of this machine stand for public ones. */
const guard: AddressGuard = {
  allowsPort: () => true,
  allowsAddress: (address, port) =>
    address === PUBLIC_STAND_IN || (address === '127.0.0.1' && port === front.port) || isPublicAddress(address),
};

beforeAll(async () => {
  const listen = (host: string, port: number) =>
    new Promise<Server>((resolve, reject) => {
      const server = createServer((socket) => {
        reached.push(`${socket.remoteAddress} -> ${socket.localAddress}:${socket.localPort}`);
        socket.destroy();
      });
      server.once('error', reject);
      server.listen(port, host, () => resolve(server));
    });
  const first = await listen('127.0.0.1', 0);
  forbiddenPort = (first.address() as AddressInfo).port;
  forbidden = [first];
  // Machines without IPv6 have one listener less, not one test less.
  for (const host of ['::1', '127.0.0.2']) {
    try {
      forbidden.push(await listen(host, forbiddenPort));
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toMatch(/EADDRNOTAVAIL|EAFNOSUPPORT/);
    }
  }
  front = await startLoopbackServer((request, response) => {
    const { status, location } = redirects.get(request.url ?? '') ?? { status: 404, location: '' };
    response.writeHead(status, location === '' ? {} : { location }).end('a redirect');
  });
  client = createSafeClient({
    userAgent: 'test',
    guard,
    resolve: async (name) => {
      asked.push(name);
      const answer = NAMES[name];
      if (!answer) throw new Error(`no such name: ${name}`);
      return typeof answer === 'function' ? answer() : answer;
    },
    connectTimeoutMs: 2000,
    totalTimeoutMs: 5000,
  });
});

beforeEach(() => {
  asked.length = 0;
});

afterAll(async () => {
  await client.close();
  await front.close();
  await Promise.all(forbidden.map((server) => new Promise((closed) => server.close(closed))));
});

/** Hosts of direct attempts: the forbidden listener's address in every notation, and other private places. */
const HOSTS = [
  ...['127.0.0.1', '127.1', '127.0.1', '127.0.0.1.', '127.000.000.001', '127.0.0.2', '127.255.255.254', '2130706433'],
  ...['0x7f000001', '0x7f.0.0.1', '0x7f.1', '0X7F.0x0.0x0.0x1', '0177.0.0.1', '0177.1', '017700000001', '127.0x0.00.1'],
  ...['0.0.0.0', '0', '0x0', '00000000000', '１２７.０.０.１', '①②⑦.⓪.⓪.①', '127。0。0。1', '%31%32%37.0.0.1'],
  ...[
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[0000::0001]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::FFFF:7F00:0001]',
  ],
  ...['[0:0:0:0:0:ffff:127.0.0.1]', '[::127.0.0.1]', '[::7f00:1]', '[::ffff:0:127.0.0.1]', '[64:ff9b::127.0.0.1]'],
  ...['[64:ff9b:1::7f00:1]', '[2002:7f00:1::]', '[2002:7f00:0001::1]', '[2001:0:7f00:1::80ff:fffe]', '[fe80::1]'],
  ...['[fec0::1]', '[fc00::1]', '[fd12:3456::1]', '[ff02::1]', '[2001:db8::1]', '[4000::1]', '10.0.0.1', '172.16.0.1'],
  ...['192.168.0.1', '169.254.169.254', '0xa9fea9fe', '2852039166', '[::ffff:169.254.169.254]', '[fd00:ec2::254]'],
  ...['100.64.0.1', '192.0.0.1', '192.0.2.1', '198.18.0.1', '203.0.113.9', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
  ...['localhost', 'LOCALHOST', 'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ', 'localhost.', 'deep.localhost', 'loopback.example', 'LoopBack.Example'],
  ...[
    'loopback6.example',
    'mapped.example',
    'compatible.example',
    'nat64.example',
    'sixtofour.example',
    'mixed.example',
  ],
  ...['mixed6.example', 'private10.example', 'metadata.example', 'unspecified.example', 'noaddress.example'],
  ...[
    'padded.example',
    'octal.example',
    'zone.example',
    'rebind.example',
    'flip.example',
    'unknown.example',
    'empty.example',
  ],
];

/** Redirects: status and target; `PORT` is the forbidden listener's. */
const REDIRECTS: [number, string][] = [
  ...[301, 302, 303, 307, 308].map((status): [number, string] => [status, 'http://127.0.0.1:PORT/']),
  [302, '//127.0.0.1:PORT/'],
  [302, 'HTTP://2130706433:PORT/'],
  [302, 'http://[::1]:PORT/'],
  [302, 'http://[::ffff:7f00:1]:PORT/'],
  [302, 'http://loopback.example:PORT/'],
  [302, 'http://mixed.example:PORT/'],
  [302, 'http://localhost:PORT/'],
  [302, 'https://127.0.0.1:PORT/'],
  [302, '\\\\127.0.0.1:PORT\\'],
  [302, ' http://127.0.0.1:PORT/'],
  [302, 'http:\\\\127.0.0.1:PORT/'],
  [302, 'http://front.example@127.0.0.1:PORT/'],
  [302, 'http://user:secret@front.example/'],
  [302, 'http://front.example#@127.0.0.1:PORT/'],
  [302, 'file:///etc/passwd'],
  [302, 'ftp://127.0.0.1:PORT/'],
  [302, 'gopher://127.0.0.1:PORT/_GET'],
  [302, 'data:text/plain,x'],
  [302, 'http://'],
];

async function attempt(address: string): Promise<FetchError> {
  const failure = await client.get(address).then(
    (response) => response,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(FetchError);
  return failure as FetchError;
}

test.each(HOSTS)('http://%s/ is not reached', async (host) => {
  await attempt(`http://${host}:${forbiddenPort}/secret`);
  expect(reached).toEqual([]);
});

test.each(REDIRECTS)('a redirect %i to %s is not followed', async (status, target) => {
  const path = `/go/${redirects.size}`;
  redirects.set(path, { status, location: target.replace('PORT', String(forbiddenPort)) });
  await attempt(`http://front.example:${front.port}${path}`);
  expect(front.requests.at(-1)!.path).toBe(path);
  expect(reached).toEqual([]);
});

test('a redirect is refused at the last hop of a chain too', async () => {
  redirects.set('/chain/1', { status: 302, location: '/chain/2' });
  redirects.set('/chain/2', { status: 307, location: `http://front.example:${front.port}/chain/3` });
  redirects.set('/chain/3', { status: 302, location: `http://0x7f.1:${forbiddenPort}/` });
  expect((await attempt(`http://front.example:${front.port}/chain/1`)).code).toBe('address');
  expect(reached).toEqual([]);
});

test('a name is resolved once for a connection, and the connection goes to the checked answer', async () => {
  NAMES['once.example'] = (() => {
    let answers = 0;
    return () => (answers++ === 0 ? [PUBLIC_STAND_IN] : ['127.0.0.1']);
  })();
  // Nothing listens at the stand-in: the failure is the connection's, not the guard's.
  const failure = await attempt(`http://once.example:${forbiddenPort}/`);
  expect(failure.code).toBe('connection');
  expect(failure.message).toContain(PUBLIC_STAND_IN);
  expect(asked).toEqual(['once.example']);
});

test.each([
  ['unknown.example', 'resolving unknown.example: no such name: unknown.example'],
  ['empty.example', 'resolving empty.example: no address'],
])('%s leads nowhere, and the error says so', async (host, message) => {
  expect(await attempt(`http://${host}:${forbiddenPort}/`)).toMatchObject({ code: 'dns', message });
});

test.each([
  ['http://valley.example/', 80],
  ['https://valley.example/', 443],
  ['http://valley.example:8080/', 8080],
])('the guard is asked about the address and the port that %s leads to', async (address, port) => {
  const questions: [string, number][] = [];
  const strict = createSafeClient({
    userAgent: 'test',
    guard: {
      allowsPort: () => true,
      allowsAddress: (...question) => {
        questions.push(question);
        return false;
      },
    },
    resolve: async () => ['203.0.113.9'],
  });
  await expect(strict.get(address)).rejects.toMatchObject({ code: 'address' });
  expect(questions).toEqual([['203.0.113.9', port]]);
  await strict.close();
});

test.each([
  ['22', 'port', []],
  ['443', 'address', ['valley.example']],
])('a connection to port %s is checked where it is opened, whoever asks for it', async (port, code, resolved) => {
  const names: string[] = [];
  const resolve = async (name: string) => {
    names.push(name);
    return ['10.0.0.8'];
  };
  const connect = guardedConnector(PUBLIC_WEB, resolve, 1000);
  const failure = await new Promise<Error | null>((settle) => {
    connect({ hostname: 'valley.example', protocol: 'https:', port }, (...[error]) => settle(error));
  });
  expect(failure).toMatchObject({ name: 'FetchError', code });
  expect(names).toEqual(resolved);
});

test.each([
  ['198.51.100.7', false],
  ['8.8.8.8', true],
  ['2606:4700::1', true],
  ['valley.example', false],
  ['', false],
])('"%s" is a public address: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});

test('the error about a long address shows its beginning', () => {
  const failure = (address: string) => {
    try {
      return checkUrl(address, PUBLIC_WEB).href;
    } catch (error) {
      return (error as FetchError).message;
    }
  };
  const address = (length: number) => 'ftp://public.example/'.padEnd(length, 'a');
  expect(failure(address(200))).toBe(`expected an http or https URL, got "${address(200)}"`);
  expect(failure(address(201))).toBe(`expected an http or https URL, got "${address(200)}…"`);
});

test.each([
  ['http://user:secret@public.example/', 'credentials'],
  ['http://user@public.example/', 'credentials'],
  ['http://public.example:8080/', 'port'],
  ['https://public.example:22/', 'port'],
  ['http://public.example:443/', null],
  ['http://public.example/', null],
  ['https://public.example/', null],
  ['ftp://public.example/', 'scheme'],
  ['file:///etc/passwd', 'scheme'],
  ['javascript:run()', 'scheme'],
  ['data:text/plain,x', 'scheme'],
  ['//public.example/', 'url'],
  ['', 'url'],
  [`http://public.example/${'a'.repeat(9000)}`, 'url'],
  ['http://192.168.1.1/', 'address'],
])('the guard of a client that is told nothing else: %s', async (address, code) => {
  const production = createSafeClient({
    userAgent: 'test',
    resolve: async () => {
      throw new Error('asked');
    },
  });
  const failure = await production.get(address).catch((error: unknown) => error);
  // What passes the guard ends at the resolver of the test.
  expect((failure as FetchError).code).toBe(code ?? 'dns');
  await production.close();
});

test('the table has at least sixty attempts, and none was heard', () => {
  expect(HOSTS.length + REDIRECTS.length).toBeGreaterThanOrEqual(60);
  expect(reached).toEqual([]);
});

test('the listener would have heard: without the guard it is reached', async () => {
  const open = createSafeClient({ userAgent: 'test', allowPrivate: true });
  await open.get(`http://0x7f.1:${forbiddenPort}/`).catch(() => {});
  await open.close();
  expect(reached.splice(0)).toHaveLength(1);
});
