// Turns of a transcript: "Lee: The bridge was never inspected." A name before a colon says what the paragraph says.
import type { Attribution } from './attribution.ts';
import { hasFiniteVerb } from './clauses.ts';
import { plainCue } from './cues.ts';
import type { Sentence } from './document.ts';
import { isCapital } from './noun-phrase.ts';
import type { Reading } from './phrases.ts';
import { type Scope, scopeOf } from './sentence-scope.ts';
import type { Token } from './tokens.ts';
import { DOCUMENT_NOUNS, ORGANISATION_WORDS, PLACE_WORDS } from './word-lists.ts';

const LABELLED = plainCue('', 'say');

/** Words a label may have: "Representative Ann van der Berg (Orsk)". */
const LONGEST_LABEL = 7;

/** Capitalised words before a colon that name no speaker. */
const FURNITURE =
  /^(?:q|a|question|answer|update|updated|breaking|live|watch|read|listen|see|more|photo|photos|picture|pictures|image|source|sources|credit|caption|editor|editors|analysis|opinion|exclusive|correction|clarification|background|summary|warning|weather|traffic|where|when|what|who|why|how|which|here|there|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|today|tomorrow|yesterday|tickets|price|prices|location|venue|time|date|phone|email|website|address|contact|result|results|score|scores|key|points|facts|fact|tip|tips|step|steps|note|related|topics|tags|part|chapter|section|figure|table|chart|day|week|year|first|second|third|finally|verdict|bottom|line|pros|cons|rating|plot|recipe|ingredients|method|serves|total|average|median|best|worst|winner|winners|losers|the|this|that|these|but|and|so|yes|no|i|he|she|it|we|you|they|my|our|their|his|her|its)$/u;

/** A label at a paragraph's start, up to its colon. */
interface Label {
  sentence: Sentence;
  first: number;
  colon: number;
}

/** The label of a paragraph's first sentence; null when it has none. */
function labelOf(reading: Reading, sentence: Sentence): Label | null {
  const { tokens } = reading;
  if (reading.paragraphs[sentence.paragraph]!.start !== sentence.start || !hasColon(tokens, sentence)) return null;
  const { lo: first } = scopeOf(reading, sentence);
  let colon = first;
  let brackets = 0;
  for (; colon < Math.min(sentence.last - 1, first + LONGEST_LABEL) && tokens[colon]!.text !== ':'; colon++) {
    const token = tokens[colon]!;
    if (token.text === '(') brackets++;
    else if (token.text === ')') brackets--;
    else if (brackets === 0 && !isNameWord(token.text, token.lower)) return null;
  }
  const isLabel = colon > first && tokens[colon]?.text === ':' && brackets === 0 && colon + 1 < sentence.last;
  return isLabel && isCapital(tokens[first]) ? { sentence, first, colon } : null;
}

/** Asked first, since it rules out all but a few sentences. */
function hasColon(tokens: readonly Token[], { first, last }: Sentence): boolean {
  for (let k = first; k < Math.min(last, first + LONGEST_LABEL + 2); k++) if (tokens[k]!.text === ':') return true;
  return false;
}

function isNameWord(text: string, lower: string): boolean {
  if (/^(?:de|da|di|del|della|der|den|van|von|bin|ibn|al|el|la|le|du|dos)$/u.test(lower) || /^[-.’']$/u.test(text))
    return true;
  if (!/^\p{Lu}/u.test(text) || FURNITURE.test(lower)) return false;
  return !DOCUMENT_NOUNS.has(lower) && !ORGANISATION_WORDS.has(lower) && !PLACE_WORDS.has(lower);
}

/** The turns of a text by the index of their first sentence: two labels make a dialogue; one is a heading or a dateline. */
export function readTurns(reading: Reading): Map<number, Attribution> {
  const labels: Label[] = [];
  for (const sentence of reading.sentences) {
    const label = labelOf(reading, sentence);
    if (label && hasFiniteVerb(scopeOf(reading, sentence), label.colon + 1, sentence.last)) labels.push(label);
  }
  const turns = new Map<number, Attribution>();
  const questions = reading.sentences.some(
    ({ first }) => /^(?:Q|Question)$/u.test(reading.tokens[first]!.text) && reading.tokens[first + 1]?.text === ':',
  );
  if (labels.length < 2 && !questions) return turns;
  for (const label of labels) {
    const turn = turnOf(reading, label);
    if (turn) turns.set(label.sentence.index, turn);
  }
  return turns;
}

/** What the paragraph says; null for a question alone. */
function turnOf(reading: Reading, { sentence, first, colon }: Label): Attribution | null {
  const { sentences, tokens } = reading;
  let last = sentence.index;
  while (sentences[last + 1]?.paragraph === sentence.paragraph) last++;
  const end = sentences[last]!.last;
  if (last === sentence.index && tokens[end - 1]!.text === '?') return null;
  return {
    entry: LABELLED,
    cue: null,
    group: null,
    speaker: { first, last: colon, headFirst: first, headLast: colon, apposition: null },
    content: [{ first: colon + 1, last: end }],
    construction: 'forward',
    sentence,
    clause: [],
    polarity: 'affirmed',
    silent: false,
    speakerFrom: null,
    dialogue: true,
  };
}

/** Whether a sentence stands in a turn. */
export const isInTurn = (turn: Attribution | null, { sentence }: Scope): boolean =>
  turn !== null && turn.sentence.paragraph === sentence.paragraph;
