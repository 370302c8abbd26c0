// Markdown (with or without front matter) to text lines and the metadata it declares.
import { jsonBefore } from './json-scan.ts';

export interface MarkdownDocument {
  /** Scalars of the front matter by lower-case key; lists joined by a comma. */
  fields: ReadonlyMap<string, string>;
  /** First level-1 heading. */
  heading: string | null;
  /** Text without markup: one paragraph a line, a blank line between. */
  text: string;
}

const unquote = (value: string) =>
  value
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .trim();

/** What one line of front matter is. */
const FIELD = /^([\w.-]{1,60}(?: [\w.-]{1,20})?)\s{0,9}[:=]\s{0,9}(.{0,2000})$/;
const ITEM = /^\s{0,8}-\s+(.{1,500})$/;
/** The name in a record of an author; its other fields are left out. */
const NAME = /^\s{1,8}name\s{0,3}[:=]\s{0,3}(.{1,200})$/i;
/** YAML's marks of a text in the lines below. */
const BLOCK_SCALAR = /^[>|][+-]?\s{0,9}$/;

/** The scalars of YAML (`---`) or TOML (`+++`) front matter that articles use; but for names, nested values are left out. */
function frontMatter(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  const add = (key: string, value: string, joint: string) => {
    const known = fields.get(key);
    fields.set(key, known ? `${known}${joint}${value}` : value);
  };
  let listKey: string | null = null;
  let textKey: string | null = null;
  for (const line of block.split('\n')) {
    if (textKey !== null && /^\s+\S/.test(line)) {
      add(textKey, line.trim(), ' ');
      continue;
    }
    textKey = null;
    const item = listKey === null ? null : (NAME.exec(line) ?? ITEM.exec(line));
    if (item && listKey !== null) {
      add(listKey, unquote((item[1] as string).replace(/^name:\s*/, '')), ', ');
      continue;
    }
    const pair = FIELD.exec(line);
    if (!pair) continue;
    const key = (pair[1] as string).toLowerCase();
    const value = pair[2] as string;
    if (BLOCK_SCALAR.test(value)) {
      textKey = key;
      fields.delete(key);
      continue;
    }
    listKey = value.trim() === '' ? key : null;
    const list = /^\[(.*)\]\s*$/.exec(value);
    fields.set(key, list ? (list[1] as string).split(',').map(unquote).join(', ') : unquote(value));
  }
  return fields;
}

/** The fields of JSON front matter, lists joined. */
function jsonFields(value: Record<string, unknown>): Map<string, string> {
  const written = (item: unknown): string =>
    typeof item === 'object' && item !== null && 'name' in item ? String(item.name) : String(item);
  return new Map(
    Object.entries(value)
      .filter(([, item]) => item !== null && (typeof item !== 'object' || Array.isArray(item) || 'name' in item))
      .map(([key, item]) => [key.toLowerCase(), Array.isArray(item) ? item.map(written).join(', ') : written(item)]),
  );
}

/** Fields above a text without a fence: `Title: …`, `Date: …`, a blank line. */
const OPEN_FIELD =
  /^(?:title|subtitle|date|published|modified|updated|authors?|by|byline|slug|category|tags|keywords|summary|description|url|link|url source|published time|source|lang|language|status)\s{0,3}:[ \t]{1,9}\S.{0,2000}$/i;

/** The title block of Pandoc: `% title`, `% authors`, `% date`. */
const PANDOC = /^% (.{1,400})\n%[ \t]?(.{0,400})\n(?:%[ \t]?(.{0,200})\n)?/;

/** Whether a text begins with the title block of Pandoc. */
export const hasPandocTitle = (text: string): boolean => PANDOC.test(text);

/** Fields and entries of YAML that a line of hyphens ends, without one above them. */
const UNOPENED = /^[\w-]{1,40}\s{0,3}:(?:\s|$)|^\s{1,8}\S|^-\s/;

/** The line that some converters print between the fields and the text. */
const CONTENT_MARK = /^\s{0,99}markdown content:[ \t]{0,9}$/im;

