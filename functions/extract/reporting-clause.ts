// A reporting clause: one cue with its complement, as the rules of each construction read it and write their attribution.
import type { Attribution, Piece } from './attribution.ts';
import { type Complement, complementAt } from './complement.ts';
import type { Candidate } from './cue-candidates.ts';
import type { CueEntry } from './cues.ts';
import { phraseAfter } from './noun-phrase.ts';
import { barePhrase, type Phrase } from './phrases.ts';
import type { Scope } from './sentence-scope.ts';
import type { VerbGroup } from './verb-group.ts';

export interface ReportingClause {
  scope: Scope;
  candidate: Candidate;
  /** Every cue of the sentence, this one among them: contents end where another's clause begins. */
  candidates: readonly Candidate[];
  /** The senses of the cue that make a claim; the others are stances. */
  claims: CueEntry[];
  /** Tokens of the cue's main words. */
  cue: Piece;
  complement: Complement | null;
  /** How far the search for the complement got. */
  at: number;
}

export function reportingClause(scope: Scope, candidate: Candidate, candidates: readonly Candidate[]): ReportingClause {
  const { entries, group } = candidate;
  const claims = entries.filter((entry) => !entry.stance);
  const frames = claims.map((entry) => entry.frames).join('');
  const asks = group.silent || claims.some((entry) => entry.class === 'question');
  const cue = { first: group.negated || group.silent ? group.first : group.verb, last: group.last };
  return { scope, candidate, candidates, claims, cue, ...complementAt(scope, group.last, frames, asks) };
}

/** The first sense that takes one of the frames. */
export const choose = (entries: readonly CueEntry[], frames: RegExp): CueEntry | undefined =>
  entries.find((entry) => frames.test(entry.frames));

export function polarityOf(entry: CueEntry, group: VerbGroup): Attribution['polarity'] {
  if (group.silent || /^(?:ask|inquire|enquire)$/u.test(entry.lemma)) return 'questioned';
  if (entry.polarity === 'denied') return group.negated ? 'affirmed' : 'denied';
  if (entry.polarity === 'questioned') return 'questioned';
  if (group.negated) return 'denied';
  return 'affirmed';
}

type Found = Pick<Attribution, 'entry' | 'speaker' | 'content' | 'construction' | 'clause'>;

/** The attribution that a rule has found for a reporting clause. */
export const attributionOf = (
  { scope, candidate: { group }, cue }: Pick<ReportingClause, 'scope' | 'candidate' | 'cue'>,
  found: Found & Partial<Attribution>,
): Attribution => ({
  cue,
  group,
  sentence: scope.sentence,
  polarity: polarityOf(found.entry, group),
  silent: group.silent,
  speakerFrom: null,
  dialogue: scope.dialogue,
  ...found,
});

/** Whom "by" names between a verb and its content: "told in May by the clinic that p"; null for "by Monday". */
export function agentIn({ reading }: Scope, from: number, to: number): Phrase | null {
  let by = from;
  while (by < to && (reading.tokens[by]!.lower !== 'by' || reading.dateFrom[by]! >= 0)) by++;
  const end = by < to ? phraseAfter(reading, by + 1, to) : -1;
  return end < 0 ? null : barePhrase(by + 1, end);
}
