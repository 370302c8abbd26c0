// A reporting clause after its content: "…, she said", “…,” said the mayor.
import type { Attribution, Piece } from './attribution.ts';
import { hasFiniteVerb, isVerb } from './clauses.ts';
import { ADJUNCT } from './complement.ts';
import { contentStart, trimPiece } from './content-span.ts';
import { isSpeechForm } from './cues.ts';
import { phraseAfter } from './noun-phrase.ts';
import { type Phrase, subjectAfter } from './phrases.ts';
import { attributionOf, choose, type ReportingClause } from './reporting-clause.ts';
import {
  endsInComma,
  inQuote,
  isWholeQuote,
  lowerAt,
  quoteEndingBefore,
  type Scope,
  wholeFrom,
} from './sentence-scope.ts';

/** From this many tokens on a stretch before a closing reporting clause is believed to hold a verb. */
const MISSED_VERB = 7;

/** Fewest words of a headline before its source: set by hand. */
const SHORTEST_HEADLINE = 3;

const setsOff = (text: string | undefined): boolean => text === ',' || text === '—' || text === '–';

/** "…," he said · "…", said Kirby · …, the ministry said. */
export function readClosing(clause: ReportingClause): Attribution | null {
  const { candidate, claims } = clause;
  if (candidate.group.participle || !claims.some((entry) => /[qp]/.test(entry.frames))) return null;
  return readInverted(clause) ?? readBack(clause);
}

/** A phrase after the verb that no verb follows, and content before the verb: “…,” said the mayor. */
function readInverted(clause: ReportingClause): Attribution | null {
  const { scope, candidate, candidates, claims, complement } = clause;
  const { reading, lo, hi } = scope;
  const { tokens } = reading;
  const { group, subject } = candidate;
  const quoteBefore = quoteEndingBefore(scope, group.first);
  const contentBefore = group.first - 1 > lo && (quoteBefore >= 0 || setsOff(tokens[group.first - 1]!.text));
  if (
    !contentBefore ||
    // “…,” the mayor, Ursula Penrose, told the council: the phrase after the verb is whom she told.
    (subject && (quoteEndingBefore(scope, subject.first) >= 0 || claims.some(({ frames }) => frames.includes('a')))) ||
    group.negated ||
    group.first !== group.verb ||
    complement?.kind === 'that' ||
    complement?.kind === 'quote' ||
    complement?.kind === 'colon'
  )
    return null;
  const simple = subjectAfter(reading, group.last, hi);
  const inverted = simple && withParticiple(scope, simple, quoteBefore >= 0);
  const entry = choose(claims, quoteBefore >= 0 ? /[qp]/ : /p/);
  if (!inverted || !entry) return null;
  const opener = lowerAt(scope, inverted.first);
  const next = tokens[inverted.last];
  const closed =
    inverted.last >= hi ||
    inQuote(scope, inverted.last) ||
    (next !== undefined && !isVerb(next.pos) && !(next.pos === 'PART'));
  // "said her mother", "said one driver": before a noun they are determiners.
  const alone = inverted.last === inverted.first + 1 || lowerAt(scope, inverted.first + 1) === 'of';
  const objectPronoun = alone && /^(?:him|her|them|us|me|it|himself|herself|itself|themselves)$/u.test(opener);
  const pronoun = alone && /^(?:he|she|they|we|i|who|one|some|many)$/u.test(opener);
  const misread =
    // "Lee, in a letter, said he …": an inverted pronoun ends the clause.
    (pronoun && inverted.last < hi && next!.text !== ',') ||
    reading.dateFrom[inverted.first]! >= 0 ||
    // "Barkley, who was there, said one candidate …" has its subject before the verb.
    (subject !== null && complement?.kind === 'clause') ||
    // "hosts a show, writes a weekly column": an object, unless the verb takes none.
    (quoteBefore < 0 && /^an?$/u.test(opener) && entry.lemma !== 'say') ||
    // "He rang home, told her mother": whom he told.
    (quoteBefore < 0 && entry.lemma === 'tell');
  if (!closed || objectPronoun || misread) return null;
  const piece = trimPiece(scope, { first: contentStart(scope, group.first, candidates), last: group.first });
  const brokenOff = quoteBefore < 0 && !(piece && hasFiniteVerb(scope, lo, group.first));
  const tail = skipTail(scope, inverted.last);
  const subordinate = piece !== null && isSubordinate(scope, piece);
  const cutShort = brokenOff || subordinate || (quoteBefore < 0 && endsInAuxiliary(scope, piece));
  const more = resume(scope, tail, cutShort, quoteBefore >= 0);
  // "The results, said two doctors, are poor" and "but, said the ranger, nobody walks it": the content's verb stands behind.
  if (brokenOff && !(more && (subordinate || hasFiniteVerb(scope, more.first, piece ? more.first + 1 : more.last))))
    return null;
  return attributionOf(clause, {
    entry,
    speaker: inverted,
    content: [piece, more].filter((part) => part !== null),
    construction: 'inverted',
    clause: [{ first: group.first, last: tail }],
  });
}