/** Where the line of hyphens stands that ends fields without one above them; 0 when there is none. */
function endOfUnopened(text: string): number {
  if (!/^title\s{0,3}:\s/i.test(text)) return 0;
  let at = 0;
  for (let count = 0; count < 40 && at < text.length; count++) {
    const newline = text.indexOf('\n', at);
    if (newline < 0) return 0;
    const line = text.slice(at, newline).trimEnd();
    if (/^-{3}$/.test(line)) return count >= 2 ? at : 0;
    if (!UNOPENED.test(line)) return 0;
    at = newline + 1;
  }
  return 0;
}

/** Where the fields above a text end: two lines or more, a title among them, blank lines between or not; 0 for none. */
export function endOfOpenFields(text: string): number {
  const closed = endOfUnopened(text);
  if (closed > 0) return closed;
  let at = 0;
  let count = 0;
  while (at < text.length && count < 40) {
    const newline = text.indexOf('\n', at);
    const line = text.slice(at, newline < 0 ? text.length : newline).trimEnd();
    if (line === '' && count > 0 && newline >= 0) {
      const next = text.indexOf('\n', newline + 1);
      if (OPEN_FIELD.test(text.slice(newline + 1, next < 0 ? text.length : next).trimEnd())) {
        at = newline + 1;
        continue;
      }
    }
    if (!OPEN_FIELD.test(line)) {
      return line === '' && count >= 2 && /^title\s{0,3}:/im.test(text.slice(0, at)) ? at : 0;
    }
    count++;
    at = newline < 0 ? text.length : newline + 1;
  }
  return 0;
}

/** A heading of level one and the fields right below it, two or more, as notebooks export them. */
function belowHeading(body: string): { start: number; end: number } | null {
  const heading = /^# [^\n]{1,400}\n[ \t]{0,9}\n?/.exec(body);
  if (heading === null) return null;
  const start = heading[0].length;
  let end = start;
  let count = 0;
  for (; end < body.length && count < 40; count++) {
    const newline = body.indexOf('\n', end);
    if (!OPEN_FIELD.test(body.slice(end, newline < 0 ? body.length : newline).trimEnd())) break;
    end = newline < 0 ? body.length : newline + 1;
  }
  return count >= 2 && /^\s/.test(body.slice(end, end + 1)) ? { start, end } : null;
}

/** Comments of HTML, which Markdown allows, and what ends the excerpt of a post. */
function withoutComments(text: string): string {
  let out = '';
  let from = 0;
  for (let at = text.indexOf('<!--'); at >= 0; at = text.indexOf('<!--', from)) {
    const end = text.indexOf('-->', at);
    if (end < 0) break;
    out += text.slice(from, at);
    from = end + 3;
  }
  return out + text.slice(from);
}

/** Calls of the site's generator: Hugo's `{{< figure >}}`, Jekyll's `{% include %}` and `{{ page.url }}`. */
const SHORTCODE = /\{\{[^{}]{0,1000}\}\}|\{%[^{}]{0,1000}%\}/g;

/** A picture, linked or not, and the line in italics that stands right below it. */
const PICTURE = /^\[?!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)(?:\]\([^)\n]{0,2000}\))?$/;
const CAPTION = /^(?:\*[^*\n]{1,500}\*|_[^_\n]{1,500}_)$/;

/** Inline marks removed, their text kept. */
function inline(text: string): string {
  return (
    text
      .replace(SHORTCODE, '')
      // The mark of a note; where the note itself begins, a colon stands behind it.
      .replace(/\[\^[^\]\s]{1,40}\](?!:)/g, '')
      .replace(/!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)/g, '')
      .replace(/\[([^\]\n]{0,1000})\]\([^)\n]{0,2000}\)/g, '$1')
      .replace(/\[([^\]\n]{0,1000})\]\[[^\]\n]{0,200}\]/g, '$1')
      .replace(/<(https?:[^<>\s]{1,2000})>/g, '$1')
      .replace(/<\/?[a-z][^<>]{0,500}>/gi, '')
      .replace(/(\*\*|__)(?=\S)([^\n]{1,1000}?\S)\1/g, '$2')
      .replace(/(?<![\w*])\*(?=[^\s*])([^*\n]{1,1000})\*(?![\w*])/g, '$1')
      .replace(/(?<!\w)_(?=[^\s_])([^_\n]{1,1000})_(?!\w)/g, '$1')
      .replace(/`([^`\n]{1,500})`/g, '$1')
      .replace(/\\([\\`*_{}[\]()#+\-.!|>~])/g, '$1')
  );
}

