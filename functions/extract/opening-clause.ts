// A reporting clause before its content: "she said that …", "denied taking part", "accused X of …".
import type { Attribution } from './attribution.ts';
import { hasFiniteVerb, isVerb, mainSubject, startsClause } from './clauses.ts';
import { type Complement, isSubject } from './complement.ts';
import { contentEnd, endInSubject, trimPiece } from './content-span.ts';
import { type CueEntry, isSpeechForm, PROPOSITION_NOUN } from './cues.ts';
import { coreAfter, isCapital, OBJECT_PRONOUNS, phraseAfter, phraseBefore } from './noun-phrase.ts';
import { barePhrase, type Phrase, subjectAfter } from './phrases.ts';
import { attributionOf, choose, polarityOf, type ReportingClause, reportingClause } from './reporting-clause.ts';
import { inQuote, isWholeQuote, lowerAt, type Scope, wholeFrom } from './sentence-scope.ts';
import { readStance } from './stance.ts';
import { DOCUMENT_NOUNS } from './word-lists.ts';

/** "Said Ann Roe, who grew up there, “…”"; at the paragraph's end, "Said Ann Roe:", the next one is the content. */
export function readInvertedOpening(clause: ReportingClause): Attribution | null {
  const { scope, candidate, claims } = clause;
  const { reading, lo, hi } = scope;
  const { group, subject } = candidate;
  const entry = choose(claims, /q/);
  if (subject || group.first !== lo || !entry || !isCapital(reading.tokens[lo])) return null;
  const inverted = subjectAfter(reading, group.last, hi);
  if (!inverted || !/^[,:]$/u.test(lowerAt(scope, inverted.last))) return null;
  const announces = inverted.last + 1 === hi && lowerAt(scope, inverted.last) === ':';
  if (!announces && !inQuote(scope, inverted.last + 1)) return null;
  return attributionOf(clause, {
    entry,
    speaker: inverted,
    content: announces ? [] : [wholeFrom(scope, inverted.last + 1)],
    construction: 'forward',
    clause: [{ first: lo, last: inverted.last }],
    polarity: 'affirmed',
  });
}

/** "He declared:" at the paragraph's end: the next one is the content. */
export function readAnnouncement(clause: ReportingClause): Attribution | null {
  const { scope, candidate, claims, complement, at } = clause;
  const entry = choose(claims, /q/);
  if (!candidate.subject || complement || !entry || lowerAt(scope, at) !== ':' || at + 1 < scope.hi) return null;
  return attributionOf(clause, {
    entry,
    speaker: candidate.subject,
    content: [],
    construction: 'forward',
    clause: [{ first: scope.lo, last: at }],
  });
}

const WANTED: Record<Complement['kind'], RegExp> = {
  that: /t/,
  wh: /[tq]/,
  quote: /[qto]/,
  colon: /q/,
  clause: /b/,
  infinitive: /i/,
  gerund: /g/,
  noun: /n/,
  object: /o/,
};

