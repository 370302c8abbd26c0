// Ways in which a site can be nasty to a feed reader, each as the answer to every request of that site.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

export type Nasty = (request: IncomingMessage, response: ServerResponse, origin: string) => void;

const xml = (response: ServerResponse, body: string, headers: Record<string, string> = {}) =>
  response.writeHead(200, { 'content-type': 'application/rss+xml', ...headers }).end(body);

const feed = (items: string) => `<rss version="2.0"><channel><title>N</title>${items}</channel></rss>`;

/** Answers a feed for `/feed`, 404 otherwise. */
const withFeed =
  (body: (origin: string) => string, headers?: Record<string, string>): Nasty =>
  (request, response, origin) => {
    if (request.url === '/feed') xml(response, body(origin), headers);
    else response.writeHead(404).end();
  };

const BOMB = gzipSync(Buffer.alloc(40_000_000, ' '));

/** The first ones answer at once; the last two take as long as the reader lets them. */
export const NASTY: readonly [string, Nasty][] = [
  ['gone', (_, response) => response.writeHead(410).end()],
  ['not found', (_, response) => response.writeHead(404).end()],
  ['broken', (_, response) => response.writeHead(500).end()],
  ['too many requests', (_, response) => response.writeHead(429, { 'retry-after': '1e99' }).end()],
  [
    'a page for a feed',
    (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>no</html>'),
  ],
  ['nothing', (_, response) => response.writeHead(200).end()],
  ['a cut connection', (_, response) => response.destroy()],
  ['a circle', (request, response) => response.writeHead(301, { location: request.url ?? '/' }).end()],
  ['a bomb', (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(BOMB)],
  [
    'entities in entities',
    withFeed(
      () =>
        `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "${'x'.repeat(1000)}">${Array.from({ length: 9 }, (_, n) => `<!ENTITY ${'bcdefghij'[n]} "${`&${'abcdefghi'[n]};`.repeat(10)}">`).join('')}]>${feed('<item><title>&j;</title><link>/x</link></item>')}`,
    ),
  ],
  [
    'addresses that are none',
    withFeed(() =>
      feed(
        ['file:///etc/passwd', 'javascript:alert(1)', 'http://user:word@127.0.0.1/', 'gopher://x/', '//', 'data:,x']
          .map(
            (link, n) => `<item><title>L${n}</title><link>${link}</link><guid isPermaLink="false">${n}</guid></item>`,
          )
          .join(''),
      ),
    ),
  ],
  ['cut in the middle', withFeed(() => feed('<item><title>cut').slice(0, 60))],
  ['nested deeply', withFeed(() => feed(`${'<a>'.repeat(50_000)}`))],
  ['binary', withFeed(() => '\0\u0001\u0002'.repeat(500))],
  [
    'closed by robots.txt',
    (request, response) =>
      request.url === '/robots.txt' ? xml(response, 'User-agent: *\nDisallow: /') : xml(response, feed('')),
  ],
  [
    'a robots.txt that fails',
    (request, response) => (request.url === '/robots.txt' ? response.writeHead(503).end() : xml(response, feed(''))),
  ],
  ['an unknown encoding', withFeed(() => feed(''), { 'content-encoding': 'zstd' })],
  ['endless headers', (_, response) => response.writeHead(200, { 'x-long': 'x'.repeat(60_000) }).end()],
  ['silence', () => {}],
  [
    'a drip',
    (_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('<'), 100);
      response.on('close', () => clearInterval(timer));
    },
  ],
];
