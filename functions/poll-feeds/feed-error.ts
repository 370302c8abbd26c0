// What is thrown when bytes that should be a feed are none.

/** The document is no feed of any kind we read, or too large; the message says what came instead. */
export class FeedError extends Error {
  override name = 'FeedError';
}
