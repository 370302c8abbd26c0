// What travels with a fetched page as object metadata: what the feed said, and the response's headers.
import type { SafeResponse } from '../../shared/http/safe-fetch.ts';
import type { PageWanted } from '../../shared/messages/page-wanted.ts';

/** S3 allows 2 KB of names and values together (https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html). */
const MAX_BYTES = 2048;
/** Longest value, in characters before encoding: headlines are shorter, and one value must not push out the others. */
const MAX_CHARACTERS = 300;

/** Response headers that say something about the document. */
const HEADERS = ['last-modified', 'content-language', 'date'];

/** Printable ASCII as it is, all else percent-encoded; the percent sign too, so that decoding gives back what was. */
export function encodeValue(value: string): string {
  const plain = value
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\s+/g, ' ')
    .trim();
  // Cut between characters, not inside a pair of surrogates.
  const cut = [...plain].slice(0, MAX_CHARACTERS).join('');
  return cut.replace(/[^\x20-\x24\x26-\x7e]/gu, (character) => encodeURIComponent(character));
}

/**
 * The metadata of a page's object, most important first; what does not fit into 2 KB is left out.
 *
 * `url` is where the page was found in the end, as it is: addresses are ASCII. `clean` reads the `feed-…` values as
 * evidence and the `http-…` ones as headers.
 */
export function pageMetadata(
  message: PageWanted,
  response: Pick<SafeResponse, 'url' | 'headers'>,
): Record<string, string> {
  const { entry } = message;
  const candidates: [string, string | null | undefined][] = [
    ['url', response.url],
    ['feed-published', entry.published],
    ['feed-title', entry.title],
    ['feed-author', entry.author],
    ['feed-updated', entry.updated],
    ['language', message.language],
    ['section', message.section],
    ...HEADERS.map((name): [string, string | undefined] => [`http-${name}`, response.headers[name]]),
    ['feed-url', message.feedUrl],
    ['feed-id', message.feedId],
  ];
  const metadata: Record<string, string> = {};
  let bytes = 0;
  for (const [name, value] of candidates) {
    if (value === null || value === undefined || value.trim() === '') continue;
    const written = name === 'url' || name === 'feed-url' ? value : encodeValue(value);
    const size = Buffer.byteLength(name) + Buffer.byteLength(written);
    if (bytes + size > MAX_BYTES) continue;
    metadata[name] = written;
    bytes += size;
  }
  return metadata;
}
