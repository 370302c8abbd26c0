// Names of an article's authors.
import { INLINE } from './blocks.ts';
import { readByline } from './byline.ts';
import { readDate } from './date-text.ts';
import type { Element } from './html-tree.ts';
import { isDateLine } from './line-shape.ts';
import { comparable, foldSpace } from './normalise.ts';
import { elementLines, elementText, firstMeta, type PageHead } from './page-head.ts';

/** What newsrooms print before a colon and the author's name. */
const LABEL =
  'authors?|words|text|texte|texto|testo|tekst|teksti|szöveg|tekstas|story|reporting|autor(?:en|in|innen|a|as|es|ka|ki|ři|i)?|auteurs?|autrice|autore|autors|autorius|autorė|redactora?|redacción|redação|reportagem|reportage|reportaje|recherche|szerző|írta|penulis|pewarta|haber|yazar|yazan|muhabir|författare|skribent|forfatter|journalist|kirjoittaja|toimittaja|oprac|opracowanie|rozmawiał|rozmawiała|novinar(?:ka)?|autorica|а[ву]тор(?:ка|ы|и|ът)?|текст|журналіст(?:ка)?|новинар|συντάκτης|συντάκτρια|κείμενο|ρεπορτάζ|tác giả|كتب|كتبت|بقلم|الكاتب|تقرير|نویسنده|خبرنگار|گزارش|به قلم|تحریر|लेखक|लेखिका|রিপোর্ট|লেখক|מאת|ผู้เขียน|โดย|เรื่อง|作者|撰文|記者|记者|文|取材・文|執筆|글|취재';
/** “By”, in the languages of the date table, and what newsrooms put before a name. */
const LEAD = new RegExp(
  `^(?:(?:(?:written|posted|submitted|published|reported|reporting|story|(?:this|the)\\s(?:article|post|piece|report|story)\\s(?:was\\s)?(?:originally\\s)?(?:written|posted|published|reported)|(?:photos?|pictures|story|words|text)\\sand\\s(?:photos?|pictures|story|words|text)|words|text|analysis|opinion|report|article|review|interview|commentary|column|guest post|compiled|contributed|edited|author|authors|autor|autoren|auteur|reporter|contributor)\\s{0,3}(?:by\\b|:|-)?|by|(?:eine?\\s)?(?:bericht|kommentar|interview|gastbeitrag|essay|reportage|analyse|kolumne|protokoll) von|aufgezeichnet von|propos recueillis par|(?:(?:article|texte|récit|enquête)\\s)?rédigé par|von|geschrieben von|por|escrito por|par|écrit par|di|da|dal(?:la)?(?=\\snostr)|scritto da|de|door|geschreven door|av|skrevet av|skriven av|af|skrevet af|tekst:|oleh|tarafından|przez|oprac\\.|napsala?|написала?|γράφ(?:ει|ουν) (?:ο|η|οι)|του|της|των|автор|текст|yazan|haber|מאת|โดย)\\s{0,3}:?\\s+(?:(?:onze|notre|nos|unsere[mnr]?|our|nuestr[oa]s?|nostr[oaie])\\s\\p{Ll}{4,20}\\s(?:spécial\\s|speciale?\\s|especial\\s)?)?|(?:${LABEL})\\s{0,3}[:：・／/＝=]\\s{0,3}|(?:بقلم|نویسنده|به قلم|लेखक|作者|撰文|記者|记者)\\s{0,3}|\\p{Script=Han}{1,8}[記记]者\\s)`,
  'iu',
);
/**
 * The same label within a line, behind a mark, a time or a word of a script without capitals: `14 May 2024 | Text: Ada Poe`.
 * Elsewhere it is a sentence's: `In other words: Ada Poe`.
 */
const LABEL_WITHIN = new RegExp(
  `(?<=^|[|·•–—/(（]\\s?|[\\d\\p{Lo}]\\s)(?:(?:${LABEL})\\s?[:：]\\s?|(?:written|reported|words|text|story)\\sby\\s)`,
  'iu',
);
/** Where another label begins behind the names: `Ada Poe | Editor: Ben Roe`. */
const NEXT_LABEL = /\s*[|·•]|\s[–—]\s|\s{1,3}[^\s:：]{1,20}\s?[:：]/u;

/** The names behind the label of an author within a printed line, or null. */
export function labelledNames(line: string): string | null {
  const label = line.length <= 160 ? LABEL_WITHIN.exec(line) : null;
  if (label === null) return null;
  const rest = line.slice(label.index + label[0].length);
  const names = rest.slice(0, NEXT_LABEL.exec(rest)?.index);
  return splitAuthors(names).some(isFullName) ? names : null;
}

