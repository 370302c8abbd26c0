// The article's paragraphs among the blocks of a page.
import { type BlockTable, blockFeatures } from './block-features.ts';
import { BLOCK_MODEL } from './block-model.ts';
import { type Block, toBlocks } from './blocks.ts';
import { type HtmlPage, parseHtml } from './html-tree.ts';
import { densestSpan } from './line-features.ts';
import { firstMeta, type PageHead, readHead } from './page-head.ts';
import { type FoundTitle, findTitle } from './title.ts';
import { probability, readTrees } from './trees.ts';

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
}

/** Probability from which a block is the article's: the best of the development set under cross-validation. */
const THRESHOLD = 0.42;
/** Below a third of the page's densest stretch of prose the choice is an accident, not a selection. */
const LEAST_OF_SPAN = 0.33;

const model = readTrees(BLOCK_MODEL);

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
  const table = blockFeatures(blocks, {
    titleNames: title.names,
    titleElement: title.element,
    statedBody: head.jsonLd?.body ?? '',
    description: firstMeta(head, ['og:description', 'description', 'twitter:description']),
  });
  return { blocks, table, title, head, site };
}

/**
 * Chooses blocks by their probabilities. The headline and the second print of a paragraph go in any case. When the
 * choice leaves out most of the densest stretch of prose, that stretch is taken: a page unlike those the model knows.
 */
function chooseBlocks({ blocks, table, title }: Measures, scores: readonly number[], threshold: number): string[] {
  const { keys, prose, rules } = table;
  let kept = scores.map((score) => score >= threshold);
  const [start, end] = densestSpan(
    prose.map((value, i) => (blocks[i]?.hidden ? -5 : value > 0 ? value : rules[i] === null ? -20 : -30)),
  );
  let all = 0;
  let chosen = 0;
  for (let i = start; i < end; i++) {
    all += prose[i] as number;
    if (kept[i]) chosen += prose[i] as number;
  }
  if (chosen < all * LEAST_OF_SPAN) {
    kept = blocks.map(
      (block, i) =>
        i >= start && i < end && !block.hidden && rules[i] === null && block.linkChars * 2 < block.text.length,
    );
  }
  const seen = new Set<string>();
  const out: string[] = [];
  blocks.forEach((block, i) => {
    const key = keys[i] as string;
    if (!kept[i] || title.names.has(key)) return;
    if (key.length > 60) {
      if (seen.has(key)) return;
      seen.add(key);
    }
    out.push(block.text);
  });
  return out;
}

/** The article of a page: headline, head and paragraphs in order. */
export function readArticle(page: HtmlPage): HtmlArticle {
  const measures = measure(page);
  const { head, title, site, table } = measures;
  const scores = table.rows.map((row) => probability(model, row));
  return { head, title, site, paragraphs: chooseBlocks(measures, scores, THRESHOLD) };
}

/** A page from its source with its measurements, for training. */
export function measurePage(html: string): Measured {
  const measures = measure(parseHtml(html));
  return {
    texts: measures.blocks.map((block) => block.text),
    rows: measures.table.rows,
    select: (scores, threshold) => chooseBlocks(measures, scores, threshold),
  };
}
