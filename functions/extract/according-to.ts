// A source without a verb: "according to X", "by X's account", "in X's words".
import type { Attribution, Piece } from './attribution.ts';
import { hasFiniteVerb, isVerb } from './clauses.ts';
import { contentEnd, contentStart, trimPiece } from './content-span.ts';
import type { Candidate } from './cue-candidates.ts';
import { plainCue } from './cues.ts';
import { coreAfter, isCapital } from './noun-phrase.ts';
import { barePhrase, type Phrase, subjectAfter } from './phrases.ts';
import { inQuote, lowerAt, quoteEndingBefore, type Scope, wholeFrom } from './sentence-scope.ts';
import { ROLES } from './word-lists.ts';

const ACCORDING_TO = plainCue('according to', 'according-to');

/** A source phrase: its cue, whom it names, and where it ends. */
interface Source {
  cue: Piece;
  speaker: Phrase;
  end: number;
}

/** Every attribution of the sentence to such a source. */
export function readAccordingTo(scope: Scope, candidates: readonly Candidate[]): Attribution[] {
  const { reading, sentence, lo, hi } = scope;
  const result: Attribution[] = [];
  for (let k = lo; k < hi; k++) {
    if (inQuote(scope, k)) continue;
    const accordingTo = lowerAt(scope, k) === 'according' && lowerAt(scope, k + 1) === 'to';
    // "Lee, who was there, according to the paper, said p": part of the phrase for another's speaker.
    if (accordingTo && candidates.some(({ subject }) => subject && k > subject.headLast && k < subject.last)) continue;
    const source = accordingTo
      ? accordingToSource(scope, k, k + 2)
      : (perSource(scope, k) ?? wordsOf(scope, k) ?? accountSource(scope, k) ?? pollSource(scope, k, candidates));
    if (!source) continue;
    const { cue, speaker, end } = source;
    const date = reading.dateFrom[end]!;
    const clauseEnd = date >= 0 ? reading.dates[date]!.last : end;
    const content = contentOf(scope, k, clauseEnd, candidates);
    if (content.length === 0) continue;
    result.push({
      entry: accordingTo ? ACCORDING_TO : { ...ACCORDING_TO, lemma: lowerAt(scope, cue.first) },
      cue,
      group: null,
      speaker,
      content,
      construction: 'according-to',
      sentence,
      clause: [{ first: k, last: clauseEnd }],
      polarity: 'affirmed',
      silent: false,
      speakerFrom: null,
      dialogue: scope.dialogue,
    });
  }
  return result;
}

/** The content beside a source phrase at token `k` that ends at `end`: behind it, before it, or on both sides. */
function contentOf(scope: Scope, k: number, end: number, candidates: readonly Candidate[]): Piece[] {
  const { reading, lo, hi } = scope;
  const { tokens } = reading;
  const closed = tokens[end]?.text === ',';
  const opened = lowerAt(scope, k - 1);
  // The clause before: from the sentence's start or after another's reporting clause, up to here.
  const before = trimPiece(scope, { first: contentStart(scope, k, candidates), last: k });
  const front =
    !before ||
    isShort(before) ||
    /^(?:;|but|and|while|that|however)$/u.test(opened) ||
    (opened === ',' &&
      (!hasFiniteVerb(scope, lo, k) ||
        // "reported that, according to the port, p"
        /^(?:that|because)$/u.test(lowerAt(scope, k - 2)) ||
        // "sold to, in her words, “a circus”"
        (closed && inQuote(scope, end + 1) && quoteEndingBefore(scope, k) < 0))) ||
    // "Good news: according to the port, p"
    (closed && !hasFiniteVerb(scope, before.first, before.last));
  if (front) {
    const first = closed ? end + 1 : end;
    if (first >= hi) return [];
    const piece = trimPiece(scope, { first, last: contentEnd(scope, first, null, candidates) });
    // "Nobody, according to the port, was hurt": the content's subject stands before.
    if (piece && before && opened === ',' && hasFiniteVerb(scope, first, first + 1)) return [before, piece];
    return piece && !isShort(piece) ? [piece] : [];
  }
  // “It is shut,” according to the port, “for good.”
  return closed && inQuote(scope, end + 1) ? [before, wholeFrom(scope, end + 1)] : [before];
}

