// Stage clean, the pure half: any document's bytes to an article's text and metadata, or the reason why not.
import type { CleanedArticle } from '../../shared/records/article.ts';
import { canonicalUrl } from '../../shared/url.ts';
import { splitAuthors } from './authors.ts';
import { readDate } from './date-text.ts';
import { decodeText } from './decode.ts';
import { binaryFormat, binaryName, looksBinary, textFormat } from './detect-format.ts';
import type { CleanInput, Draft, Known } from './draft.ts';
import { readDrawnPage } from './drawn-page.ts';
import { type JsonArticle, readJsonArticle } from './json-article.ts';
import { brokenJson } from './json-scan.ts';
import { declaredLanguage, findLanguage } from './language.ts';
import { endsSentence } from './line-shape.ts';
import { machineText } from './machine-text.ts';
import { forwardedMail, type Mail, readMail, withoutAnswered, withoutSignature } from './mail.ts';
import { readMarkdown } from './markdown.ts';
import { comparable, foldSpace, joinParagraphs, normaliseCharacters } from './normalise.ts';
import { readPageState } from './page-state.ts';
import { cleanPlainText } from './plain-text.ts';
import { chooseDate, type DateCandidate, dateOfUrl } from './publication-date.ts';
import { Rejection, type RejectionReason } from './reasons.ts';
import { BLOCKED, isWallTitle, MOST_OF_ACCOUNT_PAGE } from './stand-in-page.ts';
import { storable } from './storable.ts';
import { decodeEntities, withoutReferences } from './text-entities.ts';
import { withoutSite } from './title.ts';
import { unpack } from './unpack.ts';
import { zipKind } from './zip-kind.ts';

export type CleanResult =
  | { kind: 'article'; article: CleanedArticle }
  | { kind: 'rejected'; reason: RejectionReason; detail: string };

/** Characters below which a text is a headline or a caption: two short sentences. */
const MIN_CHARS = 100;
/** Letters of scripts without spaces say more each. */
const MIN_CHARS_DENSE = 50;

/**
 * Cleans one document. Never throws on any bytes; same input, same result. Time is linear in the length of the input.
 *
 * @returns the article, or a reason of {@link RejectionReason} with a sentence that says what was expected and found
 */
export function cleanDocument(input: CleanInput): CleanResult {
  const headers = new Map(Object.entries(input.headers ?? {}).map(([key, value]) => [key.toLowerCase(), value]));
  const contentType = input.contentType ?? headers.get('content-type');
  const known: Known = { ...input, ...(contentType === undefined ? {} : { contentType }), headers };
  try {
    const bytes = unpack(input.bytes, input.contentEncoding ?? headers.get('content-encoding'), input.name);
    const draft = readBytes(bytes, known);
    return { kind: 'article', article: storable(finish(draft, known)) };
  } catch (error) {
    if (error instanceof Rejection) return { kind: 'rejected', reason: error.reason, detail: error.message };
    throw error;
  }
}

function readBytes(bytes: Uint8Array, known: Known): Draft {
  const { name } = known;
  const binary = binaryFormat(bytes);
  const document = binary === 'zip' ? zipKind(bytes) : binaryName(bytes);
  if (document !== null) throw new Rejection('binary', `reading ${name}: expected text, got ${document}`);
  if (binary === 'zip' || binary === 'warc') {
    throw new Rejection('archive-document', `reading ${name}: expected one article, got a ${binary} archive`);
  }
  const mail = readMail(bytes);
  return mail === null ? readEncoded(bytes, known) : readMessage(mail, known);
}

