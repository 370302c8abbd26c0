// `claimwire clean`: one result line for each input line.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cleanLine, run } from '../../cli/commands/clean.ts';
import { UsageError } from '../../cli/usage.ts';

const TEXT =
  'The dam above Orsa is safe, engineers said on Friday.\n\nThey had measured it for nine days, from the crest to the foot of the wall.';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'claimwire-clean-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('cleanLine', () => {
  it('turns HTML into text and fields', () => {
    const html = `<html lang="en"><head><title>Dam is safe</title><meta name="author" content="Ada Poe, Ben Roe"></head><body><article><h1>Dam is safe</h1><time datetime="2024-05-10">10 May</time>${TEXT.split(
      '\n\n',
    )
      .map((text) => `<p>${text}</p>`)
      .join('')}</article></body></html>`;
    expect(cleanLine({ id: 'a', html, url: 'https://example.org/dam#x' })).toMatchObject({
      id: 'a',
      text: TEXT,
      title: 'Dam is safe',
      date: '2024-05-10',
      author: 'Ada Poe, Ben Roe',
      lang: 'en',
      url: 'https://example.org/dam',
      published: { source: 'time-element' },
    });
  });

  it('believes its own encoding, not a declaration inside', () => {
    const result = cleanLine({ id: 1, html: `<meta charset="windows-1251"><p>${TEXT.replace('Orsa', 'Örsa')}</p>` });
    expect(result.text).toContain('Örsa');
  });

  it('reads text, base64 and headers', () => {
    expect(cleanLine({ id: 'a', text: TEXT })).toMatchObject({ text: TEXT, title: null, date: null, author: '' });
    const headers = { 'Last-Modified': 'Fri, 10 May 2024 08:00:00 GMT' };
    expect(cleanLine({ id: 'a', base64: gzipSync(TEXT).toString('base64'), headers })).toMatchObject({
      text: TEXT,
      date: '2024-05-10T08:00:00Z',
    });
  });

  it('names the reason of a rejection', () => {
    expect(cleanLine({ id: 'a', text: '' })).toMatchObject({ id: 'a', text: '', rejected: 'empty' });
  });

  it.each([
    [{ id: 'a' }, /one of "html", "text" or "base64"/],
    [{ id: 'a', html: 7 }, /"html" to be a string/],
    [{ id: 'a', text: TEXT, headers: [] }, /"headers" to be an object/],
  ])('refuses the line %j', (record, message) => {
    expect(() => cleanLine(record)).toThrow(message);
  });
});

