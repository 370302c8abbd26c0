// The article's paragraphs among the blocks of a page.
import { partsOfStamp } from './authors.ts';
import { type BlockTable, blockFeatures } from './block-features.ts';
import { BLOCK_MODEL } from './block-model.ts';
import { type Block, toBlocks } from './blocks.ts';
import { type Element, type HtmlPage, parseHtml } from './html-tree.ts';
import { checkNumber, densestSpan } from './line-features.ts';
import { ruleFor } from './line-rules.ts';
import { comparable } from './normalise.ts';
import { firstMeta, labels, type PageHead, readHead } from './page-head.ts';
import { type FoundTitle, findTitle, SEPARATOR } from './title.ts';
import { isLikely, readTrees, type TreeModel } from './trees.ts';

/** What the training of a model needs of one document: the texts, their numbers, and how a choice becomes a text. */
export interface Measured {
  texts: string[];
  rows: number[][];
  select(scores: readonly number[], threshold: number): string[];
}

export interface HtmlArticle {
  title: FoundTitle;
  head: PageHead;
  site: string | null;
  paragraphs: string[];
  /** A list of teasers that lead to articles. */
  isIndex: boolean;
  /** The first texts of the page, whatever they are: an error page says so there. */
  opening: string;
  /**
   * Short texts around the headline and before the body, where bylines and dates are printed, each with its rule and
   * whether more than half of it is a link; those below the headline before those above it.
   */
  nearTitle: { text: string; rule: string | null; isLinked: boolean }[];
  /** Short texts after the last long paragraph, where some pages print byline and date, and whether they stand at the right. */
  below: { text: string; isAtRight: boolean }[];
}

/** Probability from which a block is the article's: the best of the development set under cross-validation. */
const THRESHOLD = 0.4;
/** Characters of prose below which the choice is an accident when a stretch with twice as much is there. */
const LEAST_PROSE = 300;

let model: TreeModel | null = null;
/** Read on first use: the model takes longer to read than the modules take to load. */
function theModel(): TreeModel {
  model ??= readTrees(BLOCK_MODEL);
  return model;
}

interface Measures {
  blocks: Block[];
  table: BlockTable;
  title: FoundTitle;
  head: PageHead;
  site: string | null;
}

function measure(page: HtmlPage): Measures {
  const head = readHead(page);
  const site = head.jsonLd?.site ?? firstMeta(head, ['og:site_name', 'application-name', 'publisher', 'twitter:site']);
  const title = findTitle(head, site);
  const blocks = toBlocks(page.root);
  checkNumber(blocks.length);
  const table = blockFeatures(blocks, {
    titleNames: title.names,
    titleElement: title.element,
    statedBody: head.jsonLd?.body ?? '',
    description: firstMeta(head, ['og:description', 'description', 'twitter:description']),
  });
  return { blocks, table, title, head, site };
}

/** A prompt or a teaser by its words that is a link as well: no doubt is left. */
function isLinkedFurniture(block: Block, rule: string | null): boolean {
  return rule !== null && block.linkChars * 2 > block.text.length;
}

/** Rules that hold for whatever block they match above the first paragraph or below the last. */
const CERTAIN_AT_EDGES: ReadonlySet<string> = new Set(['byline', 'photo-line', 'tags', 'advert']);

/** Characters of a mark of copyright; an agency's terms are longer, and many an article ends with them. */
const MAX_MARK = 100;

function isEdgeFurniture({ text }: Block, rule: string | null): boolean {
  if (rule === null) return partsOfStamp(text).length > 1;
  if (rule === 'copyright')
    return text.length <= MAX_MARK && /^(?:©|\(c\)|copyright)|\ball rights reserved\b/i.test(text);
  return CERTAIN_AT_EDGES.has(rule);
}

/**
 * Chooses blocks by whether they are likely. The headline and the second print of a paragraph go in any case. When the
 * choice is poor beside the densest stretch of prose, that stretch is taken: a page unlike those the model knows.
 */
