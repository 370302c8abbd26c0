// Attribution: which words are whose. Finds every cue of a sentence, its speaker's phrase and its content.
import { type CueEntry, isSpeechForm, lookUpCue, PROPOSITION_NOUN } from './cues.ts';
import type { Sentence } from './document.ts';
import {
  coreAfter,
  coreFirst,
  isCapital,
  OBJECT_PRONOUNS,
  type Phrase,
  phraseAfter,
  type Reading,
  subjectAfter,
  subjectBefore,
} from './phrases.ts';
import { type VerbGroup, verbGroupAt } from './verb-group.ts';

type Construction = 'forward' | 'back' | 'inverted' | 'according-to' | 'impersonal' | 'passive' | 'carried';

/** Token range, end exclusive. */
export interface Piece {
  first: number;
  last: number;
}

export interface Attribution {
  entry: CueEntry;
  /** Tokens of the cue's main words ("declined to say"); null when nothing says it ("carried"). */
  cue: Piece | null;
  group: VerbGroup | null;
  speaker: Phrase | null;
  content: Piece[];
  construction: Construction;
  sentence: Sentence;
  /** Tokens of the reporting clause, where the date of saying is looked for. */
  clause: Piece[];
  /** Polarity after negation and silence. */
  polarity: 'affirmed' | 'denied' | 'questioned';
  /** Negation of a verb of belief hedges, silence hedges. */
  silent: boolean;
  /** The attribution whose speaker is meant, when none stands here: index in the list being built. */
  speakerFrom: Attribution | null;
  /** Whether the content is a dialogue line that begins with a dash. */
  dialogue: boolean;
}

const FINAL = new Set(['.', '!', '?', '…', '...']);
/** Nouns that sum up a whole claim in an apposition by the author: ", a figure that could not be verified". */
const COMMENT_NOUN =
  /^(?:figure|number|claim|charge|allegation|accusation|assertion|statement|move|decision|comment|remark|sentiment|view|position|point|prediction|reference|rise|increase|drop|fall|sign|development|first)$/u;

const plainClass = (lemma: string, cueClass: CueEntry['class']): CueEntry => ({
  lemma,
  class: cueClass,
  frames: '',
  polarity: 'affirmed',
  hedgedBy: null,
  particle: null,
  stance: false,
});
const ACCORDING_TO = plainClass('according to', 'according-to');
/** Any verb beside a quotation that waits for one: “…,” groaned the mayor. */
const UTTER: CueEntry = { ...plainClass('', 'say'), frames: 'q' };
const CARRIED = plainClass('', 'quote');
const IMPERSONAL: CueEntry = { ...plainClass('say', 'report'), hedgedBy: 'author' };

/** What follows a cue: where the content begins and what kind it is. */
interface Complement {
  kind: 'that' | 'wh' | 'quote' | 'colon' | 'clause' | 'infinitive' | 'gerund' | 'noun' | 'object';
  first: number;
}

/** From this many tokens on a stretch before a closing reporting clause is believed to hold a verb. */
const MISSED_VERB = 7;

/** One cue of a sentence on its way to an attribution. */
interface Candidate {
  entries: CueEntry[];
  group: VerbGroup;
  subject: Phrase | null;
}

const isVerb = (pos: string): boolean => pos === 'VERB' || pos === 'AUX';

/** A sentence between its bullet or dialogue dash and its final mark. */
interface Scope {
  reading: Reading;
  sentence: Sentence;
  lo: number;
  hi: number;
  dialogue: boolean;
  /** Whether a quotation in the sentence ends in a comma and so waits for its reporting clause. */
  quotesSpeech: boolean;
}

function scopeOf(reading: Reading, sentence: Sentence): Scope {
  const { tokens, quoteOf } = reading;
  const opener = tokens[sentence.first]!;
  const dialogue =
    /^(?:[—–―]|--)$/u.test(opener.text) && reading.paragraphs[sentence.paragraph]!.start === opener.start;
  let lo = sentence.first;
  if (dialogue || /^[•*·▪-]$/u.test(opener.text)) lo++;
  lo = afterDateline(reading, sentence, lo);
  let hi = sentence.last;
  while (hi > lo && FINAL.has(tokens[hi - 1]!.text) && quoteOf[hi - 1]! < 0) hi--;
  let quotesSpeech = false;
  for (let k = lo; k < hi && !quotesSpeech; k++) {
    const quote = quoteOf[k]!;
    if (quote >= 0 && quoteOf[k + 1] !== quote) quotesSpeech = endsInComma(reading, quote);
  }
  return { reading, sentence, lo, hi, dialogue, quotesSpeech };
}

/** Tokens a dateline may have: "WASHINGTON, Nov. 3 (Reuters) –". */
const DATELINE = 12;

/** Token after a dateline at a paragraph's start: a place in capitals or an agency in brackets, then a dash; else `lo`. */
function afterDateline(reading: Reading, sentence: Sentence, lo: number): number {
  const { tokens } = reading;
  if (lo >= sentence.last || reading.paragraphs[sentence.paragraph]!.start !== tokens[lo]!.start) return lo;
  for (let k = lo + 1; k < Math.min(sentence.last, lo + DATELINE); k++) {
    const { text } = tokens[k]!;
    if (/^(?:[–—-]|--)$/u.test(text) && tokens[k]!.start > tokens[k - 1]!.end) {
      const place = /^\p{Lu}{3,}$/u.test(tokens[lo]!.text);
      return place || tokens[k - 1]!.text === ')' ? k + 1 : lo;
    }
    if (/^\p{Ll}/u.test(text) && text !== 'of' && text !== 'de') return lo;
  }
  return lo;
}

const lowerAt = (scope: Scope, i: number): string => scope.reading.tokens[i]?.lower ?? '';
const inQuote = (scope: Scope, i: number): boolean => (scope.reading.quoteOf[i] ?? -1) >= 0;

/** A finite verb among the tokens [from, to), outside "to say" and "-ing". */
function hasFiniteVerb(scope: Scope, from: number, to: number): boolean {
  const { tokens } = scope.reading;
  for (let i = from; i < to; i++) {
    const token = tokens[i]!;
    if (!isVerb(token.pos)) continue;
    if (token.lower.endsWith('ing') && token.pos === 'VERB') continue;
    if (tokens[i - 1]?.lower === 'to') continue;
    return true;
  }
  return false;
}

/**
 * True when a clause begins at token `from`: a finite verb follows its first phrase. "added 40 stores in 2023 and now runs
 * 312" is none, the verb there belongs to the coordination.
 *
 * @param strict for verbs that take plain objects, too ("declared a new beginning, rebels …"): no comma before the verb
 */
function startsClause(scope: Scope, from: number, strict: boolean): boolean {
  const { tokens } = scope.reading;
  const to = Math.min(scope.hi, from + CLAUSE_REACH);
  for (let k = from; k < to; k++) {
    const token = tokens[k]!;
    if (/^(?:who|which|that|whose)$/u.test(token.lower) && k > from) return hasFiniteVerb(scope, k + 1, to);
    if ((token.lower === 'and' || token.lower === 'but' || token.lower === 'or') && !inQuote(scope, k)) {
      const next = tokens[k + 1]?.pos === 'ADV' ? tokens[k + 2] : tokens[k + 1];
      if (next && isVerb(next.pos)) return false;
    }
    if (token.text === ';' || (strict && token.text === ',' && !inQuote(scope, k))) return false;
    if (isVerb(token.pos) && !(token.pos === 'VERB' && token.lower.endsWith('ing')) && tokens[k - 1]?.lower !== 'to')
      return true;
  }
  return false;
}

