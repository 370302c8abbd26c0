// Passive reporting: "it is said that p", "X is said to …", "X was accused by Y of …", "X was confirmed by Y".
import type { Attribution, Piece } from './attribution.ts';
import { hasFiniteVerb, isVerb } from './clauses.ts';
import { complementAt, isSubject } from './complement.ts';
import { contentEnd, contentStart, trimPiece } from './content-span.ts';
import type { Candidate } from './cue-candidates.ts';
import { type CueEntry, plainCue } from './cues.ts';
import { coreAfter, phraseAfter } from './noun-phrase.ts';
import type { Phrase } from './phrases.ts';
import { agentIn, attributionOf, polarityOf } from './reporting-clause.ts';
import { isWholeQuote, lowerAt, type Scope } from './sentence-scope.ts';

const IMPERSONAL: CueEntry = { ...plainCue('say', 'report'), hedgedBy: 'author' };

/** "It was announced that p": an act of somebody in charge, or something found out, which the author does not doubt. */
const MADE_KNOWN =
  /^(?:announce|reveal|confirm|disclose|find|show|establish|determine|discover|prove|demonstrate|decide|rule|agree|conclude|note|point|record)$/u;
const IMPERSONAL_VERB =
  /^(?:say|believe|think|allege|report|understand|rumou?r|claim|suspect|presume|assume|estimate|consider|fear)$/u;

export function readPassive(scope: Scope, candidate: Candidate, candidates: readonly Candidate[]): Attribution | null {
  const { hi } = scope;
  const { tokens } = scope.reading;
  const { group, entries, subject } = candidate;
  const entry = entries.find(({ stance }) => !stance) ?? entries[0]!;
  if (group.negated) return null;
  const next = lowerAt(scope, group.last);
  if (subject && !entry.stance && (entry.frames.includes('t') || IMPERSONAL_VERB.test(entry.lemma))) {
    const it = lowerAt(scope, subject.headFirst) === 'it' && subject.headLast === subject.headFirst + 1;
    const { complement } = complementAt(scope, group.last, 'tb', false);
    // Not "it was revealed to me that night".
    if (it && complement && /^(?:that|clause)$/u.test(complement.kind) && hasFiniteVerb(scope, complement.first, hi))
      return impersonal(scope, candidate, candidates, entry, {
        cue: { first: subject.headFirst, last: group.last },
        first: complement.first,
        from: complement.first,
        clause: { first: scope.lo, last: complement.first },
      });
    if (it && !complement) return parenthetical(scope, candidate, candidates, entry);
    // "is believed to have sunk"; not "was reported to the ombudsman", nor "to police", a verb for the tagger
    const infinitive = tokens[group.last + 1]?.pos === 'ADV' ? tokens[group.last + 2] : tokens[group.last + 1];
    if (
      next === 'to' &&
      IMPERSONAL_VERB.test(entry.lemma) &&
      infinitive &&
      isVerb(infinitive.pos) &&
      infinitive.lower !== 'police'
    )
      return impersonal(scope, candidate, candidates, entry, {
        cue: { first: group.first, last: group.last + 1 },
        first: subject.first,
        from: group.last,
        clause: { first: group.first, last: group.last },
      });
  }
  if (next === 'by' && scope.reading.dateFrom[group.last]! < 0) return byAgent(scope, candidate, candidates, entry);
  return !entry.stance && entry.frames.includes('a') ? toldTo(scope, candidate, candidates, entry) : null;
}

/** "The clerk, it is alleged, took the cash", "The clerk took the cash, it is alleged": between commas or at the end. */
function parenthetical(
  scope: Scope,
  candidate: Candidate,
  candidates: readonly Candidate[],
  entry: CueEntry,
): Attribution | null {
  const { hi } = scope;
  const { first } = candidate.subject!;
  const { last, verb } = candidate.group;
  const closes = last >= hi || lowerAt(scope, last) === ',';
  if (lowerAt(scope, first - 1) !== ',' || !closes) return null;
  const pieces = [
    trimPiece(scope, { first: contentStart(scope, first, candidates), last: first }),
    last + 1 < hi
      ? trimPiece(scope, { first: last + 1, last: contentEnd(scope, last + 1, candidate, candidates) })
      : null,
  ].filter((piece) => piece !== null);
  if (!pieces.some((piece) => hasFiniteVerb(scope, piece.first, piece.last))) return null;
  return attributionOf(
    { scope, candidate, cue: { first: verb, last } },
    {
      entry: MADE_KNOWN.test(entry.lemma) ? entry : { ...IMPERSONAL, lemma: entry.lemma },
      speaker: null,
      content: pieces,
      construction: 'impersonal',
      clause: [{ first, last }],
      polarity: 'affirmed',
    },
  );
}

/** "Jurors were told that p": the subject is who heard it; whoever said it is not told, or stands behind ("on Monday by Y"). */
function toldTo(
  scope: Scope,
  candidate: Candidate,
  candidates: readonly Candidate[],
  entry: CueEntry,
): Attribution | null {
  const { reading, lo } = scope;
  const { group } = candidate;
  const { complement } = complementAt(scope, group.last, 'tbq', false);
  if (!complement) return null;
  const { kind, first } = complement;
  const tells =
    (kind === 'that' && hasFiniteVerb(scope, first, scope.hi)) ||
    // "was told stories by his grandmother is now …": an object and who told it
    (kind === 'clause' && isSubject(scope, first) && lowerAt(scope, coreAfter(reading, first, scope.hi)) !== 'by') ||
    // "was told how the gang hid the cash" tells that it did; "how many died", "how to hide it" tell nothing.
    (kind === 'wh' && lowerAt(scope, first) === 'how' && isSubject(scope, first + 1)) ||
    (kind === 'quote' && isWholeQuote(scope, reading.quoteOf[first]!));
  const piece = tells && trimPiece(scope, { first, last: contentEnd(scope, first, candidate, candidates) });
  if (!piece) return null;
  const speaker = agentIn(scope, group.last, first);
  return attributionOf(
    { scope, candidate, cue: { first: group.verb, last: group.last } },
    {
      entry,
      speaker,
      content: [piece],
      construction: speaker ? 'passive' : 'impersonal',
      clause: [{ first: lo, last: first }],
      polarity: 'affirmed',
    },
  );
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
  // "It was confirmed by the ministry that p"
  const speaker = agentIn(scope, candidate.group.last, at.from);
  return (
    piece &&
    attributionOf(
      { scope, candidate, cue: at.cue },
      {
        entry: speaker || MADE_KNOWN.test(entry.lemma) ? entry : { ...IMPERSONAL, lemma: entry.lemma },
        speaker,
        content: [piece],
        construction: speaker ? 'passive' : 'impersonal',
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
