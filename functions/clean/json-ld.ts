// What a page says about itself in JSON-LD (schema.org).
import { foldSpace, normaliseCharacters } from './normalise.ts';

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

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parses what real pages hold: comments around the JSON, raw line feeds inside strings, a stray semicolon. */
function parseLenient(source: string): unknown {
  const trimmed = source
    .replace(/^\s*(?:<!--|\/\*<!\[CDATA\[\*\/|\/\/<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\]\]>\*\/|\/\/\]\]>|\]\]>|;)\s*$/, '');
  for (const text of [trimmed, trimmed.replace(/[\r\n\t]/g, ' ')]) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      // the next, more forgiving form
    }
  }
  return null;
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

/** JSON-LD is not HTML, yet many templates escape its strings as if it were. */
export function decodeEntities(text: string): string {
  return text.includes('&')
    ? text
        .replace(/&(?:amp;)?#(x[\da-f]{1,6}|\d{1,7});/gi, (whole, code: string) => {
          const point = code[0] === 'x' || code[0] === 'X' ? Number.parseInt(code.slice(1), 16) : Number(code);
          return point > 0 && point <= 0x10_ff_ff && !(point >= 0xd800 && point <= 0xdfff)
            ? String.fromCodePoint(point)
            : whole;
        })
        .replace(
          /&(?:amp;)?(quot|apos|lt|gt|nbsp|rsquo|lsquo|rdquo|ldquo|ndash|mdash|hellip);/g,
          (_, name: string) => NAMED[name] as string,
        )
        .replace(/&amp;/g, '&')
    : text;
}
const NAMED: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};

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

/** Every node of the graphs, in document order. Iterative in effect: depth and number are bounded. */
function collectNodes(value: unknown, into: Json[], depth = 0): void {
  if (depth > MAX_DEPTH || into.length > MAX_NODES) return;
  if (Array.isArray(value)) {
    for (const item of value) collectNodes(item, into, depth + 1);
  } else if (isObject(value)) {
    into.push(value);
    for (const item of Object.values(value)) if (typeof item === 'object') collectNodes(item, into, depth + 1);
  }
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

/** Reads an already parsed JSON-LD value. @returns null when no article is in it */
export function articleOfGraph(values: readonly unknown[]): JsonLdArticle | null {
  const nodes: Json[] = [];
  collectNodes(values, nodes);
  const byId = new Map<string, Json>();
  for (const node of nodes) {
    const id = node['@id'];
    if (typeof id === 'string' && (!byId.has(id) || node.name !== undefined)) byId.set(id, node);
  }
  const articles = nodes.filter((node) => typesOf(node).some((type) => ARTICLE_TYPE.test(type)));
  // The page's own article comes with a date or a body; teasers of others rarely do. Nested ones stand behind it.
  const own =
    articles.find((node) => node.datePublished !== undefined && (node.headline ?? node.name) !== undefined) ??
    articles.find((node) => node.datePublished !== undefined) ??
    articles[0];
  if (own) return readArticle(own, byId);
  const page = nodes.find((node) => typesOf(node).includes('WebPage') && node.datePublished !== undefined);
  return page ? { ...readArticle(page, byId), headline: null } : null;
}

/** Reads the JSON-LD scripts of a page. @returns null when none describes an article */
export function readJsonLd(scripts: readonly string[]): JsonLdArticle | null {
  return articleOfGraph(scripts.map(parseLenient));
}
