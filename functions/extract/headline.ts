// Headlines: "Quist: no more tolls before 2026", "Quist Says Tolls Will Rise", "Tolls to rise - harbour master". A name counts only
// where the text goes on to tell that it speaks.
import type { Attribution, Piece } from './attribution.ts';
import { type CueEntry, lookUpCue, plainCue } from './cues.ts';
import type { Sentence } from './document.ts';
import { isCapital } from './noun-phrase.ts';
import { barePhrase, type Phrase, type Reading } from './phrases.ts';
import { inQuote, lowerAt, type Scope, scopeOf } from './sentence-scope.ts';
import type { Token } from './tokens.ts';
import { DOCUMENT_NOUNS, INSTITUTION_NOUNS, ROLES } from './word-lists.ts';

const LABELLED = plainCue('', 'say');

/** Tokens a headline may have: set by hand, with room to spare. */
const LONGEST_HEADLINE = 40;

/** Tokens of whoever speaks in it: "Former Harbour Master Ann van der Berg at the port hearing". */
const LONGEST_SPEAKER = 9;

/**
 * What the first paragraph says when it is a headline: a sentence alone, before others, with a speaker who is one in the text
 * below as well. Most labels before a colon ("Recipe:", "The latest:") name nobody, so this asks for that proof.
 *
 * @param found the attributions of the text, those of the headline among them
 */
export function readHeadline(reading: Reading, found: readonly Attribution[]): Attribution | null {
  const sentence = reading.sentences[0];
  const next = reading.sentences[1];
  if (!sentence || next?.paragraph === sentence.paragraph || sentence.last > LONGEST_HEADLINE) return null;
  if (found.some((attribution) => attribution.sentence === sentence && !attribution.entry.stance)) return null;
  const scope = scopeOf(reading, sentence);
  // A line without a text below it and without a full stop
  const isAlone = next === undefined;
  if (isAlone && scope.hi < sentence.last) return null;
  return (
    readLabel(scope, found, isAlone) ??
    readTail(scope) ??
    (isTitleCase(scope, scope.lo) ? readTitle(scope, found) : null)
  );
}

/** Plurals and documents that speak in headlines, besides what somebody is and institutions. */
const VOICES =
  /^(?:sources|experts|scientists|officials|witnesses|villagers|mps|unions|families|parents|campaigners|activists|study|studies|survey|poll|report|inquiry|audit|watchdogs|analysts|charities)$/u;

/** Roles and institutions that as often name what a headline is about: "Guide: …", "Port: …", "League: …". */
const TOPICS =
  /^(?:guide|campaign|lead|head|letter|reader|school|party|market|store|studio|magazine|paper|daily|team|club|league|group|university|church|museum|industry|defence|defense|practice|exchange|port|monitor|partner|forward|speaker|player|runner|board|chain|cabinet|parliament|congress|legislature|household|library|laboratory|lab|province|county|station|supermarket|society|forces|labour|service|office|brief)$/u;

/** Whether a headline's label or tail ends in a word for somebody who speaks: "Council leader", "police", "study". */
function isVoice({ lower }: Token): boolean {
  if (TOPICS.test(lower)) return false;
  return VOICES.test(lower) || ROLES.has(lower) || INSTITUTION_NOUNS.has(lower) || ROLES.has(lower.replace(/s$/u, ''));
}

/** Words of whoever stands behind a headline's dash: "council leader", "UN food agency". */
const LONGEST_TAIL = 5;

/** "Bus fares to rise in June - council leader" */
function readTail(scope: Scope): Attribution | null {
  const { reading, lo, hi } = scope;
  const { tokens } = reading;
  let dash = hi - 2;
  while (dash > lo && dash >= hi - 1 - LONGEST_TAIL && !/^[-–—]$/u.test(tokens[dash]!.text)) dash--;
  const mark = tokens[dash];
  if (!mark || dash - lo < SHORTEST || !/^[-–—]$/u.test(mark.text) || inQuote(scope, dash)) return null;
  if (mark.start === tokens[dash - 1]!.end || !isVoice(tokens[hi - 1]!)) return null;
  const tail = tokens.slice(dash + 1, hi);
  if (!tail.every(({ pos }) => /^(?:NOUN|PROPN|ADJ)$/u.test(pos))) return null;
  return attributionOf(scope, { ...LABELLED, stance: isTitleCase(scope, lo) }, null, barePhrase(dash + 1, hi), {
    first: lo,
    last: dash,
  });
}

