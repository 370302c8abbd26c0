// An article given as JSON: a scraper's record, an API's answer, or schema.org.
import { articleOfGraph } from './json-ld.ts';

export interface JsonArticle {
  title: string | null;
  /** HTML or plain text, as given. */
  content: string;
  url: string | null;
  published: string | null;
  modified: string | null;
  authors: string[];
  site: string | null;
  language: string | null;
}

/** Field names in use among scrapers, news APIs and content systems, best first. */
const CONTENT = [
  'html',
  'content_html',
  'raw_html',
  'text',
  'maintext',
  'articlebody',
  'article_body',
  'body',
  'content',
  'content_text',
  'full_text',
  'fulltext',
  'article',
  'main_text',
  'bodytext',
  'cleaned_text',
  'plain_text',
  'markdown',
  'paragraphs',
  'description',
];
const TITLE = ['title', 'headline', 'name', 'gold_title', 'webtitle'];
const URL_FIELDS = [
  'url',
  'canonical_url',
  'canonicalurl',
  'link',
  'source_url',
  'permalink',
  'weburl',
  'web_url',
  'uri',
  'href',
];
const DATE = [
  'date',
  'published',
  'published_at',
  'publishedat',
  'publishedon',
  'datepublished',
  'date_published',
  'publish_date',
  'publishdate',
  'pubdate',
  'pub_date',
  'published_date',
  'published_time',
  'article:published_time',
  'publication_date',
  'firstpublisheddate',
  'webpublicationdate',
  'created_at',
  'timestamp',
  'date_publish',
  'datetime',
];
const MODIFIED = [
  'modified',
  'updated',
  'updated_at',
  'updatedat',
  'datemodified',
  'date_modified',
  'date_modify',
  'lastmodified',
  'last_modified',
];
const AUTHOR = ['author', 'authors', 'byline', 'creator', 'writer'];
const SITE = [
  'site',
  'site_name',
  'sitename',
  'publisher',
  'source',
  'source_name',
  'publication',
  'outlet',
  'newspaper',
  'website',
];
/** Fields that hold the record of the article. */
const WRAPPERS = [
  'article',
  'data',
  'document',
  'post',
  'item',
  'result',
  'story',
  'fields',
  '_source',
  'page',
  'response',
  'content',
];
const LANGUAGE = ['language', 'lang', 'inlanguage'];

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function scalar(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (isObject(value)) return scalar(value.rendered ?? value.name ?? value.title ?? value['#text'] ?? value.value);
  return null;
}

/** Names of authors; a number is a key into another table. */
function names(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(names);
  if (typeof value === 'number') return [];
  if (isObject(value)) {
    const parts = [value.firstName ?? value.first_name, value.lastName ?? value.last_name].filter(
      (part) => typeof part === 'string' && part.trim() !== '',
    );
    if (value.name === undefined && parts.length > 0) return [parts.join(' ')];
  }
  const text = scalar(value);
  return text === null ? [] : [text];
}

function text(value: unknown): string | null {
  if (Array.isArray(value)) {
    const parts = value.map(text).filter((part): part is string => part !== null);
    return parts.length > 0 ? parts.join('\n\n') : null;
  }
  if (isObject(value)) return text(value.rendered ?? value.html ?? value.text ?? value.content ?? value.value);
  return scalar(value);
}

/** Reads one record. Field names are compared without case; a wrapper (`{article: {…}}`, `{data: {…}}`) is opened. */
function readRecord(record: Json, depth = 0): JsonArticle | null {
  const fields = new Map(Object.entries(record).map(([key, value]) => [key.toLowerCase(), value]));
  const pick = <T>(keys: readonly string[], read: (value: unknown) => T | null): T | null => {
    for (const key of keys) {
      const value = fields.get(key);
      const found = value === undefined ? null : read(value);
      if (found !== null) return found;
    }
    return null;
  };
  const content = pick(CONTENT, (value) =>
    isObject(value) && !('rendered' in value) && !('html' in value) && !('text' in value) ? null : text(value),
  );
  const embedded = fields.get('_embedded');
  const about = {
    title: pick(TITLE, scalar),
    url: pick(URL_FIELDS, scalar),
    published: pick(DATE, scalar),
    modified: pick(MODIFIED, scalar),
    authors:
      pick(AUTHOR, (value) => (names(value).length > 0 ? names(value) : null)) ??
      (isObject(embedded) ? names(embedded.author) : []),
    site: pick(SITE, scalar),
    language: pick(LANGUAGE, scalar),
  };
  if (content !== null) return { ...about, content };
  if (depth >= 3) return null;
  for (const key of WRAPPERS) {
    const inner = fields.get(key);
    const found = isObject(inner) ? readRecord(inner, depth + 1) : null;
    // What the wrapper says of its article holds where the article itself is silent: `{webTitle, fields: {bodyText}}`.
    if (found) {
      const stated = Object.entries(found).filter(
        ([, value]) => value !== null && !(Array.isArray(value) && !value[0]),
      );
      return { ...found, ...about, ...Object.fromEntries(stated) };
    }
  }
  return null;
}

/** The article of a parsed JSON document, or null when it holds none (or several). */
export function readJsonArticle(value: unknown): JsonArticle | null {
  if (Array.isArray(value) && value.length === 1) return readJsonArticle(value[0]);
  const graph = articleOfGraph([value]);
  if (graph?.body != null) {
    return {
      title: graph.headline,
      content: graph.body,
      url: graph.url,
      published: graph.published,
      modified: graph.modified,
      authors: graph.authors,
      site: graph.site,
      language: graph.language,
    };
  }
  return isObject(value) ? readRecord(value) : null;
}
