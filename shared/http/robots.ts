// robots.txt (RFC 9309): what a site lets us fetch, and how long an answer about that holds.

interface Rule {
  allow: boolean;
  /** Percent-encoding normalised; `*` is any run of characters, a final `$` the end. */
  pattern: string;
}

/** What robots.txt says to one product. */
export interface RobotsRules {
  rules: Rule[];
  /** Seconds between requests that the site asks for (not in the RFC, but common); null when it does not. */
  crawlDelaySeconds: number | null;
}

/** RFC 9309 §2.5: at least 500 KiB are read, the rest may be ignored. */
const MAX_CHARACTERS = 500 * 1024;
/** Longer patterns match nothing we would ask for; together with `MAX_RULES` this bounds the time of a question. */
const MAX_PATTERN = 1024;
const MAX_RULES = 5000;
/** RFC 9309 §2.4: a cached copy should not be used for more than 24 hours. */
const MAX_AGE_MS = 24 * 3600_000;
/** After a failure robots.txt is asked for again sooner, because until then nothing may be fetched. */
const FAILURE_AGE_MS = 3600_000;
/** RFC 9309 §2.3.1.4: "unreachable for a reasonably long period of time (for example, 30 days)" counts as no robots.txt. */
const GIVE_UP_AFTER_MS = 30 * 24 * 3600_000;

export const ALLOW_ALL: RobotsRules = { rules: [], crawlDelaySeconds: null };
export const DISALLOW_ALL: RobotsRules = { rules: [{ allow: false, pattern: '/' }], crawlDelaySeconds: null };