describe('claimwire clean', () => {
  it('answers every line in order and exits with 0', async () => {
    const input = join(folder, 'in.jsonl.gz');
    const output = join(folder, 'out.jsonl.gz');
    writeFileSync(
      input,
      gzipSync(
        [
          { id: 1, text: TEXT },
          { id: 2, text: '' },
        ]
          .map((line) => JSON.stringify(line))
          .join('\n'),
      ),
    );
    expect(await run(['--in', input, '--out', output])).toBe(0);
    const lines = gunzipSync(readFileSync(output))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(lines).toMatchObject([
      { id: 1, text: TEXT },
      { id: 2, rejected: 'empty' },
    ]);
  });

  it('reports a bad line, goes on, and exits with 1', async () => {
    const input = join(folder, 'bad.jsonl');
    const output = join(folder, 'bad-out.jsonl');
    writeFileSync(input, `{"id": 1\n${JSON.stringify({ id: 2, text: TEXT })}\n`);
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await run(['--in', input, '--out', output])).toBe(1);
    expect(String(stderr.mock.calls[0]?.[0])).toContain('line 1');
    stderr.mockRestore();
    expect(readFileSync(output, 'utf8').trim().split('\n')).toHaveLength(2);
  });

  it('takes a byte order mark at the beginning of a file, and nowhere else', async () => {
    const input = join(folder, 'mark.jsonl');
    const output = join(folder, 'mark-out.jsonl');
    const line = JSON.stringify({ id: 1, text: TEXT });
    writeFileSync(input, `\uFEFF${line}\n\uFEFF${line}\n`);
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await run(['--in', input, '--out', output])).toBe(1);
    expect(stderr.mock.calls.map(([text]) => String(text))).toEqual([expect.stringContaining('line 2')]);
    stderr.mockRestore();
  });

  it('takes line separators of Unicode within a line, line ends of Windows, and a last line without an end', async () => {
    const input = join(folder, 'separators.jsonl');
    const output = join(folder, 'separators-out.jsonl');
    const lines = ['\u2028', '\u2029', ''].map((mark, id) =>
      JSON.stringify({ id, text: TEXT.replace('\n\n', `${mark}\n\n`) }),
    );
    writeFileSync(input, lines.join('\r\n'));
    expect(await run(['--in', input, '--out', output])).toBe(0);
    expect(readFileSync(output, 'utf8').trim().split('\n')).toHaveLength(3);
  });

  it('reads a line that comes in many pieces whole', async () => {
    const input = join(folder, 'pieces.jsonl');
    const output = join(folder, 'pieces-out.jsonl');
    const text = Array.from(
      { length: 3000 },
      (_, n) => `The dam above Örsa was measured in ${n} places by ${n + 7} people.`,
    ).join('\n\n');
    writeFileSync(input, JSON.stringify({ id: 1, text }));
    expect(await run(['--in', input, '--out', output])).toBe(0);
    expect(JSON.parse(readFileSync(output, 'utf8'))).toEqual(JSON.parse(JSON.stringify(cleanLine({ id: 1, text }))));
  });

  it('answers a line that is longer than can be read, and goes on', async () => {
    const input = join(folder, 'long.jsonl.gz');
    const output = join(folder, 'long-out.jsonl');
    const long = Buffer.alloc(129 * 1024 ** 2, 'x');
    const bytes = [
      Buffer.from('{"id": 1, "text": "'),
      long,
      Buffer.from(`"}\n${JSON.stringify({ id: 2, text: TEXT })}`),
    ];
    writeFileSync(input, gzipSync(Buffer.concat(bytes), { level: 1 }));
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await run(['--in', input, '--out', output])).toBe(1);
    expect(String(stderr.mock.calls[0]?.[0])).toMatch(/line 1: expected at most 134217728 characters, got more: "\{/);
    stderr.mockRestore();
    const answers = readFileSync(output, 'utf8').trim().split('\n');
    expect(answers.map((answer) => JSON.parse(answer) as unknown)).toMatchObject([{ line: 1 }, { id: 2, text: TEXT }]);
  });

  it('sends no control characters of a line to the terminal', async () => {
    const input = join(folder, 'controls.jsonl');
    writeFileSync(input, '\u001b[31m\n');
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await run(['--in', input, '--out', join(folder, 'controls-out.jsonl')])).toBe(1);
    expect(stderr.mock.calls.map(([text]) => String(text)).join('')).not.toContain('\u001b');
    stderr.mockRestore();
  });

  it.each([
    ['is no gzip data', Buffer.from(TEXT), 'incorrect header check'],
    ['is cut off', gzipSync(TEXT).subarray(0, 40), 'unexpected end of file'],
  ])('names the file that %s', async (_, bytes, problem) => {
    const input = join(folder, 'broken.jsonl.gz');
    writeFileSync(input, bytes);
    await expect(run(['--in', input, '--out', join(folder, 'broken-out.jsonl')])).rejects.toThrow(
      `reading ${input}: ${problem}`,
    );
  });

  it('names the file that cannot be written', async () => {
    const input = join(folder, 'to-nowhere.jsonl');
    writeFileSync(input, JSON.stringify({ id: 1, text: TEXT }));
    const output = join(folder, 'nowhere', 'out.jsonl');
    await expect(run(['--in', input, '--out', output])).rejects.toThrow(`writing ${output}: no such file or folder`);
  });

  it('explains itself', async () => {
    const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    expect(await run(['--help'])).toBe(0);
    expect(String(stdout.mock.calls[0]?.[0])).toContain('Usage: claimwire clean');
    stdout.mockRestore();
  });

  it.each([[[]], [['--in', 'x']], [['--frob']]])('refuses the call %j', async (args) => {
    await expect(run(args)).rejects.toBeInstanceOf(UsageError);
  });
});
