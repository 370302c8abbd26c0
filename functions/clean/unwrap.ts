// Joins the lines of a text that was wrapped at a width, and takes the marks of quoting away.
import { endsSentence, isListItem } from './line-shape.ts';

/** Characters to a line that programs wrap at: columns of print, mail, terminals and editors. */
const LEAST_WIDTH = 28;
const MOST_WIDTH = 135;
/** Share of the width from which a line is long enough for its end to tell whether the width made it. */
const FULL_LINE = 0.6;
/** Breaks behind full lines that show a width, and the share of them that the width explains. */
const LEAST_BREAKS = 5;
const FORCED_SHARE = 0.8;

/** Scripts without spaces break between any two characters. */
const DENSE = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}`;
export const STARTS_DENSE = new RegExp(`^[${DENSE}]`, 'u');
const FIRST_WORD = new RegExp(`^(?:[${DENSE}]|\\S*)`, 'u');

/** The first word of the next line would not have fitted. */
function isForced(line: string, next: string, width: number): boolean {
  if (line.length < width * FULL_LINE) return false;
  const [word] = FIRST_WORD.exec(next.trimStart()) as RegExpExecArray;
  return line.length + 1 + word.length > width;
}

/** The number of characters that the lines were wrapped at, or null when they end where their paragraphs do. */
function wrapWidth(lines: readonly string[]): number | null {
  const lengths = lines
    .map((line) => line.length)
    .filter((length) => length > 0)
    .sort((a, b) => a - b);
  // A headline or an address may be longer, which nothing wrapped.
  const widths = [lengths[Math.floor(lengths.length * 0.98)] ?? 0, lengths.at(-3) ?? 0];
  return widths.find((width) => width >= LEAST_WIDTH && width <= MOST_WIDTH && explains(width, lines)) ?? null;
}

/** Most full lines end where the next word would not have fitted. */
function explains(width: number, lines: readonly string[]): boolean {
  let breaks = 0;
  let forced = 0;
  let small = 0;
  let capital = 0;
  for (let i = 1; i < lines.length; i++) {
    const [line, next] = [lines[i - 1] as string, lines[i] as string];
    // A paragraph may end behind a sentence, whatever the width.
    if (next === '' || line.length < width * FULL_LINE || endsSentence(line)) continue;
    breaks++;
    if (isForced(line, next, width)) forced++;
    if (/^\p{Ll}/u.test(next.trimStart())) small++;
    else if (/^\p{Lu}/u.test(next.trimStart()) && /\p{Ll}/u.test(next)) capital++;
  }
  // Lines that all begin with a capital are headlines of one length, or verse.
  return breaks >= LEAST_BREAKS && forced >= breaks * FORCED_SHARE && small * 5 >= capital;
}

/** A text quoted in a mail without its marks: most lines have one. */
function unquote(lines: readonly string[]): string[] {
  const full = lines.filter((line) => line !== '');
  const quoted = full.filter((line) => line.startsWith('>'));
  if (quoted.length * 2 < full.length) return [...lines];
  return lines.map((line) => line.replace(/^(?:> ?){1,9}/, ''));
}

/** Joins lines that a mail program or a terminal wrapped: only at the breaks which the width made. */
export function unwrap(text: string): string[] {
  const lines = unquote(text.split('\n').map((line) => line.trimEnd()));
  const width = wrapWidth(lines);
  if (width === null) return lines;
  const out: string[] = [];
  let previous = '';
  for (const line of lines) {
    if (line !== '' && isForced(previous, line, width) && !isListItem(line.trim())) {
      const joint = STARTS_DENSE.test(line.trimStart()) ? '' : ' ';
      out[out.length - 1] = `${out.at(-1)}${joint}${line.trim()}`;
    } else out.push(line);
    previous = line;
  }
  return out;
}
