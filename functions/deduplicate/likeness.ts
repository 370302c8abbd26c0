// How alike a copy and the first article of its story are: what the ledger and the reports show.
import { decodeSignature, type Signature } from './signature.ts';
import { overlapOf } from './sketch.ts';

/**
 * Share of the shorter text that is found in the longer, 0..1. It depends on the two texts alone, so that a copy is told to be
 * as much alike whatever was known when it came; whether they are copies is for `compareSignatures` to say.
 *
 * @returns null where shares tell nothing: of a text too short to be sampled, which is a copy only word for word
 */
function likenessOf(first: Signature, second: Signature): number | null {
  if (first.kind === 'exact' || second.kind === 'exact') {
    return first.kind === 'exact' && second.kind === 'exact' && first.hash === second.hash ? 1 : null;
  }
  return overlapOf(first.sketch, second.sketch).containment;
}

/** The same of the texts of two nodes of the story index; null where one has expired. */
export async function likenessOfNodes(
  getNode: (nodeId: string) => Promise<{ signature: Uint8Array | null } | null>,
  firstId: string,
  secondId: string,
): Promise<number | null> {
  const [first, second] = await Promise.all([getNode(firstId), getNode(secondId)]);
  if (!first?.signature || !second?.signature) return null;
  return likenessOf(decodeSignature(first.signature), decodeSignature(second.signature));
}
