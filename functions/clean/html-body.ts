// The article's paragraphs among the blocks of a page.
import { type BlockTable, blockFeatures } from './block-features.ts';
import { BLOCK_MODEL } from './block-model.ts';
import { type Block, toBlocks } from './blocks.ts';
import { type HtmlPage, parseHtml } from './html-tree.ts';
import { checkNumber, densestSpan } from './line-features.ts';
import { firstMeta, type PageHead, readHead } from './page-head.ts';
import { type FoundTitle, findTitle } from './title.ts';
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
  /** The first texts of the page, whatever they are: an error page says so there. */
  opening: string;
  /**
   * Short texts around the headline and before the body, where bylines and dates are printed, each with its rule and
   * whether more than half of it is a link; those below the headline before those above it.
   */
  nearTitle: { text: string; rule: string | null; isLinked: boolean }[];
}

/** Probability from which a block is the article's: the best of the development set under cross-validation. */
const THRESHOLD = 0.44;
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
  if (rule === 'copyright')
    return text.length <= MAX_MARK && /^(?:©|\(c\)|copyright)|\ball rights reserved\b/i.test(text);
  return rule !== null && CERTAIN_AT_EDGES.has(rule);
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
  const near = blocks.slice(from, to).map(({ text, hidden, linkChars }, i) => ({
    text,
    hidden,
    rule: table.rules[from + i] as string | null,
    isLinked: linkChars * 2 > text.length,
  }));
  const above = Math.max(0, at - from);
  return [...near.slice(above), ...near.slice(0, above)].filter(({ text, hidden }) => !hidden && text.length <= 160);
}

/** The article of a page: headline, head and paragraphs in order. */
export function readArticle(page: HtmlPage): HtmlArticle {
  const measures = measure(page);
  const { head, title, site, table } = measures;
  const trees = theModel();
  const chosen = chooseBlocks(measures, (i) => isLikely(trees, table.rows[i] as number[], THRESHOLD));
  return {
    head,
    title,
    site,
    paragraphs: chosen.map((i) => (measures.blocks[i] as Block).text),
    opening: measures.blocks
      .slice(0, 40)
      .map((block) => block.text.slice(0, 500))
      .join('\n'),
    nearTitle: chosen.length === 0 ? [] : textsNearTitle(measures, chosen[0] as number),
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
