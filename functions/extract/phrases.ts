// The speaker's phrase before or after a reporting verb, with its appositions.
import type { DateMention } from './dates.ts';
import type { Document } from './document.ts';
import { coreBefore, isCapital, OBJECT_PRONOUNS, phraseAfter, phraseBefore, SUBJECT_PRONOUNS } from './noun-phrase.ts';
import { lowerAt } from './tokens.ts';
import { ROLES } from './word-lists.ts';

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

/** A phrase that is all head. */
export const barePhrase = (first: number, last: number): Phrase => ({
  first,
  last,
  headFirst: first,
  headLast: last,
  apposition: null,
});

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
      // "A report that the ministry published on Monday says"
      const antecedent = apposition ? null : beforeRelative(reading, end, lo);
      if (antecedent) return withRelative(antecedent, verb);
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
      // "Halm, meanwhile, who owns it, said": an adverb between the commas of an apposition
      end -= apposition && tokens[end - 2]?.text === ',' && end - 2 > lo ? 2 : 1;
      continue;
    }
    // "Halm herself said", "voters overall said", "the nurses polled said"
    if (BEHIND_NOUN.test(token.lower) && end - 2 >= lo && /^(?:NOUN|PROPN)$/u.test(tokens[end - 2]!.pos)) {
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
        (starter.pos === 'VERB' && /(?:ing|ed|en|wn|nt|lt|made|found|held)$/u.test(starter.lower)) ||
        // "Halm, later alleging that p, said"
        (starter.pos === 'ADV' && tokens[open + 2]!.pos === 'VERB' && /(?:ing|ed)$/u.test(tokens[open + 2]!.lower)) ||
        // "Democrats — and some Republicans — say"
        (mark !== ',' && /^(?:and|or|but)$/u.test(starter.lower)) ||
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
    const antecedent = apposition
      ? null
      : (beforeRelative(reading, first < 0 ? end : first, lo) ?? beforeOwnSubject(reading, first, end, lo));
    if (antecedent) return withRelative(antecedent, end);
    if (first < 0) return null;
    const whole = apposition ? first : listStart(reading, first, end, lo);
    return { first: whole, last: apposition ? apposition.last : end, headFirst: whole, headLast: end, apposition };
  }
  return null;
}

/** What stands behind a noun and belongs to it. */
const BEHIND_NOUN =
  /^(?:himself|herself|itself|themselves|there|overall|alike|alone|nationwide|statewide|worldwide|polled|surveyed|interviewed|questioned|contacted)$/u;

/** First token of a list of names that the phrase [first, last) ends: "the Herald, the Post and Radio Orsk". */
function listStart(reading: Reading, first: number, last: number, lo: number): number {
  const { tokens } = reading;
  if (tokens[first - 1]?.lower === 'nor') {
    // "Neither the clerk nor her lawyer would say"
    let neither = first - 2;
    while (
      neither > lo &&
      /^(?:NOUN|PROPN|ADJ|DET|PRON|PART|ADP|NUM)$/u.test(tokens[neither]!.pos) &&
      tokens[neither]!.lower !== 'neither'
    )
      neither--;
    if (neither >= lo && tokens[neither]!.lower === 'neither') return neither;
  }
  const ends = tokens.slice(first, last).some(({ lower }) => lower === 'and' || lower === 'or');
  let start = first;
  for (let items = 0; items < MOST_ITEMS && start - 2 >= lo && tokens[start - 1]!.text === ','; items++) {
    const named = tokens[start - 2]!;
    const before = isCapital(named) && named.pos === 'PROPN' ? coreBefore(reading, start - 1, lo) : -1;
    if (before < 0 || reading.dateUntil[start - 1]! >= 0) break;
    // In front of the list stands nothing, or the comma that closes the content; after "in" it is a place.
    if (before > lo && tokens[before - 1]!.text !== ',' && tokens[before - 1]!.lower !== 'that') break;
    start = before;
  }
  const listed = ends || (start > lo && tokens[start]!.lower === 'the');
  return listed ? start : first;
}

/** Names a list of speakers may have: set by hand. */
const MOST_ITEMS = 6;

/** A phrase with the relative clause that follows it, up to token `last`. */
const withRelative = (antecedent: { first: number; last: number }, last: number): Phrase => ({
  first: antecedent.first,
  last,
  headFirst: antecedent.first,
  headLast: antecedent.last,
  apposition: null,
});

/**
 * The phrase that a relative clause ending at token `end` belongs to: "Officials who have seen" before "the report", "A
 * lawyer whom the family hired". Null unless what stands there is the clause's verb or hangs on it.
 */