/** A page that a browser saved, or an article that somebody sent. */
function readMessage(message: Mail, known: Known): Draft {
  const mail = message.isPage ? message : passedOn(message);
  const { body, isPage, subject, date } = mail;
  // Where the text begins with its subject, that is its headline.
  const title = known.metadata?.title ?? (isPage ? null : subject);
  const metadata = title === null ? {} : { ...known.metadata, title };
  const inner = readEncoded(body.bytes, { ...known, metadata, contentType: body.contentType }, !isPage);
  const written = date === null ? null : readDate(date);
  return {
    ...inner,
    title: isPage ? (inner.title ?? subject) : (subject ?? inner.title),
    authors: inner.authors.length > 0 ? inner.authors : mail.from,
    declaredUrl: inner.declaredUrl ?? body.location,
    published: [
      ...inner.published,
      // A page is saved some time after it was published.
      ...(written === null
        ? []
        : [
            {
              read: written,
              source: isPage ? 'http-header' : 'record',
              evidence: date as string,
              confidence: isPage ? 0.3 : 0.7,
            } as const,
          ]),
    ],
  };
}

/** The mail that a mail passes on, where it does. */
function passedOn(mail: Mail): Mail {
  const inner = forwardedMail(decodeText(mail.body.bytes, mail.body.contentType).text);
  if (inner === null) return mail;
  return {
    ...mail,
    subject: inner.subject ?? mail.subject,
    from: inner.from,
    date: inner.date ?? mail.date,
    body: { ...mail.body, bytes: Buffer.from(inner.text), contentType: 'text/plain; charset=utf-8' },
  };
}

function readEncoded(bytes: Uint8Array, known: Known, isMessage = false): Draft {
  const { name } = known;
  const decoded = decodeText(bytes, known.contentType);
  const { encoding } = decoded;
  const text = isMessage ? withoutSignature(withoutAnswered(decoded.text)) : decoded.text;
  if (looksBinary(text)) {
    throw new Rejection('binary', `reading ${name} as ${encoding}: expected text, got control characters`);
  }
  if (text.trim() === '') throw new Rejection('empty', `reading ${name}: expected text, got white space only`);
  return readText(text, known, 0);
}

function readText(text: string, known: Known, depth: number): Draft {
  const { name } = known;
  const format = textFormat(text, name, known.contentType);
  switch (format) {
    case 'html':
      return readHtml(text, known);
    case 'markdown':
      return readMarkdownText(text, name);
    case 'json':
      return readJson(text, known, depth);
    case 'ndjson':
      throw new Rejection('archive-document', `reading ${name}: expected one article, got several lines of JSON`);
    case 'feed':
      throw new Rejection('feed-document', `reading ${name}: expected an article, got a feed or a sitemap`);
    case 'plain':
      return readPlain(text, known, depth);
  }
}

function readHtml(html: string, known: Known): Draft {
  const drawn = readDrawnPage(html, known);
  if (drawn.text.length >= ENOUGH_TEXT) return drawn;
  const record = readPageState(html, drawn.names, drawn.text.length >= MIN_CHARS);
  if (record === null) return drawn;
  const stated = readRecord(record, known);
  // The markup of the page has the better word on everything but what it does not show.
  return stated.text.length <= 2 * drawn.text.length
    ? drawn
    : {
        ...drawn,
        text: stated.text,
        title: stated.title,
        authors: drawn.authors.length > 0 ? drawn.authors : stated.authors,
        language: drawn.language ?? stated.language,
        published: [...drawn.published, ...stated.published],
        modified: [...drawn.modified, ...stated.modified],
      };
}

/** Characters of an article from which a page is taken at its word; with fewer its scripts are searched as well. */
const ENOUGH_TEXT = 250;

function readMarkdownText(text: string, name: string): Draft {
  const { fields, heading, text: lines } = readMarkdown(normaliseCharacters(text));
  const first = (...names: string[]) =>
    names.map((name) => fields.get(name)).find((value) => value !== undefined && value !== '') ?? null;
  // `source` is as often the name of a paper, and an address may be that of a folder.
  const address = (...names: string[]) => first(...names.filter((name) => /^https?:/i.test(fields.get(name) ?? '')));
  const stated = first('title', 'headline');
  // Converters state the title of the window, with the site's name behind it.
  const isWhole = stated !== null && heading !== null && comparable(stated).startsWith(comparable(heading));
  const title = isWhole ? heading : (stated ?? heading);
  const plain = cleanPlainText(lines, title);
  return {
    ...plainDraft(plain),
    authors: splitAuthors(first('author', 'authors', 'by', 'byline') ?? plain.byline ?? ''),
    site: first('site', 'publisher', 'source', 'site_name'),
    language: first('lang', 'language'),
    declaredUrl: address(
      'canonical',
      'canonical_url',
      'canonicalurl',
      'url',
      'link',
      'permalink',
      'source_url',
      'url source',
      'original_url',
      'source',
    ),
    published: [
      ...recordDate(
        first('date', 'published', 'publishdate', 'published_at', 'datepublished', 'pubdate', 'published time'),
      ),
      ...plainDates(plain),
      ...datedName(name),
    ],
    modified: recordDate(first('modified', 'updated', 'lastmod', 'updateddate', 'last_modified_at')),
  };
}