/** Reads a document with line feeds as line breaks. Linear: every pattern is bounded and works on one line. */
export function readMarkdown(source: string): MarkdownDocument {
  let body = source.trimStart();
  let fields = new Map<string, string>();
  const fence = /^(---|\+\+\+)[ \t]{0,9}\n/.exec(body);
  if (fence) {
    const end = body.indexOf(`\n${fence[1]}`, 3);
    if (end > 0 && end < 20_000) {
      const block = body.slice(fence[0].length, end);
      const json = jsonBefore(`${block}\n---`);
      fields = json ? jsonFields(json.value) : frontMatter(block);
      body = body.slice(end + 4);
    }
  } else {
    const json = jsonBefore(body);
    const openEnd = json ? 0 : endOfOpenFields(body);
    const pandoc = PANDOC.exec(body);
    if (json) {
      fields = jsonFields(json.value);
      body = json.rest;
    } else if (openEnd > 0) {
      fields = frontMatter(body.slice(0, openEnd));
      body = body
        .slice(openEnd)
        .replace(/^-{3}[ \t]{0,9}\n/, '')
        .replace(CONTENT_MARK, '');
    } else if (pandoc) {
      fields = new Map(
        ['title', 'author', 'date'].map((name, i) => [name, (pandoc[i + 1] ?? '').replaceAll(';', ',').trim()]),
      );
      body = body.slice(pandoc[0].length);
    }
  }
  const below = fields.size === 0 ? belowHeading(body) : null;
  if (below) {
    fields = frontMatter(body.slice(below.start, below.end));
    body = body.slice(0, below.start) + body.slice(below.end);
  }
  body = withoutComments(body);
  let heading: string | null = null;
  const paragraphs: string[] = [];
  let current: string[] = [];
  let inCode = false;
  /** The line before held a picture and nothing else. */
  let belowPicture = false;
  const flush = () => {
    if (current.length > 0) paragraphs.push(inline(current.join(' ')));
    current = [];
  };
  const lines = body.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const line = (lines[i] as string).replace(/^(?:\s{0,3}>\s?){1,5}/, '');
    if (/^\s{0,3}(?:```|~~~)/.test(line)) {
      flush();
      inCode = !inCode;
      continue;
    }
    if (inCode) continue;
    const isCaption = belowPicture && CAPTION.test(line.trim());
    // A picture is no text, and does not end the paragraph that it stands in.
    belowPicture = PICTURE.test(line.trim());
    if (isCaption || belowPicture) continue;
    const title = /^\s{0,3}(#{1,6})\s+(.{1,1000})$/.exec(line);
    const underlined = current.length === 1 && /^\s{0,3}(?:=+|-+)\s*$/.test(line);
    if (title || underlined) {
      const text = inline((title ? (title[2] as string) : (current[0] as string)).replace(/\s#+\s*$/, '')).trim();
      const level = title ? (title[1] as string).length : line.includes('=') ? 1 : 2;
      if (underlined) current = [];
      flush();
      if (level === 1 && heading === null) heading = text;
      paragraphs.push(text);
    } else if (
      /^\s*$/.test(line) ||
      /^\s{0,3}(?:(?:\*\s?){3,}|(?:-\s?){3,}|(?:_\s?){3,})$/.test(line) ||
      /^\s{0,3}\[[^\]\n]{1,200}\]:\s/.test(line)
    ) {
      flush();
    } else {
      const item = /^\s{0,12}(?:[-*+]|\d{1,3}[.)])\s+(.{1,5000})$/.exec(line);
      if (item) {
        flush();
        current.push(`- ${item[1]}`);
      } else current.push(line.trim());
    }
  }
  flush();
  return { fields, heading, text: paragraphs.filter((paragraph) => paragraph.trim() !== '').join('\n\n') };
}
