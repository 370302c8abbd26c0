// Binary search in spans sorted by their first token.

/** Index of the first item that begins at or after token `first`. */
export function firstIn(items: readonly { first: number }[], first: number): number {
  let lo = 0;
  let hi = items.length;
  while (lo < hi) {
    const middle = (lo + hi) >> 1;
    if (items[middle]!.first < first) lo = middle + 1;
    else hi = middle;
  }
  return lo;
}
