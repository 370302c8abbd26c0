// `claimwire feeds pause`, `resume` and `remove`: changes to feeds that a user names.
import type { Feed } from '../../shared/records/feed.ts';
import { print } from '../output.ts';
import { TABLE_HELP, TABLE_OPTIONS } from '../tables.ts';
import { parseCall, UsageError } from '../usage.ts';
import { feedNamed, type OpenFeeds, withFeeds } from './open.ts';
import { paused, resumed } from './registry.ts';

type Verb = 'pause' | 'resume' | 'remove';

const MEANING: Record<Verb, string> = {
  pause: 'Stops polling feeds until they are resumed. What is known of them stays.',
  resume: 'Polls paused feeds again, at once; what went wrong before no longer counts.',
  remove: 'Forgets feeds, with all that is remembered of their entries. Their articles and claims stay.',
};

/** Their lines in the list of subcommands. */
const SUMMARY: Record<Verb, string> = {
  pause: 'stop polling feeds',
  resume: 'poll paused feeds again',
  remove: 'forget feeds',
};

const help = (verb: Verb) => `claimwire feeds ${verb}: ${SUMMARY[verb]}

Usage: claimwire feeds ${verb} FEED… [options]

${MEANING[verb]}
FEED is an id, the beginning of an id, or an address.
${verb === 'pause' ? '\nOptions:\n  --reason TEXT  shown by `claimwire feeds list --problems`\n' : ''}
${TABLE_HELP}
`;

async function apply(verb: Verb, open: OpenFeeds, feed: Feed, reason: string): Promise<string> {
  const now = Date.now();
  if (verb === 'remove') await open.feeds.remove(feed.feedId);
  else await open.feeds.change(feed.feedId, verb === 'pause' ? paused(reason, now) : resumed(now));
  return `${verb}d ${feed.feedId.slice(0, 8)} ${feed.url}\n`;
}

/** The command of one verb. */
export function changeCommand(verb: Verb): (args: string[]) => Promise<number> {
  return async (args) => {
    const { values, positionals } = parseCall(`feeds ${verb}`, args, {
      ...TABLE_OPTIONS,
      ...(verb === 'pause' ? { reason: { type: 'string' as const } } : {}),
      help: { type: 'boolean' as const, short: 'h' },
    });
    if (values.help) {
      await print(help(verb));
      return 0;
    }
    if (positionals.length === 0) {
      throw new UsageError(`claimwire feeds ${verb} needs a FEED; see \`claimwire feeds ${verb} --help\``);
    }
    return withFeeds(values, async (open) => {
      // All are looked up before one is changed: a mistyped name changes nothing.
      const feeds: Feed[] = [];
      for (const name of positionals) feeds.push(await feedNamed(open, name));
      const reason = 'reason' in values && typeof values.reason === 'string' ? values.reason : 'paused by hand';
      for (const feed of feeds) await print(await apply(verb, open, feed, reason));
      return 0;
    });
  };
}
