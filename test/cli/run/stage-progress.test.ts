// The line of progress: counts of the stages at work, nothing where standard error is no terminal.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startStageProgress } from '../../../cli/run/stage-progress.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function terminal(isTTY: boolean) {
  const written: string[] = [];
  const stream = { isTTY, columns: 60, write: (text: string) => written.push(text) };
  return { written, stream: stream as unknown as NodeJS.WriteStream };
}
const stats = (records: number, failedRecords = 0) => ({
  invocations: 1,
  records,
  failedRecords,
  errors: 0,
  milliseconds: 1,
  queue: null,
  deadLetters: 0,
});

test('tells of the stages that have something to do, and leaves an empty line', () => {
  const { written, stream } = terminal(true);
  const progress = startStageProgress(9, stream);
  expect(written).toEqual(['\r\x1b[Kstarting the local cloud …']);
  progress.stored(3);
  progress.watch(() => ({ 'poll-feeds': stats(0), clean: stats(3), extract: stats(2, 1) }));
  vi.advanceTimersByTime(200);
  progress.stop();
  expect(written.slice(1)).toEqual(['\r\x1b[Kstored 3/9  ·  clean 3  ·  extract 2 (1 to retry)', '\r\x1b[K']);
});

test('is silent in a pipe', () => {
  const { written, stream } = terminal(false);
  const progress = startStageProgress(9, stream);
  progress.watch(() => ({ clean: stats(3) }));
  vi.advanceTimersByTime(1000);
  progress.stop();
  expect(written).toEqual([]);
});
