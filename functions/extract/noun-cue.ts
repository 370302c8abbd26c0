// Nouns that report: "his claim that p", "gave assurances that p", "amid fears that p".
import { type Attribution, isInContent, type Piece } from './attribution.ts';
import { hasFiniteVerb } from './clauses.ts';
import { contentEnd, endInSubject, trimPiece } from './content-span.ts';
import type { Candidate } from './cue-candidates.ts';
import { type CueEntry, plainCue } from './cues.ts';
import { coreBefore, phraseAfter, phraseBefore } from './noun-phrase.ts';
import { barePhrase, type Phrase, subjectBefore } from './phrases.ts';
import { inQuote, lowerAt, type Scope } from './sentence-scope.ts';
import { verbGroupAt } from './verb-group.ts';

const nouns = (list: string, cueClass: CueEntry['class'], rest: Partial<CueEntry> = {}): [string, CueEntry][] =>
  list.split(' ').map((noun) => [noun, { ...plainCue(noun, cueClass), ...rest }]);

/** Nouns with a clause that tells what is said, in the singular. */
const TELLS = new Map([
  ...nouns(
    'assertion contention argument insistence admission acknowledgement complaint confession conclusion testimony assurance criticism',
    'say',
  ),
  ...nouns('confirmation', 'report'),
  ...nouns('warning', 'warn'),
  ...nouns('promise pledge vow guarantee threat', 'promise'),
  ...nouns('denial', 'deny', { polarity: 'denied' }),
  ...nouns(
    'belief view opinion fear hope concern worry suspicion prediction expectation suggestion theory speculation assumption confidence doubt',
    'believe',
    { hedgedBy: 'speaker' },
  ),
  ...nouns('claim allegation accusation rumour rumor report', 'claim', { hedgedBy: 'author' }),
]);

/** What may follow such a noun: its clause, or whose it is. */
const LINKS = new Set(['that', 'by', 'from', 'among']);

/** Verbs that only carry such a noun: "gave assurances that", "expressed concern that". */
const CARRIES =
  /^(?:give|gives|gave|given|make|makes|made|issue[sd]?|offer(?:s|ed)?|express(?:es|ed)?|voice[sd]?|raise[sd]?|repeat(?:s|ed)?|reiterate[sd]?|release[sd]?|reach(?:es|ed)?|share[sd]?|deliver(?:s|ed)?|level(?:s|led|ed)?)$/u;

/** The word that tells the noun's content from its being mentioned: "the claim that he made" holds none. */
const MADE = /^(?:made|makes?|levelled|leveled|raised|published|printed|spread|filed|heard|read|denied|rejected)$/u;

/** Every attribution of the sentence that a noun makes outside the ones found already. */
export function readNounCues(
  scope: Scope,
  candidates: readonly Candidate[],
  found: readonly Attribution[],
): Attribution[] {
  const { reading, lo, hi } = scope;
  const { tokens } = reading;
  const result: Attribution[] = [];
  for (let k = lo + 1; k + 2 < hi; k++) {
    if (tokens[k]!.pos !== 'NOUN' || !LINKS.has(tokens[k + 1]!.lower) || inQuote(scope, k)) continue;
    const noun = lowerAt(scope, k);
    const tells = TELLS.get(noun) ?? TELLS.get(noun.replace(/s$/u, ''));
    const read = tells && readTold(scope, k, tells, candidates);
    if (read && !overlaps(read, found)) result.push(read);
  }
  return result;
}

/** Whether the noun stands in another's content, or its own content is already somebody's. */
const overlaps = ({ cue, content }: Attribution, found: readonly Attribution[]): boolean =>
  isInContent(found, cue!.first) || isInContent(found, content[0]!.first);

