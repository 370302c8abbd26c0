// `claimwire feeds`: picks the subcommand; each lies in its own file under cli/feeds/.
import { UsageError } from '../usage.ts';

interface Subcommand {
  summary: string;
  load(): Promise<{ run(args: string[]): Promise<number> }>;
}

const change = async (verb: 'pause' | 'resume' | 'remove') => {
  const { changeCommand } = await import('../feeds/change.ts');
  return { run: changeCommand(verb) };
};

const SUBCOMMANDS: Record<string, Subcommand> = {
  add: { summary: 'find the feed behind an address and register it', load: () => import('../feeds/add.ts') },
  list: { summary: 'the feeds, or only those with problems', load: () => import('../feeds/list.ts') },
  show: { summary: 'everything that is known of one feed', load: () => import('../feeds/show.ts') },
  pause: { summary: 'stop polling feeds', load: () => change('pause') },
  resume: { summary: 'poll paused feeds again', load: () => change('resume') },
  remove: { summary: 'forget feeds', load: () => change('remove') },
  import: {
    summary: 'register the feeds of an OPML list',
    load: async () => ({ run: (await import('../feeds/opml.ts')).importFeeds }),
  },
  export: {
    summary: 'write the feeds as an OPML list',
    load: async () => ({ run: (await import('../feeds/opml.ts')).exportFeeds }),
  },
  poll: { summary: 'poll feeds now', load: () => import('../feeds/poll.ts') },
  parse: { summary: 'read feeds given as JSON lines', load: () => import('../feeds/parse.ts') },
};

function help(): string {
  const width = Math.max(...Object.keys(SUBCOMMANDS).map((name) => name.length));
  const list = Object.entries(SUBCOMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `claimwire feeds: news feeds\n\nUsage: claimwire feeds SUBCOMMAND [options]\n\nSubcommands:\n${list.join('\n')}\n\n\`claimwire feeds SUBCOMMAND --help\` explains one.\n`;
}

/** Runs `claimwire feeds SUBCOMMAND …`. */
export async function run(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h') {
    process.stdout.write(help());
    return name === undefined ? 2 : 0;
  }
  const subcommand = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (!subcommand)
    throw new UsageError(`claimwire feeds: no subcommand "${name}"; \`claimwire feeds --help\` lists them`);
  const { run: runSubcommand } = await subcommand.load();
  return runSubcommand(rest);
}
