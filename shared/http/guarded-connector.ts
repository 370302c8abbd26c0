// Opens connections only to checked addresses: resolve, check every answer, connect to exactly what was checked.
import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';
import { type AddressGuard, bareHost } from './address-guard.ts';
import { FetchError } from './fetch-error.ts';

/** All addresses of a host name. */
export type Resolver = (hostname: string) => Promise<string[]>;

/** The system's resolver. */
export const systemResolver: Resolver = async (hostname) => {
  const answers = await lookup(hostname, { all: true, verbatim: true });
  return answers.map(({ address }) => address);
};

/** Bounds the attempts when a name has many addresses of which none answers. */
const MAX_ADDRESSES_TRIED = 3;

/**
 * Addresses of a host that may be contacted.
 *
 * A name is refused as a whole when one of its addresses is: a resolver that mixes public and private answers is either
 * attacked or misconfigured.
 */
async function checkedAddresses(
  hostname: string,
  port: number,
  guard: AddressGuard,
  resolve: Resolver,
): Promise<string[]> {
  const host = bareHost(hostname);
  let addresses = [host];
  if (!ipaddr.isValid(host)) {
    try {
      addresses = await resolve(host);
    } catch (cause) {
      throw new FetchError('dns', `resolving ${host}: ${(cause as Error).message}`, { cause });
    }
    if (addresses.length === 0) throw new FetchError('dns', `resolving ${host}: no address`);
  }
  for (const address of addresses) {
    // The guard speaks first, also for what is no IP address: only literals may reach the socket.
    if (!ipaddr.isValid(address) || !guard.allowsAddress(address, port)) {
      throw new FetchError('address', `${host} has the address ${address}, which is not public`);
    }
  }
  return addresses.slice(0, MAX_ADDRESSES_TRIED);
}

/**
 * A connector for undici. The check lies here because here is the only place that every connection passes, IP literals
 * included (Node asks no `lookup` function about them), and because the socket gets the checked IP address, not the name:
 * an answer that changes between check and connection is never asked for.
 */
export function guardedConnector(
  guard: AddressGuard,
  resolve: Resolver,
  timeoutMs: number,
  ca?: string,
): buildConnector.connector {
  const connect = buildConnector({ timeout: timeoutMs, maxCachedSessions: 0, ...(ca !== undefined && { ca }) });
  return (options, callback) => {
    const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80);
    const host = bareHost(options.hostname);
    const connectOne = (address: string) =>
      new Promise<Parameters<typeof callback>>((settle) => {
        // TLS asks for and checks the name; an IP literal has none to send (RFC 6066 §3).
        const servername = ipaddr.isValid(host) ? {} : { servername: host.replace(/\.$/, '') };
        connect({ ...options, ...servername, hostname: address }, (...result) => settle(result));
      });
    const run = async () => {
      if (!guard.allowsPort(port)) throw new FetchError('port', `port ${port} of ${host} is not allowed`);
      let failure: Error = new FetchError('connection', `connecting to ${host}: no address`);
      for (const address of await checkedAddresses(host, port, guard, resolve)) {
        const [error, socket] = await connectOne(address);
        if (error === null) return socket;
        failure = error;
      }
      throw failure;
    };
    run().then(
      (socket) => callback(null, socket!),
      (error: Error) => callback(error, null),
    );
  };
}
