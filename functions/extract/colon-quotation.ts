// Quotations that a colon joins to a clause without a reporting verb: "Morvay was blunt: “It was never a handball.”"
import type { Attribution } from './attribution.ts';
import { hasFiniteVerb, mainSubject } from './clauses.ts';
import { plainCue } from './cues.ts';
import { coreBefore, isCapital, phraseBefore } from './noun-phrase.ts';
import { barePhrase, type Phrase } from './phrases.ts';
import { inQuote, isWholeQuote, lowerAt, type Scope, wholeFrom } from './sentence-scope.ts';
import { isNameWord } from './speaker-label.ts';
import { ROLES } from './word-lists.ts';

const JOINED = plainCue('', 'quote');

/** The quotation behind a clause and its colon, or before a colon and a clause; null when nobody is named who may have said it. */
export function readColonQuotation(scope: Scope): Attribution | null {
  const { lo, hi } = scope;
  let colon = lo + 1;
  while (colon < hi && (lowerAt(scope, colon) !== ':' || inQuote(scope, colon))) colon++;
  if (colon + 1 >= hi) return null;
  return behind(scope, colon) ?? inFront(scope, colon);
}

/** "Morvay was blunt: “…”" */
function behind(scope: Scope, colon: number): Attribution | null {
  const { reading, lo, hi } = scope;
  if (!inQuote(scope, colon + 1) || !isWholeQuote(scope, reading.quoteOf[colon + 1]!)) return null;
  const content = wholeFrom(scope, colon + 1);
  if (content.last < hi) return null;
  if (!hasFiniteVerb(scope, lo, colon)) return labelled(scope, colon, content);
  const main = mainSubject(scope, colon);
  // "The news surprised no one, least of all Ann Roe: “…”"
  const nearest = phraseBefore(reading, colon, lo);
  const speaker = main && maySpeak(scope, main) ? main : nearest >= 0 ? barePhrase(nearest, colon) : null;
  return speaker && maySpeak(scope, speaker) ? joined(scope, speaker, content) : null;
}

/** "Renner: “The calendar was nice.”", "Farmers’ leader Otis Pell: “We will stay.”": nothing but who it is, and a sentence. */
function labelled(scope: Scope, colon: number, content: { first: number; last: number }): Attribution | null {
  const { reading, lo } = scope;
  if (coreBefore(reading, colon, lo) !== lo || !hasFiniteVerb(scope, content.first, content.last)) return null;
  const words = reading.tokens.slice(lo, colon);
  const isRole = ROLES.has(words.at(-1)!.lower);
  const isName =
    isCapital(words.at(-1)) && words.every((word) => !isCapital(word) || isNameWord(word.text, word.lower));
  return isRole || isName ? joined(scope, barePhrase(lo, colon), content) : null;
}

/** "‘We lost everything’: villagers speak of their night" */
function inFront(scope: Scope, colon: number): Attribution | null {
  const { lo, hi, reading } = scope;
  const content = inQuote(scope, lo) ? wholeFrom(scope, lo) : null;
  if (content?.last !== colon || !hasFiniteVerb(scope, content.first, content.last)) return null;
  const behindColon: Scope = { ...scope, lo: colon + 1 };
  const subject = mainSubject(behindColon, hi);
  const head = subject && reading.tokens[subject.headLast - 1]!;
  if (head && /^(?:NOUN|PROPN)$/u.test(head.pos)) return joined(scope, subject, content);
  return subject ? null : victims(scope, colon + 1, content);
}

/** "‘We were lied to’: families of victims demand answers": where the tagger sees no verb, the people of whom "we" is said. */
function victims(scope: Scope, first: number, content: { first: number; last: number }): Attribution | null {
  const { hi, reading } = scope;
  const { tokens } = reading;
  if (!tokens.slice(content.first, content.last).some(({ lower }) => /^(?:i|we|us|our|my)$/u.test(lower))) return null;
  let end = first;
  while (end < hi && tokens[end]!.pos === 'NOUN' && !/[^s]s$/u.test(tokens[end]!.lower)) end++;
  if (tokens[end]?.pos !== 'NOUN' || end + 1 >= hi) return null;
  return joined(scope, barePhrase(first, end + 1), content);
}

/** A person: "she", a name, or what somebody is. */
function maySpeak({ reading: { tokens } }: Scope, { headFirst, headLast }: Phrase): boolean {
  const head = tokens[headLast - 1]!;
  return (
    /^(?:he|she|they)$/u.test(tokens[headFirst]!.lower) ||
    (isCapital(head) && head.pos === 'PROPN') ||
    ROLES.has(head.lower)
  );
}

const joined = (scope: Scope, speaker: Phrase, content: { first: number; last: number }): Attribution => ({
  entry: JOINED,
  cue: null,
  group: null,
  speaker,
  content: [content],
  construction: 'forward',
  sentence: scope.sentence,
  clause: [],
  polarity: 'affirmed',
  silent: false,
  speakerFrom: null,
  dialogue: false,
});
