// Assertions: the article's own checkable sentences, which nobody in it is quoted for.

import type { ExtractedClaim } from '../../shared/records/claim.ts';
import type { Piece } from './attribution.ts';
import { CHECKWORTHY_AT, scoreCheckworthiness } from './checkworthiness.ts';
import { contextOf } from './context.ts';
import type { Reading } from './phrases.ts';
import { findQuantities } from './quantities.ts';
import { firstIn } from './search.ts';

/**
 * Most assertions kept for one article. Ranked lists of check-worthy sentences are read from the top: in the debates of
 * CheckThat! 2019 fact-checkers picked 2.7 % of the sentences, one in a news article of 40; eight leaves room for long ones
 * and keeps a table of a million articles from holding mostly furniture.
 */
export const MOST_ASSERTIONS = 8;

/** Shortest sentence, in words, that states something by itself; shorter ones are headings and captions. */
const FEWEST_WORDS = 7;

/** That somebody did not answer is about the reporting, not about the world. */
const REFUSAL = /\b(?:respond(?:ed)? to|repl(?:y|ied) to|comment(?:ed)?|request for comment|requests for comment)\b/iu;

/**
 * Finds the check-worthy declarative sentences outside every attribution.
 *
 * @param covered indices of the sentences that hold an attributed claim
 * @param fields entities and times of a stretch of tokens
 */
export function findAssertions(
  reading: Reading,
  covered: readonly number[],
  fields: (pieces: Piece[]) => Pick<ExtractedClaim, 'entities' | 'eventTime'>,
): ExtractedClaim[] {
  const taken = new Set(covered);
  const ranked: { score: number; index: number }[] = [];
  for (const sentence of reading.sentences) {
    if (taken.has(sentence.index)) continue;
    const tokens = reading.tokens.slice(sentence.first, sentence.last);
    const end = tokens.at(-1)!;
    if (!/[.!”"’)]$/u.test(end.text) || reading.quoteOf[sentence.first]! >= 0) continue;
    const words = tokens.filter((token) => token.pos !== 'PUNCT').length;
    const verb = tokens.some((token) => token.pos === 'VERB' || token.pos === 'AUX');
    const personal = tokens.some((token) => /^(?:i|we|you|our|your|us|my|me)$/u.test(token.lower));
    if (words < FEWEST_WORDS || !verb || personal) continue;
    const text = reading.text.slice(sentence.start, sentence.end);
    if (REFUSAL.test(text)) continue;
    const score = scoreCheckworthiness(tokens);
    if (score >= CHECKWORTHY_AT) ranked.push({ score, index: sentence.index });
  }
  ranked.sort((a, b) => b.score - a.score || a.index - b.index);
  return ranked
    .slice(0, MOST_ASSERTIONS)
    .sort((a, b) => a.index - b.index)
    .map(({ score, index }) => {
      const sentence = reading.sentences[index]!;
      const piece = { first: sentence.first, last: sentence.last };
      const exact = reading.text.slice(sentence.start, sentence.end);
      return {
        kind: 'assertion',
        quoteType: null,
        text: exact,
        content: [{ start: sentence.start, end: sentence.end, exact }],
        ...contextOf(reading.text, sentence.start, sentence.end),
        sentence: { start: sentence.start, end: sentence.end, index, paragraph: sentence.paragraph },
        speaker: {
          mention: null,
          name: null,
          key: null,
          type: 'outlet',
          role: null,
          resolvedBy: 'none',
          mentionRef: null,
          confidence: 0.9,
        },
        cue: null,
        polarity: 'affirmed',
        certainty: { level: 'certain', hedges: [], by: null },
        modifiers: [],
        saidOn: null,
        ...fields([piece]),
        quantities: findQuantities(
          reading.text,
          reading.tokens,
          piece.first,
          piece.last,
          reading.dates.slice(firstIn(reading.dates, piece.first), firstIn(reading.dates, piece.last)),
        ),
        checkworthiness: score,
        // The article states it in its own voice; what is uncertain is whether it is a claim worth keeping.
        confidence: score,
        parent: null,
      };
    });
}
