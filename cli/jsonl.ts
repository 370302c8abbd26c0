// JSON lines in, JSON lines out: the frame of `clean`, `cluster`, `extract`, `rank` and `feeds parse`.
// `.gz` by file name, `-` for the standard streams, one result per input line in order; a bad line is reported with its
// number and the rest goes on.

import { once } from 'node:events';
import { constants, createReadStream, createWriteStream } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { fileProblem } from './file-problem.ts';
import { print } from './output.ts';
import { startProgress } from './progress.ts';
import { printable } from './style.ts';
import { parseCommand, required, UsageError } from './usage.ts';

/** Characters of a line that is still read: the largest document, each of its bytes escaped, and more than any sane line. */
const LINE_MAX_CHARACTERS = 128 * 1024 ** 2;

export interface Line {
  text: string;
  /** The line was longer than can be read; `text` is how it begins. */
  isCut: boolean;
}

/** Lines of a file (or of standard input for `-`), gunzipped when the name ends in `.gz`. */
export async function* readLines(path: string): AsyncGenerator<Line> {
  let input: Readable = path === '-' ? process.stdin : createReadStream(path);
  if (path.endsWith('.gz')) {
    const gunzip = createGunzip();
    input.on('error', (error) => gunzip.destroy(error));
    input = input.pipe(gunzip);
  }
  try {
    yield* linesOf(input.setEncoding('utf8'));
  } catch (error) {
    throw new Error(`reading ${path}: ${fileProblem(error)}`, { cause: error });
  }
}

/**
 * Splits at line feeds only: Node's readline also splits at the line separators of Unicode, which JSON allows within its
 * strings, and a line beyond the longest string that there can be ends the process.
 */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<Line> {
  let pieces: string[] = [];
  let length = 0;
  let isFirst = true;
  const keep = (piece: string) => {
    // Of a line that is too long, the first piece is enough to tell which it is.
    if (length <= LINE_MAX_CHARACTERS) pieces.push(piece);
    length += piece.length;
    if (length > LINE_MAX_CHARACTERS) pieces.length = 1;
  };
  const line = (): Line => {
    let text = pieces.join('');
    if (text.endsWith('\r')) text = text.slice(0, -1);
    // Editors and spreadsheets begin a file with a byte order mark.
    if (isFirst && text.startsWith('\uFEFF')) text = text.slice(1);
    const isCut = length > LINE_MAX_CHARACTERS;
    pieces = [];
    length = 0;
    isFirst = false;
    return { text, isCut };
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', start)) {
      keep(chunk.slice(start, end));
      yield line();
      start = end + 1;
    }
    if (start < chunk.length) keep(chunk.slice(start));
  }
  if (length > 0) yield line();
}

/** Whether a file can be written, before hours of work end at it. Opens nothing: a pipe would take that for its end. */
export async function checkOutput(path: string): Promise<void> {
  if (path === '-') return;
  const info = await stat(path).catch(() => null);
  if (info?.isDirectory()) throw new Error(`${path}: a folder, expected a file`);
  try {
    await access(info === null ? dirname(path) : path, constants.W_OK);
  } catch (error) {
    throw new Error(`writing ${path}: ${fileProblem(error)}`, { cause: error });
  }
}

export interface LineWriter {
  write(value: unknown): Promise<void>;
  close(): Promise<void>;
}

/** Writes one JSON value a line to a file (or standard output for `-`), gzipped when the name ends in `.gz`. */
export function openLineWriter(path: string): LineWriter {
  const sink: Writable = path === '-' ? process.stdout : createWriteStream(path);
  let target: Writable = sink;
  if (path.endsWith('.gz')) {
    const gzip = createGzip();
    gzip.pipe(sink);
    target = gzip;
  }
  // One listener for the whole file: one per waiting write would pile up.
  const failed = (error: unknown) => new Error(`writing ${path}: ${fileProblem(error)}`, { cause: error });
  const failure = new Promise<never>((_, reject) => sink.once('error', (error) => reject(failed(error))));
  failure.catch(() => {});
  return {
    async write(value) {
      if (sink.errored) throw failed(sink.errored);
      if (!target.write(`${JSON.stringify(value)}\n`)) await Promise.race([once(target, 'drain'), failure]);
    },
    async close() {
      if (sink === process.stdout && target === sink) return;
      target.end();
      await finished(sink).catch((error: unknown) => {
        throw failed(error);
      });
    },
  };
}

