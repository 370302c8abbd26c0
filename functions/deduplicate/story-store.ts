// The story index in DynamoDB: buckets of node ids under shingle keys, and nodes.
import { type DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { toAttributes } from '../../shared/aws/attributes.ts';
import { conditionally } from '../../shared/aws/conditionally.ts';
import type { ReadItems } from '../../shared/aws/read-together.ts';
import { getStoryNode, storyNodeFrom } from '../../shared/aws/story-nodes.ts';
import { nodeKey, shingleKey } from '../../shared/keys.ts';
import type { StoryStore } from './story-placement.ts';

/** Attributes of a bucket that are no entries. */
const BUCKET_ATTRIBUTES = new Set(['pk', 'expiresAt']);

const entriesOf = (item: Record<string, unknown>) => Object.keys(item).filter((name) => !BUCKET_ATTRIBUTES.has(name));

/** The story index in the given table. */
export function storyStore(client: DynamoDBClient, read: ReadItems, table: string): StoryStore {
  const getNode = (nodeId: string) => getStoryNode(read, table, nodeId);
  return {
    async readBuckets(keys, mode) {
      const prefix = shingleKey('').pk.length;
      const items = await read(table, keys.map(shingleKey), { consistent: mode === 'consistent' });
      return new Map(items.map((item) => [String(item.pk).slice(prefix), entriesOf(item)]));
    },

    async appendToBucket(key, nodeId, expiresAt) {
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: toAttributes(shingleKey(key)),
          // Each entry is an attribute named by the node: writing it again changes nothing, unlike appending to a list.
          UpdateExpression: 'SET #node = :true, expiresAt = :expiresAt',
          ExpressionAttributeNames: { '#node': nodeId },
          ExpressionAttributeValues: toAttributes({ ':true': true, ':expiresAt': expiresAt }),
          ReturnValues: 'ALL_OLD',
        }),
      );
      // Names alone count: the values need not be read.
      return entriesOf(Attributes ?? {});
    },

    getNode,

    async getNodes(nodeIds) {
      return (await read(table, nodeIds.map(nodeKey), { consistent: true })).map(storyNodeFrom);
    },

    async putNode(node) {
      const { nodeId, articleId, signature, parent, expiresAt } = node;
      const written = await conditionally(() =>
        client.send(
          new PutItemCommand({
            TableName: table,
            Item: toAttributes({
              ...nodeKey(nodeId),
              articleId,
              expiresAt,
              ...(signature && { signature }),
              ...(parent && { parent }),
            }),
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      );
      return written ? null : present(await getNode(nodeId), nodeId);
    },

    async noteDemotion(nodeId, demoted) {
      await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: toAttributes(nodeKey(nodeId)),
          UpdateExpression: 'ADD demotes :demoted',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: toAttributes({ ':demoted': new Set([demoted]) }),
        }),
      );
    },

    async linkNode(child, parent, by, expiresAt) {
      const linked = await conditionally(() =>
        client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: toAttributes(nodeKey(child.nodeId)),
            UpdateExpression:
              'SET parent = :parent, demotedBy = :by, articleId = if_not_exists(articleId, :articleId), expiresAt = if_not_exists(expiresAt, :expiresAt)',
            ConditionExpression: 'attribute_not_exists(parent)',
            ExpressionAttributeValues: toAttributes({
              ':parent': parent,
              ':by': by,
              ':articleId': child.articleId,
              ':expiresAt': expiresAt,
            }),
          }),
        ),
      );
      if (linked) return null;
      const standing = present(await getNode(child.nodeId), child.nodeId);
      // The client repeats a call whose answer was lost; the condition then fails on its own success.
      if (standing.demotedBy === by && standing.parent?.nodeId === parent.nodeId) return null;
      return present(standing.parent, child.nodeId);
    },

    async raiseParent(nodeId, parent) {
      await conditionally(() =>
        client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: toAttributes(nodeKey(nodeId)),
            UpdateExpression: 'SET parent = :parent',
            ConditionExpression: 'parent.nodeId > :nodeId',
            ExpressionAttributeValues: toAttributes({ ':parent': parent, ':nodeId': parent.nodeId }),
          }),
        ),
      );
    },
  };
}

/** A condition failed because the item is there; it can only be gone again if it expired within the same second. */
function present<T>(value: T | null, nodeId: string): T {
  if (value === null) throw new Error(`node ${nodeId}: a condition on it failed, expected to find it, found nothing`);
  return value;
}
