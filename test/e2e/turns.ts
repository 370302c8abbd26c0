// Work of tests in one group that break the same thing takes turns; the rest of them goes on meanwhile.

let last: Promise<unknown> = Promise.resolve();

/** Starts the work when all that was given before has ended, well or not. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = last.then(work);
  last = done.catch(() => {});
  return done;
}
