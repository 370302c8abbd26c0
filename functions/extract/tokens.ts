// Words: tokens with their place in the text and part of speech, from wink-nlp's English model.
import winkModel from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { isSpeechForm } from './cues.ts';
import { ROLES } from './word-lists.ts';

export interface Token {
  text: string;
  lower: string;
  /** UTF-16 offsets into the text. */
  start: number;
  end: number;
  /** Universal part of speech: NOUN, PROPN, VERB, AUX, ... (https://universaldependencies.org/u/pos/). */
  pos: string;
}

/**
 * Longest run of characters without a blank that is tokenised; the rest of a longer run is left out. wink-nlp's tokenizer
 * needs time quadratic in the run's length (200,000 letters: 41 s), and no word of a language that has blanks is longer:
 * the longest words of English dictionaries have 45 letters, addresses (URLs) of articles about 100.
 */
const LONGEST_RUN = 160;

/** Abbreviated ranks and offices before a name whose full stop wink-nlp takes for a sentence's end: "Vice Adm. Ann Roe". */
const RANK =
  /^(?:Adm|Brig|Maj|Capt|Cmdr|Cdr|Cpl|Lt|Sgt|Supt|Insp|Det|Sen|Rep|Gov|Gen|Col|Prof|Rev|Hon|Pres|Cllr|Atty|Adv|Engr|Barr|Fr|Sr|Bros)$/u;

/** A unit with the full stop that wink-nlp takes for part of it. */
const UNIT_AT_END = /^\p{L}{1,2}\.$/u;

