// The text of a JSON value: a string, a list of paragraphs, or the tree of blocks and spans of an editor.
import { isObject, type Json } from './json-object.ts';

/** Trees of editors are shallow: document, list, item, paragraph, link, span. */
const MAX_DEPTH = 24;

/** Where a node keeps its text or its children, in the order of preference. */
const INSIDE = [
  'rendered',
  'html',
  'text',
  'value',
  'children',
  'content',
  'blocks',
  'content_elements',
  'paragraphs',
  'body',
  'items',
  'data',
  'attributes',
];

/** Children that are paragraphs or entries, though each is typed as a text. */
const BLOCKS = /^(?:blocks|content_elements|paragraphs|items)$/;

/** Nodes that stand in an article without being its text. */
const NOT_TEXT =
  /image|photo|picture|video|audio|media|gallery|caption|embed|iframe|advert|\bads?\b|promo|news ?letter|related|recommend|interstitial|teaser|button|social|tweet|table_of|toc$|divider|script|style$/i;
/** Nodes inside a line, as children of something. A leaf without a type is one too. */
const INLINE = /^(?:text|span|link|hyperlink|mark|strong|bold|b|em|italic|i|a|u|code|mention|entity|\w{1,30}inline)$/i;

const typeOf = (node: Json): string => {
  const type = node._type ?? node.type ?? node.nodeType ?? node.__typename ?? node.kind ?? node.blockType;
  return typeof type === 'string' ? type : '';
};

function isInline(value: unknown): boolean {
  if (!isObject(value)) return false;
  const type = typeOf(value);
  return type === '' ? typeof value.text === 'string' || typeof value.value === 'string' : INLINE.test(type);
}

function listText(items: readonly unknown[], isNested: boolean, depth: number): string {
  const isLine = isNested && items.some(isInline);
  const parts = items.map((item) => (isLine && typeof item === 'string' ? item : nodeText(item, true, depth + 1)));
  return isLine ? parts.join('') : parts.filter((part) => part.trim() !== '').join('\n\n');
}

/** A tree of an editor is often kept as the JSON of it. */
function stored(text: string, depth: number): string {
  if (depth > MAX_DEPTH || !/^\s{0,9}(?:\{\s{0,9}"|\[\s{0,9}\{)/.test(text)) return text;
  try {
    return nodeText(JSON.parse(text), false, depth + 1);
  } catch {
    return text;
  }
}

function nodeText(value: unknown, isNested: boolean, depth: number): string {
  if (typeof value === 'string') return stored(value, depth);
  if (depth > MAX_DEPTH) return '';
  if (Array.isArray(value)) return listText(value, isNested, depth);
  if (!isObject(value) || NOT_TEXT.test(typeOf(value))) return '';
  for (const key of INSIDE) {
    const inside = value[key];
    const text = inside === undefined || inside === value ? '' : nodeText(inside, !BLOCKS.test(key), depth + 1);
    if (text !== '') return text;
  }
  return '';
}

/** The text, paragraphs separated by a blank line, tags as written; null when the value holds none. */
export function richText(value: unknown): string | null {
  const text = nodeText(value, false, 0);
  return text.trim() === '' ? null : text;
}
