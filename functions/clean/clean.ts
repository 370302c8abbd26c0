// Stage clean, the pure half: any document's bytes to an article's text and metadata, or the reason why not.
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { CleanedArticle } from '../../shared/records/article.ts';
import { canonicalUrl } from '../../shared/url.ts';
import { findAuthors, isBylineText, isSignature, labelledNames, nameBesideDate, splitAuthors } from './authors.ts';
import { readDate } from './date-text.ts';
import { decodeText } from './decode.ts';
import { binaryFormat, binaryName, looksBinary, textFormat } from './detect-format.ts';
import { type HtmlArticle, readArticle } from './html-body.ts';
import { parseHtml } from './html-tree.ts';
import { type JsonArticle, readJsonArticle } from './json-article.ts';
import { brokenJson } from './json-scan.ts';
import { declaredLanguage, findLanguage } from './language.ts';
import { MAX_LINES } from './line-features.ts';
import { endsSentence, isDateLine } from './line-rules.ts';
import { machineText } from './machine-text.ts';
import { forwardedMail, type Mail, readMail, withoutSignature } from './mail.ts';
import { readMarkdown } from './markdown.ts';
import { comparable, foldSpace, joinParagraphs, normaliseCharacters } from './normalise.ts';
import { firstMeta } from './page-head.ts';
import { readPageState } from './page-state.ts';
import { cleanPlainText } from './plain-text.ts';
import { withoutReleaseFrame } from './press-release.ts';
import {
  chooseDate,
  type DateCandidate,
  dateOfUrl,
  datesOfPage,
  isOfPublication,
  publishedIn,
} from './publication-date.ts';
import { Rejection, type RejectionReason } from './reasons.ts';
import { storable } from './storable.ts';
import { decodeEntities, withoutReferences } from './text-entities.ts';
import { SEPARATOR, withoutSite } from './title.ts';
import { zipKind } from './zip-kind.ts';

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

export type CleanResult =
  | { kind: 'article'; article: CleanedArticle }
  | { kind: 'rejected'; reason: RejectionReason; detail: string };

/** Bytes read, compressed or not. The longest articles have 0.3 MB of text, the heaviest pages 5 MB of HTML. */
export const MAX_BYTES = 16 * 1024 * 1024;
/** Gzip in gzip happens (an encoded transfer of a compressed file); more layers are an attack. */
const MAX_LAYERS = 3;
/** Characters below which a text is a headline or a caption: two short sentences. */
const MIN_CHARS = 100;
/** Letters of scripts without spaces say more each. */
const MIN_CHARS_DENSE = 50;