/** What follows a name in a byline: role, place, date, handle. */
const TAIL =
  /\s*(?:\||•|·|–|—|\/|\(|@|\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?\s\d|\bupdated\b|\bpublished\b|\bposted\b|\blast (?:updated|modified)\b|\bstand:|\baktualisiert\b|\bveröffentlicht\b|\bpubli(?:é|cado)|\bmis à jour|\bactualizado\b|기자(?!\p{L})|[記记]者(?!\p{L})|\bfollow\b|\bis an?\b|\bfor\s|\bin\s|\bon\s(?=(?:mon|tues?|wed|thu|fri|sat|sun))|\s(?:at|on|um|am|le|il|em|op|den)\s(?=\d)|\bcorrespondent\b|\breporter\b|\beditor\b|\bstaff writer\b|\bspecial to\b|\bsenior\b|\bcontributor\b|\bfounder\b).*$/iu;

/** Values that templates leave in the author field. */
const NOT_A_NAME =
  /^(?:(?:\S{0,30}[_.-])?(?:web)?admin(?:istrator|istrador)?\d{0,4}|editor|author|staff|unknown|n\/a|none|null|undefined|user|root|webmaster|guest|https?:.*|.*[{}<>=].*|.*@.*\..*|share|follow|more|comments?|read more|by|bio|about|content|last|contact|articles?|posts?|view|profile|writer|reporter|redaktion|agencies|stand|dates?|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|\p{Lo}{1,12}(?:報導|報道|报道)|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|www\..*)$/iu;

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
  /\b(?:officer|head of|envoyée?s? spéciale?s?|correspondante?|journaliste|korrespondent(?:in)?|redakteur(?:in)?|reporterin|inviat[oa]|corresponsal|enviad[oa] especial|periodista|editors?|reporters?|correspondents?|director|founder|manager|professor|staff|writers?|journalist|newsroom|desk|team|marketing|analyst|producer|press|news|media|magazine|times|tribune|today|network|agency|agence|agencia|agenzia|agentur|ajansı|redaktion|redazione|redacción|rédaction|reviewed|edited)\b|\.(?:com|org|net|co)\b|(?:\p{Lo}{2}部|日报|日報|晚报|晚報|新闻|新聞|通讯社|通訊社|일보|신문|뉴스|통신)$/iu;

/** The comma before a degree, a licence or an order, which belongs to the name before it: `Ada Poe, MD`, `Ben Roe, Jr.` */
const COMMA_IN_NAME =
  /,\s(?=(?:Ph\.?D|PHD|M\.?D|D\.?O|R\.?N|J\.?D|RDN?|MPH|MBA|M\.?Sc|B\.?Sc|M\.?A|B\.?A|DDS|DVM|CPA|CFA|Esq|MP|OBE|MBE|CBE|FRCS|LL\.?[BM]|LCSW|Jr|Sr|I{2,3})\.?(?:[\s,;]|$))/g;

/** A part of a byline that names somebody else: `Photos: Ben Roe`, `Editing by Ben Roe`, `Ben Roe contributed to this report`. */
const OF_ANOTHER = /^\p{L}[\p{L}\s.]{1,20}[:：]|^[Ee]diting by\b|\bcontribut(?:ed|ing)\b/u;

/** What joins two names and, with a capital, is one: `Dan`, `Con`. */
const JOINS_LOWER = /\s(?:avec|con|com|mit|med|met|dan|oraz|sowie|és|та|và|ja)\s/u;

/** Splits a byline (`By Ada Poe, Ben Roe and Cy Doe`) into names; each once. */
export function splitAuthors(written: string): string[] {
  if (/^(?:https?:|www\.)|^\S+@\S+$/i.test(written.trim())) return [];
  const lead = foldSpace(written).slice(0, 300).replace(LEAD, '').replace(COMMA_IN_NAME, ' ');
  const names = lead
    .split(
      /\s*(?:,\s?(?:(?:and|und|et|y|och|og|en|e)\s)?|;|\||\/|•|·|&|\n|、|／|\s(?:and|und|et|y|och|og|en|with|e|ve|и)\s)\s*/iu,
    )
    .flatMap((part) => part.split(JOINS_LOWER));
  const out: { name: string; isRole: boolean }[] = [];
  // `Head of Marketing and Community Development` is one job.
  const parts = names.filter(
    (part, i) =>
      !/^(?:head|director|professor) of /i.test(names[i - 1] ?? '') && (LEAD.test(part) || !OF_ANOTHER.test(part)),
  );
  for (const part of parts) {
    const name = authorName(part);
    if (name === null || out.some((known) => comparable(known.name) === comparable(name))) continue;
    // `Economy reporter` leaves one word, which no longer says that it was a role.
    out.push({ name, isRole: ROLE.test(name.includes(' ') ? name : part) });
  }
  const people = out.filter(({ isRole }) => !isRole);
  return (people.length > 0 ? people : out).map(({ name }) => name);
}

/** `Poe, Ada` in the fields of library catalogues and in the books of addresses. */
export function uninverted(written: string): string {
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
 * @param unlabelled lines of a name alone, which no word calls the author's
 */
export function findAuthors(
  head: PageHead,
  site: string | null,
  bylines: readonly string[] = [],
  unlabelled: readonly string[] = [],
): string[] {
  const own = comparable(site ?? '');
  const printed = bylines.map((line) => splitAuthors(LEAD.test(line) ? line : (readByline(line)?.names ?? line)));
  const named: string[] = [];
  let first: string[] = [];
  for (const names of namesBySource(head, [...printed, ...unlabelled.map(splitAuthors)])) {
    named.push(...names.filter((name) => comparable(name) !== own));
    if (named.length > 0) break;
    if (first.length === 0) first = names;
  }
  if (named.length === 0) return first;
  // A desk or the account of one gives way to a person whom the page names as the author as well.
  if (named.every((name) => ROLE.test(name))) {
    const isOwn = (name: string) => own !== '' && (own.includes(comparable(name)) || comparable(name).includes(own));
    return (
      [...namesOfMeta(head), ...printed].find((names) => names.some((name) => isFullName(name) && !isOwn(name))) ??
      named
    );
  }
  // Many templates state the first of several authors in one place and all of them in another.
  const known = new Set(named.map(comparable));
  const isMore = (names: readonly string[]) =>
    names.length > known.size &&
    names.length <= MOST_AUTHORS &&
    names.every(isFullName) &&
    names.filter((name) => known.has(comparable(name))).length === known.size;
  return namesOfMeta(head).find(isMore) ?? named;
}

/** The key of an author page instead of a name: `ada-poe`, `ada_poe`. */
const SLUG = /^[\p{Ll}\d]{1,30}(?:[-_][\p{Ll}\d]{1,30}){1,5}$/u;
/** The name of an account: `adapoeTribune`, `adapoe7`. */
const HANDLE = /^\p{Ll}[\p{Ll}\d_]{2,30}(?:\p{Lu}\p{Ll}{2,30}|\d)$/u;

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

/** Each name once. */
function unique(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => !seen.has(comparable(name)) && seen.add(comparable(name)));
}

/** The names of each meta tag, most specific first. */
function namesOfMeta(head: PageHead): string[][] {
  return META.map((name) => {
    if (name === 'twitter:data1' && !/written|author|autor|by/i.test(firstMeta(head, ['twitter:label1']) ?? ''))
      return [];
    const values = (head.meta.get(name) ?? []).filter(
      (value) => !/^(?:https?:|www\.|\/)/i.test(value) && !SLUG.test(value) && !HANDLE.test(value),
    );
    return unique(values.flatMap((value) => splitAuthors(name === 'citation_author' ? uninverted(value) : value)));
  });
}

/** The names that each source yields, read when asked for: most pages name their authors in the first. */
function* namesBySource(head: PageHead, printed: readonly string[][]): Generator<string[]> {
  const stated = head.jsonLd?.authors ?? [];
  const isKey = (name: string) => SLUG.test(name) || HANDLE.test(name);
  yield unique(stated.filter((name) => !isKey(name)).flatMap(splitAuthors));
  yield* namesOfMeta(head);
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
  yield* printed;
  yield unique(stated.filter(isKey).flatMap(splitAuthors));
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

/** A line of a role alone, which stands between name and date: `Courier Staff Writer`. */
const isRoleLine = (line: string): boolean => line.length <= 60 && ROLE.test(line) && !/\d/.test(line);

/** The name before a role or a service: `Ada Poe, Courier News Service`. */
function withoutRole(line: string): string {
  const comma = line.indexOf(', ');
  return comma > 0 && isRoleLine(line.slice(comma + 2)) ? line.slice(0, comma) : line;
}

/** `Ada Poe | 12 May 2024` by its parts; any other line as it is. */
export function partsOfStamp(line: string): string[] {
  if (line.length > 140 || !/\d/.test(line)) return [line];
  const parts = line.split(/\s?[|•·]\s?|\s[–—/-]\s/).filter((part) => part !== '');
  const isStamp =
    parts.length <= 4 &&
    parts.some(isFullName) &&
    parts.some((part) => readDate(part) !== null) &&
    parts.every((part) => isFullName(part) || isDateLine(part) || isRoleLine(part));
  return isStamp ? parts : [line];
}

/**
 * The author in a line of its own right above or below a date, or with it in one: `Ada Poe`, `12 May 2024`. A name in the headline is of
 * somebody whom the article is about, one at an end of the window's title is the site's.
 *
 * @param lines those below the headline, in order
 */
export function nameBesideDate(
  lines: readonly string[],
  title: string | null,
  window: string | null = null,
): string | null {
  const headline = comparable(title ?? '');
  const ends = comparable(window ?? '');
  const isDateAt = (i: number) => stamps[i] !== undefined && isDateLine(stamps[i]);
  const stamps = lines.flatMap(partsOfStamp);
  const named = stamps.map(withoutRole);
  const found = named.findIndex(
    (line, i) =>
      isFullName(line) &&
      !PAGE_LABEL.test(line) &&
      !ends.startsWith(comparable(line)) &&
      !ends.endsWith(comparable(line)) &&
      !splitAuthors(line).some((name) => headline.includes(comparable(name))) &&
      (isDateAt(i - 1) || isDateAt(i + 1) || (isRoleLine(stamps[i + 1] ?? '') && isDateAt(i + 2))),
  );
  return named[found] ?? null;
}

/** A name alone at the right below the text: a signature. */
export const isSignature = (line: string): boolean => isFullName(line) && !PAGE_LABEL.test(line);
