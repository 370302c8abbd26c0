// `claimwire feeds pause`, `resume` and `remove`: changes to feeds that a user names.
import type { Feed } from '../../shared/records/feed.ts';
import { print } from '../output.ts';
import { TABLE_HELP, TABLE_OPTIONS } from '../tables.ts';
import { parseCall, UsageError } from '../usage.ts';
import { feedNamed, type OpenFeeds, withFeeds } from './open.ts';
import { MIN_ID_CHARACTERS, paused, resumed } from './registry.ts';

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
FEED is an id, the first ${MIN_ID_CHARACTERS} or more characters of one, or an address.
${verb === 'pause' ? '\nOptions:\n  --reason TEXT  shown by `claimwire feeds list --problems`\n' : ''}
${TABLE_HELP}
`;

async function apply(verb: Verb, open: OpenFeeds, feed: Feed, reason: string | null): Promise<string> {
  const now = Date.now();
  const named = `${feed.feedId.slice(0, 8)} ${feed.url}`;
  // What it was paused for would be lost.
  if (verb === 'pause' && feed.paused !== null && reason === null) return `already paused: ${named}\n`;
  if (verb === 'remove') await open.feeds.remove(feed.feedId);
  else await open.feeds.change(feed.feedId, verb === 'pause' ? paused(reason ?? 'paused by hand', now) : resumed(now));
  return `${verb}d ${named}\n`;
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
      const feeds = new Map<string, Feed>();
      for (const name of positionals) {
        const feed = await feedNamed(open, name);
        feeds.set(feed.feedId, feed);
      }
      const reason = 'reason' in values && typeof values.reason === 'string' ? values.reason : null;
      for (const feed of feeds.values()) await print(await apply(verb, open, feed, reason));
      return 0;
    });
  };
}
