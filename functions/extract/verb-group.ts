// The verb group around a reporting verb: its auxiliaries, negation, voice and form.
import { CARRIERS, lookUpCue, SILENCE } from './cues.ts';
import type { Reading } from './phrases.ts';
import { lowerAt } from './tokens.ts';

export interface VerbGroup {
  /** Token indices, end exclusive. */
  first: number;
  verb: number;
  last: number;
  negated: boolean;
  /** "declined to say", "would neither confirm nor deny", "did not say". */
  silent: boolean;
  passive: boolean;
  /** "-ing" without auxiliary: "…, saying that". */
  participle: boolean;
  /** "to say" that no carrier governs: a wish, a purpose or a possibility, no claim. */
  infinitive: boolean;
  /** "could say", "should say", "if he says". */
  hypothetical: boolean;
  /** "reportedly", "allegedly" beside the verb: the author's doubt. */
  hearsay: boolean;
}

const BE = /^(?:be|is|are|was|were|been|being|am|'s|'re|'m)$/u;
const AUXILIARY =
  /^(?:be|is|are|was|were|been|being|am|has|have|had|having|do|does|did|will|would|can|could|may|might|shall|should|must|'s|'re|'m|'d|'ve|'ll|ca|wo)$/u;
const BE_OR_HAVE = /^(?:is|are|was|were|has|have|had)$/u;
const NEGATION = /^(?:not|n't|never|neither|nor|hardly|no-one)$/u;
const MODAL = /^(?:can|could|may|might|should|must|shall|ca)$/u;

/** Verbs whose negation is a silence: "did not say whether", "has not disclosed how", "has yet to confirm that". */
const SAYS_NOT = new Set([
  'say',
  'confirm',
  'deny',
  'comment',
  'specify',
  'disclose',
  'reveal',
  'elaborate',
  'explain',
  'know',
  'answer',
  'tell',
  'state',
  'clarify',
  'announce',
  'indicate',
]);

const isSaying = (form: string): boolean =>
  lookUpCue(form, []).some(({ lemma, particle }) => particle === null && SAYS_NOT.has(lemma));

/** Tokens the addressee or the medium may have: "wrote to the parents of 30 pupils to say that". Set by hand. */
const LONGEST_OCCASION = 9;

/** Where the verb of "took to Facebook" or "wrote to parents" stands before the "to" of "to say that" at token `to`; else -1. */
function occasionBefore({ tokens, quoteOf }: Reading, to: number, form: string, lo: number): number {
  if (!lookUpCue(form, []).some((entry) => !entry.stance && entry.frames.includes('q'))) return -1;
  for (let k = to - 1; k > lo && k > to - LONGEST_OCCASION && quoteOf[k]! < 0; k--) {
    const { lower, pos } = tokens[k]!;
    if (lower === 'to') {
      const verb = tokens[k - 1]!.lower;
      // "the letters written to the court": a participle only in the perfect tense
      const isPerfect = /^(?:taken|written)$/u.test(verb) && /^(?:has|have|had|'ve|'d)$/u.test(lowerAt(tokens, k - 2));
      return isPerfect || /^(?:took|takes|wrote|writes)$/u.test(verb) ? k - 1 : -1;
    }
    if (!/^(?:NOUN|PROPN|ADJ|NUM|DET|PRON|ADP|PART)$/u.test(pos)) return -1;
  }
  return -1;
}

/** Reads the verb group whose main verb is token `verb`, leftwards to at most `lo`. */
export function verbGroupAt(reading: Reading, verb: number, lo: number): VerbGroup {
  const { tokens, quoteOf } = reading;
  const group: VerbGroup = {
    first: verb,
    verb,
    last: verb + 1,
    negated: false,
    silent: false,
    passive: false,
    participle: false,
    infinitive: false,
    hypothetical: false,
    hearsay: false,
  };
  const form = tokens[verb]!.lower;
  const isIng = form.endsWith('ing');
  let auxiliaries = 0;
  let quick = false;
  let i = verb;
  while (i - 1 >= lo && quoteOf[i - 1]! < 0) {
    const token = tokens[i - 1]!;
    const { lower } = token;
    if (NEGATION.test(lower)) {
      group.negated = true;
      i--;
      continue;
    }
    // A possessive 's is no auxiliary: "Smith's said to …" does not occur, "the firm's report" does.
    if (AUXILIARY.test(lower) && !(token.pos === 'PART' && lower === "'s") && token.pos !== 'NOUN') {
      if (BE.test(lower) && auxiliaries === 0 && !isIng && !group.silent && !group.infinitive && !quick)
        group.passive = true;
      if (MODAL.test(lower) || (quick && /^(?:will|would)$/u.test(lower))) group.hypothetical = true;
      auxiliaries++;
      i--;
      continue;
    }
    if (lower === 'to') {
      const governor = tokens[i - 2];
      if (i - 2 < lo || !governor) {
        group.infinitive = true;
        break;
      }
      if (SILENCE.has(governor.lower)) {
        group.silent = true;
        i -= 2;
        continue;
      }
      // "has yet to confirm whether"
      if (governor.lower === 'yet' && BE_OR_HAVE.test(lowerAt(tokens, i - 3)) && isSaying(form)) {
        group.silent = true;
        i -= 2;
        continue;
      }
      if (CARRIERS.has(governor.lower)) {
        // "was quick to point out": the copula makes no passive.
        quick ||= governor.lower === 'quick';
        i -= 2;
        const before = tokens[i - 1];
        if (governor.lower === 'on' && before && /^(?:went|go|goes|going)$/u.test(before.lower)) i--;
        if (/^(?:failed|fails)$/u.test(governor.lower)) group.negated = true;
        if (/^(?:want|wants|wanted)$/u.test(governor.lower) && !group.negated) group.infinitive = true;
        continue;
      }
      const occasion = occasionBefore(reading, i - 1, form, lo);
      if (occasion >= 0) {
        i = occasion;
        continue;
      }
      group.infinitive = true;
      break;
    }
    if (/^(?:reportedly|allegedly|apparently|supposedly)$/u.test(lower)) {
      group.hearsay = true;
      i--;
      continue;
    }
    // "would neither confirm nor deny"
    if ((lower === 'confirm' || lower === 'confirmed') && tokens[i]!.lower === 'nor') {
      group.silent = true;
      i--;
      continue;
    }
    if (lower === 'or' && tokens[i - 2]?.lower === 'confirm') {
      i -= 2;
      continue;
    }
    // "has long been argued": an adjective for the tagger
    const long = lower === 'long' && AUXILIARY.test(lowerAt(tokens, i - 2));
    if (token.pos === 'ADV' || lower === 'also' || lower === 'both' || long) {
      // "how", "when" open a clause; a time adverb belongs to the group.
      if (/^(?:how|when|where|why|so|then|however|though)$/u.test(lower)) break;
      i--;
      continue;
    }
    break;
  }
  group.first = i;
  // Trailing adverbs and negation stay outside the subject: "Kirby also said".
  group.participle = isIng && auxiliaries === 0 && !group.silent;
  if (group.negated) negate(group, form);
  if (group.silent) group.hypothetical = false;
  return group;
}

/** Sets a group's negation: "did not say whether", "nobody said whether", "neither confirm nor deny" are silences. */
export function negate(group: VerbGroup, form: string): void {
  group.negated = true;
  if (!group.passive && isSaying(form)) group.silent = true;
}
