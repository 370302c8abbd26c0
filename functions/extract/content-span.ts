// The span of a content: where it begins and ends between the reporting clauses of its sentence.
import type { Piece } from './attribution.ts';
import { hasFiniteVerb, isVerb } from './clauses.ts';
import type { Candidate } from './cue-candidates.ts';
import { isSpeechForm, lookUpCue } from './cues.ts';
import { inQuote, lowerAt, type Scope } from './sentence-scope.ts';
import { posAt } from './tokens.ts';

/** Cuts punctuation off both ends of a piece, and what joins it to the reporting clause; null when nothing is left. */
export function trimPiece(scope: Scope, piece: Piece): Piece | null {
  const { tokens, quoteOf } = scope.reading;
  let { first, last } = piece;
  while (first < last && quoteOf[first]! < 0 && /^[,;:—–.-]+$/u.test(tokens[first]!.text)) first++;
  while (last > first && quoteOf[last - 1]! < 0 && /^[,;:—–-]+$/u.test(tokens[last - 1]!.text)) last--;
  return last > first ? { first, last } : null;
}

/** Where the words before a closing reporting clause begin: the sentence, or what follows another's clause in it. */
export function contentStart(scope: Scope, before: number, candidates: readonly Candidate[]): number {
  const { tokens } = scope.reading;
  let start = scope.lo;
  for (const candidate of candidates) {
    if (
      candidate.group.verb >= before ||
      candidate.group.passive ||
      candidate.entries.every((entry) => entry.stance) ||
      !candidate.subject
    )
      continue;
    // A new main clause after another's: "X said A, but B, Y said."
    for (let k = candidate.group.last; k < before - 2; k++) {
      if (inQuote(scope, k)) continue;
      const next = lowerAt(scope, k + 1);
      if ((tokens[k]!.text === ',' && /^(?:but|while|yet)$/u.test(next)) || tokens[k]!.text === ';')
        start = k + (tokens[k]!.text === ';' ? 1 : 2);
    }
  }
  // "Her colleague disagrees: the teeth, she says, are …": a clause before a colon is the author's.
  for (let k = before - 2; k > start; k--) {
    if (tokens[k]!.text === ':' && !inQuote(scope, k)) {
      if (hasFiniteVerb(scope, start, k)) start = k + 1;
      break;
    }
  }
  while (
    start < before &&
    !inQuote(scope, start) &&
    /^(?:but|and|yet|however|still|meanwhile|[,])$/u.test(lowerAt(scope, start)) &&
    (start > scope.lo || /^(?:but|and|yet|however)$/u.test(lowerAt(scope, start)))
  )
    start++;
  return start;
}

/** Nouns that sum up a whole claim in an apposition by the author: ", a figure that could not be verified". */
const COMMENT_NOUN =
  /^(?:figure|number|claim|charge|allegation|accusation|assertion|statement|move|decision|comment|remark|sentiment|view|position|point|prediction|reference|rise|increase|drop|fall|sign|development|first|disclosure|revelation|admission|step)$/u;

/** What a speaker does with words: behind a content that only tells how things were, the speaker's own deed. */
const DEED =
  /^(?:order|urge|thank|praise|blame|accuse|call|dismiss|criticise|criticize|condemn|denounce|rebuke|applaud|hail|appeal)$/u;

/** Pasts without "ed" of verbs for what somebody does after speaking. */
const LEFT = /^(?:left|went|took|gave|sat|stood|drove|flew|ran|began|told|said|came)$/u;

/** What kind of clause the tokens [from, to) are: a state ("was shut"), to come ("would resign"), else null; null for two. */
function clauseKind(scope: Scope, from: number, to: number): 'state' | 'to come' | null {
  const { tokens } = scope.reading;
  let verb = from;
  while (verb < to && !hasFiniteVerb(scope, verb, verb + 1)) verb++;
  if (verb === to) return null;
  const { lower } = tokens[verb]!;
  let behind = verb + 1;
  while (behind < to && /^(?:AUX|ADV|PART)$/u.test(tokens[behind]!.pos)) behind++;
  if (behind < to && tokens[behind]!.pos === 'VERB') behind++;
  if (hasFiniteVerb(scope, behind, to)) return null;
  if (/^(?:would|will|could|can|may|might|should|must|shall|'ll|'d)$/u.test(lower)) return 'to come';
  return /^(?:is|are|was|were|'s|'re)$/u.test(lower) ? 'state' : null;
}

