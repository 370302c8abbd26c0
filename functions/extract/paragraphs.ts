// Paragraphs of a cleaned text, as spans.

export interface Range {
  start: number;
  end: number;
}

/** A line that ends so ends a thought: its line break is a paragraph's end and no wrap of a long line. */
const ENDS_THOUGHT = /[.!?:…"”’»)\]]\s*$/u;

/**
 * Spans of the paragraphs, without the white space around them. A blank line always ends a paragraph; a single line break
 * does, too, unless the text is hard-wrapped there: the line ends in the middle of a sentence and the next one goes on in
 * lower case.
 */
export function findParagraphs(text: string): Range[] {
  const paragraphs: Range[] = [];
  let open: Range | null = null;
  for (const match of text.matchAll(/[^\n\r\u2028\u2029]+/gu)) {
    const line = match[0];
    const trimmed = line.trim();
    if (trimmed === '') continue;
    const start = match.index + line.indexOf(trimmed);
    const end = start + trimmed.length;
    if (open) {
      const between = text.slice(open.end, start);
      const blankLine = (between.match(/\n/g)?.length ?? 0) > 1;
      const before = text.slice(Math.max(open.start, open.end - 4), open.end);
      const wrapped = !blankLine && /^\p{Ll}/u.test(trimmed) && !ENDS_THOUGHT.test(before);
      if (wrapped) {
        open.end = end;
        continue;
      }
      paragraphs.push(open);
    }
    open = { start, end };
  }
  if (open) paragraphs.push(open);
  return paragraphs;
}
