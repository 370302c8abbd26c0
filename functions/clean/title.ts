// The headline of an article among the names a page gives itself.
import type { Element } from './html-tree.ts';
import { comparable, foldSpace } from './normalise.ts';
import { elementText, firstMeta, labels, type PageHead } from './page-head.ts';
import { decodeEntities } from './text-entities.ts';

/** Between a headline and the name of the site: spaced bars, dashes, dots, colons of every kind. */
export const SEPARATOR = /\s+[|–—\-·•»«›:~/]+\s+|\s*[|｜»]\s*|(?<=\p{Lo})_(?=\p{Lo})/gu;

/** What a paper says behind a dash of how it tells a story: part of the headline. */
const FORMAT =
  /^(?:live(?: (?:updates?|blog|news|coverage|ticker))?|as it happened|liveblog|liveticker|live ticker|newsblog|en direct|en vivo|em direto|ao vivo|in diretta|minuto a minuto)$/;

/** Letters of a name as wide as they are read: one of a script without spaces says as much as two others. */
const weight = (name: string): number => name.length + (name.match(DENSE)?.length ?? 0);
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/**
 * Removes the site's name from the end (or the start) of a page title: a part after the last separator is the site when
 * it is the known name, or when it is short beside the headline.
 *
 * @param isBare the title stands where no site is added: only its known name goes, and a section behind a bar
 */
