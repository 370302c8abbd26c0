// `claimwire feeds list`: the feeds with their state, or only those that need a look.
import type { Feed } from '../../shared/records/feed.ts';
import {
  type Column,
  OUTPUT_HELP,
  OUTPUT_OPTIONS,
  outputFormOf,
  pageFor,
  print,
  printRows,
  type TableColumn,
  tableLines,
} from '../output.ts';
import { TABLE_HELP, TABLE_OPTIONS } from '../tables.ts';
import { parseCommand } from '../usage.ts';
import { whenText } from './durations.ts';
import { withFeeds } from './open.ts';

const HELP = `claimwire feeds list: the feeds, or only those with problems

Usage: claimwire feeds list [options]

Lists the feeds: when each was polled last, when it is polled next, how many articles it brought.

Options:
  --problems     only feeds that are paused or whose last poll failed, with the reason

${TABLE_HELP}

${OUTPUT_HELP}
`;

/** The word for a feed's state. */
export function stateOf(feed: Feed): 'paused' | 'failing' | 'new' | 'ok' {
  if (feed.paused !== null) return 'paused';
  if (feed.problem !== null) return 'failing';
  return feed.lastPolledAt === null ? 'new' : 'ok';
}

/** Why a feed is paused or fails; null when it does neither. */
export const problemOf = (feed: Feed) => feed.paused ?? feed.problem;

const COLUMNS: readonly Column<Feed>[] = [
  { title: 'id', value: (feed) => feed.feedId },
  { title: 'state', value: stateOf },
  { title: 'url', value: (feed) => feed.url },
  { title: 'title', value: (feed) => feed.title },
  { title: 'section', value: (feed) => feed.settings.section },
  { title: 'last_polled', value: (feed) => feed.lastPolledAt },
  { title: 'next_poll', value: (feed) => feed.dueAt },
  { title: 'articles', value: (feed) => feed.counts.newEntries },
  { title: 'problem', value: (feed) => problemOf(feed)?.id ?? null },
  { title: 'detail', value: (feed) => problemOf(feed)?.detail ?? null },
];

function columnsAt(now: number, problems: boolean): TableColumn<Feed>[] {
  const common: TableColumn<Feed>[] = [
    { title: 'feed', value: (feed) => feed.feedId.slice(0, 8) },
    { title: 'state', value: stateOf },
    { title: 'title', value: (feed) => feed.title, flexible: true },
    { title: 'address', value: (feed) => feed.url, flexible: true },
  ];
  if (problems) {
    return [
      ...common,
      { title: 'since', value: (feed) => whenText(feed.failingSince ?? feed.paused?.at ?? null, now) },
      { title: 'next poll', value: (feed) => (feed.paused ? 'when resumed' : whenText(feed.dueAt, now)) },
      { title: 'reason', value: (feed) => `${problemOf(feed)!.id}: ${problemOf(feed)!.detail}`, flexible: true },
    ];
  }
  return [
    ...common,
    { title: 'polled', value: (feed) => whenText(feed.lastPolledAt, now) },
    { title: 'next', value: (feed) => (feed.paused ? '-' : whenText(feed.dueAt, now)) },
    { title: 'articles', value: (feed) => feed.counts.newEntries, align: 'right' },
  ];
}

export async function run(args: string[]): Promise<number> {
  const values = parseCommand('feeds list', args, {
    ...TABLE_OPTIONS,
    ...OUTPUT_OPTIONS,
    problems: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) {
    await print(HELP);
    return 0;
  }
  const form = outputFormOf(values);
  return withFeeds(values, async ({ feeds, tables }) => {
    const listed: Feed[] = [];
    for await (const feed of feeds.all()) if (!values.problems || problemOf(feed) !== null) listed.push(feed);
    listed.sort((a, b) => (a.title ?? a.url).localeCompare(b.title ?? b.url));
    if (form !== 'text') await printRows(listed, form, COLUMNS);
    else if (listed.length > 0) {
      const lines = tableLines(listed, columnsAt(Date.now(), values.problems), pageFor(values));
      await print(`${lines.join('\n')}\n`);
    } else {
      const what = values.problems ? 'no feed has problems' : 'no feeds; `claimwire feeds add URL` registers one';
      process.stderr.write(`${what} (${tables.where})\n`);
    }
    return 0;
  });
}
