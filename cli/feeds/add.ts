// `claimwire feeds add`: finds the feed behind an address, reads it, shows what would be fetched, and registers it.
import { setTimeout as sleep } from 'node:timers/promises';
import { discoverFeeds } from '../../functions/poll-feeds/discover.ts';
import { FeedError } from '../../functions/poll-feeds/feed-error.ts';
import type { Feed as ParsedFeed } from '../../functions/poll-feeds/feed-record.ts';
import { decideEntries } from '../../functions/poll-feeds/identity.ts';
import { newFeed } from '../../functions/poll-feeds/new-feed.ts';
import { MAX_FEED_BYTES, parseFeed } from '../../functions/poll-feeds/parse-feed.ts';
import { FEED_ACCEPT } from '../../functions/poll-feeds/poll-result.ts';
import { siteVisits } from '../../shared/aws/site-visits.ts';
import { shortestGapMs } from '../../shared/http/allow-private.ts';
import type { SafeResponse } from '../../shared/http/safe-fetch.ts';
import { ENV, NO_CONTACT } from '../../shared/names.ts';
import type { FeedSettings } from '../../shared/records/feed.ts';
import { print } from '../output.ts';
import { printable } from '../style.ts';
import { TABLE_HELP, TABLE_OPTIONS } from '../tables.ts';
import { oneOf, parseCall, UsageError } from '../usage.ts';
import { durationOf } from './durations.ts';
import { type OpenFeeds, withFeeds } from './open.ts';

const HELP = `claimwire feeds add: find the feed behind an address and register it

Usage: claimwire feeds add URL… [options]

Registers feeds. URL is a feed, a page that names its feed, or an index of sitemaps: of those it takes one of news, or
else the one that changed last. The feed is read once, by the rules by which it will be polled, and what the first poll
would fetch is shown.

Options:
  --dry-run           show, register nothing
  --section NAME      section of the publication, kept with every article
  --language CODE     language of its pages, for those that name none (ISO 639-1)
  --identity HOW      what names an entry: auto (default), guid, url, title
  --min-interval T    not more often than every 30m, 6h, 2d (default 10m)
  --max-interval T    not less often than (default 12h)
  --link-only         note the entries, fetch no pages

${TABLE_HELP}
FEEDS_CONTACT, a mail or web address, is told to the sites that are asked.
`;

/** Entries shown. */
const SHOWN = 5;
/** Candidates of a page that are tried: the first is nearly always the one. */
const MAX_TRIED = 5;
/** Waiting for one's turn at a host that is being polled. */
const MAX_TURNS = 10;

export interface FoundFeed {
  url: string;
  feed: ParsedFeed;
  /** Other feeds of the page. */
  others: string[];
}

type Get = (address: string) => Promise<SafeResponse>;

const parsed = (response: SafeResponse): ParsedFeed =>
  parseFeed({ bytes: response.bytes, headers: response.headers, url: response.url });

async function getOk(address: string, get: Get): Promise<SafeResponse> {
  const response = await get(address);
  if (response.status !== 200) throw new Error(`${response.url} answered ${response.status}`);
  return response;
}

/**
 * Finds the feed at an address, or behind the page or the index of sitemaps there.
 *
 * @throws Error that says what came instead
 */