export function withoutSite(title: string, site: string | null, isBare = false): string {
  const text = foldSpace(title);
  // Between these marks stands speech, not a site.
  const isQuoted = text.includes('«') && text.includes('»');
  const parts = [...text.matchAll(SEPARATOR)].filter(([mark]) => !isQuoted || !/[«»]/u.test(mark));
  if (parts.length === 0) return text;
  const name = comparable(site ?? '');
  let end = text.length;
  let start = 0;
  for (let i = parts.length - 1; i >= 0; i--) {
    const separator = parts[i] as RegExpMatchArray;
    const headline = text.slice(0, separator.index);
    const written = text.slice(separator.index! + separator[0].length, end);
    const tail = comparable(written);
    // The tail is the site when it is its name, a part of it, or hardly more than it (`Example News: World`).
    const isSite =
      name !== '' &&
      (name.includes(tail) || (tail.includes(name) && tail.split(' ').length <= name.split(' ').length + 3));
    // A name has few words; a headline has more than its site's name.
    const isShort =
      // No site asks: `The bridge will close – so what now?`.
      !/[?!？！]$/u.test(written) &&
      // Behind a colon a dash opens speech: `He was sure: – Never again`.
      !headline.endsWith(':') &&
      tail.split(' ').length <= 4 &&
      weight(comparable(headline)) > weight(tail) &&
      (isBare ? /[|｜»]/u : /[|｜–—\-·•»_]|::|\/\//u).test(separator[0]);
    if (!isSite && (!isShort || FORMAT.test(tail))) break;
    end = separator.index!;
    if (isSite) break;
  }
  // In front stands the section or the site, set off by a bar: `Opinion | …`.
  const first = parts[0] as RegExpMatchArray;
  const lead = comparable(text.slice(0, first.index));
  const afterLead = first.index! + first[0].length;
  const isLead = lead === name || (/[|｜»]/u.test(first[0]) && lead.split(' ').length <= 2);
  if (isLead && comparable(text.slice(afterLead, end)).split(' ').length > 3) start = afterLead;
  return text.slice(start, end).trim() || text;
}

/** Classes of what stands above or below a headline in the same heading. */
const BESIDE_HEADLINE =
  /(?:^|[\s_-])(?:kicker|overline|eyebrow|topline|roofline|dachzeile|spitzmarke|surtitre|occhiello|antetitulo|volanta|sub-?(?:title|head(?:ing|line)?))(?:[\s_-]|$)/;

/** The text nodes of an element, without its child elements. */
const ownText = ({ children }: Element): string =>
  foldSpace(children.filter((child) => typeof child === 'string').join(' '));

/**
 * The headline in its heading: the part that the page declares elsewhere, where a kicker or a subtitle stands beside it,
 * or what is left without parts that are marked so.
 */
function headingText(element: Element, declared: ReadonlyMap<string, string>): string {
  const whole = elementText(element);
  const parts = element.children.filter((child) => typeof child !== 'string');
  if (parts.length === 0) return whole;
  // Beside the marks between its parts, which the heading leaves to the layout.
  const written = declared.get(comparable(whole));
  if (written !== undefined) return written;
  const stated = [ownText(element), ...parts.map(elementText)].find((part) => declared.has(comparable(part)));
  if (stated !== undefined) return stated;
  const left = element.children.filter((child) => typeof child === 'string' || !BESIDE_HEADLINE.test(labels(child)));
  return left.length === element.children.length
    ? whole
    : foldSpace(left.map((child) => (typeof child === 'string' ? child : elementText(child))).join(' ')) || whole;
}

/** The last step of a trail from the home page to the article, which names it in other words than its headline. */
function isInTrail(element: Element): boolean {
  for (let at: Element | null = element; at !== null; at = at.parent) {
    if (at.tag === 'nav' || /bread-?crumb/.test(labels(at))) return true;
    if (Object.keys(at.attrs).some((name) => name.includes('breadcrumb'))) return true;
    if (at.tag === 'article' || at.tag === 'main') return false;
  }
  return false;
}

/** Share of the shorter name's words that stand in the longer one. */
function overlap(a: string, b: string): number {
  const one = new Set(comparable(a).split(' '));
  const two = new Set(comparable(b).split(' '));
  const [small, large] = one.size <= two.size ? [one, two] : [two, one];
  let shared = 0;
  for (const word of small) if (large.has(word)) shared++;
  return shared / small.size;
}

/** Letters from which a word tells the subject; shorter ones are mostly articles and prepositions. */
const TELLING = 4;

/** Two headlines of one article: they share two words that tell, and more than a third of all. */
function isOnSubject(a: string, b: string): boolean {
  const two = new Set(comparable(b).split(' '));
  const shared = [...new Set(comparable(a).split(' '))].filter((word) => word.length >= TELLING && two.has(word));
  return shared.length >= 2 && overlap(a, b) > 1 / 3;
}

/** The part of a title that the page's host spells: `Marwick Post` on marwickpost.com. */
function siteByHost(title: string, head: PageHead): string | null {
  const host = /^https?:\/\/([^/:?#]{1,253})/i.exec(head.canonical ?? firstMeta(head, ['og:url']) ?? '')?.[1];
  const labels = new Set(host?.toLowerCase().replaceAll('-', '').split('.'));
  const spelled = (part: string) => comparable(part).replaceAll(' ', '');
  return title.split(SEPARATOR).find((part) => spelled(part).length >= 4 && labels.has(spelled(part))) ?? null;
}

export interface FoundTitle {
  title: string | null;
  /** All names of the page, comparable form: a block equal to one of them is the headline. */
  names: ReadonlySet<string>;
  /** The heading element that shows the title. */
  element: Element | null;
}

/**
 * The headline as readers see it: the first level-1 heading that agrees with what the page declares (Open Graph,
 * JSON-LD, title); without such a heading, the declared one without the site's name.
 */
export function findTitle(head: PageHead, site: string | null): FoundTitle {
  const ownName = comparable(site ?? '');
  const headline = head.jsonLd?.headline ?? null;
  const written = [
    headline,
    firstMeta(head, ['og:title', 'twitter:title', 'dc.title', 'dcterms.title', 'parsely-title', 'sailthru.title']),
    head.title,
  ]
    .filter((name): name is string => name !== null)
    .map(decodeEntities);
  const window = comparable(head.title ?? '');
  // A name to which the window's title adds the site has none itself, nor has that of JSON-LD, which names the publisher.
  const isBare = (name: string) => name === headline || window.startsWith(`${comparable(name)} `);
  const declared = written
    .map((name) => withoutSite(name, site ?? siteByHost(name, head), isBare(name)))
    .filter((name) => ownName === '' || comparable(name) !== ownName);
  const stated = new Map([...declared, ...written].map((name) => [comparable(name), name]));
  const headings = head.headings
    .filter((element) => !isInTrail(element))
    .map((element) => ({ element, text: decodeEntities(headingText(element, stated)) }))
    .filter(({ text }) => text.length >= 3 && text.length <= 400);
  const agrees = (text: string) =>
    declared.some((name) => overlap(text, name) >= 0.75 && comparable(text).split(' ').length >= 2);
  // In a script without spaces a headline is one word, and the site behind it may be longer.
  const isBegun = (text: string) =>
    weight(text) > text.length && declared.some((name) => comparable(name).startsWith(`${comparable(text)} `));
  const levelOne = headings.filter(({ element }) => element.tag === 'h1');
  // Search engines and networks are told another headline than readers: the only one shown shares its subject with it.
  const isRetold = ({ text }: { text: string }) =>
    levelOne.length === 1 &&
    comparable(text).split(' ').length >= 4 &&
    declared.some((name) => isOnSubject(text, name));
  // A window title of a few words above the one heading that is a sentence is the site's name, stated nowhere else.
  const isOnlySite =
    declared.length === 1 &&
    declared[0] === head.title &&
    declared[0].split(' ').length <= 3 &&
    levelOne.length === 1 &&
    (levelOne[0] as { text: string }).text.split(' ').length >= 4;
  const heading =
    headings.find(({ element, text }) => element.tag === 'h1' && (agrees(text) || isBegun(text))) ??
    headings.find(
      ({ element, text }) => element.tag === 'h2' && declared.some((name) => comparable(name) === comparable(text)),
    ) ??
    levelOne.find(isRetold) ??
    (declared.length === 0 || isOnlySite ? levelOne[0] : undefined);
  const marked = head.entryTitles.length === 1 ? (head.entryTitles[0] as Element) : null;
  const entry = marked && { element: marked, text: decodeEntities(elementText(marked)) };
  // A blog has its own name in the heading of level 1, and in the window's title before that of the entry.
  const length = (text: string | undefined) => comparable(text ?? '').split(' ').length;
  const shown =
    entry && heading?.element !== entry.element && agrees(entry.text) && length(entry.text) > length(heading?.text)
      ? entry
      : heading;
  const title =
    (shown ? withoutSite(shown.text, site ?? siteByHost(shown.text, head), true) : null) ?? declared[0] ?? null;
  const names = new Set(
    [...declared, ...(title === null ? [] : [title])].map(comparable).filter((name) => name.length > 3),
  );
  return { title, names, element: shown?.element ?? null };
}
