// Wrong calls of the reading commands: exit code 2 and one sentence. Places that cannot be read: exit code 1 and one too.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claimwire } from '../../support/command-line.ts';

const empty = mkdtempSync(join(tmpdir(), 'claimwire-empty-'));
afterAll(() => rmSync(empty, { recursive: true, force: true }));

const ID = 'a'.repeat(32);

const wrong: [string[], string][] = [
  [['claims', '--speeker', 'x'], "claimwire claims: Unknown option '--speeker'; see `claimwire claims --help`"],
  [['claims', 'x'], "claimwire claims: Unexpected argument 'x'; see `claimwire claims --help`"],
  [['ledger', '--key'], "claimwire ledger: Option '--key <value>' argument missing; see `claimwire ledger --help`"],
  [
    ['run', '--speeker'],
    "claimwire run: Unknown option '--speeker', and what is none but begins with a dash comes after --; see `claimwire run --help`",
  ],
  [
    ['feeds', 'add', '--speeker'],
    "claimwire feeds add: Unknown option '--speeker', and what is none but begins with a dash comes after --; see `claimwire feeds add --help`",
  ],
  [
    ['feeds', 'pause', '-x'],
    "claimwire feeds pause: Unknown option '-x', and what is none but begins with a dash comes after --; see `claimwire feeds pause --help`",
  ],
  [['feeds', 'export', 'x'], "claimwire feeds export: Unexpected argument 'x'; see `claimwire feeds export --help`"],
  [
    ['claims', '--limit', '-1'],
    'claimwire claims: --limit needs a value; one that begins with a dash is given as --limit=-…; see `claimwire claims --help`',
  ],
  [
    ['run', '--data', '--json'],
    'claimwire run: --data needs a value; one that begins with a dash is given as --data=-…; see `claimwire run --help`',
  ],
  [['clean', '--in', 'x'], 'claimwire clean needs --out; see `claimwire clean --help`'],
  [['claims', '--json', '--csv'], 'choose one of --json and --csv'],
  [['claims', '--day', '2024-02-30'], '--day is a day as YYYY-MM-DD, got "2024-02-30"'],
  [['claims', '--day', 'today'], '--day is a day as YYYY-MM-DD, got "today"'],
  [['claims', '--day', '2024-02-03', '--from', '2024-02-03'], '--day does not go with --from or --to'],
  [['claims', '--to', '2024-02-03'], '--to needs --from'],
  [['claims', '--from', '2024-02-03', '--to', '2024-02-02'], '--from 2024-02-03 is later than --to 2024-02-02'],
  [['claims', '--from', '2024-01-01', '--to', '2025-01-01'], 'a range has at most 366 days, got 367'],
  [['claims', '--polarity', 'no'], '--polarity is one of affirmed, denied, questioned, got "no"'],
  [['claims', '--kind', 'quote'], '--kind is one of attributed, assertion, got "quote"'],
  [['claims', '--limit', '0'], '--limit is a number above 0, got "0"'],
  [['claims', '--speaker', '?!'], '--speaker needs a name with letters or digits, got "?!"'],
  [['claims', '--entity', ''], '--entity needs a name with letters or digits, got ""'],
  [['claims', '--id', 'x'], '--id is a claim\'s id (32 hex digits), got "x"'],
  [['claims', '--id', ID, '--same', ID], '--id does not go with --same'],
  [['claims', '--story', 's', '--article', ID], '--story does not go with --article'],
  [
    ['claims', '--article', ID, '--day', '2024-02-03'],
    '--day, --from and --to go with --speaker or --entity, or stand alone',
  ],
  [
    ['claims', '--article', 'pier.html'],
    '--article is an article\'s id (32 hex digits) or its http(s) address, got "pier.html"',
  ],
  [['claims', '--data', 'd', '--stack', 's'], '--data reads a local run: it does not go with --endpoint or --stack'],
  [['claims', '--endpoint', 'localhost:4566'], 'the endpoint must be an http or https address, got "localhost:4566"'],
  [['articles', '--article', ID, '--story', 's'], 'choose one of --article, --story and --day (or --from)'],
  [['articles', '--text'], '--text needs --article'],
  [['articles', '--text', '--article', ID, '--csv'], '--text does not go with --csv'],
  [
    ['ledger', '--outcome', 'gone'],
    '--outcome is one of extracted, duplicate, revision, unpacked, rejected, failed, got "gone"',
  ],
  [
    ['ledger', '--outcome', 'failed', '--reason', 'empty'],
    '--reason is of rejected documents: it does not go with --outcome failed',
  ],
  [['ledger', '--summary', '--limit', '3'], '--summary does not go with --limit'],
];

