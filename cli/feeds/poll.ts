// `claimwire feeds poll`: polls now what is due, or the feeds that a user names.

import { startLocalCloud } from '../local/cloud.ts';
import { print } from '../output.ts';
import { printable } from '../style.ts';
import { TABLE_HELP, TABLE_OPTIONS } from '../tables.ts';
import { parseCall, UsageError } from '../usage.ts';
import { nextStep } from './add.ts';
import { feedsText } from './durations.ts';
import { feedOptions, newsOf, settled, takeUpPolling } from './local-polling.ts';
import { feedNamed, withFeeds } from './open.ts';
import { dueNow } from './registry.ts';

const HELP = `claimwire feeds poll: poll feeds now

Usage: claimwire feeds poll [FEED…] [options]

Polls the feeds that are due, or those that are named, due or not, and takes their articles through the pipeline. Of a
stack, it makes them due; the stack's clock polls them.

Options:
  --all          every feed that is not paused

${TABLE_HELP}
`;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseCall('feeds poll', args, {
    ...TABLE_OPTIONS,
    all: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) {
    await print(HELP);
    return 0;
  }
  const local = await withFeeds(values, async (open) => {
    const ids: string[] = [];
    for (const name of positionals) {
      const { feedId, paused } = await feedNamed(open, name);
      if (paused !== null) {
        throw new UsageError(`feed ${name} is paused; \`claimwire feeds resume ${name}\` polls it again`);
      }
      ids.push(feedId);
    }
    if (values.all) for await (const feed of open.feeds.all()) if (feed.paused === null) ids.push(feed.feedId);
    for (const id of ids) await open.feeds.change(id, dueNow(Date.now()));
    if (open.directory !== null && !open.isRunning) return open.directory;
    await print(`${feedsText(ids.length)} ${ids.length === 1 ? 'is' : 'are'} due now. ${nextStep(open)}`);
    return null;
  });
  if (local === null) return 0;

  let told = 0;
  let failed = 0;
  let retries = 0;
  const cloud = await startLocalCloud({
    ...feedOptions(process.env),
    dataDirectory: local,
    onLog: (line) => {
      const news = newsOf(line);
      if (news === null) return;
      told++;
      if (/^(?:failed|paused)/.test(news)) failed++;
      if (/^later/.test(news)) retries++;
      void print(`${printable(news)}\n`);
    },
  });
  try {
    retries += await takeUpPolling(cloud);
    await cloud.tick();
    await settled(cloud, () => retries);
    if (told === 0) await print('No feed was due. Name one, or give --all, to poll it all the same.\n');
    if (retries > 0) await print(`${retries} addresses are asked for again later: claimwire run --watch\n`);
  } finally {
    await cloud.stop();
  }
  return failed === 0 ? 0 : 1;
}