/** The content behind the cue, or a stance when the complement makes no claim. */
export function readOpening(clause: ReportingClause, found: readonly Attribution[]): Attribution | null {
  const { scope, candidate, candidates, claims } = clause;
  const { lo, hi } = scope;
  const { group } = candidate;
  const speaker = speakerOf(clause, found);
  if (!speaker) return null;
  const { subject, speakerFrom } = speaker;
  const stance = (): Attribution | null => readStance(scope, candidate, subject, speakerFrom, candidates);
  // "the law, allowing …" : a participle of a weak verb says nothing.
  if (!candidate.subject && group.participle && !claims.some((entry) => /[tqo]/.test(entry.frames))) return stance();
  const complement = clause.complement ?? afterComma(clause);
  if (!complement) return aboutAntecedent(clause) ?? stance();
  const sense = choose(claims, WANTED[complement.kind]);
  if (!sense) return stance();
  const quotes =
    complement.kind === 'object' && isQuoting(lowerAt(scope, group.verb)) && isQuotedAsSaying(clause, complement.first);
  // The paper that "quoted the minister as saying that p" makes no claim of its own.
  const entry = quotes ? { ...sense, stance: true } : sense;
  if (group.silent && complement.kind === 'noun') return null;
  if (entry.lemma === 'show' && complement.kind === 'quote' && !showsWords(scope, complement.first, subject))
    return null;
  const content = locate(scope, entry, complement);
  if (!content) return stance();
  const { first, end } = content;
  const stop = end > 0 ? end : stopOf(clause, entry, subject, first);
  const piece = trimPiece(scope, { first, last: stop });
  if (!piece) return null;
  const cue = { first: clause.cue.first, last: content.cueLast ?? clause.cue.last };
  const clauseFirst = subject ? subject.first : group.first;
  // Inside another's content the clause begins there: "reported on Monday that the minister had said …".
  const outer = found.findLast((other) => other.content.some((p) => clauseFirst >= p.first && clauseFirst < p.last));
  // Behind another's: "p, the port said, adding that q" has its dates behind p.
  const before = found
    .filter((other) => !other.entry.stance)
    .flatMap((other) => other.content)
    .filter(({ last }) => last <= clauseFirst);
  const clauseStart = outer
    ? outer.content.find((p) => clauseFirst < p.last)!.first
    : isSecondClause(scope, clauseFirst) || lowerAt(scope, lo) === 'having'
      ? clauseFirst
      : Math.max(lo, ...before.map(({ last }) => last));
  return attributionOf(clause, {
    entry,
    cue,
    speaker: subject,
    content: [piece],
    construction: 'forward',
    clause: [
      { first: Math.min(clauseStart, clauseFirst), last: clauseFirst },
      { first: group.first, last: complement.first },
      ...(subject ? [{ first: subject.headLast, last: datesTo(clause, subject) }] : []),
      // "…, speaking on Monday"; any other date behind the content is another deed's.
      ...(OCCASION.test(lowerAt(scope, piece.last + 1)) ? [{ first: piece.last, last: hi }] : []),
    ],
    polarity: content.denied ? 'denied' : polarityOf(entry, group),
    speakerFrom,
  });
}

/** A document shows “a pattern of abuse”; what somebody shows, “not a shred of remorse”, is no claim without a verb. */
const showsWords = (scope: Scope, first: number, subject: Phrase | null): boolean =>
  hasFiniteVerb(scope, first, wholeFrom(scope, first).last) ||
  (subject !== null && DOCUMENT_NOUNS.has(lowerAt(scope, subject.headLast - 1)));

/**
 * How far behind the subject a date is the saying's, too: up to the verb. "The bank on Tuesday raised its rate, but said p" was
 * said on Tuesday; "He hopes to play in June, but said p" has its date in another predicate.
 */
function datesTo({ scope, candidate }: ReportingClause, subject: Phrase): number {
  const { group } = candidate;
  if (candidate.subject || group.participle) return group.first;
  let end = subject.headLast;
  while (end < group.first && !isVerb(scope.reading.tokens[end]!.pos)) end++;
  return end;
}

/**
 * "It closed in 2019, and the mayor says p", "… after the mayor said p": what stands before the conjunction, its dates too, is
 * another clause's.
 */
const isSecondClause = (scope: Scope, first: number): boolean =>
  /^(?:and|but|so|yet|while|after|because|although|though|since|;)$/u.test(lowerAt(scope, first - 1)) &&
  hasFiniteVerb(scope, scope.lo, first - 1);

const OCCASION =
  /^(?:speaking|addressing|talking|testifying|writing|appearing|responding|according|in|on|at|during|when|last|earlier)$/u;

