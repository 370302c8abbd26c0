// Whether a line is a byline, and the names and the date in it.
import { endsSentence, isDateLine } from './line-shape.ts';

const BYLINE_LEAD =
  /^(?:(?:(?:written|posted|published|reported|story|words|text|analysis|opinion|review|report|article|interview)\sby|by|von|por|par|door|av|af|oleh)(?:\s?:\s?|\s)|(?:authors?|autor(?:en)?|auteur|автор|text|reporter|interview|words)\s?:\s?)(?=\p{Lu}|\p{Lo})/iu;
/** `May 12, 2024 by Ada Poe` */
const LEAD_AFTER_DATE = /\d{4}(?:,?\s[^\s,]{1,8}){0,3},?\s(?=(?:posted\s|written\s)?by\s)/i;

/** “By” of Italian bylines: in capitals it begins names of its own (`Di Maio`). */
const SMALL_LEAD = /^di\s(?=\p{Lu})/u;
const leadOf = (line: string): RegExpExecArray | null => BYLINE_LEAD.exec(line) ?? SMALL_LEAD.exec(line);
/** `정하윤 기자`: the name before the word for a reporter. */
const KOREAN_BYLINE = /^\p{Script=Hangul}{2,4}\s?(?:선임|인턴|수습)?기자(?!\p{L})/u;