/** Jekyll keeps the date of a post in the name of its file. */
function datedName(name: string): DateCandidate[] {
  const written = /(?:^|\/)(\d{4}-\d{2}-\d{2})-[^/]{1,200}$/.exec(name)?.[1];
  const read = written === undefined ? null : readDate(written);
  return read ? [{ read, source: 'record', evidence: name.slice(0, 200), confidence: 0.7 }] : [];
}

function readPlain(text: string, known: Known, depth: number): Draft {
  const decoded = withoutReferences(text);
  // A page that somebody escaped is a page.
  if (decoded !== text && depth === 0) return readText(decoded, known, depth + 1);
  const broken = brokenJson(text);
  if (broken !== null) {
    throw new Rejection(
      'not-an-article-type',
      `reading ${known.name} as JSON: expected one whole value, got ${broken}`,
    );
  }
  const machine = machineText(text);
  if (machine !== null) {
    throw new Rejection('not-an-article-type', `reading ${known.name}: expected prose, got ${machine}`);
  }
  const plain = cleanPlainText(text, known.metadata?.title ?? null);
  if (isListOfHeadlines(plain.paragraphs)) {
    throw new Rejection('no-article', `reading ${known.name}: expected running text, got a list of headlines`);
  }
  return plainDraft(plain);
}

/** Lines from which on a text without a sentence is a list of headlines, and the words that most of these have. */
const LEAST_HEADLINES = 6;
const HEADLINE_WORDS = 4;
const LONGEST_HEADLINE = 100;

/** Names and results have fewer words to a line; Thai and Lao end no sentence with a mark. */
function isListOfHeadlines(lines: readonly string[]): boolean {
  if (lines.length < LEAST_HEADLINES || lines.some((line) => line.length > LONGEST_HEADLINE || /\p{Lo}/u.test(line)))
    return false;
  const headlines = lines.filter((line) => line.split(' ').length >= HEADLINE_WORDS);
  return lines.filter(endsSentence).length * 5 <= lines.length && headlines.length * 3 >= lines.length * 2;
}

type Plain = ReturnType<typeof cleanPlainText>;

function plainDates(plain: Plain): DateCandidate[] {
  return plain.date === null ? [] : [plain.date];
}

function plainDraft(plain: Plain): Draft {
  return {
    text: joinParagraphs(plain.paragraphs),
    opening: '',
    title: plain.title,
    authors: plain.byline === null ? [] : splitAuthors(plain.byline),
    site: null,
    language: null,
    declaredUrl: null,
    published: plainDates(plain),
    modified: [],
  };
}

/** A date field of a record (JSON, front matter). */
function recordDate(written: string | null, monthFirst = false): DateCandidate[] {
  const read = written === null ? null : readDate(written, { monthFirst });
  return read ? [{ read, source: 'record', evidence: (written as string).slice(0, 200), confidence: 0.85 }] : [];
}

function readJson(text: string, known: Known, depth: number): Draft {
  const record = readJsonArticle(JSON.parse(text));
  if (record === null || depth > 0) {
    throw new Rejection(
      'not-an-article-type',
      `reading ${known.name}: expected JSON with a text or body field, got none`,
    );
  }
  return readRecord(record, known);
}

