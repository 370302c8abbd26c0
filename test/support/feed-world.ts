// Polling and fetching against a real HTTP server on loopback and a real table, with the clock and DNS in the test's hand.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { queryItems } from '../../cli/dynamo-read.ts';
import { type Registry, registry } from '../../cli/feeds/registry.ts';
import { type FetchPorts, fetchArticle, type StoredPage } from '../../functions/fetch-article/fetch-article.ts';
import { feedStore } from '../../functions/poll-feeds/feed-store.ts';
import { newFeed } from '../../functions/poll-feeds/new-feed.ts';
import { type FeedStore, type PollPorts, pollFeed } from '../../functions/poll-feeds/poll-feed.ts';
import { hostTurns, robotsCache } from '../../shared/aws/host-turns.ts';
import { type Pages, pages } from '../../shared/aws/pages.ts';
import { type AddressGuard, ANYWHERE } from '../../shared/http/address-guard.ts';
import { type PolitePorts, politeGet, userAgentOf } from '../../shared/http/polite-get.ts';
import { createSafeClient } from '../../shared/http/safe-fetch.ts';
import { feedKey, pageIdOf } from '../../shared/keys.ts';
import type { FeedDue } from '../../shared/messages/feeds-due.ts';
import { type PageWanted, PageWantedSchema } from '../../shared/messages/page-wanted.ts';
import type { Feed, FeedSettings } from '../../shared/records/feed.ts';
import type { Outcome } from '../../shared/stage/outcome.ts';
import { startTestDynamoDb } from './dynamodb.ts';
import { type LoopbackServer, startLoopbackServer } from './loopback-server.ts';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Gap between two requests to a host: long enough to be measured, short enough for a test. */
export const GAP_MS = 40;

export interface FeedWorld {
  server: LoopbackServer;
  /** Answers by `host/path`, without the port; what is not here is answered with 404. */
  answers: Map<string, Answer>;
  registry: Registry;
  store: FeedStore;
  pages: Pages;
  /** Messages for fetch-article. */
  wanted: PageWanted[];
  stored: StoredPage[];
  postponed: { message: FeedDue | PageWanted; at: number }[];
  url(hostAndPath: string): string;
  /** Requests since the last call, as `host/path`, robots.txt left out unless asked for. */
  takeRequests(withRobots?: boolean): string[];
  advance(ms: number): void;
  now(): number;
  add(hostAndPath: string, settings?: Partial<FeedSettings>): Promise<Feed>;
  feed(feedId: string): Promise<Feed>;
  /** Versions of which pieces of remembered entries lie in the table. */
  versionsSeen(feedId: string): Promise<string[]>;
  /** One poll of a feed, due or not. */
  poll(feedId: string): Promise<Outcome<never>>;
  fetch(message: PageWanted): Promise<Outcome<never>>;
  polite(): PolitePorts;
  stop(): Promise<void>;
}