/** Whether the verb of `other` behind "and" is what the speaker of `own` does next: "said the leak was contained and ordered". */
function isNextDeed(scope: Scope, from: number, and: number, own: Candidate, other: Candidate): boolean {
  const { tokens } = scope.reading;
  const { group } = other;
  if (other.subject || group.participle || group.infinitive || group.first !== group.verb) return false;
  const form = tokens[group.verb]!.lower;
  const past = form.endsWith('ed');
  const saidInPast = /(?:ed|said|told|wrote|thought|felt|found)$/u.test(tokens[own.group.verb]!.lower);
  if (!(past ? saidInPast : form.endsWith('s') && !saidInPast)) return false;
  if (!other.entries.some(({ lemma }) => DEED.test(lemma))) return false;
  // "was beaten and accused of theft": without an object the participle goes on with the passive.
  const object = /^(?:DET|PRON|NOUN|PROPN|NUM|ADJ)$/u.test(posAt(tokens, group.last));
  if (!object && !inQuote(scope, group.last)) return false;
  return clauseKind(scope, from, and) !== null;
}

/** "Lee, who said he was innocent, was jailed": the comma before the main verb, where the relative clause ends; -1 when none. */
function relativeEnd(scope: Scope, from: number, own: Candidate): number {
  const { tokens } = scope.reading;
  const subject = own.subject!.headFirst;
  if (!/^(?:who|which)$/u.test(lowerAt(scope, subject)) || lowerAt(scope, subject - 1) !== ',') return -1;
  // "They met Lee, who said …": the main verb stands in front.
  if (hasFiniteVerb(scope, scope.lo, subject)) return -1;
  let end = -1;
  let inner = false;
  for (let k = from; k < scope.hi - 1; k++) {
    if (tokens[k]!.text !== ',' || inQuote(scope, k)) continue;
    const verb = tokens[k + 1]!.pos === 'ADV' ? k + 2 : k + 1;
    if (verb < scope.hi && hasFiniteVerb(scope, verb, verb + 1) && hasFiniteVerb(scope, from, k)) {
      // "the dam, which was old, was leaking, resigned": the first comma closes a relative clause inside the content.
      end = k;
      if (!inner) return end;
    }
    inner = /^(?:who|which|whose|where)$/u.test(lowerAt(scope, k + 1));
  }
  return end;
}

/** Whether a condition from `from` ends at the comma `k`. */
function isConditionTo(scope: Scope, from: number, k: number): boolean {
  if (!/^(?:if|unless|once)$/u.test(lowerAt(scope, from))) return false;
  for (let at = from; at < k; at++) if (lowerAt(scope, at) === ',') return false;
  return true;
}

/** Whether token `k` is a hyphen typed for a dash, and no other closes an aside that it opens: "better - others say worse". */
function isLastHyphen({ reading: { tokens }, hi }: Scope, k: number): boolean {
  const isDash = (at: number): boolean => tokens[at]!.text === '-' && tokens[at - 1]!.end < tokens[at]!.start;
  if (!isDash(k)) return false;
  for (let at = k + 1; at < hi; at++) if (isDash(at)) return false;
  return true;
}

