// Character and entity references (`&#8217;` `&amp;` `&eacute;`) to characters, for feeds and for HTML.
import { Parser } from 'htmlparser2';

/** Numeric references to 128–159 mean windows-1252, as in every browser (HTML Standard, "numeric character reference end state"). */
const WINDOWS_1252_HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Names longer than this are no HTML entity (the longest has 31 letters). */
const MAX_ENTITY_NAME = 32;

const known = new Map<string, string | null>();
/** Forgotten as a whole when full: what documents invent must not fill the memory. */
const MAX_KNOWN = 5000;

function asHtml(text: string): string {
  let decoded = '';
  const parser = new Parser({ ontext: (chunk) => (decoded += chunk) }, { decodeEntities: true });
  parser.end(text);
  return decoded;
}

function remembered(reference: string, decode: () => string | null): string | null {
  let value = known.get(reference);
  if (value === undefined) {
    value = decode();
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(reference, value);
  }
  return value;
}

/** The characters an HTML entity name stands for, or null when HTML has no such entity. */
export function namedEntity(name: string): string | null {
  if (name.length > MAX_ENTITY_NAME) return null;
  return remembered(`${name};`, () => {
    const text = asHtml(`&${name};`);
    return text === `&${name};` || text.endsWith(';') ? null : text;
  });
}

/** The same for a name without its semicolon: HTML knows those that old pages wrote so (`&copy 2020`). */
function legacyEntity(name: string): string | null {
  return remembered(name, () => {
    const value = namedEntity(name);
    return value !== null && asHtml(`&${name} `) === `${value} ` ? value : null;
  });
}

/** The character of a numeric reference (`8217`, `x2019`), or null when it names none. */
export function numericReference(digits: string): string | null {
  const code = /^[xX]/.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number.parseInt(digits, 10);
  if (!Number.isFinite(code) || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  if (code >= 0x80 && code <= 0x9f) return WINDOWS_1252_HIGH[code - 0x80]!;
  return String.fromCodePoint(code);
}

/** Code points 128–159 read as windows-1252, which is what a text that contains them always meant. */
export function windows1252Controls(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (char) => WINDOWS_1252_HIGH[char.charCodeAt(0) - 0x80]!);
}

/**
 * Replaces character references and HTML's named entities; everything else, a bare `&` or an entity that a document type
 * definition declares, stays as written (such entities are never expanded).
 */
export function decodeReferences(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(
    // Without its semicolon a name ends where it cannot be the name of a parameter in an address.
    /&(?:#([0-9]{1,8}|[xX][0-9a-fA-F]{1,7});?|([A-Za-z][A-Za-z0-9]{0,31})(;|(?![A-Za-z0-9=])))/g,
    (whole, digits, name, end) => {
      if (digits !== undefined) return numericReference(digits) ?? whole;
      return (end === ';' ? namedEntity(name) : legacyEntity(name)) ?? whole;
    },
  );
}
