// Names of an article's authors.
import { INLINE } from './blocks.ts';
import type { Element } from './html-tree.ts';
import { isDateLine, readByline } from './line-rules.ts';
import { comparable, foldSpace } from './normalise.ts';
import { elementLines, elementText, firstMeta, type PageHead } from './page-head.ts';

/** “By”, in the languages of the date table, and what newsrooms put before a name. */
const LEAD =
  /^(?:(?:(?:written|posted|submitted|published|reported|story|(?:photos?|pictures|story|words|text)\sand\s(?:photos?|pictures|story|words|text)|words|text|analysis|opinion|interview|report|article|review|edited|author|authors|autor|autoren|auteur|reporter|contributor)\s{0,3}(?:by\b|:|-)?|by|von|geschrieben von|por|escrito por|par|écrit par|di|da|scritto da|de|door|geschreven door|av|skrevet av|skriven av|af|skrevet af|tekst:|oleh|tarafından|przez|автор|текст|yazan|haber|מאת|โดย)\s{0,3}:?\s+|(?:بقلم|نویسنده|به قلم|लेखक|作者|撰文|記者|记者|文|取材・文)\s{0,3}[:：・／/＝=]\s{0,3}|(?:بقلم|نویسنده|به قلم|लेखक|作者|撰文|記者|记者)\s{0,3})/iu;
/** What follows a name in a byline: role, place, date, handle. */
const TAIL =
  /\s*(?:\||•|·|–|—|\/|\(|@|\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?\s\d|\bupdated\b|\bpublished\b|\bposted\b|\blast (?:updated|modified)\b|\bstand:|\baktualisiert\b|\bveröffentlicht\b|\bpubli(?:é|cado)|\bmis à jour|\bactualizado\b|기자(?!\p{L})|[記记]者(?!\p{L})|\bfollow\b|\bis an?\b|\bfor\s|\bin\s|\bon\s(?=(?:mon|tues?|wed|thu|fri|sat|sun))|\bcorrespondent\b|\breporter\b|\beditor\b|\bstaff writer\b|\bsenior\b|\bcontributor\b|\bfounder\b).*$/iu;

/** Values that templates leave in the author field. */
const NOT_A_NAME =
  /^(?:admin(?:istrator)?|editor|author|staff|unknown|n\/a|none|null|undefined|user|root|webmaster|guest|https?:.*|.*[{}<>=].*|.*@.*\..*|share|follow|more|comments?|read more|by|bio|about|content|last|contact|articles?|posts?|view|profile|writer|reporter|redaktion|agencies|stand|dates?|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|www\..*)$/i;

/** One written name without its surroundings, or null when it is none. */
export function authorName(written: string): string | null {
  // An address of mail would leave its first half as a name.
  const words = foldSpace(written)
    .split(' ')
    .filter((word) => !/.@./.test(word));
  // With a space at the end, so that a lead without a name is nothing.
  let name = `${words.join(' ')} `
    .replace(LEAD, '')
    .trimEnd()
    .replace(TAIL, '')
    .replace(/^[\s,;:.\-–—]+|[\s,;:\-–—]+$/gu, '');
  // A name in capitals only is a style of the page.
  if (name.length > 3 && name === name.toUpperCase() && /\p{Lu}{3}/u.test(name) && name.includes(' ')) {
    name = name.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
  }
  // The paper's name in capitals behind the author's (`Ada Poe EXAMPLE TIMES`).
  if (/\p{Ll}/u.test(name)) name = name.replace(/(?:\s\p{Lu}{2,20}){2,4}$/u, '');
  if (
    name.length < 2 ||
    name.length > 60 ||
    name.split(' ').length > 6 ||
    !/\p{L}\p{M}?\p{L}/u.test(name) ||
    /[*?!)]/.test(name)
  )
    return null;
  // Scripts without spaces: a name has a few characters, and no particle of the object.
  if (/を|^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{13}/u.test(name)) return null;
  return NOT_A_NAME.test(name) ? null : name;
}

