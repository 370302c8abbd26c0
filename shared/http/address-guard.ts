// Which addresses may be contacted: public ones, so that no feed, page or redirect can reach into a private network.
import ipaddr from 'ipaddr.js';
import { FetchError } from './fetch-error.ts';

/** Decides about ports and IP addresses; host names are decided by the addresses they resolve to. */
export interface AddressGuard {
  allowsPort(port: number): boolean;
  allowsAddress(address: string, port: number): boolean;
}

/** All of the global unicast space of IPv6 that is assigned (IANA, 2000::/3). */
const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address, in any notation, is a public unicast one: not private, loopback, link-local, shared, reserved or
 * multicast, and not an IPv6 form that carries an IPv4 address inside (mapped forms are judged by the address they carry;
 * NAT64, 6to4 and Teredo are refused whole).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(GLOBAL_UNICAST_V6);
}

/** The guard of production: public addresses, the two ports of the web. */
export const PUBLIC_WEB: AddressGuard = {
  allowsPort: (port) => port === 80 || port === 443,
  allowsAddress: (address) => isPublicAddress(address),
};

/** No guard at all: only for tests and local runs against one's own machine. */
export const ANYWHERE: AddressGuard = { allowsPort: () => true, allowsAddress: () => true };

/** Longest address taken from a feed or a redirect. */
const MAX_URL_LENGTH = 8192;

function shown(url: string): string {
  return url.length > 200 ? `${url.slice(0, 200)}…` : url;
}

/** Host of a URL without the brackets of IPv6. */
export function bareHost(hostname: string): string {
  return hostname.startsWith('[') && hostname.endsWith(']') ? hostname.slice(1, -1) : hostname;
}

/**
 * Parses an address and checks all that can be checked without DNS: http or https, no credentials, an allowed port, and,
 * when the host is an IP address in whatever notation (the URL parser turns 2130706433, 0x7f.1 and 0177.0.0.1 into
 * 127.0.0.1), an allowed one.
 *
 * @throws FetchError saying which of these failed
 */
export function checkUrl(address: string, guard: AddressGuard): URL {
  if (address.length > MAX_URL_LENGTH) {
    throw new FetchError('url', `expected a URL of at most ${MAX_URL_LENGTH} characters, got ${address.length}`);
  }
  let url: URL;
  try {
    url = new URL(address);
  } catch (cause) {
    throw new FetchError('url', `expected an absolute URL, got "${shown(address)}"`, { cause });
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new FetchError('scheme', `expected an http or https URL, got "${shown(address)}"`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new FetchError('credentials', `expected a URL without credentials, got one for ${url.host}`);
  }
  const port = portOf(url);
  if (!guard.allowsPort(port)) throw new FetchError('port', `port ${port} is not allowed: "${shown(address)}"`);
  const host = bareHost(url.hostname);
  if (ipaddr.isValid(host) && !guard.allowsAddress(host, port)) {
    throw new FetchError('address', `the address ${host} is not public: "${shown(address)}"`);
  }
  url.hash = '';
  return url;
}

/** Port of a URL with its scheme's default. */
function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}