/** Starts a world. Every host name leads to 127.0.0.1 unless `resolve` says otherwise. */
export async function startFeedWorld(
  options: { guard?: AddressGuard; resolve?: (host: string) => Promise<string[]> } = {},
): Promise<FeedWorld> {
  const database = await startTestDynamoDb();
  const table = database.tables.feeds;
  const answers = new Map<string, Answer>();
  const server = await startLoopbackServer((request, response) => {
    const host = (request.headers.host ?? '').split(':')[0];
    const answer = answers.get(`${host}${request.url}`);
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  const client = createSafeClient({
    userAgent: userAgentOf('desk@paper.example'),
    guard: options.guard ?? ANYWHERE,
    resolve: options.resolve ?? (async () => ['127.0.0.1']),
    totalTimeoutMs: 1500,
    maxBytes: 1_000_000,
  });
  const store = feedStore(database.client, table);
  const feeds = registry(database.client, table);
  const pageRecords = pages(database.client, table);
  let offset = 0;
  const now = () => Date.now() + offset;
  const wanted: PageWanted[] = [];
  const stored: StoredPage[] = [];
  const postponed: FeedWorld['postponed'] = [];
  const polite = (): PolitePorts => ({
    client,
    turns: hostTurns(database.client, table),
    robots: robotsCache(database.client, table),
    owner: randomUUID(),
    now,
    sleep: (ms) => sleep(ms),
    minGapMs: GAP_MS,
  });
  const signal = new AbortController().signal;
  const common = { pages: pageRecords, now, signal };
  let taken = 0;
  const world: FeedWorld = {
    server,
    answers,
    registry: feeds,
    store,
    pages: pageRecords,
    wanted,
    stored,
    postponed,
    url: (hostAndPath) => hostAndPath.replace(/^([^/]+)/, `http://$1:${server.port}`),
    takeRequests(withRobots = false) {
      const all = server.requests
        .slice(taken)
        .map(({ path, headers }) => `${String(headers.host).split(':')[0]}${path}`)
        .filter((request) => withRobots || !request.endsWith('/robots.txt'));
      taken = server.requests.length;
      return all;
    },
    advance: (ms) => {
      offset += ms;
    },
    now,
    async add(hostAndPath, settings = {}) {
      const feed = newFeed(world.url(hostAndPath), now(), settings);
      await feeds.add(feed);
      return feed;
    },
    async feed(feedId) {
      const feed = await store.get(feedId);
      if (!feed) throw new Error(`no feed ${feedId}`);
      return feed;
    },
    async versionsSeen(feedId) {
      const versions = new Set<string>();
      const items = queryItems(database.client, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :seen)',
        ExpressionAttributeValues: { ':pk': feedKey(feedId).pk, ':seen': 'SEEN#' },
      });
      for await (const item of items) versions.add(String(item.sk).split('#')[1]!);
      return [...versions];
    },
    async poll(feedId) {
      const claim = randomUUID();
      const { dueAt } = await world.feed(feedId);
      await store.claim(feedId, dueAt!, claim, new Date(now() + 1_200_000).toISOString());
      const message: FeedDue = { v: 1, type: 'feed-due', feedId, claim, sentAt: new Date(now()).toISOString() };
      const ports: PollPorts = {
        ...common,
        feeds: store,
        visit: (address, request) => politeGet(address, request, polite()),
        send: async (messages) => {
          wanted.push(...messages.map((each) => PageWantedSchema.parse(each)));
        },
        postpone: async (late, at) => {
          postponed.push({ message: late, at });
        },
        random: () => 0.5,
      };
      return pollFeed(message, ports);
    },
    fetch(message) {
      const ports: FetchPorts = {
        ...common,
        visit: (address, request) => politeGet(address, request, polite()),
        store: async (page) => {
          stored.push(page);
        },
        postpone: async (late, at) => {
          postponed.push({ message: late, at });
        },
        bucket: 'articles',
      };
      return fetchArticle(message, ports);
    },
    polite,
    async stop() {
      await client.close();
      await server.close();
      await database.stop();
    },
  };
  return world;
}

export interface Item {
  title: string;
  link: string;
  guid?: string;
  date?: string;
}

/** An RSS feed of the given items. */
export function rss(items: readonly Item[], channel = ''): string {
  const lines = items.map(
    ({ title, link, guid, date }) =>
      `<item><title>${title}</title><link>${link}</link>${guid === undefined ? '' : `<guid isPermaLink="false">${guid}</guid>`}${date === undefined ? '' : `<pubDate>${date}</pubDate>`}</item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Valley Post</title>${channel}${lines.join('')}</channel></rss>`;
}

/** Answers with a body. */
export const ok =
  (body: string | (() => string), headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'application/rss+xml', ...headers });
    response.end(typeof body === 'string' ? body : body());
  };

/** Answers with a status and nothing else. */
export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(code, headers).end();
  };

/** A message for fetch-article. */
export function pageWanted(url: string, changes: Partial<PageWanted> = {}): PageWanted {
  return PageWantedSchema.parse({
    v: 1,
    type: 'page-wanted',
    pageId: pageIdOf(url),
    url,
    stamp: 's1',
    why: 'new',
    feedId: 'f1',
    feedUrl: 'https://valley.example/feed',
    entry: {
      title: 'Größe zählt – 50 % mehr',
      author: 'Rosa Marsh',
      published: '2031-01-15T09:00:00Z',
      updated: '2031-01-15T10:00:00Z',
    },
    section: 'Local',
    language: 'de',
    tries: 0,
    sentAt: '2031-01-15T10:00:00.000Z',
    ...changes,
  });
}
