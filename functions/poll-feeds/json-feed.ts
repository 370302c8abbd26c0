// JSON Feed 1 and 1.1 (jsonfeed.org) to the feed's record.
import { parseFeedDate } from './feed-dates.ts';
import { FeedError } from './feed-error.ts';
import { emptyRhythm, type Feed, type FeedEntry, MAX_ENTRIES } from './feed-record.ts';
import { cleanHtml, looksLikeHtml, plainText, safeAddress } from './html-value.ts';

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string or number as trimmed text, null for the rest: the version 1 text allows numbers as ids. */
function text(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return null;
  return value.trim() || null;
}

function address(value: unknown, base: string): string | null {
  const written = text(value);
  return written === null ? null : safeAddress(written, base) || null;
}

/** Names of the authors of version 1.1, or the author of version 1. */
function authorOf(object: Json): string | null {
  const people = Array.isArray(object.authors) && object.authors.length > 0 ? object.authors : [object.author];
  const names = people
    .map((person) => (isObject(person) ? text(person.name) : text(person)))
    .filter((name) => name !== null);
  return names.length > 0 ? names.join(', ') : null;
}

function toEntry(item: Json, base: string, feedAuthor: string | null): FeedEntry {
  const title = text(item.title);
  const id = text(item.id);
  const url = address(item.url, base) ?? address(item.external_url, base);
  return {
    id,
    // The id is the address when it looks like one (version 1.1, "id").
    url: url ?? (id !== null && /^https?:\/\//i.test(id) ? id : null),
    // Titles are plain text (version 1.1, "title"), which not every publisher heeds.
    title: title !== null && looksLikeHtml(title) ? cleanHtml(title, base) || null : title,
    titleText: plainText(title ?? '').replace(/\s+/g, ' ') || null,
    published: parseFeedDate(text(item.date_published) ?? ''),
    updated: parseFeedDate(text(item.date_modified) ?? ''),
    author: authorOf(item) ?? feedAuthor,
  };
}

/**
 * A text that ends inside its object or one of its lists, closed behind the last value in it that is whole; any other text
 * as it is.
 */
function closedWhereCutOff(source: string): string {
  let depth = 0;
  let inList = false;
  let end: { at: number; closing: string } | null = null;
  for (let i = 0; i < source.length; i++) {
    const character = source[i];
    if (character === '"') {
      for (i++; i < source.length && source[i] !== '"'; i++) if (source[i] === '\\') i++;
    } else if (character === '{' || character === '[') {
      depth++;
      if (depth === 2) inList = character === '[';
    } else if (character === '}' || character === ']') {
      depth--;
      if (depth === 2 && inList) end = { at: i + 1, closing: ']}' };
      else if (depth === 1) end = { at: i + 1, closing: '}' };
    }
  }
  return depth <= 0 || end === null ? source : source.slice(0, end.at) + end.closing;
}

/** What came instead of an object with a list of items. */
function describe(document: unknown): string {
  if (!isObject(document)) return 'a list';
  const { items } = document;
  // An object is not written out: one that is nested deeply enough ends the function that tries.
  if (items !== undefined) return `"items" that is ${isObject(items) ? 'an object' : String(items).slice(0, 40)}`;
  return `an object with ${Object.keys(document).slice(0, 8).join(', ') || 'no members'}`;
}

/**
 * Reads a JSON Feed from a text that begins with a brace or a bracket.
 *
 * @param base address against which relative ones are resolved; empty when unknown
 * @param reading what is being done, for errors
 * @throws FeedError when the text is not JSON or has no list of items
 */
export function readJsonFeed(source: string, base: string, reading: string): Feed {
  let document: unknown;
  try {
    document = JSON.parse(closedWhereCutOff(source));
  } catch (cause) {
    throw new FeedError(
      `${reading}: expected JSON, as the first character promises, got ${(cause as SyntaxError).message}`,
      {
        cause,
      },
    );
  }
  if (!isObject(document) || !Array.isArray(document.items)) {
    throw new FeedError(`${reading}: expected a JSON object with a list "items", got ${describe(document)}`);
  }
  const author = authorOf(document);
  const title = text(document.title);
  return {
    feed: {
      title,
      url: address(document.home_page_url, base),
      lang: text(document.language)?.replaceAll('_', '-') ?? null,
    },
    titleText: plainText(title ?? '') || null,
    entries: document.items
      .filter(isObject)
      .slice(0, MAX_ENTRIES)
      .map((item) => toEntry(item, base, author)),
    rhythm: emptyRhythm(),
  };
}
