// Work on several items side by side, a bounded number at a time.

/**
 * Runs `run` over the items, at most `concurrency` at once, each begun in its order.
 *
 * @throws the first error of a run, when nothing is on its way any more; items behind it may have been run, too
 */
export async function runSideBySide<T>(
  items: readonly T[],
  concurrency: number,
  run: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const lanes = Array.from({ length: Math.min(concurrency, items.length) }, async () => {
    for (const item of queue) await run(item);
  });
  const failed = (await Promise.allSettled(lanes)).find((lane) => lane.status === 'rejected');
  if (failed) throw failed.reason;
}
