// Redirects, limits and compression of the guarded client, against a real server.

import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FetchError, isTransient } from '../../../shared/http/fetch-error.ts';
import { createSafeClient, type SafeClient } from '../../../shared/http/safe-fetch.ts';
import { type LoopbackServer, startLoopbackServer } from '../../support/loopback-server.ts';

const TEXT = 'claims and more claims '.repeat(200);
const BOMB = Buffer.alloc(3_000_000, 'a');
const MAX_BYTES = 100_000;
/** What no compression makes smaller: more than a decoder takes at once. */
const NOISE = Buffer.concat(Array.from({ length: 2800 }, (_, n) => createHash('sha256').update(String(n)).digest()));

let server: LoopbackServer;
let client: SafeClient;

function send(response: ServerResponse, encoding: string, body: Buffer) {
  response.writeHead(200, encoding === '' ? {} : { 'content-encoding': encoding }).end(body);
}

const ANSWERS: Record<string, (response: ServerResponse) => void> = {
  '/plain': (response) => send(response, '', Buffer.from(TEXT)),
  '/gzip': (response) => send(response, 'gzip', gzipSync(TEXT)),
  '/x-gzip': (response) => send(response, ' X-GZIP ', gzipSync(TEXT)),
  '/br': (response) => send(response, 'br', brotliCompressSync(TEXT)),
  '/deflate': (response) => send(response, 'deflate', deflateSync(TEXT)),
  '/deflate-raw': (response) => send(response, 'deflate', deflateRawSync(TEXT)),
  '/twice': (response) => send(response, 'gzip, br', brotliCompressSync(gzipSync(TEXT))),
  '/noise-gzip': (response) => send(response, 'gzip', gzipSync(NOISE)),
  '/empty-gzip': (response) => send(response, 'gzip', Buffer.alloc(0)),
  '/thrice': (response) => send(response, 'gzip, gzip, gzip', gzipSync(gzipSync(gzipSync(TEXT)))),
  '/unknown-encoding': (response) => send(response, 'zstd', Buffer.from(TEXT)),
  '/broken-gzip': (response) => send(response, 'gzip', Buffer.from('this is no gzip')),
  '/cut-gzip': (response) => send(response, 'gzip', gzipSync(TEXT).subarray(0, 40)),
  '/bomb-gzip': (response) => send(response, 'gzip', gzipSync(BOMB)),
  '/bomb-br': (response) => send(response, 'br', brotliCompressSync(BOMB)),
  '/bomb-deflate': (response) => send(response, 'deflate', deflateSync(BOMB)),
  '/bomb-twice': (response) => send(response, 'gzip, gzip', gzipSync(gzipSync(BOMB))),
  '/hollow-gzip': (response) => send(response, 'gzip', Buffer.concat(Array(6000).fill(gzipSync('')))),
  '/large': (response) => send(response, '', BOMB),
  '/endless': (response) => {
    const more = () => {
      while (!response.destroyed && response.write(BOMB.subarray(0, 10_000)));
    };
    response.on('drain', more);
    more();
  },
  '/headers': (response) => response.writeHead(200, { 'x-long': 'x'.repeat(20_000) }).end(),
  '/many': (response) => response.writeHead(200, { 'set-cookie': ['a=1', 'b=2'], 'X-Up': 'v' }).end('x'),
  '/silent': () => {},
  '/slow-head': (response) => setTimeout(() => response.end('late'), 3000).unref(),
  '/slow-body': (response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('.'), 50);
    response.on('close', () => clearInterval(timer));
  },
  '/reset': (response) => response.socket?.destroy(),
  '/reset-gzip': (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.write(gzipSync(NOISE).subarray(0, 40_000), () => response.socket?.destroy());
  },
  '/404': (response) => response.writeHead(404).end('gone'),
  '/503': (response) => response.writeHead(503, { 'retry-after': '120' }).end('later'),
  '/304': (response) => response.writeHead(304, { etag: '"1"' }).end(),
  '/no-location': (response) => response.writeHead(302).end('here'),
  '/to-plain': (response) => response.writeHead(301, { location: 'plain#part' }).end(),
  '/loop': (response) => response.writeHead(302, { location: '/loop' }).end(),
  '/endless-redirect': (response) => {
    response.writeHead(302, { location: '/plain' });
    ANSWERS['/endless']!(response);
  },
};

beforeAll(async () => {
  server = await startLoopbackServer((request, response) => {
    const hops = /^\/hops\/(\d+)$/.exec(request.url ?? '');
    if (hops) {
      const left = Number(hops[1]);
      response.writeHead(left === 0 ? 200 : 302, left === 0 ? {} : { location: `/hops/${left - 1}` }).end('end');
      return;
    }
    ANSWERS[request.url ?? '']!(response);
  });
  client = createSafeClient({
    userAgent: 'claimwire-test (mail@claimwire.example)',
    allowPrivate: true,
    resolve: async () => ['127.0.0.1'],
    totalTimeoutMs: 700,
    maxBytes: MAX_BYTES,
    maxHeaderBytes: 8000,
  });
});

beforeEach(() => {
  server.requests.length = 0;
});

afterAll(async () => {
  await client.close();
  await server.close();
});

const at = (path: string) => `http://valley.example:${server.port}${path}`;
const failureOf = async (path: string): Promise<FetchError> =>
  (await client.get(at(path)).catch((e: unknown) => e)) as FetchError;

