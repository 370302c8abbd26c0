// `claimwire feeds`: picks the subcommand; each lies in its own file under cli/feeds/.
import { UsageError } from '../usage.ts';

interface Subcommand {
  summary: string;
  load(): Promise<{ run(args: string[]): Promise<number> }>;
}

const SUBCOMMANDS: Record<string, Subcommand> = {
  parse: { summary: 'read feeds given as JSON lines', load: () => import('../feeds/parse.ts') },
};

function help(): string {
  const width = Math.max(...Object.keys(SUBCOMMANDS).map((name) => name.length));
  const list = Object.entries(SUBCOMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `claimwire feeds: news feeds\n\nUsage: claimwire feeds SUBCOMMAND [options]\n\nSubcommands:\n${list.join('\n')}\n`;
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