export interface LineJob<Result> {
  /** Name of the command, for messages. */
  name: string;
  in: string;
  /** Turns one parsed line into its result; a throw is reported with the line's number and answered by `{id…, error}`. */
  run(record: Record<string, unknown>, line: number): Result | Promise<Result>;
  /** Which field names the line in its error result (`id`, `doc_id`). */
  idField: string;
}

/** The answer to one line. */
export type LineResult<Result> =
  | { kind: 'done'; result: Result }
  | { kind: 'failed'; result: { error: string; line: number; [idField: string]: unknown } };

/** Characters of a line that an error quotes: enough to find it, no article in a log. */
const QUOTED_CHARACTERS = 60;

/** @throws Error that says what came instead of JSON */
function parseJson({ text, isCut }: Line): unknown {
  const quoted = JSON.stringify(text.trim().slice(0, QUOTED_CHARACTERS));
  if (isCut) throw new Error(`expected at most ${LINE_MAX_CHARACTERS} characters, got more: ${quoted}`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`expected JSON, got ${quoted}: ${(cause as SyntaxError).message}`, { cause });
  }
}

/** Takes every line that is not blank through the job, in order. */
export async function* throughLines<Result>(job: LineJob<Result>): AsyncGenerator<LineResult<Result>> {
  const progress = startProgress(job.name, process.stderr.isTTY === true);
  let line = 0;
  let done = 0;
  let failed = 0;
  try {
    for await (const raw of readLines(job.in)) {
      line++;
      if (raw.text.trim() === '') continue;
      let id: unknown = null;
      let answer: LineResult<Result>;
      try {
        const record = parseJson(raw);
        if (typeof record !== 'object' || record === null || Array.isArray(record)) {
          throw new Error(`expected a JSON object, got ${Array.isArray(record) ? 'an array' : String(record)}`);
        }
        id = (record as Record<string, unknown>)[job.idField] ?? null;
        answer = { kind: 'done', result: await job.run(record as Record<string, unknown>, line) };
        done++;
      } catch (error) {
        failed++;
        const message = error instanceof Error ? error.message : String(error);
        process.stderr.write(
          `claimwire ${job.name}: ${job.in} line ${line}${id === null ? '' : ` (${String(id)})`}: ${printable(message)}\n`,
        );
        answer = { kind: 'failed', result: { [job.idField]: id, error: message, line } };
      }
      progress.update(done + failed, failed);
      yield answer;
    }
  } finally {
    progress.stop();
  }
}

/**
 * The files that a JSON-lines command is called with.
 *
 * @returns null when it was asked for its help, which is printed
 * @throws UsageError for a wrong call
 */
export async function lineFiles(
  command: { name: string; help: string },
  args: string[],
): Promise<{ in: string; out: string } | null> {
  const values = parseCommand(command.name, args, {
    in: { type: 'string' },
    out: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) {
    await print(command.help);
    return null;
  }
  const files = { in: required(values.in, 'in', command.name), out: required(values.out, 'out', command.name) };
  await checkInput(files);
  return files;
}

/** Looks at the input before the output is opened: a mistyped call must not empty a file. */
async function checkInput(files: { in: string; out: string }): Promise<void> {
  if (files.in === '-') return;
  await access(files.in, constants.R_OK);
  const input = await stat(files.in);
  if (input.isDirectory()) throw new Error(`${files.in}: a folder, expected a file`);
  if (files.out === '-' || !input.isFile()) return;
  const output = await stat(files.out).catch(() => null);
  if (output?.ino === input.ino && output.dev === input.dev) {
    throw new UsageError(`--in and --out are the same file: ${files.out}`);
  }
}

/** A command that answers each line by itself. Its exit code is 0 only when none failed. */
export function lineCommand(
  command: Omit<LineJob<unknown>, 'in'> & { help: string },
): (args: string[]) => Promise<number> {
  return async (args) => {
    const files = await lineFiles(command, args);
    if (files === null) return 0;
    const writer = openLineWriter(files.out);
    let failed = 0;
    try {
      for await (const { kind, result } of throughLines({ ...command, in: files.in })) {
        if (kind === 'failed') failed++;
        await writer.write(result);
      }
    } finally {
      await writer.close();
    }
    return failed === 0 ? 0 : 1;
  };
}