/** The "that" which opens the content behind an addressee or place with commas ("a hall in Salem, Oregon, that"); else -1. */
function thatAhead(scope: Scope, from: number): number {
  for (let k = from; k < Math.min(scope.hi, from + 20); k++) {
    const token = scope.reading.tokens[k]!;
    if (token.lower === 'that') return token.pos === 'SCONJ' ? k : -1;
    if (isVerb(token.pos) || inQuote(scope, k) || /^[;:]$/u.test(token.text)) return -1;
  }
  return -1;
}

/** How many tokens the subject of a content without "that" may fill: set by hand with room to spare. */
const CLAUSE_REACH = 45;

const ADJUNCT = new Set([
  'in',
  'at',
  'on',
  'to',
  'during',
  'after',
  'by',
  'from',
  'with',
  'through',
  'via',
  'before',
  'under',
  'for',
  'of',
  'about',
  'over',
  'near',
  'outside',
  'inside',
  'into',
  'against',
  'following',
  'amid',
  'within',
  'across',
  'alongside',
  'without',
]);
const WH = new Set(['how', 'why', 'whether', 'what', 'who', 'where', 'which', 'whom', 'if', 'when']);

/** Looks past addressee, time and place for where the content begins; `at` is how far it got. */
function complementAt(
  scope: Scope,
  from: number,
  frames: string,
  silent: boolean,
): { complement: Complement | null; at: number } {
  const { tokens, dateFrom, dates } = scope.reading;
  const { hi } = scope;
  const has = (frame: string): boolean => frames.includes(frame);
  let j = from;
  let addressed = !has('a');
  const done = (kind: Complement['kind'], first: number): { complement: Complement | null; at: number } =>
    first < hi ? { complement: { kind, first }, at: j } : { complement: null, at: j };
  for (let steps = 0; steps < 10; steps++) {
    if (j >= hi) return { complement: null, at: j };
    if (inQuote(scope, j)) {
      // "told Channel 4's “Good Morning” that …": a title in quotation marks belongs to the addressee.
      const close = wholeFrom(scope, j).last;
      if (lowerAt(scope, close) === 'that' && !isWholeQuote(scope, scope.reading.quoteOf[j]!)) {
        j = close;
        continue;
      }
      return done('quote', j);
    }
    const token = tokens[j]!;
    const { lower } = token;
    if (lower === ':') return inQuote(scope, j + 1) ? done('quote', j + 1) : done('colon', j + 1);
    if (lower === ',') {
      if (inQuote(scope, j + 1)) return done('quote', j + 1);
      // "said, citing two officials, that …"
      let close = j + 1;
      while (close < hi && close < j + 30 && !(tokens[close]!.text === ',' && !inQuote(scope, close))) close++;
      if (
        tokens[close]?.text === ',' &&
        close < hi &&
        (lowerAt(scope, close + 1) === 'that' || inQuote(scope, close + 1)) &&
        // "in Lund, where she lives, that"
        (/^(?:where|who|which|whose)$/u.test(lowerAt(scope, j + 1)) || !hasFiniteVerb(scope, j + 1, close))
      ) {
        j = close + 1;
        continue;
      }
      const that = thatAhead(scope, j + 1);
      if (that >= 0 && has('t')) {
        j = that;
        continue;
      }
      return { complement: null, at: j };
    }
    if (lower === 'that') {
      const next = tokens[j + 1];
      // "said that was natural": a demonstrative, not a conjunction.
      if (next && isVerb(next.pos) && !/^(?:being|having)$/u.test(next.lower) && has('b')) return done('clause', j);
      return done('that', j + 1);
    }
    if (WH.has(lower) && (has('t') || (has('q') && !silent))) {
      if (lower === 'when' && !(silent && has('t'))) return { complement: null, at: j };
      if (lower === 'if' && !silent && !has('!')) return has('b') ? done('clause', j) : { complement: null, at: j };
      return done('wh', lower === 'whether' || lower === 'if' ? j + 1 : j);
    }
    const date = dateFrom[j]!;
    if (date >= 0) {
      j = dates[date]!.last;
      continue;
    }
    if (lower === 'as' && has('n') && !has('b')) {
      // "rejected as “absurd” the claim that p": the verdict stands before its object.
      const verdict = inQuote(scope, j + 1) ? wholeFrom(scope, j + 1).last : tokens[j + 1]?.pos === 'ADJ' ? j + 2 : -1;
      if (verdict > 0 && tokens[verdict]?.pos === 'DET') {
        j = verdict;
        continue;
      }
    }
    if (!addressed) {
      addressed = true;
      const end = OBJECT_PRONOUNS.has(lower) && token.pos === 'PRON' ? j + 1 : coreAfter(scope.reading, j, hi);
      if (end > 0) {
        const next = tokens[end];
        const boundary =
          end >= hi ||
          inQuote(scope, end) ||
          /^(?:that|[,:]|how|why|whether|what|if)$/u.test(next?.lower ?? '') ||
          ADJUNCT.has(next?.lower ?? '') ||
          dateFrom[end]! >= 0;
        const clauseAfter =
          !boundary && next !== undefined && !isVerb(next.pos) && next.pos !== 'PUNCT' && hasFiniteVerb(scope, end, hi);
        // "told" always has its addressee; "warned the shelf could break" has none.
        if (boundary || clauseAfter) {
          j = end;
          continue;
        }
      }
    }
    if (lower === 'to') {
      // "admitted to having dumped acid"
      if (lowerAt(scope, j + 1).endsWith('ing') && has('g')) return done('gerund', j + 1);
      if (tokens[j + 1]?.pos === 'VERB' || tokens[j + 1]?.pos === 'AUX')
        return has('i') ? done('infinitive', j) : { complement: null, at: j };
      const end = phraseAfter(scope.reading, j + 1, hi);
      if (end < 0) return { complement: null, at: j };
      j = end;
      continue;
    }
    const rounded = lower === 'at' && /^(?:least|most)$/u.test(lowerAt(scope, j + 1));
    if (ADJUNCT.has(lower) && !rounded && (token.pos === 'ADP' || token.pos === 'SCONJ')) {
      const end = phraseAfter(scope.reading, j + 1, hi);
      if (end < 0) return { complement: null, at: j };
      j = end;
      continue;
    }
    // "denied misleading anyone": the tagger takes some gerunds for adjectives.
    const gerund =
      token.pos === 'VERB' ||
      (/^(?:ADJ|NOUN)$/u.test(token.pos) && /^(?:DET|PRON|PROPN|ADJ)$/u.test(tokens[j + 1]?.pos ?? ''));
    if (gerund && lower.endsWith('ing') && has('g')) return done('gerund', j);
    if (
      token.pos === 'ADV' &&
      lower !== 'there' &&
      lower !== 'here' &&
      !(lower === 'only' && lowerAt(scope, j + 1) !== 'that') &&
      !/^(?:about|nearly|almost|more|less|just|over|around|roughly|approximately|so|some)$/u.test(lower) &&
      tokens[j + 1]?.text !== ','
    ) {
      j++;
      continue;
    }
    const content =
      token.pos !== 'PUNCT' && token.pos !== 'CCONJ' && (!isVerb(token.pos) || (lower.endsWith('ing') && has('b')));
    // "suggests 54 percent of voters back him": a share is a clause's subject even when the tagger misses the verb.
    const share = token.pos === 'NUM' && /^(?:percent|%)$/u.test(lowerAt(scope, j + 1));
    if (content && has('b') && (share || startsClause(scope, j, has('n') || has('w')))) return done('clause', j);
    if (content && (has('n') || has('o'))) return done(has('o') ? 'object' : 'noun', j);
    return { complement: null, at: j };
  }
  return { complement: null, at: j };
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

/** Index of the quotation that ends right before token `i` (a comma may stand between), else -1. */
function quoteEndingBefore(scope: Scope, i: number): number {
  const { quoteOf, tokens } = scope.reading;
  if (i - 1 >= scope.lo && inQuote(scope, i - 1)) return quoteOf[i - 1]!;
  if (i - 2 >= scope.lo && tokens[i - 1]!.text === ',' && inQuote(scope, i - 2)) return quoteOf[i - 2]!;
  return -1;
}

/**
 * Most cues read in one sentence. A news sentence seldom holds more than five; each costs time in proportion to
 * the sentence, so this keeps a text that repeats "he said" without end linear.
 */
const MOST_CUES = 12;

function collectCandidates(scope: Scope): Candidate[] {
  const { reading, lo, hi } = scope;
  const { tokens } = reading;
  const candidates: Candidate[] = [];
  const question = tokens[scope.sentence.last - 1]!.text === '?' && !inQuote(scope, scope.sentence.last - 1);
  for (let v = lo; v < hi && candidates.length < MOST_CUES; v++) {
    if (inQuote(scope, v)) continue;
    const token = tokens[v]!;
    let entries = lookUpCue(token.lower, [lowerAt(scope, v + 1), lowerAt(scope, v + 2)]);
    if (question) continue;
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
        v + 1 >= hi ||
        inQuote(scope, v + 1) ||
        /^(?:that|,|:)$/u.test(next?.lower ?? '') ||
        reading.dateFrom[v + 1]! >= 0;
      const tensed = before !== undefined && /^(?:had|has|have|will|would)$/u.test(before.lower);
      const plain =
        (before?.pos === 'NOUN' || before?.pos === 'PROPN') && /[^s]s$/u.test(before.lower) && next?.lower === 'that';
      const inflected =
        /(?:[^s]s|ed|said|told|ought)$/u.test(token.lower) ||
        // Its past has no ending: believed after a phrase that a comma sets off, "…, the weather office forecast."
        (token.lower === 'forecast' && tokens[(coreFirst(reading, v, lo) ?? lo) - 1]?.text === ',');
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
      !/^(?:s|ing)$/u.test(token.lower) &&
      before!.pos !== 'ADJ' &&
      before!.lower !== 'that' &&
      !/^(?:all|both|some|many|most|others|several|these|those|this|each|another)$/u.test(before!.lower)
    ) {
      // "the said device", "18 confirmed tornadoes"
      continue;
    }
    const group = verbGroupAt(reading, v, lo);
    const particle = entries[0]!.particle;
    if (particle) group.last = lowerAt(scope, v + 1) === particle ? v + 2 : v + 3;
    if (group.infinitive && !group.silent) continue;
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
    if (group.hypothetical) continue;
    candidates.push({ entries, group, subject });
  }
  return candidates;
}

