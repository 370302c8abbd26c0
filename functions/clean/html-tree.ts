// HTML to a light tree: elements and text only, scripts kept aside, depth bounded.
import { Parser } from 'htmlparser2';
import { Rejection } from './reasons.ts';

export interface Element {
  tag: string;
  attrs: Readonly<Record<string, string>>;
  parent: Element | null;
  children: (Element | string)[];
}

export interface HtmlPage {
  root: Element;
  /** Contents of the `application/ld+json` scripts, in order. */
  jsonLd: string[];
}

/** Elements whose content is never text of the page. `noscript` repeats images and tells robots to enable scripts. */
const DROPPED = new Set(
  `script style noscript template svg math iframe frame object embed applet audio video canvas map select option optgroup
  datalist textarea input button progress meter dialog rt rp`.split(/\s+/),
);
/** A browser stops nesting at 512 (Chromium's `kMaximumHTMLParserDOMTreeDepth`): deeper elements become siblings. */
const MAX_TREE_DEPTH = 512;
/** Open elements at which parsing stops: each stray end tag is looked up among them, so their number bounds the time. */
const MAX_OPEN_ELEMENTS = 2000;

/**
 * Parses a page. Linear in the length of the page.
 *
 * @throws Rejection `nesting-too-deep` above 2000 open elements
 */
export function parseHtml(html: string): HtmlPage {
  const root: Element = { tag: '#root', attrs: {}, parent: null, children: [] };
  const stack: Element[] = [root];
  const jsonLd: string[] = [];
  /** Inside a dropped element: its depth below `stack`, so that its end is recognised. */
  let dropped = 0;
  let ldJson: string | null = null;
  const parser = new Parser(
    {
      onopentag(tag, attrs) {
        if (dropped > 0 || DROPPED.has(tag)) {
          dropped++;
          if (dropped === 1 && tag === 'script' && /ld\+json/i.test(attrs.type ?? '')) ldJson = '';
          return;
        }
        if (stack.length > MAX_OPEN_ELEMENTS) {
          throw new Rejection(
            'nesting-too-deep',
            `parsing HTML: expected at most ${MAX_OPEN_ELEMENTS} open elements, got more at <${tag}>`,
          );
        }
        const parent = stack[Math.min(stack.length, MAX_TREE_DEPTH) - 1] as Element;
        const element: Element = { tag, attrs, parent, children: [] };
        parent.children.push(element);
        stack.push(element);
      },
      ontext(text) {
        if (dropped > 0) {
          if (ldJson !== null) ldJson += text;
          return;
        }
        const children = (stack[Math.min(stack.length, MAX_TREE_DEPTH) - 1] as Element).children;
        const last = children.length - 1;
        if (typeof children[last] === 'string') children[last] += text;
        else children.push(text);
      },
      onclosetag() {
        if (dropped > 0) {
          dropped--;
          if (dropped === 0 && ldJson !== null) {
            jsonLd.push(ldJson);
            ldJson = null;
          }
          return;
        }
        stack.pop();
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true, recognizeSelfClosing: false },
  );
  parser.write(html);
  parser.end();
  return { root, jsonLd };
}

/** Calls `visit` for each element in document order; a `false` result leaves the element's content out. */
export function walk(element: Element, visit: (element: Element) => boolean | undefined): void {
  for (const child of element.children) {
    if (typeof child !== 'string' && visit(child) !== false) walk(child, visit);
  }
}

/** All text below an element, white space as written. */
export function textContent(element: Element): string {
  let text = '';
  for (const child of element.children) text += typeof child === 'string' ? child : textContent(child);
  return text;
}

/** First element of the document that satisfies the test. */
export function findFirst(root: Element, test: (element: Element) => boolean): Element | null {
  let found: Element | null = null;
  walk(root, (element) => {
    if (found === null && test(element)) found = element;
    return found === null;
  });
  return found;
}
