// An article given as JSON: a scraper's record, an API's answer, or schema.org.
import { articleOfGraph } from './json-ld.ts';
import { isObject, type Json } from './json-object.ts';
import { richText } from './rich-text.ts';

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

/** Field names in use among scrapers, news APIs and content systems, best first; compared by letters and digits only. */
const CONTENT = [
  'html',
  'contenthtml',
  'bodyhtml',
  'rawhtml',
  'text',
  'maintext',
  'articlebody',
  'articletext',
  'articlecontent',
  'body',
  'storybody',
  'content',
  'contentelements',
  'contenttext',
  'fulltext',
  'article',
  'bodytext',
  'cleanedtext',
  'plaintext',
  'markdown',
  'paragraphs',
  'blocks',
  'components',
  'detail',
  'description',
];
const TITLE = ['title', 'headline', 'headlines', 'name', 'goldtitle', 'webtitle', 'articletitle', 'head'];
const URL_FIELDS = ['url', 'canonicalurl', 'link', 'sourceurl', 'permalink', 'weburl', 'websiteurl', 'uri', 'href'];
const DATE = [
  'date',
  'published',
  'publishedat',
  'publishedon',
  'publishedtime',
  'publisheddate',
  'publisheddatetime',
  'datepublished',
  'datetimepublished',
  'publishat',
  'publishtime',
  'publishdate',
  'publishdatetime',
  'publishedtimestamp',
  'pubdate',
  'pubtime',
  'publicationdate',
  'publicationtime',
  // What readers are shown stands before when the system first let it out.
  'displaydate',
  'firstpublished',
  'firstpublishedat',
  'firstpublisheddate',
  'firstpublishdate',
  'firstpublicationdate',
  'articlepublishedtime',
  'webpublicationdate',
  'releasedate',
  'issued',
  // Content systems in Korea.
  'regdate',
  'regdt',
  'pubdt',
  'deploydt',
  // The agencies' ninjs.
  'firstcreated',
  'versioncreated',
  'createdat',
  'timestamp',
  'datetime',
  'created',
  'datecreated',
  'dates',
];
const MODIFIED = [
  'modified',
  'modifiedat',
  'updated',
  'updatedat',
  'updateddate',
  'datemodified',
  'datemodify',
  'lastmodified',
  'lastupdated',
  'lastupdateddate',
  'lastpublicationdate',
];
const AUTHOR = [
  'author',
  'authors',
  'authorname',
  'byline',
  'bylines',
  'creator',
  'creators',
  'writer',
  'writers',
  'contributors',
  'credits',
];
const SITE = ['site', 'sitename', 'publisher', 'source', 'sourcename', 'publication', 'outlet', 'newspaper', 'website'];
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
  'attributes',
  // Lists of an answer, opened when they hold one article.
  'articles',
  'posts',
  'items',
  'results',
  'entries',
  'docs',
];
/** Objects beside the text that hold what is said of it. */
const ABOUT = ['meta', 'metadata', 'frontmatter'];
/** Characters up to which a text may be the teaser of another. */
const TEASER = 400;
const LANGUAGE = ['language', 'lang', 'inlanguage'];

/** GraphQL keeps the arguments of a field in its key (`content({"format":"HTML"})`), Drupal marks the fields of a site. */
const fieldName = (key: string): string =>
  (key.split('(', 1)[0] as string)
    .toLowerCase()
    .replace(/^field_/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');

function scalar(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (!isObject(value)) return null;
  return scalar(
    value.rendered ??
      value.name ??
      value.title ??
      value.basic ??
      value.text ??
      value['#text'] ??
      value.value ??
      value.default,
  );
}

/** A record of dates: `{published: …, updated: …}`. */
function dateOf(value: unknown): string | null {
  if (!isObject(value)) return scalar(value);
  return scalar(value.published ?? value.publishedAt ?? value.created ?? value.date ?? value.iso ?? value.value);
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
    const full = value.fullName ?? value.full_name ?? value.displayName ?? value.display_name ?? value.by;
    if (value.name === undefined && full !== undefined) return names(full);
    // A record of its own that is linked into the article's.
    const inner = value.fields ?? value.attributes ?? value.data ?? value.creators;
    if (value.name === undefined && (isObject(inner) || Array.isArray(inner))) return names(inner);
  }
  const text = scalar(value);
  return text === null ? [] : [text];
}

