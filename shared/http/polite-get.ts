// One visit to a site by the rules of the house: wait for the host's turn, ask robots.txt, then fetch; hop by hop.
import { NO_CONTACT } from '../names.ts';
import { bareHost } from './address-guard.ts';
import { FetchError } from './fetch-error.ts';
import { hostPauseMs, MAX_GAP_MS, politeGapMs } from './politeness.ts';
import { isAllowed, type RobotsAnswer, type RobotsEntry, robotsEntry, robotsUrl } from './robots.ts';
import { type Hop, REDIRECTS, type SafeClient, type SafeRequest, type SafeResponse } from './safe-fetch.ts';

/** Name under which robots.txt addresses us, and the first word of the User-Agent. */
export const PRODUCT = 'claimwire';

/** User-Agent of every request to a site: who asks, what for, and whom to complain to. */
export function userAgentOf(contact: string): string {
  // Header values take no line breaks or non-ASCII.
  const plain = contact.replace(/[^\x20-\x7e]/g, '').trim();
  return `${PRODUCT}/0.1 (news feed reader; ${plain === '' ? NO_CONTACT : plain})`;
}

/** Turns at hosts, shared by all that fetch. Times are milliseconds since 1970. */
export interface HostTurns {
  /** `freeAt` is null while somebody holds the turn. `usualMs` is the time from the start of one request to the next. */
  take(
    host: string,
    owner: string,
    now: number,
    leaseMs: number,
  ): Promise<{ kind: 'taken' } | { kind: 'busy'; freeAt: number | null; usualMs: number }>;
  /** Gives the turn back; nobody gets the next before `freeAt`. */
  release(host: string, owner: string, freeAt: number, usualMs: number): Promise<void>;
  /** Reserves the next slot of `spanMs` behind all that are reserved; returns when it begins. */
  reserve(host: string, now: number, spanMs: number): Promise<number>;
}

export interface RobotsCache {
  get(origin: string): Promise<RobotsEntry | null>;
  put(origin: string, entry: RobotsEntry, now: number): Promise<void>;
}

export interface PolitePorts {
  client: SafeClient;
  turns: HostTurns;
  robots: RobotsCache;
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Unique to this visit. */
  owner: string;
  /** @default a second, see politeness.ts */
  minGapMs?: number | undefined;
  /** @default MAX_VISIT_MS */
  maxVisitMs?: number;
}

export type Visit =
  | { kind: 'response'; response: SafeResponse }
  /** Others are before us, or the host has asked to be left alone: come back at `at`. */
  | { kind: 'busy'; host: string; at: number; isAsked: boolean }
  /** robots.txt does not let us, or cannot be read. */
  | { kind: 'robots'; url: string; reason: 'disallowed' | 'unreachable' };

/** Who asks holds the turn no longer than this: the client's own limit on a request, twice (robots.txt, page), with gaps. */
const TURN_LEASE_MS = 90_000;
/** Waiting in place costs time of a function; above this, coming back later is cheaper. */
const MAX_WAIT_MS = 5_000;
/**
 * While somebody holds the turn, it is looked for again after the time that a request and its gap usually take there: looking
 * more often costs a write each time. The first is for a host that nobody has visited yet.
 */
const HELD_PAUSE_MS = 200;
const MIN_HELD_PAUSE_MS = 20;
const MAX_HELD_PAUSE_MS = 2_000;
/**
 * All requests of a visit together: robots.txt and a page at the client's limit. A chain of slow redirects must end as a
 * failure of the site, not of the function.
 */
const MAX_VISIT_MS = 45_000;
const MAX_REDIRECTS = 5;

/** Failures that lie in the address itself: the page behind it would fail alike. */
const REFUSED = new Set(['url', 'scheme', 'credentials', 'port', 'address']);

function heldPauseMs(usualMs: number): number {
  return usualMs === 0 ? HELD_PAUSE_MS : Math.min(MAX_HELD_PAUSE_MS, Math.max(MIN_HELD_PAUSE_MS, usualMs));
}

/** Waits for the turn in place while that is short. */
async function waitForTurn(host: string, ports: PolitePorts): Promise<{ at: number; isAsked: boolean } | null> {
  const patienceEnds = ports.now() + MAX_WAIT_MS;
  for (;;) {
    const now = ports.now();
    const turn = await ports.turns.take(host, ports.owner, now, TURN_LEASE_MS);
    if (turn.kind === 'taken') return null;
    const again = turn.freeAt ?? now + heldPauseMs(turn.usualMs);
    if (again > patienceEnds) {
      const span = Math.max(turn.usualMs, politeGapMs(null, 0, ports.minGapMs));
      // No gap between two requests is as long.
      const isAsked = turn.freeAt !== null && turn.freeAt > now + MAX_GAP_MS;
      return { isAsked, at: Math.max(again, await ports.turns.reserve(host, now, span)) };
    }
    await ports.sleep(Math.max(1, again - now));
  }
}

