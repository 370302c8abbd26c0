// Quotations: pairs of quotation marks, per paragraph.
import type { Range } from './paragraphs.ts';

export interface Quote {
  /** With its marks. */
  start: number;
  end: number;
  /** Without its marks. */
  innerStart: number;
  innerEnd: number;
  closed: boolean;
  /** Goes on from the quotation that the paragraph before left open. */
  continues: boolean;
  paragraph: number;
}

/** Opening mark to the marks that close it. „low“ and ‚low‘ close with what English opens with; » « may stand either way. */
const PAIRS: Record<string, string> = {
  '“': '”"“',
  '„': '“”"',
  '«': '»',
  '»': '«',
  '"': '"”',
  '″': '″"',
  '‘': "’'",
  '‚': '‘',
  "'": "'’",
  '‹': '›',
};

const isLetter = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character);
const isSpace = (character: string | undefined): boolean => character === undefined || /[\s([{—–\-/…]/u.test(character);

/** Clipped words that begin with an apostrophe: 'tis, 'em, '90s. */
const ELISION = /^['’‘](?:tis|twas|em|til|cause|n|bout|round|\d\ds?)(?![\p{L}\p{N}])/iu;

/** Whether the mark at `at`, one of `PAIRS`, stands where a quotation can open. */
function opens(text: string, at: number): boolean {
  const mark = text[at]!;
  const before = text[at - 1];
  const after = text[at + 1];
  if (mark === '“' || mark === '„' || mark === '«') return true;
  if (mark === '»' || mark === '‹' || mark === '‚') return isSpace(before) && !isSpace(after);
  if (after === undefined || /\s/u.test(after)) return false;
  if (mark === '"' || mark === '″') return isSpace(before) || before === ':' || before === ',';
  return isSpace(before) && !ELISION.test(text.slice(at, at + 8));
}

/** Whether a closing single mark is none inside a word: "can't". */
function closes(text: string, at: number): boolean {
  return text[at] === '‘' || !isLetter(text[at + 1]);
}

/**
 * Positions of single marks that can close a quotation, nearest first, so that an apostrophe is not taken for one: after
 * "s" and before a blank it is more likely a possessive ("the workers' pay"), unless no better one follows.
 */
function closeSingle(text: string, open: number, end: number, closers: string): number {
  let possessive = -1;
  for (let i = open + 1; i < end; i++) {
    const character = text[i]!;
    if (i > open + 1 && character === text[open] && opens(text, i)) break;
    if (!closers.includes(character) || !closes(text, i)) continue;
    const plural = /[sS]/.test(text[i - 1]!) && /^\s\p{Ll}/u.test(text.slice(i + 1, i + 3));
    if (!plural) return i;
    if (possessive < 0) possessive = i;
  }
  return possessive;
}

/** Place of the mark that closes a double quotation opened at `open`, minding nested curly pairs; -1 when it stays open. */
function closeDouble(text: string, open: number, end: number, closers: string): number {
  let depth = 1;
  let nearest = -1;
  for (let i = open + 1; i < end; i++) {
    const character = text[i]!;
    if (character === '“' && text[open] === '“' && isSpace(text[i - 1])) depth++;
    else if (closers.includes(character)) {
      if (nearest < 0) nearest = i;
      depth--;
      if (depth === 0) return i;
    }
  }
  return nearest;
}

/** Two single marks typed for a double one, as newswires and TeX do: ''so'' or ``so''. */
function twinAt(text: string, at: number): boolean {
  const mark = text[at];
  return (mark === "'" || mark === '`' || mark === '‘' || mark === '’') && text[at + 1] === mark;
}

function closeTwin(text: string, from: number, end: number): number {
  for (let i = from; i < end; i++) if (text[i] !== '`' && text[i] !== '‘' && twinAt(text, i)) return i;
  return -1;
}

/**
 * Outermost quotations of each paragraph. Pairing starts anew at every paragraph, so a forgotten mark spoils one paragraph
 * at most. A quotation that is still open at its paragraph's end runs to there (that is how English prints a quotation of
 * several paragraphs); if the next paragraph opens with a quotation, that one `continues` it. Single marks count only as a
 * pair: a lone one is an apostrophe. Quotations inside quotations are left to the outer one. Linear time: each search for a
 * closing single mark stops at the next opening one.
 */
export function findQuotes(text: string, paragraphs: readonly Range[]): Quote[] {
  const quotes: Quote[] = [];
  let open = false;
  for (const [index, paragraph] of paragraphs.entries()) {
    const continued = open;
    open = false;
    for (let i = paragraph.start; i < paragraph.end; i++) {
      const twin = twinAt(text, i);
      if (twin) {
        if (!isSpace(text[i - 1]) || isSpace(text[i + 2])) {
          i++;
          continue;
        }
        const close = closeTwin(text, i + 2, paragraph.end);
        const end = close < 0 ? paragraph.end : close + 2;
        quotes.push({
          start: i,
          end,
          innerStart: i + 2,
          innerEnd: close < 0 ? end : close,
          closed: close >= 0,
          continues: continued && i === paragraph.start,
          paragraph: index,
        });
        open = close < 0;
        i = end - 1;
        continue;
      }
      const closers = PAIRS[text[i]!];
      if (closers === undefined || !opens(text, i)) continue;
      // Only the English double marks may stay open to a paragraph's end; any other mark without its partner is none.
      const next = paragraphs[index + 1];
      const mayStayOpen =
        text[i] === '“' ||
        text[i] === '"' ||
        text[i] === '„' ||
        // A single mark stays open only before a paragraph that goes on with another; else it is an apostrophe.
        (text[i] === '‘' && next !== undefined && text[next.start] === '‘' && /[.!?…]/u.test(text[paragraph.end - 1]!));
      const single = text[i] === '‘' || text[i] === "'" || text[i] === '‚';
      const close = (single ? closeSingle : closeDouble)(text, i, paragraph.end, closers);
      if (close < 0 && !mayStayOpen) {
        // No later mark of its kind has a partner either: none is searched again.
        if (!single) i = text.lastIndexOf(text[i]!, paragraph.end - 1);
        continue;
      }
      const closed = close >= 0;
      const end = closed ? close + 1 : paragraph.end;
      quotes.push({
        start: i,
        end,
        innerStart: i + 1,
        innerEnd: closed ? close : end,
        closed,
        continues: continued && i === paragraph.start,
        paragraph: index,
      });
      open = !closed;
      i = end - 1;
    }
  }
  return quotes;
}
