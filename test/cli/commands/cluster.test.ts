// `claimwire cluster` from file to file.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { run } from '../../../cli/commands/cluster.ts';
import { UsageError } from '../../../cli/usage.ts';
import { filler } from '../../support/articles.ts';

let directory: string;
let errors: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'claimwire-cluster-'));
  errors = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    errors += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(directory, { recursive: true });
});

async function cluster(lines: (object | string)[]): Promise<{ code: number; results: unknown[] }> {
  const input = join(directory, 'in.jsonl');
  const output = join(directory, 'out.jsonl');
  writeFileSync(input, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  const code = await run(['--in', input, '--out', output]);
  const results = readFileSync(output, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);
  return { code, results };
}

const text = filler(1, 200);

test('each line gets the first line of its cluster and what it is to it, in input order', async () => {
  expect(
    await cluster([
      { id: 'a', text, url: 'https://example.org/a', date: '2024-03-01' },
      { id: 'b', text: filler(2, 200), url: 'https://example.org/b' },
      { id: 'c', text: `${text} Read more.`, url: 'https://example.org/c' },
      { id: 'd', text, url: 'https://EXAMPLE.org/a?utm_source=x' },
      { id: 'e', text: filler(3, 200), url: 'https://example.org/a' },
      { id: 'f', text },
    ]),
  ).toEqual({
    code: 0,
    results: [
      { id: 'a', cluster: 'a' },
      { id: 'b', cluster: 'b' },
      { id: 'c', cluster: 'a', relation: 'near-duplicate' },
      { id: 'd', cluster: 'a', relation: 'same-text' },
      { id: 'e', cluster: 'a', relation: 'revision' },
      { id: 'f', cluster: 'a', relation: 'near-duplicate' },
    ],
  });
});

test('a later line that joins two clusters renames the later one', async () => {
  const { results } = await cluster([
    { id: 1, text },
    { id: 2, text: filler(2, 200) },
    { id: 3, text: `${text} ${filler(2, 200)}` },
  ]);
  expect(results).toEqual([
    { id: 1, cluster: 1 },
    { id: 2, cluster: 1 },
    { id: 3, cluster: 1, relation: 'near-duplicate' },
  ]);
});

test.each([
  ['no JSON', '{"id": 1,', /JSON/],
  ['no object', '[]', /expected a JSON object, got an array/],
  ['null', 'null', /expected a JSON object, got null/],
  ['no id', { text }, /expected an id/],
  ['no text', { id: 1 }, /expected a text, got undefined/],
  ['an empty text', { id: 1, text: '' }, /got an empty one/],
  ['an url that is no string', { id: 1, text, url: 7 }, /expected the url to be a string, got number/],
])('a line that is wrong (%s) is reported with its number, and the rest goes on', async (_, line, message) => {
  const { code, results } = await cluster(['', line, { id: 'good', text }]);
  expect(code).toBe(1);
  expect(errors).toMatch(/line 2/);
  expect(results).toEqual([
    expect.objectContaining({ error: expect.stringMatching(message), line: 2 }),
    { id: 'good', cluster: 'good' },
  ]);
});

test('gzip by name', async () => {
  const input = join(directory, 'in.jsonl.gz');
  const output = join(directory, 'out.jsonl.gz');
  writeFileSync(input, gzipSync(JSON.stringify({ id: 'a', text })));
  expect(await run(['--in', input, '--out', output])).toBe(0);
  expect(gunzipSync(readFileSync(output)).toString()).toBe('{"id":"a","cluster":"a"}\n');
});

test.each([[['--in', 'x']], [['--out', 'x']], [['--what']]])('a wrong call is refused: %j', async (args) => {
  await expect(run(args)).rejects.toThrow(UsageError);
});

test('a missing file is an error', async () => {
  await expect(run(['--in', join(directory, 'none'), '--out', join(directory, 'out')])).rejects.toThrow(/ENOENT/);
});

test('--help explains the formats', async () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  expect(await run(['--help'])).toBe(0);
  expect(String(write.mock.calls[0]![0])).toContain('{id, text, url?, date?}');
});