/** Whether a sentence may end before `at`: nothing follows, or a capital or an opening mark after a blank or line break. */
const endsSentence = (source: string, at: number): boolean =>
  at >= source.length || /^\s+(?:[\p{Lu}“"‘'(]|$)/u.test(source.slice(at, at + 4));

type Wink = ReturnType<typeof winkNLP>;
let wink: Wink | undefined;

/** The tagger alone: sentence ends and quotations are found by our own layer, which knows about paragraphs. */
function load(): Wink {
  if (wink === undefined) {
    wink = winkNLP(winkModel, ['pos']);
    // The first word that the model does not have is numbered next to its last one.
    firstUnknown = wink.readDoc(NO_WORD).tokens().out(wink.its.uniqueId)[0] as number;
  }
  return wink;
}

/** No word of any language. */
const NO_WORD = 'qzxjvwkq';

/** The model numbers its own words, those of an English dictionary in lower case, below this. */
let firstUnknown = 0;

/** Whether a word in lower case is a common noun of the model's dictionary: "turnout", and "hill", which may be a surname. */
export function isDictionaryNoun(word: string): boolean {
  const { its, readDoc } = load();
  const tokens = readDoc(word).tokens();
  return (tokens.out(its.uniqueId)[0] as number) < firstUnknown && tokens.out(its.pos)[0] === 'NOUN';
}

/** Overwrites with blanks, in place, what lies beyond the first `LONGEST_RUN` characters of a run without blanks. */
function shorten(text: string): string {
  const pieces: string[] = [];
  let kept = 0;
  for (const match of text.matchAll(/\S+/g)) {
    if (match[0].length <= LONGEST_RUN) continue;
    const atEdge = match.index + LONGEST_RUN;
    // Not between the halves of a surrogate pair: the end of a token is that of a span, and no table takes half a pair.
    const cut = /[\uD800-\uDBFF]/.test(text[atEdge - 1]!) ? atEdge - 1 : atEdge;
    const end = match.index + match[0].length;
    pieces.push(text.slice(kept, cut), ' '.repeat(end - cut));
    kept = end;
  }
  if (kept === 0) return text;
  pieces.push(text.slice(kept));
  return pieces.join('');
}

/** The token at `i` in lower case; "" before the first and after the last. */
export function lowerAt(tokens: readonly Token[], i: number): string {
  return tokens[i]?.lower ?? '';
}

/** The token at `i` as written; "" before the first and after the last. */
export function textAt(tokens: readonly Token[], i: number): string {
  return tokens[i]?.text ?? '';
}

/** The part of speech of the token at `i`; "" before the first and after the last. */
export function posAt(tokens: readonly Token[], i: number): string {
  return tokens[i]?.pos ?? '';
}

/** Splits English text into tagged tokens. Deterministic; time linear in the text. White space is no token. */
export function tokenize(text: string): Token[] {
  const { its, readDoc } = load();
  // wink takes a line separator (U+2028) between characters it does not know for one of them: a token over two paragraphs.
  const source = shorten(text).replace(/[\u2028\u2029]/gu, '\n');
  const document = readDoc(source);
  const values = document.tokens().out(its.value);
  const tags = document.tokens().out(its.pos) as string[];
  const tokens: Token[] = [];
  let at = 0;
  for (const [i, value] of values.entries()) {
    if (value.trim() === '') continue;
    // wink gives no offsets, only the blanks before each token, which it normalises: find each token after the one before.
    // The tokens themselves it leaves as they are written.
    const start = source.indexOf(value, at);
    at = start + value.length;
    const before = tokens.at(-1);
    if (
      value === '.' &&
      before?.end === start &&
      /^ \p{Lu}/u.test(source.slice(at, at + 3)) &&
      RANK.test(before.text)
    ) {
      before.text += '.';
      before.lower += '.';
      before.end = at;
      continue;
    }
    const token = { text: value, lower: value.toLowerCase().replaceAll('’', "'"), start, end: at, pos: tags[i]! };
    tokens.push(token);
    // "It cost £2m.": the full stop after a unit glued to its number ends the sentence.
    if (
      before?.end === start &&
      value.length <= 3 &&
      UNIT_AT_END.test(value) &&
      /\d$/u.test(before.text) &&
      endsSentence(source, at)
    ) {
      token.text = value.slice(0, -1);
      token.lower = token.lower.slice(0, -1);
      token.end = at - 1;
      tokens.push({ text: '.', lower: '.', start: at - 1, end: at, pos: 'PUNCT' });
    }
  }
  correctTags(tokens);
  return tokens;
}

const OWNS = /^(?:an|my|his|her|its|our|their|'s|')$/u;

const NUMBER_WORD = /^(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)$/u;

/** Sets right what the tagger gets wrong in news prose often enough to cost claims: words whose company decides their class. */
function correctTags(tokens: Token[]): void {
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    // "said none of them was"
    if (token.lower === 'none') token.pos = 'PRON';
    // "The subsidy cost the country 2 billion", "The storm hit its roofs"
    else if (
      token.pos === 'NOUN' &&
      /^(?:cost|hit|beat|hurt|shut)$/u.test(token.lower) &&
      tokens[i - 1]?.pos === 'NOUN' &&
      (tokens[i + 1]?.pos === 'DET' || OWNS.test(lowerAt(tokens, i + 1)))
    )
      token.pos = 'VERB';
    // "He further stated that"
    else if (token.lower === 'further' && isSpeechForm(lowerAt(tokens, i + 1))) token.pos = 'ADV';
    // "said skipper Ann Roe", "said lead author Ann Roe": what somebody is stands between the verb and the name.
    else if (
      token.pos === 'VERB' &&
      ROLES.has(token.lower) &&
      (/^\p{Lu}/u.test(textAt(tokens, i + 1)) || ROLES.has(lowerAt(tokens, i + 1))) &&
      isSpeechForm(lowerAt(tokens, i - 1))
    )
      token.pos = 'NOUN';
    // "spokeswoman Hope Marl", "lawyer Will Roe": a given name that is also a verb
    else if (
      (token.pos === 'VERB' || token.pos === 'AUX') &&
      /^\p{Lu}/u.test(token.text) &&
      ROLES.has(textAt(tokens, i - 1)) &&
      /^\p{Lu}/u.test(textAt(tokens, i + 1))
    )
      token.pos = 'PROPN';
    // "said Rose", "says Blunt", "said Hope Marl": a surname or given name that is also a verb
    else if (
      (token.pos === 'VERB' || token.pos === 'AUX') &&
      /^\p{Lu}\p{Ll}/u.test(token.text) &&
      isSpeechForm(lowerAt(tokens, i - 1)) &&
      /^\p{Ll}/u.test(textAt(tokens, i - 1))
    )
      token.pos = 'PROPN';
    // "…, lock keeper Ann Roe said": a noun before what somebody is
    else if (
      token.pos === 'VERB' &&
      (i === 0 || tokens[i - 1]!.pos === 'PUNCT') &&
      tokens[i + 1]?.pos === 'NOUN' &&
      ROLES.has(tokens[i + 1]!.lower) &&
      /^\p{Lu}/u.test(textAt(tokens, i + 2)) &&
      !isSpeechForm(token.lower) &&
      !/(?:ed|s)$/u.test(token.lower)
    )
      token.pos = 'NOUN';
    // "the start-up boasts": an adverb glued to a noun makes another noun
    else if (
      (token.pos === 'ADP' || token.pos === 'ADV') &&
      textAt(tokens, i - 1) === '-' &&
      tokens[i - 1]!.start === tokens[i - 2]?.end &&
      tokens[i - 1]!.end === token.start
    )
      token.pos = 'NOUN';
    // "in a televised address": after determiner and participle comes a noun, unless it reports ("the accused say")
    else if (
      token.pos === 'VERB' &&
      tokens[i - 1]?.pos === 'VERB' &&
      /ed$/u.test(tokens[i - 1]!.lower) &&
      tokens[i - 2]?.pos === 'DET' &&
      !isSpeechForm(token.lower)
    )
      token.pos = 'NOUN';
    // "in a trading update": after a preposition, "a" and a noun in the singular no base form follows
    else if (
      token.pos === 'VERB' &&
      !/(?:s|ed|ing)$/u.test(token.lower) &&
      tokens[i - 1]?.pos === 'NOUN' &&
      /[^s]$/u.test(tokens[i - 1]!.lower) &&
      /^an?$/u.test(lowerAt(tokens, i - 2)) &&
      tokens[i - 3]?.pos === 'ADP' &&
      !/^(?:by|to|in|with|from|the|a|an|that)$/u.test(lowerAt(tokens, i + 1))
    )
      token.pos = 'NOUN';
    // "there were claims that …"
    else if (
      token.pos === 'VERB' &&
      /[^s]s$/u.test(token.lower) &&
      /^(?:are|were|been)$/u.test(lowerAt(tokens, i - 1)) &&
      tokens.slice(Math.max(0, i - 3), i).some(({ lower }) => lower === 'there')
    )
      token.pos = 'NOUN';
    // "retracted her earlier claim", "its earlier denial": before a noun it is an adjective
    else if (
      token.lower === 'earlier' &&
      OWNS.test(lowerAt(tokens, i - 1)) &&
      /^(?:NOUN|VERB)$/u.test(tokens[i + 1]?.pos ?? '')
    ) {
      token.pos = 'ADJ';
      tokens[i + 1]!.pos = 'NOUN';
    }
    // "claimed two crosses": no verb in the singular follows a number word, unless it numbers what stands before ("part two says")
    else if (
      token.pos === 'VERB' &&
      /[^s]s$/u.test(token.lower) &&
      NUMBER_WORD.test(textAt(tokens, i - 1)) &&
      !/^(?:NOUN|PROPN)$/u.test(tokens[i - 2]?.pos ?? '')
    )
      token.pos = 'NOUN';
    // "…, warning that p": no noun stands bare between a comma and its clause
    else if (
      token.pos === 'NOUN' &&
      token.lower.endsWith('ing') &&
      isSpeechForm(token.lower) &&
      textAt(tokens, i - 1) === ',' &&
      lowerAt(tokens, i + 1) === 'that'
    )
      token.pos = 'VERB';
    // "according to figures", "according to filings"
    else if (token.pos === 'VERB' && lowerAt(tokens, i - 1) === 'to' && lowerAt(tokens, i - 2) === 'according')
      token.pos = 'NOUN';
  }
}
