// `claimwire feeds import` and `export`: lists of feeds as OPML.
import { readFile, writeFile } from 'node:fs/promises';
import { decodeFeed } from '../../functions/poll-feeds/feed-encoding.ts';
import { newFeed } from '../../functions/poll-feeds/new-feed.ts';
import { readOpml, writeOpml } from '../../functions/poll-feeds/opml.ts';
import type { Feed } from '../../shared/records/feed.ts';
import { print } from '../output.ts';
import { TABLE_HELP, TABLE_OPTIONS } from '../tables.ts';
import { parseCall, parseCommand, UsageError } from '../usage.ts';
import { nextStep } from './add.ts';
import { withFeeds } from './open.ts';

const IMPORT_HELP = `claimwire feeds import: register the feeds of an OPML list

Usage: claimwire feeds import FILE.opml [options]

Registers the feeds of an OPML list (\`-\` is standard input). Names of folders become sections. Feeds that are registered
already stay as they are. Nothing is fetched now; a feed that turns out to be none is shown by \`feeds list --problems\`.

${TABLE_HELP}
`;

const EXPORT_HELP = `claimwire feeds export: write the feeds as an OPML list

Usage: claimwire feeds export [--out FILE] [options]

Writes the feeds as an OPML 2.0 list, one folder for each section.

  --out FILE     where to write (default: standard output)

${TABLE_HELP}
`;

async function standardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export async function importFeeds(args: string[]): Promise<number> {
  const { values, positionals } = parseCall('feeds import', args, {
    ...TABLE_OPTIONS,
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) {
    await print(IMPORT_HELP);
    return 0;
  }
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    throw new UsageError('claimwire feeds import needs one FILE; see `claimwire feeds import --help`');
  }
  const { feeds: listed, ignored } = readOpml(
    decodeFeed(file === '-' ? await standardInput() : await readFile(file), ''),
  );
  return withFeeds(values, async (open) => {
    const now = Date.now();
    let added = 0;
    for (const { url, title, siteUrl, folders } of listed) {
      const section = folders.length > 0 ? folders.join(' / ') : null;
      if (await open.feeds.add(newFeed(url, now, { section }, { title, siteUrl }))) added++;
    }
    const rest = [
      listed.length > added ? `${listed.length - added} registered already` : null,
      ignored > 0 ? `${ignored} without an http address` : null,
    ].filter((part) => part !== null);
    await print(`added ${added} feeds${rest.length > 0 ? ` (${rest.join(', ')})` : ''}\n`);
    if (added > 0) await print(nextStep(open));
    return 0;
  });
}

export async function exportFeeds(args: string[]): Promise<number> {
  const values = parseCommand('feeds export', args, {
    ...TABLE_OPTIONS,
    out: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) {
    await print(EXPORT_HELP);
    return 0;
  }
  return withFeeds(values, async ({ feeds }) => {
    const listed: Feed[] = [];
    for await (const feed of feeds.all()) listed.push(feed);
    listed.sort((a, b) => a.url.localeCompare(b.url));
    const text = writeOpml(
      listed.map(({ url, title, siteUrl, settings }) => ({
        url,
        title,
        siteUrl,
        folders: settings.section === null ? [] : settings.section.split(' / '),
      })),
      'claimwire feeds',
    );
    if (values.out === undefined || values.out === '-') await print(text);
    else await writeFile(values.out, text);
    return 0;
  });
}
