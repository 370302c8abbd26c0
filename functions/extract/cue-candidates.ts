// Cues of a sentence: each reporting verb outside quotations with its verb group and the subject before it.
import { adjectiveCue, type CueEntry, isSpeechForm, lookUpCue, plainCue } from './cues.ts';
import { coreBefore, isCapital } from './noun-phrase.ts';
import { type Phrase, subjectBefore } from './phrases.ts';
import { endsInComma, inQuote, lowerAt, quoteEndingBefore, type Scope } from './sentence-scope.ts';
import { negate, type VerbGroup, verbGroupAt } from './verb-group.ts';

/** One cue of a sentence on its way to an attribution. */
export interface Candidate {
  entries: CueEntry[];
  group: VerbGroup;
  subject: Phrase | null;
}

/** Any verb beside a quotation that waits for one: “…,” groaned the mayor. */
const UTTER = { ...plainCue('', 'say'), frames: 'q' };

/**
 * Most cues read in one sentence. A news sentence seldom holds more than five; each costs time in proportion to
 * the sentence, so this keeps a text that repeats "he said" without end linear.
 */
const MOST_CUES = 12;

export function collectCandidates(scope: Scope): Candidate[] {
  const { reading, lo, hi } = scope;
  const { tokens } = reading;
  const end = scope.sentence.last - 1;
  // A question of the author's claims nothing.
  if (tokens[end]!.text === '?' && !inQuote(scope, end)) return [];
  const candidates: Candidate[] = [];
  for (let v = lo; v < hi && candidates.length < MOST_CUES; v++) {
    if (inQuote(scope, v)) continue;
    const token = tokens[v]!;
    const adjective = adjectiveCandidate(scope, v);
    if (adjective) {
      candidates.push(adjective);
      continue;
    }
    let entries = lookUpCue(token.lower, [lowerAt(scope, v + 1), lowerAt(scope, v + 2)]);
    if (entries.length === 0) {
      if (!utters(scope, v)) continue;
      entries = [{ ...UTTER, lemma: token.lower }];
    }
    // "the United States": a capital inside a sentence belongs to a name.
    if (isCapital(token) && v > lo && isCapital(tokens[v - 1])) continue;
    const before = tokens[v - 1];
    const next = tokens[v + 1];
    const modifier =
      v > lo &&
      before !== undefined &&
      (before.pos === 'DET' ||
        (before.pos === 'NUM' && reading.dateUntil[v]! < 0) ||
        before.pos === 'ADJ' ||
        /^(?:its|his|her|their|our|my|your)$/u.test(before.lower) ||
        (/^['’]s?$/u.test(before.text) && before.pos === 'PART'));
    if (token.pos !== 'VERB') {
      if (token.pos === 'AUX' || token.pos === 'ADP' || modifier) continue;
      // A verb that the tagger took for a noun: "…, the roads agency estimates."
      const ends =
        v + 1 >= hi || inQuote(scope, v + 1) || /^(?:that|,|:)$/u.test(next!.lower) || reading.dateFrom[v + 1]! >= 0;
      const tensed = before !== undefined && /^(?:had|has|have|will|would)$/u.test(before.lower);
      const plain =
        (before?.pos === 'NOUN' || before?.pos === 'PROPN') && /[^s]s$/u.test(before.lower) && next?.lower === 'that';
      const inflected =
        /(?:[^s]s|ed|said|told|ought)$/u.test(token.lower) ||
        // Its past has no ending: believed after a phrase that a comma sets off, "…, the weather office forecast."
        (token.lower === 'forecast' && tokens[coreBefore(reading, v, lo) - 1]?.text === ',');
      const afterQuote = inflected && quoteEndingBefore(scope, v) >= 0;
      if (
        !((ends && inflected) || tensed || plain || afterQuote) ||
        v === lo ||
        !before ||
        !(
          tensed ||
          (before.text === ',' && next?.lower === 'that') ||
          quoteEndingBefore(scope, v) >= 0 ||
          before.pos === 'NOUN' ||
          before.pos === 'PROPN' ||
          before.pos === 'PRON' ||
          reading.dateUntil[v]! >= 0 ||
          before.pos === 'ADV'
        )
      )
        continue;
      if (
        token.pos === 'NOUN' &&
        next?.lower === ',' &&
        !/(?:said|told|d)$/u.test(token.lower) &&
        quoteEndingBefore(scope, v) < 0 &&
        !tokens.slice(Math.max(lo, v - 10), v).some((t) => t.text === ',')
      )
        continue;
    } else if (
      modifier &&
      next &&
      (next.pos === 'NOUN' || next.pos === 'PROPN' || next.pos === 'ADJ' || next.pos === 'NUM') &&
      before!.pos !== 'ADJ' &&
      before!.lower !== 'that' &&
      !/^(?:all|both|some|many|most|others|several|these|those|this|each|another)$/u.test(before!.lower)
    ) {
      // "the said device", "18 confirmed tornadoes"
      continue;
    }
    if (isNaming(scope, v)) continue;
    // "She believed in three things: rain, …"
    if (entries[0]!.lemma === 'believe' && next?.lower === 'in') continue;
    // "The display will read “ERR 4”": a manual's words
    if (token.lower === 'read' && /^(?:will|should|must|'ll)$/u.test(lowerAt(scope, v - 1))) continue;
    // "went on to say": the next verb is the cue. "as the day went on", "it will go on": no cue without a quotation.
    const isGoing = entries[0]!.lemma === 'go';
    if (isGoing && (token.lower === 'go' || lowerAt(scope, v + 2) === 'to' || !bringsQuotation(scope, v + 2))) continue;
    const group = verbGroupAt(reading, v, lo);
    const particle = entries[0]!.particle;
    if (particle) group.last = lowerAt(scope, v + 1) === particle ? v + 2 : v + 3;
    if (group.infinitive && !group.silent) continue;
    // "known as", "seen by": without an auxiliary these participles are no finite verbs.
    if (group.first === v && /^(?:known|seen|shown|spoken|sworn|undertaken|withdrawn|foreseen)$/u.test(token.lower))
      continue;
    // "was quoted as saying"
    if (lowerAt(scope, v - 1) === 'as' && /^(?:quoted|cited|reported|paraphrased)$/u.test(lowerAt(scope, v - 2))) {
      const outer = verbGroupAt(reading, v - 2, lo);
      group.first = outer.first;
      group.participle = false;
      group.passive = false;
    }
    // "He's said" is "has said" unless an infinitive follows.
    if (group.passive && lowerAt(scope, group.first) === "'s" && next?.lower !== 'to') group.passive = false;
    const subject = group.participle ? null : subjectBefore(reading, group.first, lo);
    const conditional = subject ? lowerAt(scope, subject.first - 1) : '';
    if (/^(?:if|unless|whether|should|were)$/u.test(conditional)) continue;
    // "The rest, as they say, is history."
    if (
      conditional === 'as' &&
      lowerAt(scope, v - 1) === 'they' &&
      token.lower === 'say' &&
      (v + 1 >= hi || next?.text === ',')
    )
      continue;
    if (subject && isNobody(scope, subject.headFirst)) {
      // "Nobody denies that p" is no silence.
      if (denies(entries)) group.negated = true;
      else negate(group, token.lower);
    } else if (
      subject &&
      isHardlyAnybody(scope, subject.headFirst) &&
      (denies(entries) || entries[0]!.class === 'believe')
    )
      group.negated = true;
    if (group.hypothetical) continue;
    candidates.push({ entries, group, subject });
  }
  return candidates;
}

/** Whether a quotation waits for the clause that ends at token `end`, or follows it. */
const bringsQuotation = (scope: Scope, end: number): boolean =>
  scope.quotesSpeech || (/^[,:]$/u.test(lowerAt(scope, end)) && inQuote(scope, end + 1));

/** "set up a website called “Orsk Lost”", "a group called Future45": behind the object of another verb "called" tells a name. */
function isNaming(scope: Scope, v: number): boolean {
  const { reading, lo } = scope;
  const { tokens } = reading;
  if (lowerAt(scope, v) !== 'called' || tokens[v - 1]?.pos !== 'NOUN') return false;
  if (!isCapital(tokens[v + 1]) && !inQuote(scope, v + 1) && tokens[v + 1]?.text !== '#') return false;
  const before = tokens[coreBefore(reading, v, lo) - 1];
  return before !== undefined && /^(?:VERB|ADP)$/u.test(before.pos) && !isSpeechForm(before.lower);
}

/** Whether the phrase at token `head` denies that there is somebody: "neither ministry", "no official", "no one". */
const isNobody = (scope: Scope, head: number): boolean =>
  /^(?:nobody|no-one|none|neither)$/u.test(lowerAt(scope, head)) ||
  (lowerAt(scope, head) === 'one' && lowerAt(scope, head - 1) === 'no') ||
  (lowerAt(scope, head) === 'no' && !/^(?:fewer|less|more|doubt)$/u.test(lowerAt(scope, head + 1)));

/** Whether the phrase at token `head` leaves hardly anybody: "few scientists", "hardly anyone". */
const isHardlyAnybody = (scope: Scope, head: number): boolean =>
  lowerAt(scope, head) === 'few' ||
  (/^any/u.test(lowerAt(scope, head)) && /^(?:hardly|scarcely|barely)$/u.test(lowerAt(scope, head - 1)));

const denies = (entries: readonly CueEntry[]): boolean => entries.some(({ polarity }) => polarity === 'denied');

/** "is adamant that p", "remains confident p"; null for "it is certain that p", which the author thinks. */
function adjectiveCandidate(scope: Scope, v: number): Candidate | null {
  const { reading, lo } = scope;
  const entry = adjectiveCue(lowerAt(scope, v));
  if (!entry || v === lo) return null;
  const group = verbGroupAt(reading, v, lo);
  const remains = /^remain(?:s|ed)?$/u.test(lowerAt(scope, group.first - 1));
  if (!(group.passive || remains) || group.hypothetical || group.infinitive) return null;
  group.passive = false;
  if (remains) group.first--;
  const subject = subjectBefore(reading, group.first, lo);
  if (!subject || /^(?:it|there|that|this|if|whether)$/u.test(lowerAt(scope, subject.headFirst))) return null;
  return /^(?:if|unless|whether)$/u.test(lowerAt(scope, subject.first - 1))
    ? null
    : { entries: [entry], group, subject };
}

/**
 * True for a verb, whatever it means, that reports the quotation before it: the quotation ends in a comma and the verb stands
 * between it and its subject (“…,” groaned the mayor), or after its subject at the clause's end (“…,” the mayor groaned.).
 */
function utters(scope: Scope, v: number): boolean {
  const { reading, lo, hi } = scope;
  const { tokens } = reading;
  const token = tokens[v]!;
  if (!scope.quotesSpeech || token.pos !== 'VERB' || !/(?:[^s]s|ed)$/u.test(token.lower)) return false;
  const before = quoteEndingBefore(scope, v);
  if (before >= 0)
    return (
      endsInComma(reading, before) && (/^(?:DET|NOUN)$/u.test(tokens[v + 1]?.pos ?? '') || isCapital(tokens[v + 1]))
    );
  const ends = v + 1 >= hi || /^[,;]$/u.test(lowerAt(scope, v + 1)) || tokens[v + 1]?.pos === 'ADP';
  if (!ends) return false;
  const subject = subjectBefore(reading, v, lo);
  const quote = subject ? quoteEndingBefore(scope, subject.first) : -1;
  return quote >= 0 && endsInComma(reading, quote);
}