/** Token where a content that begins at `from` ends: before another's words, the author's comment or a participle of saying. */
function contentEnd(scope: Scope, from: number, own: Candidate, candidates: readonly Candidate[]): number {
  const { reading, hi } = scope;
  const { tokens } = reading;
  const claimAt = new Map<number, Candidate>();
  for (const candidate of candidates) {
    if (candidate === own || candidate.group.verb <= from) continue;
    if (candidate.entries.every((entry) => entry.stance)) continue;
    const first = candidate.subject?.first ?? candidate.group.first;
    claimAt.set(first, candidate);
  }
  for (let k = from; k < hi; k++) {
    if (inQuote(scope, k)) continue;
    const { lower, text } = tokens[k]!;
    if (text === ';') return k;
    if (text === ',') {
      let n = k + 1;
      if (lowerAt(scope, n) === 'according' && lowerAt(scope, n + 1) === 'to') return k;
      const date = reading.dateFrom[n]!;
      if (date >= 0) n = reading.dates[date]!.last;
      while (tokens[n]?.pos === 'ADV' && n < k + 3) n++;
      const next = lowerAt(scope, n);
      if (next.endsWith('ing') && n < hi && !inQuote(scope, n)) {
        if (
          isSpeechForm(next) ||
          lookUpCue(next, []).some((entry) => entry.class === 'deny') ||
          /^(?:referring|citing|speaking|alluding|describing|calling|accusing|blaming|stressing|telling|naming|pointing|quoting|denying|suggesting|using|drawing|prompting|urging)$/u.test(
            next,
          )
        )
          return k;
      }
      if (
        /^(?:a|an|the|in)$/u.test(next) &&
        (COMMENT_NOUN.test(lowerAt(scope, n + 1)) || COMMENT_NOUN.test(lowerAt(scope, n + 2))) &&
        /^(?:that|which|of|to|in|from|he|she|they|widely)$/u.test(lowerAt(scope, n + 2))
      )
        return k;
      if (next === 'when' && /^asked$/u.test(lowerAt(scope, n + 1))) return k;
      if (next === 'as' && /^(?:did|do|does|had|has)$/u.test(lowerAt(scope, n + 1))) return k;
      const direct = claimAt.get(k + 1) ?? claimAt.get(n);
      const relative = direct?.subject && /^(?:who|which|that)$/u.test(lowerAt(scope, direct.subject.headFirst));
      // "said that in May, the ministry denied …": what stands before the comma is no clause yet.
      const clause = hasFiniteVerb(scope, from, k);
      if (direct?.subject && !direct.group.participle && !relative && clause) return k;
      if (/^(?:but|while|and|although|though|whereas|as|after|before|when|yet|or)$/u.test(next)) {
        const other = claimAt.get(n + 1) ?? claimAt.get(n + 2);
        if (other && !(next === 'and' && lowerAt(scope, n + 1) === 'that')) return k;
        if (next === 'although' || next === 'though') return k;
        // "…, and has championed": a verb without subject after a comma is the speaker's own deed, told by the author.
        const verb = reading.tokens[n + 1]?.pos === 'ADV' ? reading.tokens[n + 2] : reading.tokens[n + 1];
        if ((next === 'and' || next === 'but') && verb && isVerb(verb.pos) && !verb.lower.endsWith('ing')) return k;
      }
    }
    if (lower === 'and' || lower === 'but') {
      const other = claimAt.get(k + 1);
      if (
        other &&
        !other.subject &&
        !other.group.participle &&
        other.entries.some((entry) => entry.frames.includes('t'))
      )
        return k;
      if (other?.subject && lower === 'but') return k;
    }
    if (/^(?:while|as|after|when)$/u.test(lower) && k > from + 2) {
      const other = claimAt.get(k + 1);
      if (other?.subject) return k;
    }
    if ((text === '—' || text === '–') && k > from) {
      const other = claimAt.get(k + 1);
      if (other?.subject) return k;
    }
    if (lower === 'according' && lowerAt(scope, k + 1) === 'to' && k > from + 1) return k;
  }
  return hi;
}

/** Cuts punctuation off both ends of a piece, and what joins it to the reporting clause; null when nothing is left. */
function trimPiece(scope: Scope, piece: Piece): Piece | null {
  const { tokens, quoteOf } = scope.reading;
  let { first, last } = piece;
  while (first < last && quoteOf[first]! < 0 && /^[,;:—–.-]+$/u.test(tokens[first]!.text)) first++;
  while (last > first && quoteOf[last - 1]! < 0 && /^[,;:—–-]+$/u.test(tokens[last - 1]!.text)) last--;
  return last > first ? { first, last } : null;
}

