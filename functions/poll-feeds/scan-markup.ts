// Splits markup of any quality into tags and text, in one pass and without a tree: for feeds, HTML titles and pages.

export interface Attribute {
  /** Lower-cased, with its prefix as written. */
  name: string;
  /** As written between the quotes: references are not resolved. */
  value: string;
}

export interface MarkupSink {
  /** Names are lower-cased. A self-closed tag is followed by its own `close`. */
  open(name: string, attributes: Attribute[], selfClosed: boolean): void;
  close(name: string): void;
  /** A run of text; `literal` marks the inside of a CDATA section, where `&` starts no reference. */
  text(raw: string, literal: boolean): void;
  comment?(raw: string): void;
}

/** Where names and unquoted values of a tag end. */
const NAME_END = /[\s/<>=]/g;
const VALUE_END = /[\s<>]/g;
const NOT_WHITESPACE = /\S/g;
const NAME_START = /[A-Za-z_\u0080-\uffff]/;
/** What may follow the closing quote of an attribute; anything else means that the quote was never closed. */
const AFTER_QUOTE = /^(?:[\s/>?]|[A-Za-z_][\w:.-]{0,60}=|$)/;
const CLOSING_QUOTE_LOOKAHEAD = 64;

/** End of the internal subset `[…]` of a document type declaration and of the declaration, or -1 when it has no end. */
function endOfSubset(source: string, start: number): number {
  let quote = '';
  for (let i = start + 1; i < source.length; i++) {
    const char = source[i]!;
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === ']') return source.indexOf('>', i);
  }
  return -1;
}

/**
 * Scans `source` from start to end and reports what it sees, well-formed or not: a `<` that starts no tag is text, a tag
 * also ends before the next `<`, end tags are reported whether or not they match anything, and an unfinished tag, comment
 * or CDATA section at the end of a truncated document ends the scan. Declarations and processing instructions are
 * skipped; entity declarations are never read. Linear in the length of `source`.
 */
export function scanMarkup(source: string, sink: MarkupSink): void {
  const length = source.length;
  let position = 0;
  let textStart = 0;
  let subsetSeen = false;

  /** Index of the first match at or after `from`, or the end of the document. */
  const find = (pattern: RegExp, from: number): number => {
    pattern.lastIndex = from;
    return pattern.exec(source)?.index ?? length;
  };

  const flush = (end: number) => {
    if (end > textStart) sink.text(source.slice(textStart, end), false);
  };

  // Ends at the next quote of the kind, behind which a later search begins: unclosed quotes, too, take linear time.
  const closingQuote = (quote: string, from: number): number => {
    const end = source.indexOf(quote, from);
    if (end < 0) return -1;
    return AFTER_QUOTE.test(source.slice(end + 1, end + 1 + CLOSING_QUOTE_LOOKAHEAD)) ? end : -1;
  };

  /** Reads a start tag at `position`; returns the index behind it, or -1 when the document ends inside it. */
  const startTag = (): number => {
    let i = find(NAME_END, position + 1);
    const name = source.slice(position + 1, i).toLowerCase();
    const attributes: Attribute[] = [];
    let selfClosed = false;
    for (;;) {
      i = find(NOT_WHITESPACE, i);
      if (i >= length) return -1;
      const char = source[i]!;
      if (char === '>' || char === '<') {
        sink.open(name, attributes, selfClosed);
        if (selfClosed) sink.close(name);
        return char === '>' ? i + 1 : i;
      }
      selfClosed = char === '/';
      if (selfClosed || char === '=' || char === '"' || char === "'") {
        i++;
        continue;
      }
      const nameStart = i;
      i = find(NAME_END, i);
      const attributeName = source.slice(nameStart, i).toLowerCase();
      const afterName = find(NOT_WHITESPACE, i);
      if (source[afterName] !== '=') {
        attributes.push({ name: attributeName, value: attributeName });
        continue;
      }
      i = find(NOT_WHITESPACE, afterName + 1);
      const quote = source[i];
      if (quote === '"' || quote === "'") {
        const end = closingQuote(quote, i + 1);
        if (end >= 0) {
          attributes.push({ name: attributeName, value: source.slice(i + 1, end) });
          i = end + 1;
          continue;
        }
        i++;
      }
      const valueStart = i;
      i = find(VALUE_END, i);
      // `<link href=/>`: the slash belongs to the tag.
      if (source[i] === '>' && source[i - 1] === '/') i--;
      attributes.push({ name: attributeName, value: source.slice(valueStart, i) });
    }
  };

  while (position < length) {
    const at = source.indexOf('<', position);
    if (at < 0) break;
    position = at;
    const next = source[at + 1] ?? '';
    let end: number;
    if (NAME_START.test(next)) {
      flush(at);
      end = startTag();
    } else if (next === '/') {
      flush(at);
      let i = at + 2;
      while (i < length && source[i] !== '<' && source[i] !== '>') i++;
      if (i >= length) return;
      const name = /^[^\s/]*/.exec(source.slice(at + 2, i).trimStart())![0].toLowerCase();
      if (name !== '') sink.close(name);
      end = source[i] === '>' ? i + 1 : i;
    } else if (source.startsWith('<!--', at)) {
      flush(at);
      const close = source.indexOf('-->', at + 4);
      if (close < 0) return;
      sink.comment?.(source.slice(at + 4, close));
      end = close + 3;
    } else if (source.startsWith('<![CDATA[', at)) {
      flush(at);
      const close = source.indexOf(']]>', at + 9);
      if (close < 0) return;
      sink.text(source.slice(at + 9, close), true);
      end = close + 3;
    } else if (next === '?') {
      flush(at);
      const close = source.indexOf('>', at);
      end = close < 0 ? -1 : close + 1;
    } else if (next === '!') {
      flush(at);
      let close = source.indexOf('>', at);
      const subset = close < 0 ? -1 : source.slice(at, close).indexOf('[');
      if (subset >= 0 && !subsetSeen) {
        // A document has one internal subset (XML 1.0 §2.8); looking for the ends of more would cost more than linear time.
        subsetSeen = true;
        const subsetEnd = endOfSubset(source, at + subset);
        if (subsetEnd >= 0) close = subsetEnd;
      }
      end = close < 0 ? -1 : close + 1;
    } else {
      position = at + 1;
      // The `<` stays part of the running text.
      continue;
    }
    if (end < 0) return;
    position = end;
    textStart = end;
  }
  flush(length);
}
