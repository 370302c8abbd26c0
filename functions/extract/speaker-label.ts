// Turns of a transcript: "Lee: The bridge was never inspected." A name before a colon says what the paragraph says.
import type { Attribution } from './attribution.ts';
import { hasFiniteVerb } from './clauses.ts';
import { plainCue } from './cues.ts';
import type { Sentence } from './document.ts';
import { isCapital } from './noun-phrase.ts';
import { barePhrase, type Reading } from './phrases.ts';
import { type Scope, scopeOf } from './sentence-scope.ts';
import { lowerAt, type Token } from './tokens.ts';
import { DOCUMENT_NOUNS, ORGANISATION_WORDS, PLACE_WORDS, ROLES, TITLES } from './word-lists.ts';

const LABELLED = plainCue('', 'say');

/** Words a label may have: "Representative Ann van der Berg (Orsk)". */
const LONGEST_LABEL = 7;

/** Words an office may have before its holder: "The Secretary of State for Health and Social Care". */
const LONGEST_OFFICE = 14;

/** Capitalised words before a colon that name no speaker. */
const FURNITURE =
  /^(?:q|a|dear|question|answer|update|updated|breaking|live|watch|read|listen|see|more|photo|photos|picture|pictures|image|source|sources|credit|caption|editor|editors|analysis|opinion|exclusive|correction|clarification|background|summary|warning|weather|traffic|where|when|what|who|why|how|which|here|there|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|today|tomorrow|yesterday|tickets|price|prices|location|venue|time|date|phone|email|website|address|contact|result|results|score|scores|key|points|facts|fact|tip|tips|step|steps|note|related|topics|tags|part|chapter|section|figure|table|chart|day|week|year|first|second|third|finally|verdict|bottom|line|pros|cons|headline|title|subject|motto|slogan|rating|plot|recipe|ingredients|method|serves|total|average|median|best|worst|winner|winners|losers|the|this|that|these|but|and|so|yes|no|i|he|she|it|we|you|they|my|our|their|his|her|its)$/u;

/** A label at a paragraph's start, up to its colon. */
interface Label {
  sentence: Sentence;
  /** Tokens of who speaks, end exclusive. */
  first: number;
  last: number;
  colon: number;
}

/** The label of a paragraph's first sentence; null when it has none. */
function labelOf(reading: Reading, sentence: Sentence): Label | null {
  const { tokens } = reading;
  if (reading.paragraphs[sentence.paragraph]!.start !== sentence.start || !hasColon(tokens, sentence)) return null;
  const { lo: first } = scopeOf(reading, sentence);
  const office = officeOf(tokens, sentence, first);
  if (office) return office;
  let colon = first;
  let brackets = 0;
  for (; colon < Math.min(sentence.last - 1, first + LONGEST_LABEL) && tokens[colon]!.text !== ':'; colon++) {
    const token = tokens[colon]!;
    if (token.text === '(') brackets++;
    else if (token.text === ')') brackets--;
    else if (brackets === 0 && !isNameWord(token.text, token.lower)) return null;
  }
  const isLabel = colon > first && tokens[colon]?.text === ':' && brackets === 0 && colon + 1 < sentence.last;
  return isLabel && isCapital(tokens[first]) ? { sentence, first, last: colon, colon } : null;
}

/** "The Minister for Transport (Mr Ned Roe):" of parliaments' reports: an office, and who holds it in brackets. */
function officeOf(tokens: readonly Token[], sentence: Sentence, first: number): Label | null {
  const office = tokens[first + 1];
  if (!office || !isCapital(office) || lowerAt(tokens, first) !== 'the') return null;
  if (!ROLES.has(office.lower) && !isTitle(office.lower)) return null;
  let open = first + 2;
  while (open < Math.min(sentence.last, first + LONGEST_OFFICE) && tokens[open]!.text !== '(') {
    if (!isCapital(tokens[open]) && !/^(?:of|for|and|the|,)$/u.test(tokens[open]!.lower)) return null;
    open++;
  }
  const holder = open + 1;
  let close = holder;
  while (close < Math.min(sentence.last, holder + LONGEST_LABEL) && tokens[close]!.text !== ')') close++;
  const colon = close + 1;
  const isHeld = close - holder > 1 && isTitle(lowerAt(tokens, holder)) && tokens[close]?.text === ')';
  return isHeld && tokens[colon]?.text === ':' && colon + 1 < sentence.last
    ? { sentence, first: holder, last: close, colon }
    : null;
}

/** Asked first, since it rules out all but a few sentences. */
function hasColon(tokens: readonly Token[], { first, last }: Sentence): boolean {
  for (let k = first; k < Math.min(last, first + LONGEST_OFFICE + LONGEST_LABEL); k++)
    if (tokens[k]!.text === ':') return true;
  return false;
}

