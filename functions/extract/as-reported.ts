// A reporting clause with "as": "As the paper reported, p" and "p, as the paper reported".
import type { Attribution, Piece } from './attribution.ts';
import { hasFiniteVerb } from './clauses.ts';
import { contentStart, trimPiece } from './content-span.ts';
import { attributionOf, type ReportingClause } from './reporting-clause.ts';
import { inQuote, lowerAt, quoteEndingBefore, type Scope } from './sentence-scope.ts';

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
  const set = as > lo && (lowerAt(scope, as - 1) === ',' || quoteEndingBefore(scope, as) >= 0);
  const before = set ? trimPiece(scope, { first: contentStart(scope, as, candidates), last: as }) : null;
  const behind = comma >= 0 ? trimPiece(scope, { first: comma + 1, last: hi }) : null;
  const content = contentAround(scope, before, behind, as === lo, at >= hi);
  if (!content) return null;
  return attributionOf(clause, {
    entry,
    speaker: subject,
    content,
    construction: 'back',
    clause: [{ first: as, last: comma >= 0 ? comma : group.last }],
  });
}

/** What the clause stands behind, before, or in the middle of: "The budget, as Quist put it, is a wish list". */
function contentAround(
  scope: Scope,
  before: Piece | null,
  behind: Piece | null,
  isFirst: boolean,
  isLast: boolean,
): Piece[] | null {
  const isClause = (piece: Piece): boolean =>
    hasFiniteVerb(scope, piece.first, piece.last) || inQuote(scope, piece.first);
  if (isFirst) return behind && isClause(behind) ? [behind] : null;
  if (!before) return null;
  if (isLast) return isClause(before) ? [before] : null;
  return behind && !isClause(before) && hasFiniteVerb(scope, behind.first, behind.first + 1) ? [before, behind] : null;
}