describe('wrong calls', () => {
  test.each(wrong)('%j', async (args, sentence) => {
    expect(await claimwire(args)).toEqual({ code: 2, out: '', err: `${sentence}\n` });
  });

  test('a part of the table names in the environment', async () => {
    expect(await claimwire(['claims'], { CLAIMS_TABLE: 'c' })).toEqual({
      code: 2,
      out: '',
      err: 'the environment names some of the tables only: set ARTICLES_TABLE and STORIES_TABLE too, or none\n',
    });
  });
});

describe('places that cannot be read', () => {
  test.each(['claims', 'articles', 'ledger'])('%s without a local run says how to get one', async (command) => {
    expect(await claimwire([command, '--data', empty])).toEqual({
      code: 1,
      out: '',
      err: `claimwire ${command}: no local run in ${empty}: run \`claimwire run\` first, or name another place with --data, --stack or --endpoint\n`,
    });
  });

  test('a data directory that is a file, or lies in one', async () => {
    const file = join(empty, 'file.txt');
    writeFileSync(file, 'x');
    expect(await claimwire(['run', file, '--data', file])).toEqual({
      code: 1,
      out: '',
      err: `claimwire run: ${file}: a file, expected a folder\n`,
    });
    const within = join(file, 'state');
    expect(await claimwire(['run', file, '--data', within])).toEqual({
      code: 1,
      out: '',
      err: `claimwire run: ${within}: no such file or folder\n`,
    });
  });

  test.runIf(process.platform === 'linux')('a data directory where nothing can be made', async () => {
    const { code, err } = await claimwire(['run', empty, '--data', '/proc/claimwire/state']);
    expect({ code, err }).toEqual({ code: 1, err: 'claimwire run: /proc/claimwire: no such file or folder\n' });
  });

  /** Settings that keep the SDK from looking beyond the environment. */
  const sealed = {
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(empty, 'none'),
    AWS_SHARED_CREDENTIALS_FILE: join(empty, 'none'),
    AWS_REGION: 'eu-west-1',
  };

  test('no credentials', async () => {
    expect(await claimwire(['ledger', '--stack', 'mine'], sealed)).toEqual({
      code: 1,
      out: '',
      err: 'claimwire ledger: looking for the tables of stack mine: no AWS credentials found; set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or log in with the AWS command line\n',
    });
  });

  test('no region', async () => {
    const { code, err } = await claimwire(['ledger', '--stack', 'mine'], {
      ...sealed,
      AWS_REGION: undefined,
      AWS_DEFAULT_REGION: undefined,
    });
    expect({ code, err }).toEqual({
      code: 1,
      err: 'claimwire ledger: looking for the tables of stack mine: no AWS region is set; set AWS_REGION\n',
    });
  });

  test('an endpoint where nobody listens', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
    await new Promise((resolve) => server.close(resolve));
    const endpoint = `http://127.0.0.1:${port}`;
    expect(await claimwire(['claims'], { AWS_ENDPOINT_URL: endpoint })).toEqual({
      code: 1,
      out: '',
      err: `claimwire claims: looking for the tables of stack claimwire: nobody listens at ${endpoint}; is it started?\n`,
    });
  });

  /** Answers every request as CloudFormation would answer DescribeStacks. */
  async function withCloudFormation(status: number, body: string, run: (endpoint: string) => Promise<void>) {
    const server = createServer((request, response) => {
      request.resume().on('end', () => response.writeHead(status, { 'content-type': 'text/xml' }).end(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      await run(`http://127.0.0.1:${(server.address() as { port: number }).port}`);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  test('no such stack', async () => {
    const body =
      '<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id mine does not exist</Message></Error></ErrorResponse>';
    await withCloudFormation(400, body, async (endpoint) => {
      expect(await claimwire(['claims', '--day', '2024-03-01', '--stack', 'mine', '--endpoint', endpoint])).toEqual({
        code: 1,
        out: '',
        err: 'claimwire claims: looking for the tables of stack mine: Stack with id mine does not exist\n',
      });
    });
  });

  test('a stack that is none of claimwire', async () => {
    const body =
      '<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>mine</StackName></member></Stacks></DescribeStacksResult></DescribeStacksResponse>';
    await withCloudFormation(200, body, async (endpoint) => {
      expect(await claimwire(['claims', '--day', '2024-03-01', '--stack', 'mine', '--endpoint', endpoint])).toEqual({
        code: 1,
        out: '',
        err: 'claimwire claims: looking for the tables of stack mine: stack mine has no output TableArticles: it is no stack of claimwire\n',
      });
    });
  });
});

const COMMANDS = 'run clean cluster extract claims articles ledger status doctor feeds rank'.split(' ');
const FEEDS = 'add list show pause resume remove import export poll parse'.split(' ').map((name) => `feeds ${name}`);

test.each([...COMMANDS, ...FEEDS])('%s --help says what it is for, and reads nothing', async (command) => {
  const { code, out, err } = await claimwire([...command.split(' '), '--help']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(new RegExp(`^claimwire ${command}: \\S.*\n\nUsage: claimwire ${command} `));
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
});

test.each(['claims', 'articles', 'ledger'])('%s --help shows examples', async (command) => {
  expect((await claimwire([command, '--help', '--data', empty])).out).toContain(`\nExamples:\n  claimwire ${command}`);
});

test('--help lists every command, --version tells the version', async () => {
  const { code, out } = await claimwire(['--help']);
  expect(code).toBe(0);
  for (const command of COMMANDS) expect(out).toMatch(new RegExp(`^ {2}${command} `, 'm'));
  expect(await claimwire(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

test('help COMMAND is the help of the command, help alone that of all', async () => {
  expect(await claimwire(['help', 'ledger'])).toEqual(await claimwire(['ledger', '--help']));
  expect(await claimwire(['help', 'feeds', 'add'])).toEqual(await claimwire(['feeds', 'add', '--help']));
  expect(await claimwire(['help'])).toEqual(await claimwire(['--help']));
});

describe('input that cannot be read leaves the output as it is', () => {
  const output = join(empty, 'out.jsonl');
  beforeEach(() => writeFileSync(output, '{"id":1,"sentence":"It rained."}\n'));
  afterEach(() => rmSync(output));

  test.each([
    [
      'a missing file',
      join(empty, 'none.jsonl'),
      1,
      `claimwire rank: ${join(empty, 'none.jsonl')}: no such file or folder\n`,
    ],
    ['a folder', empty, 1, `claimwire rank: ${empty}: a folder, expected a file\n`],
    ['the output itself', output, 2, `--in and --out are the same file: ${output}\n`],
  ])('%s', async (_, input, code, err) => {
    expect(await claimwire(['rank', '--in', input, '--out', output])).toEqual({ code, out: '', err });
    expect(readFileSync(output, 'utf8')).toBe('{"id":1,"sentence":"It rained."}\n');
  });

  test('an output in a folder that is not there', async () => {
    expect(await claimwire(['rank', '--in', output, '--out', join(empty, 'none', 'x')])).toEqual({
      code: 1,
      out: '',
      err: `claimwire rank: writing ${join(empty, 'none', 'x')}: no such file or folder\n`,
    });
  });
});