const NAME_WORD = /^(?:\p{Lu}[\p{L}'’.-]*|\p{Lo}+|and|&|und|et|y|de|van|von|der|den|di|da|del|al|el|bin|ibn|la|le)$/u;
const JOINS_NAMES = /^(?:and|&|und|et|y|och|og|en|e|и)$/iu;
const JOB =
  /\b(?:editors?|(?:co-)?reporters?|correspondents?|writers?|journalists?|contributors?|columnists?|critics?|staff|bureau|producers?|analyst|chief|korrespondent(?:in)?|redakteur(?:in)?|reporterin|correspondante?|envoyée?|corresponsal|enviad[oa])\b/i;
/** What ends a name that is followed by a date without a mark between them. */
const DATE_OPENING =
  /^(?:updated|published|posted|last|modified|aktualisiert|veröffentlicht|publié|mis|publicado|actualizado|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\.?$/i;
const PLACE = /^(?:in|for|at|from|near|with|and|à|en|em|aus)(?:\s[Tt]he)?(?:\s\p{Lu}[\p{L}'’.-]*){1,4}/u;
const IN_PROPER_NAME = /^(?:of|the|for|on)$/;
/** Ends the name of a paper or a job that stands behind the names without a comma: `Ada Poe Courier News`. */
const UNMARKED_END = /^(?:news|press|staff|correspondent|reporter|writer|editor|columnist|contributor)$/i;
/** The place where a page printed name and date without a space: `Ada PoePublished: …`, `Ada PoeMay 12`. */
const GLUED =
  /(\p{Ll})(?=(?:Published|Updated|Posted|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\p{Ll}{0,6}\.?\s\d)(?!\p{L}))/u;
const AFTER_NAMES = /^[\s,|•·–—/(-]+/;

/** A byline with what stands behind its names, and the date among that. */
export interface Byline {
  /** With the lead word: `By Ada Poe`. */
  names: string;
  date: string | null;
}

/**
 * `By Ada Poe, 12 May 2024`, `By Ada Poe, political correspondent`, `12 May 2024 by Ada Poe`: names behind a lead word, and
 * nothing else but role, place, address, date, or what stands behind a bar. Null for any other line.
 */
export function readByline(written: string): Byline | null {
  if (written.length > 140) return null;
  const lateLead = LEAD_AFTER_DATE.exec(written);
  const before = lateLead ? written.slice(0, lateLead.index + lateLead[0].length).trim() : '';
  if (before !== '' && !isDateLine(before)) return null;
  const line = written.slice(lateLead ? lateLead.index + lateLead[0].length : 0);
  const korean = KOREAN_BYLINE.exec(line);
  if (korean) {
    const rest = line.slice(korean[0].length).replace(AFTER_NAMES, '');
    return endsSentence(line) ? null : { names: korean[0], date: /\d{4}/.test(rest) ? rest : null };
  }
  const lead = leadOf(line);
  if (lead === null) return null;
  const after = line.slice(lead[0].length).replace(GLUED, '$1 ');
  const { end, count, restAt } = endOfNames(after);
  const names = after.slice(0, end);
  if (count < 2 || count > 12 || !/^[\p{Lu}\p{Lo}]/u.test(names) || DAY_OR_MONTH.test(names.split(' ', 1)[0] as string))
    return null;
  const rest = after.slice(restAt).trim();
  const bare = rest.replace(AFTER_NAMES, '').replace(/^on\s/i, '').replace(/\)$/, '');
  const date = /\d{4}/.test(bare) && isDateLine(bare) ? bare : null;
  // `Ada Poe Jr.` ends as a sentence does.
  if (date === null && rest !== '' && (endsSentence(line) || !mayFollowNames(rest))) return null;
  return { names: lead[0] + names, date: date ?? (before === '' ? null : before) };
}

/** Where the names at the beginning of a text end, the number of their words, and where the rest begins. */
function endOfNames(text: string): { end: number; count: number; restAt: number } {
  const ends: number[] = [];
  /** Words since the last comma or “and”. */
  let inName = 0;
  const tokens = [...text.matchAll(/[^\s,]+|,/g)].slice(0, 24);
  const isName = (i: number) => {
    const token = tokens[i]?.[0] ?? '';
    // `May Poe` is a name, `May 12` a date.
    return (
      NAME_WORD.test(token) &&
      token !== 'The' &&
      !(DATE_OPENING.test(token) && (i > 0 || /\d/.test(tokens[i + 1]?.[0] ?? '')))
    );
  };
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as RegExpExecArray;
    if (token[0] === ',' || JOINS_NAMES.test(token[0])) {
      // The next of a list has two words, or is none: a place, a paper, a role.
      const next = tokens[i + 1] && JOINS_NAMES.test(tokens[i + 1]?.[0] as string) ? i + 2 : i + 1;
      if (!isName(next) || !isName(next + 1) || isJob(tokens, next, token[0] === ',')) break;
      inName = 0;
      continue;
    }
    if (!isName(i)) break;
    ends.push(token.index + token[0].length);
    inName++;
  }
  const restAt = ends.at(-1) ?? 0;
  const last = text.slice(0, restAt).split(' ').at(-1) as string;
  const named = inName >= 4 && UNMARKED_END.test(last) ? ends.slice(0, -2) : ends;
  return { end: named.at(-1) ?? 0, count: named.length, restAt };
}

/** `Political Correspondent`, `Senior Economics Writer`: behind a comma a job may be longer than two words. */
function isJob(tokens: readonly RegExpExecArray[], from: number, afterComma: boolean): boolean {
  const words = tokens.slice(from, from + (afterComma ? 4 : 2)).map(([word]) => word);
  const end = words.indexOf(',');
  return words.slice(0, end < 0 ? words.length : end).some((word) => JOB.test(word));
}

/** Whether the text behind the names of a byline belongs to it, rather than to a sentence that begins like one. */
function mayFollowNames(rest: string): boolean {
  if (rest === '' || /^(?:[|•·–—/(@]|-\s|\S+@\S|The\s\p{Lu})/u.test(rest)) return true;
  if (DATE_OPENING.test(rest.split(' ', 1)[0] as string)) return /\d/.test(rest);
  const place = PLACE.exec(rest);
  if (place) return mayFollowNames(rest.slice(place[0].length).trim());
  if (!rest.startsWith(',')) return false;
  const part = rest.slice(1).trim();
  const words = part.split(/[\s,]+/);
  if (PLACE.test(part) || (words.length <= 6 && JOB.test(part))) return true;
  return words.length <= 8 && words.every((word) => NAME_WORD.test(word) || IN_PROPER_NAME.test(word));
}

/** “By” and one or more names: every word begins with a capital, or joins two names. */
export function isByline(line: string): boolean {
  if (line.length > 100) return false;
  const lead = leadOf(line);
  if (lead === null) return false;
  // After a bar or a dash stand role, place or date.
  const names = line.slice(lead[0].length).split(/\s[|•·/–-]\s|\s{2}/, 1)[0] as string;
  const words = names.split(/[\s,]+/).filter((word) => word !== '');
  return (
    words.length >= 2 &&
    words.length <= 12 &&
    !/[!?:;]/.test(names) &&
    words.every((word) => NAME_WORD.test(word)) &&
    !DAY_OR_MONTH.test(words[0] as string)
  );
}

/** `By Monday`, `By June`: a time, not a name. */
const DAY_OR_MONTH =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december)$/i;
