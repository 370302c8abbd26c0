// What an HTML page says about itself outside its text: meta tags, links, time elements, microdata, headings.
import { INLINE } from './blocks.ts';
import { type Element, type HtmlPage, textContent, walk } from './html-tree.ts';
import { type JsonLdArticle, type PageNames, readJsonLd } from './json-ld.ts';
import { foldRuns, foldSpace, normaliseCharacters } from './normalise.ts';

export interface PageHead {
  /** Values of the meta tags by lower-case name, property or itemprop; the first non-empty of each, and all in `all`. */
  meta: ReadonlyMap<string, readonly string[]>;
  title: string | null;
  headings: Element[];
  canonical: string | null;
  language: string | null;
  times: Element[];
  /** Elements with `itemprop`, outside the head. */
  itemprops: Element[];
  /** `rel=author` and elements whose class names them a byline or an author. */
  bylines: Element[];
  /** Links to the pages of authors. */
  authorLinks: Element[];
  /** Elements marked as the headline of an entry. */
  entryTitles: Element[];
  jsonLd: JsonLdArticle | null;
}

/** Reasonable number of each kind: a page with more is a list. */
const MAX_ELEMENTS = 300;

export const elementText = (element: Element): string => foldSpace(normaliseCharacters(textContent(element)));

const isOfLink = (element: Element): boolean =>
  element.tag === 'a' || element.children.some((child) => typeof child !== 'string' && child.tag === 'a');

/** Text below an element with a line feed where the layout breaks it, and between two links that nothing separates. */
function brokenText(element: Element): string {
  let text = '';
  /** The element before, when nothing but white space follows it. */
  let previous: Element | null = null;
  for (const child of element.children) {
    if (typeof child === 'string') {
      text += foldRuns(child);
      if (child.trim() !== '') previous = null;
      continue;
    }
    if (child.tag === 'br') {
      text += '\n';
      continue;
    }
    const inner = brokenText(child);
    if (inner.trim() === '') continue;
    if (!INLINE.has(child.tag)) text += `\n${inner}\n`;
    else if (previous === null) text += inner;
    else text += `${isOfLink(previous) && isOfLink(child) ? '\n' : ' '}${inner}`;
    previous = child;
  }
  return text;
}

/** The lines of a byline: neighbouring elements are words of their own, links and blocks lines of their own. */
export const elementLines = (element: Element): string[] =>
  normaliseCharacters(brokenText(element))
    .split('\n')
    .map(foldSpace)
    .filter((line) => line !== '');

/** Class, id and similar of an element, lower case. */
export function labels(element: Element): string {
  const { attrs } = element;
  return `${attrs.class ?? ''} ${attrs.id ?? ''} ${attrs['data-testid'] ?? ''} ${attrs['data-component'] ?? ''}`.toLowerCase();
}

const BYLINE = /(?:^|[\s_-])(?:by-?line|author|autor|auteur|autore|writer|reporter|contributor)/;
const BYLINE_CAMEL = /(?:byline|author)(?:s|name|names|link)?(?:[\s_-]|$)/;

/** Addresses of the pages of authors. Pages of people or profiles are of those whom articles are about as well; /by/4.0/ is a licence. */
const AUTHOR_PAGE =
  /\/(?:authors?|by(?!\/[\d.]+\/?$)|contributors?|writers?|reporters?|journalists?|columnists?|auteurs?|autor|autores|autoren)\/[^/?#]{1,80}\/?$|^\/@[^/?#]{2,80}(?:\?|$)/i;
/** The headline in hAtom, microformats and the themes of content systems. */
const ENTRY_TITLE = /(?:^|\s)(?:entry-title|post-title|p-name)(?:\s|$)/i;

export function readHead(page: HtmlPage): PageHead {
  const meta = new Map<string, string[]>();
  const head: PageHead = {
    meta,
    title: null,
    headings: [],
    canonical: null,
    language: null,
    times: [],
    itemprops: [],
    bylines: [],
    authorLinks: [],
    entryTitles: [],
    jsonLd: null,
  };
  const push = (list: Element[], element: Element) => {
    if (list.length < MAX_ELEMENTS) list.push(element);
  };
  walk(page.root, (element) => {
    const { tag, attrs } = element;
    switch (tag) {
      case 'html':
        head.language ??= attrs.lang ?? attrs['xml:lang'] ?? null;
        break;
      case 'title':
        head.title ??= elementText(element) || null;
        return false;
      case 'meta': {
        const value = foldSpace(normaliseCharacters(attrs.content ?? ''));
        if (value === '') break;
        for (const name of [attrs.property, attrs.name, attrs.itemprop, attrs['http-equiv']]) {
          if (name === undefined) continue;
          const key = name.toLowerCase();
          const values = meta.get(key);
          if (values) values.push(value);
          else meta.set(key, [value]);
        }
        break;
      }
      case 'link':
        if (head.canonical === null && /(?:^|\s)canonical(?:\s|$)/i.test(attrs.rel ?? '')) {
          head.canonical = attrs.href?.trim() || null;
        }
        break;
      case 'h1':
      case 'h2':
        push(head.headings, element);
        break;
      case 'time':
        push(head.times, element);
        break;
      case 'a':
        if (AUTHOR_PAGE.test(attrs.href ?? '')) push(head.authorLinks, element);
        break;
      default:
    }
    if (attrs.itemprop !== undefined && tag !== 'meta') push(head.itemprops, element);
    if (attrs.itemprop === 'headline' || ENTRY_TITLE.test(attrs.class ?? '')) push(head.entryTitles, element);
    if (attrs.rel === 'author' || attrs.itemprop === 'author' || attrs.class !== undefined || attrs.id !== undefined) {
      const names = `${attrs.rel ?? ''} ${attrs.itemprop ?? ''} ${labels(element)}`;
      if (BYLINE.test(names) || BYLINE_CAMEL.test(names)) push(head.bylines, element);
    }
    return true;
  });
  if (page.jsonLd.length > 0) head.jsonLd = readJsonLd(page.jsonLd, pageNames(head));
  return head;
}

function pageNames({ title, headings, meta, canonical }: PageHead): PageNames {
  const shown = headings.filter(({ tag }) => tag === 'h1').map(elementText);
  return {
    titles: [...shown, ...(meta.get('og:title') ?? []), ...(title === null ? [] : [title])],
    urls: [...(canonical === null ? [] : [canonical]), ...(meta.get('og:url') ?? [])],
  };
}

/** First non-empty value among several meta names, in the order of the names. */
export function firstMeta(head: PageHead, names: readonly string[]): string | null {
  for (const name of names) {
    const value = head.meta.get(name)?.[0];
    if (value !== undefined) return value;
  }
  return null;
}
