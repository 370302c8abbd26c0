// `claimwire extract` as its user calls it: lines in, claims and attributions out, errors by line number.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { run as extract } from '../../../cli/commands/extract.ts';
import { run as rank } from '../../../cli/commands/rank.ts';
import { UsageError } from '../../../cli/usage.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimwire-extract-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function through(
  command: (args: string[]) => Promise<number>,
  lines: string[],
): Promise<{ code: number; rows: unknown[] }> {
  const input = join(folder, 'in.jsonl');
  const output = join(folder, 'out.jsonl');
  await writeFile(input, lines.join('\n'));
  const code = await command(['--in', input, '--out', output]);
  const rows = (await readFile(output, 'utf8'))
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  return { code, rows };
}

describe('claimwire extract', () => {
  test('answers every line with its claims and attributions', async () => {
    const { code, rows } = await through(extract, [
      JSON.stringify({ doc_id: 'a', text: 'Ada Quist said on Monday that it was late.', date: '2024-03-14' }),
      JSON.stringify({ doc_id: 'b', text: '' }),
    ]);
    expect(code).toBe(0);
    expect(rows).toMatchObject([
      {
        doc_id: 'a',
        claims: [{ text: 'it was late', speaker: { name: 'Ada Quist' }, saidOn: { iso: '2024-03-11' } }],
        attributions: [
          {
            source: { start: 0, end: 9, text: 'Ada Quist' },
            cue: { text: 'said' },
            content: [{ text: 'that it was late' }],
            type: 'indirect',
            polarity: 'affirmed',
            said_on: '2024-03-11',
          },
        ],
      },
      { doc_id: 'b', claims: [], attributions: [] },
    ]);
  });

  test('reports a line it cannot read, goes on, and fails at the end', async () => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { code, rows } = await through(extract, [
      'no json',
      JSON.stringify({ doc_id: 'b', text: 7 }),
      JSON.stringify({ doc_id: 'c', text: 'It rained.', date: 20240314 }),
      JSON.stringify({ doc_id: 'd', text: 'It rained.' }),
    ]);
    expect(code).toBe(1);
    expect(rows).toMatchObject([
      { doc_id: null, line: 1 },
      { doc_id: 'b', error: 'reading field "text": expected a string, got number' },
      { doc_id: 'c', error: 'reading field "date": expected a string, got number' },
      { doc_id: 'd', claims: [] },
    ]);
    expect(stderr.mock.calls.map(([line]) => String(line)).join('')).toContain('line 2 (b)');
  });

  test('wants both files named', async () => {
    await expect(extract(['--in', 'x'])).rejects.toBeInstanceOf(UsageError);
  });

  test('explains itself', async () => {
    const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    expect(await extract(['--help'])).toBe(0);
    expect(String(stdout.mock.calls[0]?.[0])).toContain('claimwire extract --in FILE --out FILE');
  });
});

describe('claimwire rank', () => {
  test('scores and labels sentences', async () => {
    const { code, rows } = await through(rank, [
      JSON.stringify({ id: 1, sentence: 'Spending rose 12 percent to $40 million last year.' }),
      JSON.stringify({ id: 2, sentence: 'Thank you very much.' }),
    ]);
    expect(code).toBe(0);
    expect(rows).toMatchObject([
      { id: 1, label: 1 },
      { id: 2, label: 0 },
    ]);
  });

  test('fails on a line without a sentence', async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { code, rows } = await through(rank, [JSON.stringify({ id: 1 })]);
    expect(code).toBe(1);
    expect(rows).toMatchObject([{ id: 1, error: 'reading field "sentence": expected a string, got undefined' }]);
  });
});
