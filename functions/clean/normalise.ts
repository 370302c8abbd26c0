// White space and invisible characters of a text, the same for every input format.
import { normalized } from '../../shared/text/normalize.ts';
import { toWellFormed } from '../../shared/text/well-formed.ts';

/** Soft hyphen, zero-width space/joiners, directional marks, word joiner, byte order mark: they break word comparison. */
const INVISIBLE =
  /[\u00AD\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]|(?<![\u0600-\u06FF\u0900-\u0DFF])[\u200C\u200D]|[\u200C\u200D](?![\u0600-\u06FF\u0900-\u0DFF])/g;
/** Between letters of Persian, Hindi and their kin these are spelling: without them two words are one. */
const JOINERS = /[\u200C\u200D]/g;
/** Controls other than tab and line feed, and the noncharacters; unpaired surrogates are made well-formed before. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
const CONTROL = /[\u0000-\u0008\u000B\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/g;
const LINE_BREAK = /\r\n?|[\f\u0085\u2028\u2029]/g;

/**
 * All characters but those that are none of the above and that NFC leaves alone, whatever stands beside them: the printed
 * ones of the blocks before the first combining mark, and dashes and quotation marks. Few texts of a Western page have one.
 */
const MAY_CHANGE = /[^\t\n -~\u00A0-\u00AC\u00AE-\u02FF\u2010-\u2027]/;

/**
 * NFC, line feeds as the only line break, no invisible or control characters. Quotation marks, dashes and the spaces
 * inside a line stay as they are.
 */
export function normaliseCharacters(text: string): string {
  if (!MAY_CHANGE.test(text)) return text;
  const visible = toWellFormed(text).replace(LINE_BREAK, '\n').replace(CONTROL, '').replace(INVISIBLE, '');
  return normalized(visible, 'NFC');
}

/** A run of white space, except one space: replacing that by itself is most of the work. */
const UNFOLDED_SPACE = /[^\S ]\s*| \s+/g;

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

/**
 * All characters but ASCII, the letters and signs of Latin-1 that NFKC keeps, and dashes and quotation marks. Texts
 * without one, which most of a Western page are, need neither NFKC nor the tables of Unicode to find their words.
 */
const BEYOND_WESTERN = /[^\0-\u00A9\u00AB-\u00B1\u00B6-\u00B8\u00BB\u00BF-\u00FF\u2010-\u2027]/;
/** The same as {@link BETWEEN_WORDS} in such a text, in lower case. */
const BETWEEN_WESTERN_WORDS = /[^a-z0-9ß-öø-ÿ ][^a-z0-9ß-öø-ÿ]*| [^a-z0-9ß-öø-ÿ]+/g;

/** Letters and digits only, lower case: equality of two lines as a reader sees it. */
export function comparable(text: string): string {
  const spaced = BEYOND_WESTERN.test(text)
    ? normalized(text, 'NFKC').toLowerCase().replace(JOINERS, '').replace(BETWEEN_WORDS, ' ')
    : text.toLowerCase().replace(BETWEEN_WESTERN_WORDS, ' ');
  return spaced.trim();
}