describe('bodies', () => {
  test.each(['/plain', '/gzip', '/x-gzip', '/br', '/deflate', '/deflate-raw', '/twice'])('%s is read', async (path) => {
    const { bytes, status } = await client.get(at(path));
    expect([status, bytes.toString()]).toEqual([200, TEXT]);
  });

  test('a compressed body that is larger than a decoder takes at once is read whole', async () => {
    expect((await client.get(at('/noise-gzip'))).bytes.equals(NOISE)).toBe(true);
  });

  test('an empty body that calls itself gzip is empty', async () => {
    expect((await client.get(at('/empty-gzip'))).bytes).toHaveLength(0);
  });

  test.each([
    ['/bomb-gzip', 'size', 'after decompression'],
    ['/bomb-br', 'size', 'after decompression'],
    ['/bomb-deflate', 'size', 'after decompression'],
    ['/bomb-twice', 'size', 'after decompression'],
    ['/hollow-gzip', 'size', 'as sent'],
    ['/large', 'size', 'as sent'],
    ['/endless', 'size', 'as sent'],
    ['/headers', 'size', 'headers'],
    ['/thrice', 'encoding', 'at most 2'],
    ['/unknown-encoding', 'encoding', 'zstd'],
    ['/broken-gzip', 'encoding', 'decompressing gzip'],
    ['/cut-gzip', 'encoding', 'decompressing gzip'],
    ['/silent', 'time', '700 ms'],
    ['/slow-head', 'time', '700 ms'],
    ['/slow-body', 'time', '700 ms'],
    ['/reset', 'connection', 'valley.example'],
    ['/reset-gzip', 'connection', 'valley.example'],
  ])('%s ends in an error about %s', async (path, code, message) => {
    const failure = await failureOf(path);
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(message);
    expect(isTransient(failure)).toBe(code === 'time' || code === 'connection');
    expect(server.requests).toHaveLength(1);
  });

  test('one request may ask for less than the client’s limit', async () => {
    await expect(client.get(at('/plain'), { maxBytes: 100 })).rejects.toThrow('at most 100 bytes');
  });

  test('the client is usable after every kind of failure', async () => {
    await failureOf('/endless');
    await failureOf('/slow-body');
    expect((await client.get(at('/plain'))).status).toBe(200);
  });
});

describe('statuses and redirects', () => {
  test.each([
    ['/404', 404],
    ['/503', 503],
    ['/304', 304],
    ['/no-location', 302],
  ])('%s is a response and is asked for once', async (path, status) => {
    expect((await client.get(at(path))).status).toBe(status);
    expect(server.requests).toHaveLength(1);
  });

  test('headers have lower-case names and one value', async () => {
    const { headers } = await client.get(at('/many'));
    expect(headers).toMatchObject({ 'set-cookie': 'a=1, b=2', 'x-up': 'v' });
  });

  test('a redirect is followed, told, and its fragment not sent', async () => {
    const response = await client.get(at('/to-plain'));
    expect(response.url).toBe(at('/plain'));
    expect(response.redirects).toEqual([{ url: at('/to-plain'), status: 301 }]);
    expect(server.requests.map(({ path }) => path)).toEqual(['/to-plain', '/plain']);
  });

  test('five redirects are followed, six are not', async () => {
    expect((await client.get(at('/hops/5'))).bytes.toString()).toBe('end');
    expect((await failureOf('/hops/6')).code).toBe('redirects');
    expect((await failureOf('/loop')).code).toBe('redirects');
  });

  test('the endless body of a redirect is not read', async () => {
    expect((await client.get(at('/endless-redirect'))).bytes.toString()).toBe(TEXT);
  });
});

describe('requests', () => {
  test('say who asks, what is read, and nothing else', async () => {
    await client.get(at('/plain'), { accept: 'application/rss+xml' });
    const { host, connection, ...headers } = server.requests[0]!.headers;
    expect(headers).toEqual({
      'user-agent': 'claimwire-test (mail@claimwire.example)',
      accept: 'application/rss+xml',
      'accept-encoding': 'gzip, br, deflate',
    });
    expect(host).toBe(`valley.example:${server.port}`);
    expect(connection).toBe('keep-alive');
  });

  test('validators go only to the address they came from', async () => {
    const validators = { url: at('/plain'), etag: '"v1"', lastModified: 'Wed, 15 Jan 2031 10:00:00 GMT' };
    await client.get(at('/to-plain'), { validators });
    const [first, second] = server.requests.map(({ headers }) => headers);
    expect(first).not.toHaveProperty('if-none-match');
    expect(second).toMatchObject({ 'if-none-match': '"v1"', 'if-modified-since': 'Wed, 15 Jan 2031 10:00:00 GMT' });
  });

  test('validators that would break the header are left out', async () => {
    await client.get(at('/plain'), { validators: { url: at('/plain'), etag: '"a"\r\nx: y', lastModified: '' } });
    expect(server.requests[0]!.headers).not.toHaveProperty('if-none-match');
    expect(server.requests[0]!.headers).not.toHaveProperty('if-modified-since');
  });

  test.each([
    ['without a word', undefined, 'This operation was aborted'],
    ['with a reason', new Error('the run is over'), 'the run is over'],
  ])('a caller can call off a request %s', async (_, reason, message) => {
    const controller = new AbortController();
    const pending = client.get(at('/silent'), { signal: controller.signal });
    controller.abort(reason);
    await expect(pending).rejects.toMatchObject({
      code: 'connection',
      message: `fetching ${at('/silent')}: ${message}`,
    });
  });
});
