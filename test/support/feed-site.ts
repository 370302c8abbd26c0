// News sites on loopback, one address of this machine each: feeds with articles that tests publish and edit, and a log.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Article {
  slug: string;
  title: string;
  published: string;
  /** Body paragraphs as HTML. */
  body: string;
}

export interface Seen {
  site: number;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  at: number;
  status: number;
}

export interface FeedSites {
  port: number;
  log: Seen[];
  articles: Article[][];
  origin(site: number): string;
  feedUrl(site: number): string;
  /** Answers instead of the site; true when it did. */
  override: (site: number, request: IncomingMessage, response: ServerResponse) => boolean;
  close(): Promise<void>;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const NAMES = ['Ada Fenwick', 'Bo Larkin', 'Cleo Marsh', 'Dov Ashby', 'Eve Quill', 'Finn Harrow', 'Gia Stone'];
const PLACES = ['Elmford', 'Sandwick', 'Marrow Hill', 'Port Ansel', 'Greywater', 'Tollmere', 'Ashby Cross'];
const THINGS = ['ring road', 'harbour wall', 'grain store', 'night ferry', 'water tower', 'town library', 'salt works'];
const DEEDS = ['be rebuilt', 'be sold', 'close for a year', 'get a second gate', 'be painted green', 'move north'];

/** An article of its own words; each pair of numbers gives another one. */
export function sampleArticle(site: number, number: number, now: number): Article {
  const pick = <T>(list: readonly T[], salt: number): T => list[(site * 31 + number * 17 + salt * 7) % list.length]!;
  const id = site * 1000 + number;
  const place = pick(PLACES, 1);
  const thing = pick(THINGS, number);
  const person = pick(NAMES, site + 2);
  return {
    slug: `story-${number}`,
    title: `The ${thing} of ${place} will ${pick(DEEDS, 3)}, plan ${id} says`,
    published: new Date(now - (number + 1) * 3600_000).toISOString(),
    body: `<p>The council of ${place} voted on plan ${id} for the ${thing} after ${number + 2} hours, with ${id + 11} letters from residents of district ${site} on the table.</p>
<p>“We waited ${id + 20} days for the ${thing}, and plan ${id} is what ${place} can pay,” said ${person}, who leads committee ${id}.</p>
<p>${person.split(' ')[1]} denied that the ${id * 3} crowns for lot ${number} had been hidden from ${pick(NAMES, 5)} or from the ${pick(THINGS, 6)} fund ${id + 7}.</p>`,
  };
}

function feedOf(origin: string, articles: readonly Article[], site: number): string {
  const items = articles.map(
    ({ slug, title, published }) =>
      `<item><title>${escaped(title)}</title><link>${origin}/${slug}?utm_source=rss</link><guid isPermaLink="false">${site}-${slug}</guid><pubDate>${new Date(published).toUTCString()}</pubDate><author>Rosa Marsh</author></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Paper ${site}</title><link>${origin}/</link>${items.join('')}</channel></rss>`;
}

const pageOf = ({ title, body }: Article) =>
  `<!doctype html><html lang="en"><head><title>${escaped(title)}</title></head><body><article><h1>${escaped(title)}</h1>${body}</article></body></html>`;

/** Starts `count` sites with `perSite` articles each, at 127.0.0.2 and up. */
export async function startFeedSites(count: number, perSite: number, now = Date.now()): Promise<FeedSites> {
  const articles = Array.from({ length: count }, (_, site) =>
    Array.from({ length: perSite }, (_, number) => sampleArticle(site, number, now)),
  );
  const log: Seen[] = [];
  const server = createServer((request, response) => {
    const site = Number((request.headers.host ?? '').split(':')[0]!.split('.')[3]) - 2;
    const path = request.url ?? '';
    response.on('error', () => {});
    response.on('finish', () => {
      log.push({ site, path, headers: request.headers, at: Date.now(), status: response.statusCode });
    });
    if (sites.override(site, request, response)) return;
    const own = articles[site];
    if (!own || path === '/robots.txt') {
      response.writeHead(404).end();
      return;
    }
    if (path === '/feed') {
      const body = feedOf(sites.origin(site), own, site);
      const etag = `"${own.map(({ title }) => title).join('').length}-${own.length}"`;
      if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
      else response.writeHead(200, { 'content-type': 'application/rss+xml', etag }).end(body);
      return;
    }
    const article = own.find(({ slug }) => path.split('?')[0] === `/${slug}`);
    if (article) response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(article));
    else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '0.0.0.0', listening));
  const { port } = server.address() as AddressInfo;
  const sites: FeedSites = {
    port,
    log,
    articles,
    origin: (site) => `http://127.0.0.${site + 2}:${port}`,
    feedUrl: (site) => `http://127.0.0.${site + 2}:${port}/feed`,
    override: () => false,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return sites;
}
