// JSON lines in, JSON lines out: the frame of `clean`, `cluster`, `extract`, `rank` and `feeds parse`.
// `.gz` by file name, `-` for the standard streams, one result per input line in order; a bad line is reported with its
// number and the rest goes on.

import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { startProgress } from './progress.ts';

/** Lines of a file (or of standard input for `-`), gunzipped when the name ends in `.gz`. */
export function readLines(path: string): AsyncIterable<string> {
  let input: Readable = path === '-' ? process.stdin : createReadStream(path);
  if (path.endsWith('.gz')) {
    const gunzip = createGunzip();
    input.on('error', (error) => gunzip.destroy(error));
    input = input.pipe(gunzip);
  }
  // readline swallows its input's errors: iterate by hand so that a missing file or a broken gzip is an error here.
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const failure = new Promise<never>((_, reject) => input.once('error', reject));
  failure.catch(() => {});
  return {
    async *[Symbol.asyncIterator]() {
      const iterator = lines[Symbol.asyncIterator]();
      for (;;) {
        const next = await Promise.race([iterator.next(), failure]);
        if (next.done) break;
        yield next.value;
      }
      // A stream that failed after its last whole line ends like a good one: ask it.
      if (input.errored) throw input.errored;
    },
  };
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
  const failure = new Promise<never>((_, reject) => sink.once('error', reject));
  failure.catch(() => {});
  return {
    async write(value) {
      if (sink.errored) throw sink.errored;
      if (!target.write(`${JSON.stringify(value)}\n`)) await Promise.race([once(target, 'drain'), failure]);
    },
    async close() {
      if (sink === process.stdout && target === sink) return;
      target.end();
      await finished(sink);
    },
  };
}

export interface LineJob {
  /** Name of the command, for messages. */
  name: string;
  in: string;
  out: string;
  /** Shows progress on standard error; default: only when that is a terminal. */
  progress?: boolean;
  /** Turns one parsed line into its result line; a throw is reported with the line's number and answered by `{id…, error}`. */
  run(record: Record<string, unknown>): unknown | Promise<unknown>;
  /** Which field names the line in its error result (`id`, `doc_id`). */
  idField: string;
}

/**
 * Runs the job over every line.
 *
 * @returns number of lines that went through and that failed; the command's exit code is 0 only when none failed
 */
export async function runLines(job: LineJob): Promise<{ done: number; failed: number }> {
  const writer = openLineWriter(job.out);
  const progress = startProgress(job.name, job.progress ?? process.stderr.isTTY === true);
  let lineNumber = 0;
  let done = 0;
  let failed = 0;
  try {
    for await (const line of readLines(job.in)) {
      lineNumber++;
      if (line.trim() === '') continue;
      let id: unknown = null;
      try {
        const record: unknown = JSON.parse(line);
        if (typeof record !== 'object' || record === null || Array.isArray(record)) {
          throw new Error(`expected a JSON object, got ${Array.isArray(record) ? 'an array' : String(record)}`);
        }
        id = (record as Record<string, unknown>)[job.idField] ?? null;
        await writer.write(await job.run(record as Record<string, unknown>));
        done++;
      } catch (error) {
        failed++;
        const message = error instanceof Error ? error.message : String(error);
        process.stderr.write(
          `claimwire ${job.name}: ${job.in} line ${lineNumber}${id === null ? '' : ` (${String(id)})`}: ${message}\n`,
        );
        await writer.write({ [job.idField]: id, error: message, line: lineNumber });
      }
      progress.update(done + failed, failed);
    }
  } finally {
    progress.stop();
    await writer.close();
  }
  return { done, failed };
}
