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

/** An element that holds blocks, with what is known of it and above it. */
interface Place {
  element: Element;
  parent: Place | null;
  /** Elements from here to the root, both counted. */
  depth: number;
  /** Which of {@link ANCESTOR_TAGS} are here or above, as bits. */
  tags: number;
  /** Which of {@link LABEL_GROUPS} the element's own names belong to, as bits. */
  labels: number;
  /** The outermost `article` it stands in. */
  article: Element | null;
  /** Sums over the blocks in it. */
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
function sharedGrams(words: readonly string[], { grams, starts }: Grams): number {
  if (grams.size === 0) return 0;
  if (words.length < 4) return grams.has(words.join(' ')) ? 1 : 0;
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

/** Groups of the labels in an element's names, as bits; by the names, since most elements share theirs with others. */
function labelGroups(names: string, cache: Map<string, number>): number {
  let groups = cache.get(names);
  if (groups === undefined) {
    groups = 0;
    LABEL_GROUPS.forEach(([, pattern], g) => {
      if (pattern.test(names)) groups! |= 1 << g;
    });
    cache.set(names, groups);
  }
  return groups;
}

/** Finds the place of an element, each made once, with those above it. */
function placesOfPage(): (element: Element) => Place {
  const places = new Map<Element, Place>();
  const groups = new Map<string, number>();
  const placeOf = (element: Element): Place => {
    const known = places.get(element);
    if (known !== undefined) return known;
    const { tag } = element;
    const parent = element.parent === null ? null : placeOf(element.parent);
    const ancestor = ANCESTOR_TAGS.indexOf((tag === 'ol' ? 'ul' : tag) as (typeof ANCESTOR_TAGS)[number]);
    const place: Place = {
      element,
      parent,
      depth: (parent?.depth ?? 0) + 1,
      tags: (parent?.tags ?? 0) | (ancestor < 0 ? 0 : 1 << ancestor),
      labels: tag === 'body' || tag === 'html' ? 0 : labelGroups(labels(element), groups),
      article: parent?.article ?? (tag === 'article' ? element : null),
      prose: 0,
      chars: 0,
      linkChars: 0,
      blocks: 0,
    };
    places.set(element, place);
    return place;
  };
  return placeOf;
}

/** For each group of labels, the levels from a block up to the first element with one. */
function labelDistances(place: Place): number[] {
  const distances: number[] = new Array(LABEL_GROUPS.length).fill(FAR);
  let found = 0;
  let at: Place | null = place;
  for (let level = 0; level < LABEL_LEVELS && at !== null; level++) {
    const first = at.labels & ~found;
    found |= first;
    for (let g = 0; first >> g !== 0; g++) if ((first >> g) & 1) distances[g] = level;
    at = at.parent;
  }
  return distances;
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
  const { prose, rows } = table;
  const placeOf = placesOfPage();
  const places = blocks.map(({ element }) => placeOf(element));
  const signatures = new Map<string, { prose: number; chars: number; count: number }>();
  const signatureOf = (element: Element) => {
    const { parent } = element;
    return `${element.tag}.${element.attrs.class ?? ''}<${parent?.tag}.${parent?.attrs.class ?? ''}`;
  };
  let total = 0;
  const signatureList = blocks.map((block, i) => {
    const own = prose[i] as number;
    total += own;
    for (let at = places[i] as Place | null; at !== null; at = at.parent) {
      at.prose += own;
      at.chars += block.text.length;
      at.linkChars += block.linkChars;
      at.blocks++;
    }
    const name = signatureOf(block.element);
    let signature = signatures.get(name);
    if (signature === undefined) {
      signature = { prose: 0, chars: 0, count: 0 };
      signatures.set(name, signature);
    }
    signature.prose += own;
    signature.chars += block.text.length;
    signature.count++;
    return signature;
  });

  const topMost = topElement(blocks, prose);
  const top = topMost === null ? null : placeOf(topMost);
  const titleKey = blocks.findIndex((block, i) =>
    page.titleElement === null
      ? page.titleNames.has(table.keys[i] as string)
      : isWithin(block.element, page.titleElement),
  );
  const stated = page.statedBody === '' ? null : fourGrams(comparable(page.statedBody));
  const description = fourGrams(comparable(page.description ?? ''));
  const articles = new Set(places.map(({ article }) => article).filter((article) => article !== null));
  const [firstArticle] = articles;

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

  const proseShare = (at: Place) => (total === 0 ? 0 : at.prose / total);
  const proseDensity = (at: Place) => at.prose / Math.max(1, at.chars);
  const linkDensity = (at: Place) => at.linkChars / Math.max(1, at.chars);
  const density = (other: Block | undefined) => (other === undefined ? -1 : other.linkChars / other.text.length);

  /** Prose of the main column above the block: furniture gathers at its end. */
  let passed = 0;
  blocks.forEach((block, i) => {
    const { element } = block;
    const place = places[i] as Place;
    const parent = place.parent ?? place;
    const grand = parent.parent ?? parent;
    const great = grand.parent ?? grand;
    const signature = signatureList[i] as { prose: number; chars: number; count: number };
    const topDepth = top !== null && isWithin(element, top.element) ? place.depth - top.depth : -1;
    const words = table.words[i] as string[];
    const previous = blocks[i - 1];
    const next = blocks[i + 1];
    const row = rows[i] as number[];
    row.push(
      block.linkChars / block.text.length,
      block.links,
      block.boldChars / block.text.length,
      block.italicChars / block.text.length,
      block.hidden ? 1 : 0,
      /^h[1-6]$/.test(element.tag) ? Number(element.tag[1]) : 0,
    );
    for (const tag of TAGS) row.push(element.tag === tag ? 1 : 0);
    for (let t = 0; t < ANCESTOR_TAGS.length; t++) row.push((place.tags >> t) & 1);
    row.push(...labelDistances(place));
    row.push(
      place.depth,
      proseShare(parent),
      proseDensity(parent),
      linkDensity(parent),
      parent.blocks,
      proseShare(grand),
      proseDensity(grand),
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
      top === null ? 0 : proseShare(top),
      top === null ? 0 : linkDensity(top),
      top === null || topDepth < 0 ? 0 : passed / top.prose,
      stated === null ? -1 : sharedGrams(words, stated),
      sharedGrams(words, description),
      articles.size,
      place.article === null ? 0 : place.article === firstArticle ? 1 : -1,
      density(previous),
      density(next),
      previous?.element.parent === element.parent ? 1 : 0,
      next?.element.parent === element.parent ? 1 : 0,
      Math.min(30, siblingsWithTag(element)),
    );
    if (topDepth >= 0) passed += prose[i] as number;
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
