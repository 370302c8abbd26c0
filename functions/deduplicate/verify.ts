// Decides from two signatures whether two texts are prints of one piece of writing.
import { sharedFacts } from './facts.ts';
import type { Signature } from './signature.ts';
import { overlapOf } from './sketch.ts';

/** Least share of the shorter text's three-word shingles that a copy has. */
export const MIN_CONTAINMENT = 0.44;

/** Least number of shared shingles: about the 60 words that a shared paragraph of standing text seldom reaches. */
export const MIN_SHARED_SHINGLES = 40;

/** Two texts too short to share that much are copies when they are nearly the same as a whole. */
export const MIN_JACCARD_OF_SHORT = 0.8;

/** Facts needed before their difference says anything, and the least share of them that a copy has. */
export const MIN_COMPARED_FACTS = 4;
export const MIN_FACTS_SHARE = 0.5;

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
  if (overlap.shared < MIN_SHARED_SHINGLES && overlap.jaccard < MIN_JACCARD_OF_SHORT) return null;
  const { numbers, names } = sharedFacts(first.facts, second.facts);
  if (numbers.compared >= MIN_COMPARED_FACTS && numbers.shared < MIN_FACTS_SHARE * numbers.compared) return null;
  if (names.compared >= MIN_COMPARED_FACTS && names.shared < MIN_FACTS_SHARE * names.compared) return null;
  return { similarity: overlap.containment, covered: overlap.ofFirst };
}
