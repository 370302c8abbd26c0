// Repair of fauxqs: of several waiting long polls only one is woken per arrival; fauxqs wakes all, and the losers answer
// empty before their time. Still needed with fauxqs 2.9; remove when parallel long polls wait on.
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { SqsQueue } from '../fauxqs.ts';

/** Makes the queue's waiting receivers stand in line; each leaves the line when messages are there for it. */
export function standInLine(queue: SqsQueue): void {
  const waitAtQueue = queue.waitForMessages.bind(queue);
  const cancel = queue.cancelWaiters.bind(queue);
  let closed = false;
  let lastInLine: Promise<void> = Promise.resolve();

  const atTheHead = async (before: Promise<void>, deadline: number) => {
    await before;
    // The one before was let go and takes its messages in this turn.
    await nextTurn();
    while (!closed && queue.messages.length === 0 && Date.now() < deadline) {
      await waitAtQueue((deadline - Date.now()) / 1000);
    }
  };

  queue.waitForMessages = async (seconds) => {
    const deadline = Date.now() + seconds * 1000;
    lastInLine = atTheHead(lastInLine, deadline);
    // Whoever stands further back may have to leave before the one at the head.
    const left = new AbortController();
    const timeUp = sleep(seconds * 1000, undefined, { signal: left.signal }).catch(() => {});
    await Promise.race([lastInLine, timeUp]);
    left.abort();
  };
  queue.cancelWaiters = () => {
    closed = true;
    cancel();
  };
}
