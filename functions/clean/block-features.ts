// What can be measured on the blocks of an HTML page beyond their words: the inputs of the block model.
import type { Block } from './blocks.ts';
import type { Element } from './html-tree.ts';
import { LINE_FEATURES, lineFeatures } from './line-features.ts';
import { comparable } from './normalise.ts';
import { labels } from './page-head.ts';

/** Elements a block may stand in; the nearest one's distance is not needed, that there is one says enough. */
const ANCESTOR_TAGS = [
  'article',
  'main',
  'aside',
  'nav',
  'footer',
  'header',
  'form',
  'figure',
  'figcaption',
  'table',
  'ul',
  'li',
  'blockquote',
  'section',
  'button',
  'dl',
  'a',
  'address',
] as const;

/**
 * Words that page builders use in class and id names, by what they mean. Each is a general word of the trade, none the
 * name of a site.
 */
const LABEL_GROUPS: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    'label-body',
    /(?:article|story|entry|post|content|main|page|news|text)[\s_-]?(?:body|content|text|main|copy)|articlebody|entry-content|post-content|body-?copy|body-?text|(?:^|[\s_-])(?:prose|rich-?text|wysiwyg|paragraph)(?:[\s_-]|$)/,
  ],
  ['label-content', /content|article|story|entry|post|text|body/],
  [
    'label-caption',
    /caption|credit|copyright|figure|legend|photo|image|img|media|picture|gallery|slide|carousel|video|player|embed/,
  ],
  [
    'label-related',
    /relat|recommend|recirc|more|teaser|promo|also|popular|trending|latest|read-?next|card|most|similar|outbrain|taboola|suggest|recent|headline|list|river|feed|stream|newsfeed|siblings?/,
  ],
  ['label-comment', /comment|disqus|reply|respond|discussion|livefyre|coral/],
  ['label-share', /share|sharing|social|follow|twitter|facebook|whatsapp|toolbar|tool|action|button|btn/],
  ['label-meta', /meta|byline|author|date|time|publish|dateline|source|kicker|eyebrow|label|category|bio|profile/],
  [
    'label-nav',
    /nav|menu|breadcrumb|header|masthead|topbar|footer|foot|bottom|copyright|legal|sitemap|pagination|pager/,
  ],
  ['label-side', /side|aside|rail|column-?right|secondary|widget|module|complement|sticky|box|factbox|infobox|fact/],
  [
    'label-ad',
    /(?:^|[\s_-])(?:ads?|adv|advert\w*|sponsor\w*|dfp|gpt|banner|promo|commercial|affiliate|shop|product|deal|buy|price)(?:[\s_-]|$|\d)/,
  ],
  [
    'label-prompt',
    /newsletter|subscri|sign-?up|signin|log-?in|register|paywall|premium|piano|offer|donat|support|cta|modal|popup|overlay|cookie|consent|gdpr|privacy|notice|alert|banner|message|poll|quiz|survey|form/,
  ],
  ['label-tag', /tag|topic|keyword|categor|label|hashtag/],
  [
    'label-lead',
    /lead|lede|standfirst|dek|deck|subtitle|sub-?head|summary|intro|excerpt|abstract|teaser|description|chapo|sapo|vorspann|ingress|key-?points?|highlights?|bullets?/,
  ],
  ['label-hidden', /hidden|hide|sr-only|screen-?reader|visually|print|no-?js|mobile-only|collapsed|invisible/],
  ['label-title', /title|headline|heading/],
  ['label-quote', /quote|pull|tweet|instagram|social-embed/],
];

/** Levels above the block whose labels are read; the page's frame says nothing about a block. */
const LABEL_LEVELS = 7;
/** Stands for “no ancestor within the levels has such a label”. */
const FAR = 12;

const TAGS = [
  'p',
  'li',
  'div',
  'span',
  'blockquote',
  'td',
  'figcaption',
  'pre',
  'dd',
  'article',
  'section',
  'a',
] as const;

export const BLOCK_FEATURES: readonly string[] = [
  ...LINE_FEATURES,
  'link-density',
  'links',
  'bold-share',
  'italic-share',
  'hidden',
  'heading-level',
  ...TAGS.map((tag) => `tag-${tag}`),
  ...ANCESTOR_TAGS.map((tag) => `in-${tag}`),
  ...LABEL_GROUPS.map(([name]) => name),
  'depth',
  'parent-prose-share',
  'parent-prose-density',
  'parent-link-density',
  'parent-blocks',
  'grand-prose-share',
  'grand-prose-density',
  'grand-link-density',
  'great-prose-share',
  'great-link-density',
  'signature-prose-share',
  'signature-count',
  'signature-prose-density',
  'after-title',
  'title-distance',
  'in-top',
  'top-depth',
  'top-prose-share',
  'top-link-density',
  'below-top-share',
  'stated-share',
  'description-overlap',
  'article-count',
  'in-first-article',
  'prev-link-density',
  'next-link-density',
  'prev-same-element-parent',
  'next-same-element-parent',
  'siblings-with-tag',
];

