// Noun phrases: where the one that ends or begins at a token has its other end, alone and with what hangs on it.
import { isSpeechForm } from './cues.ts';
import type { Reading } from './phrases.ts';
import { posAt, type Token } from './tokens.ts';

const POSSESSIVES = new Set(['my', 'your', 'his', 'her', 'its', 'our', 'their', 'whose']);
const DETERMINERS = new Set([
  'the',
  'a',
  'an',
  'this',
  'that',
  'these',
  'those',
  'some',
  'any',
  'no',
  'every',
  'each',
  'another',
  'both',
  'all',
  'many',
  'several',
  'most',
  'few',
  'one',
  'other',
]);
const PREDETERMINERS = new Set([
  'all',
  'both',
  'half',
  'many',
  'several',
  'some',
  'most',
  'few',
  'even',
  'only',
  'such',
]);
/** Pronouns that can be who says it; "it" too: "It said nine villages …". */
export const SUBJECT_PRONOUNS = new Set([
  'i',
  'he',
  'she',
  'it',
  'they',
  'we',
  'you',
  'who',
  'others',
  'someone',
  'somebody',
  'everyone',
  'everybody',
  'one',
  'many',
  'some',
  'both',
  'most',
  'another',
  'nobody',
  'few',
  'all',
  'half',
  'neither',
  'several',
  'those',
  'these',
  'none',
  'anyone',
  'more',
  'other',
]);
export const OBJECT_PRONOUNS = new Set([
  'me',
  'you',
  'him',
  'her',
  'us',
  'them',
  'it',
  'himself',
  'herself',
  'itself',
  'themselves',
  'myself',
  'ourselves',
  'everyone',
  'everybody',
  'someone',
  'anyone',
  'nobody',
  'others',
]);
const ATTACHED_BEFORE = new Set([
  'of',
  'for',
  'at',
  'from',
  'with',
  'in',
  'on',
  'near',
  'against',
  'to',
  'by',
  'inside',
  'within',
  'behind',
  'under',
  'representing',
  'around',
  'across',
  'into',
  'outside',
  'over',
  'among',
]);

export const isCapital = (token: Token | undefined): boolean => token !== undefined && /^\p{Lu}/u.test(token.text);

