// What goes into cleaning, and what the reader of one format hands to the common end.
import type { DateCandidate } from './publication-date.ts';

export interface CleanInput {
  bytes: Uint8Array;
  /** File name or object key: a hint for the format, and the document's name in messages. */
  name: string;
  contentType?: string;
  contentEncoding?: string;
  /** HTTP headers of the fetch, names in any case. */
  headers?: Readonly<Record<string, string>>;
  /** Address the document came from. */
  url?: string;
  /**
   * What the sender knows: `title`, `author`, `site`, `url`, `language`, `published` (the object's own metadata), and what
   * the feed entry said that led to the page: `feed-published`, `feed-updated`, `feed-title`, `feed-author`.
   */
  metadata?: Readonly<Record<string, string>>;
  /** ISO time of receipt: no article is published after it. */
  receivedAt?: string;
}

/** What one format's reader found, before the common end. */
export interface Draft {
  text: string;
  /** Where an error page says what it is, when that is not in `text`. */
  opening: string;
  title: string | null;
  authors: string[];
  site: string | null;
  language: string | null;
  declaredUrl: string | null;
  published: DateCandidate[];
  modified: DateCandidate[];
}

/** What is known of a document beside its bytes. */
export type Known = Pick<CleanInput, 'name' | 'url' | 'metadata' | 'contentType' | 'receivedAt'> & {
  headers: ReadonlyMap<string, string>;
};
