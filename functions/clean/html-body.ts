// The article's paragraphs among the blocks of a page.
import type { Block } from './blocks.ts';
import type { Element } from './html-tree.ts';
import { endsSentence, isDateLine, ruleFor } from './line-rules.ts';
import { comparable } from './normalise.ts';
import { labels } from './page-head.ts';
import { densestSpan } from './plain-text.ts';

const OUT_TAGS = new Set([
  'nav',
  'footer',
  'aside',
  'form',
  'figure',
  'figcaption',
  'header',
  'button',
  'label',
  'h1',
  'menu',
  'address',
]);
const OUT_LABELS =
  /(?:^|[\s_-])(?:related|recommend|comments?|share|social|newsletter|subscribe|signup|promo|caption|credit|byline|author|breadcrumbs?|menu|nav|navigation|footer|sidebar|cookie|consent|tags?|topics?|most-?read|popular|trending|latest|advert|ads?|sponsor|teaser|paywall|outbrain|taboola)(?:[\s_-]|$)/;

function isOutside(block: Block): boolean {
  let steps = 0;
  for (let at: Element | null = block.element; at !== null && at.tag !== 'body'; at = at.parent) {
    if (OUT_TAGS.has(at.tag) && !(at.tag === 'header' && steps > 3)) return true;
    if (steps < 5 && at.tag !== 'main' && at.tag !== 'article' && OUT_LABELS.test(labels(at))) return true;
    steps++;
  }
  return false;
}

/** Blocks that are the article, in order. */
export function selectBody(blocks: readonly Block[], titleNames: ReadonlySet<string>): Block[] {
  const furniture = blocks.map(
    (block) =>
      block.hidden ||
      isOutside(block) ||
      titleNames.has(comparable(block.text)) ||
      ruleFor(block.text) !== null ||
      isDateLine(block.text),
  );
  const weights = blocks.map((block, i) => {
    if (furniture[i]) return -10;
    const own = block.text.length - block.linkChars * 2;
    if (own <= 0) return -25;
    if (block.text.length >= 80 || endsSentence(block.text)) return Math.min(own, 500);
    return /^(?:h[2-6]|li|td|th)$/.test(block.element.tag) ? -5 : -20;
  });
  const [start, end] = densestSpan(weights);
  const seen = new Set<string>();
  return blocks.slice(start, end).filter((block, i) => {
    if (furniture[start + i] || block.linkChars > block.text.length * 0.6) return false;
    const key = comparable(block.text);
    if (key.length > 60 && seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
