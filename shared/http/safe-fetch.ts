// The only way out to the web: GET with every address checked, and with limits on redirects, time, headers and size.
import { Agent, type Dispatcher } from 'undici';
import { type AddressGuard, ANYWHERE, checkUrl, PUBLIC_WEB } from './address-guard.ts';
import { FetchError } from './fetch-error.ts';
import { guardedConnector, type Resolver, systemResolver } from './guarded-connector.ts';
import { ACCEPT_ENCODING, readBody } from './read-body.ts';

export interface SafeClientOptions {
  /** Who asks, with a contact: sent as User-Agent. */
  userAgent: string;
  /** Lifts the limits on ports and addresses: for tests and local runs only. @default false */
  allowPrivate?: boolean;
  /** Finer than `allowPrivate`. @default the public web, ports 80 and 443 */
  guard?: AddressGuard;
  /** @default the system's DNS */
  resolve?: Resolver;
  /** Authority, as PEM, whose certificates are taken. @default those that Node trusts */
  ca?: string;
  /** For the whole fetch, redirects included. @default 20,000 */
  totalTimeoutMs?: number;
  /** For one connection, DNS included. @default 8,000 */
  connectTimeoutMs?: number;
  /** @default 5, the number RFC 9309 §2.3.1.2 asks for with robots.txt and more than any honest feed needs */
  maxRedirects?: number;
  /** Of all header lines together. @default 32 KB */
  maxHeaderBytes?: number;
  /** As sent and after decompression. @default 16 MB */
  maxBytes?: number;
}

/** What the server said last time about the representation at `url`, sent back only to that very address. */
export interface Validators {
  url: string;
  etag?: string;
  lastModified?: string;
}

export interface SafeRequest {
  /** Sent as Accept. @default anything */
  accept?: string;
  validators?: Validators;
  /** Smaller than the client's limit for this one request. */
  maxBytes?: number;
  /** `manual`: a redirect is the response, its body unread, for a caller that asks before each hop. @default follow */
  redirect?: 'follow' | 'manual';
  signal?: AbortSignal;
}

export interface Hop {
  url: string;
  status: number;
}

export interface SafeResponse {
  /** Where the body came from, after redirects. */
  url: string;
  status: number;
  /** Lower-case names; repeated headers joined by a comma. */
  headers: Record<string, string>;
  bytes: Buffer;
  /** The redirects that led here, in order, each with the status that sent us on. */
  redirects: Hop[];
}

export interface SafeClient {
  /**
   * Parses an address and checks what can be checked without DNS.
   *
   * @throws FetchError when it is refused
   */
  check(address: string): URL;
  /**
   * Fetches an address. Every status is a response, 4xx and 5xx included; nothing is retried.
   *
   * @throws FetchError when the address, a redirect or a resolved IP address is refused, when a limit is exceeded, or when
   *   the connection fails
   */
  get(address: string, request?: SafeRequest): Promise<SafeResponse>;
  close(): Promise<void>;
}

export const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function flatHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const flat: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value!;
  }
  return flat;
}

/** A validator that could end the header line early is no validator. */
function headerSafe(value: string | undefined): value is string {
  return value !== undefined && value !== '' && /^[\x20-\x7e\x80-\xff]{1,1000}$/.test(value);
}

function describeFailure(error: unknown, url: string, totalTimeoutMs: number): FetchError {
  if (error instanceof FetchError) return error;
  const { name, code, message } = error as Error & { code?: string | number };
  if (name === 'TimeoutError' || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return new FetchError('time', `fetching ${url}: expected the whole response in ${totalTimeoutMs} ms`, {
      cause: error,
    });
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW') {
    return new FetchError('size', `fetching ${url}: the response's headers are too large`, { cause: error });
  }
  // A request that is called off has a code too, but one that is a number and tells nobody anything.
  const shown = typeof code === 'string' ? `${code}: ${message}` : message;
  return new FetchError('connection', `fetching ${url}: ${shown}`, { cause: error });
}

/** Makes a client; close it to release its connections. */
export function createSafeClient(options: SafeClientOptions): SafeClient {
  const guard = options.guard ?? (options.allowPrivate ? ANYWHERE : PUBLIC_WEB);
  const totalTimeoutMs = options.totalTimeoutMs ?? 20_000;
  const maxRedirects = options.maxRedirects ?? 5;
  const maxBytes = options.maxBytes ?? 16 * 1024 * 1024;
  const agent = new Agent({
    connect: guardedConnector(guard, options.resolve ?? systemResolver, options.connectTimeoutMs ?? 8_000, options.ca),
    // One connection to an origin, one request on it at a time.
    connections: 1,
    pipelining: 1,
    maxHeaderSize: options.maxHeaderBytes ?? 32 * 1024,
    headersTimeout: totalTimeoutMs,
    bodyTimeout: totalTimeoutMs,
  });

  const requestOnce = async (url: URL, request: SafeRequest, signal: AbortSignal): Promise<Dispatcher.ResponseData> => {
    const headers: Record<string, string> = {
      'user-agent': options.userAgent,
      accept: request.accept ?? '*/*',
      'accept-encoding': ACCEPT_ENCODING,
    };
    const { validators } = request;
    if (validators && validators.url === url.href) {
      if (headerSafe(validators.etag)) headers['if-none-match'] = validators.etag;
      if (headerSafe(validators.lastModified)) headers['if-modified-since'] = validators.lastModified;
    }
    return agent.request({ origin: url.origin, path: url.pathname + url.search, method: 'GET', headers, signal });
  };

  return {
    check: (address) => checkUrl(address, guard),
    async get(address, request = {}) {
      const signal = AbortSignal.any([
        AbortSignal.timeout(totalTimeoutMs),
        ...(request.signal ? [request.signal] : []),
      ]);
      const limit = Math.min(maxBytes, request.maxBytes ?? maxBytes);
      const redirects: Hop[] = [];
      let url = checkUrl(address, guard);
      try {
        for (;;) {
          const response = await requestOnce(url, request, signal);
          const headers = flatHeaders(response.headers);
          const location = headers.location;
          if (!REDIRECTS.has(response.statusCode) || !location) {
            const bytes = await readBody(response.body, headers['content-encoding'] ?? '', limit);
            return { url: url.href, status: response.statusCode, headers, bytes, redirects };
          }
          // The body of a redirect is of no use, and may be endless.
          response.body.on('error', () => {}).destroy();
          if (request.redirect === 'manual') {
            return { url: url.href, status: response.statusCode, headers, bytes: Buffer.alloc(0), redirects };
          }
          redirects.push({ url: url.href, status: response.statusCode });
          if (redirects.length > maxRedirects) {
            throw new FetchError(
              'redirects',
              `fetching ${address}: expected at most ${maxRedirects} redirects, got more`,
            );
          }
          if (!URL.canParse(location, url.href)) {
            throw new FetchError(
              'url',
              `fetching ${address}: redirected to "${location.slice(0, 200)}", which is no URL`,
            );
          }
          url = checkUrl(new URL(location, url.href).href, guard);
        }
      } catch (error) {
        throw describeFailure(error, url.href, totalTimeoutMs);
      }
    },
    async close() {
      await agent.destroy();
    },
  };
}
