// Markdown (with or without front matter) to text lines and the metadata it declares.

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

/** The scalars of YAML (`---`) or TOML (`+++`) front matter that articles use; nested values are left out. */
function frontMatter(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  let listKey: string | null = null;
  for (const line of block.split('\n')) {
    const item = /^\s{0,8}-\s+(.{1,500})$/.exec(line);
    if (item && listKey !== null) {
      const known = fields.get(listKey);
      const value = unquote(item[1] as string).replace(/^name:\s*/, '');
      fields.set(listKey, known ? `${known}, ${value}` : value);
      continue;
    }
    const pair = /^([\w.-]{1,60})\s{0,9}[:=]\s{0,9}(.{0,2000})$/.exec(line);
    if (!pair) continue;
    const key = (pair[1] as string).toLowerCase();
    const value = pair[2] as string;
    listKey = value.trim() === '' ? key : null;
    const list = /^\[(.*)\]\s*$/.exec(value);
    fields.set(key, list ? (list[1] as string).split(',').map(unquote).join(', ') : unquote(value));
  }
  return fields;
}

/** Inline marks removed, their text kept. */
function inline(text: string): string {
  return text
    .replace(/!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)/g, '')
    .replace(/\[([^\]\n]{0,1000})\]\([^)\n]{0,2000}\)/g, '$1')
    .replace(/\[([^\]\n]{0,1000})\]\[[^\]\n]{0,200}\]/g, '$1')
    .replace(/<(https?:[^<>\s]{1,2000})>/g, '$1')
    .replace(/<\/?[a-z][^<>]{0,500}>/gi, '')
    .replace(/(\*\*|__)(?=\S)([^\n]{1,1000}?\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=[^\s*])([^*\n]{1,1000})\*(?![\w*])/g, '$1')
    .replace(/(?<!\w)_(?=[^\s_])([^_\n]{1,1000})_(?!\w)/g, '$1')
    .replace(/`([^`\n]{1,500})`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!|>~])/g, '$1');
}

/** Reads a document with line feeds as line breaks. Linear: every pattern is bounded and works on one line. */
export function readMarkdown(source: string): MarkdownDocument {
  let body = source.trimStart();
  let fields = new Map<string, string>();
  const fence = /^(---|\+\+\+)[ \t]{0,9}\n/.exec(body);
  if (fence) {
    const end = body.indexOf(`\n${fence[1]}`, 3);
    if (end > 0 && end < 20_000) {
      fields = frontMatter(body.slice(fence[0].length, end));
      body = body.slice(end + 4);
    }
  }
  let heading: string | null = null;
  const paragraphs: string[] = [];
  let current: string[] = [];
  let inCode = false;
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
