// Proper names: runs of capitalised words, what kind of thing they name, and the full name behind a surname or acronym.
import type { Entity } from '../../shared/records/claim.ts';
import { isSpeechForm } from './cues.ts';
import type { Document } from './document.ts';
import { isDictionaryNoun, lowerAt, type Token, textAt } from './tokens.ts';
import {
  COUNTRIES,
  DEMONYMS,
  DOCUMENT_NOUNS,
  GIVEN_NAME_EXCEPTIONS,
  ORGANISATION_WORDS,
  PLACE_WORDS,
  POST_NOMINALS,
  RANKS,
  ROLES,
  TITLES,
} from './word-lists.ts';

export interface Name {
  /** Token indices of the name without title or role, end exclusive. */
  first: number;
  last: number;
  /** Tokens with the title or role before it. */
  withRole: number;
  text: string;
  type: Entity['type'];
  /** Role or title written before it, lower case; "" when none. */
  role: string;
  sentence: number;
  gender: 'female' | 'male' | null;
}

const MONTHS_AND_DAYS =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|jan\.?|feb\.?|aug\.?|sept\.?|oct\.?|nov\.?|dec\.?|christmas|easter|new year)$/u;
/** Small words inside names: Ursula von der Leyen, Osama bin Laden. */
const PARTICLES = new Set([
  'de',
  'da',
  'di',
  'del',
  'della',
  'der',
  'den',
  'van',
  'von',
  'bin',
  'ibn',
  'al',
  'el',
  'la',
  'le',
  'du',
  'dos',
  'ten',
  'ter',
]);
const NOT_NAMES =
  /^(?:i|the|a|an|he|she|it|they|we|you|his|her|its|their|our|my|your|this|that|these|those|but|and|or|if|in|on|at|to|for|from|by|with|of|as|what|when|where|who|why|how|not|no|yes|there|here|so|then|is|are|was|were|do|does|did|has|have|had|will|would|can|could|may|might|should|must|let|please|all|some|many|most|such|both|each|every|one|two|three|four|five|six|seven|eight|nine|ten|god|oh|well|now|also|even|only|just|still|yet|while|because|although|though|since|after|before|during|until|according|among|about|under|over|asked|said|i'm|i've|i'll|i'd)$/u;

/** Whether a month's word is somebody's given name: "Jan Oster", "April Jones", but not "In May President Roe". */
function givenName(tokens: readonly Token[], i: number): boolean {
  const next = tokens[i + 1];
  const word = tokens[i]!.lower;
  if (!/^(?:april|may|june|august|jan)$/u.test(word) || !next || !/^\p{Lu}\p{Ll}/u.test(next.text)) return false;
  if (next.start - tokens[i]!.end !== 1 || MONTHS_AND_DAYS.test(next.lower) || TITLES.has(next.lower)) return false;
  return !/^(?:in|on|of|since|by|until|till|last|next|this|early|late|mid|from|to|between|after|before|during|through|\d{1,2})$/u.test(
    lowerAt(tokens, i - 1),
  );
}

/** Demonyms by form ("Kestrian", "Portuguese") or list; a given name like Adrian is none. */
function isDemonym(word: string): boolean {
  const lower = word.toLowerCase();
  return (
    DEMONYMS.has(lower) ||
    (/(?:ian|ean|ese|ish|nian)s?$/u.test(lower) && lower.length > 5 && !GIVEN_NAME_EXCEPTIONS.has(lower))
  );
}

/** Whether a token begins with a capital. Called for every token: the ASCII letters are told without a regular expression. */
function capital(token: Token | undefined): boolean {
  if (token === undefined) return false;
  const code = token.text.charCodeAt(0);
  return code < 128 ? code >= 65 && code <= 90 : /^\p{Lu}/u.test(token.text);
}

