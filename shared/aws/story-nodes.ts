// Reads nodes of the story index: for deduplicate, and for extract, which asks whether an article still stands.
import { nodeKey } from '../keys.ts';
import { type NodePlace, NodePlaceSchema, type StoryNode, StoryNodeSchema } from '../records/story-node.ts';
import type { ReadItems } from './read-together.ts';

/** The node an item of the stories table holds. Sets come back as Sets, absent attributes as nothing. */
export function storyNodeFrom(item: Record<string, unknown>): StoryNode {
  return StoryNodeSchema.parse({
    nodeId: String(item.pk).slice(nodeKey('').pk.length),
    articleId: item.articleId,
    signature: item.signature ?? null,
    parent: item.parent ?? null,
    demotedBy: item.demotedBy ?? null,
    demotes: [...((item.demotes as Set<string> | undefined) ?? [])],
    expiresAt: item.expiresAt,
  });
}

/** Strongly consistent read of one node; null when there is none or it has expired. */
export async function getStoryNode(read: ReadItems, table: string, nodeId: string): Promise<StoryNode | null> {
  const [item] = await read(table, [nodeKey(nodeId)], { consistent: true });
  return item ? storyNodeFrom(item) : null;
}

/** The attributes of a node that lead to its story. */
export const NODE_PLACE = 'articleId, parent';

export function nodePlaceFrom(item: Record<string, unknown>): NodePlace {
  return NodePlaceSchema.parse({ articleId: item.articleId, parent: item.parent ?? null });
}
