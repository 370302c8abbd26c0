// A reporting clause with "as": "As the paper reported, p", "p, as the paper reported", "p, or so the paper says".
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
  const opener = subject ? openerBefore(scope, subject.first) : -1;
  if (!entry || !subject || opener < 0 || (complement && complement.kind !== 'clause' && complement.kind !== 'noun'))
    return null;
  let comma = group.last;
  while (comma < Math.min(hi, group.last + 8) && tokens[comma]!.text !== ',') comma++;
  if (tokens[comma]?.text !== ',') comma = -1;
  const set = opener > lo && (lowerAt(scope, opener - 1) === ',' || quoteEndingBefore(scope, opener) >= 0);
  const before = set ? trimPiece(scope, { first: contentStart(scope, opener, candidates), last: opener }) : null;
  const behind = comma >= 0 ? trimPiece(scope, { first: comma + 1, last: hi }) : null;
  const content = contentAround(scope, before, behind, opener === lo, at >= hi);
  if (!content) return null;
  return attributionOf(clause, {
    entry,
    speaker: subject,
    content,
    construction: 'back',
    clause: [{ first: opener, last: comma >= 0 ? comma : group.last }],
  });
}

/** Where "as" or "or so" stands before the subject; -1 when neither does. */
function openerBefore(scope: Scope, first: number): number {
  if (lowerAt(scope, first - 1) === 'as') return first - 1;
  return lowerAt(scope, first - 1) === 'so' && lowerAt(scope, first - 2) === 'or' ? first - 2 : -1;
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
