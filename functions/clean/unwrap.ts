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

/** A word that was parted at the end of a line: `har-` above `bour`. */
const isParted = (line: string, next: string): boolean => /\p{Ll}-$/u.test(line) && /^\p{Ll}/u.test(next);

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
    if (isParted(line, next) || isForced(line, next, width)) forced++;
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

/** `Page 4`, `4 of 12`, `- 4 -` alone in a line, and a running head beside such a number, set apart by a wide gap. */
const PAGE = String.raw`(?:page|seite|página|pagina|p\.)\s?\d{1,4}(?:\s?(?:of|von|de|di|sur|/)\s?\d{1,4})?`;
const PAGE_MARK = new RegExp(`^\\s*(?:${PAGE}|[-–—]\\s?\\d{1,4}\\s?[-–—])$|\\S(?:\\t|\\s{3})\\s*${PAGE}$`, 'i');
const NUMBERED = /^\s*(\S.{2,80}?)(?:\t|\s{3})\s*(\d{1,4})$|^\s*(\d{1,4})(?:\t|\s{3})\s*(\S.{2,80})$/;

/** The text and the number of a running head. */
const headOf = (line: string): { label: string; page: number } | null => {
  const match = NUMBERED.exec(line);
  return match && { label: (match[1] ?? (match[4] as string)).trim(), page: Number(match[2] ?? match[3]) };
};

/** Leaves the heads and feet of printed pages out; a paragraph that runs over a page is whole again. */
function withoutPageMarks(lines: readonly string[]): string[] {
  const isNumbered = (line: string) => line.length <= 200 && /^\s{0,99}[\d–—-]|\d\s?[–—-]?$/.test(line);
  const heads = lines.map((line) => (isNumbered(line) ? headOf(line) : null));
  const times = new Map<string, number>();
  for (const head of heads) if (head !== null) times.set(head.label, (times.get(head.label) ?? 0) + 1);
  // Left and right pages have heads of their own, and count on.
  const pages = new Set(heads.flatMap((head) => (head && (times.get(head.label) as number) > 1 ? [head.page] : [])));
  const isHead = (head: { label: string; page: number } | null) =>
    head !== null && ((times.get(head.label) as number) > 1 || (pages.has(head.page - 1) && pages.has(head.page + 1)));
  const isMark = lines.map((line, i) => isHead(heads[i] ?? null) || (isNumbered(line) && PAGE_MARK.test(line)));
  if (!isMark.includes(true)) return [...lines];
  const out: string[] = [];
  let isBehindMark = false;
  lines.forEach((line, i) => {
    if (isMark[i]) isBehindMark = true;
    else if (line !== '' || !isBehindMark) {
      const last = out.findLastIndex((before) => before !== '');
      const goesOn = isBehindMark && last >= 0 && /^\p{Ll}/u.test(line) && !endsSentence(out[last] as string);
      if (goesOn) out.length = last + 1;
      else if (isBehindMark && out.at(-1) !== '') out.push('');
      out.push(line);
      isBehindMark = false;
    }
  });
  return out;
}

/** Share of lines that end within a word where a program parted words; elsewhere a hyphen at the end is one of the word. */
const PARTED_SHARE = 0.04;

/** What stands between two joined lines, and how many characters of the first it replaces. */
function joint(
  line: string,
  next: string,
  isSoft: boolean,
  compounds: ReadonlySet<string>,
): [drop: number, text: string] {
  if (STARTS_DENSE.test(next)) return [0, ''];
  if (!isParted(line, next)) return [0, ' '];
  const word = `${/\p{Ll}+-$/u.exec(line)?.[0]}${/^\p{Ll}+/u.exec(next)?.[0]}`;
  return [isSoft && !compounds.has(word) ? 1 : 0, ''];
}

/** Joins lines that a mail program, a terminal or a printer wrapped: only at the breaks which the width made. */
export function unwrap(text: string): string[] {
  const lines = withoutPageMarks(unquote(text.split('\n').map((line) => line.trimEnd())));
  const width = wrapWidth(lines);
  if (width === null) return lines;
  const compounds = new Set(text.match(/\p{Ll}{2,30}-\p{Ll}{2,30}/gu));
  const parted = lines.filter((line, i) => isParted(lines[i - 1] ?? '', line)).length;
  const isSoft = parted > 1 && parted >= lines.length * PARTED_SHARE;
  const out: string[] = [];
  let previous = '';
  for (const line of lines) {
    const isJoined = isParted(previous, line) || isForced(previous, line, width);
    if (line !== '' && isJoined && !isListItem(line.trim())) {
      const last = out.at(-1) as string;
      const [drop, between] = joint(last, line.trim(), isSoft, compounds);
      out[out.length - 1] = `${last.slice(0, last.length - drop)}${between}${line.trim()}`;
    } else out.push(line);
    previous = line;
  }
  return out;
}
