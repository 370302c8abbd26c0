// Noun phrases: the speaker's phrase before or after a reporting verb, with its appositions.
import { isSpeechForm } from './cues.ts';
import type { DateMention } from './dates.ts';
import type { Document } from './document.ts';
import type { Token } from './tokens.ts';

/** A document with its dates indexed by token, as the phrase rules need it. */
export interface Reading extends Document {
  dates: DateMention[];
  /** For each token the index of the date whose phrase (with preposition) begins there, else -1. */
  dateFrom: Int32Array;
  /** For each token index e the index of the date that ends right before it, else -1. */
  dateUntil: Int32Array;
}

/** Indexes the dates by token. */
export function indexDates(document: Document, dates: DateMention[]): Reading {
  const dateFrom = new Int32Array(document.tokens.length + 1).fill(-1);
  const dateUntil = new Int32Array(document.tokens.length + 1).fill(-1);
  for (const [index, date] of dates.entries()) {
    dateFrom[date.withPreposition] = index;
    if (date.first !== date.withPreposition) dateFrom[date.first] = index;
    dateUntil[date.last] = index;
  }
  return { ...document, dates, dateFrom, dateUntil };
}

/** Token ranges, ends exclusive. */
export interface Phrase {
  /** The whole mention with its appositions: "The Boreal Institute, a think-tank in Ulmer". */
  first: number;
  last: number;
  /** The noun phrase proper. */
  headFirst: number;
  headLast: number;
  /** Apposition after the head ("Pia Kronberg" in "The owner, Pia Kronberg,"), or null. */
  apposition: { first: number; last: number } | null;
}

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
const SUBJECT_PRONOUNS = new Set([
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

/** First token of the simple noun phrase (no prepositions) that ends before `last`; -1 when none does. */
function coreBefore(reading: Reading, last: number, lo: number): number {
  const { tokens, quoteOf } = reading;
  const head = tokens[last - 1];
  if (!head || last - 1 < lo || quoteOf[last - 1]! >= 0) return -1;
  if (reading.dateUntil[last]! >= 0) return -1;
  // "one of them", "some of us"
  if (/^(?:them|us|you|whom)$/u.test(head.lower) && tokens[last - 2]?.lower === 'of') return last - 1;
  if (
    SUBJECT_PRONOUNS.has(head.lower) &&
    (head.pos === 'PRON' || head.pos === 'DET' || head.pos === 'NUM' || head.pos === 'ADJ' || head.pos === 'NOUN')
  ) {
    if (head.pos !== 'NOUN' || !/^(?:all|both|half)$/u.test(head.lower)) return last - 1;
  }
  const adjectiveNoun =
    (head.pos === 'ADJ' || head.pos === 'VERB') &&
    // "the 31-year-old"
    ((head.lower === 'old' && isHyphen(tokens[last - 2])) ||
      opensPhrase(tokens[last - 2]) ||
      isPossessiveMark(tokens[last - 2]) ||
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

/** First token of the simple noun phrase that ends before `last`, null when none does. */
export function coreFirst(reading: Reading, last: number, lo: number): number | null {
  const first = coreBefore(reading, last, lo);
  return first < 0 ? null : first;
}

/**
 * First token of the noun phrase that ends before token `last` and lies at or after `lo`, with the prepositional phrases,
 * reduced relatives ("documents seen by the agency") and coordinated names that belong to it. -1 when no phrase ends there.
 */
function phraseBefore(reading: Reading, last: number, lo: number): number {
  const { tokens } = reading;
  let first = coreBefore(reading, last, lo);
  if (first < 0) return -1;
  for (let steps = 0; steps < 6 && first - 2 >= lo; steps++) {
    const preposition = tokens[first - 1]!;
    const before = tokens[first - 2]!;
    if (reading.dateUntil[first - 1]! >= 0) break;
    if (ATTACHED_BEFORE.has(preposition.lower) && preposition.pos !== 'PART') {
      if (
        before.pos === 'VERB' &&
        /(?:ed|en|wn|nt|seen|made|led|run|held)$/u.test(before.lower) &&
        first - 3 >= lo &&
        (tokens[first - 3]!.pos === 'NOUN' || tokens[first - 3]!.pos === 'PROPN')
      ) {
        const next = coreBefore(reading, first - 2, lo);
        if (next < 0) break;
        first = next;
        continue;
      }
      if (
        before.pos === 'ADJ' &&
        /^(?:close|familiar|loyal|opposed|critical|responsible|present)$/u.test(before.lower) &&
        first - 3 >= lo
      ) {
        const next = coreBefore(reading, first - 2, lo);
        if (next < 0) break;
        first = next;
        continue;
      }
      const next =
        nominal(before) ||
        /^(?:many|some|most|all|several|both|half|those|each|one|none|few)$/u.test(before.lower) ||
        isPossessiveMark(before) ||
        before.text === '%' ||
        (before.text === ')' && false)
          ? coreBefore(reading, first - 1, lo)
          : -1;
      if (next < 0) break;
      first = next;
      continue;
    }
    if (preposition.lower === 'and' || preposition.text === '&' || preposition.lower === 'or') {
      const next = coreBefore(reading, first - 1, lo);
      if (next < 0) break;
      // "met Smith and Jones said": the left phrase is an object, the right one alone the subject.
      const left = tokens[next - 1];
      const clear =
        next === lo || (left !== undefined && /^(?:[,;:—–(]|and|but|that|while|as|because)$/u.test(left.lower));
      if (!clear) break;
      first = next;
      continue;
    }
    break;
  }
  return first;
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
  for (let steps = 0; steps < 6 && last + 1 < hi; steps++) {
    const token = tokens[last]!;
    if (reading.dateFrom[last]! >= 0) break;
    if (ATTACHED_AFTER.has(token.lower) && token.pos === 'ADP') {
      const next = coreAfter(reading, last + 1, hi);
      if (next < 0) break;
      last = next;
      continue;
    }
    if (
      token.pos === 'VERB' &&
      /(?:ed|en|wn|seen|made)$/u.test(token.lower) &&
      ATTACHED_AFTER.has(tokens[last + 1]?.lower ?? '')
    ) {
      const next = coreAfter(reading, last + 2, hi);
      if (next < 0) break;
      last = next;
      continue;
    }
    if (token.lower === 'and' && isCapital(tokens[last + 1]) && isCapital(tokens[first])) {
      const next = coreAfter(reading, last + 1, hi);
      if (next < 0 || tokens[next]?.pos === 'VERB' || tokens[next]?.pos === 'AUX') break;
      last = next;
      continue;
    }
    if (token.text === '(') {
      let close = last + 1;
      while (close < hi && close < last + 8 && tokens[close]!.text !== ')') close++;
      if (tokens[close]?.text !== ')' || close >= hi) break;
      last = close + 1;
      continue;
    }
    break;
  }
  return last;
}

/** What an interposition between subject and verb may begin with. */
const INTERPOSITION =
  /^(?:who|which|whose|whom|the|a|an|his|her|its|their|our|my|of|from|in|at|with|for|on|by|speaking|according|citing|referring|writing|now|then|also|meanwhile|however|though|when|while|after|before|as|one|an?other|himself|herself|itself|head|chief|chair|chairman|president|director|minister|senior|former|then-|too|in turn|responding|appearing|testifying|asked|addressing|visiting|commenting|using|quoting|under|through|along|like|including|both|not|perhaps|formerly|known|born|aged|whose)$/u;

/**
 * The subject of the verb group that begins at token `verb`: the phrase right before it, over times, adverbs, brackets and
 * interpositions ("Hugh Hill, a doctor, said"; "Lawmaker Yoo, who attended, according to the paper, said"). Null when none.
 */
export function subjectBefore(reading: Reading, verb: number, lo: number): Phrase | null {
  const { tokens, quoteOf } = reading;
  let end = verb;
  let apposition: Phrase['apposition'] = null;
  for (let steps = 0; steps < 10 && end > lo; steps++) {
    const token = tokens[end - 1]!;
    if (quoteOf[end - 1]! >= 0) return null;
    const date = reading.dateUntil[end]!;
    if (date >= 0) {
      end = reading.dates[date]!.withPreposition;
      // "A document filed Thursday says"
      const participle = tokens[end - 1];
      if (
        participle?.pos === 'VERB' &&
        /(?:ed|en|wn|nt|de)$/u.test(participle.lower) &&
        tokens[end - 2]?.pos === 'NOUN'
      )
        end--;
      continue;
    }
    if (token.pos === 'ADV' && !/^(?:when|where|why|how)$/u.test(token.lower)) {
      end--;
      continue;
    }
    if (token.text === ')' || token.text === ']') {
      let open = end - 2;
      while (open > lo && open > end - 25 && tokens[open]!.text !== '(' && tokens[open]!.text !== '[') open--;
      if (tokens[open]?.text !== '(' && tokens[open]?.text !== '[') return null;
      end = open;
      continue;
    }
    if (token.text === ',' || token.text === '—' || token.text === '–' || token.text === '--') {
      const mark = token.text;
      let open = end - 2;
      while (open >= lo && open > end - 60 && !(tokens[open]!.text === mark && quoteOf[open]! < 0)) open--;
      if (open < lo || tokens[open]!.text !== mark) return null;
      const starter = tokens[open + 1]!;
      const interposed =
        INTERPOSITION.test(starter.lower) ||
        starter.pos === 'NUM' ||
        isCapital(starter) ||
        starter.pos === 'ADP' ||
        reading.dateFrom[open + 1]! >= 0 ||
        starter.pos === 'ADJ' ||
        (starter.pos === 'VERB' && /(?:ing|ed)$/u.test(starter.lower)) ||
        starter.pos === 'NOUN';
      if (!interposed || open <= lo) return null;
      apposition = { first: open + 1, last: end - 1 };
      end = open;
      continue;
    }
    // "Smith of Ohio, who was there, according to the AP, said": the word before the comma ends another interposition.
    const first = phraseBefore(reading, end, lo);
    const left = first > lo ? tokens[first - 1] : undefined;
    const onlyNumber =
      first >= 0 &&
      first === end - 1 &&
      tokens[first]!.pos === 'NUM' &&
      !/^(?:one|two|three|four|five|six|half|both)$/u.test(tokens[first]!.lower);
    const inRelative =
      apposition !== null &&
      (first < 0 ||
        onlyNumber ||
        (left !== undefined &&
          (left.pos === 'VERB' || left.pos === 'AUX' || left.pos === 'ADP' || left.pos === 'PART')));
    if (inRelative) {
      // Go on to the comma before and take this stretch for one more interposition.
      let comma = end - 1;
      while (comma > lo && comma > end - 60 && !(tokens[comma]!.text === ',' && quoteOf[comma]! < 0)) comma--;
      if (tokens[comma]!.text !== ',' || comma <= lo)
        return first < 0 ? null : { first, last: apposition!.last, headFirst: first, headLast: end, apposition };
      apposition = { first: comma + 1, last: apposition!.last };
      end = comma;
      continue;
    }
    // "A witness who asked not to be named said": verb or object of a relative clause without commas.
    const antecedent = apposition ? null : beforeRelative(reading, first < 0 ? end : first, lo);
    if (antecedent)
      return { first: antecedent.first, last: end, headFirst: antecedent.first, headLast: antecedent.last, apposition };
    if (first < 0) return null;
    let headFirst = first;
    // "The owner, Pia Kronberg" was found from its apposition when no comma closes it: "his chairman, Rasmus Tjell said".
    let whole = first;
    if (!apposition && left?.text === ',' && isCapital(tokens[first]) && first - 2 >= lo) {
      const before = coreBefore(reading, first - 1, lo);
      const opener = before >= 0 ? tokens[before] : undefined;
      const outer = before > lo ? tokens[before - 1] : undefined;
      if (
        opener &&
        opensPhrase(opener) &&
        !isCapital(tokens[first - 2]) &&
        (outer === undefined || /^(?:[,;:”"’]|and|but)$/u.test(outer.text)) &&
        tokens[end]?.text === ','
      ) {
        whole = before;
        headFirst = before;
      }
    }
    if (whole === first && !apposition) {
      whole = listStart(reading, first, end, lo);
      headFirst = whole;
    }
    return { first: whole, last: apposition ? apposition.last : end, headFirst, headLast: end, apposition };
  }
  return null;
}

/** First token of a list of names that the phrase [first, last) ends: "the Herald, the Post and Radio Orsk". */
function listStart(reading: Reading, first: number, last: number, lo: number): number {
  const { tokens } = reading;
  const ends = tokens.slice(first, last).some(({ lower }) => lower === 'and' || lower === 'or');
  let start = first;
  for (let items = 0; items < MOST_ITEMS && start - 2 >= lo && tokens[start - 1]!.text === ','; items++) {
    const named = tokens[start - 2]!;
    const before = isCapital(named) && named.pos === 'PROPN' ? coreBefore(reading, start - 1, lo) : -1;
    if (before < 0 || reading.dateUntil[start - 1]! >= 0) break;
    const left = tokens[before - 1];
    // In front of the list stands nothing, or the comma that closes the content; after "in" it is a place.
    if (before > lo && left?.text !== ',' && left?.lower !== 'that') break;
    start = before;
  }
  const open = start === lo || tokens[start - 1]!.text === ',' || tokens[start - 1]!.lower === 'that';
  const listed = ends || (start > lo && tokens[start]!.lower === 'the');
  return start < first && listed && open ? start : first;
}

/** Names a list of speakers may have: set by hand. */
const MOST_ITEMS = 6;

/**
 * The phrase that a relative clause ending at token `end` belongs to: "Officials who have seen" before "the report". Null
 * unless what stands there is the clause's verb or hangs on it.
 */
function beforeRelative(reading: Reading, end: number, lo: number): { first: number; last: number } | null {
  const { tokens, quoteOf } = reading;
  const left = tokens[end - 1];
  if (
    !left ||
    end - 1 <= lo ||
    !(left.pos === 'VERB' || left.pos === 'AUX' || left.pos === 'ADP' || left.pos === 'PART' || left.pos === 'ADJ')
  )
    return null;
  for (let k = end - 1; k > lo && k > end - RELATIVE_REACH && quoteOf[k]! < 0; k--) {
    const { lower, pos, text } = tokens[k]!;
    if (/^[,;:—–]$/u.test(text) || (pos === 'SCONJ' && lower !== 'that')) return null;
    const relative = lower === 'who' || lower === 'which' || (lower === 'that' && pos !== 'SCONJ');
    if (!relative) continue;
    if (tokens[k + 1]?.pos !== 'VERB' && tokens[k + 1]?.pos !== 'AUX' && tokens[k + 1]?.pos !== 'ADV') return null;
    const first = phraseBefore(reading, k, lo);
    return first < 0 ? null : { first, last: k };
  }
  return null;
}

/** Tokens a relative clause without commas may have between its pronoun and the main verb: set by hand, with room to spare. */
const RELATIVE_REACH = 25;

/** The subject after an inverted verb: "said Lukas Amberg of the brokerage Tolland Pierce, 63". Null when none begins there. */
export function subjectAfter(reading: Reading, from: number, hi: number): Phrase | null {
  const { tokens, quoteOf } = reading;
  const last = phraseAfter(reading, from, hi);
  if (last < 0) return null;
  let end = last;
  let apposition: Phrase['apposition'] = null;
  if (OBJECT_PRONOUNS.has(tokens[from]!.lower) || SUBJECT_PRONOUNS.has(tokens[from]!.lower)) {
    return { first: from, last, headFirst: from, headLast: last, apposition };
  }
  // ", 63," and ", a doctor" and ", who opened …" belong to the mention, up to the next comma or the clause's end.
  while (end < hi && tokens[end]!.text === ',' && quoteOf[end]! < 0) {
    const starter = tokens[end + 1];
    if (!starter || end + 1 >= hi || quoteOf[end + 1]! >= 0) break;
    const starts =
      starter.pos === 'NUM' ||
      /^(?:who|whose|a|an|the|his|her|its|their|of|from|former|head|director|chief|president|chairman|chair|professor|senior|which)$/u.test(
        starter.lower,
      ) ||
      (isCapital(starter) && starter.pos === 'PROPN');
    if (!starts) break;
    let stop = end + 1;
    while (stop < hi && !(/^(?:[,;—–]|--)$/u.test(tokens[stop]!.text) && quoteOf[stop]! < 0) && quoteOf[stop]! < 0)
      stop++;
    // A clause of its own is no apposition: "According to the ministry, the army has left, …".
    const relative = /^(?:who|whose|which)$/u.test(starter.lower);
    if (stop - end > 40 || (!relative && tokens.slice(end + 1, stop).some((token) => token.pos === 'AUX'))) break;
    apposition ??= { first: end + 1, last: stop };
    apposition = { first: apposition.first, last: stop };
    end = stop;
  }
  return { first: from, last: end, headFirst: from, headLast: last, apposition };
}
