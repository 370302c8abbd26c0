// Reads a page by its markup: text, title, and what its head and the lines around the headline say of it.
import { findAuthors, isBylineText, isSignature, labelledNames, nameBesideDate, partsOfStamp } from './authors.ts';
import { readByline } from './byline.ts';
import { readDate } from './date-text.ts';
import type { Draft, Known } from './draft.ts';
import { type HtmlArticle, readArticle } from './html-body.ts';
import { parseHtml } from './html-tree.ts';
import { MAX_LINES } from './line-features.ts';
import { isDateLine } from './line-shape.ts';
import { comparable, joinParagraphs, normaliseCharacters } from './normalise.ts';
import { firstMeta } from './page-head.ts';
import { cleanPlainText } from './plain-text.ts';
import { withoutReleaseFrame } from './press-release.ts';
import { type DateCandidate, datesOfPage, isOfPublication, publishedIn } from './publication-date.ts';
import { Rejection } from './reasons.ts';
import { decodeEntities } from './text-entities.ts';

/** A page by its markup. */
export function readDrawnPage(html: string, known: Known): Draft & { names: string[] } {
  const { head, title, site, paragraphs, nearTitle, below, opening, isIndex } = readArticle(parseHtml(html));
  if (isIndex) {
    throw new Rejection('no-article', `reading ${known.name}: expected one article, got a list of teasers of articles`);
  }
  const declaredUrl = head.canonical ?? firstMeta(head, ['og:url']) ?? head.jsonLd?.url ?? null;
  const language = head.language ?? firstMeta(head, ['og:locale', 'content-language']) ?? head.jsonLd?.language ?? null;
  const { published, modified } = datesOfPage(head, isMonthFirst(language, known.url ?? declaredUrl));
  published.push(...printedDates(nearTitle, isMonthFirst(language, known.url ?? declaredUrl)));
  if (published.length === 0) published.push(...datesBelow(below, isMonthFirst(language, known.url ?? declaredUrl)));
  const bylines = [...nearTitle, ...below.map(({ text: line }) => ({ text: line, rule: null }))].flatMap(
    ({ text: line, rule }) => (rule === 'byline' || isBylineText(line) ? [line] : (labelledNames(line) ?? [])),
  );
  const beside = nameBesideDate(
    nearTitle.filter(({ rule }) => rule === null).map((line) => line.text),
    title.title,
    head.title,
  );
  const signature = below.find(({ text: line, isAtRight }) => isAtRight && isSignature(line))?.text;
  const unlabelled = [beside, signature].filter((name): name is string => name != null);
  const authors = findAuthors(head, site, bylines, unlabelled);
  const body = withoutHead(paragraphs, new Set([title.title ?? '', ...authors].map(comparable)));
  const found = joinParagraphs(withoutReleaseFrame(body, [...opening.split('\n'), ...paragraphs]));
  const text = longerBody(found, head.jsonLd?.body ?? null) ?? found;
  return {
    text,
    opening,
    title: title.title,
    authors,
    site: site?.replace(/^@/, '') ?? null,
    language,
    declaredUrl,
    published,
    modified,
    names: [title.title, head.title, firstMeta(head, ['og:title'])].filter((name) => name !== null),
  };
}

/** The paragraphs from the first line on that is not the headline, a name of the author's, a byline or a date. */
function withoutHead(paragraphs: readonly string[], names: ReadonlySet<string>): readonly string[] {
  for (const [i, paragraph] of paragraphs.entries()) {
    const lines = paragraph.split('\n');
    const start = lines.findIndex((line) => !isHeadLine(line, names));
    if (start >= 0) return [lines.slice(start).join('\n'), ...paragraphs.slice(i + 1)];
  }
  return [];
}

const isHeadLine = (line: string, names: ReadonlySet<string>): boolean =>
  names.has(comparable(line)) ||
  (isDateLine(line) && readDate(line) !== null) ||
  readByline(line) !== null ||
  partsOfStamp(line).length > 1;

/** Dates printed near the headline; one that says it is of a change is not the publication's. */
function printedDates(lines: HtmlArticle['nearTitle'], monthFirst: boolean): DateCandidate[] {
  for (const { text, rule, isLinked } of lines) {
    // A link that is not the date alone leads to another article, and so dates that.
    if (isLinked && !isDateLine(text)) continue;
    // A date inside a sentence is the story's, one in a short line or beside a name is the page's.
    if (text.length > 90 || (rule !== null && rule !== 'byline' && rule !== 'reading-time')) continue;
    const read = publishedIn(text, { monthFirst });
    if (read && read.precision !== 'month') return [{ read, source: 'visible-text', evidence: text, confidence: 0.65 }];
  }
  return [];
}

/** The date of publication below the body, where a label says that it is. */
function datesBelow(lines: HtmlArticle['below'], monthFirst: boolean): DateCandidate[] {
  const dated = lines.find(({ text }) => isDateLine(text) && isOfPublication(text));
  const read = dated && publishedIn(dated.text, { monthFirst });
  return read ? [{ read, source: 'visible-text', evidence: dated.text, confidence: 0.5 }] : [];
}

/** Characters of an article up to which it may be its beginning only. */
const STUB = 1000;

/** The text a page states in its JSON-LD, tags removed, when it is more than twice as long as the one found in the page. */
function longerBody(found: string, body: string | null): string | null {
  if (body === null) return null;
  const stated = normaliseCharacters(
    decodeEntities(body)
      .replace(/<\/?(?:p|br|div|li|h\d)\b[^<>]{0,300}>/gi, '\n')
      .replace(/<\/?[a-z][^<>]{0,300}>/gi, ''),
  );
  // Cleaning adds nothing but a second line feed between paragraphs, of a character each at least: less than half as much
  // again. Most pages state what they show, and cleaning that would be for nothing but to refuse too many lines.
  if (stated.length * 1.5 <= found.length * 2 && stated.length < 2 * MAX_LINES) return null;
  // In one line the lists of a page are run together with its text: better than a stub, not than what the page shows.
  if (found.length > STUB && !stated.trim().includes('\n')) return null;
  const text = joinParagraphs(cleanPlainText(stated).paragraphs);
  return text.length > 2 * found.length ? text : null;
}

/** The United States write the month first; pages in English from elsewhere do not. */
function isMonthFirst(language: string | null, url: string | null): boolean {
  if (/^en[-_]us$/i.test(language ?? '')) return true;
  const host = url === null ? '' : (/^https?:\/\/([^/:?#]{1,253})/i.exec(url)?.[1] ?? '');
  return /^(?:en)?$/i.test(language ?? '') && /\.(?:com|org|net|us|gov|edu)$/i.test(host);
}
