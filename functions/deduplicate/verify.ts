// Decides from two signatures whether two texts are prints of one piece of writing.
import { compareFacts, type FactsComparison } from './facts.ts';
import type { Signature } from './signature.ts';
import { type Overlap, overlapOf, type Sketch } from './sketch.ts';

/**
 * Least share of the shorter text's three-word shingles that a copy has. Measured on news: copies with every fourth word
 * changed and sentences dropped keep 0.46 and more, other articles on the same event share up to 0.42.
 */
export const MIN_CONTAINMENT = 0.44;

/** Least number of shared shingles: some 40 words, more than two texts share by a quotation or a line of standing text. */
export const MIN_SHARED_SHINGLES = 40;

/** Two texts too short to share that much are copies when they are nearly the same as a whole, and no fact differs. */
export const MIN_JACCARD_OF_SHORT = 0.8;

/**
 * The same for two whose facts bear it out. Measured on briefs of 20 to 40 words: with two to four words changed most keep
 * 0.45 and more, two others without a differing fact share 0.22 and less.
 */
export const MIN_JACCARD_WITH_FACTS = 0.4;

/** Equal facts that bear it out: one may be the place that every report is about. */
const MIN_SAME_FACTS = 2;

/** Differing facts, at places that both texts have, from which on their share counts: one may be a correction. */
const MIN_DIFFERENT_FACTS = 2;

/**
 * Least share of the common places' facts that are the same in a copy. Measured on news: copies 0.85 and more, reports of
 * one template on different events 0.65 and less.
 */
const MIN_SAME_FACTS_SHARE = 0.75;

/**
 * Facts to be expected the same from which on a single differing one tells, when none is the same: a template whose words
 * change with its facts ("up 0.4", "down 0.7") has few places left in common. Of 670 pairs of copies none was such.
 */
const MIN_SAME_EXPECTED = 2;

/**
 * A site's standing text names hardly anyone. Where two texts share a part only, and that part has less than this share of
 * the facts that so many words of either text have, it is furniture around two articles. Measured on news: copies, be they
 * shortened, edited and put in furniture, 0.15 and more, articles in the same furniture 0.05 to 0.1.
 */
const MIN_FACTS_IN_SHARED = 0.1;

/** Expected facts from which on their lack tells anything: of 1,700 partial copies none with so many had none. */
const MIN_EXPECTED_FACTS = 4;

/** Share of the shorter text above which what is shared is the text, whatever stands around it. */
const MOST = 0.75;

/**
 * Shingles to have found in the other text, all of them, before the whole text counts as being there. Of a text a quarter of
 * which is not, so many are all found once in 300 times (0.75 ^ 20); beside a very long text only two or three are compared.
 */
const MIN_SAMPLED_OF_WHOLE = 20;

/**
 * Share of the longer text below which what is shared is a small part of it, and has to be most of the shorter one. Measured on
 * news: copies that make up so little of the longer text have 0.71 of themselves in it and more, while a quotation or a passage
 * of background makes up to 0.45 of a short article.
 */
export const SMALL_PART = 0.2;
export const MIN_CONTAINMENT_OF_SMALL_PART = 0.6;

/**
 * Least shingles really found in both (all, where a text has fewer), whatever share they make up: beside a text of 50,000
 * words two of an article's are compared, and one sentence in common is enough to find both. With a tenth in common, five are
 * enough of those compared once in 2,000 times; a text of a hundred words is still found in one of 6,000.
 */
export const MIN_FOUND = 5;

export interface Similarity {
  /** Share of the shorter text found in the longer, 0..1. */
  similarity: number;
  /** Share of the first text found in the second, 0..1. */
  covered: number;
}

/** How much of a copy the first text is of the second; null when it is none. Symmetric but for `covered`. */
export function compareSignatures(first: Signature, second: Signature): Similarity | null {
  if (first.kind === 'exact' || second.kind === 'exact') {
    const same = first.kind === 'exact' && second.kind === 'exact' && first.hash === second.hash;
    return same ? { similarity: 1, covered: 1 } : null;
  }
  const overlap = overlapOf(first.sketch, second.sketch);
  const least = overlap.ofLonger < SMALL_PART ? MIN_CONTAINMENT_OF_SMALL_PART : MIN_CONTAINMENT;
  if (overlap.containment < least || overlap.found < Math.min(MIN_FOUND, first.sketch.total, second.sketch.total))
    return null;
  const facts = compareFacts(first.facts, second.facts);
  const isCopy =
    overlap.shared < MIN_SHARED_SHINGLES * first.writing.perWord
      ? isCopyOfShort(overlap, facts)
      : !isSameTemplate(overlap, facts) && !isStandingText(first.sketch, second.sketch, overlap, facts);
  return isCopy ? { similarity: overlap.containment, covered: overlap.ofFirst } : null;
}

function isCopyOfShort({ jaccard }: Overlap, { same, different }: FactsComparison): boolean {
  if (different > 0) return false;
  return jaccard >= MIN_JACCARD_OF_SHORT || (jaccard >= MIN_JACCARD_WITH_FACTS && same >= MIN_SAME_FACTS);
}

function isSameTemplate({ containment, sampled }: Overlap, facts: FactsComparison): boolean {
  const { same, different } = facts;
  // Where every word of the shorter text is in the other, what differs is capital letters: a text printed in them.
  if (containment === 1 && sampled >= MIN_SAMPLED_OF_WHOLE) return false;
  if (same === 0 && different > 0) {
    const expected = containment * Math.min(facts.ofFirst, facts.ofSecond);
    if (expected >= MIN_SAME_EXPECTED) return true;
  }
  return different >= MIN_DIFFERENT_FACTS && same < MIN_SAME_FACTS_SHARE * (same + different);
}

function isStandingText(first: Sketch, second: Sketch, overlap: Overlap, facts: FactsComparison): boolean {
  // A text without facts shares none, whatever it shares.
  if (overlap.containment >= MOST || facts.ofFirst === 0 || facts.ofSecond === 0) return false;
  const expected = overlap.shared * Math.max(facts.ofFirst / first.total, facts.ofSecond / second.total);
  return expected >= MIN_EXPECTED_FACTS && facts.same < MIN_FACTS_IN_SHARED * expected;
}