/** Token where a content that begins at `from` ends: before another's words, the author's comment or a participle of saying. */
export function contentEnd(
  scope: Scope,
  from: number,
  own: Candidate | null,
  candidates: readonly Candidate[],
): number {
  const { reading } = scope;
  const { tokens } = reading;
  const relative = own?.subject ? relativeEnd(scope, from, own) : -1;
  const hi = relative >= 0 ? relative : scope.hi;
  const claimAt = new Map<number, Candidate>();
  const stanceAt = new Map<number, Candidate>();
  for (const candidate of candidates) {
    if (candidate === own || candidate.group.verb <= from) continue;
    const first = candidate.subject?.first ?? candidate.group.first;
    const stance = candidate.entries.every((entry) => entry.stance);
    (stance ? stanceAt : claimAt).set(first, candidate);
  }
  for (let k = from; k < hi; k++) {
    if (inQuote(scope, k)) continue;
    const { lower, text } = tokens[k]!;
    if (text === ';') return k;
    if (text === ',') {
      let n = k + 1;
      if (lowerAt(scope, n) === 'according' && lowerAt(scope, n + 1) === 'to' && k > from) return k;
      const date = reading.dateFrom[n]!;
      if (date >= 0) n = reading.dates[date]!.last;
      while (tokens[n]?.pos === 'ADV' && n < k + 3) n++;
      const next = lowerAt(scope, n);
      // "said that, citing two letters, p": a comma at its front does not end the content.
      if (next.endsWith('ing') && n < hi && k > from && !inQuote(scope, n)) {
        if (
          isSpeechForm(next) ||
          lookUpCue(next, []).some((entry) => entry.class === 'deny') ||
          /^(?:referring|citing|speaking|alluding|describing|calling|accusing|blaming|stressing|telling|naming|pointing|quoting|denying|suggesting|using|drawing|prompting|urging)$/u.test(
            next,
          )
        )
          return k;
      }
      if (
        /^(?:a|an|the|in)$/u.test(next) &&
        (COMMENT_NOUN.test(lowerAt(scope, n + 1)) || COMMENT_NOUN.test(lowerAt(scope, n + 2))) &&
        /^(?:that|which|of|to|in|from|he|she|they|widely)$/u.test(lowerAt(scope, n + 2))
      )
        return k;
      if (lowerAt(scope, k + 1) === 'when' && lowerAt(scope, k + 2) === 'asked') return k;
      if (next === 'as' && /^(?:did|do|does|had|has)$/u.test(lowerAt(scope, n + 1))) return k;
      // "said he would resign, then left the room"
      if (
        lowerAt(scope, k + 1) === 'then' &&
        tokens[n]?.pos === 'VERB' &&
        (next.endsWith('ed') || LEFT.test(next)) &&
        clauseKind(scope, from, k) === 'to come'
      )
        return k;
      const direct = claimAt.get(k + 1) ?? claimAt.get(n);
      const isRelative = direct?.subject && /^(?:who|which|that)$/u.test(lowerAt(scope, direct.subject.headFirst));
      // "said that in May, the ministry denied …", "said, if elected, she would …": what stands before the comma is no clause yet.
      const clause = hasFiniteVerb(scope, from, k) && !isConditionTo(scope, from, k);
      if (direct?.subject && !direct.group.participle && !isRelative && clause) return k;
      if (/^(?:but|while|and|although|though|whereas|as|after|before|when|yet|or)$/u.test(next)) {
        const other = claimAt.get(n + 1) ?? claimAt.get(n + 2);
        if (other && !(next === 'and' && lowerAt(scope, n + 1) === 'that')) return k;
        if (next === 'although' || next === 'though') return k;
        // "…, and has championed": a verb without subject after a comma is the speaker's own deed, told by the author.
        const verb = reading.tokens[n + 1]?.pos === 'ADV' ? reading.tokens[n + 2] : reading.tokens[n + 1];
        // "…, and then would go on": what somebody would do is more of what was said.
        if (
          (next === 'and' || next === 'but') &&
          verb &&
          isVerb(verb.pos) &&
          !verb.lower.endsWith('ing') &&
          !/^(?:will|would|may|might|could|should)$/u.test(verb.lower)
        )
          return k;
      }
    }
    if (lower === 'and' || lower === 'but') {
      const other = claimAt.get(k + 1);
      if (
        other &&
        !other.subject &&
        !other.group.participle &&
        // "and declined to comment"
        (other.group.silent || other.entries.some((entry) => entry.frames.includes('t')))
      )
        return k;
      const deed = stanceAt.get(k + 1) ?? other;
      if (own && deed && isNextDeed(scope, from, k, own, deed)) return k;
      if (other?.subject && lower === 'but') return k;
    }
    if (/^(?:while|as|after|when)$/u.test(lower) && k > from + 2) {
      const other = claimAt.get(k + 1);
      if (other?.subject) return k;
    }
    if ((text === '—' || text === '–' || isLastHyphen(scope, k)) && k > from) {
      const other = claimAt.get(k + 1);
      if (other?.subject) return k;
    }
    if (lower === 'according' && lowerAt(scope, k + 1) === 'to' && k > from + 1) return k;
  }
  return hi;
}

/**
 * Where a content from `first` to `end` ends inside the sentence's subject, which begins before token `before`: at the main
 * verb. "His claim that the vote was stolen | was rejected", "A man who police said was armed | fled".
 */
export function endInSubject(scope: Scope, before: number, first: number, end: number): number {
  let clause = before;
  while (clause > scope.lo && lowerAt(scope, clause - 1) !== ';') clause--;
  if (hasFiniteVerb(scope, clause, before)) return end;
  let verbs = 0;
  let inGroup = false;
  for (let k = first; k < end; k++) {
    const { pos, lower } = scope.reading.tokens[k]!;
    const isFiniteVerb = hasFiniteVerb(scope, k, k + 1);
    if (inQuote(scope, k)) {
      if (isFiniteVerb) verbs = 1;
      continue;
    }
    if (verbs > 0 && lower === ',') return k;
    // Another clause inside the content: its verb is not told from the main one.
    if (verbs > 0 && (/^(?:and|or|but|which|who|that)$/u.test(lower) || pos === 'SCONJ')) return end;
    if (!inGroup && isFiniteVerb) {
      if (verbs > 0) return k;
      verbs = 1;
    }
    inGroup = pos === 'AUX' || (inGroup && (pos === 'ADV' || pos === 'PART'));
  }
  return end;
}
