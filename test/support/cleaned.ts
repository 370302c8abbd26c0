// Messages of stage clean for tests.
import { articleIdOf, textVersionOf } from '../../shared/keys.ts';
import type { ArticleCleaned } from '../../shared/messages/article-cleaned.ts';

/** Minute 0 of the tests' clock. */
const START = Date.UTC(2024, 2, 1);

export interface Upload {
  /** Names the document. */
  id: string;
  url?: string | null;
  text: string;
  /** Minutes after the start. */
  at: number;
  /** S3 sequencer; default: by `at`. */
  sequencer?: string;
  title?: string;
}

/** The message for a document with this text, uploaded at this minute. */
export function cleaned({ id, url = `https://example.org/${id}`, text, at, sequencer, title }: Upload): ArticleCleaned {
  const textVersion = textVersionOf(text);
  const eventTime = new Date(START + at * 60_000).toISOString();
  return {
    v: 1,
    type: 'article-cleaned',
    document: {
      documentId: id.padEnd(32, '0'),
      bucket: 'articles',
      key: `incoming/${id}`,
      versionId: null,
      sequencer: sequencer ?? at.toString(16).padStart(8, '0'),
      entry: null,
      entryIndex: 0,
      eventTime,
      sizeBytes: null,
    },
    trace: `trace-${id}`,
    sentAt: eventTime,
    articleId: articleIdOf(url, textVersion),
    textVersion,
    article: {
      title: title ?? `Title of ${id}`,
      authors: [],
      site: null,
      lang: null,
      url,
      publishedAt: null,
      modifiedAt: null,
    },
    text: { kind: 'inline', text },
  };
}
