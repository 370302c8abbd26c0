// A sentence between its dateline, bullet or dialogue dash and its final mark, and where the quotations in it begin and end.
import type { Sentence } from './document.ts';
import type { Reading } from './phrases.ts';
import { lowerAt as tokenLowerAt } from './tokens.ts';

const FINAL = new Set(['.', '!', '?', '…', '...']);

/** A sentence between its bullet or dialogue dash and its final mark. */
export interface Scope {
  reading: Reading;
  sentence: Sentence;
  lo: number;
  hi: number;
  dialogue: boolean;
  /** Whether a quotation in the sentence ends in a comma and so waits for its reporting clause. */
  quotesSpeech: boolean;
}

export function scopeOf(reading: Reading, sentence: Sentence): Scope {
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

/** As in tokens.ts, for the tokens of the sentence's text. */
export const lowerAt = (scope: Scope, i: number): string => tokenLowerAt(scope.reading.tokens, i);
export const inQuote = (scope: Scope, i: number): boolean => i < scope.hi && (scope.reading.quoteOf[i] ?? -1) >= 0;

/** Index of the quotation that ends right before token `i` (a comma may stand between), else -1. */
export function quoteEndingBefore(scope: Scope, i: number): number {
  const { quoteOf, tokens } = scope.reading;
  if (i - 1 >= scope.lo && inQuote(scope, i - 1)) return quoteOf[i - 1]!;
  if (i - 2 >= scope.lo && tokens[i - 1]!.text === ',' && inQuote(scope, i - 2)) return quoteOf[i - 2]!;
  return -1;
}

/** A quotation that is a sentence of its own: it ends in a mark, or nothing closes it. */
export function isWholeQuote(scope: Scope, quote: number): boolean {
  const { reading } = scope;
  const { innerStart, innerEnd } = reading.quotes[quote]!;
  const inner = reading.text.slice(innerStart, innerEnd).trim();
  return /[.!?…,]['’”]?$/u.test(inner) || !reading.quotes[quote]!.closed;
}

/** Whether a comma ends the quotation, inside its marks or right after them. */
export function endsInComma(reading: Reading, quote: number): boolean {
  const { innerEnd, end, closed } = reading.quotes[quote]!;
  return closed && (reading.text[innerEnd - 1] === ',' || reading.text[end] === ',');
}

/** From a whole quotation's first token to its end. */
export function wholeFrom(scope: Scope, first: number): { first: number; last: number } {
  const { quoteOf } = scope.reading;
  let last = first;
  while (last < scope.sentence.last && quoteOf[last] === quoteOf[first]) last++;
  return { first, last };
}
