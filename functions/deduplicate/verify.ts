// Decides from two signatures whether two texts are prints of one piece of writing.
import { compareFacts } from './facts.ts';
import type { Signature } from './signature.ts';
import { overlapOf } from './sketch.ts';

/**
 * Least share of the shorter text's three-word shingles that a copy has. Measured on news: copies with every fourth word
 * changed and sentences dropped keep 0.46 and more, other articles on the same event share up to 0.42.
 */
export const MIN_CONTAINMENT = 0.44;

/** Least number of shared shingles: some 40 words, more than two texts share by a quotation or a line of standing text. */
export const MIN_SHARED_SHINGLES = 40;

/** Two texts too short to share that much are copies when they are nearly the same as a whole, and all their facts are. */
export const MIN_JACCARD_OF_SHORT = 0.8;

/** Differing facts, at places that both texts have, from which on their share counts: one may be a correction. */
const MIN_DIFFERENT_FACTS = 2;

/**
 * Least share of the common places' facts that are the same in a copy. Measured on news: copies 0.85 and more, reports of
 * one template on different events 0.65 and less.
 */
const MIN_SAME_FACTS_SHARE = 0.75;

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
  if (overlap.containment < MIN_CONTAINMENT) return null;
  const { same, different } = compareFacts(first.facts, second.facts);
  if (overlap.shared < MIN_SHARED_SHINGLES * first.writing.perWord) {
    if (overlap.jaccard < MIN_JACCARD_OF_SHORT || different > 0) return null;
  } else if (different >= MIN_DIFFERENT_FACTS && same < MIN_SAME_FACTS_SHARE * (same + different)) return null;
  return { similarity: overlap.containment, covered: overlap.ofFirst };
}