export async function findFeed(address: string, get: Get): Promise<FoundFeed> {
  const response = await getOk(address, get);
  // An address that leads elsewhere for the moment is kept; for good is found out by polling.
  const asked = new URL(address).href;
  let failure: FeedError;
  try {
    return { url: asked, feed: parsed(response), others: [] };
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    failure = error;
  }
  const candidates =
    failure.sitemaps.length > 0
      ? failure.sitemaps
      : discoverFeeds(response.bytes.toString('utf8'), response.url).map(({ url }) => url);
  if (candidates.length === 0) throw new Error(`${failure.message}; and it names no feed`);
  const problems: string[] = [];
  for (const candidate of candidates.slice(0, MAX_TRIED)) {
    try {
      const feed = parsed(await getOk(candidate, get));
      return { url: candidate, feed, others: candidates.filter((other) => other !== candidate) };
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(`${response.url} names ${candidates.length} feeds, but none could be read: ${problems.join('; ')}`);
}

/** Fetches as a poll would, waiting for its turn. */
function politely(open: OpenFeeds): { get: Get; close(): Promise<void> } {
  const { visit, close } = siteVisits(open.tables.client, {
    feedsTable: open.tables.names.feeds,
    contact: process.env[ENV.contact] ?? NO_CONTACT,
    allowPrivate: open.allowPrivate,
    minGapMs: open.allowPrivate
      ? shortestGapMs({ ...process.env, AWS_ENDPOINT_URL: process.env.AWS_ENDPOINT_URL ?? 'http://127.0.0.1' })
      : undefined,
  });
  return {
    async get(address) {
      for (let turn = 0; turn < MAX_TURNS; turn++) {
        const ended = await visit(address, { accept: FEED_ACCEPT, maxBytes: MAX_FEED_BYTES });
        if (ended.kind === 'response') return ended.response;
        if (ended.kind === 'robots') throw new Error(`robots.txt does not let us read ${ended.url} (${ended.reason})`);
        if (ended.isAsked)
          throw new Error(`${ended.host} asks to be left alone until ${new Date(ended.at).toISOString()}`);
        await sleep(Math.max(0, ended.at - Date.now()));
      }
      throw new Error(`${address}: its host is being asked all the time; try again later`);
    },
    close,
  };
}

function described({ url, feed, others }: FoundFeed, settings: FeedSettings, now: number): string {
  const { decisions } = decideEntries(feed.entries, null, now, settings.policy);
  const fetched = decisions.flatMap((decision) => (decision.kind === 'new' ? [decision] : []));
  const lines = [
    `${printable(feed.titleText ?? 'untitled')}  ${url}`,
    settings.content === 'link-only'
      ? `  ${feed.entries.length} entries; no pages are fetched`
      : `  ${feed.entries.length} entries; the first poll fetches the ${fetched.length} recent ones`,
    ...fetched
      .slice(0, SHOWN)
      .map(
        ({ entry, url: page }) =>
          `    ${(entry.published ?? entry.updated ?? '').slice(0, 10).padEnd(10)}  ${printable(entry.titleText ?? page)}`,
      ),
  ];
  if (fetched.length > SHOWN) lines.push(`    … and ${fetched.length - SHOWN} more`);
  const unusable = decisions.filter(({ kind }) => kind === 'unusable').length;
  if (unusable > 0) lines.push(`  ${unusable} entries have no address that can be fetched`);
  if (others.length > 0) lines.push(`  other feeds of the page: ${others.slice(0, SHOWN).join(' ')}`);
  return `${lines.join('\n')}\n`;
}

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseCall('feeds add', args, {
    ...TABLE_OPTIONS,
    'dry-run': { type: 'boolean', default: false },
    section: { type: 'string' },
    language: { type: 'string' },
    identity: { type: 'string' },
    'min-interval': { type: 'string' },
    'max-interval': { type: 'string' },
    'link-only': { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) {
    await print(HELP);
    return 0;
  }
  if (positionals.length === 0)
    throw new UsageError('claimwire feeds add needs a URL; see `claimwire feeds add --help`');
  for (const address of positionals) {
    if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) {
      throw new UsageError(`expected an address that begins with http:// or https://, got "${address}"`);
    }
  }
  if (values.language !== undefined && !/^[a-z]{2}$/.test(values.language)) {
    throw new UsageError(`--language is a code of two letters (en, fr), got "${values.language}"`);
  }
  const minIntervalMs = durationOf(values['min-interval'], 'min-interval');
  const maxIntervalMs = durationOf(values['max-interval'], 'max-interval');
  if (minIntervalMs !== null && maxIntervalMs !== null && minIntervalMs > maxIntervalMs) {
    throw new UsageError('--min-interval is longer than --max-interval');
  }
  const settings: FeedSettings = {
    policy: oneOf(values.identity, 'identity', ['auto', 'guid', 'url', 'title']) ?? 'auto',
    minIntervalMs,
    maxIntervalMs,
    section: values.section ?? null,
    language: values.language ?? null,
    content: values['link-only'] ? 'link-only' : 'full-text',
  };

  return withFeeds(values, async (open) => {
    const web = politely(open);
    let failed = 0;
    try {
      for (const address of positionals) {
        try {
          const found = await findFeed(address, web.get);
          const now = Date.now();
          await print(described(found, settings, now));
          if (values['dry-run']) continue;
          const feed = newFeed(found.url, now, settings, {
            title: found.feed.titleText,
            siteUrl: found.feed.feed.url,
          });
          const isNew = await open.feeds.add(feed);
          await print(
            isNew
              ? `  added as feed ${feed.feedId.slice(0, 8)}\n`
              : `  is registered already, as feed ${feed.feedId.slice(0, 8)}; nothing was changed\n`,
          );
        } catch (error) {
          if (error instanceof Error && error.name === 'ResourceNotFoundException') throw error;
          failed++;
          process.stderr.write(`claimwire feeds add: ${error instanceof Error ? error.message : String(error)}\n`);
        }
      }
    } finally {
      await web.close();
    }
    if (failed < positionals.length && !values['dry-run']) await print(nextStep(open));
    return failed === 0 ? 0 : 1;
  });
}

/** How the feeds come to be polled. */
export function nextStep({ directory, isRunning }: OpenFeeds): string {
  if (directory === null) return 'They are polled at the next tick of the stack’s clock.\n';
  if (isRunning) return 'They are polled at the next tick of the `claimwire run --watch` that is running.\n';
  return 'Poll them once with `claimwire feeds poll`, or keep polling with `claimwire run --watch`.\n';
}
