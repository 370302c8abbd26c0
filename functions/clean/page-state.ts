// The article in a page's scripts: the state that a program in the browser would draw the page from.
import { type JsonArticle, readFields } from './json-article.ts';
import { isObject, type Json } from './json-object.ts';
import { endOfValue } from './json-scan.ts';
import { comparable } from './normalise.ts';

/** Values looked at in one page: a state may hold a whole site's menus. */
const MAX_NODES = 100_000;
const MAX_DEPTH = 40;
/** Characters below which a text in a state is a teaser or a label. */
const LEAST_TEXT = 200;
/** Scripts read, and values tried in each. */
const MAX_SCRIPTS = 400;
const MAX_VALUES = 50;

/** The inline scripts of a page, but for those of schema.org, which are read elsewhere. */
function* inlineScripts(html: string): Generator<string> {
  const opening = /<script\b([^>]{0,1000})>/gi;
  for (let count = 0; count < MAX_SCRIPTS; count++) {
    const tag = opening.exec(html);
    if (tag === null) return;
    const end = html.indexOf('</script', opening.lastIndex);
    if (end < 0) return;
    if (end - opening.lastIndex >= LEAST_TEXT && !/\bsrc\s?=|ld\+json/i.test(tag[1] as string)) {
      yield html.slice(opening.lastIndex, end);
    }
    opening.lastIndex = end;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A value at the beginning of a script, behind a `=`, or in brackets; or a string that holds one. */
const VALUE = /(?:^\s{0,99}|[=(]\s{0,9}|\bpush\(\[1,\s?)(?=[{[]|"[{[\da-f])/g;

/** The JSON values in a script, strings of JSON opened, and its pieces of React's row format. */
function* valuesOf(script: string, rows: string[]): Generator<unknown> {
  VALUE.lastIndex = 0;
  for (let count = 0; count < MAX_VALUES; count++) {
    const found = VALUE.exec(script);
    if (found === null) return;
    const from = found.index + found[0].length;
    const end = endOfValue(script, from);
    const value = parsed(script.slice(from, end));
    if (typeof value === 'string') {
      if (found[0].startsWith('push')) rows.push(value);
      else yield parsed(value);
    } else yield value;
    VALUE.lastIndex = Math.max(end, from + 1);
  }
}

/** Where a row of React's format begins: its number, and for a text its length in bytes of UTF-8. */
const ROW = /([\da-f]{1,6}):(?:T([\da-f]{1,7}),)?/y;

/**
 * The rows that a React server sends to its page: `1f:["$", …]` in a line, `20:T5a3,` before a text of 0x5a3 bytes.
 * Rows refer to one another as `"$20"`; texts are put in place.
 */
function* rowsOf(stream: string): Generator<unknown> {
  const bytes = Buffer.from(stream);
  const texts = new Map<string, string>();
  const values: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const head = bytes.toString('latin1', at, at + 20);
    ROW.lastIndex = 0;
    const row = ROW.exec(head);
    if (row?.[2] !== undefined) {
      const from = at + row[0].length;
      const end = Math.min(bytes.length, from + Number.parseInt(row[2], 16));
      texts.set(`$${row[1]}`, bytes.toString('utf8', from, end));
      at = end;
    } else {
      const newline = bytes.indexOf(10, at);
      const lineEnd = newline < 0 ? bytes.length : newline;
      if (row) values.push(bytes.toString('utf8', at + row[0].length, lineEnd));
      at = lineEnd + 1;
    }
  }
  const put = (_: string, value: unknown) => (typeof value === 'string' ? (texts.get(value) ?? value) : value);
  for (const value of values) {
    if (!/^[[{]/.test(value)) continue;
    try {
      yield JSON.parse(value, put) as unknown;
    } catch {
      // A row of another kind: a module, an error.
    }
  }
}

/**
 * The state that a Nuxt server sends to its page: a flat list of values that name one another by index, the first the root
 * (https://github.com/sveltejs/devalue). Null for any other list.
 */
function unflattened(list: readonly unknown[]): unknown {
  const isIndex = (value: unknown) => Number.isInteger(value) && (value as number) < list.length;
  const refersOnly = (value: unknown) => isObject(value) && Object.values(value).every(isIndex);
  if (!list.some(refersOnly) || !list.every((value) => !isObject(value) || refersOnly(value))) return null;
  let left = MAX_NODES;
  const open = new Set<number>();
  const valueAt = (index: unknown): unknown => {
    const at = index as number;
    // Values may hold themselves; below zero stand undefined and the odd numbers.
    if (!isIndex(at) || at < 0 || open.has(at) || open.size > MAX_DEPTH || left-- <= 0) return null;
    const value = list[at];
    if (typeof value !== 'object' || value === null) return value;
    open.add(at);
    const whole = Array.isArray(value)
      ? typeof value[0] !== 'string'
        ? value.map(valueAt)
        : value[0] === 'Date'
          ? value[1]
          : valueAt(value[1])
      : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, valueAt(item)]));
    open.delete(at);
    return whole;
  };
  return valueAt(0);
}

/** Every object of a state, and those that others refer to by key: `{author: {__ref: 'Author:1'}}`. */
function collect(value: unknown, into: Json[], byKey: Map<string, Json>, depth = 0): void {
  if (depth > MAX_DEPTH || into.length > MAX_NODES) return;
  if (Array.isArray(value)) {
    const whole = depth === 0 ? unflattened(value) : null;
    for (const item of whole === null ? value : [whole]) collect(item, into, byKey, depth + 1);
  } else if (typeof value === 'string') {
    // The answer of a server, kept as it came.
    if (value.length >= LEAST_TEXT && /^\s{0,9}[{[]/.test(value)) collect(parsed(value), into, byKey, depth + 1);
  } else if (isObject(value)) {
    into.push(value);
    for (const [key, item] of Object.entries(value)) {
      if (isObject(item) && key.includes(':')) byKey.set(key, item);
      collect(item, into, byKey, depth + 1);
    }
  }
}

function resolved(record: Json, byKey: ReadonlyMap<string, Json>): Json {
  const target = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(target);
    return isObject(value) && typeof value.__ref === 'string' ? (byKey.get(value.__ref) ?? value) : value;
  };
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, target(value)]));
}

/** Length of what is no tag: a widget of a kilobyte of attributes is no text. */
const lengthOfText = (content: string) => content.replace(/<[^<>]{1,2000}>/g, '').trim().length;

/**
 * The article that the scripts of a page hold: the record with a headline and the longest text, one with the page's own
 * headline before all others. Linear in the length of the page.
 *
 * @param titles what the page calls itself
 * @param isNamedOnly pass over records with another headline: for pages that show a text, if a short one
 */
export function readPageState(html: string, titles: readonly string[], isNamedOnly = false): JsonArticle | null {
  const records: Json[] = [];
  const byKey = new Map<string, Json>();
  const rows: string[] = [];
  for (const script of inlineScripts(html)) {
    for (const value of valuesOf(script, rows)) collect(value, records, byKey);
  }
  for (const value of rowsOf(rows.join(''))) collect(value, records, byKey);
  const names = titles.map(comparable).filter((name) => name.length >= 10);
  let best: { article: JsonArticle; rank: number } | null = null;
  for (const record of records) {
    const { content, about } = readFields(resolved(record, byKey));
    if (content === null || about.title === null) continue;
    const length = lengthOfText(content);
    if (length < LEAST_TEXT) continue;
    const title = comparable(about.title);
    const isNamed = title.length >= 10 && names.some((name) => name.startsWith(title) || title.startsWith(name));
    if (isNamedOnly && !isNamed) continue;
    const rank = length + (isNamed ? html.length : 0);
    if (best === null || rank > best.rank) best = { article: { ...about, content }, rank };
  }
  return best?.article ?? null;
}
