// Progress of a run on a terminal's standard error: one line, redrawn, with a count per stage.
import type { StageStats } from '../local/cloud.ts';

export interface StageProgress {
  /** Called with the number of files that lie in the bucket. */
  stored(count: number): void;
  /** From now on the stages are asked for their counts. */
  watch(stats: () => Record<string, StageStats>): void;
  stop(): void;
}

const REDRAW_MS = 150;

/** Starts showing progress; does nothing where standard error is no terminal. */
export function startStageProgress(files: number, stream: NodeJS.WriteStream = process.stderr): StageProgress {
  if (stream.isTTY !== true) return { stored() {}, watch() {}, stop() {} };
  let stored = 0;
  let stats: (() => Record<string, StageStats>) | null = null;
  const draw = () => {
    const parts = stats === null ? ['starting the local cloud …'] : [`stored ${stored}/${files}`];
    for (const [stage, { records, failedRecords }] of Object.entries(stats?.() ?? {})) {
      // A terminal has no room for stages that have nothing to do, such as those of feeds.
      if (records === 0) continue;
      parts.push(`${stage} ${records}${failedRecords > 0 ? ` (${failedRecords} to retry)` : ''}`);
    }
    stream.write(`\r\x1b[K${parts.join('  ·  ').slice(0, Math.max(20, (stream.columns || 80) - 1))}`);
  };
  const timer = setInterval(draw, REDRAW_MS);
  timer.unref();
  draw();
  let stopped = false;
  return {
    stored(count) {
      stored = count;
    },
    watch(read) {
      stats = read;
    },
    stop() {
      if (stopped) return;
      stopped = true;
      clearInterval(timer);
      stream.write('\r\x1b[K');
    },
  };
}