const isShort = (piece: Piece): boolean => piece.last - piece.first < 2;

/** "per the police report", not "per cent", "per head", "per year": the source has a determiner or a name. */
function perSource(scope: Scope, k: number): Source | null {
  const { tokens } = scope.reading;
  const next = tokens[k + 1];
  if (lowerAt(scope, k) !== 'per' || k + 1 >= scope.hi || !(next!.pos === 'DET' || next!.pos === 'PROPN')) return null;
  return k === scope.lo || lowerAt(scope, k - 1) === ',' ? accordingToSource(scope, k, k + 1) : null;
}

/** "In a poll published on Monday, p" at token `k`: not beside a cue of its own, nor where somebody votes or answers in it. */
function pollSource(scope: Scope, k: number, candidates: readonly Candidate[]): Source | null {
  const { reading, hi } = scope;
  if (lowerAt(scope, k) !== 'in' || !isFront(scope, k)) return null;
  const core = coreAfter(reading, k + 1, hi);
  if (core < 0 || !/^(?:poll|survey)s?$/u.test(lowerAt(scope, core - 1))) return null;
  for (let i = core; i < hi; i++) if (ANSWERS.test(lowerAt(scope, i))) return null;
  const source = accordingToSource(scope, k, k + 1);
  if (!source || lowerAt(scope, source.end) !== ',') return null;
  const isTold = candidates.some(
    ({ entries, group }) => group.verb > source.end && entries.some(({ stance }) => !stance),
  );
  return isTold ? null : source;
}

/** What is done in a poll rather than told by it. */
const ANSWERS = /^(?:voted|voting|asked|answered|responded|participated|included|surveyed)$/u;

/** "in the words of X", "in the view of X" at token `k`. */
function wordsOf(scope: Scope, k: number): Source | null {
  const noun = k + 2;
  if (lowerAt(scope, k) !== 'in' || lowerAt(scope, k + 1) !== 'the' || lowerAt(scope, noun + 1) !== 'of') return null;
  if (!/^(?:words|view|opinion|eyes|estimation|judgement|judgment)$/u.test(lowerAt(scope, noun))) return null;
  const source = accordingToSource(scope, k, noun + 2);
  return source && { ...source, cue: { first: noun, last: noun + 1 } };
}

/** "according to X" at token `k`, its X from token `from` on. */
function accordingToSource(scope: Scope, k: number, from: number): Source | null {
  const { reading, hi } = scope;
  const { tokens } = reading;
  let speaker = subjectAfter(reading, from, hi);
  // In front the phrase runs to the comma: "According to exit polls made for two networks by a firm, p".
  let comma = from;
  while (
    comma < Math.min(hi, from + 28) &&
    (tokens[comma]!.text !== ',' || inQuote(scope, comma)) &&
    tokens[comma]!.pos !== 'AUX'
  )
    comma++;
  if (isFront(scope, k) && comma < hi && tokens[comma]!.text === ',' && comma > from) {
    const headLast = speaker ? Math.min(speaker.headLast, comma) : comma;
    const last = appositionEnd(scope, comma);
    const apposition = last > comma ? { first: comma + 1, last } : null;
    speaker = { first: from, last, headFirst: from, headLast, apposition };
  }
  if (!speaker) return null;
  return { cue: { first: k, last: from }, speaker, end: speaker.last };
}

/** Whether the source at token `k` stands in front of its content: at the sentence's start or after what opens a clause. */
const isFront = (scope: Scope, k: number): boolean =>
  k === scope.lo ||
  /^(?:but|and|yet|that|because|[:;])$/u.test(lowerAt(scope, k - 1)) ||
  (lowerAt(scope, k - 1) === ',' && /^(?:that|because|however)$/u.test(lowerAt(scope, k - 2)));

const RELATIVE = /^(?:who|which|whose|whom)$/u;

/** What stands between two commas behind a source: more of the source, or the content's subject already. */
interface Segment {
  first: number;
  kind: 'relative' | 'age' | 'phrase';
}

