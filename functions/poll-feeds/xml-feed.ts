// RSS 0.9x/1.0/2.0, Atom 0.3/1.0 and CDF, well-formed or not: markup events to the feed's record.
//
// Reads a feed as a stream of tags without building a tree, because real feeds have no reliable tree: an end tag closes an
// element only when that element is the innermost open one, every handled element has its meaning wherever it stands, and
// where two values compete the one nearer to the entry wins. Which element means what follows the de-facto reading of
// feed readers (the "universal feed parser" rules), with one reading for well-formed and broken documents, so that an
// entry's id does not change on the day its feed loses an end tag.

import {
  CONTROLS,
  decodeBase64,
  escapeText,
  HTML_TYPES,
  isReference,
  mediaType,
  REGISTERED_RELATION,
  UNUSUAL,
  unwrapCdata,
  unwrapDiv,
  XHTML,
} from './element-value.ts';
import { parseFeedDate } from './feed-dates.ts';
import { repairLatin1 } from './feed-encoding.ts';
import { emptyRhythm, type Feed, type FeedEntry, type FeedRhythm, MAX_ENTRIES } from './feed-record.ts';
import { HTML_CONTENT, IMAGE_PARTS, MEANING, NAMESPACES, TEXTINPUT_PARTS, XHTML_CONTENT } from './feed-vocabulary.ts';
import { cleanHtml, htmlText, looksLikeHtml, plainText, safeAddress } from './html-value.ts';
import { decodeReferences, windows1252Controls } from './references.ts';
import { nestedBase } from './resolve-uri.ts';
import { type Attribute, scanMarkup } from './scan-markup.ts';

/**
 * Characters of all base addresses of a document together: true feeds need a hundred for each entry, and a pile of nested
 * ones, each longer than the one around it, would cost quadratic time.
 */
const MAX_BASE_CHARACTERS = 8 * 1024 * 1024;

interface OpenElement {
  meaning: string;
  keeps: boolean;
  pieces: string[];
  /** Characters of all pieces. */
  size: number;
}

/** What is kept of an element: titles, names, addresses and dates are short, and a document may have millions of tags in one. */
const MAX_VALUE_CHARACTERS = 1024 * 1024;
/** Of all elements whose text is not kept. */
const NO_PIECES: string[] = [];

interface Person {
  name?: string;
  email?: string;
}

/** Authors named by elements of one name: those of another name are the same people in another vocabulary. */
interface Byline {
  element: string;
  names: string[];
}

/** Authors kept of one element name; more are a list of staff. */
const MAX_AUTHORS = 50;

/** A feed, an entry, or something with a title of its own inside one (source, image, text input). */
interface Context {
  values: Map<string, string>;
  /** Depth at which a value was found; a deeper one does not replace it. */
  depths: Map<string, number>;
  published: string | null;
  updated: string | null;
  /** Of a vocabulary that does not tell which of both it is. */
  someDate: string | null;
  titleIsHtml: boolean;
  /** The author named last. */
  person: Person;
  byline: Byline | null;
}

function emptyContext(): Context {
  return {
    values: new Map(),
    depths: new Map(),
    published: null,
    updated: null,
    someDate: null,
    titleIsHtml: false,
    person: {},
    byline: null,
  };
}

/** Result of reading markup as a feed. */
export interface XmlFeed extends Feed {
  /** Which vocabulary was met; null when nothing of a feed was. */
  kind: 'rss' | 'atom' | null;
  /** Name of the first element, for saying what came instead of a feed. */
  root: string;
}

/**
 * Reads an XML feed.
 *
 * @param base address against which relative ones are resolved; empty when unknown
 * @param language the HTTP header's Content-Language, used when the feed names none
 */