/** Words that open a phrase about somebody the reader does not know yet. */
const INDEFINITE = /^(?:an?|one|two|three|four|five|some|several|many|another|other|both|most)$/u;

/**
 * The subject with the participle that describes it: "a neighbour living across the road", "one driver stuck on the M62", "a
 * woman named Ann". As it was when a finite verb follows, whose clause it then is: "a driver stuck on the M62 had died".
 */
function withParticiple(scope: Scope, subject: Phrase, quoted: boolean): Phrase {
  const { reading, hi } = scope;
  const { tokens } = reading;
  const { first, last } = subject;
  const participle = tokens[last];
  if (!quoted || subject.apposition || last >= hi || inQuote(scope, last) || participle?.pos !== 'VERB') return subject;
  const indefinite =
    INDEFINITE.test(lowerAt(scope, first)) ||
    tokens[first]!.pos === 'NUM' ||
    (last === first + 1 && tokens[first]!.pos === 'NOUN' && tokens[first]!.lower.endsWith('s'));
  const next = tokens[last + 1];
  const named = /^(?:named|called)$/u.test(participle.lower) && next?.pos === 'PROPN';
  // A participle of the past has no object behind it, a finite verb may: "a driver lost his way".
  const passive = last + 1 < hi && /^(?:ADP|ADV)$/u.test(next!.pos);
  if (!indefinite || !(named || passive || participle.lower.endsWith('ing'))) return subject;
  let end = last + 1;
  // A relative clause may have its verb: "a nurse working there who left early".
  let relative = -1;
  for (; end < hi && !inQuote(scope, end) && !/^[,;:—–]$/u.test(tokens[end]!.text); end++)
    if (relative < 0 && /^(?:who|whose)$/u.test(tokens[end]!.lower)) relative = end;
  if (hasFiniteVerb(scope, last + 1, relative < 0 ? end : relative)) return subject;
  if (!named) return { ...subject, last: end };
  const name = subjectAfter(reading, last + 1, hi);
  return name ? { ...name, first, headFirst: first } : subject;
}

/** The subject before the verb, and content before the subject: "…," he said · …, the ministry said. */
function readBack(clause: ReportingClause): Attribution | null {
  const { scope, candidate, candidates, claims, complement, at } = clause;
  const { reading, lo, hi } = scope;
  const { tokens } = reading;
  const { subject } = candidate;
  if (!subject) return null;
  const start = subject.first;
  const quote = quoteEndingBefore(scope, start);
  const comma = start - 1 > lo && setsOff(tokens[start - 1]!.text);
  // "his minister, who says masks work": what a relative clause says stands behind it.
  const relative = quote < 0 && /^(?:who|which|that)$/u.test(lowerAt(scope, subject.headFirst));
  const entry = relative ? undefined : choose(claims, quote >= 0 ? /[qp]/ : /p/);
  // "It is a sign, he said in a letter, that the dam leaked": what the comma cut off goes on behind the clause.
  const goesOn =
    comma &&
    complement?.kind === 'that' &&
    lowerAt(scope, complement.first - 2) === ',' &&
    tokens[lo]!.pos !== 'VERB' &&
    hasFiniteVerb(scope, contentStart(scope, start, candidates), start);
  const forwardNow = !goesOn && complement !== null && /^(?:that|quote|colon|clause|wh)$/u.test(complement.kind);
  const ended = goesOn || at >= hi || /^[,;—–:]$/u.test(lowerAt(scope, at)) || inQuote(scope, at);
  const waits = quote >= 0 && (isWholeQuote(scope, quote) || endsInComma(reading, quote));
  const quoteIsContent =
    quote >= 0 &&
    (!forwardNow ||
      // “…,” Roe told the residents who had come: with its comma the quotation waits for this clause.
      ((complement.kind === 'clause' || complement.kind === 'wh') && endsInComma(reading, quote)) ||
      (complement.kind === 'quote' && lowerAt(scope, at) === ',' && waits));
  const resumed = complement?.kind === 'quote' && waits;
  if (!entry || !(quoteIsContent || resumed || (comma && !forwardNow && (ended || complement === null)))) return null;
  const piece = trimPiece(scope, { first: contentStart(scope, start, candidates), last: start });
  if (!piece) return null;
  const opener = tokens[piece.first]!;
  // "Charged with theft, the clerk recalled …": a participle in front is no clause, unless it is the subject of one.
  const participial =
    opener.pos === 'VERB' &&
    /(?:ed|en|wn|rn|ing)$/u.test(opener.lower) &&
    !isGerundSubject(scope, piece.first, piece.last);
  // "In turn": the tagger may see a verb in a short adverbial.
  const short = piece.last - piece.first <= 3 && opener.pos === 'ADP';
  const brokenOff = quote < 0 && (short || participial || !hasFiniteVerb(scope, piece.first, piece.last));
  // "Asked about “the long winter”, she said she would go": what follows is the content.
  if (participial && (forwardNow || opener.lower === 'asked')) return null;
  const tail = goesOn ? complement!.first - 2 : skipTail(scope, at);
  const cutShort = brokenOff || isSubordinate(scope, piece) || (quote < 0 && endsInAuxiliary(scope, piece));
  const more = resume(scope, tail, cutShort, quote >= 0);
  // A long stretch without a verb is one the tagger missed: "Four in ten nurses plan to quit, a survey found."
  const long = !short && piece.last - piece.first >= MISSED_VERB;
  // What a semicolon closes is whole, too, and a headline has no finite verb: "Tide turning for small ports, report says".
  const headline = at >= hi && hi === scope.sentence.last && piece.last - piece.first >= SHORTEST_HEADLINE;
  const closed = tokens[at]?.text === ';' || (headline && !participial && !short);
  if (!(quote >= 0 || !brokenOff || more || (long && !participial) || closed)) return null;
  // "In turn, the agency told them, p": an adverbial in front is no content.
  const adverbial = brokenOff && more && /^(?:ADP|ADV|SCONJ)$/u.test(opener.pos);
  const content = adverbial ? [] : [piece];
  if (more) content.push(more);
  else if (resumed) content.push(wholeFrom(scope, complement.first));
  return attributionOf(clause, {
    entry,
    speaker: subject,
    content,
    construction: 'back',
    clause: [{ first: start, last: tail }],
  });
}