/** Fewest words of what a headline tells before its speaker: set by hand. */
const SHORTEST = 3;

/** "Quist: no more tolls", "Quist on tolls: “Never”" */
function readLabel(scope: Scope, found: readonly Attribution[], isAlone: boolean): Attribution | null {
  const { reading, lo, hi } = scope;
  let colon = lo + 1;
  while (colon < hi && (lowerAt(scope, colon) !== ':' || inQuote(scope, colon))) colon++;
  if (colon + 1 >= hi || inQuote(scope, lo)) return null;
  let end = lo + 1;
  while (end < colon && !/^(?:on|to|at|in|after|about)$/u.test(lowerAt(scope, end))) end++;
  const isSpeaker = isAlone
    ? end === colon && hi - colon > SHORTEST && end - lo <= LONGEST_TAIL && isVoice(reading.tokens[end - 1]!)
    : speaks(reading, lo, end, found);
  if (!isSpeaker) return null;
  // "Quist: what we know", "Quist: a life in pictures" tell no more than what the text is about.
  if (/^(?:what|who|how|why|when|where|a|an)$/u.test(lowerAt(scope, colon + 1))) return null;
  return attributionOf(scope, { ...LABELLED, stance: isTitleCase(scope, colon + 1) }, null, barePhrase(lo, end), {
    first: colon + 1,
    last: hi,
  });
}

/** "Quist Says Tolls Will Rise": where every word has a capital the tagger knows no verbs. */
function readTitle(scope: Scope, found: readonly Attribution[]): Attribution | null {
  const { reading, lo, hi } = scope;
  for (let k = lo + 1; k + 1 < hi && k < lo + LONGEST_SPEAKER; k++) {
    const form = lowerAt(scope, k);
    if (inQuote(scope, k) || /^[,:;–—-]$/u.test(form)) return null;
    const entry = /[^s]s$/u.test(form) ? lookUpCue(form, [lowerAt(scope, k + 1), lowerAt(scope, k + 2)])[0] : undefined;
    if (!entry) continue;
    const first = entry.particle && lowerAt(scope, k + 1) === entry.particle ? k + 2 : k + 1;
    if (first >= hi || !speaks(reading, lo, k, found)) return null;
    // The words of such a line are no names: an attribution of the text, no claim.
    return attributionOf(scope, { ...entry, stance: true }, { first: k, last: first }, barePhrase(lo, k), {
      first,
      last: hi,
    });
  }
  return null;
}

/** Whether the last name or the kind of document in [first, last) is a speaker's below, too. */
function speaks(reading: Reading, first: number, last: number, found: readonly Attribution[]): boolean {
  const { tokens, sentences } = reading;
  if (last - first > LONGEST_SPEAKER) return false;
  const head = tokens[last - 1]!;
  const isDocument = DOCUMENT_NOUNS.has(head.lower);
  if (!isDocument && !isCapital(head)) return false;
  return found.some(({ speaker, sentence }) => {
    if (!speaker || sentence === sentences[0]) return false;
    for (let k = speaker.first; k < speaker.last; k++) {
      const { lower } = tokens[k]!;
      if (lower === head.lower || (isDocument && DOCUMENT_NOUNS.has(lower))) return true;
    }
    return false;
  });
}

/** Whether the words from token `from` on have capitals but for a few small ones. */
function isTitleCase({ reading: { tokens }, hi }: Scope, from: number): boolean {
  let capitals = 0;
  let lowers = 0;
  for (let k = from; k < hi; k++) {
    if (isCapital(tokens[k])) capitals++;
    else if (/^\p{Ll}{4}/u.test(tokens[k]!.text)) lowers++;
  }
  return capitals > 2 * lowers && capitals > 2;
}

const attributionOf = (
  { sentence }: { sentence: Sentence },
  entry: CueEntry,
  cue: Piece | null,
  speaker: Phrase,
  content: Piece,
): Attribution => ({
  entry,
  cue,
  group: null,
  speaker,
  content: [content],
  construction: 'forward',
  sentence,
  clause: [],
  polarity: entry.polarity,
  silent: false,
  speakerFrom: null,
  dialogue: false,
});