/** Where the words before a closing reporting clause begin: the sentence, or what follows another's clause in it. */
function contentStart(scope: Scope, before: number, candidates: readonly Candidate[]): number {
  const { tokens } = scope.reading;
  let start = scope.lo;
  for (const candidate of candidates) {
    if (
      candidate.group.verb >= before ||
      candidate.group.passive ||
      candidate.entries.every((entry) => entry.stance) ||
      !candidate.subject
    )
      continue;
    // A new main clause after another's: "X said A, but B, Y said."
    for (let k = candidate.group.last; k < before - 2; k++) {
      if (inQuote(scope, k)) continue;
      const next = lowerAt(scope, k + 1);
      if ((tokens[k]!.text === ',' && /^(?:but|while|yet)$/u.test(next)) || tokens[k]!.text === ';')
        start = k + (tokens[k]!.text === ';' ? 1 : 2);
    }
  }
  // "Her colleague disagrees: the teeth, she says, are …": a clause before a colon is the author's.
  for (let k = before - 2; k > start; k--) {
    if (tokens[k]!.text === ':' && !inQuote(scope, k)) {
      if (hasFiniteVerb(scope, start, k)) start = k + 1;
      break;
    }
  }
  while (
    start < before &&
    !inQuote(scope, start) &&
    /^(?:but|and|yet|however|still|meanwhile|[,])$/u.test(lowerAt(scope, start)) &&
    (start > scope.lo || /^(?:but|and|yet|however)$/u.test(lowerAt(scope, start)))
  )
    start++;
  return start;
}

const choose = (entries: readonly CueEntry[], frames: RegExp): CueEntry | undefined =>
  entries.find((entry) => frames.test(entry.frames));