/** "Unless towns build walls, …": one clause that needs the one behind the reporting clause. */
function isSubordinate(scope: Scope, { first, last }: Piece): boolean {
  if (inQuote(scope, first) || !SUBORDINATOR.test(lowerAt(scope, first))) return false;
  if (lowerAt(scope, first) === 'rather' && lowerAt(scope, first + 1) !== 'than') return false;
  for (let k = first; k < last; k++) if (lowerAt(scope, k) === ',') return false;
  return true;
}

const SUBORDINATOR = /^(?:if|when|unless|although|though|while|because|once|until|rather|where)$/u;

/**
 * Whether the "-ing" form at `first` is the subject of a verb: "Sleeping in a cold room may help", not "Speaking at an event
 * held in Orsk, …" or "Waving cards that read no, …".
 */
function isGerundSubject(scope: Scope, first: number, last: number): boolean {
  const { reading } = scope;
  const { tokens } = reading;
  if (!tokens[first]!.lower.endsWith('ing')) return false;
  let subordinate = 0;
  for (let k = first + 1; k < last && !setsOff(tokens[k]!.text); k++) {
    const { pos, lower } = tokens[k]!;
    if (
      pos === 'SCONJ' ||
      /^(?:who|which|that|whose|what|how|when|where|why)$/u.test(lower) ||
      (/^(?:after|before|since|until)$/u.test(lower) && tokens[k + 1]!.pos !== 'NUM')
    )
      subordinate++;
    if (!isVerb(pos) || (pos === 'VERB' && lower.endsWith('ing'))) continue;
    const before = tokens[k - 1]!;
    // The rest of a group, an infinitive, a second verb of the same clause, a noun behind a preposition, a clause with a
    // pronoun of its own
    // "Hearing her sing made her cry", but not "Having been told to leave"
    const inGroup =
      isVerb(before.pos) && (before.pos === 'AUX' || !before.lower.endsWith('ing') || before.lower === 'having');
    if (inGroup || /^(?:ADV|PART|CCONJ|ADP)$/u.test(before.pos)) continue;
    if (/^(?:i|he|she|they|we)$/u.test(before.lower)) continue;
    const next = tokens[k + 1];
    const finite =
      pos === 'AUX' ||
      /[^s]s$/u.test(lower) ||
      // What may be a participle is a verb where an object follows.
      (k + 1 < last && /^(?:DET|NOUN|PROPN|PRON|NUM)$/u.test(next!.pos) && reading.dateFrom[k + 1]! < 0);
    if (!finite) continue;
    if (subordinate === 0) return true;
    // "a report that said costs had risen": one more clause hangs on a verb of speech.
    if (!isSpeechForm(lower)) subordinate--;
  }
  return false;
}

/** "It was, he said, a mistake": what is broken off behind its auxiliary has a finite verb and is no clause yet. */
const endsInAuxiliary = ({ reading }: Scope, piece: Piece | null): boolean =>
  piece !== null && reading.tokens[piece.last - 1]!.pos === 'AUX';

