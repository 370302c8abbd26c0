// A document's node in the story index, and how a story is found from it. Read by deduplicate and by extract.
//
// Stories are trees: a node points to a parent of smaller id, the node without a parent is the root, and the story is
// named by its root. Node ids grow with the upload time, so the root is the story's earliest upload whatever the order
// in which documents were processed. An article stands (its claims are kept) while the root of its node belongs to it.
import * as z from 'zod';

/** A node and the article it belongs to: enough to name a story's first article after the node itself has expired. */
const NodeRefSchema = z.strictObject({ nodeId: z.string(), articleId: z.string() });
export type NodeRef = z.infer<typeof NodeRefSchema>;

export const StoryNodeSchema = z.strictObject({
  nodeId: z.string(),
  articleId: z.string(),
  /** Sketch and facts by which other texts are compared; null for a node that expired before it got a parent. */
  signature: z.instanceof(Uint8Array).nullable(),
  /** Always of smaller id. Once set it only moves further up. */
  parent: NodeRefSchema.nullable(),
  /** The node whose document set the parent of this one, which was a root till then. */
  demotedBy: z.string().nullable(),
  /** Nodes this node's document set out to demote, noted before each attempt so that a repetition can tell what it did. */
  demotes: z.array(z.string()),
  /** Epoch seconds. */
  expiresAt: z.int(),
});
export type StoryNode = z.infer<typeof StoryNodeSchema>;

/** As much of a node as leads to its story. */
export const NodePlaceSchema = StoryNodeSchema.pick({ articleId: true, parent: true });
export type NodePlace = z.infer<typeof NodePlaceSchema>;

/** The root of a node's story, and how far away it was. */
export interface StoryRoot extends NodeRef {
  steps: number;
}

/**
 * Finds the root of a node's story. A node that is missing has expired and counts as the root: what pointed to it says
 * whose it was.
 *
 * @param getNode strongly consistent read of one node; null when there is none
 * @throws Error when a parent's id is not smaller than its child's, which would allow a cycle
 */
export async function storyRootOf(
  getNode: (nodeId: string) => Promise<NodePlace | null>,
  start: NodeRef,
): Promise<StoryRoot> {
  let ref = start;
  for (let steps = 0; ; steps++) {
    const node = await getNode(ref.nodeId);
    const next = node?.parent ?? null;
    if (next === null) return { nodeId: ref.nodeId, articleId: node?.articleId ?? ref.articleId, steps };
    requireSmaller(next, ref);
    ref = next;
  }
}

function requireSmaller(parent: NodeRef, child: NodeRef): void {
  if (parent.nodeId >= child.nodeId) {
    throw new Error(
      `story of node ${child.nodeId}: expected a parent of smaller id, got ${parent.nodeId}; the stories table is damaged`,
    );
  }
}