/** Who says it when no phrase stands before the verb: the speaker of the cue before it, else the main clause's subject. */
function speakerOf(
  { scope, candidate }: ReportingClause,
  found: readonly Attribution[],
): { subject: Phrase | null; speakerFrom: Attribution | null } | null {
  const { group, subject } = candidate;
  if (subject) return { subject, speakerFrom: null };
  const quoted = group.participle ? quotedSpeaker(scope, group.first) : null;
  if (quoted) return { subject: quoted, speakerFrom: null };
  // "left without saying that p", "it goes without saying that p": nobody says so.
  if (lowerAt(scope, group.verb) === 'saying' && lowerAt(scope, group.first - 1) === 'without') return null;
  const described = group.participle ? describedBy(scope, group.first) : null;
  if (described) return { subject: described, speakerFrom: null };
  const joined =
    /^(?:and|but|,|or|—|–|then|before|after|while|by|in|when)$/u.test(lowerAt(scope, group.first - 1)) ||
    group.participle;
  if (!joined || (group.first === scope.lo && !group.participle)) return null;
  const speakerFrom = found.findLast(
    ({ speaker, construction }) => speaker !== null && construction !== 'according-to',
  );
  if (speakerFrom) return { subject: null, speakerFrom };
  const main = mainSubject(scope, group.first, group.participle);
  return main && { subject: main, speakerFrom: null };
}

/** "a group backing the plan", "voters saying that p": whom a participle without a comma describes. */
function describedBy(scope: Scope, participle: number): Phrase | null {
  const { reading, lo } = scope;
  const before = reading.tokens[participle - 1];
  // "issued a statement saying that p": the company's words
  if (participle <= lo || !/^(?:NOUN|PROPN)$/u.test(before!.pos) || DOCUMENT_NOUNS.has(before!.lower)) return null;
  const first = phraseBefore(reading, participle, lo);
  return first < 0 ? null : barePhrase(first, participle);
}

/** Tokens between "quoted" and "as saying", the speaker with an apposition: set by hand. */
const QUOTED_REACH = 25;

/** "The paper quoted the minister as saying that p": what the participle at token `saying` tells is the minister's. */
function quotedSpeaker(scope: Scope, saying: number): Phrase | null {
  const as = saying - 1;
  if (lowerAt(scope, as) !== 'as') return null;
  for (let k = as - 1; k >= Math.max(scope.lo, as - QUOTED_REACH) && !inQuote(scope, k); k--)
    if (isQuoting(lowerAt(scope, k)))
      return OBJECT_PRONOUNS.has(lowerAt(scope, k + 1)) && k + 2 === as
        ? { first: k + 1, last: as, headFirst: k + 1, headLast: as, apposition: null }
        : subjectAfter(scope.reading, k + 1, as);
  return null;
}

const isQuoting = (form: string): boolean =>
  /^(?:quot(?:e|es|ed|ing)|cit(?:e|es|ed|ing)|paraphras(?:e|es|ed|ing))$/u.test(form);

/** Whether an object is quoted "as saying" something: the claim is read at that verb. */
function isQuotedAsSaying({ scope, candidates }: ReportingClause, first: number): boolean {
  const inner = candidates.find(
    ({ group }) =>
      group.verb > first &&
      group.verb < first + QUOTED_REACH &&
      group.participle &&
      lowerAt(scope, group.first - 1) === 'as',
  );
  if (!inner) return false;
  const { claims, complement } = reportingClause(scope, inner, candidates);
  return complement !== null && choose(claims, WANTED[complement.kind]) !== undefined;
}

