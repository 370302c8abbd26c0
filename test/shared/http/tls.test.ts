// TLS through the guarded connector: the connection goes to the checked address, the certificate is checked against the
// name in the URL.
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import type { FetchError } from '../../../shared/http/fetch-error.ts';
import { createSafeClient, type SafeClient } from '../../../shared/http/safe-fetch.ts';
import { selfSigned } from '../../support/certificate.ts';

const opened: { server: Server; client: SafeClient }[] = [];

afterEach(async () => {
  for (const { server, client } of opened.splice(0)) {
    await client.close();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});

/** A site whose certificate names `names`, and a client that trusts its authority and finds every host at 127.0.0.1. */
async function site(names: string[], trusted = true) {
  const { key, cert } = selfSigned(...names);
  const asked: { host: string | undefined; path: string | undefined; servername: string | false | undefined }[] = [];
  const server = createServer({ key, cert }, (request, response) => {
    const { servername } = request.socket as TLSSocket & { servername?: string | false };
    asked.push({ host: request.headers.host?.split(':')[0], path: request.url, servername });
    if (request.url === '/elsewhere') {
      response.writeHead(302, { location: `https://hill.example:${port}/` }).end();
    } else response.end('read');
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const client = createSafeClient({
    userAgent: 'claimwire-test (mail@claimwire.example)',
    allowPrivate: true,
    resolve: async () => ['127.0.0.1'],
    ...(trusted && { ca: cert }),
  });
  opened.push({ server, client });
  const get = async (host: string, path = '/') => {
    try {
      return (await client.get(`https://${host}:${port}${path}`)).bytes.toString();
    } catch (error) {
      const { code, cause } = error as FetchError & { cause: { code: string } };
      return `${code}: ${cause.code}`;
    }
  };
  return { get, asked };
}

const WRONG_NAME = 'connection: ERR_TLS_CERT_ALTNAME_INVALID';

test('a certificate for the name is taken, and the name is asked for', async () => {
  const { get, asked } = await site(['valley.example']);
  expect(await get('valley.example')).toBe('read');
  expect(asked).toEqual([{ host: 'valley.example', path: '/', servername: 'valley.example' }]);
  // Without the root's dot in the certificate and in what is asked for (RFC 6066 §3).
  expect(await get('valley.example.')).toBe('read');
  expect(asked[1]!.servername).toBe('valley.example');
});

test('a certificate for another name or for the address is refused, before anything is sent', async () => {
  for (const names of [['hill.example'], ['127.0.0.1'], ['127.0.0.1', 'localhost']]) {
    const { get, asked } = await site(names);
    expect([names, await get('valley.example')]).toEqual([names, WRONG_NAME]);
    expect(asked).toEqual([]);
  }
});

test('where the URL has an address, the certificate must be for the address', async () => {
  const good = await site(['127.0.0.1']);
  expect(await good.get('127.0.0.1')).toBe('read');
  // An address is not asked for by name.
  expect(good.asked[0]!.servername).toBe(false);
  const bad = await site(['valley.example']);
  expect(await bad.get('127.0.0.1')).toBe(WRONG_NAME);
});

test('a redirect to a name that the certificate lacks is refused, though it leads to the same address', async () => {
  const { get, asked } = await site(['valley.example']);
  expect(await get('valley.example', '/elsewhere')).toBe(WRONG_NAME);
  expect(asked.map(({ path }) => path)).toEqual(['/elsewhere']);
});

test('a certificate of an unknown authority is refused', async () => {
  const { get, asked } = await site(['valley.example'], false);
  expect(await get('valley.example')).toBe('connection: DEPTH_ZERO_SELF_SIGNED_CERT');
  expect(asked).toEqual([]);
});
