// A stance ("supports the plan"): an attribution that is no claim but somebody's.
import type { Attribution } from './attribution.ts';
import { complementAt } from './complement.ts';
import { contentEnd, trimPiece } from './content-span.ts';
import type { Candidate } from './cue-candidates.ts';
import type { Phrase } from './phrases.ts';
import { attributionOf } from './reporting-clause.ts';
import type { Scope } from './sentence-scope.ts';

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
  const { first } = complement;
  const piece = trimPiece(scope, { first, last: contentEnd(scope, first, candidate, candidates) });
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
