// What is thrown when bytes that should be a feed are none.

/** The document is no feed of any kind we read, or too large; the message says what came instead. */
export class FeedError extends Error {
  override name = 'FeedError';
  /** Of an index of sitemaps: what it lists, the likeliest to tell news first. */
  readonly sitemaps: readonly string[];

  constructor(message: string, options: ErrorOptions & { sitemaps?: readonly string[] } = {}) {
    super(message, options);
    this.sitemaps = options.sitemaps ?? [];
  }
}
