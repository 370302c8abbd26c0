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
