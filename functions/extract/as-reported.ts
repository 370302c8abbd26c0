// A reporting clause with "as": "As the paper reported, p" and "p, as the paper reported".
import type { Attribution } from './attribution.ts';
import { hasFiniteVerb } from './clauses.ts';
import { contentStart, trimPiece } from './content-span.ts';
import { attributionOf, type ReportingClause } from './reporting-clause.ts';
import { lowerAt } from './sentence-scope.ts';

export function readAsReported(clause: ReportingClause): Attribution | null {
  const { scope, candidate, candidates, claims, complement, at } = clause;
  const { lo, hi } = scope;
  const { tokens } = scope.reading;
  const { group, subject } = candidate;
  const entry = claims[0];
  if (
    !entry ||
    !subject ||
    lowerAt(scope, subject.first - 1) !== 'as' ||
    (complement && complement.kind !== 'clause' && complement.kind !== 'noun')
  )
    return null;
  const as = subject.first - 1;
  let comma = group.last;
  while (comma < Math.min(hi, group.last + 8) && tokens[comma]!.text !== ',') comma++;
  if (tokens[comma]?.text !== ',') comma = -1;
  const piece =
    as === lo && comma >= 0
      ? trimPiece(scope, { first: comma + 1, last: hi })
      : as > lo && at >= hi && lowerAt(scope, as - 1) === ','
        ? trimPiece(scope, { first: contentStart(scope, as, candidates), last: as })
        : null;
  if (!piece || !hasFiniteVerb(scope, piece.first, piece.last)) return null;
  return attributionOf(clause, {
    entry,
    speaker: subject,
    content: [piece],
    construction: 'back',
    clause: [{ first: as, last: comma >= 0 ? comma : group.last }],
  });
}