/** Whether a capitalised first word of a sentence is a name: its tag, or the same word in mid-sentence elsewhere. */
function nameAtStart(tokens: readonly Token[], i: number, midSentence: ReadonlySet<string>): boolean {
  const token = tokens[i]!;
  const next = tokens[i + 1];
  if (NOT_NAMES.test(token.lower)) return false;
  if (midSentence.has(token.text)) return true;
  if (token.pos !== 'PROPN') return false;
  // "Data from the probe", "Bridge was never safe", but "Hill said"
  const common = DOCUMENT_NOUNS.has(token.lower) || PLACE_WORDS.has(token.lower);
  if (common && !capital(next) && !isSpeechForm(next?.lower ?? '')) return false;
  // "Milk yields are down": the tagger takes the capital for a name; a common noun behind it tells that it is none.
  if (next?.pos === 'NOUN' && /^\p{Ll}/u.test(next.text) && !ROLES.has(next.lower) && !COUNTRIES.has(token.lower))
    return false;
  // "Fact-checkers soon noted"
  const glued = tokens[i + 2];
  if (
    next?.text === '-' &&
    next.start === token.end &&
    glued?.pos === 'NOUN' &&
    glued.lower !== 'of' &&
    !capital(glued) &&
    !capital(tokens[i + 3])
  )
    return !isDictionaryNoun(token.lower);
  // "Turnout was low", but "Hill said", "Vireo cut jobs": a word of the dictionary that does nothing and nowhere else has a capital
  if (
    next !== undefined &&
    !capital(next) &&
    !/^(?:PART|PUNCT|VERB|NOUN)$/u.test(next.pos) &&
    !ORGANISATION_WORDS.has(token.lower) &&
    !COUNTRIES.has(token.lower) &&
    isDictionaryNoun(token.lower)
  )
    return false;
  return (
    !/^\p{Lu}\p{Ll}+(?:[^s]s|men|ment|tion|sion|ness|ity|ship|ance|ence|ing|age|ism|ure|logy)$/u.test(token.text) ||
    capital(next) ||
    COUNTRIES.has(token.lower)
  );
}

function genderOf(role: string): Name['gender'] {
  if (
    /\b(?:mr|sir|lord|king|prince|spokesman|chairman|father|brother|businessman|congressman|policeman|fisherman|salesman|actor|monk|bishop|uncle|grandfather|husband|son)\b/u.test(
      role,
    )
  )
    return 'male';
  if (
    /\b(?:mrs|ms|miss|dame|lady|queen|princess|spokeswoman|chairwoman|mother|sister|businesswoman|congresswoman|policewoman|actress|nun|aunt|grandmother|wife|daughter|widow)\b/u.test(
      role,
    )
  )
    return 'female';
  return null;
}

export interface NameBook {
  /** In text order. */
  names: Name[];
  /** For each token the index of the name it belongs to, else -1. */
  nameOf: Int32Array;
  /** Last word of a full name, lower case, to its name. */
  bySurname: Map<string, Name>;
  byAcronym: Map<string, Name>;
  /** First name of the text with these words. */
  byText: Map<string, Name>;
}

/** Whether a hyphen is glued to the word at `k`. */
function isHyphenated(tokens: readonly Token[], k: number): boolean {
  const mark = tokens[k + 1];
  return mark !== undefined && (mark.text === '-' || mark.text === '–') && mark.start === tokens[k]!.end;
}

/** Token after the word at `k` and all that hyphens glue to it. */
function compoundEnd(tokens: readonly Token[], k: number): number {
  let end = k;
  while (isHyphenated(tokens, end)) end += 2;
  return end + 1;
}

/** Whether the word at `k` says what somebody is, not what he or she is called. */
function isTitle(tokens: readonly Token[], k: number): boolean {
  const { lower, text: word } = tokens[k]!;
  // "Baker-Roe" is a surname, "Mother-of-three" no part of one.
  if (isHyphenated(tokens, k)) return lowerAt(tokens, k + 2) === 'of' && ROLES.has(lower);
  return TITLES.has(lower.endsWith('.') ? lower.slice(0, -1) : lower) || ROLES.has(lower) || RANKS.has(word);
}

/** Tokens an office may have with its holder: "Secretary of State for Health and Social Care Ann Roe". */
const LONGEST_OFFICE = 14;