/** "claim that p", "a suggestion by the mayor that p" */
function readTold(scope: Scope, k: number, entry: CueEntry, candidates: readonly Candidate[]): Attribution | null {
  const { reading, hi } = scope;
  let that = k + 1;
  let agent: Phrase | null = null;
  if (lowerAt(scope, that) !== 'that') {
    const end = phraseAfter(reading, that + 1, hi);
    if (end > 0) agent = barePhrase(that + 1, end);
    that = end;
  }
  const first = that + 1;
  if (lowerAt(scope, that) !== 'that' || first >= hi || hasFiniteVerb(scope, first, first + 1)) return null;
  // "her suggestion that day"
  if (/^(?:day|time|week|month|year|night|morning|evening|way)$/u.test(lowerAt(scope, first))) return null;
  if (inQuote(scope, that) || !hasFiniteVerb(scope, first, hi) || isMade(scope, first)) return null;
  const owner = agent ?? ownerOf(scope, k);
  const speaker = owner ?? carrierOf(scope, k);
  const isRumour = isThereOrAmid(scope, k);
  // "There are reports that p", but "the council released a report that the mayor had ordered"
  if (entry.lemma === 'report' ? !isRumour : !speaker && !isRumour) return null;
  const piece = trimPiece(scope, {
    first,
    last: endInSubject(scope, k, first, contentEnd(scope, first, null, candidates)),
  });
  return piece && attributionTo(scope, k, entry, speaker, piece);
}

const attributionTo = (
  scope: Scope,
  k: number,
  entry: CueEntry,
  speaker: Phrase | null,
  piece: Piece,
): Attribution => ({
  entry,
  cue: { first: k, last: k + 1 },
  group: null,
  speaker,
  content: [piece],
  construction: speaker ? 'forward' : 'impersonal',
  sentence: scope.sentence,
  clause: [],
  polarity: entry.polarity,
  silent: false,
  speakerFrom: null,
  dialogue: scope.dialogue,
});

/** Whose claim it is: "the union's claim", "his claim". */
function ownerOf(scope: Scope, k: number): Phrase | null {
  const { reading, lo } = scope;
  const { tokens } = reading;
  let at = k - 1;
  while (at > lo && (tokens[at]!.pos === 'ADJ' || tokens[at]!.pos === 'NOUN' || tokens[at]!.pos === 'NUM')) at--;
  const { lower, text } = tokens[at]!;
  if (/^(?:his|her|their|its|my|our)$/u.test(lower)) return barePhrase(at, at + 1);
  if (!/^['’]s?$/u.test(text)) return null;
  const first = phraseBefore(reading, at, lo);
  return first < 0 ? null : barePhrase(first, at);
}

/** Who gave, made or expressed it. */
function carrierOf(scope: Scope, k: number): Phrase | null {
  const { reading, lo } = scope;
  const core = coreBefore(reading, k + 1, lo);
  const verb = core - 1;
  if (verb <= lo || !CARRIES.test(lowerAt(scope, verb))) return null;
  const group = verbGroupAt(reading, verb, lo);
  if (group.negated || group.infinitive || group.hypothetical || group.passive || group.participle) return null;
  return subjectBefore(reading, group.first, lo);
}

/** "There were claims that p", "Amid claims that p": somebody says so. */
function isThereOrAmid(scope: Scope, k: number): boolean {
  const core = coreBefore(scope.reading, k + 1, scope.lo);
  let at = core - 1;
  if (lowerAt(scope, at) === 'amid') return true;
  while (at > scope.lo && /^(?:is|are|was|were|have|has|had|been)$/u.test(lowerAt(scope, at))) at--;
  return at < core - 1 && lowerAt(scope, at) === 'there';
}

/** "the claim that he made": the clause tells which claim, not what. */
function isMade(scope: Scope, first: number): boolean {
  const { tokens, dateFrom } = scope.reading;
  for (let k = first; k < Math.min(scope.hi, first + 8); k++) {
    if (tokens[k]!.pos !== 'VERB') continue;
    const ends = k + 1 >= scope.hi || dateFrom[k + 1]! >= 0 || /^(?:PUNCT|ADP|AUX)$/u.test(tokens[k + 1]!.pos);
    return ends && MADE.test(tokens[k]!.lower);
  }
  return false;
}
