// The text as the rules read it: paragraphs, quotations, tokens and sentences with their places.
import { correctCueTags } from './cue-tags.ts';
import { isSpeechForm } from './cues.ts';
import { findParagraphs, type Range } from './paragraphs.ts';
import { findQuotes, type Quote } from './quotes.ts';
import { type Token, textAt, tokenize } from './tokens.ts';

export interface Sentence extends Range {
  /** Token indices, end exclusive. */
  first: number;
  last: number;
  index: number;
  paragraph: number;
}

export interface Document {
  text: string;
  tokens: Token[];
  quotes: Quote[];
  paragraphs: Range[];
  sentences: Sentence[];
  /** For each token the index of the quotation that holds it (marks included), else -1. */
  quoteOf: Int32Array;
}

/**
 * Tokens after which a sentence is cut though it has not ended. The rules look from each cue to both ends of its sentence, so
 * this bounds their work: time stays linear on a text that never ends a sentence. Three hundred tokens hold the longest
 * sentences of news prose (quotations of several sentences with their attribution count as one here).
 */
const LONGEST_SENTENCE = 300;

const TERMINAL = new Set(['.', '!', '?', '…', '...', '?!', '!!', '??']);
const CLOSER = /^[)\]"”’'»]$/u;
/** Ends a sentence in posts that have no full stop: "at dawn 🚒 The walkers". */
const PICTOGRAPH = /^\p{Extended_Pictographic}/u;
/** Abbreviations that wink leaves whole and that stand before a name rather than at a sentence's end. */
const BEFORE_NAME =
  /^(?:mr|mrs|ms|dr|prof|sen|rep|gov|gen|col|lt|sgt|capt|cpl|cmdr|cdr|adm|maj|brig|supt|insp|det|rev|hon|st|mt|no|vs|jan|feb|aug|sept|oct|nov|dec|fig|approx|ca|est|cf|viz|etc|al)\.$/u;

/** True when a sentence can start with this token: a capital, a digit, an opening mark. */
function canStart(token: Token): boolean {
  return /^[\p{Lu}\p{N}“"‘'«„(—–•\-$€£¿¡@#[]/u.test(token.text);
}

/** How far after a quotation its reporting clause can have its verb: "the outgoing chairman of the city's school board said". */
const REPORTING_CLAUSE = 12;

/**
 * True when a reporting clause follows at token `from`: its first verb is one of speech. After a full stop inside the
 * quotation that is sloppy print, believed only when the verb ends the sentence.
 */
function reportsQuote(tokens: readonly Token[], from: number, loose: boolean): boolean {
  for (let k = from; k < Math.min(tokens.length, from + REPORTING_CLAUSE); k++) {
    const token = tokens[k]!;
    if (TERMINAL.has(token.text) || /^[“"‘]$/u.test(token.text)) return false;
    if (token.pos !== 'VERB' && token.pos !== 'AUX') continue;
    if (!isSpeechForm(token.lower) || token.lower.endsWith('ing')) return false;
    return loose || (k > from && TERMINAL.has(textAt(tokens, k + 1)) && token.lower !== 'reported');
  }
  return false;
}

function findSentences(tokens: readonly Token[], paragraphs: readonly Range[], quoteOf: Int32Array): Sentence[] {
  const sentences: Sentence[] = [];
  let first = 0;
  const push = (last: number, paragraph: number): void => {
    const { start } = tokens[first]!;
    const { end } = tokens[last - 1]!;
    sentences.push({ start, end, first, last, index: sentences.length, paragraph });
    first = last;
  };
  let t = 0;
  for (const [index, paragraph] of paragraphs.entries()) {
    while (t < tokens.length && tokens[t]!.start < paragraph.end) {
      const token = tokens[t]!;
      const next = tokens[t + 1];
      t++;
      if (!next || next.start >= paragraph.end) continue;
      if (t - first >= LONGEST_SENTENCE) {
        push(t, index);
        continue;
      }
      // No end inside a quotation: `“A. B,” he said` is one sentence for the rules.
      const inside = quoteOf[t - 1]! >= 0 && quoteOf[t - 1] === quoteOf[t];
      if (inside) continue;
      const closer = CLOSER.test(token.text);
      const before = tokens[t - 2];
      const ends =
        TERMINAL.has(token.text) ||
        // A capital after it may be a name's ("I ❤ Orsk"), unless its word is none.
        (PICTOGRAPH.test(token.text) && /^\p{Lu}/u.test(next.text) && next.pos !== 'PROPN') ||
        (closer && before !== undefined && t - 2 >= first && TERMINAL.has(before.text)) ||
        (closer && before !== undefined && quoteOf[t - 1]! >= 0 && /[.!?…]$/u.test(before.text)) ||
        // "... of the U.S. The ..." : wink keeps the dot with the abbreviation.
        (token.text.length > 1 &&
          token.text.endsWith('.') &&
          !BEFORE_NAME.test(token.lower) &&
          !/^\p{Lu}\.$/u.test(token.text) &&
          // "stepping in. She": a word that is also an abbreviation.
          (/^(?:[ap]\.m|\p{Ll}+)\.$/u.test(token.text) ||
            /^(?:The|A|An|He|She|It|They|We|In|On|At|But|And|His|Her|Its|Their|This|That|These)$/u.test(next.text)));
      if (!ends || !canStart(next) || next.start <= token.end) continue;
      // “Is it true?” Smith asked.
      if (closer && quoteOf[t - 1]! >= 0 && before && reportsQuote(tokens, t, /[?!…]/u.test(before.text))) continue;
      push(t, index);
    }
    push(t, index);
  }
  return sentences;
}

/** Reads a text into the rules' form. Deterministic; time linear in the text. */
export function readDocument(text: string): Document {
  const paragraphs = findParagraphs(text);
  const quotes = findQuotes(text, paragraphs);
  const tokens = tokenize(text);
  const quoteOf = new Int32Array(tokens.length).fill(-1);
  let q = 0;
  for (const [i, token] of tokens.entries()) {
    while (q < quotes.length && quotes[q]!.end <= token.start) q++;
    const quote = quotes[q];
    if (quote && token.start >= quote.start) quoteOf[i] = q;
  }
  const sentences = findSentences(tokens, paragraphs, quoteOf);
  for (const { first, last } of sentences) correctCueTags(tokens, first, last, quoteOf);
  return { text, tokens, quotes, paragraphs, sentences, quoteOf };
}