/** What an office is of. */
const PORTFOLIO =
  /^(?:state|defen[cs]e|finance|health|education|justice|transport|transportation|energy|agriculture|trade|commerce|industry|industries|labou?r|foreign|home|interior|information|communications?|culture|tourism|sports?|environment|housing|planning|works|water|power|police|public|staff|studies|research|operations|policy|science|engineering|marketing|sales|football|cricket|rugby|medicine|nursing|surgery|law|economics|history|physics|biology|chemistry|psychology|sociology|mines|petroleum|immigration|fisheries|exchequer|republic|external|internal|women|youth|social|economic|climate|development|security|intelligence|safety|music|affairs|care|prosecutions|services|relations|management|resources|children|families|welfare|technology|infrastructure|emergency|disaster|fire|parks|elections|customs|prisons|railways|roads)$/u;

/** The name of two words behind an office with a preposition: "Minister of Finance Ann Roe". Null when none stands there. */
function officeHolder(tokens: readonly Token[], i: number): { first: number; last: number } | null {
  let k = i;
  while (capital(tokens[k]) && isTitle(tokens, k)) k++;
  if (k === i || !/^(?:of|for)$/u.test(lowerAt(tokens, k))) return null;
  const field = lowerAt(tokens, k + 1) === 'the' ? k + 2 : k + 1;
  if (!PORTFOLIO.test(lowerAt(tokens, field))) return null;
  let last = field;
  while (last < i + LONGEST_OFFICE && (capital(tokens[last]) || /^(?:of|for|and|the)$/u.test(lowerAt(tokens, last))))
    last++;
  let end = last;
  while (end > field && POST_NOMINALS.has(textAt(tokens, end - 1))) end--;
  const first = end - 2;
  if (first <= field) return null;
  const isName = tokens
    .slice(first, end)
    .every(
      (token) =>
        capital(token) &&
        ![ORGANISATION_WORDS, PLACE_WORDS, COUNTRIES].some((words) => words.has(token.lower)) &&
        !PORTFOLIO.test(token.lower),
    );
  return isName && !MONTHS_AND_DAYS.test(lowerAt(tokens, end - 1)) ? { first, last } : null;
}

/** Whether a word with a capital at the start of a sentence, before a name of two words, may be what somebody is. */
function couldBeRole({ lower, pos }: Token, lowerCase: ReadonlySet<string>): boolean {
  const word = lower.replace(/\.$/u, '');
  return (
    pos === 'NOUN' ||
    /(?:ologist|ist|man|woman|keeper|maker|grapher|eer|ician|yer|owner|holder|worker)$/u.test(word) ||
    lowerCase.has(word)
  );
}

