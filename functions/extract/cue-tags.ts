// Reporting verbs that the tagger took for nouns or adjectives: "The union claims the firm owes …", "is alleged to".
import { isCueForm, isSpeechForm, lookUpCue } from './cues.ts';
import type { Token } from './tokens.ts';
import { DOCUMENT_NOUNS } from './word-lists.ts';

const DETERMINER =
  /^(?:the|a|an|its|his|her|their|our|my|this|these|those|no|some|many|most|all|every|each|both|there|it|they|he|she|we)$/u;
/** Plurals without "s" that stand before a verb in its base form. */
const PLURAL =
  /(?:[^s']s|^(?:men|women|people|children|police|data|media|few|many|some|both|others|two|three|four|five|half))$/u;

const CLAUSE_BREAK = /^(?:[;:—–]|and|but|or|that|who|which|while|as|because|after|when)$/u;

const SUBORDINATOR = /^(?:although|though|while|as|because|after|when|before|since|if)$/u;

const finite = (tokens: readonly Token[], i: number): boolean => {
  const { pos, lower } = tokens[i]!;
  if (pos !== 'VERB' && pos !== 'AUX') return false;
  return !(pos === 'VERB' && lower.endsWith('ing')) && tokens[i - 1]?.lower !== 'to';
};

/**
 * Sets the tag of reporting verbs in the tokens [first, last) of one sentence, in place. A form of a reporting verb is one,
 * whatever the tagger says, when its clause has no other finite verb before it, it agrees in number with the noun before it,
 * and a new phrase begins behind it: no noun of English is followed by a determiner and a clause.
 */
export function correctCueTags(tokens: readonly Token[], first: number, last: number, quoteOf: Int32Array): void {
  for (let i = first + 1; i + 1 < last; i++) {
    const token = tokens[i]!;
    if ((token.pos !== 'NOUN' && token.pos !== 'ADJ' && token.pos !== 'PROPN') || quoteOf[i]! >= 0) continue;
    if (!isCueForm(token.lower) || /^\p{Lu}/u.test(token.text)) continue;
    if (reports(tokens, i, first, last, quoteOf)) token.pos = 'VERB';
  }
}

function reports(tokens: readonly Token[], i: number, first: number, last: number, quoteOf: Int32Array): boolean {
  const { lower, pos } = tokens[i]!;
  const before = tokens[i - 1]!;
  const next = tokens[i + 1]!;
  if (pos === 'ADJ' && /^(?:is|are|was|were|been|be)$/u.test(before.lower))
    return (
      (/^(?:to|that|by|in|at|on)$/u.test(next.lower) ||
        // "The clerk, it is alleged, took the cash"
        (/^[,.]$/u.test(next.text) && tokens[i - 2]?.lower === 'it' && tokens[i - 3]?.text === ',')) &&
      isSpeechForm(lower) &&
      lower.endsWith('ed')
    );
  const entries = lookUpCue(lower, [next.lower]).filter((entry) => !entry.stance);
  if (entries.length === 0) return false;
  if (before.text === ',' && /(?:[^s]s|ed)$/u.test(lower) && isInverted(tokens, i, first, last)) return true;
  if (isClosing(tokens, i, first, last)) return true;
  // "Polls show him ahead", "a plan that economists say is dead": no noun of these forms stands behind such a plural.
  if (lower === 'show' && DOCUMENT_NOUNS.has(before.lower) && /[^s]s$/u.test(before.lower)) return true;
  if (lower === 'say' && before.pos === 'NOUN' && NOUN_IN_PLURAL.test(before.lower)) return true;
  // "the bill, which ministers claim will save money"
  if (next.pos === 'AUX' && NOUN_IN_PLURAL.test(before.lower) && /^(?:which|that)$/u.test(tokens[i - 2]?.lower ?? ''))
    return !/(?:[^s]s|ed)$/u.test(lower);
  const nominal =
    /^(?:NOUN|PROPN|NUM|ADJ)$/u.test(before.pos) ||
    (before.pos === 'DET' && PLURAL.test(before.lower)) ||
    // "Halm, who claims the vote was stolen": no noun follows the pronoun.
    before.lower === 'who' ||
    // "the start-up boasts"
    tokens[i - 2]?.text === '-';
  // "Three senators, among them Ada Quist, doubt …": the subject ends before an interposition.
  const aside = before.text === ',' ? beforeInterposition(tokens, i - 1, first) : null;
  if (!nominal && aside === null) return false;
  // "point out that"
  const opener = entries[0]!.particle === next.lower ? tokens[i + 2] : next;
  if (!opener) return false;
  const at = opener === next ? i + 1 : i + 2;
  // Behind an interposition "that" is the conjunction, whatever its tag: no noun follows a comma so and has a relative clause.
  const opens =
    (aside !== null && opener.lower === 'that') ||
    opensClause(tokens, at, last) ||
    // "the union claims 85 percent of drivers joined"
    (opener.pos === 'NUM' && /[^s]s$/u.test(lower) && isSubjectOfClause(tokens, at, last));
  if (!opens) {
    const isBase = !/(?:[^s]s|ed)$/u.test(lower);
    const head = headBefore(tokens, i - 1, first);
    const isPlural =
      (NOUN_IN_PLURAL.test(before.lower) && !MODIFYING_PLURAL.test(before.lower)) ||
      // "Figures released by the ministry on Monday show exports fell"
      (head + 1 < i && describesDocument(tokens, head + 1) && PLURAL.test(tokens[head]!.lower));
    // "Ex-guard claims prison ignored warnings": a headline has no articles and no full stop.
    const isHeadline =
      /[^s]s$/u.test(lower) &&
      i - first <= LONGEST_HEADLINE_SUBJECT &&
      !/^[.!?…"”’']$/u.test(tokens[last - 1]!.text) &&
      tokens.slice(first, i).every((token) => /^(?:NOUN|PROPN|ADJ|PUNCT)$/u.test(token.pos));
    const takesBare =
      (isBase && isPlural && before.pos !== 'ADJ') || (isHeadline && !NOUN_IN_PLURAL.test(before.lower));
    if (!takesBare || !entries.some(({ frames }) => frames.includes('b')) || !isSubjectOfClause(tokens, at, last))
      return false;
  }
  // "Although the crew was paid, the union claims the firm …": the comma closes the clause in front.
  const subordinate = SUBORDINATOR.test(tokens[first]!.lower);
  let earlier = 0;
  let inClause = 0;
  for (let k = first; k < i; k++) {
    // "The files, seen by the Post, show that": the verbs of an interposition are not the clause's.
    if (quoteOf[k]! >= 0 || (aside !== null && k > aside)) continue;
    const { lower: word } = tokens[k]!;
    if (describesDocument(tokens, k)) continue;
    if (CLAUSE_BREAK.test(word) || (word === ',' && subordinate)) inClause = 0;
    else if (finite(tokens, k)) {
      earlier++;
      inClause++;
    }
  }
  if (inClause > 0) return false;
  let later = 0;
  for (let k = i + 1; k < last; k++) if (quoteOf[k]! < 0 && finite(tokens, k)) later++;
  const agrees = lower.endsWith('ed') || /[^s]s$/u.test(lower) !== plural(tokens, aside, i, first);
  return (later > 0 && agrees) || (later === 0 && earlier === 0);
}

/** Tokens of who speaks in a headline, hyphens among them: "Ex-harbour guard". */
const LONGEST_HEADLINE_SUBJECT = 5;

/** Behind "some" and "many" another noun may follow: "some state laws were". */
const NOUN_IN_PLURAL = /(?:[^s']s|^(?:men|women|people|children|police|others))$/u;

/** Plurals that stand before another noun as their singular does: "the sports show presenters". */
const MODIFYING_PLURAL = /^(?:sports|news|sales|arms|arts|games|damages|awards|earnings|politics|economics|press)$/u;

/** "Warmer nights make the beetles bolder, the researchers report in the journal.": behind a clause a plural and a base form. */
function isClosing(tokens: readonly Token[], i: number, first: number, last: number): boolean {
  const { lower } = tokens[i]!;
  const before = tokens[i - 1]!;
  if (lower === 'reports') return isInJournal(tokens, i, first);
  if (/(?:[^s]s|ed)$/u.test(lower) || before.pos !== 'NOUN' || !NOUN_IN_PLURAL.test(before.lower)) return false;
  if (MODIFYING_PLURAL.test(before.lower) || !/^(?:ADP|PUNCT)$/u.test(tokens[i + 1]!.pos)) return false;
  if (!lookUpCue(lower, []).some(({ frames, stance }) => !stance && frames.includes('p'))) return false;
  let comma = i - 1;
  while (
    comma > first &&
    (/^(?:NOUN|PROPN|ADJ|DET|NUM|CCONJ)$/u.test(tokens[comma]!.pos) ||
      /^(?:its|his|her|their)$/u.test(tokens[comma]!.lower))
  )
    comma--;
  if (tokens[comma]!.text !== ',' || /^an?$/u.test(tokens[comma + 1]!.lower)) return false;
  let clause = false;
  for (let k = first; k < comma; k++) clause ||= finite(tokens, k);
  for (let k = i + 1; k < last; k++) if (finite(tokens, k)) return false;
  return clause;
}

/** "The dust holds salt, a team led by Ada Quist reports in Harbour Letters.": behind a clause and its comma who publishes where. */
function isInJournal(tokens: readonly Token[], i: number, first: number): boolean {
  if (tokens[i + 1]!.lower !== 'in' || !/^(?:\p{Lu}|the$)/u.test(tokens[i + 2]?.text ?? '')) return false;
  let comma = i - 1;
  while (comma > first && comma > i - LONGEST_SUBJECT && tokens[comma]!.text !== ',') comma--;
  if (tokens[comma]!.text !== ',' || !/^(?:an?|the)$/u.test(tokens[comma + 1]!.lower)) return false;
  if (!/^(?:team|group|study|paper|consortium)$/u.test(tokens[comma + 2]!.lower)) return false;
  for (let k = first; k < comma; k++) if (finite(tokens, k)) return true;
  return false;
}

/** "Pumps save money, claims the industry.": behind a clause and its comma a verb with nothing but its subject. */
function isInverted(tokens: readonly Token[], i: number, first: number, last: number): boolean {
  const reportsInverted = lookUpCue(tokens[i]!.lower, []).some(({ frames, stance }) => !stance && frames.includes('p'));
  const { pos } = tokens[i + 1]!;
  if (!reportsInverted || (pos !== 'DET' && pos !== 'PROPN')) return false;
  const from = pos === 'DET' ? i + 2 : i + 1;
  let end = from;
  while (end < last && /^(?:NOUN|PROPN|ADJ)$/u.test(tokens[end]!.pos)) end++;
  const closed = end > from && (end >= last || /^[.;,]$/u.test(tokens[end]!.text));
  for (let k = first; closed && k < i; k++) if (finite(tokens, k)) return true;
  return false;
}

/** Whether the words from `at` are a bare noun phrase and its verb: "(experts fear) hundreds of homes could be lost". */
function isSubjectOfClause(tokens: readonly Token[], at: number, last: number): boolean {
  if (!/^(?:NOUN|PROPN|NUM|ADJ)$/u.test(tokens[at]!.pos)) return false;
  for (let k = at + 1; k < Math.min(last, at + LONGEST_SUBJECT); k++) {
    const { pos, text } = tokens[k]!;
    if (pos === 'AUX') return !/^(?:being|be|having)$/u.test(tokens[k]!.lower) && !isAnd(tokens[k - 1]!);
    // "report losses caused by storms": a participle, no verb of a clause
    if (pos === 'VERB' && tokens[k + 1]?.lower !== 'by') return finite(tokens, k) && !isAnd(tokens[k - 1]!);
    if (pos === 'PRON' || pos === 'SCONJ' || (pos === 'PUNCT' && text !== '-' && text !== '–')) return false;
  }
  return false;
}

/** Whether a content begins at token `at`: a determiner, a conjunction, or "in the journal that". */
function opensClause(tokens: readonly Token[], at: number, last: number): boolean {
  const { lower, pos } = tokens[at]!;
  if (DETERMINER.test(lower) || pos === 'DET' || /^(?:whether|how|why)$/u.test(lower)) return true;
  if (lower === 'that') return pos === 'SCONJ';
  if (pos !== 'ADP') return false;
  for (let k = at + 1; k < Math.min(last, at + LONGEST_SUBJECT); k++) {
    const token = tokens[k]!;
    if (token.lower === 'that') return token.pos === 'SCONJ';
    if (token.pos === 'VERB' || token.pos === 'AUX' || token.pos === 'PUNCT') return false;
  }
  return false;
}

/** Whether the subject is plural. "Quist and Venn, both from Orsk, doubt": names joined by "and" are plural. */
const plural = (tokens: readonly Token[], subject: number | null, verb: number, first: number): boolean =>
  (subject !== null && tokens.slice(Math.max(first, subject - 2), subject).some(isAnd)) ||
  isPluralHead(tokens[headBefore(tokens, subject ?? verb - 1, first)]!);

/** "nurses", "six" in "six in 10 say". */
const isPluralHead = ({ lower, pos }: Token): boolean =>
  PLURAL.test(lower) || (pos === 'NUM' && !/^(?:one|1)$/u.test(lower));

/** The head of the phrase that ends with token `end`: the noun before the first preposition ("Figures from the harbour office"). */
function headBefore(tokens: readonly Token[], end: number, first: number): number {
  let head = end;
  for (let k = end; k > first && k > end - LONGEST_SUBJECT; k--) {
    const { pos } = tokens[k]!;
    if (pos === 'ADP' || describesDocument(tokens, k)) head = k - 1;
    else if (pos === 'PUNCT' || pos === 'CCONJ' || pos === 'SCONJ' || pos === 'PRON') break;
  }
  return head;
}

/** "Documents seen by the agency", "figures released on Monday": a participle right behind its noun, which is no finite verb. */
function describesDocument(tokens: readonly Token[], k: number): boolean {
  const { pos, lower } = tokens[k]!;
  return (
    pos === 'VERB' &&
    /(?:ed|en|wn|nt)$/u.test(lower) &&
    DOCUMENT_NOUNS.has(tokens[k - 1]?.lower ?? '') &&
    tokens[k + 1]?.pos === 'ADP'
  );
}

/** Tokens looked back for the head of a subject: set by hand, with room to spare. */
const LONGEST_SUBJECT = 12;

const isAnd = ({ lower }: Token): boolean => lower === 'and';

/** The last word before an interposition that ends with the comma at `close`; null when there is none. */
function beforeInterposition(tokens: readonly Token[], close: number, first: number): number | null {
  for (let k = close - 1; k > first && k > close - 15; k--) {
    if (tokens[k]!.text === ',') {
      const before = tokens[k - 1]!;
      return before.pos === 'NOUN' || before.pos === 'PROPN' ? k - 1 : null;
    }
  }
  return null;
}