function beforeRelative(reading: Reading, end: number, lo: number): { first: number; last: number } | null {
  const { tokens, quoteOf } = reading;
  const left = tokens[end - 1];
  if (
    !left ||
    end - 1 <= lo ||
    !(/^(?:VERB|AUX|ADP|PART|ADJ)$/u.test(left.pos) || /^(?:him|her|them|me|us)$/u.test(left.lower))
  )
    return null;
  for (let k = end - 1; k > lo && k > end - RELATIVE_REACH && quoteOf[k]! < 0; k--) {
    const { lower, pos, text } = tokens[k]!;
    if (/^[,;:—–]$/u.test(text) || (pos === 'SCONJ' && lower !== 'that')) break;
    if (!/^(?:who|whom|which|that)$/u.test(lower)) continue;
    if (!isWithoutObject(reading, k + 1, end)) {
      // "whom" is never a subject, and a conjunction is no pronoun.
      if (lower === 'whom' || pos === 'SCONJ') continue;
      if (!/^(?:VERB|AUX|ADV)$/u.test(tokens[k + 1]!.pos)) return null;
    }
    const first = phraseBefore(reading, k, lo);
    return first < 0 || THAT_IS_SO.test(tokens[k - 1]!.lower) ? null : { first, last: k };
  }
  return beforeContactClause(reading, end, lo);
}

/** Nouns behind which "that" tells what they are of, and which say nothing: "The fact that the dam leaked shows …". */
const THAT_IS_SO = /^(?:fact|news|idea|notion|possibility|prospect|chance|risk|likelihood|belief|hope|fear)s?$/u;

/** Verbs that have a clause behind them rather than an object. */
const HAS_A_CLAUSE =
  /^(?:says?|said|thinks?|thought|believe[sd]?|claim(?:s|ed)?|predict(?:s|ed)?|hope[sd]?|knows?|knew|feels?|felt|insist(?:s|ed)?|argue[sd]?|suspect(?:s|ed)?|expect(?:s|ed)?|fear(?:s|ed)?)$/u;

/** Whether the words up to token `end` are a subject and its verb, without an object: "the family hired (in May)". */
function isWithoutObject(reading: Reading, from: number, end: number): boolean {
  const { tokens } = reading;
  // "one that they depend on to counter it": what counters has no subject here.
  if ([end - 1, end, end + 1].some((k) => tokens[k]?.lower === 'to' && tokens[k]!.pos === 'PART')) return false;
  let verb = phraseAfter(reading, from, end);
  if (verb < 0 || verb >= end) return false;
  while (verb < end - 1 && /^(?:AUX|ADV|PART)$/u.test(tokens[verb]!.pos)) verb++;
  // "a system that he said has failed": the verb behind is the clause's, too.
  if (tokens[verb]!.pos !== 'VERB' || HAS_A_CLAUSE.test(tokens[verb]!.lower)) return false;
  const behind = verb + 1;
  return behind === end || reading.dateFrom[behind]! >= 0 || /^(?:ADP|ADV|PART)$/u.test(tokens[behind]!.pos);
}

/** The same where no pronoun opens the clause: "A lawyer the family hired". */
function beforeContactClause(reading: Reading, end: number, lo: number): { first: number; last: number } | null {
  const { tokens } = reading;
  let verb = tokens[end - 1]!.pos === 'ADP' ? end - 2 : end - 1;
  if (tokens[verb]?.pos !== 'VERB' || HAS_A_CLAUSE.test(tokens[verb]!.lower)) return null;
  while (verb - 1 > lo && /^(?:AUX|ADV)$/u.test(tokens[verb - 1]!.pos)) verb--;
  const last = coreBefore(reading, verb, lo);
  // Its subject is a phrase of its own only where a word says that it begins.
  if (last <= lo || !/^(?:DET|PRON)$/u.test(tokens[last]!.pos) || tokens[last - 1]!.pos !== 'NOUN') return null;
  const first = phraseBefore(reading, last, lo);
  const isClear = first === lo || (first > lo && /^(?:[,;:—–(]|and|but|that)$/u.test(tokens[first - 1]!.lower));
  return isClear ? { first, last } : null;
}

/** "A report the port sent to the council": what looks like a participle of "the port" is the verb of a clause. */
function beforeOwnSubject(
  reading: Reading,
  first: number,
  end: number,
  lo: number,
): { first: number; last: number } | null {
  const { tokens } = reading;
  if (first <= lo || tokens[first - 1]!.pos !== 'NOUN' || !/^(?:DET|PRON)$/u.test(tokens[first]!.pos)) return null;
  let verb = first + 1;
  while (verb < end && tokens[verb]!.pos !== 'VERB') verb++;
  return verb < end ? beforeContactClause(reading, verb + 1, lo) : null;
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
  // "said her lawyer, Tom Birch": a possessive or a numeral before a noun is no pronoun.
  const determines = last > from + 1 && lowerAt(tokens, from + 1) !== 'of';
  if (!determines && (OBJECT_PRONOUNS.has(tokens[from]!.lower) || SUBJECT_PRONOUNS.has(tokens[from]!.lower))) {
    return barePhrase(from, last);
  }
  // ", 63," and ", a doctor" and ", who opened …" belong to the mention, up to the next comma or the clause's end.
  while (end < hi && tokens[end]!.text === ',' && quoteOf[end]! < 0) {
    const starter = tokens[end + 1];
    if (!starter || end + 1 >= hi || quoteOf[end + 1]! >= 0) break;
    const starts =
      starter.pos === 'NUM' ||
      /^(?:who|whose|a|an|the|his|her|its|their|of|from|former|senior|which)$/u.test(starter.lower) ||
      ROLES.has(starter.lower) ||
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
