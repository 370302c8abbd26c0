// `claimwire feeds show`: everything that is known of one feed.
import type { Feed } from '../../shared/records/feed.ts';
import { print } from '../output.ts';
import { printable } from '../style.ts';
import { TABLE_HELP, TABLE_OPTIONS } from '../tables.ts';
import { parseCall, UsageError } from '../usage.ts';
import { spanText, whenText } from './durations.ts';
import { problemOf, stateOf } from './list.ts';
import { feedNamed, withFeeds } from './open.ts';
import { MIN_ID_CHARACTERS } from './registry.ts';

const HELP = `claimwire feeds show: everything that is known of one feed

Usage: claimwire feeds show FEED [options]

Shows everything that is known of a feed. FEED is its id, the first ${MIN_ID_CHARACTERS} or more characters of it, or its address.

Options:
  --json         as a JSON object

${TABLE_HELP}
`;

function lines(feed: Feed, now: number): string[] {
  const { settings, counts } = feed;
  const problem = problemOf(feed);
  const at = (iso: string | null) => (iso === null ? 'never' : `${iso} (${whenText(iso, now)})`);
  const rows: [string, string | null][] = [
    ['feed', feed.feedId],
    ['title', feed.title],
    ['address', feed.url],
    ['site', feed.siteUrl],
    ['state', stateOf(feed)],
    ['problem', problem === null ? null : `${problem.id}: ${problem.detail} (${at(problem.at)})`],
    ['failures', feed.failures === 0 ? null : `${feed.failures} in a row, since ${at(feed.failingSince)}`],
    [
      'moved',
      feed.moved === null ? null : `to ${feed.moved.to}, seen ${feed.moved.times} times since ${at(feed.moved.since)}`,
    ],
    ['added', at(feed.addedAt)],
    ['last poll', at(feed.lastPolledAt)],
    ['last full', at(feed.lastFullAt)],
    ['next poll', feed.paused ? 'when it is resumed' : at(feed.dueAt)],
    ['interval', feed.interval === null ? null : `${spanText(feed.interval.ms)} (${feed.interval.because})`],
    [
      'validators',
      feed.validatorsLie
        ? 'not believed: the content changed under them'
        : feed.validators === null
          ? 'none'
          : [feed.validators.etag, feed.validators.lastModified].filter(Boolean).join(', '),
    ],
    ['polls', `${counts.polls}, of which ${counts.unchanged} found nothing changed`],
    ['entries', `${counts.newEntries} new, ${counts.edited} edited`],
    ['identity', settings.policy],
    ['content', settings.content],
    ['section', settings.section],
    ['language', settings.language],
    [
      'bounds',
      settings.minIntervalMs === null && settings.maxIntervalMs === null
        ? null
        : `${settings.minIntervalMs === null ? 'default' : spanText(settings.minIntervalMs)} to ${settings.maxIntervalMs === null ? 'default' : spanText(settings.maxIntervalMs)}`,
    ],
  ];
  return rows.flatMap(([name, value]) => (value === null ? [] : [`${name.padEnd(11)} ${printable(value)}`]));
}

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseCall('feeds show', args, {
    ...TABLE_OPTIONS,
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) {
    await print(HELP);
    return 0;
  }
  const [name] = positionals;
  if (name === undefined || positionals.length > 1) {
    throw new UsageError('claimwire feeds show needs one FEED; see `claimwire feeds show --help`');
  }
  return withFeeds(values, async (open) => {
    const feed = await feedNamed(open, name);
    await print(values.json ? `${JSON.stringify(feed, null, 2)}\n` : `${lines(feed, Date.now()).join('\n')}\n`);
    return 0;
  });
}
