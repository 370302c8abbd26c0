// What a page says about itself in JSON-LD (schema.org).
import { isObject, type Json } from './json-object.ts';
import { comparable, foldSpace, normaliseCharacters } from './normalise.ts';
import { decodeEntities } from './text-entities.ts';

export interface JsonLdArticle {
  headline: string | null;
  authors: string[];
  published: string | null;
  modified: string | null;
  site: string | null;
  url: string | null;
  body: string | null;
  description: string | null;
  language: string | null;
}

/** Nodes looked at in one page; real pages have hundreds. */
const MAX_NODES = 20_000;
const MAX_DEPTH = 64;

/** What the page calls itself elsewhere: its titles and addresses, as written. */
export interface PageNames {
  titles: readonly string[];
  urls: readonly string[];
}

/** A string, closed or not, or a comma that nothing follows. */
const STRING_OR_LAST_COMMA = /"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$)|,(?=\s*[}\]])/gs;

/**
 * The date, the headline and the first author of a script that is no JSON (mostly for a bare quotation mark in a text).
 * Only when one date is in it: of several, nobody knows whose they are.
 */
function salvage(source: string): Json | null {
  if (!/"@type"\s{0,5}:\s{0,5}\[?\s{0,40}"(?:\w{0,30}Article|BlogPosting)"/.test(source)) return null;
  const dates = [...source.matchAll(/"datePublished"\s{0,5}:\s{0,5}"([^"\\]{8,40})"/g)];
  if (dates.length !== 1) return null;
  const headline = /"headline"\s{0,5}:\s{0,5}"(.{3,300}?)"\s{0,40}(?:,\s{0,40}"|\})/.exec(source);
  const author = /"author"\s{0,5}:\s{0,5}(?:\[?\s{0,40}\{[^{}]{0,300}?"name"\s{0,5}:\s{0,5})?"([^"\\]{2,80})"/.exec(
    source,
  );
  return {
    '@type': 'NewsArticle',
    datePublished: dates[0]?.[1],
    ...(headline ? { headline: headline[1] } : {}),
    ...(author ? { author: author[1] } : {}),
  };
}

/**
 * Parses what real pages hold: comments around the JSON, raw line feeds inside strings, a stray semicolon, a comma too
 * many; and takes the little that is certain from what is beyond that.
 */
function parseLenient(source: string): unknown {
  const trimmed = source
    .replace(/^\s*(?:<!--|\/\*<!\[CDATA\[\*\/|\/\/<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\]\]>\*\/|\/\/\]\]>|\]\]>|;)\s*$/, '');
  const oneLine = () => trimmed.replace(/[\r\n\t]/g, ' ');
  const withoutCommas = () => oneLine().replace(STRING_OR_LAST_COMMA, (found) => (found === ',' ? '' : found));
  for (const text of [() => trimmed, oneLine, withoutCommas]) {
    try {
      return JSON.parse(text()) as unknown;
    } catch {
      // the next, more forgiving form
    }
  }
  return salvage(trimmed);
}

function typesOf(node: Json): string[] {
  const type = node['@type'];
  const list = Array.isArray(type) ? type : [type];
  return list.filter((item): item is string => typeof item === 'string').map((item) => item.replace(/^.*[/:]/, ''));
}

/** schema.org's Article and its subtypes, by the way their names end. */
const ARTICLE_TYPE = /(?:Article|BlogPosting|^Report|^Posting|LiveBlogPosting|Review)$/;

function textOf(value: unknown): string | null {
  const one = Array.isArray(value) ? value.find((item) => typeof item === 'string') : value;
  if (typeof one === 'number') return String(one);
  if (isObject(one)) return textOf(one['@value']);
  if (typeof one !== 'string') return null;
  const text = foldSpace(normaliseCharacters(decodeEntities(one)));
  return text === '' ? null : text;
}

/** Names of persons or organisations: strings, objects with a name, references into the graph, lists of these. */
function namesOf(value: unknown, byId: ReadonlyMap<string, Json>, depth = 0): string[] {
  if (depth > 4) return [];
  if (Array.isArray(value)) return value.flatMap((item) => namesOf(item, byId, depth + 1));
  if (typeof value === 'string') {
    const text = textOf(value);
    return text === null || /^https?:/i.test(text) ? [] : [text];
  }
  if (!isObject(value)) return [];
  const name = value.name ?? value.alternateName;
  if (name !== undefined) return namesOf(name, new Map(), depth + 1);
  const id = value['@id'];
  const target = typeof id === 'string' ? byId.get(id) : undefined;
  return target === undefined || target === value ? [] : namesOf(target, new Map(), depth + 1);
}

function addressOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (isObject(value)) return addressOf(value['@id'] ?? value.url);
  return null;
}

/** Every node of the graphs, in document order, and those that are entries of a list or the subject of a page. */
interface Nodes {
  all: Json[];
  listed: Set<Json>;
  main: Set<Json>;
}

/** Iterative in effect: depth and number are bounded. */
function collectNodes(value: unknown, into: Nodes, depth = 0, inList = false): void {
  if (depth > MAX_DEPTH || into.all.length > MAX_NODES) return;
  if (Array.isArray(value)) {
    for (const item of value) collectNodes(item, into, depth + 1, inList);
  } else if (isObject(value)) {
    into.all.push(value);
    if (inList) into.listed.add(value);
    if (isObject(value.mainEntity)) into.main.add(value.mainEntity);
    for (const [key, item] of Object.entries(value)) {
      if (typeof item === 'object') collectNodes(item, into, depth + 1, inList || key === 'itemListElement');
    }
  }
}

/** An address without what does not tell pages apart. */
const bareAddress = (address: string): string =>
  address
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/[?#].*$/s, '')
    .replace(/\/$/, '');

/** Whether a node has a title or an address of the page. */
function namesPage(page: PageNames): (node: Json) => boolean {
  const urls = new Set(page.urls.map(bareAddress));
  const titles = page.titles.map(comparable).filter((title) => title.length >= 10);
  return (node) => {
    if ([node.url, node.mainEntityOfPage, node['@id']].some((url) => urls.has(bareAddress(addressOf(url) ?? '')))) {
      return true;
    }
    const headline = comparable(textOf(node.headline ?? node.name) ?? '');
    // A title may have the site's name behind the headline.
    return headline.length >= 10 && titles.some((title) => title === headline || title.startsWith(`${headline} `));
  };
}

/** An article node's statements about itself. */
function readArticle(node: Json, byId: ReadonlyMap<string, Json>): JsonLdArticle {
  const body = node.articleBody ?? node.reviewBody;
  return {
    headline: textOf(node.headline ?? node.name),
    authors: [...new Set(namesOf(node.author ?? node.creator, byId))],
    published: textOf(node.datePublished ?? node.dateCreated ?? node.uploadDate),
    modified: textOf(node.dateModified),
    site: namesOf(node.publisher, byId)[0] ?? null,
    url: addressOf(node.url ?? node.mainEntityOfPage),
    body: typeof body === 'string' && body.trim() !== '' ? body : null,
    description: textOf(node.description),
    language: textOf(node.inLanguage),
  };
}

/**
 * Reads an already parsed JSON-LD value.
 *
 * @param page what the page calls itself, to tell its article from teasers of others
 * @returns null when no article is in it
 */
export function articleOfGraph(values: readonly unknown[], page?: PageNames): JsonLdArticle | null {
  const found: Nodes = { all: [], listed: new Set(), main: new Set() };
  collectNodes(values, found);
  const { all: nodes, listed, main } = found;
  const byId = new Map<string, Json>();
  for (const node of nodes) {
    const id = node['@id'];
    if (typeof id === 'string' && (!byId.has(id) || node.name !== undefined)) byId.set(id, node);
  }
  const articles = nodes.filter((node) => typesOf(node).some((type) => ARTICLE_TYPE.test(type)));
  const isNamed = page && (articles.length > 1 || listed.size > 0) ? namesPage(page) : () => false;
  const dated = articles.filter((node) => node.datePublished !== undefined);
  const unlisted = (node: Json) => !listed.has(node);
  // The page's own article comes with a date or a body; teasers of others rarely do. Nested ones stand behind it. An
  // entry of a list that the page does not name is a teaser, with its date or without.
  const own =
    dated.find(isNamed) ??
    dated.find((node) => main.has(node)) ??
    dated.find((node) => unlisted(node) && (node.headline ?? node.name) !== undefined) ??
    dated.find(unlisted) ??
    articles.find(isNamed) ??
    articles.find(unlisted);
  if (own) return readArticle(own, byId);
  const whole = nodes.find((node) => typesOf(node).includes('WebPage') && node.datePublished !== undefined);
  return whole ? { ...readArticle(whole, byId), headline: null } : null;
}

/** Reads the JSON-LD scripts of a page. @returns null when none describes an article */
export function readJsonLd(scripts: readonly string[], page?: PageNames): JsonLdArticle | null {
  return articleOfGraph(scripts.map(parseLenient), page);
}