/** "a strike which critics said was illegal": the content is what the pronoun stands for and what follows the verb. */
function aboutAntecedent(clause: ReportingClause): Attribution | null {
  const { scope, candidate, candidates, claims, at } = clause;
  const { group, subject } = candidate;
  const entry = choose(claims, /b/);
  if (!subject || !entry || at !== group.last || group.negated) return null;
  // The tagger takes the pronoun for a determiner of the subject.
  const isDetermined = subject.headLast > subject.first + 1 && /^(?:which|that)$/u.test(lowerAt(scope, subject.first));
  const before = subject.first - 1;
  const pronoun = isDetermined ? subject.first : lowerAt(scope, before) === 'even' ? before - 1 : before;
  if (pronoun <= scope.lo || !hasFiniteVerb(scope, at, at + 1)) return null;
  if (!/^(?:which|that|who)$/u.test(lowerAt(scope, pronoun))) return aboutContact(clause, entry, subject);
  if (!/^(?:NOUN|PROPN|PUNCT)$/u.test(scope.reading.tokens[pronoun - 1]!.pos)) return null;
  let end = endInSubject(scope, pronoun, at, contentEnd(scope, at, candidate, candidates));
  // ", which critics said was illegal, ended": the relative clause ends at its comma.
  for (let k = at; k < end && lowerAt(scope, pronoun - 1) === ','; k++)
    if (lowerAt(scope, k) === ',' && !inQuote(scope, k)) end = k;
  const close = lowerAt(scope, pronoun - 1) === ',' ? pronoun - 1 : pronoun;
  const antecedent = phraseBefore(scope.reading, close, scope.lo);
  const speaker = isDetermined ? { ...subject, first: pronoun + 1, headFirst: pronoun + 1 } : subject;
  return attributionOf(clause, {
    entry,
    speaker,
    content: [
      antecedent < 0 ? { first: pronoun, last: pronoun + 1 } : { first: antecedent, last: close },
      { first: at, last: end },
    ],
    construction: 'forward',
    clause: [{ first: subject.first, last: at }],
  });
}

/** The same without a pronoun: "a fire the mayor said was lit on purpose". */
function aboutContact(clause: ReportingClause, entry: CueEntry, subject: Phrase): Attribution | null {
  const { scope, candidate, candidates, at } = clause;
  const { tokens } = scope.reading;
  const { first } = subject;
  if (tokens[first - 1]!.pos !== 'NOUN' || !/^(?:DET|PRON)$/u.test(tokens[first]!.pos)) return null;
  const antecedent = phraseBefore(scope.reading, first, scope.lo);
  if (antecedent < 0) return null;
  const end = endInSubject(scope, first, at, contentEnd(scope, at, candidate, candidates));
  return attributionOf(clause, {
    entry,
    speaker: subject,
    content: [
      { first: antecedent, last: first },
      { first: at, last: end },
    ],
    construction: 'forward',
    clause: [{ first, last: at }],
  });
}

/** "says, win or lose, he stays": a comma after the verb when nothing stands before the subject that could be the content. */
function afterComma({ scope, candidate: { subject }, candidates, claims, at }: ReportingClause): Complement | null {
  // "The files indicate, he said, that p": behind the comma begins another's clause.
  const isAnother = candidates.some(
    (other) => other.subject?.first === at + 1 && other.entries.some(({ frames }) => /[pt]/.test(frames)),
  );
  return subject &&
    !isAnother &&
    lowerAt(scope, at) === ',' &&
    // "They argued over the bill, and the mayor left": the author goes on.
    !/^(?:and|but|so|yet|or)$/u.test(lowerAt(scope, at + 1)) &&
    choose(claims, /b/) &&
    !/^(?:which|who|whom|that|what)$/u.test(lowerAt(scope, subject.first - 1)) &&
    !hasFiniteVerb(scope, scope.lo, subject.first) &&
    // "was sceptical, saying p": the participle has a cue of its own.
    !isSpeechForm(lowerAt(scope, at + 1)) &&
    startsClause(scope, at + 1, false)
    ? { kind: 'clause', first: at + 1 }
    : null;
}

/** Where the claim proper begins in a complement; its end when the complement tells it, else -1. */
interface Content {
  first: number;
  end: number;
  /** The quoted verdict denies the claim: called “nonsense” the report that p. */
  denied?: boolean;
  /** Where the cue ends when it has a second verb: "denied saying". */
  cueLast?: number;
}