/** Tokens of what a speaker does meanwhile: set by hand. */
const LONGEST_DEED = 12;

/** “What we forget,” says Ada Quist, stirring her tea, “is …”: the comma before the quotation that goes on; -1 when none does. */
function behindDeed(scope: Scope, comma: number): number {
  const { tokens } = scope.reading;
  const deed = tokens[comma + 1];
  if (deed?.pos !== 'VERB' || !deed.lower.endsWith('ing') || isSpeechForm(deed.lower)) return -1;
  let close = comma + 2;
  while (close < Math.min(scope.hi, comma + LONGEST_DEED) && lowerAt(scope, close) !== ',' && !inQuote(scope, close))
    close++;
  return lowerAt(scope, close) === ',' && inQuote(scope, close + 1) ? close : -1;
}

/** "…" right after the reporting clause: the second half of a broken quotation or sentence. */
function resume(scope: Scope, at: number, brokenOff: boolean, quoted: boolean): Piece | null {
  const { reading, hi } = scope;
  const { tokens } = reading;
  const text = tokens[at]?.text;
  if (at >= hi) return null;
  const beyond = quoted && text === ',' ? behindDeed(scope, at) : -1;
  if (beyond >= 0) return resume(scope, beyond, brokenOff, quoted);
  if (text === ',' || text === ':' || text === ';' || text === '—' || text === '–') {
    if (inQuote(scope, at + 1)) {
      const quote = reading.quotes[reading.quoteOf[at + 1]!]!;
      let end = at + 1;
      while (end < scope.sentence.last && reading.quoteOf[end] === reading.quoteOf[at + 1]) end++;
      const finished = /[.!?…,]$/u.test(reading.text.slice(quote.innerStart, quote.innerEnd).trim());
      return { first: at + 1, last: finished ? end : hi };
    }
    if (text !== ':' && text !== ';' && brokenOff && !/^(?:and|but)$/u.test(lowerAt(scope, at + 1)))
      return { first: at + 1, last: hi };
    if (text === ',' && /^(?:and|but|because|from|than|unless|until|if|or|to)$/u.test(lowerAt(scope, at + 1))) {
      const next = tokens[at + 2];
      // “Free entry,” said the sign, but the door was locked: after a quotation plain words are the author's.
      if (quoted && next?.lower !== 'that') return null;
      // "…, he said, and left": a verb after "and" is the author's; a clause of its own goes on with the content.
      if (next && !isVerb(next.pos) && hasFiniteVerb(scope, at + 2, hi) && next.pos !== 'ADV')
        return { first: at + 1, last: hi };
      // "…, her coach said, and will run in Delft": a promise goes on, a deed ("and left") is told by the author.
      if (next && /^(?:then|will|would|may|might|could|should|can)$/u.test(next.lower))
        return { first: at + 1, last: hi };
    }
    // "The files indicate, he said, that p"
    if (text === ',' && !quoted && lowerAt(scope, at + 1) === 'that') return { first: at + 1, last: hi };
    // "The thing he needs, aides said, is rest": the content's own verb stands behind.
    if (text === ',' && !quoted && hasFiniteVerb(scope, at + 1, at + 2)) return { first: at + 1, last: hi };
    // "…, organisers said, 900 more than in 2022": a comparison goes on with the content.
    if (text === ',' && !inQuote(scope, at + 1)) {
      const compared = /^(?:up|down|compared|against|more|fewer|less)$/u;
      const opener = lowerAt(scope, at + 1);
      if (/^(?:up|down|compared)$/u.test(opener)) return { first: at + 1, last: hi };
      const measured = tokens[at + 1]?.pos === 'NUM' || tokens[at + 1]?.pos === 'SYM';
      for (let k = at + 2; measured && k < Math.min(hi, at + 5); k++)
        if (compared.test(lowerAt(scope, k))) return { first: at + 1, last: hi };
    }
  }
  return null;
}

/** Skips times and brackets after a closing reporting clause: "…, he said Wednesday". */
function skipTail(scope: Scope, from: number): number {
  const { reading, hi } = scope;
  let at = from;
  for (let steps = 0; steps < 6 && at < hi; steps++) {
    const date = reading.dateFrom[at]!;
    if (date >= 0) {
      at = reading.dates[date]!.last;
      continue;
    }
    const token = reading.tokens[at]!;
    if (
      (token.pos === 'ADP' && ADJUNCT.has(token.lower) && !inQuote(scope, at)) ||
      (at === from && token.pos === 'ADV')
    ) {
      const end = token.pos === 'ADV' ? at + 1 : phraseAfter(reading, at + 1, hi);
      if (end < 0) return at;
      at = end;
      continue;
    }
    return at;
  }
  return at;
}
