// `claimwire feeds parse`: the contract of its lines.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { run } from '../../cli/commands/feeds.ts';
import { UsageError } from '../../cli/usage.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimwire-feeds-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const base64 = (text: string) => Buffer.from(text).toString('base64');

test('one result line per input line, in order; what is no feed is an error line and exit code 1', async () => {
  const input = join(folder, 'in.jsonl');
  const output = join(folder, 'out.jsonl');
  const rss =
    '<rss version="2.0"><channel><title>T</title><item><link>/1</link><title>A &amp;amp; B</title></item></channel></rss>';
  const lines = [
    {
      id: 'a',
      base64: base64(rss),
      url: 'https://valley.example/feed',
      headers: { 'Content-Type': 'application/rss+xml' },
    },
    { id: 'b', base64: base64('<html></html>') },
    { id: 'c' },
  ];
  await writeFile(input, `${lines.map((line) => JSON.stringify(line)).join('\n')}\nnot json\n`);
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await run(['parse', '--in', input, '--out', output])).toBe(1);
  const results = (await readFile(output, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(results[0]).toEqual({
    id: 'a',
    feed: { title: 'T', url: null, lang: null },
    entries: [
      { id: null, url: 'https://valley.example/1', title: 'A &amp; B', published: null, updated: null, author: null },
    ],
  });
  expect(results[1]).toMatchObject({ id: 'b', error: expect.stringContaining('an HTML page') });
  expect(results[2]).toMatchObject({
    id: 'c',
    error: 'reading field "base64": Invalid input: expected string, received undefined',
  });
  expect(results[3]).toMatchObject({ id: null, error: expect.stringContaining('expected JSON, got "not json"') });
  expect(results).toHaveLength(4);
  expect(stderr.mock.calls.join('')).toContain('line 2 (b)');
});

test('exit code 0 when every line is a feed', async () => {
  const input = join(folder, 'in.jsonl');
  await writeFile(input, `${JSON.stringify({ id: 1, base64: base64('<rss version="2.0"/>') })}\n`);
  expect(await run(['parse', '--in', input, '--out', join(folder, 'out.jsonl.gz')])).toBe(0);
});

test.each([
  [['nonsense'], 'no subcommand "nonsense"'],
  [['parse'], 'needs --in'],
  [['parse', '--in', 'x', '--out', 'y', '--odd'], '--odd'],
])('feeds %j is a wrong call', async (args, message) => {
  const failure = await run(args).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UsageError);
  expect((failure as Error).message).toContain(message);
});

test('help names the subcommands', async () => {
  const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  expect(await run(['--help'])).toBe(0);
  expect(await run([])).toBe(2);
  expect(stdout.mock.calls.join('')).toContain('parse');
});