/** What a record says in its own fields. Their names are compared without case and signs. */
export function readFields(record: Json): { content: string | null; about: About } {
  // What a search engine names `_source` is the record that it found, no paper.
  const entries = Object.entries(record).filter(([key]) => key !== '_source');
  const fields = new Map(entries.map(([key, value]) => [fieldName(key), value]));
  const pick = <T>(keys: readonly string[], read: (value: unknown) => T | null): T | null => {
    for (const key of keys) {
      const value = fields.get(key);
      const found = value === undefined ? null : read(value);
      if (found !== null) return found;
    }
    return null;
  };
  const isRecord = (value: unknown) => isObject(value) && TITLE.some((key) => key in value);
  const contentOf = (value: unknown) => (isRecord(value) ? null : richText(value));
  // Systems have bodies of several kinds: `sprinkledBody`, `leadBody`.
  const bodies = [...fields.keys()].filter((name) => name.endsWith('body'));
  const text = pick(CONTENT, contentOf) ?? pick(bodies, contentOf);
  // What has a name and a description is a product, a program or a place; articles have headlines.
  const isHeaded = !fields.has('name') || TITLE.some((key) => key !== 'name' && fields.has(key));
  const content = isHeaded || text !== richText(fields.get('description')) ? text : null;
  const embedded = fields.get('embedded');
  const own = {
    title: pick(TITLE, (value) => scalar(isObject(onlyOf(value)) ? onlyOf(value) : value)),
    url: pick(URL_FIELDS, scalar),
    published: pick(DATE, dateOf),
    modified: pick(MODIFIED, scalar),
    authors:
      pick(AUTHOR, (value) => (names(value).length > 0 ? names(value) : null)) ??
      (isObject(embedded) ? names(embedded.author) : []),
    site: pick(SITE, scalar),
    language: pick(LANGUAGE, scalar),
  };
  const beside = ABOUT.map((key) => fields.get(key)).find(isObject);
  return { content, about: beside === undefined ? own : completed(own, readFields(beside).about) };
}

type About = Omit<JsonArticle, 'content'>;

const isSilent = (value: string | string[] | null) => value === null || value.length === 0;

/** What a record says, and where it is silent, what another says. */
function completed(own: About, other: About): About {
  const said = Object.entries(own).filter(([, value]) => !isSilent(value));
  return { ...other, ...Object.fromEntries(said) };
}

/** A list of one is that one. */
const onlyOf = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value);

/** Reads one record; a wrapper (`{article: {…}}`, `{data: {…}}`) is opened. */
function readRecord(record: Json, depth = 0): JsonArticle | null {
  const { content, about } = readFields(record);
  // A few sentences may be the teaser of an article that a wrapper holds.
  if (content !== null && (content.length >= TEASER || depth >= 3)) return { ...about, content };
  if (depth >= 3) return null;
  const fields = new Map(Object.entries(record).map(([key, value]) => [key.toLowerCase(), value]));
  for (const key of WRAPPERS) {
    const inner = onlyOf(fields.get(key));
    const found = isObject(inner) ? readRecord(inner, depth + 1) : null;
    // What the wrapper says of its article holds where the article itself is silent: `{webTitle, fields: {bodyText}}`.
    if (found && found.content.length > (content?.length ?? 0)) {
      return { ...completed(found, about), content: found.content };
    }
  }
  return content === null ? null : { ...about, content };
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
