// Finds the feeds that a web page offers.
import { decodeReferences } from './references.ts';
import { type Attribute, scanMarkup } from './scan-markup.ts';

export interface FeedCandidate {
  url: string;
  title: string | null;
  /** Media type the page names; null for an ordinary link. */
  type: string | null;
  /** `link`: declared for readers and machines; `anchor`: an ordinary link that looks like a feed's. */
  source: 'link' | 'anchor';
}

/** Declared types from the surest to the vaguest. */
const FEED_TYPES = [
  'application/atom+xml',
  'application/rss+xml',
  'application/feed+json',
  'application/rdf+xml',
  'application/json',
  'text/rss+xml',
  'application/xml',
  'text/xml',
  'application/x.atom+xml',
  'application/x-atom+xml',
];

/** Paths of feeds that are only linked to: `/feed`, `/rss.xml`, `/atom/`, `/index.rdf`, `?feed=rss2`. */
const FEED_PATH =
  /(?:\/(?:feeds?|rss|atom)\/?$|[./_-](?:rss|atom|rdf)(?:\.xml|2)?\/?$|\/(?:feed|rss|atom|index)\.(?:xml|rdf|json)$)/i;
const FEED_QUERY = /[?&](?:feed|format|alt)=(?:rss2?|atom|rdf|json)\b/i;
/** Feeds beside the main one, by address or title: offered last. */
const SIDE_FEED = /comment|kommentar|reply|replies|trackback|\btag\b|\bauthor\b|search/i;
/** More candidates than anybody would choose from. */
const MAX_CANDIDATES = 50;
/** Elements whose text may hold what looks like tags. */
const RAW_TEXT = new Set(['script', 'style', 'textarea', 'template']);

function attribute(attributes: Attribute[], name: string): string | null {
  const found = attributes.find((one) => one.name === name);
  return found ? decodeReferences(found.value).trim() : null;
}

function resolve(href: string | null, base: string): string | null {
  if (href === null || href === '') return null;
  // `feed:` stands before, or instead of, the scheme proper.
  const plain = href.replace(/^feed:(?:\/\/)?(?=https?:)/i, '').replace(/^feed:\/\//i, 'http://');
  if (!URL.canParse(plain, base)) return null;
  const url = new URL(plain, base);
  url.hash = '';
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}

/**
 * The feeds a page offers, best first: declared ones (`<link rel="alternate">` with a feed's type, `rel="feed"`) in the
 * page's order, feeds of comments and the like behind them; when none is declared, links that look like a feed's.
 *
 * @param pageUrl address of the page, after redirects
 */
export function discoverFeeds(html: string, pageUrl: string): FeedCandidate[] {
  const declared: FeedCandidate[] = [];
  const linked: FeedCandidate[] = [];
  let base = pageUrl;
  let rawText = '';
  let anchor: FeedCandidate | null = null;
  let anchorText = '';
  const seen = new Set<string>();

  const add = (list: FeedCandidate[], candidate: FeedCandidate): boolean => {
    if (seen.has(`${candidate.source} ${candidate.url}`) || list.length >= MAX_CANDIDATES) return false;
    seen.add(`${candidate.source} ${candidate.url}`);
    list.push(candidate);
    return true;
  };

  scanMarkup(html, {
    open(name, attributes, selfClosed) {
      if (rawText !== '') return;
      if (RAW_TEXT.has(name) && !selfClosed) rawText = name;
      else if (name === 'base') base = resolve(attribute(attributes, 'href'), pageUrl) ?? base;
      else if (name === 'link') {
        const rel = (attribute(attributes, 'rel') ?? '').toLowerCase().split(/\s+/);
        const type = (attribute(attributes, 'type') ?? '').toLowerCase().split(';')[0]!.trim();
        const url = resolve(attribute(attributes, 'href'), base);
        const isFeed = rel.includes('feed') || (rel.includes('alternate') && FEED_TYPES.includes(type));
        if (!isFeed || url === null || rel.includes('stylesheet')) return;
        // `application/json` is also how a page names its own data; then the address must look like a feed's.
        if (type === 'application/json' && !/feed/i.test(url)) return;
        add(declared, { url, title: attribute(attributes, 'title') || null, type: type || null, source: 'link' });
      } else if (name === 'a') {
        const url = resolve(attribute(attributes, 'href'), base);
        anchor = null;
        if (url === null) return;
        const { pathname, search } = new URL(url);
        if (!FEED_PATH.test(pathname) && !FEED_QUERY.test(search)) return;
        const candidate: FeedCandidate = {
          url,
          title: attribute(attributes, 'title') || null,
          type: null,
          source: 'anchor',
        };
        if (add(linked, candidate)) anchor = candidate;
        anchorText = '';
      }
    },
    close(name) {
      if (name === rawText) rawText = '';
      if (name === 'a' && anchor !== null) {
        anchor.title ??= anchorText.replace(/\s+/g, ' ').trim() || null;
        anchor = null;
      }
    },
    text(raw, literal) {
      if (rawText === '' && anchor !== null && anchorText.length < 200)
        anchorText += literal ? raw : decodeReferences(raw);
    },
  });

  const found = declared.length > 0 ? declared : linked;
  const isSide = ({ url, title }: FeedCandidate) => SIDE_FEED.test(url) || SIDE_FEED.test(title ?? '');
  return [...found.filter((one) => !isSide(one)), ...found.filter(isSide)];
}