const maxAgeOf = (headers: Record<string, string>): { maxAgeSeconds?: number } => {
  const maxAge = /(?:^|[\s,])max-age\s{0,9}=\s{0,9}"?(\d{1,10})/i.exec(headers['cache-control'] ?? '');
  return maxAge ? { maxAgeSeconds: Number(maxAge[1]) } : {};
};

/** Asks for robots.txt. @throws FetchError for an address that must not be contacted at all */
async function askRobots(url: string, ports: PolitePorts, signal: AbortSignal): Promise<RobotsAnswer> {
  try {
    const { status, bytes, headers } = await ports.client.get(robotsUrl(url), {
      accept: 'text/plain, */*;q=0.5',
      signal,
    });
    return { status, text: bytes.toString('utf8'), ...maxAgeOf(headers) };
  } catch (error) {
    if (!(error instanceof FetchError) || REFUSED.has(error.code)) throw error;
    // RFC 9309 §2.3.1.2: more than five redirects may count as "there is none".
    return error.code === 'redirects' ? { status: 404, text: '' } : { failure: error.message };
  }
}

/**
 * Fetches an address under the turn of its host, robots.txt permitting; every redirect is a visit of its own, so that no
 * site is reached behind its back through another.
 *
 * @throws FetchError as the client does
 */
export async function politeGet(address: string, request: SafeRequest, ports: PolitePorts): Promise<Visit> {
  const redirects: Hop[] = [];
  let url = ports.client.check(address);
  const deadline = AbortSignal.timeout(ports.maxVisitMs ?? MAX_VISIT_MS);
  const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
  for (;;) {
    const visit = await visitOnce(url, { ...request, signal }, ports);
    if (visit.kind !== 'response') return visit;
    const { response } = visit;
    const { location } = response.headers;
    if (!REDIRECTS.has(response.status) || !location) {
      return { kind: 'response', response: { ...response, redirects } };
    }
    redirects.push({ url: url.href, status: response.status });
    if (redirects.length > MAX_REDIRECTS) {
      throw new FetchError('redirects', `fetching ${address}: expected at most ${MAX_REDIRECTS} redirects, got more`);
    }
    if (!URL.canParse(location, url.href)) {
      throw new FetchError('url', `fetching ${address}: redirected to "${location.slice(0, 200)}", which is no URL`);
    }
    url = ports.client.check(new URL(location, url.href).href);
  }
}

async function visitOnce(url: URL, request: SafeRequest & { signal: AbortSignal }, ports: PolitePorts): Promise<Visit> {
  // With a dot at its end it is the same host (RFC 1034 §3.1).
  const host = bareHost(url.hostname).replace(/\.$/, '');
  const busy = await waitForTurn(host, ports);
  if (busy) return { kind: 'busy', host, ...busy };
  let crawlDelay: number | null = null;
  let startedAt = ports.now();
  let asked = false;
  let pauseMs = 0;
  try {
    let entry = await ports.robots.get(url.origin);
    if (entry === null || entry.expiresAt <= ports.now()) {
      asked = true;
      const answer = await askRobots(url.href, ports, request.signal);
      entry = robotsEntry(answer, PRODUCT, entry, ports.now());
      await ports.robots.put(url.origin, entry, ports.now());
      crawlDelay = entry.rules.crawlDelaySeconds;
      if (isAllowed(entry.rules, url.href)) {
        const gap = politeGapMs(crawlDelay, ports.now() - startedAt, ports.minGapMs);
        // Behind robots.txt the page waits like any other; too long to wait here, it comes back.
        if (gap > MAX_WAIT_MS) return { kind: 'busy', host, at: ports.now() + gap, isAsked: false };
        await ports.sleep(gap);
      }
    }
    crawlDelay = entry.rules.crawlDelaySeconds;
    if (!isAllowed(entry.rules, url.href)) {
      return {
        kind: 'robots',
        url: url.href,
        reason: entry.reason === 'unreachable' ? 'unreachable' : 'disallowed',
      };
    }
    startedAt = ports.now();
    asked = true;
    const response = await ports.client.get(url.href, { ...request, redirect: 'manual' });
    pauseMs = hostPauseMs(response.status, response.headers, ports.now());
    return { kind: 'response', response };
  } finally {
    const ended = ports.now();
    const gap = asked ? politeGapMs(crawlDelay, ended - startedAt, ports.minGapMs) : 0;
    await ports.turns.release(host, ports.owner, ended + Math.max(gap, pauseMs), ended - startedAt + gap);
  }
}