interface ElementStats {
  prose: number;
  chars: number;
  linkChars: number;
  blocks: number;
}

/** The word 4-grams of a text, for “does this stand there”; a shorter text is one gram. */
interface Grams {
  grams: Set<string>;
  /** First words of the grams: what begins otherwise is not looked for, so that few strings are made. */
  starts: Set<string>;
}

const gramAt = (words: readonly string[], i: number) => `${words[i]} ${words[i + 1]} ${words[i + 2]} ${words[i + 3]}`;

function fourGrams(key: string): Grams {
  const words = key.split(' ');
  const found: Grams = { grams: new Set(), starts: new Set() };
  if (key !== '' && words.length < 4) found.grams.add(key);
  for (let i = 0; i + 4 <= words.length; i++) {
    found.grams.add(gramAt(words, i));
    found.starts.add(words[i] as string);
  }
  return found;
}

/** Share of a text's 4-grams that stand in another text. */
function sharedGrams(key: string, { grams, starts }: Grams): number {
  if (grams.size === 0) return 0;
  const words = key.split(' ');
  if (words.length < 4) return grams.has(key) ? 1 : 0;
  let shared = 0;
  for (let i = 0; i + 4 <= words.length; i++) {
    if (starts.has(words[i] as string) && grams.has(gramAt(words, i))) shared++;
  }
  return shared / (words.length - 3);
}

export interface PageContext {
  titleNames: ReadonlySet<string>;
  titleElement: Element | null;
  /** The body the page states in JSON-LD, or ''. */
  statedBody: string;
  description: string | null;
}

/** Labels of an element as group distances, cached: siblings share their ancestors. */
function labelMask(element: Element, cache: Map<Element, number>): number {
  let mask = cache.get(element);
  if (mask === undefined) {
    mask = 0;
    const text = labels(element);
    if (text.trim() !== '') {
      for (let g = 0; g < LABEL_GROUPS.length; g++)
        if ((LABEL_GROUPS[g] as readonly [string, RegExp])[1].test(text)) mask |= 1 << g;
    }
    cache.set(element, mask);
  }
  return mask;
}

export interface BlockTable {
  rows: number[][];
  keys: string[];
  rules: readonly (string | null)[];
  prose: number[];
}

