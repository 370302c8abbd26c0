// A stance ("supports the plan"): an attribution that is no claim but somebody's.
import type { Attribution } from './attribution.ts';
import { hasFiniteVerb } from './clauses.ts';
import { answerBehind, complementAt } from './complement.ts';
import { contentEnd, trimPiece } from './content-span.ts';
import type { Candidate } from './cue-candidates.ts';
import { phraseAfter } from './noun-phrase.ts';
import type { Phrase } from './phrases.ts';
import { agentIn, attributionOf } from './reporting-clause.ts';
import { inQuote, lowerAt, type Scope } from './sentence-scope.ts';

export function readStance(
  scope: Scope,
  candidate: Candidate,
  subject: Phrase | null,
  speakerFrom: Attribution | null,
  candidates: readonly Candidate[],
): Attribution | null {
  const { group, entries } = candidate;
  const entry = entries.find(({ stance }) => stance);
  if (!entry || group.silent) return null;
  const { complement } = complementAt(scope, group.last, `${entry.frames}o`, false);
  if (!complement || complement.kind === 'colon') return null;
  const { kind, first } = complement;
  // "told her mother" tells no content, "told her to go" does.
  if (/^(?:tell|warn|ask)$/u.test(entry.lemma) && kind === 'object' && !isBidden(scope, first)) return null;
  // "backed down", "refrained from attacking his rival": nobody stands for anything.
  if (/^(?:down|off|out|up|away)$/u.test(lowerAt(scope, first))) return null;
  if (group.participle && /^(?:of|from)$/u.test(lowerAt(scope, group.first - 1))) return null;
  const end = contentEnd(scope, first, candidate, candidates);
  const piece = trimPiece(scope, {
    first,
    last:
      FAVOURS.test(entry.lemma) && (kind === 'object' || kind === 'noun')
        ? objectEnd(scope, first, end, group.participle)
        : end,
  });
  return (
    piece &&
    attributionOf(
      { scope, candidate, cue: { first: group.first, last: group.last } },
      {
        entry,
        speaker: subject,
        content: [piece],
        construction: 'forward',
        clause: [],
        polarity: 'affirmed',
        speakerFrom,
      },
    )
  );
}

/** "Asked whether p, she said …", "when asked by the judge if p": a question, whose asker the text seldom names. */
export function readAsked(scope: Scope, candidate: Candidate, candidates: readonly Candidate[]): Attribution | null {
  const { group, subject } = candidate;
  const { lo } = scope;
  const opens = group.first === lo || /^(?:when|if|,)$/u.test(lowerAt(scope, group.first - 1));
  if (lowerAt(scope, group.verb) !== 'asked' || (subject === null ? !opens : !group.passive)) return null;
  // Read like a silence, which takes "if" as well as "whether".
  const { complement } = complementAt(scope, group.last, 'to', true);
  if (complement?.kind !== 'wh' && complement?.kind !== 'that') return null;
  const { first } = complement;
  const answer = answerBehind(scope, group.first - 1);
  const end = answer > 0 ? answer : contentEnd(scope, first, candidate, candidates);
  const piece = trimPiece(scope, {
    first,
    last: subject === null && group.first === lo ? clauseEnd(scope, first, end) : end,
  });
  const entry = candidate.entries.find(({ stance }) => stance)!;
  const speaker = agentIn(scope, group.last, first);
  return (
    piece &&
    attributionOf(
      { scope, candidate, cue: { first: group.first, last: group.last } },
      {
        entry,
        speaker,
        content: [piece],
        construction: speaker ? 'passive' : 'impersonal',
        clause: [],
        polarity: 'questioned',
      },
    )
  );
}

/** The comma before the main clause. */
function clauseEnd(scope: Scope, first: number, end: number): number {
  for (let k = first; k < end; k++) if (lowerAt(scope, k) === ',' && !inQuote(scope, k)) return k;
  return end;
}

/** Verbs of favour and disfavour: their object is whom or what they favour, not what was done to it. */
const FAVOURS =
  /^(?:support|back|endorse|oppose|attack|praise|criticise|criticize|favou?r|slam|blast|thank|rebuke|like|love|hate|welcome|applaud|condemn|denounce|mock)$/u;

/** Words behind an object that tell when or why it was favoured, or go on with another clause. */
const BEHIND = /^(?:after|before|while|when|during|since|because|although|though|as|until|unless|despite)$/u;

/** Whether what somebody is to do follows: "crews to abandon the bridge", "him how he would pay". */
function isBidden(scope: Scope, first: number): boolean {
  const end = phraseAfter(scope.reading, first, scope.hi);
  return end > 0 && /^(?:to|how|what|whether|if|why|who|which|not)$/u.test(lowerAt(scope, end));
}

/** Where an object of favour ends: "endorsed Quist" in "endorsed Quist last week and has spoken for her since". */
function objectEnd(scope: Scope, first: number, end: number, describes: boolean): number {
  const { tokens, dateFrom } = scope.reading;
  // "a group backing Quist raised money": behind a participle the next verb is the main one.
  let main = describes;
  for (let k = first + 1; k < end; k++) {
    if (inQuote(scope, k)) continue;
    const { lower, pos } = tokens[k]!;
    if (dateFrom[k]! >= 0 || BEHIND.test(lower)) return k;
    if (lower === ',' && !listGoesOn(scope, k, end)) return k;
    if (lower === 'and' && hasFiniteVerb(scope, k + 1, k + 2)) return k;
    if (/^(?:who|which|that|what|whose|whom|how|why)$/u.test(lower) || pos === 'SCONJ') main = false;
    if (main && hasFiniteVerb(scope, k, k + 1)) return k;
  }
  return end;
}

/** "Quist, Venn and Halm": another name behind the comma, and "and" before any verb. */
function listGoesOn(scope: Scope, comma: number, end: number): boolean {
  const { tokens } = scope.reading;
  if (tokens[comma + 1]?.pos !== 'PROPN') return false;
  for (let k = comma + 2; k < end && !hasFiniteVerb(scope, k, k + 1); k++) if (lowerAt(scope, k) === 'and') return true;
  return false;
}
