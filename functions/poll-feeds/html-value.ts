// HTML inside a feed's value (a title): is it HTML, the harmless part of it, and the plain text of it.
import { decodeReferences, namedEntity, numericReference } from './references.ts';
import { resolveUri } from './resolve-uri.ts';
import { type Attribute, scanMarkup } from './scan-markup.ts';

/** Elements a reader can show without harm; others lose their tags and keep their text. */
const ALLOWED_ELEMENTS = new Set(
  (
    'a abbr acronym address area article aside audio b big blockquote br button canvas caption center cite code col ' +
    'colgroup dd del details dfn dialog dir div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 ' +
    'header hr i img input ins kbd label legend li m map menu meter nav noscript ol optgroup option output p pre progress ' +
    'q s samp section select small source span strike strong sub sup table tbody td textarea tfoot th thead time tr tt u ' +
    'ul var video'
  ).split(' '),
);
/** Elements whose text is no text. */
const DROPPED_ELEMENTS = new Set(['applet', 'script', 'style']);
const VOID_ELEMENTS = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'source']);
/** Attributes that neither run code nor change the page around them; `style` is not among them. */
const ALLOWED_ATTRIBUTES = new Set(
  (
    'abbr accept align alt axis bgcolor border cellpadding cellspacing char charset checked cite class clear color cols ' +
    'colspan controls coords datetime dir disabled face for frame headers height href hreflang hspace id ismap label lang ' +
    'longdesc loop max media min name nohref noshade nowrap open poster preload rel rev rows rowspan rules scope selected ' +
    'shape size span src start summary tabindex target title type usemap valign value vspace width wrap xml:lang'
  ).split(' '),
);
const ADDRESS_ATTRIBUTES = new Set(['href', 'src', 'cite', 'longdesc', 'usemap', 'poster']);
const SAFE_SCHEME = /^(?:https?|ftp|mailto|news|nntp|feed|magnet|tel|sip|sips|irc|ircs|mms|rtsp|sftp|file):/i;
const ANY_SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;

/** Where block elements end, words end. */
const BREAKING_ELEMENTS = new Set(
  'blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table td th tr ul'.split(' '),
);

/**
 * Whether a value that is nominally plain text is HTML: it has an end tag or a reference, and every tag and every entity in
 * it is one that HTML knows. Errs on the side of plain text, where a wrong "yes" would lose words.
 */
export function looksLikeHtml(value: string): boolean {
  if (!/<\/\w+>/.test(value) && !/&#?\w{1,32};/.test(value)) return false;
  for (const match of value.matchAll(/<\/?(\w+)/g)) if (!ALLOWED_ELEMENTS.has(match[1]!.toLowerCase())) return false;
  for (const match of value.matchAll(/&(\w+);/g)) if (namedEntity(match[1]!) === null) return false;
  return true;
}

/** References as HTML wants them: known ones kept (windows-1252 numbers corrected), unknown ones with their `&` escaped. */
function cleanReferences(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(
    /&(?:#([0-9]{1,8}|[xX][0-9a-fA-F]{1,7});|([A-Za-z][-.A-Za-z0-9]{0,63});?)/g,
    (whole, digits, name) => {
      if (digits !== undefined) {
        if (digits === '39') return "'";
        if (digits === '34') return '"';
        const char = numericReference(digits);
        const code = Number.parseInt(digits.replace(/^[xX]/, ''), /^[xX]/.test(digits) ? 16 : 10);
        if (char !== null && code >= 0x80 && code <= 0x9f) return `&#x${char.codePointAt(0)!.toString(16)};`;
        return whole.toLowerCase();
      }
      if (name === 'apos' || namedEntity(name) !== null) return `&${name};`;
      return `&amp;${name}`;
    },
  );
}

/** An address as written in a feed or its HTML, resolved against `base`; empty when following it would run something. */
export function safeAddress(value: string, base: string): string {
  const address = resolveUri(base, value);
  return ANY_SCHEME.test(address) && !SAFE_SCHEME.test(address) ? '' : address;
}

function cleanAttributes(attributes: Attribute[], base: string): string {
  const kept = new Map<string, string>();
  for (const { name, value } of attributes) if (ALLOWED_ATTRIBUTES.has(name)) kept.set(name, value);
  let out = '';
  for (const name of [...kept.keys()].sort()) {
    let value = kept.get(name)!;
    if (ADDRESS_ATTRIBUTES.has(name)) value = safeAddress(value, base);
    if (name === 'rel' || name === 'type') value = value.toLowerCase();
    value = value.replaceAll('>', '&gt;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
    out += ` ${name}="${value.replace(/&(?!#\d+;|#x[0-9a-fA-F]+;|\w+;)/g, '&amp;')}"`;
  }
  return out;
}

/**
 * The harmless part of an HTML value: tags and attributes that HTML knows and that run nothing, addresses resolved against
 * `base`, scripts and styles dropped with their text. Text and references stay as written.
 */
export function cleanHtml(html: string, base: string): string {
  const out: string[] = [];
  let dropping = 0;
  scanMarkup(html, {
    open(name, attributes) {
      if (DROPPED_ELEMENTS.has(name)) dropping++;
      if (!ALLOWED_ELEMENTS.has(name)) return;
      out.push(`<${name}${cleanAttributes(attributes, base)}${VOID_ELEMENTS.has(name) ? ' /' : ''}>`);
    },
    close(name) {
      if (DROPPED_ELEMENTS.has(name)) dropping--;
      if (ALLOWED_ELEMENTS.has(name) && !VOID_ELEMENTS.has(name)) out.push(`</${name}>`);
    },
    text(raw, literal) {
      if (dropping <= 0)
        out.push(literal ? raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;') : cleanReferences(raw));
    },
  });
  return out.join('').trim().replaceAll('\r\n', '\n');
}

/** The plain text of an HTML value: no tags, references resolved, white space collapsed. */
export function htmlText(html: string): string {
  const out: string[] = [];
  let dropping = 0;
  const mark = (name: string) => {
    if (BREAKING_ELEMENTS.has(name)) out.push(' ');
  };
  scanMarkup(html, {
    open(name) {
      if (DROPPED_ELEMENTS.has(name)) dropping++;
      mark(name);
    },
    close(name) {
      if (DROPPED_ELEMENTS.has(name)) dropping--;
      mark(name);
    },
    text(raw, literal) {
      if (dropping <= 0) out.push(literal ? raw : decodeReferences(raw));
    },
  });
  return out.join('').replace(/\s+/g, ' ').trim();
}

/** A value that is nominally plain text without the markup and the references that it has all the same. */
export function plainText(value: string): string {
  return looksLikeHtml(value) ? htmlText(value) : value;
}
