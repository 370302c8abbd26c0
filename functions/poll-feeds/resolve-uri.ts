// Relative references of feeds to absolute ones, changing nothing else about the address (RFC 3986 §5.2).

interface Parts {
  scheme: string;
  authority: string | null;
  path: string;
  query: string | null;
  fragment: string | null;
}

/** Longest address that is resolved; longer ones are returned as they are (8 KB is where servers stop reading). */
const MAX_ADDRESS = 8192;
/**
 * Longest base address; a longer one is none. Every relative address becomes as long as its base: a short document could
 * otherwise make a gigabyte of them.
 */
const MAX_BASE = 2048;

/** The splitting expression of RFC 3986 appendix B. */
const SPLIT = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#([\s\S]*))?$/;

function split(address: string): Parts {
  const match = SPLIT.exec(address)!;
  return {
    scheme: (match[1] ?? '').toLowerCase(),
    authority: match[2] ?? null,
    path: match[3]!,
    query: match[4] ?? null,
    fragment: match[5] ?? null,
  };
}

function join(parts: Parts): string {
  return (
    (parts.scheme === '' ? '' : `${parts.scheme}:`) +
    (parts.authority === null ? '' : `//${parts.authority}`) +
    parts.path +
    (parts.query ? `?${parts.query}` : '') +
    (parts.fragment ? `#${parts.fragment}` : '')
  );
}

/** RFC 3986 §5.2.4. */
function removeDotSegments(path: string): string {
  const out: string[] = [];
  const segments = path.split('/');
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1;
    if (segment === '..') {
      if (out.length > 1 || (out.length === 1 && out[0] !== '')) out.pop();
      if (last) out.push('');
    } else if (segment === '.') {
      if (last) out.push('');
    } else out.push(segment);
  }
  return out.join('/');
}

/**
 * Resolves a reference as written in a feed against a base address.
 *
 * Unlike `new URL()` it keeps an absolute address as the feed wrote it (no added slash, no percent-encoding, no lower-cased
 * host), because entry ids are compared as text. White space around and line breaks inside an address are removed, and
 * `http:///host` is read as `http://host`.
 */
export function resolveUri(base: string, reference: string): string {
  const cleaned = reference
    .trim()
    .replace(/[\t\r\n]/g, '')
    .replace(/^([A-Za-z][A-Za-z0-9+.-]*:\/\/)\/+/, '$1');
  if (cleaned === '') return base;
  if (base === '' || base.length > MAX_BASE || cleaned.length > MAX_ADDRESS) return cleaned;
  const to = split(cleaned);
  if (to.scheme !== '' && to.authority !== null) return join(to);
  const from = split(base);
  if (to.scheme !== '' && to.scheme !== from.scheme) return join(to);
  // Only hierarchical schemes have relative references; `mailto:x` against `urn:y` stays itself.
  if (from.authority === null && !from.path.startsWith('/')) return cleaned;
  const target: Parts = { ...to, scheme: from.scheme };
  if (to.authority === null) {
    target.authority = from.authority;
    if (to.path === '') {
      target.path = from.path;
      target.query = to.query ?? from.query;
    } else if (to.path.startsWith('/')) target.path = removeDotSegments(to.path);
    else {
      const folder = from.path.includes('/') ? from.path.slice(0, from.path.lastIndexOf('/') + 1) : '/';
      target.path = removeDotSegments(folder + to.path);
    }
  }
  return join(target);
}

/** Schemes a base address may have; `javascript:` and the like never become one. */
const BASE_SCHEMES = new Set(['http', 'https', 'ftp', 'feed', 'file']);

/** The base address inside an element with `xml:base`: the resolved one when usable, else the surrounding one. */
export function nestedBase(base: string, reference: string): string {
  const resolved = resolveUri(base, reference);
  if (resolved.length > MAX_BASE) return base;
  if (base === '') return resolved;
  return BASE_SCHEMES.has(split(resolved).scheme) ? resolved : base;
}