/** A role or a desk, not a person; left out where a person is named beside it. */
const ROLE =
  /\b(?:officer|head of|editors?|reporters?|correspondents?|director|founder|manager|professor|staff|writers?|journalist|newsroom|desk|team|marketing|analyst|producer|press|news|media|magazine|times|tribune|today|network|agency|agence|agencia|agenzia|agentur|ajansı|redaktion|redazione|redacción|rédaction|reviewed|edited)\b|\.(?:com|org|net|co)\b|\p{Lo}{2}部$/iu;

/** Splits a byline (`By Ada Poe, Ben Roe and Cy Doe`) into names; each once. */
export function splitAuthors(written: string): string[] {
  if (/^(?:https?:|www\.)|^\S+@\S+$/i.test(written.trim())) return [];
  const lead = foldSpace(written).slice(0, 300).replace(LEAD, '');
  const names = lead.split(
    /\s*(?:,\s?(?:(?:and|und|et|y|och|og|en|e)\s)?|;|\||\/|•|·|&|\n|\s(?:and|und|et|y|och|og|en|with|e|ve|и)\s)\s*/iu,
  );
  const out: { name: string; isRole: boolean }[] = [];
  for (const part of names) {
    const name = authorName(part);
    if (name === null || out.some((known) => comparable(known.name) === comparable(name))) continue;
    // `Economy reporter` leaves one word, which no longer says that it was a role.
    out.push({ name, isRole: ROLE.test(name.includes(' ') ? name : part) });
  }
  const people = out.filter(({ isRole }) => !isRole);
  return (people.length > 0 ? people : out).map(({ name }) => name);
}

/** `Poe, Ada` in the fields of library catalogues. */
function uninverted(written: string): string {
  const match = /^([^,]{2,40}),\s{0,3}([^,]{2,40})$/.exec(written.trim());
  return match ? `${match[2]} ${match[1]}` : written;
}

/** Meta tags that name the author, most specific first. */
const META = [
  'parsely-author',
  'sailthru.author',
  'byl',
  'author',
  'article:author_name',
  'dc.creator',
  'dcterms.creator',
  'dc.contributor',
  'article:author',
  'og:article:author',
  'twitter:data1',
  'cxenseparse:author',
  'citation_author',
];

/**
 * Authors by JSON-LD, meta tags, `rel=author` and microdata, then a byline element; the first source that yields a name
 * that is not the site's wins.
 *
 * @param bylines lines of the page near the headline that begin like a byline; looked at last
 */
export function findAuthors(head: PageHead, site: string | null, bylines: readonly string[] = []): string[] {
  const own = comparable(site ?? '');
  const usable = (names: readonly string[]) => {
    const people = names.filter((name) => comparable(name) !== own);
    return people.length > 0 ? people : null;
  };
  let first: string[] = [];
  for (const names of namesBySource(head, bylines)) {
    const people = usable(names);
    if (people) return people;
    if (first.length === 0) first = names;
  }
  return first;
}

/** The key of an author page instead of a name: `ada-poe`, `ada_poe`. */
const SLUG = /^[\p{Ll}\d]{1,30}(?:[-_][\p{Ll}\d]{1,30}){1,5}$/u;