const isHyphen = (token: Token | undefined): boolean => token?.text === '-' || token?.text === '–';
const isPossessiveMark = (token: Token | undefined): boolean =>
  token !== undefined && ((/^['’]s$/u.test(token.text) && token.pos === 'PART') || /^['’]$/u.test(token.text));

function nominal(token: Token | undefined): boolean {
  return (
    token !== undefined &&
    (token.pos === 'NOUN' || token.pos === 'PROPN' || token.pos === 'NUM' || token.pos === 'SYM' || token.pos === 'X')
  );
}

function opensPhrase(token: Token | undefined): boolean {
  return token !== undefined && (token.pos === 'DET' || DETERMINERS.has(token.lower) || POSSESSIVES.has(token.lower));
}

/** What somebody is, which the tagger takes for an adjective behind another noun: "the police chief", "the attorney general". */
const ROLE_ADJECTIVE = /^(?:chief|general|executive|representative)$/u;

const isRole = (tokens: readonly Token[], i: number): boolean =>
  tokens[i]?.pos === 'ADJ' &&
  ROLE_ADJECTIVE.test(tokens[i]!.lower) &&
  // "Halm's chief of staff"
  (nominal(tokens[i - 1]) ||
    (tokens[i + 1]?.lower === 'of' && (opensPhrase(tokens[i - 1]) || isPossessiveMark(tokens[i - 1]))));

/** First token of the simple noun phrase (no prepositions) that ends before `last`; -1 when none does. */
export function coreBefore(reading: Reading, last: number, lo: number): number {
  const { tokens, quoteOf } = reading;
  if (last - 1 < lo || quoteOf[last - 1]! >= 0) return -1;
  const head = tokens[last - 1]!;
  if (reading.dateUntil[last]! >= 0) return -1;
  // "one of them", "some of us"
  if (/^(?:them|us|you|whom)$/u.test(head.lower) && tokens[last - 2]?.lower === 'of') return last - 1;
  if (
    SUBJECT_PRONOUNS.has(head.lower) &&
    (head.pos === 'PRON' || head.pos === 'DET' || head.pos === 'NUM' || head.pos === 'ADJ' || head.pos === 'NOUN')
  ) {
    if (head.pos !== 'NOUN' || !/^(?:all|both|half)$/u.test(head.lower)) return last - 1;
  }
  // "The firm, which said it would cut 90 jobs, has hired …"
  if (head.lower === 'which' && head.pos === 'PRON' && tokens[last - 2]?.text === ',') return last - 1;
  const adjectiveNoun =
    (head.pos === 'ADJ' || head.pos === 'VERB') &&
    // "the 31-year-old"
    ((head.lower === 'old' && isHyphen(tokens[last - 2])) ||
      opensPhrase(tokens[last - 2]) ||
      isPossessiveMark(tokens[last - 2]) ||
      (last - 2 >= lo && isRole(tokens, last - 1)) ||
      /^(?:poor|elderly|unemployed|accused|injured|wounded)$/u.test(head.lower));
  if (
    !nominal(head) &&
    !adjectiveNoun &&
    !(isPossessiveMark(head) && nominal(tokens[last - 2])) &&
    !(
      isCapital(head) &&
      head.pos !== 'PRON' &&
      head.pos !== 'ADP' &&
      head.pos !== 'SCONJ' &&
      head.pos !== 'CCONJ' &&
      head.pos !== 'ADV' &&
      head.pos !== 'AUX'
    )
  )
    return -1;
  let i = last - 1;
  while (i - 1 >= lo) {
    const token = tokens[i - 1]!;
    if (quoteOf[i - 1]! >= 0 || reading.dateUntil[i]! >= 0) break;
    if (opensPhrase(token) && !(token.lower === 'that' && token.pos === 'SCONJ')) {
      i--;
      while (
        i - 1 >= lo &&
        (PREDETERMINERS.has(tokens[i - 1]!.lower) || (tokens[i - 1]!.pos === 'DET' && opensPhrase(tokens[i - 1])))
      )
        i--;
      return i;
    }
    if (nominal(token)) {
      i--;
      continue;
    }
    if (token.pos === 'ADJ' || isPossessiveMark(token)) {
      i--;
      continue;
    }
    if (isHyphen(token) && token.end === tokens[i]!.start && i - 2 >= lo) {
      i -= 2;
      continue;
    }
    // "the outgoing mayor", "a leading critic": a participle counts as an adjective after a determiner.
    if (
      token.pos === 'VERB' &&
      /(?:ing|ed|en)$/u.test(token.lower) &&
      (opensPhrase(tokens[i - 2]) || tokens[i - 2]?.pos === 'ADJ') &&
      i - 2 >= lo
    ) {
      i--;
      continue;
    }
    // "managing director Ann Roe", "acting mayor": without a determiner only at the clause's start.
    if (
      token.pos === 'VERB' &&
      /(?:ing|ed)$/u.test(token.lower) &&
      !isSpeechForm(token.lower) &&
      tokens[i]!.pos === 'NOUN' &&
      (i - 1 === lo || tokens[i - 2]?.pos === 'PUNCT')
    ) {
      i--;
      continue;
    }
    if (token.pos === 'ADV' && tokens[i]!.pos === 'ADJ' && opensPhrase(tokens[i - 2]) && i - 2 >= lo) {
      i--;
      continue;
    }
    // "Department of Justice" never reaches here; "Trinidad & Tobago", "Smith & Sons" do.
    if (token.text === '&' && nominal(tokens[i - 2])) {
      i -= 2;
      continue;
    }
    if (isCapital(token) && token.pos === 'VERB' && isCapital(tokens[i]) && i - 1 >= lo) {
      i--;
      continue;
    }
    break;
  }
  // A bare adjective, adverb or number at the front of a longer phrase belongs to it; a lone "'s" does not.
  while (i < last - 1 && isPossessiveMark(tokens[i])) i++;
  return i;
}

/**
 * First token of the noun phrase that ends before token `last` and lies at or after `lo`, with the prepositional phrases,
 * reduced relatives ("documents seen by the agency") and coordinated names that belong to it. -1 when no phrase ends there.
 */
export function phraseBefore(reading: Reading, last: number, lo: number): number {
  const { tokens } = reading;
  let first = coreBefore(reading, last, lo);
  if (first < 0) return -1;
  for (let steps = 0; steps < 6 && first - 2 >= lo && reading.dateUntil[first - 1]! < 0; steps++) {
    const end = attachedBefore(tokens, first);
    const next = end < 0 ? -1 : coreBefore(reading, end, lo);
    if (next < 0) break;
    // "met Smith and Jones said": the left phrase is an object, the right one alone the subject.
    const clear = next === lo || /^(?:[,;:—–(]|and|but|that|while|as|because)$/u.test(tokens[next - 1]!.lower);
    if (joins(tokens[first - 1]!) && !clear) break;
    first = next;
  }
  return first;
}

const joins = ({ lower, text }: Token): boolean => lower === 'and' || lower === 'or' || text === '&';

/** Where the phrase ends that the one at `first` hangs on, by a preposition or a conjunction; -1 when it hangs on none. */
function attachedBefore(tokens: readonly Token[], first: number): number {
  const preposition = tokens[first - 1]!;
  if (joins(preposition)) return first - 1;
  if (!ATTACHED_BEFORE.has(preposition.lower) || preposition.pos === 'PART') return -1;
  const before = tokens[first - 2]!;
  const farther = tokens[first - 3];
  if (
    before.pos === 'VERB' &&
    /(?:ed|en|wn|nt|seen|made|led|run|held)$/u.test(before.lower) &&
    (farther?.pos === 'NOUN' || farther?.pos === 'PROPN')
  )
    return first - 2;
  if (before.pos === 'ADJ' && /^(?:close|familiar|loyal|opposed|critical|responsible|present)$/u.test(before.lower))
    return first - 2;
  return nominal(before) ||
    isRole(tokens, first - 2) ||
    /^(?:many|some|most|all|several|both|half|those|each|one|none|few|nobody|no-one|anyone|anybody|everyone|everybody|someone|somebody)$/u.test(
      before.lower,
    ) ||
    isPossessiveMark(before)
    ? first - 1
    : -1;
}

const QUANTIFIER = /^(?:one|some|many|most|several|both|all|each|none|half|few|any|either|neither)$/u;

/** Token after the simple noun phrase that begins at `first`; -1 when none does. */
export function coreAfter(reading: Reading, first: number, hi: number): number {
  const { tokens, quoteOf } = reading;
  let i = first;
  const start = tokens[i];
  if (!start || i >= hi || quoteOf[i]! >= 0) return -1;
  if (start.pos === 'PRON' && !POSSESSIVES.has(start.lower))
    return SUBJECT_PRONOUNS.has(start.lower) || OBJECT_PRONOUNS.has(start.lower) ? i + 1 : -1;
  // "one of them", "two of the nurses"
  if (tokens[i + 1]?.lower === 'of' && (start.pos === 'NUM' || QUANTIFIER.test(start.lower))) return i + 1;
  let determined = false;
  while (i < hi && (opensPhrase(tokens[i]) || PREDETERMINERS.has(tokens[i]!.lower)) && i - first < 3) {
    i++;
    determined = true;
  }
  let nouns = 0;
  for (; i < hi; i++) {
    const token = tokens[i]!;
    if (quoteOf[i]! >= 0) break;
    if (reading.dateFrom[i]! >= 0 && nouns > 0) break;
    // "told reporters Russia had …": a name right after a lower-case plural begins the next phrase.
    if (nouns > 0 && token.pos === 'PROPN' && /^\p{Ll}.*s$/u.test(tokens[i - 1]!.text) && tokens[i - 1]!.pos === 'NOUN')
      break;
    if (nominal(token)) {
      nouns++;
      continue;
    }
    if (isPossessiveMark(token)) continue;
    if (token.pos === 'ADJ' || (token.pos === 'ADV' && (tokens[i + 1]?.pos === 'ADJ' || isHyphen(tokens[i + 1])))) {
      // "said the police chief", "said police chief Ann Roe"; in "told reporters general elections …" it is an adjective.
      if (i > first && isRole(tokens, i) && !/^(?:NOUN|ADJ|NUM)$/u.test(posAt(tokens, i + 1))) continue;
      if (nouns > 0 && !isPossessiveMark(tokens[i - 1]) && !isCapital(token) && tokens[i - 1]!.pos !== 'NUM') break;
      continue;
    }
    if (isHyphen(token) && i > first && token.start === tokens[i - 1]!.end && i + 1 < hi) {
      i++;
      nouns++;
      continue;
    }
    if (
      nouns === 0 &&
      determined &&
      token.pos === 'VERB' &&
      i + 1 < hi &&
      (nominal(tokens[i + 1]) || tokens[i + 1]!.pos === 'ADJ')
    )
      continue;
    if (token.text === '&' && nouns > 0) continue;
    if (
      isCapital(token) &&
      nouns > 0 &&
      token.pos !== 'PRON' &&
      token.pos !== 'ADP' &&
      token.pos !== 'DET' &&
      token.pos !== 'SCONJ'
    )
      continue;
    break;
  }
  while (i > first && isPossessiveMark(tokens[i - 1])) i--;
  if (nouns === 0 && !(determined && i > first + 1)) return -1;
  return i;
}

const ATTACHED_AFTER = new Set(['of', 'for', 'at', 'from', 'with', 'on', 'by', 'in', 'near']);

/** Token after the noun phrase that begins at `first` with what belongs to it ("a survey published by the ministry"). */
export function phraseAfter(reading: Reading, first: number, hi: number): number {
  const { tokens } = reading;
  let last = coreAfter(reading, first, hi);
  if (last < 0) return -1;
  for (let steps = 0; steps < 6 && last + 1 < hi && reading.dateFrom[last]! < 0; steps++) {
    if (tokens[last]!.text === '(') {
      let close = last + 1;
      while (close < hi && close < last + 8 && tokens[close]!.text !== ')') close++;
      if (close >= hi || tokens[close]!.text !== ')') break;
      last = close + 1;
      continue;
    }
    const from = attachedAfter(tokens, first, last);
    const next = from < 0 ? -1 : coreAfter(reading, from, hi);
    if (next < 0) break;
    // "said Pia Kronberg and Otto Venn agreed": what follows the conjunction is a clause.
    if (tokens[last]!.lower === 'and' && (tokens[next]?.pos === 'VERB' || tokens[next]?.pos === 'AUX')) break;
    last = next;
  }
  return last;
}

/** Where a phrase begins that hangs on the one from `first` to `last`; -1 when none does. */
function attachedAfter(tokens: readonly Token[], first: number, last: number): number {
  const token = tokens[last]!;
  const next = tokens[last + 1]!;
  if (ATTACHED_AFTER.has(token.lower) && token.pos === 'ADP') return last + 1;
  if (token.pos === 'VERB' && /(?:ed|en|wn|seen|made)$/u.test(token.lower) && ATTACHED_AFTER.has(next.lower))
    return last + 2;
  return token.lower === 'and' && isCapital(next) && isCapital(tokens[first]) ? last + 1 : -1;
}
