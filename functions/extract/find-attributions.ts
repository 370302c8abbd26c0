// Which words are whose: finds every cue of a text, its speaker's phrase and its content.
import { readAccordingTo } from './according-to.ts';
import { readAsReported } from './as-reported.ts';
import type { Attribution } from './attribution.ts';
import { readClosing } from './closing-clause.ts';
import { readColonQuotation } from './colon-quotation.ts';
import { type Candidate, collectCandidates } from './cue-candidates.ts';
import { readHeadline } from './headline.ts';
import { readImpressions } from './impression.ts';
import { goesOn, isQuotationOnly, type LastSpeech, readLoneQuotation } from './lone-quotation.ts';
import { readNounCues } from './noun-cue.ts';
import { readAnnouncement, readInvertedOpening, readOpening } from './opening-clause.ts';
import { readPassive } from './passive-clause.ts';
import type { Reading } from './phrases.ts';
import { reportingClause } from './reporting-clause.ts';
import { type Scope, scopeOf } from './sentence-scope.ts';
import { isInTurn, readTurns } from './speaker-label.ts';
import { readAsked } from './stance.ts';

/** What the rules make of one cue, or null when it introduces no claim. */
function readCandidate(
  scope: Scope,
  candidate: Candidate,
  candidates: readonly Candidate[],
  found: readonly Attribution[],
): Attribution | null {
  const { group } = candidate;
  const asked = readAsked(scope, candidate, candidates);
  if (asked) return asked;
  if (group.passive) return readPassive(scope, candidate, candidates);
  const clause = reportingClause(scope, candidate, candidates);
  // "Asked whether p, the director declined to answer": nothing is said, not even that it is not.
  if (
    group.silent &&
    clause.claims.every((entry) => /^(?:answer|comment|reply|respond|elaborate)$/u.test(entry.lemma)) &&
    clause.complement?.kind !== 'wh' &&
    clause.complement?.kind !== 'that'
  )
    return null;
  return (
    readClosing(clause) ??
    readAsReported(clause) ??
    readInvertedOpening(clause) ??
    readAnnouncement(clause) ??
    readOpening(clause, found)
  );
}

/**
 * Every attribution of the text in reading order, stances among them.
 *
 * One sentence at a time: cues outside quotations with their verb group, subject and complement; then quotations that stand
 * alone, which go on with the attribution before them (`“A,” he said. “B.”`), with an open quotation of the paragraph before,
 * or with the last speaker. The constructions follow Krestel, Bergler & Witte, Minding the Source (LREC 2008) and the
 * annotation guide of PolNeAR (Newell et al., LREC 2018).
 */
export function findAttributions(reading: Reading): Attribution[] {
  const found: Attribution[] = [];
  const last: LastSpeech = { attribution: null, paragraph: -2 };
  const turns = readTurns(reading);
  let turn: Attribution | null = null;
  for (const sentence of reading.sentences) {
    const { paragraph } = sentence;
    const scope = scopeOf(reading, sentence);
    if (scope.hi - scope.lo < 1) continue;
    turn = turns.get(sentence.index) ?? (isInTurn(turn, scope) ? turn : null);
    if (turn?.sentence === sentence) found.push(turn);
    if (isQuotationOnly(scope) && !turn) {
      const speech = last.attribution;
      if (speech && goesOn(scope, speech, last.paragraph)) {
        speech.content.push({ first: sentence.first, last: sentence.last });
        last.paragraph = paragraph;
        continue;
      }
      const attribution = readLoneQuotation(scope, last);
      if (!attribution) continue;
      found.push(attribution);
      last.attribution = attribution;
      last.paragraph = paragraph;
      continue;
    }
    const candidates = collectCandidates(scope);
    const here: Attribution[] = turn ? [turn] : [];
    for (const candidate of candidates) {
      const attribution = readCandidate(scope, candidate, candidates, here);
      if (attribution) here.push(attribution);
    }
    here.push(...readAccordingTo(scope, candidates));
    here.push(...readNounCues(scope, candidates, here));
    here.push(...readImpressions(scope, candidates, here));
    if (here.length === 0 || here.every(({ entry }) => entry.stance)) {
      const quotation = readColonQuotation(scope);
      if (quotation) here.push(quotation);
    }
    const outermost = here.filter((attribution) => attribution !== turn && !isEcho(reading, attribution, here));
    found.push(...outermost);
    const newest = outermost.findLast(({ entry, construction }) => !entry.stance && construction !== 'impersonal');
    if (newest) {
      last.attribution = newest;
      last.paragraph = paragraph;
    } else if (last.paragraph === paragraph) {
      // A sentence of the author's own between: a quotation after it is not simply more of the last one.
      last.attribution = null;
    }
  }
  const headline = turns.size > 0 ? null : readHeadline(reading, found);
  // "He declared:" with no quotation after it announces nothing.
  const told = found.filter((attribution) => attribution.content.length > 0);
  return headline ? [headline, ...told.filter(({ sentence }) => sentence !== headline.sentence)] : told;
}

/**
 * True for an attribution inside another's content that only goes on with it: its speaker is a pronoun or the same one
 * ("she said she believed that p", "denied that he called p"), or its verb is part of the other's cue ("denied saying that").
 */
function isEcho(reading: Reading, inner: Attribution, all: readonly Attribution[]): boolean {
  const verb = inner.group?.verb ?? inner.cue?.first ?? inner.content[0]!.first;
  return all.some((outer) => {
    if (outer === inner) return false;
    const { cue } = outer;
    if (cue && inner.group && outer.group !== inner.group && verb >= cue.first && verb < cue.last) return true;
    const inside = outer.content.some((piece) => verb >= piece.first && verb < piece.last);
    if (!inside || outer.entry.stance) return false;
    if (!inner.speaker)
      return inner.construction !== 'impersonal' && (inner.speakerFrom === null || inner.speakerFrom === outer);
    return (
      /^(?:he|she|they|it|i|we|you|who|which|that|one|some|nobody|no-one)$/u.test(
        reading.tokens[inner.speaker.headFirst]!.lower,
      ) || inner.entry.stance
    );
  });
}