/** Measures the blocks of one page. Linear in the length of the page times its depth, which is bounded. */
export function blockFeatures(blocks: readonly Block[], page: PageContext): BlockTable {
  const table = lineFeatures(blocks, page.titleNames);
  const { prose } = table;
  const stats = new Map<Element, ElementStats>();
  const signatures = new Map<string, { prose: number; chars: number; count: number }>();
  const signatureOf = (element: Element) => {
    const { parent } = element;
    return `${element.tag}.${element.attrs.class ?? ''}<${parent?.tag}.${parent?.attrs.class ?? ''}`;
  };
  const signatureList: string[] = [];
  let total = 0;
  blocks.forEach((block, i) => {
    const own = prose[i] as number;
    total += own;
    for (let at: Element | null = block.element; at !== null; at = at.parent) {
      let known = stats.get(at);
      if (known === undefined) {
        known = { prose: 0, chars: 0, linkChars: 0, blocks: 0 };
        stats.set(at, known);
      }
      known.prose += own;
      known.chars += block.text.length;
      known.linkChars += block.linkChars;
      known.blocks++;
    }
    const signature = signatureOf(block.element);
    signatureList.push(signature);
    const known = signatures.get(signature) ?? { prose: 0, chars: 0, count: 0 };
    known.prose += own;
    known.chars += block.text.length;
    known.count++;
    signatures.set(signature, known);
  });

  const top = topElement(blocks, prose);
  const topStats = top === null ? undefined : stats.get(top);
  const titleKey = blocks.findIndex((block, i) =>
    page.titleElement === null
      ? page.titleNames.has(table.keys[i] as string)
      : isWithin(block.element, page.titleElement),
  );
  const stated = page.statedBody === '' ? null : fourGrams(comparable(page.statedBody));
  const description = fourGrams(comparable(page.description ?? ''));
  const articles = new Set<Element>();
  const articleOf = new Map<Block, Element>();
  const masks = new Map<Element, number>();

  const siblings = new Map<Element, Map<string, number>>();
  const siblingsWithTag = (element: Element) => {
    if (element.parent === null) return 0;
    let counts = siblings.get(element.parent);
    if (counts === undefined) {
      counts = new Map();
      for (const child of element.parent.children) {
        if (typeof child !== 'string') counts.set(child.tag, (counts.get(child.tag) ?? 0) + 1);
      }
      siblings.set(element.parent, counts);
    }
    return counts.get(element.tag)!;
  };

  const of = (at: Element) => stats.get(at) as ElementStats;
  const proseShare = (at: Element) => (total === 0 ? 0 : of(at).prose / total);
  const linkDensity = (at: Element) => of(at).linkChars / Math.max(1, of(at).chars);
  const density = (other: Block | undefined) => (other === undefined ? -1 : other.linkChars / other.text.length);

  const rows = blocks.map((block, i): number[] => {
    const { element } = block;
    const tags = new Set<string>();
    const distances: number[] = new Array(LABEL_GROUPS.length).fill(FAR);
    let depth = 0;
    let topDepth = -1;
    let article: Element | null = null;
    for (let at: Element | null = element; at !== null; at = at.parent) {
      tags.add(at.tag === 'ol' ? 'ul' : at.tag);
      if (at.tag === 'article') article = at;
      if (at === top) topDepth = depth;
      if (depth < LABEL_LEVELS && at.tag !== 'body' && at.tag !== 'html') {
        const mask = labelMask(at, masks);
        if (mask !== 0) {
          for (let g = 0; g < distances.length; g++) {
            if ((mask & (1 << g)) !== 0 && distances[g] === FAR) distances[g] = depth;
          }
        }
      }
      depth++;
    }
    if (article !== null) {
      articles.add(article);
      articleOf.set(block, article);
    }
    const parent = element.parent ?? element;
    const grand = parent.parent ?? parent;
    const great = grand.parent ?? grand;
    const signature = signatures.get(signatureList[i] as string) as { prose: number; chars: number; count: number };
    const heading = /^h([1-6])$/.exec(element.tag);
    const key = table.keys[i] as string;
    const previous = blocks[i - 1];
    const next = blocks[i + 1];
    return [
      ...(table.rows[i] as number[]),
      block.linkChars / block.text.length,
      block.links,
      block.boldChars / block.text.length,
      block.italicChars / block.text.length,
      block.hidden ? 1 : 0,
      heading ? Number(heading[1]) : 0,
      ...TAGS.map((tag) => (element.tag === tag ? 1 : 0)),
      ...ANCESTOR_TAGS.map((tag) => (tags.has(tag) ? 1 : 0)),
      ...distances,
      depth,
      proseShare(parent),
      of(parent).prose / Math.max(1, of(parent).chars),
      linkDensity(parent),
      of(parent).blocks,
      proseShare(grand),
      of(grand).prose / Math.max(1, of(grand).chars),
      linkDensity(grand),
      proseShare(great),
      linkDensity(great),
      total === 0 ? 0 : signature.prose / total,
      signature.count,
      signature.prose / Math.max(1, signature.chars),
      titleKey < 0 ? -1 : i > titleKey ? 1 : 0,
      titleKey < 0 ? -999 : Math.max(-200, Math.min(200, i - titleKey)),
      topDepth >= 0 ? 1 : 0,
      topDepth,
      topStats === undefined || total === 0 ? 0 : topStats.prose / total,
      topStats === undefined ? 0 : topStats.linkChars / Math.max(1, topStats.chars),
      // How far down the main column: furniture gathers at its end.
      0,
      stated === null ? -1 : sharedGrams(key, stated),
      sharedGrams(key, description),
      0,
      0,
      density(previous),
      density(next),
      previous?.element.parent === element.parent ? 1 : 0,
      next?.element.parent === element.parent ? 1 : 0,
      Math.min(30, siblingsWithTag(element)),
    ];
  });

  const inTop = BLOCK_FEATURES.indexOf('in-top');
  const belowTop = BLOCK_FEATURES.indexOf('below-top-share');
  const articleCount = BLOCK_FEATURES.indexOf('article-count');
  const inFirst = BLOCK_FEATURES.indexOf('in-first-article');
  const [firstArticle] = articles;
  let passed = 0;
  rows.forEach((row, i) => {
    if (topStats !== undefined && topStats.prose > 0 && row[inTop] === 1) {
      row[belowTop] = passed / topStats.prose;
      passed += prose[i] as number;
    }
    row[articleCount] = articles.size;
    const article = articleOf.get(blocks[i] as Block);
    row[inFirst] = article === undefined ? 0 : article === firstArticle ? 1 : -1;
  });
  return { rows, keys: table.keys, rules: table.rules, prose };
}

function isWithin(element: Element, container: Element): boolean {
  for (let at: Element | null = element; at !== null; at = at.parent) if (at === container) return true;
  return false;
}

/**
 * The element that holds most running text close below it: each block gives its prose to the parent, half to the
 * grandparent, a third of that above (the scoring of Readability, https://github.com/mozilla/readability).
 */
function topElement(blocks: readonly Block[], prose: readonly number[]): Element | null {
  const scores = new Map<Element, number>();
  blocks.forEach((block, i) => {
    const value = prose[i] as number;
    if (value === 0) return;
    let at = block.element.parent;
    for (const part of [1, 0.5, 0.33, 0.25]) {
      if (at === null || at.tag === 'body' || at.tag === 'html') break;
      scores.set(at, (scores.get(at) ?? 0) + value * part);
      at = at.parent;
    }
  });
  let best: Element | null = null;
  let bestScore = 0;
  for (const [element, score] of scores) {
    if (score > bestScore) {
      best = element;
      bestScore = score;
    }
  }
  return best;
}