function chooseBlocks({ blocks, table, title }: Measures, isLikelyAt: (i: number) => boolean): number[] {
  const { keys, prose, rules } = table;
  let kept = blocks.map((block, i) => !isLinkedFurniture(block, rules[i] ?? null) && isLikelyAt(i));
  const [start, end] = densestSpan(
    prose.map((value, i) => (blocks[i]?.hidden ? -5 : value > 0 ? value : rules[i] === null ? -20 : -30)),
  );
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const chosen = sum(prose.filter((_, i) => kept[i]));
  const densest = sum(prose.slice(start, end));
  if (chosen < Math.min(LEAST_PROSE, densest / 2)) {
    kept = blocks.map(
      (block, i) =>
        i >= start && i < end && !block.hidden && rules[i] === null && block.linkChars * 2 < block.text.length,
    );
  }
  const isParagraph = (_: unknown, i: number) => kept[i] === true && rules[i] === null && (prose[i] as number) > 0;
  const first = blocks.findIndex(isParagraph);
  const last = blocks.findLastIndex(isParagraph);
  if (first >= 0) {
    kept = kept.map((isKept, i) => {
      const isInside = i >= first && i <= last;
      return isKept && (isInside || !isEdgeFurniture(blocks[i] as Block, rules[i] ?? null));
    });
  }
  kept = kept.map((isKept, i) => isKept && rules[i] !== 'share');
  const seen = new Set<string>();
  const out: number[] = [];
  blocks.forEach((_, i) => {
    const key = keys[i] as string;
    if (!kept[i] || title.names.has(key)) return;
    if (key.length > 60) {
      if (seen.has(key)) return;
      seen.add(key);
    }
    out.push(i);
  });
  return out;
}

/** Blocks printed before the headline that may still belong to its block of date and byline. */
const ABOVE_TITLE = 4;
/** Blocks after the headline, or after the start of the body, that are searched for date and byline. */
const BELOW_TITLE = 15;
const BELOW_START = 3;

function textsNearTitle({ blocks, table, title }: Measures, start: number): HtmlArticle['nearTitle'] {
  let at = -1;
  // The last print before the body: earlier ones stand in menus and tickers.
  for (let i = 0; i <= start; i++) if (title.names.has(table.keys[i] as string)) at = i;
  const from = at >= 0 ? Math.max(0, at - ABOVE_TITLE) : Math.max(0, start - BELOW_TITLE);
  const to = Math.min(start + BELOW_START, from + ABOVE_TITLE + BELOW_TITLE + BELOW_START);
  const near = blocks.slice(from, to).map(({ text, hidden, linkChars }, i) => {
    const isLinked = linkChars * 2 > text.length;
    if (hidden || text.length > MAX_LABEL) return [];
    const lines = text.split('\n');
    // Byline and date are often two lines of one block.
    return lines.length === 1
      ? [{ text, rule: table.rules[from + i] as string | null, isLinked }]
      : lines.map((line) => ({ text: line, rule: ruleFor(line)?.id ?? null, isLinked }));
  });
  const above = Math.max(0, at - from);
  return [...near.slice(above), ...near.slice(0, above)].flat();
}

const HEADING = /^h[1-6]$/;

/** Blocks after the last long paragraph that are searched for byline and date. */
const BELOW_BODY = 6;
/** Characters of a line that may be a byline or a date. */
const MAX_LABEL = 160;
/** What stands below an article and is of other people, who write under a heading as well. */
const OTHERS = /comment|related|recommend|sidebar|widget|teaser/;

function textsBelow({ blocks, table }: Measures, chosen: readonly number[]): HtmlArticle['below'] {
  const last = chosen.findLast((i) => (blocks[i] as Block).text.length > MAX_LABEL) ?? (chosen.at(-1) as number);
  const after = blocks.slice(last, last + 1 + BELOW_BODY);
  const isOthers = ({ element }: Block, i: number) => {
    const rule = table.rules[last + i];
    if (rule === 'comments' || rule === 'related-heading' || HEADING.test(element.tag)) return true;
    for (let at: Element | null = element; at !== null; at = at.parent) {
      if (at.tag === 'body' || at.tag === 'article' || at.tag === 'main') return false;
      if (OTHERS.test(labels(at))) return true;
    }
    return false;
  };
  const end = after.findIndex(isOthers);
  return (end < 0 ? after : after.slice(0, end))
    .filter(({ text, hidden, linkChars }) => !hidden && text.length <= MAX_LABEL && linkChars < text.length)
    .map(({ text, element }) => ({ text, isAtRight: isAtRight(element) }));
}