export function readXmlFeed(source: string, base: string, language: string | null): XmlFeed {
  let root = '';
  let version = '';
  const feed = emptyContext();
  const entries: Context[] = [];
  const rhythm: FeedRhythm = emptyRhythm();
  let sourceContext = emptyContext();
  let imageContext: Context | null = null;
  const textInputContext = emptyContext();

  let inFeed = false;
  let inEntry = false;
  let inSource = false;
  let inImage = false;
  let inTextInput = false;
  let inAuthor = false;
  let authorElement = '';
  let openContents = 0;
  let contentType: string | null = null;
  let contentIsBase64 = false;
  let guidIsLink = false;
  let titleDepth = -1;
  let depth = 0;
  let svgDepth = 0;
  /** Open titles of drawings: their end tags end no title of the feed's. */
  let svgTitles = 0;
  let rootLanguage: string | null = null;
  /** Enough entries were read; the rest of the document is passed over. */
  let full = false;
  let currentBase = base;
  let baseBudget = MAX_BASE_CHARACTERS;

  const prefixes = new Map<string, string>();
  const stack: OpenElement[] = [];
  const bases: string[] = [];
  /** Open elements that name their own namespace (`<creator xmlns="…dc…">`), innermost last. */
  const selfNamed: { rawName: string; name: string }[] = [];
  if (language) feed.values.set('language', language.replaceAll('_', '-'));

  const context = (): Context => {
    if (inSource) return sourceContext;
    if (inImage && imageContext) return imageContext;
    if (inTextInput) return textInputContext;
    return inEntry ? entries.at(-1)! : feed;
  };

  const push = (meaning: string, keeps: boolean) => {
    stack.push({ meaning, keeps, pieces: keeps ? [] : NO_PIECES, size: 0 });
  };

  const addText = (text: string) => {
    const top = stack.at(-1);
    if (!top?.keeps || top.size > MAX_VALUE_CHARACTERS) return;
    top.pieces.push(text);
    top.size += text.length;
  };

  const store = (meaning: string, value: string) => {
    if (meaning === 'title' && titleDepth > -1 && titleDepth <= depth) return;
    if (inEntry && !inSource) {
      const entry = entries.at(-1)!;
      if (meaning === 'link') {
        // `?a=1&b=2` was meant, whatever became of the ampersand.
        if (!inImage) entry.values.set('link', value.replaceAll('&amp;', '&'));
        return;
      }
      const known = entry.depths.get(meaning);
      if (known !== undefined && depth > known) return;
      entry.depths.set(meaning, depth);
      entry.values.set(meaning, value);
      if (meaning === 'title') entry.titleIsHtml = contentType !== null && HTML_TYPES.has(contentType);
    } else if (inFeed || inSource) {
      const owner = context();
      owner.values.set(meaning, meaning === 'link' ? value.replaceAll('&amp;', '&') : value);
      if (meaning === 'title') owner.titleIsHtml = contentType !== null && HTML_TYPES.has(contentType);
    }
  };

  /** Ends the innermost element if it is of this meaning: its value, stored where it belongs. */
  const pop = (meaning: string): string | null => {
    const top = stack.at(-1);
    if (top?.meaning !== meaning) return null;
    stack.pop();
    if (!top.keeps) return '';
    const pieces = version === 'atom10' && contentType === XHTML ? unwrapDiv(top.pieces) : top.pieces;
    let value = unwrapCdata(pieces.join('').trim());
    if (contentIsBase64 && openContents > 0) {
      value = decodeBase64(value) ?? value;
      contentIsBase64 = false;
    }
    if (meaning === 'id' && guidIsLink) guidIsLink = isReference(value);
    if (value !== '' && (meaning === 'link' || (meaning === 'id' && guidIsLink)))
      value = safeAddress(value, currentBase);
    if (meaning === 'title') {
      if (!version.startsWith('atom') && contentType === 'text/plain' && looksLikeHtml(value))
        contentType = 'text/html';
      if (contentType !== null && HTML_TYPES.has(contentType)) value = cleanHtml(value, currentBase);
    }
    if (UNUSUAL.test(value)) value = windows1252Controls(repairLatin1(value)).replace(CONTROLS, '');
    store(meaning, value);
    return value;
  };

  const pushContent = (meaning: string, attributes: Map<string, string>, defaultType: string) => {
    openContents++;
    const type = mediaType(attributes.get('type') ?? defaultType);
    contentType = type;
    contentIsBase64 =
      attributes.get('mode') === 'base64' ||
      !(type.startsWith('text/') || type.endsWith('+xml') || type.endsWith('/xml'));
    push(meaning, meaning === 'title' && (inFeed || inEntry || inSource));
  };

  const popContent = (meaning: string): string | null => {
    const value = pop(meaning);
    openContents = Math.max(0, openContents - 1);
    contentType = null;
    contentIsBase64 = false;
    svgDepth = 0;
    svgTitles = 0;
    return value;
  };

  /** An entry begins or ends: content that is still open lacks its end tag, and must not swallow the next entry. */
  const leaveContent = () => {
    if (openContents === 0) return;
    openContents = 0;
    contentType = null;
    contentIsBase64 = false;
    svgDepth = 0;
    svgTitles = 0;
    stack.length = 0;
  };

  /** Adds the author named last to the byline, in the form `Name (mail)`. */
  const nameAuthor = (written: string | null) => {
    const owner = context();
    const { name, email } = owner.person;
    // Text that was not stored stands deeper than the entry's own author.
    const plain = owner.values.get('author') === written ? written : '';
    // Some content systems write the link to a profile.
    const author = plainText(name && email ? `${name} (${email})` : name || email || plain);
    if (author && owner.byline?.element !== authorElement) owner.byline = { element: authorElement, names: [] };
    if (owner.byline === null) return;
    const { names } = owner.byline;
    if (author && names.length < MAX_AUTHORS && !names.includes(author)) names.push(author);
    owner.values.set('author', names.join(', '));
  };

  const savePerson = (part: keyof Person, value: string | null) => {
    if (value !== null && inAuthor) context().person[part] = value;
  };

  const startLink = (attributes: Map<string, string>) => {
    const href = attributes.get('url') || attributes.get('uri') || attributes.get('href');
    if (!href) {
      push('link', inFeed || inEntry || inSource);
      return;
    }
    const rel = (attributes.get('rel')?.trim() || 'alternate').toLowerCase().replace(REGISTERED_RELATION, '');
    const type = mediaType(attributes.get('type') || (rel === 'self' ? 'application/atom+xml' : 'text/html'));
    // The page in another language is a page beside the first.
    if (attributes.has('hreflang') && context().values.has('link')) return;
    if (rel === 'alternate' && HTML_TYPES.has(type)) context().values.set('link', safeAddress(href, currentBase));
  };

  /** CDF keeps address and date of a channel or item in attributes. */
  const attributeValues = (attributes: Map<string, string>) => {
    const modified = attributes.get('lastmod');
    if (modified) context().updated = parseFeedDate(modified);
    const href = attributes.get('href');
    if (href) context().values.set('link', safeAddress(href, currentBase));
  };

  const starts: Record<string, (attributes: Map<string, string>, name: string) => void> = {
    rss() {
      version = 'rss';
    },
    channel(attributes) {
      inFeed = true;
      attributeValues(attributes);
    },
    feed() {
      inFeed = true;
      if (version === '') version = 'atom';
    },
    item(attributes) {
      if (entries.length >= MAX_ENTRIES) {
        full = true;
        return;
      }
      entries.push(emptyContext());
      push('item', false);
      inEntry = true;
      guidIsLink = false;
      titleDepth = -1;
      const about = attributes.get('rdf:about');
      if (about) context().values.set('id', about);
      attributeValues(attributes);
    },
    image() {
      if (!inEntry) imageContext ??= emptyContext();
      inImage = true;
      titleDepth = -1;
      push('image', false);
    },
    textinput() {
      inTextInput = true;
      titleDepth = -1;
      push('textinput', false);
    },
    source() {
      push('source', true);
      inSource = true;
      titleDepth = -1;
    },
    author(_, name) {
      inAuthor = true;
      authorElement = name;
      push('author', true);
      context().person = {};
    },
    contributor() {
      push('contributor', false);
    },
    '#contributor-name'() {
      push('name', true);
    },
    '#original-link'() {
      push('#original-link', true);
    },
    name: () => push('name', true),
    email: () => push('email', true),
    link: startLink,
    id(attributes) {
      guidIsLink = (attributes.get('ispermalink') ?? 'true').trim().toLowerCase() === 'true';
      push('id', true);
    },
    title(attributes) {
      pushContent('title', attributes, 'text/plain');
    },
    '#stand-in-title'(attributes) {
      pushContent('title', attributes, 'text/plain');
    },
    content(attributes, name) {
      const type = HTML_CONTENT.has(name) ? 'text/html' : XHTML_CONTENT.has(name) ? XHTML : 'text/plain';
      pushContent('content', attributes, type);
    },
  };
  for (const meaning of ['published', 'updated', '#some-date', '#prism-date', 'language', 'ttl', 'hour', 'day']) {
    starts[meaning] = () => push(meaning, true);
  }
  for (const meaning of ['#update-period', '#update-frequency']) starts[meaning] = () => push(meaning, true);

  const ends: Record<string, () => void> = {
    channel() {
      inFeed = false;
    },
    feed() {
      inFeed = false;
    },
    item() {
      leaveContent();
      pop('item');
      inEntry = false;
    },
    image() {
      pop('image');
      inImage = false;
    },
    textinput() {
      pop('textinput');
      inTextInput = false;
    },
    source() {
      // The authors of an Atom entry's source are the entry's where it names none (RFC 4287 §4.2.1).
      const author = inEntry ? sourceContext.values.get('author') : undefined;
      inSource = false;
      pop('source');
      if (author) context().values.set('source-author', author);
      sourceContext = emptyContext();
    },
    author() {
      const written = pop('author');
      inAuthor = false;
      nameAuthor(written);
    },
    contributor() {
      pop('contributor');
    },
    '#contributor-name'() {
      pop('name');
    },
    name() {
      savePerson('name', pop('name'));
    },
    email() {
      savePerson('email', pop('email'));
    },
    id() {
      const value = pop('id');
      const owner = context();
      if (!guidIsLink || value === null) return;
      // A permalink stands in for a missing link, and for one that was left empty.
      if (!owner.values.get('link')) owner.values.set('link', value);
    },
    title() {
      if (popContent('title')) titleDepth = depth;
    },
    // A picture's title, or the one of an episode, stands in for a title, but does not keep the true one out.
    '#stand-in-title'() {
      popContent('title');
    },
    content() {
      popContent('content');
    },
    published() {
      const written = pop('published');
      if (written !== null) context().published = parseFeedDate(written);
    },
    updated() {
      const written = pop('updated');
      if (written !== null) context().updated = parseFeedDate(written);
    },
    '#some-date'() {
      const written = pop('#some-date');
      if (written !== null) context().someDate = parseFeedDate(written);
    },
    ttl() {
      const minutes = Number(pop('ttl'));
      if (minutes > 0) rhythm.ttlMinutes = minutes;
    },
    hour() {
      const hour = Number(pop('hour') || 'none');
      // Userland's own feeds count 1–24.
      if (Number.isInteger(hour) && hour >= 0 && hour <= 24 && rhythm.skipHours.length < 24)
        rhythm.skipHours.push(hour % 24);
    },
    day() {
      const day = pop('day')?.toLowerCase();
      if (day && rhythm.skipDays.length < 7) rhythm.skipDays.push(day);
    },
    '#update-period'() {
      const period = pop('#update-period');
      if (period) rhythm.updatePeriod = period.toLowerCase();
    },
    '#update-frequency'() {
      const times = Number(pop('#update-frequency'));
      if (times > 0) rhythm.updateFrequency = times;
    },
  };

  const trackNamespace = (prefix: string, address: string) => {
    const lower = address.toLowerCase();
    if (version === '') {
      if (lower === 'http://www.w3.org/2005/atom') version = 'atom10';
      else if (lower === 'http://purl.org/rss/1.0/' || lower === 'http://my.netscape.com/rdf/simple/0.9/')
        version = 'rss';
    }
    const known = lower.includes('backend.userland.com/rss') ? '' : NAMESPACES[lower];
    if (prefix !== '' && known !== undefined) prefixes.set(prefix, known);
    return known;
  };

  const canonical = (name: string): string => {
    const colon = name.indexOf(':');
    if (colon < 0) return name;
    const prefix = prefixes.get(name.slice(0, colon)) ?? name.slice(0, colon);
    return prefix === '' ? name.slice(colon + 1) : `${prefix}:${name.slice(colon + 1)}`;
  };

  const local = (name: string) => name.slice(name.lastIndexOf(':') + 1);
  const meaningOf = (name: string) => MEANING[name] ?? name;
  const declaresMarkupText = () => openContents > 0 && !(contentType ?? 'xml').endsWith('xml');
  const isDiv = (name: string) => name === 'div' || name === 'xhtml:div';

  const open = (rawName: string, rawAttributes: Attribute[]) => {
    depth++;
    if (root === '') root = rawName;
    const attributes = new Map<string, string>();
    let ownPrefix = '';
    for (const { name, value } of rawAttributes) {
      const decoded = decodeReferences(value);
      if (name === 'xmlns') ownPrefix = trackNamespace('', decoded) ?? '';
      else if (name.startsWith('xmlns:')) trackNamespace(name.slice(6), decoded);
      attributes.set(name, decoded);
    }
    if (prefixes.size > 0) {
      for (const { name } of rawAttributes) {
        const colon = name.indexOf(':');
        const prefix = colon > 0 ? prefixes.get(name.slice(0, colon)) : undefined;
        if (prefix) attributes.set(`${prefix}:${name.slice(colon + 1)}`, attributes.get(name)!);
      }
    }
    const ownBase = attributes.get('xml:base') ?? attributes.get('base');
    if (ownBase && baseBudget > 0) {
      currentBase = nestedBase(currentBase, ownBase);
      baseBudget -= currentBase.length;
    }
    bases.push(currentBase);
    // Inside content every element is XHTML, and its end tags are the ones that go missing.
    const isSelfNamed = ownPrefix !== '' && ownPrefix !== 'xhtml' && !rawName.includes(':');
    const name = isSelfNamed ? `${ownPrefix}:${rawName}` : canonical(rawName);
    if (isSelfNamed) selfNamed.push({ rawName, name });
    const lang = attributes.get('xml:lang') || attributes.get('lang');
    if (lang && (name === 'feed' || name === 'rss')) feed.values.set('language', lang.replaceAll('_', '-'));
    else if (lang && name === 'rdf:rdf') rootLanguage = lang.replaceAll('_', '-');

    if (name === 'item' || name === 'entry') leaveContent();
    if (declaresMarkupText()) {
      // A wrapper that some hosts put into escaped text.
      if (isDiv(name)) return;
      // Declared as escaped markup, but it is not escaped.
      contentType = XHTML;
    }
    if (openContents > 0 && contentType === XHTML) {
      const tag = local(name);
      if (tag === 'svg') svgDepth++;
      else if (tag === 'title' && svgDepth > 0) svgTitles++;
      if (stack.at(-1)?.keeps) {
        addText(
          `<${tag}${[...attributes].map(([key, value]) => ` ${key}="${escapeText(value).replaceAll('"', '&quot;')}"`).join('')}>`,
        );
      }
      return;
    }
    if (!name.includes(':')) {
      if (!TEXTINPUT_PARTS.has(name)) inTextInput = false;
      if (!IMAGE_PARTS.has(name)) inImage = false;
    }
    const meaning = meaningOf(name);
    const start = Object.hasOwn(starts, meaning) ? starts[meaning] : undefined;
    if (start) start(attributes, name);
    else if (meaning === '#address' || attributes.size === 0) push(meaning, false);
  };

  const close = (rawName: string) => {
    const name = selfNamed.at(-1)?.rawName === rawName ? selfNamed.pop()!.name : canonical(rawName);
    const tag = local(name);
    if (tag === 'svg' && svgDepth > 0) svgDepth--;
    if (tag === 'title' && svgTitles > 0) svgTitles--;
    else {
      const meaning = meaningOf(name);
      const end = Object.hasOwn(ends, meaning) ? ends[meaning] : undefined;
      if (end) end();
      else pop(meaning);
    }
    if (declaresMarkupText() && !isDiv(name)) contentType = XHTML;
    if (openContents > 0 && contentType === XHTML) addText(`</${tag}>`);
    bases.pop();
    currentBase = bases.at(-1) ?? currentBase;
    depth--;
  };

  scanMarkup(source, {
    open(name, attributes) {
      if (!full) open(name, attributes);
    },
    close(name) {
      if (!full) close(name);
    },
    text(raw, literal) {
      if (full || !stack.at(-1)?.keeps) return;
      const text = literal ? raw : decodeReferences(raw);
      addText(contentType === XHTML ? escapeText(text) : text);
    },
  });

  const known = version !== '' || entries.length > 0 || feed.values.has('title');
  return {
    kind: known ? (version.startsWith('atom') ? 'atom' : 'rss') : null,
    root,
    feed: {
      title: feed.values.get('title') || null,
      url: feed.values.get('link') || null,
      lang: feed.values.get('language') || rootLanguage,
    },
    titleText: plainTitle(feed),
    entries: entries.map((entry) => toEntry(entry, version.startsWith('atom') ? feed.values.get('author') : undefined)),
    rhythm,
  };
}

/** A title without markup. */
function plainTitle({ values, titleIsHtml }: Context): string | null {
  const title = values.get('title') ?? '';
  return (titleIsHtml ? htmlText(title) : title.replace(/\s+/g, ' ')) || null;
}

/** @param feedAuthor who wrote the entries that name no author of their own (RFC 4287 §4.2.1); RSS has no such rule */
function toEntry(entry: Context, feedAuthor: string | undefined): FeedEntry {
  const title = entry.values.get('title') || null;
  const { published, updated, someDate } = entry;
  return {
    id: entry.values.get('id') || null,
    // The link of a feed that counts its readers leads through the counter; the article's own address stands beside it.
    url: entry.values.get('#original-link') || entry.values.get('link') || null,
    title,
    titleText: plainTitle(entry),
    // Dublin Core's date is the only one of most RSS 1.0 feeds: of the article, and moved forward by those that edit it.
    // PRISM's is the only one of some scientific feeds.
    published:
      published ?? someDate ?? (updated === null ? parseFeedDate(entry.values.get('#prism-date') ?? '') : null),
    updated: updated ?? someDate,
    author: entry.values.get('author') || entry.values.get('source-author') || feedAuthor || null,
  };
}