/** Brings octets to one form (§2.2.2): what need not be encoded is decoded, the rest encoded in upper case. */
function normalizeOctets(path: string): string {
  const encoded = path.replace(/[^\x21-\x7e]/gu, (char) => {
    const bytes = Buffer.from(char, 'utf8');
    return [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
  });
  return encoded.replace(/%([0-9a-fA-F]{2})/g, (whole, hex) => {
    const char = String.fromCharCode(Number.parseInt(hex, 16));
    return /[A-Za-z0-9._~-]/.test(char) ? char : whole.toUpperCase();
  });
}

/** A rule's pattern: `*` and a final `$` are signs, any other `$` is a character like those of a path (§2.2.3). */
function normalizePattern(written: string): string {
  const pattern = normalizeOctets(written);
  return pattern.slice(0, -1).replaceAll('$', '%24') + pattern.slice(-1);
}

/** A path in the form of the patterns: its own `*` and `$` are no signs. */
function normalizePath(path: string): string {
  return normalizeOctets(path).replaceAll('$', '%24').replaceAll('*', '%2A');
}

/**
 * Parses robots.txt for one product.
 *
 * All groups that name the product (its letters, `-` and `_`, in any case) are combined; only without such a group those
 * of `*` apply (§2.2.1).
 */
export function parseRobots(text: string, product: string): RobotsRules {
  const wanted = product.toLowerCase();
  const own: RobotsRules = { rules: [], crawlDelaySeconds: null };
  const general: RobotsRules = { rules: [], crawlDelaySeconds: null };
  let named = false;
  let targets: RobotsRules[] = [];
  let inAgents = false;
  for (const rawLine of text
    .slice(0, MAX_CHARACTERS)
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)) {
    const hash = rawLine.indexOf('#');
    const line = hash < 0 ? rawLine : rawLine.slice(0, hash);
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    const key = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (key === 'user-agent') {
      if (!inAgents) targets = [];
      inAgents = true;
      const token = /^[A-Za-z_-]*/.exec(value)![0].toLowerCase();
      if (value.startsWith('*')) targets.push(general);
      else if (token !== '' && token === wanted) {
        named = true;
        targets.push(own);
      }
      continue;
    }
    if (key === 'allow' || key === 'disallow') {
      inAgents = false;
      // An empty disallow disallows nothing; a pattern that begins with neither / nor * is none.
      if (!/^[/*]/.test(value) || value.length > MAX_PATTERN) continue;
      const rule = { allow: key === 'allow', pattern: normalizePattern(value) };
      for (const target of targets) if (target.rules.length < MAX_RULES) target.rules.push(rule);
    } else if (key === 'crawl-delay') {
      inAgents = false;
      const seconds = Number(value);
      if (value !== '' && Number.isFinite(seconds) && seconds >= 0) {
        for (const target of targets) target.crawlDelaySeconds = Math.max(target.crawlDelaySeconds ?? 0, seconds);
      }
    }
  }
  return named ? own : general;
}

/** Whether a pattern matches the beginning of a path; every `*` is tried at its first fitting place only, so it is linear. */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$');
  const pieces = (anchored ? pattern.slice(0, -1) : pattern).split('*');
  const first = pieces[0]!;
  if (!path.startsWith(first)) return false;
  if (pieces.length === 1) return !anchored || path.length === first.length;
  let position = first.length;
  const last = pieces.at(-1)!;
  for (const piece of pieces.slice(1, anchored ? -1 : undefined)) {
    const at = path.indexOf(piece, position);
    if (at < 0) return false;
    position = at + piece.length;
  }
  return !anchored || (path.length - last.length >= position && path.endsWith(last));
}

/** Whether the rules let us fetch an address: the longest matching pattern decides, allow wins a tie (§2.2.2). */
export function isAllowed(rules: RobotsRules, address: string): boolean {
  const url = new URL(address);
  const path = normalizePath(url.pathname + url.search);
  if (path === '/robots.txt') return true;
  let best: Rule | null = null;
  for (const rule of rules.rules) {
    if (!matches(rule.pattern, path)) continue;
    const longer = best === null || rule.pattern.length > best.pattern.length;
    if (longer || (rule.allow && rule.pattern.length === best!.pattern.length)) best = rule;
  }
  return best?.allow ?? true;
}

/** What came when robots.txt was asked for. */
export type RobotsAnswer = { status: number; text: string; maxAgeSeconds?: number } | { failure: string };

/** Rules with their time of validity; plain data, kept per origin. */
export interface RobotsEntry {
  rules: RobotsRules;
  /** Milliseconds since 1970. */
  expiresAt: number;
  /** Since when robots.txt cannot be reached; null while it can. */
  failingSince: number | null;
  /** Why the rules are what they are. */
  reason: 'read' | 'absent' | 'unreachable' | 'unreachable for long';
}

/** Address of the robots.txt that governs an address. */
export function robotsUrl(address: string): string {
  return new URL('/robots.txt', address).href;
}

/**
 * Turns an answer into rules (§2.3.1): read them; 4xx means there are none; a server error, a failed connection and 429,
 * which is a 4xx by number but says "not now", close the whole site until robots.txt can be read again, also when it
 * could be read before. A site that fails for 30 days counts as having none.
 *
 * @param before the entry this one replaces
 * @param now milliseconds since 1970
 */
export function robotsEntry(
  answer: RobotsAnswer,
  product: string,
  before: RobotsEntry | null,
  now: number,
): RobotsEntry {
  if ('status' in answer) {
    const ageMs = Math.min(MAX_AGE_MS, (answer.maxAgeSeconds ?? MAX_AGE_MS / 1000) * 1000);
    // A server that says "do not cache" must not make us ask before each page.
    const expiresAt = now + Math.max(ageMs, FAILURE_AGE_MS);
    if (answer.status >= 200 && answer.status < 300) {
      return { rules: parseRobots(answer.text, product), expiresAt, failingSince: null, reason: 'read' };
    }
    const absent = answer.status >= 300 && answer.status < 500 && answer.status !== 429;
    if (absent) return { rules: ALLOW_ALL, expiresAt, failingSince: null, reason: 'absent' };
  }
  const failingSince = before?.failingSince ?? now;
  if (now - failingSince >= GIVE_UP_AFTER_MS) {
    return { rules: ALLOW_ALL, expiresAt: now + MAX_AGE_MS, failingSince, reason: 'unreachable for long' };
  }
  return { rules: DISALLOW_ALL, expiresAt: now + FAILURE_AGE_MS, failingSince, reason: 'unreachable' };
}