const isAtRight = ({ attrs }: Element): boolean =>
  attrs.align === 'right' || /text-align\s{0,5}:\s{0,5}(?:right|end)/i.test(attrs.style ?? '');

/** Teasers that make a page a list of articles, and the share of its paragraphs that they are. */
const LEAST_TEASERS = 5;
const TEASER_SHARE = 0.8;

/** The linked heading of a teaser. */
function isLinkedHeading({ element, linkChars, text }: Block): boolean {
  if (linkChars * 2 <= text.length) return false;
  return HEADING.test(element.tag) || (element.parent !== null && HEADING.test(element.parent.tag));
}

/** How the beginning of another article ends. */
const CUT_OFF = /(?:\.{3}|…|\[…\])(?:\s?(?:read more|more|continue reading)?\s?[»›→]?)$/i;

/**
 * A page that states no article of its own, and whose paragraphs each stand below the linked heading of another or are cut
 * off.
 */
function isIndex({ blocks, head }: Measures, chosen: readonly number[]): boolean {
  const isStated =
    head.jsonLd?.published != null ||
    firstMeta(head, ['article:published_time', 'og:article:published_time']) !== null ||
    firstMeta(head, ['og:type']) === 'article';
  if (isStated) return false;
  const paragraphs = chosen.filter((i) => !isLinkedHeading(blocks[i] as Block));
  const cut = paragraphs.filter((i) => CUT_OFF.test((blocks[i] as Block).text.slice(-30)));
  if (cut.length >= LEAST_TEASERS && cut.length >= paragraphs.length * TEASER_SHARE) return true;
  const teasers = paragraphs.filter((i) => i > 0 && isLinkedHeading(blocks[i - 1] as Block));
  return teasers.length >= LEAST_TEASERS && teasers.length >= paragraphs.length * TEASER_SHARE;
}

/**
 * The part of a window's title that the page shows as a line of its own, where the rest is a site that nothing names:
 * pages of tables and fonts have no headings.
 */
function withoutUnknownSite({ title, element }: FoundTitle, blocks: readonly Block[]): string | null {
  if (title === null || element !== null) return title;
  const parts = title.split(SEPARATOR).filter((part) => comparable(part).split(' ').length >= 4);
  const whole = comparable(title);
  if (parts.every((part) => comparable(part) === whole)) return title;
  const lines = new Set(blocks.flatMap(({ text }) => (text.length <= 400 ? text.split('\n') : [])).map(comparable));
  return lines.has(whole) ? title : (parts.find((part) => lines.has(comparable(part)))?.trim() ?? title);
}

/** The heading that a piece of a page begins with, when neither a name nor a first-level heading came with it. */
function openingHeading([first, second]: readonly Block[]): string | null {
  if (first === undefined || second === undefined || HEADING.test(second.element.tag)) return null;
  return HEADING.test(first.element.tag) && first.text.length <= 200 ? first.text : null;
}

/** The article of a page: headline, head and paragraphs in order. */
export function readArticle(page: HtmlPage): HtmlArticle {
  const measured = measure(page);
  const { head, site, table } = measured;
  const shown = withoutUnknownSite(measured.title, measured.blocks) ?? openingHeading(measured.blocks);
  const title = { ...measured.title, title: shown, names: new Set([...measured.title.names, comparable(shown ?? '')]) };
  const measures = { ...measured, title };
  const trees = theModel();
  const chosen = chooseBlocks(measures, (i) => isLikely(trees, table.rows[i] as number[], THRESHOLD));
  return {
    head,
    title,
    site,
    paragraphs: chosen.map((i) => (measures.blocks[i] as Block).text),
    isIndex: isIndex(measures, chosen),
    opening: measures.blocks
      .slice(0, 40)
      .map((block) => block.text.slice(0, 500))
      .join('\n'),
    nearTitle: chosen.length === 0 ? [] : textsNearTitle(measures, chosen[0] as number),
    below: chosen.length === 0 ? [] : textsBelow(measures, chosen),
  };
}

/** A page from its source with its measurements, for training. */
export function measurePage(html: string): Measured {
  const measures = measure(parseHtml(html));
  return {
    texts: measures.blocks.map((block) => block.text),
    rows: measures.table.rows,
    select: (scores, threshold) =>
      chooseBlocks(measures, (i) => (scores[i] as number) >= threshold).map((i) => (measures.blocks[i] as Block).text),
  };
}