/** What one format's reader found, before the common end. */
interface Draft {
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

type Known = Pick<CleanInput, 'name' | 'url' | 'metadata' | 'contentType' | 'receivedAt'> & {
  headers: ReadonlyMap<string, string>;
};

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

/** Takes compression away, layer by layer, within the size limit. */
function unpack(input: Uint8Array, encoding: string | undefined, name: string): Uint8Array {
  let bytes = input;
  for (let layer = 0; ; layer++) {
    if (bytes.length > MAX_BYTES) {
      // The entry of an archive is read one byte beyond the limit, and nobody knows how far it goes on.
      const size = bytes.length === MAX_BYTES + 1 ? 'more' : bytes.length;
      throw new Rejection('too-large', `reading ${name}: expected at most ${MAX_BYTES} bytes, got ${size}`);
    }
    if (bytes.length === 0) throw new Rejection('empty', `reading ${name}: expected text, got no bytes`);
    const format = binaryFormat(bytes);
    // Only gzip is known by its bytes; the others are believed when declared, unless the text lies open already.
    const declared = layer === 0 ? encoding?.trim().toLowerCase() : undefined;
    const codec =
      format === 'gzip'
        ? gunzipSync
        : declared === 'br'
          ? brotliDecompressSync
          : declared === 'deflate'
            ? inflateSync
            : null;
    if (codec === null) return bytes;
    if (layer >= MAX_LAYERS) {
      throw new Rejection(
        'nested-too-often',
        `reading ${name}: expected at most ${MAX_LAYERS} layers of compression, got more`,
      );
    }
    try {
      bytes = codec(bytes, { maxOutputLength: MAX_BYTES });
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ERR_BUFFER_TOO_LARGE') {
        throw new Rejection('too-large', `unpacking ${name}: expected at most ${MAX_BYTES} bytes, got more`, {
          cause: error,
        });
      }
      if (format === 'gzip') {
        throw new Rejection('corrupt-archive', `unpacking ${name}: expected whole gzip data, got ${code}`, {
          cause: error,
        });
      }
      // Declared but not so: stored uncompressed under a wrong header.
      return bytes;
    }
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
  const text = isMessage ? withoutSignature(decoded.text) : decoded.text;
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

/** A page by its markup. */
function readDrawnPage(html: string, known: Known): Draft & { names: string[] } {
  const { head, title, site, paragraphs, nearTitle, below, opening, isIndex } = readArticle(parseHtml(html));
  if (isIndex) {
    throw new Rejection('no-article', `reading ${known.name}: expected one article, got a list of teasers of articles`);
  }
  const found = joinParagraphs(withoutReleaseFrame(paragraphs, [...opening.split('\n'), ...paragraphs]));
  const text = longerBody(found, head.jsonLd?.body ?? null) ?? found;
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
  return {
    text,
    opening,
    title: title.title,
    authors: findAuthors(head, site, bylines, unlabelled),
    site: site?.replace(/^@/, '') ?? null,
    language,
    declaredUrl,
    published,
    modified,
    names: [title.title, head.title, firstMeta(head, ['og:title'])].filter((name) => name !== null),
  };
}

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

/** Pages that stand in for an article: error pages, robot checks. */
const BLOCKED =
  /\b(?:access (?:to this page )?(?:is |has been )?denied|verify (?:that )?you are (?:a )?human|are you a robot|unusual traffic|captcha|enable javascript and cookies to continue|checking your browser|just a moment|403 forbidden|404 not found|page (?:you (?:are|were) looking for|not found|cannot be found)|request (?:was )?blocked|attention required|pardon our interruption|(?:made us think|suspect) (?:that )?you (?:were|are) a (?:ro)?bot|(?:error|fehler|erreur|errore|erro) (?:40[34]|5\d\d)|service unavailable|bad gateway|unavailable (?:due to|for) legal reasons|(?:access|attempting to access) .{0,60}from a country (?:belonging to|in) the European|perform(?:ing)? (?:some |scheduled |routine ){0,2}maintenance (?:at the moment|right now|on (?:our|the|this) (?:site|website|servers?))|(?:gesuchte|aufgerufene) seite (?:existiert|ist) .{0,30}nicht|seite (?:wurde )?nicht gefunden|deze pagina bestaat niet|esta página (?:no|não) existe|cette page n['’]existe (?:pas|plus)|questa pagina non esiste|sidan finns inte|siden finnes ikke|siden findes ikke|strona nie istnieje|sivua ei löydy|page introuvable|página no (?:encontrada|existe)|página não encontrada|pagina non trovata|pagina niet gevonden|sidan hittades inte|siden (?:blev|ble) ikke funnet|sayfa bulunamadı)(?!\p{L})|страница не найдена|ページが見つかりません|页面不存在|页面未找到|找不到(?:网页|頁面|页面)|페이지를 찾을 수 없습니다|الصفحة غير موجودة/iu;

/** What pages are called that ask for a name and a password. */
const ACCOUNT_PAGE =
  /^(?:log ?[io]n|sign ?(?:in|up)|register|registration|create (?:an |your )?account|my account|(?:forgot(?:ten)?|reset) (?:your )?password|anmelden|einloggen|anmeldung|connexion|se connecter|iniciar sesión|accedi|inloggen|logg inn|logga in|войти|вход|giriş yap)$/iu;
/** What pages are called that want to be paid before they show an article. */
const OFFER_PAGE =
  /^(?:subscribe (?:now )?to (?:read|unlock|continue|keep|access)|(?:sign|log) in to (?:continue|read|keep)|(?:choose|select|pick) your (?:plan|subscription|offer)|subscription (?:offers|plans)|(?:site|scheduled|under) maintenance$|we(?:'|’)ll be (?:right )?back|abonnieren,? um weiter|jetzt weiterlesen$|weiterlesen mit |jetzt abonnieren und weiter|abonnez-vous pour (?:lire|continuer|accéder)|suscríbete para (?:leer|seguir|continuar)|abbonati per (?:leggere|continuare))/iu;
/** Characters of such a page, at most. */
const MOST_OF_ACCOUNT_PAGE = 800;

/** The name of a site may follow that of the page. */
function isWallTitle(title: string): boolean {
  const name = (title.split(SEPARATOR, 1)[0] as string).trim();
  return ACCOUNT_PAGE.test(name) || OFFER_PAGE.test(name);
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
