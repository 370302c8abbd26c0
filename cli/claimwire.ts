// The command line: picks the command, turns a failure into one clear sentence and an exit code.
import { readFileSync } from 'node:fs';
import { described } from './file-problem.ts';
import { UsageError } from './usage.ts';

interface Command {
  summary: string;
  /** Returns the exit code: 0 only if everything went through. */
  load(): Promise<{ run(args: string[]): Promise<number> }>;
}

/** Commands in the order `--help` lists them. Loaded on use: `claims` need not load the language model. */
const COMMANDS: Record<string, Command> = {
  run: {
    summary: 'run the whole pipeline on this computer, over files and folders',
    load: () => import('./commands/run.ts'),
  },
  clean: { summary: 'clean documents given as JSON lines', load: () => import('./commands/clean.ts') },
  cluster: {
    summary: 'find near-duplicates among texts given as JSON lines',
    load: () => import('./commands/cluster.ts'),
  },
  extract: { summary: 'extract the claims of texts given as JSON lines', load: () => import('./commands/extract.ts') },
  claims: {
    summary: 'who claims what: by speaker, entity, day, article, story or wording',
    load: () => import('./commands/claims.ts'),
  },
  articles: {
    summary: 'the articles behind the claims, their texts and dates',
    load: () => import('./commands/articles.ts'),
  },
  ledger: { summary: 'what became of every document', load: () => import('./commands/ledger.ts') },
  status: {
    summary: 'how a deployed pipeline is doing: queues, dead letters, functions',
    load: () => import('./commands/status.ts'),
  },
  doctor: {
    summary: 'whether this computer and a deployed pipeline are in order',
    load: () => import('./commands/doctor.ts'),
  },
  feeds: { summary: 'news feeds: add, list, poll, and read', load: () => import('./commands/feeds.ts') },
  rank: { summary: 'rank sentences by check-worthiness', load: () => import('./commands/rank.ts') },
};

function help(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const list = Object.entries(COMMANDS).map(([name, command]) => `  ${name.padEnd(width)}  ${command.summary}`);
  return `claimwire: who claims what, from news articles

Usage: claimwire COMMAND [options]

Commands:
${list.join('\n')}

\`claimwire COMMAND --help\` explains one command, \`claimwire --version\` tells the version.
Exit codes: 0 all went through, 1 something failed, 2 wrong call.
`;
}

/** Runs one command line and sets the process's exit code. */
export async function main(args: string[]): Promise<void> {
  // `claimwire help claims` asks what `claimwire claims --help` answers.
  const [name, ...rest] = args[0] === 'help' && args[1] !== undefined ? [...args.slice(1), '--help'] : args;
  // A reader that closes early (`claimwire claims | head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    process.stderr.write(`claimwire: writing to standard output: ${error.message}\n`);
    process.exit(1);
  });
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(help());
    process.exitCode = name === undefined ? 2 : 0;
    return;
  }
  if (name === '--version') {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    process.stdout.write(`${version}\n`);
    process.exitCode = 0;
    return;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    process.stderr.write(`claimwire: no command "${name}"; \`claimwire --help\` lists them\n`);
    process.exitCode = 2;
    return;
  }
  try {
    const { run } = await command.load();
    process.exitCode = await run(rest);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 2;
      return;
    }
    const detail = process.env.CLAIMWIRE_DEBUG && error instanceof Error ? error.stack : described(error);
    process.stderr.write(`claimwire ${name}: ${detail}\n`);
    process.exitCode = 1;
  }
}
