// Passive reporting: "it is said that p", "X is said to …", "X was accused by Y of …", "X was confirmed by Y".
import type { Attribution, Piece } from './attribution.ts';
import { complementAt } from './complement.ts';
import { contentEnd, trimPiece } from './content-span.ts';
import type { Candidate } from './cue-candidates.ts';
import { type CueEntry, plainCue } from './cues.ts';
import { phraseAfter } from './noun-phrase.ts';
import type { Phrase } from './phrases.ts';
import { attributionOf, polarityOf } from './reporting-clause.ts';
import { lowerAt, type Scope } from './sentence-scope.ts';

const IMPERSONAL: CueEntry = { ...plainCue('say', 'report'), hedgedBy: 'author' };

const IMPERSONAL_VERB =
  /^(?:say|believe|think|allege|report|understand|rumou?r|claim|suspect|presume|assume|estimate|consider|fear)$/u;

export function readPassive(scope: Scope, candidate: Candidate, candidates: readonly Candidate[]): Attribution | null {
  const { group, entries, subject } = candidate;
  const entry = entries.find(({ stance }) => !stance) ?? entries[0]!;
  if (group.negated) return null;
  const next = lowerAt(scope, group.last);
  if (subject && IMPERSONAL_VERB.test(entry.lemma)) {
    const it = lowerAt(scope, subject.headFirst) === 'it' && subject.headLast === subject.headFirst + 1;
    const { complement } = complementAt(scope, group.last, 'tb', false);
    if (it && complement && /^(?:that|clause)$/u.test(complement.kind))
      return impersonal(scope, candidate, candidates, entry, {
        cue: { first: subject.headFirst, last: group.last },
        first: complement.first,
        from: complement.first,
        clause: { first: scope.lo, last: group.last },
      });
    if (next === 'to')
      return impersonal(scope, candidate, candidates, entry, {
        cue: { first: group.first, last: group.last + 1 },
        first: subject.first,
        from: group.last,
        clause: { first: group.first, last: group.last },
      });
  }
  return next === 'by' ? byAgent(scope, candidate, candidates, entry) : null;
}

/** "It is said that p", "X is said to …": somebody says so, the author does not tell who. */
function impersonal(
  scope: Scope,
  candidate: Candidate,
  candidates: readonly Candidate[],
  entry: CueEntry,
  at: { cue: Piece; first: number; from: number; clause: Piece },
): Attribution | null {
  const piece = trimPiece(scope, { first: at.first, last: contentEnd(scope, at.from, candidate, candidates) });
  return (
    piece &&
    attributionOf(
      { scope, candidate, cue: at.cue },
      {
        entry: { ...IMPERSONAL, lemma: entry.lemma },
        speaker: null,
        content: [piece],
        construction: 'impersonal',
        clause: [at.clause],
        polarity: 'affirmed',
      },
    )
  );
}

/** "accused by the union of hiding reports", "was confirmed by the ministry". */
function byAgent(
  scope: Scope,
  candidate: Candidate,
  candidates: readonly Candidate[],
  entry: CueEntry,
): Attribution | null {
  const { reading, lo, hi } = scope;
  const { group, subject } = candidate;
  const by = group.last;
  let end = phraseAfter(reading, by + 1, hi);
  if (end < 0) return null;
  if (entry.lemma === 'accuse') {
    // "accused by the union of hiding reports": what follows the last "of" before "-ing" is the charge.
    for (let k = by + 2; k < end; k++) {
      if (lowerAt(scope, k) === 'of' && lowerAt(scope, k + 1).endsWith('ing')) end = k;
    }
  }
  const speaker: Phrase = { first: by + 1, last: end, headFirst: by + 1, headLast: end, apposition: null };
  const cue = { first: group.verb, last: group.last };
  const linker = lowerAt(scope, end);
  if ((entry.lemma === 'accuse' && linker === 'of') || (entry.frames.includes('a') && linker === 'that')) {
    const piece = trimPiece(scope, { first: end + 1, last: contentEnd(scope, end + 1, candidate, candidates) });
    return (
      piece &&
      attributionOf(
        { scope, candidate, cue },
        { entry, speaker, content: [piece], construction: 'passive', clause: [{ first: lo, last: end }] },
      )
    );
  }
  if (
    !subject ||
    !/^(?:report|announce|confirm|reveal|disclose|deny|dismiss|reject|describe|claim)$/u.test(entry.lemma)
  )
    return null;
  const piece = trimPiece(scope, { first: subject.first, last: subject.last });
  return (
    piece &&
    attributionOf(
      { scope, candidate, cue },
      {
        entry: { ...entry, stance: true },
        speaker,
        content: [piece],
        construction: 'passive',
        clause: [],
        polarity: polarityOf(entry, group),
      },
    )
  );
}
