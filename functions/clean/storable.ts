// Metadata that every message and table can hold, whatever a document says of itself.
import type { CleanedArticle, DateEvidence } from '../../shared/records/article.ts';
import { toWellFormed } from '../../shared/text/well-formed.ts';

/** Longest title, name or words of a date that are kept: the longest headlines have some 300 characters. */
const MAX_NAME_CHARACTERS = 500;

/**
 * Authors that are kept. With all at their longest, in three-byte letters, these are 150 KB: beside the text of 64 KB they
 * leave a message below SQS's 1 MiB and an article's item below DynamoDB's 400 KB.
 */
const MAX_AUTHORS = 100;

/** Neither longer than tables hold, nor with half a surrogate pair, which no table takes. */
function storableName(written: string): string {
  return toWellFormed(written.slice(0, MAX_NAME_CHARACTERS));
}

function storableDate(date: DateEvidence | null): DateEvidence | null {
  return date && { ...date, evidence: storableName(date.evidence) };
}

/** The article with as much of its metadata as can be stored. */
export function storable(article: CleanedArticle): CleanedArticle {
  const { title, authors, site, publishedAt, modifiedAt } = article;
  return {
    ...article,
    title: title === null ? null : storableName(title),
    authors: authors.slice(0, MAX_AUTHORS).map(storableName),
    site: site === null ? null : storableName(site),
    publishedAt: storableDate(publishedAt),
    modifiedAt: storableDate(modifiedAt),
  };
}