/** Tags in a text, wherever they stand: paragraphs of an API are plain or marked up alike. */
const MARKED_UP = /<\/(?:p|div|b|i|em|strong|a|span|h[1-6]|li|blockquote)>|<br\s?\/?>/i;

function readRecord(record: JsonArticle, known: Known): Draft {
  const isMarkedUp = (text: string) => textFormat(text, '') === 'html' || MARKED_UP.test(text);
  // Without a tag it may be a page that somebody escaped.
  const content = isMarkedUp(record.content) ? record.content : withoutReferences(record.content);
  const isHtml = isMarkedUp(content);
  const inner = isHtml
    ? readDrawnPage(/<p\b/i.test(content) ? content : `<p>${content.replaceAll('\n\n', '</p><p>')}</p>`, known)
    : plainDraft(cleanPlainText(content, record.title));
  return {
    ...inner,
    title: record.title === null ? inner.title : foldSpace(normaliseCharacters(decodeEntities(record.title))),
    authors: record.authors.length > 0 ? record.authors.flatMap(splitAuthors) : inner.authors,
    site: record.site ?? inner.site,
    language: record.language ?? inner.language,
    declaredUrl: record.url ?? inner.declaredUrl,
    published: [...recordDate(record.published), ...inner.published],
    modified: [...recordDate(record.modified), ...inner.modified],
  };
}

/** What all formats share: identity, dates from outside the document, language, and the last checks. */
function finish(draft: Draft, known: Known): CleanedArticle {
  const { name, metadata = {} } = known;
  const { text } = draft;
  const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(text.slice(0, 200));
  const least = dense ? MIN_CHARS_DENSE : MIN_CHARS;
  const telling =
    text.length < least ? `${draft.title ?? ''}\n${draft.opening}\n${text}` : `${draft.title ?? ''}\n${text}`;
  if (text.length < 1500 && BLOCKED.test(telling)) {
    throw new Rejection('blocked-page', `reading ${name}: expected an article, got an error page or a robot check`);
  }
  if (text.length < MOST_OF_ACCOUNT_PAGE && isWallTitle(draft.title ?? '')) {
    throw new Rejection('blocked-page', `reading ${name}: expected an article, got a page to log in or to subscribe`);
  }
  if (text === '') throw new Rejection('no-article', `reading ${name}: expected running text, found none`);
  if (text.length < least) {
    throw new Rejection(
      'too-short',
      `reading ${name}: expected at least ${least} characters of running text, found ${text.length}`,
    );
  }
  const url = canonicalUrl(known.url ?? metadata.url ?? null, draft.declaredUrl);
  const outside = (
    written: string | undefined,
    source: DateCandidate['source'],
    confidence: number,
  ): DateCandidate[] => {
    const read = written === undefined ? null : readDate(written);
    return read ? [{ read, source, evidence: (written as string).slice(0, 200), confidence }] : [];
  };
  const published = chooseDate(
    [
      ...outside(metadata['feed-published'], 'feed', 0.9),
      ...draft.published,
      ...dateOfUrl(url ?? known.url ?? null),
      ...outside(metadata.published, 'object-metadata', 0.5),
      ...outside(known.headers.get('last-modified'), 'http-header', 0.3),
    ],
    known.receivedAt,
  );
  // A sender who states a title means it; a feed's is for pages that show none.
  const title = metadata.title ?? draft.title ?? metadata['feed-title'] ?? null;
  const author = metadata.author ?? (draft.authors.length === 0 ? metadata['feed-author'] : undefined);
  return {
    text,
    title: title === null ? null : withoutSite(title, draft.site, title === draft.title),
    authors: author === undefined ? draft.authors : splitAuthors(author),
    site: metadata.site ?? draft.site,
    lang: findLanguage(
      text,
      metadata.language ?? declaredLanguage(draft.language) ?? known.headers.get('content-language'),
    ),
    url,
    publishedAt: published,
    modifiedAt: chooseDate(
      draft.modified.length > 0 ? draft.modified : outside(metadata['feed-updated'], 'feed', 0.6),
      known.receivedAt,
    ),
  };
}
