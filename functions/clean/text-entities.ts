// Character references of HTML in what is no HTML: `&quot;`, `&#8217;`, `&nbsp;`.
import { parseHtml, textContent } from './html-tree.ts';

const REFERENCE = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,24}\d{0,2});/gi;
/** One may be quoted; a text that nobody decoded has them throughout. */
const LEAST_REFERENCES = 2;

/** The text with its character references decoded, when it has several; else as it is. */
export function withoutReferences(text: string): string {
  const known = new Map<string, string>();
  let count = 0;
  const decoded = text.replace(REFERENCE, (reference) => {
    let character = known.get(reference);
    if (character === undefined) {
      character = textContent(parseHtml(reference).root);
      known.set(reference, character);
    }
    if (character !== reference) count++;
    return character;
  });
  return count >= LEAST_REFERENCES ? decoded : text;
}

const NAMED: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};

/** A string of JSON or of a page's head, which many templates escape once more than they ought: the common references. */
export function decodeEntities(text: string): string {
  return text.includes('&')
    ? text
        .replace(/&(?:amp;)?#(x[\da-f]{1,6}|\d{1,7});/gi, (whole, code: string) => {
          const point = code[0] === 'x' || code[0] === 'X' ? Number.parseInt(code.slice(1), 16) : Number(code);
          return point > 0 && point <= 0x10_ff_ff && !(point >= 0xd800 && point <= 0xdfff)
            ? String.fromCodePoint(point)
            : whole;
        })
        .replace(
          /&(?:amp;)?(quot|apos|lt|gt|nbsp|rsquo|lsquo|rdquo|ldquo|ndash|mdash|hellip);/g,
          (_, name: string) => NAMED[name] as string,
        )
        .replace(/&amp;/g, '&')
    : text;
}
