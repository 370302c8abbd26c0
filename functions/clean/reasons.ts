// Why a document is not an article: the fixed list of rejection reasons of stage clean.

/** Stable ids: they are stored in the ledger, counted as metrics and compared in tests. Add, never rename. */
export const REJECTION_REASONS = [
  /** No bytes, or nothing but white space. */
  'empty',
  /** More bytes than the stage reads, before or after decompression. */
  'too-large',
  /** Images, PDF, office files, executables: not text in any encoding. */
  'binary',
  /** Compressed data that cannot be unpacked. */
  'corrupt-archive',
  /** Compressed inside compressed, more often than any honest producer does. */
  'nested-too-often',
  /** A text format whose bytes fit no encoding. */
  'undecodable',
  /** A text that is not prose: scripts, style sheets, logs, tables, JSON without an article in it. */
  'not-an-article-type',
  /** RSS, Atom, RDF, OPML, sitemap: a list of articles. */
  'feed-document',
  /** Zip, WARC or NDJSON of several articles: must be unpacked first. */
  'archive-document',
  /** HTML nested deeper than any page is. */
  'nesting-too-deep',
  /** A page whose content is a list of links to articles, or that has no running text. */
  'no-article',
  /** Running text, but less than an article has. */
  'too-short',
  /** An error page, a robot check, a wall or a page to log in instead of the article. */
  'blocked-page',
] as const;

export type RejectionReason = (typeof REJECTION_REASONS)[number];

/** Thrown inside the stage to leave it with a reason; never leaves `cleanDocument`. */
export class Rejection extends Error {
  override name = 'Rejection';
  readonly reason: RejectionReason;

  constructor(reason: RejectionReason, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.reason = reason;
  }
}