/** Whether a word before a colon may be one of a name; an institution, a document or a heading is none. */
export function isNameWord(text: string, lower: string): boolean {
  if (/^(?:de|da|di|del|della|der|den|van|von|bin|ibn|al|el|la|le|du|dos)$/u.test(lower) || /^[-.’']$/u.test(text))
    return true;
  if (!/^\p{Lu}/u.test(text) || FURNITURE.test(lower)) return false;
  return !DOCUMENT_NOUNS.has(lower) && !ORGANISATION_WORDS.has(lower) && !PLACE_WORDS.has(lower);
}

/** Words by which somebody speaks of himself; a list of terms has none. */
const FIRST_PERSON = new Set(['i', 'me', 'my', 'we', 'our', 'us']);

const isTitle = (word: string): boolean => TITLES.has(word.replace(/\.$/u, ''));

/** A label with all that stands behind it. */
interface Turn extends Label {
  /** Index of the paragraph's last sentence. */
  lastSentence: number;
  /** Index behind its last token. */
  end: number;
}

/**
 * The turns of a text by the index of their first sentence. One label is a heading or a dateline, and a list of terms has many;
 * in a dialogue somebody asks, or half of those who speak say "I" or "we", ask, or have a title.
 */
export function readTurns(reading: Reading): Map<number, Attribution> {
  const { sentences, tokens } = reading;
  const bySpeaker = new Map<string, Turn[]>();
  let common: ReadonlySet<string> | null = null;
  for (const sentence of sentences) {
    const label = labelOf(reading, sentence);
    if (!label) continue;
    const turn = turnAt(reading, label);
    if (!hasFiniteVerb(scopeOf(reading, sentence), label.colon + 1, turn.end)) continue;
    // "Comment: …" is no name where the text speaks of comments as well.
    common ??= new Set(tokens.filter(({ text, lower }) => text === lower).map(({ lower }) => lower.replace(/s$/u, '')));
    const words = tokens
      .slice(label.first, label.last)
      .filter(({ text }) => /^\p{Lu}/u.test(text))
      .map(({ lower }) => lower);
    if (words.some((word) => !isTitle(word) && !ROLES.has(word) && common!.has(word.replace(/s$/u, '')))) continue;
    const speaker = words.join(' ');
    const turns = bySpeaker.get(speaker) ?? [];
    bySpeaker.set(speaker, turns);
    turns.push(turn);
  }
  const isAsked = sentences.some(
    ({ first }) => /^(?:Q|Question)$/u.test(tokens[first]!.text) && tokens[first + 1]?.text === ':',
  );
  const speakers = [...bySpeaker.values()];
  const speaking = speakers.filter((turns) => turns.some((turn) => isSpoken(reading, turn)));
  const isDialogue = speakers.length >= 2 && speaking.length * 2 >= speakers.length;
  if (!isAsked && !isDialogue) return new Map();
  // A question alone says nothing.
  const said = speakers.flat().filter((turn) => !isQuestion(reading, turn));
  return new Map(said.map((turn) => [turn.sentence.index, attributionOf(turn)]));
}

function turnAt({ sentences }: Reading, label: Label): Turn {
  let lastSentence = label.sentence.index;
  while (sentences[lastSentence + 1]?.paragraph === label.sentence.paragraph) lastSentence++;
  return { ...label, lastSentence, end: sentences[lastSentence]!.last };
}

const isQuestion = ({ tokens }: Reading, { sentence, lastSentence, end }: Turn): boolean =>
  lastSentence === sentence.index && tokens[end - 1]!.text === '?';

function isSpoken(reading: Reading, turn: Turn): boolean {
  const { tokens } = reading;
  return (
    isQuestion(reading, turn) ||
    isTitle(tokens[turn.first]!.lower) ||
    tokens.slice(turn.colon + 1, turn.end).some(({ lower }) => FIRST_PERSON.has(lower))
  );
}

/** What the paragraph says. */
const attributionOf = ({ sentence, first, last, colon, end }: Turn): Attribution => ({
  entry: LABELLED,
  cue: null,
  group: null,
  speaker: barePhrase(first, last),
  content: [{ first: colon + 1, last: end }],
  construction: 'forward',
  sentence,
  clause: [],
  polarity: 'affirmed',
  silent: false,
  speakerFrom: null,
  dialogue: true,
});

/** Whether a sentence stands in a turn. */
export const isInTurn = (turn: Attribution | null, { sentence }: Scope): boolean =>
  turn !== null && turn.sentence.paragraph === sentence.paragraph;
