// Text that encodings and tables take: without halves of surrogate pairs.

/** Replaces half a surrogate pair by U+FFFD. `String.prototype.toWellFormed` has the same contract (ES2024). */
export function toWellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}
