// A page as a sequence of text blocks: what stands between two breaks of the layout, with where it stands.
import type { Element } from './html-tree.ts';
import { foldRuns, foldSpace, normaliseCharacters } from './normalise.ts';

export interface Block {
  /** Lines of one paragraph, white space folded; `<br>` is a line feed. */
  text: string;
  /** Characters of `text` inside links. */
  linkChars: number;
  /** Number of links. */
  links: number;
  /** Characters of `text` inside bold or strong. */
  boldChars: number;
  /** Characters in italics. */
  italicChars: number;
  /** Nearest block-level element. */
  element: Element;
  /** True when an ancestor is hidden by attribute or inline style. */
  hidden: boolean;
}

/** Elements that do not interrupt a line. All others do, unknown ones too: custom elements are mostly layout. */
export const INLINE = new Set(
  `a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q ruby s samp small span strike
  strong sub sup time tt u var wbr tg-spoiler o:p st1:place`.split(/\s+/),
);

export function isHidden(element: Element): boolean {
  const { attrs } = element;
  if (attrs.hidden !== undefined && attrs.hidden !== 'until-found') return true;
  const style = attrs.style;
  return style !== undefined && /(?:display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden)/i.test(style);
}

/** Splits the page's body into blocks, in document order. */
export function toBlocks(root: Element): Block[] {
  const blocks: Block[] = [];
  let text = '';
  let linkChars = 0;
  let links = 0;
  let boldChars = 0;
  let italicChars = 0;

  const flush = (element: Element, hidden: boolean) => {
    if (text.trim() !== '') {
      const lines = normaliseCharacters(text)
        .split('\n')
        .map(foldSpace)
        .filter((line) => line !== '');
      if (lines.length > 0) {
        const joined = lines.join('\n');
        blocks.push({
          text: joined,
          linkChars: Math.min(linkChars, joined.length),
          links,
          boldChars: Math.min(boldChars, joined.length),
          italicChars: Math.min(italicChars, joined.length),
          element,
          hidden,
        });
      }
    }
    text = '';
    linkChars = 0;
    links = 0;
    boldChars = 0;
    italicChars = 0;
  };

  const visit = (element: Element, block: Element, hidden: boolean, link: boolean, bold: boolean, italic: boolean) => {
    let breaks = 0;
    for (const child of element.children) {
      if (typeof child === 'string') {
        // White space in the source, line feeds included, is one space; a line feed in `text` comes from <br> only.
        const folded = foldRuns(child);
        if (folded !== ' ') breaks = 0;
        text += folded;
        const length = folded.trim().length;
        if (link) linkChars += length;
        if (bold) boldChars += length;
        if (italic) italicChars += length;
        continue;
      }
      const { tag } = child;
      if (tag === 'br') {
        breaks++;
        // Two in a row are a paragraph break.
        if (breaks >= 2) flush(block, hidden);
        else text += '\n';
        continue;
      }
      if (tag === 'head') continue;
      if (INLINE.has(tag)) {
        const isLink = tag === 'a' && child.attrs.href !== undefined;
        if (isLink) links++;
        if (isHidden(child)) {
          flush(block, hidden);
          visit(child, child, true, link || isLink, bold, italic);
          flush(child, true);
        } else {
          visit(
            child,
            block,
            hidden,
            link || isLink,
            bold || tag === 'b' || tag === 'strong',
            italic || tag === 'i' || tag === 'em',
          );
        }
        continue;
      }
      flush(block, hidden);
      breaks = 0;
      const childHidden = hidden || isHidden(child);
      visit(child, child, childHidden, link, bold, italic);
      flush(child, childHidden);
    }
  };
  visit(root, root, false, false, false, false);
  flush(root, false);
  return blocks;
}
