// Reporting verbs that the tagger took for nouns or adjectives: "The union claims the firm owes …", "is alleged to".
import { isSpeechForm, lookUpCue } from './cues.ts';
import type { Token } from './tokens.ts';

const DETERMINER =
  /^(?:the|a|an|its|his|her|their|our|my|this|these|those|no|some|many|most|all|every|each|both|there|it|they|he|she|we)$/u;
/** Plurals without "s" that stand before a verb in its base form. */
const PLURAL = /(?:[^s']s|^(?:men|women|people|children|police|few|many|some|both|others|two|three|four|five|half))$/u;

const finite = (tokens: readonly Token[], i: number): boolean => {
  const { pos, lower } = tokens[i]!;
  if (pos !== 'VERB' && pos !== 'AUX') return false;
  return !(pos === 'VERB' && lower.endsWith('ing')) && tokens[i - 1]?.lower !== 'to';
};

/**
 * Sets the tag of reporting verbs in the tokens [first, last) of one sentence, in place. A form of a reporting verb is one,
 * whatever the tagger says, when its sentence or clause has no other finite verb, it agrees in number with the noun before
 * it, and a new phrase begins behind it: no noun of English is followed by a determiner and a clause.
 */
export function correctCueTags(tokens: readonly Token[], first: number, last: number, quoteOf: Int32Array): void {
  /** Whether a finite verb was seen since the clause began: then its verb is taken. */
  let taken = false;
  for (let i = first; i < last; i++) {
    const token = tokens[i]!;
    const { lower, pos } = token;
    if (quoteOf[i]! >= 0) continue;
    if (/^(?:[;:—–]|and|but|or|that|who|which|while|as|because|after|when)$/u.test(lower)) taken = false;
    else if (finite(tokens, i)) taken = true;
    const next = tokens[i + 1];
    if (
      pos === 'ADJ' &&
      /^(?:to|that|by|in|at|on)$/u.test(next?.lower ?? '') &&
      isSpeechForm(lower) &&
      /ed$/u.test(lower)
    ) {
      if (/^(?:is|are|was|were|been|be)$/u.test(tokens[i - 1]?.lower ?? '')) token.pos = 'VERB';
      continue;
    }
    if (taken || i === first || i + 1 >= last || (pos !== 'NOUN' && pos !== 'ADJ' && pos !== 'PROPN')) continue;
    const entries = lookUpCue(lower, [next!.lower]).filter((entry) => !entry.stance);
    if (/^\p{Lu}/u.test(token.text) || entries.length === 0) continue;
    const before = tokens[i - 1]!;
    const nominal =
      (before.pos === 'DET' && PLURAL.test(before.lower)) ||
      before.pos === 'NOUN' ||
      before.pos === 'PROPN' ||
      before.pos === 'NUM' ||
      before.pos === 'ADJ';
    // "Three senators, among them Ada Quist, doubt …": the subject ends before an interposition.
    const subject = before.text === ',' ? beforeInterposition(tokens, i - 1, first) : nominal ? before : null;
    if (!subject) continue;
    // "point out that"
    const opener = entries[0]!.particle === next!.lower ? tokens[i + 2] : next;
    const opens =
      opener !== undefined &&
      (DETERMINER.test(opener.lower) ||
        opener.pos === 'DET' ||
        (opener.lower === 'that' && opener.pos === 'SCONJ') ||
        /^(?:whether|how|why)$/u.test(opener.lower));
    if (!opens) continue;
    // A base form may be a noun in a heap of nouns; a verb behind it, or none in the whole sentence, tells.
    let verbs = 0;
    for (let k = i + 1; k < last; k++) if (quoteOf[k]! < 0 && finite(tokens, k)) verbs++;
    const third = /[^s]s$/u.test(lower);
    const agrees = /ed$/u.test(lower) || third !== plural(tokens, before.text === ',' ? subject : null, i, first);
    const alone = verbs === 0 && !tokens.slice(first, i).some((_, at) => finite(tokens, first + at));
    if ((verbs > 0 && agrees) || alone) {
      token.pos = 'VERB';
      taken = true;
    }
  }
}

/** Whether the subject is plural: its head, the noun before the first preposition ("Figures from the harbour office show"). */
function plural(tokens: readonly Token[], subject: Token | null, verb: number, first: number): boolean {
  if (subject) return PLURAL.test(subject.lower);
  let head = verb - 1;
  for (let k = verb - 1; k > first && k > verb - LONGEST_SUBJECT; k--) {
    const { pos } = tokens[k]!;
    if (pos === 'ADP') head = k - 1;
    else if (pos === 'PUNCT' || pos === 'CCONJ' || pos === 'SCONJ' || pos === 'PRON') break;
  }
  return PLURAL.test(tokens[head]!.lower);
}

/** Tokens looked back for the head of a subject: set by hand, with room to spare. */
const LONGEST_SUBJECT = 12;

/** The last word before an interposition that ends with the comma at `close`; null when there is none. */
function beforeInterposition(tokens: readonly Token[], close: number, first: number): Token | null {
  for (let k = close - 1; k > first && k > close - 15; k--) {
    if (tokens[k]!.text === ',') {
      const before = tokens[k - 1]!;
      return before.pos === 'NOUN' || before.pos === 'PROPN' ? before : null;
    }
  }
  return null;
}
