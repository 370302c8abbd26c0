// Colours and widths of text on a terminal, and the cleaning that foreign text needs before it may go there.

export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

/** Select Graphic Rendition codes of ECMA-48 (start, end). */
const SGR = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const satisfies Record<keyof Style, readonly [number, number]>;

/** Functions that put a text into a colour, or leave it alone. */
export function styleFor(colours: boolean): Style {
  const paint = ([start, end]: readonly [number, number]) =>
    colours ? (text: string) => `\x1b[${start}m${text}\x1b[${end}m` : (text: string) => text;
  return {
    bold: paint(SGR.bold),
    dim: paint(SGR.dim),
    red: paint(SGR.red),
    green: paint(SGR.green),
    yellow: paint(SGR.yellow),
    cyan: paint(SGR.cyan),
  };
}

/**
 * Whether to colour what goes to a stream. `--no-color` beats all; then FORCE_COLOR (`0` and `false` switch off), then
 * NO_COLOR when it is not empty (https://no-color.org), then a dumb terminal, then whether it is a terminal at all.
 */
export function wantsColours(
  stream: { isTTY?: boolean },
  noColourOption: boolean,
  env: Record<string, string | undefined> = process.env,
): boolean {
  if (noColourOption) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  return env.TERM !== 'dumb' && stream.isTTY === true;
}

/**
 * Columns to fill: the terminal's; COLUMNS where it is set; without limit in a pipe or a file, where nothing should be cut.
 * A terminal that says it has no columns (some CI consoles do) counts as one of 80.
 */
export function columnsOf(
  stream: { isTTY?: boolean; columns?: number },
  env: Record<string, string | undefined> = process.env,
): number {
  if (env.COLUMNS !== undefined && /^[1-9]\d{0,4}$/.test(env.COLUMNS)) return Number(env.COLUMNS);
  if (stream.isTTY !== true) return Number.POSITIVE_INFINITY;
  return stream.columns || 80;
}

/** Control characters (C0, DEL, C1), the line separators, and the embeddings and overrides that reorder text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;

/** The same, but for line feeds. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const UNSAFE_IN_LINES = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;

/**
 * Text from an article as one line that a terminal can only show: an escape sequence in a page must not move the cursor,
 * set a title or hide words.
 */
export function printable(text: string): string {
  return text.replace(UNSAFE, ' ');
}

/** The same for a text of several lines. */
export function printableLines(text: string): string {
  return text.replace(UNSAFE_IN_LINES, ' ');
}

/** Marks and joiners take no column. */
const ZERO_WIDTH = /^[\p{M}\p{Cf}]$/u;

/** Scripts and symbols that take two columns (Unicode Standard Annex 11, East Asian Wide and Fullwidth; emoji). */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of styleFor take no column
const COLOUR = /\x1b\[\d+m/g;

function characterWidth(character: string): number {
  // Most text: no table look-up for it.
  if (character < '\u0300') return 1;
  if (ZERO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Columns that a text of one line takes on a terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text.replace(COLOUR, '')) width += characterWidth(character);
  return width;
}

/** The start of an uncoloured text that fits into `columns`, with an ellipsis where something was cut off. */
export function truncate(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let width = 0;
  let kept = '';
  for (const character of text) {
    width += characterWidth(character);
    if (width > columns - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/**
 * Breaks a text at its blanks into lines of at most `columns`; a longer word stands on a line of its own, whole.
 *
 * @param used columns of the first line that are taken already
 */
export function wrap(text: string, columns: number, used = 0): string[] {
  const lines: string[] = [];
  let line = '';
  let width = used;
  for (const word of text.split(' ')) {
    const wordWidth = displayWidth(word);
    if (line !== '' && width + 1 + wordWidth > columns) {
      lines.push(line);
      line = word;
      width = wordWidth;
    } else {
      width += wordWidth + (line === '' ? 0 : 1);
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines;
}