/** The claim in a complement, null when it makes none. */
function locate(scope: Scope, entry: CueEntry, complement: Complement): Content | null {
  const { reading, hi } = scope;
  const { kind, first } = complement;
  const denies = entry.polarity === 'denied';
  switch (kind) {
    case 'quote':
      if (entry.frames.includes('o')) return afterVerdict(scope, first);
      return { first, end: isWholeQuote(scope, reading.quoteOf[first]!) ? wholeFrom(scope, first).last : -1 };
    case 'object': {
      if (!makesClaim(scope, entry, first)) return null;
      if (!/^(?:call|dub|label|brand)$/u.test(entry.lemma)) return { first, end: -1 };
      // "called the hall “a disgrace” and left": the quoted predicate ends the claim.
      let quoted = first;
      while (!inQuote(scope, quoted)) quoted++;
      return { first, end: wholeFrom(scope, quoted).last };
    }
    case 'clause': {
      // "denied claims that p": the claim is p.
      const noun = denies ? coreAfter(reading, first, hi) : -1;
      const named = noun > 0 && PROPOSITION_NOUN.test(lowerAt(scope, noun - 1)) ? claimBehind(scope, noun) : -1;
      return { first: named > 0 ? named : first, end: -1 };
    }
    case 'noun':
      return denies ? deniedNoun(scope, first) : expectedNoun(scope, entry, first);
    case 'gerund':
      // "denied saying that p"
      if (denies && isSpeechForm(lowerAt(scope, first)) && lowerAt(scope, first + 1) === 'that')
        return { first: first + 2, end: -1, cueLast: first + 1 };
      return { first, end: -1 };
    default:
      return { first, end: -1 };
  }
}

const OPINION_QUOTE =
  /^\W*(?:nonsense|false|untrue|lies?|a lie|fake(?: news)?|fiction|rubbish|baseless|absurd|ridiculous|fabricated|a fabrication|garbage|pure fiction|a hoax|malicious)\W*$/iu;

/** called “nonsense” a report that p */
function afterVerdict(scope: Scope, first: number): Content | null {
  const { reading, hi } = scope;
  const close = wholeFrom(scope, first).last;
  const noun = phraseAfter(reading, close, hi);
  if (noun < 0) return null;
  const quote = reading.quotes[reading.quoteOf[first]!]!;
  return {
    first: lowerAt(scope, noun) === 'that' ? noun + 1 : close,
    end: -1,
    denied: OPINION_QUOTE.test(reading.text.slice(quote.innerStart, quote.innerEnd)),
  };
}

/** "denied a report from the port that p", "dismissed the accusations as baseless": only a noun for a claim can be denied. */
function deniedNoun(scope: Scope, first: number): Content | null {
  const { reading, hi } = scope;
  const core = coreAfter(reading, first, hi);
  if (core < 0 || !PROPOSITION_NOUN.test(lowerAt(scope, core - 1))) return null;
  const claim = claimBehind(scope, core);
  if (claim > 0) return { first: claim, end: -1 };
  const phrase = phraseAfter(reading, first, hi);
  if (lowerAt(scope, phrase) === 'that') return { first: phrase + 1, end: -1 };
  // "rejected her claim because the policy had lapsed": a demand for money, not what somebody says
  if (
    /^(?:claim|complaint)s?$/u.test(lowerAt(scope, core - 1)) &&
    /^(?:because|after|for)$/u.test(lowerAt(scope, core))
  )
    return null;
  return { first, end: verdictOrComma(scope, first) };
}

/** Verbs whose object is a claim: "the story the paper printed" is no clause that tells what the story is. */
const MADE =
  /^(?:made|makes?|published|printed|spread|reported|aired|circulated|levelled|leveled|raised|brought|filed|heard|read|repeated|told)$/u;

/** Where the clause begins that tells what a noun for a claim claims: "claims that p", "claims it underpaid staff"; else -1. */
function claimBehind(scope: Scope, noun: number): number {
  const { tokens, dateFrom } = scope.reading;
  if (lowerAt(scope, noun) === 'that') return noun + 1;
  // A pronoun needs no verb that the tagger knows: "claims it underpaid staff".
  if (!/^(?:i|he|she|it|we|they)$/u.test(lowerAt(scope, noun)) && !isSubject(scope, noun)) return -1;
  for (let k = noun + 1; k < scope.hi; k++) {
    const ends = k + 1 >= scope.hi || dateFrom[k + 1]! >= 0 || /^(?:PUNCT|ADP|ADV|CCONJ)$/u.test(tokens[k + 1]!.pos);
    if (MADE.test(tokens[k]!.lower) && ends) return -1;
    if (tokens[k]!.pos === 'VERB') break;
  }
  return noun;
}