/** Every word begins with a capital, is of a script without them, or joins two names. */
const NAMES_ONLY =
  /^(?:(?:\p{Lu}[\p{L}'’.-]*|\p{Lo}[\p{Lo}\p{M}]*|and|&|und|et|y|e|og|och|en|de|da|do|van|von|der|den|di|del|al|el|bin|ibn|la|le)(?:,?\s|,?$))+$/u;

/** The lines of a byline up to the first behind a name that holds more than names: a role, a place, a sentence. */
function namesAmong(lines: readonly string[]): string[] {
  let named = false;
  const end = lines.findIndex((line) => {
    if (named && !NAMES_ONLY.test(line)) return true;
    named ||= authorName(line) !== null;
    return false;
  });
  return end < 0 ? [...lines] : lines.slice(0, end);
}

/** The names that each source yields, read when asked for: most pages name their authors in the first. */
function* namesBySource(head: PageHead, bylines: readonly string[]): Generator<string[]> {
  const unique = (names: readonly string[]) => {
    const seen = new Set<string>();
    return names.filter((name) => !seen.has(comparable(name)) && seen.add(comparable(name)));
  };
  yield unique((head.jsonLd?.authors ?? []).flatMap(splitAuthors));
  for (const name of META) {
    if (name === 'twitter:data1' && !/written|author|autor|by/i.test(firstMeta(head, ['twitter:label1']) ?? ''))
      continue;
    const values = (head.meta.get(name) ?? []).filter(
      (value) => !/^(?:https?:|www\.|\/)/i.test(value) && !SLUG.test(value),
    );
    yield unique(values.flatMap((value) => splitAuthors(name === 'citation_author' ? uninverted(value) : value)));
  }
  for (const test of [/author/, /^/]) {
    for (const element of head.bylines) {
      const marked = `${element.attrs.rel ?? ''} ${element.attrs.itemprop ?? ''}`;
      if (!test.test(marked)) continue;
      const lines = elementLines(element);
      const length = lines.reduce((total, line) => total + line.length, 0);
      // A biography is no byline.
      if (length === 0 || length > 120) continue;
      const names = splitAuthors(namesAmong(lines).join(' | '));
      yield element.attrs.rel === 'author' ? unique([...names, ...namesBeside(element, head.bylines)]) : names;
    }
  }
  yield namesOfLinks(head);
  for (const line of bylines) yield splitAuthors(LEAD.test(line) ? line : (readByline(line)?.names ?? line));
}

/** Authors of one article; a list of teasers has more. */
const MOST_AUTHORS = 5;

/** The names in the other `rel=author` links of the same byline, each in an element of its own or not. */
function namesBeside(first: Element, bylines: readonly Element[]): string[] {
  const isBeside = (other: Element) =>
    other !== first &&
    other.attrs.rel === 'author' &&
    (other.parent === first.parent || (INLINE.has(other.parent!.tag) && other.parent!.parent === first.parent!.parent));
  const beside = bylines.filter(isBeside).map(elementText).filter(isFullName);
  return beside.length < MOST_AUTHORS ? beside.flatMap(splitAuthors) : [];
}

/** The first link to the page of an author, and those beside it. */
function namesOfLinks({ authorLinks }: PageHead): string[] {
  const first = authorLinks.find((link) => isFullName(elementText(link)));
  const beside = authorLinks.filter((link) => link.parent === first?.parent && isFullName(elementText(link)));
  return beside.map(elementText).flatMap(splitAuthors);
}

/** Two to five words of a name, or one of a script that writes names without spaces. */
const isFullName = (text: string): boolean =>
  text.length <= 60 && NAMES_ONLY.test(text) && (/\s\S/.test(text) || /^\p{Lo}{2,8}$/u.test(text)) && !ROLE.test(text);

/** A line that begins as bylines do and goes on with a name: `Words: Ada Poe`, `by Ada Poe, 3 May 2024`. */
export function isBylineText(line: string): boolean {
  if (line.length > 140 || (!LEAD.test(line) && readByline(line) === null)) return false;
  const [name] = splitAuthors(line);
  return name !== undefined && isFullName(name);
}

/** What pages write in capitals that is no name: labels of their own parts. */
const PAGE_LABEL =
  /^the\s|\b(?:authors?|blogs?|categor(?:y|ies)|comments?|contact|content|events?|exclusive|home|images|info|login|menu|more|news|pages?|posts?|read|request|search|share|single|subscribe|tags?|topics?|view)\b|\bby$/i;

/**
 * The author in a line of its own right above or below a date: `Ada Poe`, `12 May 2024`. A name in the headline is of
 * somebody whom the article is about.
 *
 * @param lines those below the headline, in order
 */
export function nameBesideDate(lines: readonly string[], title: string | null): string | null {
  const headline = comparable(title ?? '');
  const found = lines.findIndex(
    (line, i) =>
      isFullName(line) &&
      !PAGE_LABEL.test(line) &&
      !splitAuthors(line).some((name) => headline.includes(comparable(name))) &&
      [lines[i - 1], lines[i + 1]].some((other) => other !== undefined && isDateLine(other)),
  );
  return lines[found] ?? null;
}
