// Bytes of a feed, in whatever format, encoding and disorder, to what it says.

import { constants, gunzipSync } from 'node:zlib';
import { decodeFeed } from './feed-encoding.ts';
import { FeedError } from './feed-error.ts';
import type { Feed } from './feed-record.ts';
import { readJsonFeed } from './json-feed.ts';
import { readNewsSitemap } from './news-sitemap.ts';
import { resolveUri } from './resolve-uri.ts';
import { listedSitemaps } from './sitemap-index.ts';
import { readXmlFeed } from './xml-feed.ts';

/** 16 MB: the largest feeds met (whole-archive podcasts, full news sitemaps of 1,000 entries) stay below 10 MB. */
export const MAX_FEED_BYTES = 16 * 1024 * 1024;

export interface FeedDocument {
  bytes: Uint8Array;
  /** Response headers; names in any case. Content-Type, Content-Location and Content-Language are read. */
  headers?: Record<string, string>;
  /** Address the bytes came from, after redirects. */
  url?: string;
}

function header(headers: Record<string, string> | undefined, name: string): string {
  for (const [key, value] of Object.entries(headers ?? {})) if (key.toLowerCase() === name) return value;
  return '';
}

/**
 * What a gzip file holds: news sitemaps are kept as such and served without a Content-Encoding. One that is cut off gives what
 * it has; one that holds more than a feed may have is refused before it is unpacked.
 */
function unpacked(bytes: Uint8Array, reading: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_FEED_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (cause) {
    throw new FeedError(`${reading}: unpacking gzip: ${(cause as Error).message}`, { cause });
  }
}

/** What came instead of a feed, in words, from the first element and the first characters. */
function describe(text: string, root: string): string {
  if (text.trim() === '') return 'an empty document';
  if (root === 'html' || /^\s*<!doctype html/i.test(text)) return 'an HTML page';
  if (root === 'opml') return 'an OPML list of feeds';
  if (root !== '') return `a document whose first element is <${root.slice(0, 40)}>`;
  return `text that begins ${JSON.stringify(text.trim().slice(0, 40))}`;
}

/**
 * Reads a feed: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed, news sitemaps, gzipped or not; whatever can be read of a broken one is.
 * Entities that a document declares are never expanded. Linear in the number of bytes.
 *
 * @throws FeedError when the document is larger than `MAX_FEED_BYTES` or no feed; that of an index of sitemaps says what it
 *   lists
 */
export function parseFeed(document: FeedDocument): Feed {
  const reading = `reading the feed${document.url ? ` of ${document.url}` : ''}`;
  if (document.bytes.byteLength > MAX_FEED_BYTES) {
    throw new FeedError(`${reading}: expected at most ${MAX_FEED_BYTES} bytes, got ${document.bytes.byteLength}`);
  }
  const text = decodeFeed(unpacked(document.bytes, reading), header(document.headers, 'content-type'));
  const base = resolveUri(document.url ?? '', header(document.headers, 'content-location'));
  if (/^\s*[{[]/.test(text)) return readJsonFeed(text, base, reading);
  const read = readXmlFeed(text, base, header(document.headers, 'content-language') || null);
  if (read.root === 'urlset' || read.root.endsWith(':urlset')) return readNewsSitemap(text, base);
  if (read.root === 'sitemapindex' || read.root.endsWith(':sitemapindex')) {
    const sitemaps = listedSitemaps(text, base);
    const instead = sitemaps[0] === undefined ? '' : `; one that it lists can be read instead: ${sitemaps[0]}`;
    throw new FeedError(`${reading}: expected a feed or a news sitemap, got an index of sitemaps${instead}`, {
      sitemaps,
    });
  }
  if (read.kind === null || (read.root === 'html' && read.entries.length === 0)) {
    throw new FeedError(
      `${reading}: expected RSS, Atom, JSON Feed or a news sitemap, got ${describe(text, read.root)}`,
    );
  }
  return { feed: read.feed, titleText: read.titleText, entries: read.entries, rhythm: read.rhythm };
}
