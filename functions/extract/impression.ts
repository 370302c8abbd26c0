// Impressions: "the crowd seemed bored", "a decision is expected in May". What nobody in particular thinks: a stance, no claim.
import { type Attribution, isInContent, type Piece } from './attribution.ts';
import { hasFiniteVerb, isVerb } from './clauses.ts';
import { contentEnd, trimPiece } from './content-span.ts';
import type { Candidate } from './cue-candidates.ts';
import { plainCue } from './cues.ts';
import { subjectBefore } from './phrases.ts';
import { inQuote, lowerAt, type Scope } from './sentence-scope.ts';
import { posAt } from './tokens.ts';
import { verbGroupAt } from './verb-group.ts';

const SEEMS = new Set(['seem', 'seems', 'seemed', 'appear', 'appears', 'appeared']);
/** "is expected to", "was widely seen as" */
const EXPECTED = new Set(['expected', 'considered', 'seen', 'viewed', 'regarded']);

/** Every impression of the sentence outside the contents found already. */
export function readImpressions(
  scope: Scope,
  candidates: readonly Candidate[],
  found: readonly Attribution[],
): Attribution[] {
  const { reading, lo, hi } = scope;
  const { tokens } = reading;
  const result: Attribution[] = [];
  for (let k = lo + 1; k + 1 < hi; k++) {
    const { lower, pos } = tokens[k]!;
    const seems = SEEMS.has(lower);
    if (!(seems || EXPECTED.has(lower)) || pos !== 'VERB' || inQuote(scope, k)) continue;
    const group = verbGroupAt(reading, k, lo);
    if (group.infinitive || group.participle || (!seems && !group.passive)) continue;
    // "appeared on stage", "is expected by nobody"
    const { pos: nextPos, lower: next } = tokens[k + 1]!;
    const opens = seems
      ? next === 'to' || nextPos === 'ADJ' || nextPos === 'VERB' || nextPos === 'ADV' || next === 'like'
      : next === 'to' || next === 'as' || nextPos === 'ADJ' || nextPos === 'DET' || lower === 'expected';
    if (!opens || next === 'by' || (next === 'to' && !isVerb(posAt(tokens, k + 2)))) continue;
    if (isInContent(found, k)) continue;
    const subject = subjectBefore(reading, group.first, lo);
    if (!subject) continue;
    const behind = trimPiece(scope, {
      first: k + 1,
      last: endOf(scope, k + 1, contentEnd(scope, k + 1, null, candidates)),
    });
    const pieces: Piece[] = [{ first: subject.first, last: subject.last }];
    if (behind) pieces.push(behind);
    result.push({
      entry: { ...plainCue(lower, 'believe'), stance: true },
      cue: { first: group.first, last: k + 1 },
      group,
      speaker: null,
      content: pieces,
      construction: 'impersonal',
      sentence: scope.sentence,
      clause: [],
      polarity: 'affirmed',
      silent: false,
      speakerFrom: null,
      dialogue: scope.dialogue,
    });
  }
  return result;
}

/** Before a second clause: "seems stable, but that could change". */
function endOf(scope: Scope, first: number, end: number): number {
  for (let k = first; k < end; k++)
    if (
      !inQuote(scope, k) &&
      /^(?:but|and)$/u.test(lowerAt(scope, k)) &&
      hasFiniteVerb(scope, k + 1, Math.min(end, k + 4))
    )
      return k;
  return end;
}