/** All proper names of a text. Linear time. */
export function findNames(document: Document): NameBook {
  const { tokens, sentences, text } = document;
  const nameOf = new Int32Array(tokens.length).fill(-1);
  const starts = new Uint8Array(tokens.length);
  for (let i = 0; i < tokens.length; i++) {
    const before = tokens[i - 1];
    starts[i] = before === undefined || /^[.!?:“"‘«„—•*-]$/u.test(before.text) ? 1 : 0;
  }
  for (const sentence of sentences) starts[sentence.first] = 1;
  const midSentence = new Set<string>();
  const lowerCase = new Set<string>();
  const alone = new Set<string>();
  for (const [i, token] of tokens.entries()) {
    if (/^\p{Ll}/u.test(token.text)) lowerCase.add(token.lower);
    if (!starts[i] && capital(token) && token.pos !== 'PRON') midSentence.add(token.text);
    if (capital(token) && !capital(tokens[i - 1]) && !capital(tokens[i + 1])) alone.add(token.lower);
  }
  const names: Name[] = [];
  let s = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    while (s + 1 < sentences.length && sentences[s + 1]!.first <= i) s++;
    if (!capital(token) || (MONTHS_AND_DAYS.test(token.lower) && !givenName(tokens, i))) continue;
    const holder = officeHolder(tokens, i);
    if (holder === null && (starts[i] ? !nameAtStart(tokens, i, midSentence) : NOT_NAMES.test(token.lower))) continue;
    let last = holder ? holder.last : i + 1;
    let hasOrganisation = ORGANISATION_WORDS.has(token.lower);
    while (holder === null) {
      const next = tokens[last];
      // No further than the sentence: "in the U.S. The plan".
      if (!next || starts[last] || next.start - tokens[last - 1]!.end > 1) break;
      const glued = next.start === tokens[last - 1]!.end;
      if (
        /^[-–]$/u.test(next.text) &&
        glued &&
        tokens[last + 1]?.start === next.end &&
        /^\p{L}/u.test(tokens[last + 1]!.text)
      ) {
        last += 2;
        continue;
      }
      if (
        capital(next) &&
        !glued &&
        !(MONTHS_AND_DAYS.test(next.lower) && next.lower !== 'may') &&
        !(next.pos === 'PRON' && next.text === 'I')
      ) {
        if (ORGANISATION_WORDS.has(next.lower)) hasOrganisation = true;
        last++;
        continue;
      }
      if (next.text === '&' && capital(tokens[last + 1])) {
        last += 2;
        hasOrganisation = true;
        continue;
      }
      // "the Growers’ Union", "the Women's Institute": a plural possessive before an institution's noun is part of its name.
      const institution = tokens[last + 1];
      if (
        /^['’]s?$/u.test(next.text) &&
        glued &&
        institution !== undefined &&
        capital(institution) &&
        ORGANISATION_WORDS.has(institution.lower) &&
        (next.text.length === 1 || /(?:men|children|people)$/u.test(tokens[last - 1]!.lower))
      ) {
        last += 2;
        hasOrganisation = true;
        continue;
      }
      if (
        PARTICLES.has(next.lower) &&
        (capital(tokens[last + 1]) || (PARTICLES.has(lowerAt(tokens, last + 1)) && capital(tokens[last + 2])))
      ) {
        last++;
        continue;
      }
      if (
        hasOrganisation &&
        (next.lower === 'of' || next.lower === 'for') &&
        capital(tokens[last + 1]) &&
        !TITLES.has(tokens[last + 1]!.lower)
      ) {
        last += 2;
        continue;
      }
      if (hasOrganisation && next.lower === 'of' && lowerAt(tokens, last + 1) === 'the' && capital(tokens[last + 2])) {
        last += 3;
        continue;
      }
      // "Bremner's denied": a possessive that a reporting verb follows possesses nothing and is part of the name.
      const owned = tokens[last + 1];
      if (/^['’]s$/u.test(next.text) && glued && owned?.pos === 'VERB' && isSpeechForm(owned.lower)) last++;
      break;
    }
    // "Ann Roe KC": the name's words end before the letters of an honour.
    let end = last;
    while (end - i > 2 && POST_NOMINALS.has(tokens[end - 1]!.text)) end--;
    const whole = i;
    let first = holder ? holder.first : i;
    let role = '';
    const roleMayStart = starts[i] === 1 && last - i > 2 && couldBeRole(token, lowerCase);
    while (
      holder === null &&
      first < end - 1 &&
      compoundEnd(tokens, first) < end &&
      (isTitle(tokens, first) || (roleMayStart && first === i))
    )
      first = compoundEnd(tokens, first);
    // "Coordinator for Strategic Communications John Kirby": a role with capitals swallowed the name. The surname stands
    // alone elsewhere: then the name is the last two words.
    if (
      end - first >= 4 &&
      alone.has(tokens[end - 1]!.lower) &&
      capital(tokens[end - 2]) &&
      !tokens.slice(first, end).some((t) => PARTICLES.has(t.lower) || /^[-–]$/u.test(t.text))
    )
      first = end - 2;
    // A role inside the run ("Pentagon Press Secretary Pat Ryder") ends what is not the name.
    for (let k = end - 2; k >= first; k--) {
      if (isTitle(tokens, k) && compoundEnd(tokens, k) < end) first = compoundEnd(tokens, k);
    }
    // "Justice Department", "Premier League": what is left is no name of its own.
    if (
      first > whole &&
      tokens.slice(first, end).every((t) => ORGANISATION_WORDS.has(t.lower) || PLACE_WORDS.has(t.lower))
    )
      first = whole;
    if (first > whole) role = text.slice(tokens[whole]!.start, tokens[first - 1]!.end);
    // Lower-case role words before the name: "army spokesman Colonel Idris Valkan".
    let withRole = whole;
    while (
      withRole > 0 &&
      (ROLES.has(tokens[withRole - 1]!.lower) ||
        (withRole < whole && (tokens[withRole - 1]!.pos === 'NOUN' || tokens[withRole - 1]!.pos === 'ADJ'))) &&
      whole - withRole < 5 &&
      tokens[withRole]!.start - tokens[withRole - 1]!.end === 1
    )
      withRole--;
    if (withRole < whole) role = text.slice(tokens[withRole]!.start, tokens[first - 1]!.end);
    const words = tokens.slice(first, end);
    const only = words[0]!;
    // "the British said", "a Kestrian plan", but "Halian said": what speaks and is on no list is somebody.
    const speaks = tokens[last]?.pos === 'VERB' && words.length === 1 && !DEMONYMS.has(only.lower);
    const people =
      isDemonym(only.text) &&
      !speaks &&
      words.slice(1).every((word) => TITLES.has(word.lower) || ROLES.has(word.lower));
    if (people || (words.length === 1 && ROLES.has(only.lower) && TITLES.has(only.lower))) {
      i = last - 1;
      continue;
    }
    const surface = text.slice(tokens[first]!.start, tokens[end - 1]!.end);
    const lowerSurface = surface.toLowerCase().replaceAll('’', "'");
    const place = COUNTRIES.has(lowerSurface) || PLACE_WORDS.has(words.at(-1)!.lower) || PLACE_WORDS.has(only.lower);
    const organisation =
      words.some((word) => ORGANISATION_WORDS.has(word.lower)) || (/^\p{Lu}{2,6}$/u.test(surface) && !place);
    const after = tokens[last];
    const aged = after?.text === ',' && /^\d{1,3}$/u.test(textAt(tokens, last + 1));
    const located = /^(?:in|near|at|from|to|outside|across|around)$/u.test(lowerAt(tokens, withRole - 1));
    const type: Entity['type'] = place
      ? 'location'
      : organisation
        ? 'organization'
        : role !== '' || aged
          ? 'person'
          : located && words.length === 1
            ? 'location'
            : words.length >= 2 && words.length <= 4 && tokens[first - 1]?.lower !== 'the'
              ? 'person'
              : 'other';
    const name: Name = {
      first,
      last,
      withRole,
      text: surface,
      type,
      role: role.toLowerCase(),
      sentence: s,
      gender: genderOf(role.toLowerCase()),
    };
    for (let k = first; k < last; k++) nameOf[k] = names.length;
    names.push(name);
    i = last - 1;
  }
  const bySurname = new Map<string, Name>();
  const byAcronym = new Map<string, Name>();
  const byText = new Map<string, Name>();
  for (const name of names) {
    if (!byText.has(name.text)) byText.set(name.text, name);
    const words = name.text.split(/\s+/u);
    if (words.length >= 2) {
      const surname = words.at(-1)!.toLowerCase();
      if (name.type === 'person' && !bySurname.has(surname)) bySurname.set(surname, name);
      const initials = words
        .filter((word) => /^\p{Lu}/u.test(word))
        .map((word) => word[0])
        .join('');
      if (initials.length >= 2 && !byAcronym.has(initials)) byAcronym.set(initials, name);
      // "National Intelligence Service (NIS)"
      const open = tokens[name.last];
      const acronym = tokens[name.last + 1];
      if (
        open?.text === '(' &&
        acronym &&
        tokens[name.last + 2]?.text === ')' &&
        /^\p{Lu}[\p{L}\p{N}]{1,9}$/u.test(acronym.text)
      )
        byAcronym.set(acronym.text, name);
    }
  }
  // A single word that is a known surname names that person: it takes the type.
  for (const name of names) {
    const full = bySurname.get(name.text.toLowerCase());
    if (full && full !== name && name.type !== 'location') name.type = 'person';
  }
  return { names, nameOf, bySurname, byAcronym, byText };
}