/**
 * Where the appositions end that begin at a source's comma: "Rossi, a doctor, who was there, p"; the comma itself without
 * any. They hold no finite verb outside a relative clause, and behind them begins a clause with a subject of its own: in
 * "the police, a man, 42, was shot" and in "Rossi, the bridge, which opened in May, is safe" they are the content's.
 */
function appositionEnd(scope: Scope, comma: number): number {
  const { tokens } = scope.reading;
  const { hi } = scope;
  const segments: Segment[] = [];
  let end = comma;
  while (segments.length < MOST_SEGMENTS) {
    const kind = segmentKind(scope, end + 1);
    let close = end + 1;
    while (close < hi && (tokens[close]!.text !== ',' || inQuote(scope, close))) close++;
    if (!kind || close >= hi) break;
    const verbless = !hasFiniteVerb(scope, tokens[end + 1]!.pos === 'VERB' ? end + 2 : end + 1, close);
    if (kind !== 'relative' && !verbless) break;
    segments.push({ first: end + 1, kind });
    end = close;
  }
  let rest = end + 1;
  while (rest < hi && tokens[rest]!.pos === 'ADV') rest++;
  let keep = segments.length;
  if (rest < hi && isVerb(tokens[rest]!.pos)) {
    // The subject of this verb is among them, before its own age, relative clause or apposition.
    const last = segments.at(-1);
    keep = Math.max(0, keep - (last && (last.kind !== 'phrase' || segments.at(-2)?.kind === 'phrase') ? 2 : 1));
  } else if (/^(?:and|or)$/u.test(lowerAt(scope, rest)) || !(inQuote(scope, rest) || hasFiniteVerb(scope, rest, hi))) {
    // "Rossi, the port, the mill, and the mine are shut"
    while (keep > 0 && segments[keep - 1]!.kind === 'phrase') keep--;
  }
  return keep < segments.length ? segments[keep]!.first - 1 : end;
}

/** Appositions a source may have: set by hand. */
const MOST_SEGMENTS = 5;

/** What a stretch behind a source's comma may be; null when nothing of the kind begins there. */
function segmentKind(scope: Scope, first: number): Segment['kind'] | null {
  const { reading } = scope;
  const token = reading.tokens[first];
  if (!token || reading.dateFrom[first]! >= 0 || reading.quoteOf[first]! >= 0) return null;
  if (RELATIVE.test(token.lower)) return 'relative';
  if (token.pos === 'NUM') return lowerAt(scope, first + 1) === ',' ? 'age' : null;
  const opens =
    /^(?:a|an|the|his|her|its|their|of|from|former|senior)$/u.test(token.lower) ||
    ROLES.has(token.lower) ||
    (token.pos === 'VERB' && /(?:ed|en|wn|rn)$/u.test(token.lower)) ||
    (isCapital(token) && token.pos === 'PROPN');
  return opens ? 'phrase' : null;
}

/** "by the curator's account", "in the minister's view" at token `k`. */
function accountSource(scope: Scope, k: number): Source | null {
  const { reading, lo, hi } = scope;
  if (!/^(?:by|in)$/u.test(lowerAt(scope, k)) || (k > lo && !/^(?:[,;]|that|but|and)$/u.test(lowerAt(scope, k - 1))))
    return null;
  const core = coreAfter(reading, k + 1, hi);
  const noun = core > 0 ? lowerAt(scope, core - 1) : '';
  if (
    core < 0 ||
    core - k > 9 ||
    !/^(?:accounts?|reckoning|estimates?|count|tally|calculations?|admission|telling|words|view|opinion)$/u.test(noun)
  )
    return null;
  let owner = core - 2;
  while (
    owner > k &&
    !/^['’]s?$/u.test(reading.tokens[owner]!.text) &&
    !/^(?:his|her|their|its)$/u.test(lowerAt(scope, owner))
  )
    owner--;
  if (owner <= k) return null;
  const pronoun = /^(?:his|her|their|its)$/u.test(lowerAt(scope, owner));
  const last = pronoun ? owner + 1 : owner;
  return { cue: { first: core - 1, last: core }, speaker: barePhrase(k + 1, last), end: core };
}
