// White space and invisible characters of a text, the same for every input format.
import { normalized } from '../../shared/text/normalize.ts';

/** Soft hyphen, zero-width space/joiners, directional marks, word joiner, byte order mark: they break word comparison. */
const INVISIBLE = /[\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
/** Controls other than tab and line feed, and the noncharacters; unpaired surrogates are made well-formed before. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
const CONTROL = /[\u0000-\u0008\u000B\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/g;
const LINE_BREAK = /\r\n?|[\f\u0085\u2028\u2029]/g;

/** Replaces half a surrogate pair by U+FFFD. `String.prototype.toWellFormed` has the same contract (ES2024). */
export function toWellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}

/**
 * NFC, line feeds as the only line break, no invisible or control characters. Quotation marks, dashes and the spaces
 * inside a line stay as they are.
 */
export function normaliseCharacters(text: string): string {
  const visible = toWellFormed(text).replace(LINE_BREAK, '\n').replace(CONTROL, '').replace(INVISIBLE, '');
  return normalized(visible, 'NFC');
}

/** A run of white space, except one space between words: replacing that by itself is most of the work. */
const UNFOLDED_SPACE = /(?! \S)\s+/g;

/** Every run of white space (no-break spaces included) becomes one space. */
export function foldRuns(text: string): string {
  return text.replace(UNFOLDED_SPACE, ' ');
}

/** One line: as {@link foldRuns}, no space at the ends. */
export function foldSpace(text: string): string {
  return foldRuns(text).trim();
}

/** Characters as above, lines folded, each paragraph separated from the next by one blank line. */
export function joinParagraphs(paragraphs: readonly string[]): string {
  const out: string[] = [];
  for (const paragraph of paragraphs) {
    const lines = paragraph
      .split('\n')
      .map(foldSpace)
      .filter((line) => line !== '');
    if (lines.length > 0) out.push(lines.join('\n'));
  }
  return out.join('\n\n');
}

/** A run of other characters than letters and digits, except one space between words, as above. */
const BETWEEN_WORDS = /(?! [\p{L}\p{N}])[^\p{L}\p{N}]+/gu;

/** Letters and digits only, lower case: equality of two lines as a reader sees it. */
export function comparable(text: string): string {
  return normalized(text, 'NFKC').toLowerCase().replace(BETWEEN_WORDS, ' ').trim();
}