/** "…" right after the reporting clause: the second half of a broken quotation or sentence. */
function resume(scope: Scope, at: number, brokenOff: boolean, quoted: boolean): Piece | null {
  const { reading, hi } = scope;
  const { tokens } = reading;
  const text = tokens[at]?.text;
  if (at >= hi) return null;
  if (text === ',' || text === ':' || text === ';' || text === '—' || text === '–') {
    if (inQuote(scope, at + 1)) {
      const quote = reading.quotes[reading.quoteOf[at + 1]!]!;
      let end = at + 1;
      while (end < scope.sentence.last && reading.quoteOf[end] === reading.quoteOf[at + 1]) end++;
      const finished = /[.!?…,]$/u.test(reading.text.slice(quote.innerStart, quote.innerEnd).trim());
      return { first: at + 1, last: finished ? end : hi };
    }
    if (text !== ':' && text !== ';' && brokenOff) return { first: at + 1, last: hi };
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

/** The subject of the sentence's first finite verb: whom a participle or a second verb speaks for. */
function mainSubject(scope: Scope, before: number, participle = false): Phrase | null {
  const { reading, lo } = scope;
  for (let k = lo; k < before; k++) {
    if (inQuote(scope, k)) continue;
    const token = reading.tokens[k]!;
    if (!isVerb(token.pos) || (token.pos === 'VERB' && token.lower.endsWith('ing'))) continue;
    const group = verbGroupAt(reading, k, lo);
    if (group.infinitive) continue;
    // "could be forgiven for thinking that p": nobody thought so.
    if (participle && /^(?:could|can|might|may|should|would|must)$/u.test(token.lower)) return null;
    const subject = subjectBefore(reading, group.first, lo);
    if (subject && !/^(?:who|which|that)$/u.test(reading.tokens[subject.headFirst]!.lower)) return subject;
  }
  return null;
}

const OPINION_QUOTE =
  /^\W*(?:nonsense|false|untrue|lies?|a lie|fake(?: news)?|fiction|rubbish|baseless|absurd|ridiculous|fabricated|a fabrication|garbage|pure fiction|a hoax|malicious)\W*$/iu;

function polarityOf(entry: CueEntry, group: VerbGroup, _kind: Complement['kind'] | null): Attribution['polarity'] {
  if (group.silent || /^(?:ask|inquire|enquire)$/u.test(entry.lemma)) return 'questioned';
  if (entry.polarity === 'denied') return group.negated ? 'affirmed' : 'denied';
  if (entry.polarity === 'questioned') return 'questioned';
  if (group.negated) return 'denied';
  return 'affirmed';
}

/** What the rules make of one cue, or null when it introduces no claim. */
function readCandidate(
  scope: Scope,
  candidate: Candidate,
  candidates: readonly Candidate[],
  found: readonly Attribution[],
): Attribution | null {
  const { reading, sentence, lo, hi } = scope;
  const { tokens } = reading;
  const { group, entries } = candidate;
  let { subject } = candidate;
  const claims = entries.filter((entry) => !entry.stance);
  const frames = claims.map((entry) => entry.frames).join('');
  const base = { group, sentence, silent: group.silent, speakerFrom: null, dialogue: scope.dialogue };
  const cue: Piece = { first: group.negated || group.silent ? group.first : group.verb, last: group.last };

  if (group.passive) return readPassive(scope, candidate, candidates, found);

  const after = complementAt(
    scope,
    group.last,
    frames,
    group.silent || claims.some((entry) => entry.class === 'question'),
  );
  let { complement } = after;
  // "Asked whether p, the director declined to answer": nothing is said, not even that it is not.
  if (group.silent && claims.every((entry) => /^(?:answer|comment|reply|respond|elaborate)$/u.test(entry.lemma))) {
    if (complement?.kind !== 'wh' && complement?.kind !== 'that') return null;
  }

  // Back: "…," he said · "…", said Kirby · …, the ministry said.
  if (!group.participle && claims.some((entry) => /[qp]/.test(entry.frames))) {
    // Inverted first: a phrase after the verb that no verb follows, and content before the verb.
    const prior = tokens[group.first - 1];
    const quoteBefore = quoteEndingBefore(scope, group.first);
    const contentBefore =
      group.first - 1 > lo &&
      prior !== undefined &&
      (quoteBefore >= 0 || prior.text === ',' || prior.text === '—' || prior.text === '–');
    if (
      contentBefore &&
      // “…,” the mayor, Ursula Penrose, told the council: the phrase after the verb is whom she told.
      !(subject && (quoteEndingBefore(scope, subject.first) >= 0 || /a/.test(frames))) &&
      !group.negated &&
      group.first === group.verb &&
      complement?.kind !== 'that' &&
      complement?.kind !== 'quote' &&
      complement?.kind !== 'colon'
    ) {
      const inverted = subjectAfter(reading, group.last, hi);
      const next = inverted ? tokens[inverted.last] : undefined;
      const entry = choose(claims, quoteBefore >= 0 ? /[qp]/ : /p/);
      const closed =
        inverted &&
        (inverted.last >= hi ||
          inQuote(scope, inverted.last) ||
          (next !== undefined && !isVerb(next.pos) && !(next.pos === 'PART')));
      const objectPronoun =
        inverted && /^(?:him|her|them|us|me|it|himself|herself|themselves)$/u.test(lowerAt(scope, inverted.first));
      const pronoun = inverted && /^(?:he|she|they|we|i|who|one|some|many)$/u.test(lowerAt(scope, inverted.first));
      const misread =
        inverted &&
        // "Lee, in a letter, said he …": an inverted pronoun ends the clause.
        ((pronoun && inverted.last < hi && next!.text !== ',') ||
          reading.dateFrom[inverted.first]! >= 0 ||
          // "Barkley, who was there, said one candidate …" has its subject before the verb.
          (subject !== null && complement?.kind === 'clause') ||
          // "hosts a show, writes a weekly column": an object, unless the verb takes none.
          (quoteBefore < 0 && /^an?$/u.test(lowerAt(scope, inverted.first)) && entry?.lemma !== 'say'));
      if (
        inverted &&
        entry &&
        closed &&
        !objectPronoun &&
        !misread &&
        (quoteBefore >= 0 || hasFiniteVerb(scope, lo, group.first))
      ) {
        const start = contentStart(scope, group.first, candidates);
        const piece = trimPiece(scope, { first: start, last: group.first });
        if (piece) {
          const content = [piece];
          const tail = skipTail(scope, inverted.last);
          const more = resume(scope, tail, false, quoteBefore >= 0);
          if (more) content.push(more);
          return {
            ...base,
            entry,
            cue,
            speaker: inverted,
            content,
            construction: 'inverted',
            clause: [{ first: group.first, last: tail }],
            polarity: polarityOf(entry, group, null),
          };
        }
      }
    }
    if (subject) {
      const start = subject.first;
      const quote = quoteEndingBefore(scope, start);
      const left = tokens[start - 1];
      const comma = start - 1 > lo && (left?.text === ',' || left?.text === '—' || left?.text === '–');
      // "his minister, who says masks work": what a relative clause says stands behind it.
      const relative = quote < 0 && /^(?:who|which|that)$/u.test(lowerAt(scope, subject.headFirst));
      const entry = relative ? undefined : choose(claims, quote >= 0 ? /[qp]/ : /p/);
      const forwardNow =
        complement !== null &&
        (complement.kind === 'that' ||
          complement.kind === 'quote' ||
          complement.kind === 'colon' ||
          complement.kind === 'clause' ||
          complement.kind === 'wh');
      const ended = after.at >= hi || /^[,;—–:]$/u.test(lowerAt(scope, after.at)) || inQuote(scope, after.at);
      const quoteIsContent =
        quote >= 0 &&
        entry !== undefined &&
        (!forwardNow ||
          // “…,” Roe told the residents who had come: with its comma the quotation waits for this clause.
          ((complement?.kind === 'clause' || complement?.kind === 'wh') && endsInComma(reading, quote)) ||
          (complement?.kind === 'quote' &&
            lowerAt(scope, after.at) === ',' &&
            (isWholeQuote(scope, quote) || endsInComma(reading, quote))));
      const resumed =
        complement?.kind === 'quote' && quote >= 0 && (isWholeQuote(scope, quote) || endsInComma(reading, quote));
      if (entry && (quoteIsContent || resumed || (comma && !forwardNow && (ended || complement === null)))) {
        const first = contentStart(scope, start, candidates);
        const piece = trimPiece(scope, { first, last: start });
        // "In turn": the tagger may see a verb in a short adverbial.
        const opener = piece === null ? undefined : tokens[piece.first]!;
        // "Charged with theft, the clerk recalled …": a participle in front is no clause.
        const participial = opener?.pos === 'VERB' && /(?:ed|en|wn|ing)$/u.test(opener.lower);
        const short = piece !== null && piece.last - piece.first <= 3 && tokens[piece.first]!.pos === 'ADP';
        const brokenOff =
          piece !== null && quote < 0 && (short || participial || !hasFiniteVerb(scope, piece.first, piece.last));
        const tail = skipTail(scope, after.at);
        const more = resume(scope, tail, brokenOff, quote >= 0);
        const afterQuoteColon = resumed && !more ? wholeFrom(scope, complement!.first) : null;
        // A long stretch without a verb is one the tagger missed: "Four in ten nurses plan to quit, a survey found."
        const long = piece !== null && !short && piece.last - piece.first >= MISSED_VERB;
        // What a semicolon closes is whole, too.
        const closed = tokens[after.at]?.text === ';';
        if (piece && (quote >= 0 || !brokenOff || more || (long && !participial) || closed)) {
          // "In turn, the agency told them, p": an adverbial in front is no content.
          const adverbial = brokenOff && more && /^(?:ADP|ADV|SCONJ)$/u.test(tokens[piece.first]!.pos);
          const content = adverbial ? [] : [piece];
          if (more) content.push(more);
          else if (afterQuoteColon) content.push(afterQuoteColon);
          return {
            ...base,
            entry,
            cue,
            speaker: subject,
            content,
            construction: 'back',
            clause: [{ first: subject.first, last: tail }],
            polarity: polarityOf(entry, group, null),
          };
        }
      }
    }
  }

  const empty = { cue, content: [] as Piece[], construction: 'forward' as const, clause: [] as Piece[] };
  // "As the paper reported, p" and "…, as the paper reported".
  if (
    subject &&
    lowerAt(scope, subject.first - 1) === 'as' &&
    (!complement || complement.kind === 'clause' || complement.kind === 'noun') &&
    claims.length > 0
  ) {
    const as = subject.first - 1;
    let comma = group.last;
    while (comma < Math.min(hi, group.last + 8) && tokens[comma]!.text !== ',') comma++;
    if (tokens[comma]?.text !== ',') comma = -1;
    const piece =
      as === lo && comma >= 0
        ? trimPiece(scope, { first: comma + 1, last: hi })
        : as > lo && after.at >= hi && lowerAt(scope, as - 1) === ','
          ? trimPiece(scope, { first: contentStart(scope, as, candidates), last: as })
          : null;
    if (piece && hasFiniteVerb(scope, piece.first, piece.last)) {
      return {
        ...base,
        ...empty,
        entry: claims[0]!,
        speaker: subject,
        content: [piece],
        construction: 'back',
        clause: [{ first: as, last: comma >= 0 ? comma : group.last }],
        polarity: polarityOf(claims[0]!, group, null),
      };
    }
  }
  const quoting = choose(claims, /q/);
  // "Said Ann Roe, who grew up there, “…”"
  if (!subject && group.first === lo && quoting && isCapital(tokens[lo])) {
    const inverted = subjectAfter(reading, group.last, hi);
    if (inverted && /^[,:]$/u.test(lowerAt(scope, inverted.last)) && inQuote(scope, inverted.last + 1)) {
      return {
        ...base,
        ...empty,
        entry: quoting,
        speaker: inverted,
        content: [wholeFrom(scope, inverted.last + 1)],
        clause: [{ first: lo, last: inverted.last }],
        polarity: 'affirmed',
      };
    }
  }
  if (subject && !complement && quoting && lowerAt(scope, after.at) === ':' && after.at + 1 >= hi) {
    // "He declared:" at the paragraph's end: the next one is the content.
    return {
      ...base,
      ...empty,
      entry: quoting,
      speaker: subject,
      clause: [{ first: lo, last: after.at }],
      polarity: polarityOf(quoting, group, null),
    };
  }
  // "says, win or lose, he stays": a comma after the verb when nothing stands before the subject that could be the content.
  if (
    subject &&
    !complement &&
    lowerAt(scope, after.at) === ',' &&
    choose(claims, /b/) &&
    !/^(?:which|who|whom|that)$/u.test(lowerAt(scope, subject.first - 1)) &&
    !hasFiniteVerb(scope, lo, subject.first) &&
    startsClause(scope, after.at + 1, false)
  ) {
    complement = { kind: 'clause', first: after.at + 1 };
  }

  // Forward.
  let speakerFrom: Attribution | null = null;
  const previous = found.findLast(
    (attribution) =>
      attribution.sentence === sentence && attribution.speaker !== null && attribution.construction !== 'according-to',
  );
  if (!subject) {
    const joined =
      /^(?:and|but|,|or|—|–|then|before|after|while|by|in|when|—)$/u.test(lowerAt(scope, group.first - 1)) ||
      group.participle;
    if (!joined && group.first !== lo) return null;
    if (group.first === lo && !group.participle) return null;
    if (previous) speakerFrom = previous;
    else subject = mainSubject(scope, group.first, group.participle);
    if (!subject && !speakerFrom) return null;
    // "the law, allowing …" : a participle of a weak verb says nothing.
    if (group.participle && !claims.some((entry) => /[tq]/.test(entry.frames)))
      return stanceOf(scope, candidate, subject, speakerFrom, candidates);
  }
  if (!complement) return stanceOf(scope, candidate, subject, speakerFrom, candidates);
  const wanted: Record<Complement['kind'], RegExp> = {
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
  const entry = choose(claims, wanted[complement.kind]);
  if (!entry) return stanceOf(scope, candidate, subject, speakerFrom, candidates);
  if (group.silent && complement.kind === 'noun') return null;
  let first = complement.first;
  let polarity = polarityOf(entry, group, complement.kind);
  let end = -1;
  if (complement.kind === 'quote' && entry.frames.includes('o')) {
    // called “nonsense” a report that p
    const open = reading.quoteOf[first]!;
    let close = first;
    while (close < hi && reading.quoteOf[close] === open) close++;
    const noun = phraseAfter(reading, close, hi);
    if (noun < 0) return stanceOf(scope, candidate, subject, speakerFrom, candidates);
    if (lowerAt(scope, noun) === 'that') first = noun + 1;
    else first = close;
    const quote = reading.quotes[open]!;
    if (OPINION_QUOTE.test(reading.text.slice(quote.innerStart, quote.innerEnd))) polarity = 'denied';
  }
  if (complement.kind === 'object' && /^(?:call|dub|label|brand)$/u.test(entry.lemma)) {
    // "called the hall “a disgrace” and left": the quoted predicate ends the claim.
    let quoted = first;
    while (quoted < hi && !inQuote(scope, quoted)) quoted++;
    if (quoted < hi) end = wholeFrom(scope, quoted).last;
  }
  if (complement.kind === 'object') {
    const object = readObject(scope, entry, first);
    if (!object) return stanceOf(scope, candidate, subject, speakerFrom, candidates);
  }
  if (complement.kind === 'clause' && entry.polarity === 'denied') {
    // "denied claims that p": the claim is p.
    const noun = coreAfter(reading, first, hi);
    if (noun > 0 && lowerAt(scope, noun) === 'that' && PROPOSITION_NOUN.test(lowerAt(scope, noun - 1)))
      first = noun + 1;
  }
  if (complement.kind === 'noun') {
    const core = coreAfter(reading, first, hi);
    const phrase = phraseAfter(reading, first, hi);
    const head = core > 0 ? lowerAt(scope, core - 1) : '';
    if (entry.polarity === 'denied') {
      if (lowerAt(scope, core) === 'that' && PROPOSITION_NOUN.test(head)) first = core + 1;
      else if (phrase > 0 && lowerAt(scope, phrase) === 'that' && PROPOSITION_NOUN.test(head)) first = phrase + 1;
      else if (!PROPOSITION_NOUN.test(head)) return stanceOf(scope, candidate, subject, speakerFrom, candidates);
      else end = asClause(scope, first);
    } else {
      const numeric = tokens.slice(first, Math.min(hi, first + 25)).some((token) => token.pos === 'NUM');
      const infinitive = phrase > 0 && lowerAt(scope, phrase) === 'to';
      if (
        !/^(?:expect|estimate|predict|forecast|anticipate|project|allege|fear|suspect)$/u.test(entry.lemma) ||
        (!numeric && !infinitive && entry.lemma !== 'predict' && entry.lemma !== 'forecast')
      )
        return stanceOf(scope, candidate, subject, speakerFrom, candidates);
    }
  }
  if (
    complement.kind === 'gerund' &&
    entry.polarity === 'denied' &&
    isSpeechForm(lowerAt(scope, first)) &&
    lowerAt(scope, first + 1) === 'that'
  ) {
    // "denied saying that p"
    cue.last = first + 1;
    first += 2;
  }
  if (complement.kind === 'that' && entry.lemma === 'tell' && subject === null && speakerFrom === null) return null;
  if (
    entry.class === 'question' &&
    entry.lemma !== 'question' &&
    complement.kind !== 'quote' &&
    complement.kind !== 'wh' &&
    complement.kind !== 'that'
  )
    return stanceOf(scope, candidate, subject, speakerFrom, candidates);
  if (complement.kind === 'quote' && first === complement.first && isWholeQuote(scope, reading.quoteOf[first]!)) {
    const whole = wholeFrom(scope, first);
    end = whole.last;
  }
  let stop = end > 0 ? end : contentEnd(scope, first, candidate, candidates);
  if (entry.polarity === 'denied' && entry.frames.includes('n') && end < 0) {
    // "rejected suggestions that p as “scaremongering”"
    for (let k = first + 2; k < stop; k++) {
      if (lowerAt(scope, k) === 'as' && !inQuote(scope, k) && (inQuote(scope, k + 1) || k + 2 >= stop)) stop = k;
    }
  }
  if (
    subject &&
    end < 0 &&
    /^(?:while|although|though|as|when|after|since|whereas)$/u.test(lowerAt(scope, subject.first - 1))
  ) {
    // "While she said that p, he was uneasy": the main clause is the author's.
    for (let k = first + 1; k < stop; k++) {
      if (
        reading.tokens[k]!.text === ',' &&
        !inQuote(scope, k) &&
        !/^(?:and|but|or|which|who|because)$/u.test(lowerAt(scope, k + 1)) &&
        startsClause(scope, k + 1, true)
      ) {
        stop = k;
        break;
      }
    }
  }
  const piece = trimPiece(scope, { first, last: stop });
  if (!piece) return null;
  if (!group.negated && !group.silent && entry.polarity === 'affirmed')
    polarity = polarity === 'denied' ? 'denied' : polarityOf(entry, group, complement.kind);
  const clauseFirst = subject ? subject.first : group.first;
  // Inside another's content the clause begins there: "reported on Monday that the minister had said …".
  const outer = found.findLast((other) => other.content.some((p) => clauseFirst >= p.first && clauseFirst < p.last));
  const clauseStart = outer ? outer.content.find((p) => clauseFirst < p.last)!.first : lo;
  return {
    ...base,
    entry,
    cue,
    speaker: subject,
    content: [piece],
    construction: 'forward',
    clause: [
      { first: Math.min(clauseStart, clauseFirst), last: clauseFirst },
      { first: group.first, last: complement.first },
      ...(subject ? [{ first: subject.headLast, last: group.first }] : []),
      // "…, speaking on Monday"; any other date behind the content is another deed's.
      ...(OCCASION.test(lowerAt(scope, piece.last + 1)) ? [{ first: piece.last, last: hi }] : []),
    ],
    polarity,
    speakerFrom,
  };
}

const OCCASION =
  /^(?:speaking|addressing|talking|testifying|writing|appearing|responding|according|in|on|at|during|when|last|earlier)$/u;

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

/** A quotation that is a sentence of its own: it ends in a mark, or has a verb and several words. */
function isWholeQuote(scope: Scope, quote: number): boolean {
  const { reading } = scope;
  const { innerStart, innerEnd } = reading.quotes[quote]!;
  const inner = reading.text.slice(innerStart, innerEnd).trim();
  return /[.!?…,]['’”]?$/u.test(inner) || !reading.quotes[quote]!.closed;
}

/** Whether a comma ends the quotation, inside its marks or right after them. */
function endsInComma(reading: Reading, quote: number): boolean {
  const { innerEnd, end, closed } = reading.quotes[quote]!;
  return closed && (reading.text[innerEnd - 1] === ',' || reading.text[end] === ',');
}

/** From a whole quotation's first token to its end. */
function wholeFrom(scope: Scope, first: number): Piece {
  const { quoteOf } = scope.reading;
  let last = first;
  while (last < scope.sentence.last && quoteOf[last] === quoteOf[first]) last++;
  return { first, last };
}

/** "dismissed the accusations as baseless": the claim ends before "as". */
function asClause(scope: Scope, first: number): number {
  for (let k = first + 1; k < scope.hi; k++) {
    if (lowerAt(scope, k) === 'as' && !inQuote(scope, k)) return k;
    if (scope.reading.tokens[k]!.text === ',') return k;
  }
  return -1;
}

/** Whether the object of "accuse", "blame", "call", "describe" has the second part that makes it a claim. */
function readObject(scope: Scope, entry: CueEntry, first: number): boolean {
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
      return (
        words.some((word) => word === 'for' || word === 'on' || word === 'to') ||
        (reading.tokens[core - 1] !== undefined && lowerAt(scope, core) === 'for')
      );
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

/** Passive and impersonal reporting. */
function readPassive(
  scope: Scope,
  candidate: Candidate,
  candidates: readonly Candidate[],
  _found: readonly Attribution[],
): Attribution | null {
  const { reading, sentence, lo, hi } = scope;
  const { group, entries, subject } = candidate;
  const entry = entries.find((e) => !e.stance) ?? entries[0];
  if (!entry || group.negated) return null;
  const base = { group, sentence, silent: false, speakerFrom: null, dialogue: scope.dialogue };
  const next = lowerAt(scope, group.last);
  const impersonal =
    /^(?:say|believe|think|allege|report|understand|rumou?r|claim|suspect|presume|assume|estimate|consider|fear)$/u.test(
      entry.lemma,
    );
  if (
    impersonal &&
    subject &&
    lowerAt(scope, subject.headFirst) === 'it' &&
    subject.headLast === subject.headFirst + 1 &&
    /^(?:that|clause)$/u.test(complementAt(scope, group.last, 'tb', false).complement?.kind ?? '')
  ) {
    const { first } = complementAt(scope, group.last, 'tb', false).complement!;
    const piece = trimPiece(scope, { first, last: contentEnd(scope, first, candidate, candidates) });
    return (
      piece && {
        ...base,
        entry: { ...IMPERSONAL, lemma: entry.lemma },
        cue: { first: subject.headFirst, last: group.last },
        speaker: null,
        content: [piece],
        construction: 'impersonal',
        clause: [{ first: lo, last: group.last }],
        polarity: 'affirmed',
      }
    );
  }
  if (impersonal && next === 'to' && subject) {
    const piece = trimPiece(scope, {
      first: subject.first,
      last: contentEnd(scope, group.last, candidate, candidates),
    });
    return (
      piece && {
        ...base,
        entry: { ...IMPERSONAL, lemma: entry.lemma },
        cue: { first: group.first, last: group.last + 1 },
        speaker: null,
        content: [piece],
        construction: 'impersonal',
        clause: [{ first: group.first, last: group.last }],
        polarity: 'affirmed',
      }
    );
  }
  if (next === 'by') {
    let end = phraseAfter(reading, group.last + 1, hi);
    if (end < 0) return null;
    if (entry.lemma === 'accuse') {
      // "accused by the union of hiding reports": what follows the last "of" before "-ing" is the charge.
      for (let k = group.last + 2; k < end; k++) {
        if (lowerAt(scope, k) === 'of' && lowerAt(scope, k + 1).endsWith('ing')) end = k;
      }
    }
    const speaker: Phrase = {
      first: group.last + 1,
      last: end,
      headFirst: group.last + 1,
      headLast: end,
      apposition: null,
    };
    const cue = { first: group.verb, last: group.last };
    const linker = lowerAt(scope, end);
    if ((entry.lemma === 'accuse' && linker === 'of') || (/[a]/.test(entry.frames) && linker === 'that')) {
      const piece = trimPiece(scope, { first: end + 1, last: contentEnd(scope, end + 1, candidate, candidates) });
      return (
        piece && {
          ...base,
          entry,
          cue,
          speaker,
          content: [piece],
          construction: 'passive',
          clause: [{ first: lo, last: end }],
          polarity: polarityOf(entry, group, null),
        }
      );
    }
    if (
      subject &&
      /^(?:report|announce|confirm|reveal|disclose|deny|dismiss|reject|describe|claim)$/u.test(entry.lemma)
    ) {
      const piece = trimPiece(scope, { first: subject.first, last: subject.last });
      return (
        piece && {
          ...base,
          entry: { ...entry, stance: true },
          cue,
          speaker,
          content: [piece],
          construction: 'passive',
          clause: [],
          polarity: polarityOf(entry, group, null),
        }
      );
    }
  }
  return null;
}

/** An attribution of a stance ("supports the plan"), which is no claim but somebody's. */
function stanceOf(
  scope: Scope,
  candidate: Candidate,
  subject: Phrase | null,
  speakerFrom: Attribution | null,
  candidates: readonly Candidate[],
): Attribution | null {
  const { group, entries } = candidate;
  if (group.silent || (!subject && !speakerFrom)) return null;
  const stance = entries.find((entry) => entry.stance);
  if (!stance) return null;
  const { complement } = complementAt(scope, group.last, `${stance.frames}o`, false);
  if (!complement || complement.kind === 'colon') return null;
  const piece = trimPiece(scope, {
    first: complement.first,
    last: contentEnd(scope, complement.first, candidate, candidates),
  });
  if (!piece) return null;
  return {
    entry: stance,
    cue: { first: group.first, last: group.last },
    group,
    speaker: subject,
    content: [piece],
    construction: 'forward',
    sentence: scope.sentence,
    clause: [],
    polarity: 'affirmed',
    silent: false,
    speakerFrom,
    dialogue: scope.dialogue,
  };
}

/** "according to X", "by X's account", "in X's words". */
function readAccordingTo(scope: Scope, candidates: readonly Candidate[]): Attribution[] {
  const { reading, sentence, lo, hi } = scope;
  const { tokens } = reading;
  const result: Attribution[] = [];
  for (let k = lo; k < hi; k++) {
    if (inQuote(scope, k)) continue;
    let cue: Piece | null = null;
    let speaker: Phrase | null = null;
    let end = -1;
    if (lowerAt(scope, k) === 'according' && lowerAt(scope, k + 1) === 'to') {
      // "Lee, who was there, according to the paper, said p": part of the phrase for another's speaker.
      if (candidates.some(({ subject }) => subject && k > subject.headLast && k < subject.last)) continue;
      cue = { first: k, last: k + 2 };
      speaker = subjectAfter(reading, k + 2, hi);
      // In front the phrase runs to the comma: "According to exit polls made for two networks by a firm, p".
      let comma = k + 2;
      while (comma < Math.min(hi, k + 30) && tokens[comma]!.text !== ',' && tokens[comma]!.pos !== 'AUX') comma++;
      if (
        k === lo &&
        tokens[comma]?.text === ',' &&
        comma > k + 2 &&
        (!speaker || comma > speaker.last || !speaker.apposition)
      ) {
        const headLast = speaker ? Math.min(speaker.headLast, comma) : comma;
        speaker = { first: k + 2, last: comma, headFirst: k + 2, headLast, apposition: null };
      }
      if (!speaker) continue;
      end = speaker.last;
      if (k === lo || reading.tokens[k - 1]!.text !== ',') {
        // "According to X, a doctor, p": keep the apposition only when another comma closes it.
        if (speaker.apposition && k === lo && reading.tokens[speaker.last]?.text !== ',')
          speaker = { ...speaker, last: speaker.headLast, apposition: null };
        end = speaker.last;
      }
    } else if (
      /^(?:by|in)$/u.test(lowerAt(scope, k)) &&
      (k === lo || /^(?:,|that|but|and)$/u.test(lowerAt(scope, k - 1)))
    ) {
      // "by the curator's account", "in the minister's view"
      const core = coreAfter(reading, k + 1, hi);
      const noun = core > 0 ? lowerAt(scope, core - 1) : '';
      if (
        core < 0 ||
        core - k > 9 ||
        !/^(?:account|accounts|reckoning|estimate|estimates|telling|words|view|opinion|own account)$/u.test(noun)
      )
        continue;
      let owner = core - 2;
      while (
        owner > k &&
        !/^['’]s?$/u.test(reading.tokens[owner]!.text) &&
        !/^(?:his|her|their|its)$/u.test(lowerAt(scope, owner))
      )
        owner--;
      if (owner <= k) continue;
      cue = { first: core - 1, last: core };
      const pronoun = /^(?:his|her|their|its)$/u.test(lowerAt(scope, owner));
      const last = pronoun ? owner + 1 : owner;
      speaker = { first: k + 1, last, headFirst: k + 1, headLast: last, apposition: null };
      end = core;
    } else continue;
    const date = reading.dateFrom[end] ?? -1;
    const clauseEnd = date >= 0 ? reading.dates[date]!.last : end;
    const front =
      k === lo ||
      lowerAt(scope, k - 1) === ';' ||
      (/^(?:but|and|while|that|however|,)$/u.test(lowerAt(scope, k - 1)) && !hasFiniteVerb(scope, lo, k));
    let piece: Piece | null;
    if (front) {
      const from = reading.tokens[clauseEnd]?.text === ',' ? clauseEnd + 1 : clauseEnd;
      const pseudo: Candidate = { entries: [], group: verbGroupAt(reading, k, k), subject: null };
      piece = from < hi ? trimPiece(scope, { first: from, last: contentEnd(scope, from, pseudo, candidates) }) : null;
    } else {
      // The clause before: from the sentence's start or after another's reporting clause, up to here.
      piece = trimPiece(scope, { first: contentStart(scope, k, candidates), last: k });
      if (piece && !hasFiniteVerb(scope, piece.first, piece.last) && reading.tokens[clauseEnd]?.text === ',')
        piece = trimPiece(scope, { first: clauseEnd + 1, last: hi });
    }
    if (!piece || piece.last - piece.first < 2) continue;
    result.push({
      entry: lowerAt(scope, k) === 'according' ? ACCORDING_TO : { ...ACCORDING_TO, lemma: lowerAt(scope, cue.first) },
      cue,
      group: null,
      speaker,
      content: [piece],
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

/** True when the sentence is one quotation and nothing else. */
function isQuotationOnly(scope: Scope): boolean {
  const { reading, sentence } = scope;
  const quote = reading.quoteOf[sentence.first]!;
  if (quote < 0) return false;
  for (let k = sentence.first; k < sentence.last; k++) {
    if (reading.quoteOf[k]! < 0 && reading.tokens[k]!.pos !== 'PUNCT') return false;
  }
  return true;
}

/**
 * Every attribution of the text in reading order, stances among them.
 *
 * One sentence at a time: cues outside quotations with their verb group, subject and complement; then quotations that stand
 * alone, which go on with the attribution before them (`“A,” he said. “B.”`), with an open quotation of the paragraph before,
 * or with the last speaker. The constructions follow Krestel, Bergler & Witte, Minding the Source (LREC 2008) and the
 * annotation guide of PolNeAR (Newell et al., LREC 2018).
 */
export function findAttributions(reading: Reading): Attribution[] {
  const found: Attribution[] = [];
  /** What a lone quotation may go on with, and where that ended. */
  let last: Attribution | null = null;
  let lastParagraph = -2;
  for (const sentence of reading.sentences) {
    const scope = scopeOf(reading, sentence);
    if (scope.hi - scope.lo < 1) continue;
    if (isQuotationOnly(scope) && scope.sentence.last - scope.sentence.first >= 3) {
      const piece: Piece = { first: sentence.first, last: sentence.last };
      const quote = reading.quotes[reading.quoteOf[sentence.first]!]!;
      const sameParagraph = lastParagraph === sentence.paragraph;
      const introduced = lastParagraph >= sentence.paragraph - 1 && endsInColon(reading, sentence.index - 1);
      const goesOn =
        last !== null &&
        // "He declared:" or "said that given the choice:" in the paragraph before.
        (introduced ||
          (quote.continues && lastParagraph === sentence.paragraph - 1) ||
          (sameParagraph &&
            last.content.some((p) => reading.quoteOf[p.first]! >= 0 || reading.quoteOf[p.last - 1]! >= 0)));
      if (last && goesOn) {
        last.content.push(piece);
        lastParagraph = sentence.paragraph;
        continue;
      }
      const near = sameParagraph ? null : precedingSubject(reading, sentence);
      const carried =
        near === null && last !== null && (sameParagraph || lastParagraph === sentence.paragraph - 1) ? last : null;
      if (!isWholeQuote(scope, reading.quoteOf[sentence.first]!)) continue;
      if (!carried && !near) continue;
      const attribution: Attribution = {
        entry: CARRIED,
        cue: null,
        group: null,
        speaker: carried ? null : near,
        content: [piece],
        construction: 'carried',
        sentence,
        clause: [],
        polarity: 'affirmed',
        silent: false,
        speakerFrom: carried,
        dialogue: false,
      };
      found.push(attribution);
      last = attribution;
      lastParagraph = sentence.paragraph;
      continue;
    }
    const candidates = collectCandidates(scope);
    const here: Attribution[] = [];
    for (const candidate of candidates) {
      const attribution = readCandidate(scope, candidate, candidates, here);
      if (attribution) here.push(attribution);
    }
    here.push(...readAccordingTo(scope, candidates));
    const outermost = here.filter((attribution) => !isEcho(reading, attribution, here));
    found.push(...outermost);
    const speech = outermost.filter(
      (attribution) => !attribution.entry.stance && attribution.construction !== 'impersonal',
    );
    const newest = speech.at(-1);
    if (newest) {
      last = newest;
      lastParagraph = sentence.paragraph;
    } else if (lastParagraph === sentence.paragraph) {
      // A sentence of the author's own between: a quotation after it is not simply more of the last one.
      last = null;
    }
  }
  // "He declared:" with no quotation after it announces nothing.
  return found.filter((attribution) => attribution.content.length > 0);
}

function endsInColon(reading: Reading, index: number): boolean {
  const sentence = reading.sentences[index];
  return sentence !== undefined && reading.tokens[sentence.last - 1]!.text === ':';
}

/**
 * True for an attribution inside another's content that only goes on with it: its speaker is a pronoun or the same one
 * ("she said she believed that p", "denied that he called p"), or its verb is part of the other's cue ("denied saying that").
 */
function isEcho(reading: Reading, inner: Attribution, all: readonly Attribution[]): boolean {
  const verb = inner.group?.verb ?? inner.cue?.first;
  if (verb === undefined) return false;
  return all.some((outer) => {
    if (outer === inner) return false;
    if (outer.cue && inner.group && outer.group !== inner.group && verb >= outer.cue.first && verb < outer.cue.last)
      return true;
    const inside = outer.content.some((piece) => verb >= piece.first && verb < piece.last);
    if (!inside || outer.entry.stance) return false;
    if (!inner.speaker)
      return inner.construction !== 'impersonal' && (inner.speakerFrom === null || inner.speakerFrom === outer);
    return (
      /^(?:he|she|they|it|i|we|you|who|which|that|one|some|nobody|no-one)$/u.test(
        reading.tokens[inner.speaker.headFirst]!.lower,
      ) || inner.entry.stance
    );
  });
}

/** The person a lone quotation follows: the main subject of the sentence before it, in the same paragraph. */
function precedingSubject(reading: Reading, sentence: Sentence): Phrase | null {
  const before = reading.sentences[sentence.index - 1];
  if (!before || before.paragraph !== sentence.paragraph) return null;
  const scope = scopeOf(reading, before);
  const subject = mainSubject(scope, scope.hi);
  if (!subject) return null;
  const head = reading.tokens[subject.headLast - 1]!;
  const first = reading.tokens[subject.headFirst]!;
  return /^(?:he|she|they)$/u.test(first.lower) || (isCapital(head) && head.pos === 'PROPN') ? subject : null;
}
