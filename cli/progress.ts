// One line of progress on a terminal's standard error; silent everywhere else.

export interface Progress {
  update(done: number, failed: number): void;
  stop(): void;
}

/** Redraw interval: fast enough to look alive, slow enough to cost nothing. */
const REDRAW_MS = 200;

export function startProgress(name: string, enabled: boolean): Progress {
  if (!enabled) return { update() {}, stop() {} };
  const startedAt = performance.now();
  let done = 0;
  let failed = 0;
  const draw = () => {
    const seconds = (performance.now() - startedAt) / 1000;
    const rate = seconds > 0.5 ? `, ${(done / seconds).toFixed(1)}/s` : '';
    process.stderr.write(`\r\x1b[K${name}: ${done}${failed > 0 ? `, ${failed} failed` : ''}${rate}`);
  };
  const timer = setInterval(draw, REDRAW_MS);
  timer.unref();
  return {
    update(nextDone, nextFailed) {
      done = nextDone;
      failed = nextFailed;
    },
    stop() {
      clearInterval(timer);
      process.stderr.write('\r\x1b[K');
    },
  };
}