/** "dismissed the accusations as baseless": the claim ends before "as". */
function verdictOrComma(scope: Scope, first: number): number {
  for (let k = first + 1; k < scope.hi; k++) {
    if (lowerAt(scope, k) === 'as' && !inQuote(scope, k)) return k;
    if (scope.reading.tokens[k]!.text === ',') return k;
  }
  return -1;
}

/** "expects a loss of 3 million", "predicted rain": what is expected is a claim when it is measured or does something. */
function expectedNoun(scope: Scope, entry: CueEntry, first: number): Content | null {
  const { reading, hi } = scope;
  if (/^(?:predict|forecast)$/u.test(entry.lemma)) return { first, end: -1 };
  if (!/^(?:expect|estimate|anticipate|project|allege|fear|suspect)$/u.test(entry.lemma)) return null;
  const phrase = phraseAfter(reading, first, hi);
  const numeric = reading.tokens.slice(first, Math.min(hi, first + 25)).some((token) => token.pos === 'NUM');
  return numeric || (phrase > 0 && lowerAt(scope, phrase) === 'to') ? { first, end: -1 } : null;
}

/** Whether the object of "accuse", "blame", "call", "describe" has the second part that makes it a claim. */
function makesClaim(scope: Scope, entry: CueEntry, first: number): boolean {
  const { reading, hi } = scope;
  const end = phraseAfter(reading, first, hi);
  const core = coreAfter(reading, first, hi);
  if (core < 0) return false;
  const upTo = Math.min(hi, Math.max(end, core) + 12);
  const words: string[] = [];
  for (let k = core; k < upTo; k++) words.push(lowerAt(scope, k));
  switch (entry.lemma) {
    case 'accuse':
      return words.includes('of');
    case 'implicate':
      return words.includes('in');
    case 'blame':
    case 'attribute':
      return words.some((word) => word === 'for' || word === 'on' || word === 'to');
    case 'describe':
    case 'tout':
    case 'cite':
    case 'quote':
      return words.includes('as');
    default: {
      // call, dub, label, brand: only with a quoted predicate, "calls the rally “a party”".
      for (let k = core; k < hi; k++) {
        if (inQuote(scope, k)) return true;
        if (/^[,;]$/u.test(lowerAt(scope, k))) return false;
      }
      return false;
    }
  }
}

/** Where a content ends that does not tell it itself. */
function stopOf(clause: ReportingClause, entry: CueEntry, subject: Phrase | null, first: number): number {
  const { scope, candidate, candidates } = clause;
  let stop = contentEnd(scope, first, candidate, candidates);
  if (entry.polarity === 'denied' && entry.frames.includes('n')) {
    // "rejected suggestions that p as “scaremongering”"
    for (let k = first + 2; k < stop; k++) {
      if (lowerAt(scope, k) === 'as' && !inQuote(scope, k) && (inQuote(scope, k + 1) || k + 2 >= stop)) stop = k;
    }
  }
  if (subject && /^(?:while|although|though|as|when|after|since|whereas)$/u.test(lowerAt(scope, subject.first - 1))) {
    // "While she said that p, he was uneasy": the main clause is the author's.
    for (let k = first + 1; k < stop; k++) {
      if (
        scope.reading.tokens[k]!.text === ',' &&
        !inQuote(scope, k) &&
        !/^(?:and|but|or|which|who|because)$/u.test(lowerAt(scope, k + 1)) &&
        // "that the dam, which was old, was leaking"
        !hasFiniteVerb(scope, k + 1, k + 2) &&
        startsClause(scope, k + 1, true)
      )
        return k;
    }
  }
  return stop;
}
