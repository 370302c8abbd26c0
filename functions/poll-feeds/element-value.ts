// Values of a feed's elements and attributes as written, to what they say: media types, Base64, wrapped XHTML, identifiers.

/** Characters that XML does not have (XML 1.0 §2.2); where they come from, they mean nothing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is the point
export const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;
/** Those, and what bytes read in the wrong encoding look like: one look at a value tells that it needs no repair. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is the point
export const UNUSUAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u0080-\u00ff]/;

export const XHTML = 'application/xhtml+xml';
export const HTML_TYPES = new Set([XHTML, 'text/html']);

/** What the registered names of relations are short for (RFC 4287 §4.2.7.2). */
export const REGISTERED_RELATION = /^http:\/\/www\.iana\.org\/assignments\/relation\//;

/** A media type without its parameters, and what its short forms in Atom stand for. */
export function mediaType(type: string): string {
  const lower = (type.includes(';') ? type.slice(0, type.indexOf(';')) : type).trim().toLowerCase();
  if (lower === 'text' || lower === 'plain') return 'text/plain';
  if (lower === 'html') return 'text/html';
  return lower === 'xhtml' ? XHTML : lower;
}

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('>', '&gt;').replaceAll('<', '&lt;');
}

/** The text behind Base64; null when the value is no Base64 of UTF-8. */
export function decodeBase64(value: string): string | null {
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length === 0 || bytes.toString('base64').replace(/=+$/, '') !== value.replace(/[\s=]/g, '')) return null;
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? null : text;
}

/** What a CDATA section holds that was escaped with its marks, so that it is none. */
export function unwrapCdata(value: string): string {
  return value.startsWith('<![CDATA[') && value.endsWith(']]>') ? value.slice(9, -3).trim() : value;
}

/** Drops the `<div>` that Atom puts around XHTML, if it holds everything (RFC 4287 §3.1.1.3). */
export function unwrapDiv(pieces: string[]): string[] {
  let start = 0;
  let end = pieces.length;
  while (end - start > 1 && pieces[end - 1]!.trim() === '') end--;
  while (end - start > 1 && pieces[start]!.trim() === '') start++;
  const inner = pieces.slice(start, end);
  const first = inner[0] ?? '';
  if (!(first === '<div>' || first.startsWith('<div ')) || inner.at(-1) !== '</div>') return inner;
  let depth = 0;
  for (const piece of inner.slice(0, -1)) {
    if (piece.startsWith('</')) {
      depth--;
      if (depth === 0) return inner;
    } else if (piece.startsWith('<') && !piece.endsWith('/>')) depth++;
  }
  return inner.slice(1, -1);
}

/** Whether an identifier is an address, absolute or relative, and not just a word or number of the publisher's own. */
export function isReference(id: string): boolean {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(id)?.[1];
  return scheme === undefined ? /[/?#]/.test(id) && !/\s/.test(id) : /^https?$/i.test(scheme);
}
