// Ctrl-C: what a run has started is ended, and nothing of it stays.
import type { ChildProcess } from 'node:child_process';
import { endAllOf } from './runs.ts';

/** `timeout`, npm and a terminal each send one signal of their own at the same moment. */
const SAME_SIGNAL_MS = 1000;

/** Longest time that ending takes after Ctrl-C: where the target stays, its stack is deleted first. */
const END_DEADLINE_MS = 180_000;

/**
 * At the first signal all that the run has started here is ended, which brings whoever waits for it to its own end. At
 * the second one, or when that takes too long, this process ends at once.
 */
export function untilInterrupted(folder: string) {
  let code: number | null = null;
  let signalledAt = 0;
  let child: ChildProcess | null = null;
  let tell: () => void;
  const signalled = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const onSignal = (signal: NodeJS.Signals) => {
    const isSame = Date.now() - signalledAt < SAME_SIGNAL_MS;
    if (isSame) return;
    const isSecond = code !== null;
    signalledAt = Date.now();
    code = signal === 'SIGINT' ? 130 : 143;
    if (isSecond) process.exit(code);
    setTimeout(() => process.exit(code), END_DEADLINE_MS).unref();
    // From a terminal the child gets the signal itself; from a supervisor only we do.
    child?.kill(signal);
    void endAllOf(folder).finally(tell);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return {
    signalled,
    code: () => code,
    passTo: (to: ChildProcess) => {
      child = to;
    },
    ignore: () => {
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    },
  };
}
