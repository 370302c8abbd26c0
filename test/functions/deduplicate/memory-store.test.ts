// The stores in memory keep the conditions of the tables where the tests of the protocol need not run into them.
import { expect, test } from 'vitest';
import { memoryStores } from '../../../functions/deduplicate/memory-store.ts';
import type { StoredArticle } from '../../../shared/records/stored-article.ts';
import type { StoryNode } from '../../../shared/records/story-node.ts';

const node = (nodeId: string, parent: string | null): StoryNode => ({
  nodeId,
  articleId: `article-${nodeId}`,
  signature: null,
  parent: parent === null ? null : { nodeId: parent, articleId: `article-${parent}` },
  demotedBy: null,
  demotes: [],
  expiresAt: 0,
});
const refOf = ({ nodeId, articleId }: StoryNode) => ({ nodeId, articleId });

test('a node that is not there can note nothing', async () => {
  const { stories } = memoryStores();
  await expect(stories.noteDemotion('n1', 'n2')).rejects.toThrow('node n1: expected to note a demotion on it');
});

test('a link creates the child that has expired', async () => {
  const { stories } = memoryStores();
  expect(await stories.linkNode(refOf(node('n2', null)), refOf(node('n1', null)), 'n3', 7)).toBeNull();
  expect(await stories.getNode('n2')).toEqual({ ...node('n2', 'n1'), demotedBy: 'n3', expiresAt: 7 });
});

test.each([
  ['a root stays one', null, 'n1', null],
  ['a parent as far up stays', 'n1', 'n1', 'n1'],
  ['a parent further down gives way', 'n2', 'n1', 'n1'],
])('moving a parent up: %s', async (_, before, parent, after) => {
  const { stories } = memoryStores();
  await stories.putNode(node('n3', before));
  await stories.raiseParent('n3', refOf(node(parent, null)));
  expect((await stories.getNode('n3'))?.parent?.nodeId ?? null).toBe(after);
});

test('only the document that stands for an article changes its story', async () => {
  const { articles } = memoryStores();
  await articles.put(
    { articleId: 'a', documentId: 'd', order: 'o', role: 'first', storyId: 's' } as StoredArticle,
    null,
  );
  await articles.setStory('a', 'another', 'copy', 't');
  expect(await articles.get('a')).toMatchObject({ role: 'first', storyId: 's' });
  await articles.setStory('a', 'd', 'copy', 't');
  expect(await articles.get('a')).toMatchObject({ role: 'copy', storyId: 't' });
});

test('the order of an article is raised only from what was read', async () => {
  const { articles } = memoryStores();
  const article = { articleId: 'a', documentId: 'd', order: 'o1' } as StoredArticle;
  await articles.put(article, null);
  expect(await articles.raiseOrder('a', 'o3', { documentId: 'd', order: 'o0' })).toEqual(article);
  expect(await articles.raiseOrder('a', 'o3', { documentId: 'e', order: 'o1' })).toEqual(article);
  expect(await articles.raiseOrder('a', 'o3', { documentId: 'd', order: 'o1' })).toBeNull();
  expect(await articles.get('a')).toEqual({ ...article, order: 'o3' });
});

test('texts are those that messages carried', async () => {
  const { texts } = memoryStores();
  const object = { kind: 'object', bucket: 'b', key: 'k', bytes: 1 } as const;
  await expect(texts.read(object)).rejects.toThrow('text b/k: these stores keep no objects');
  await expect(texts.unpack(object)).rejects.toThrow('expected one that these stores packed');
  await expect(texts.unpack({ kind: 'gzip', data: new Uint8Array() })).rejects.toThrow('expected one');
  const inline = { kind: 'inline', text: 'The ferry sails again.' } as const;
  expect(await texts.unpack(await texts.pack(inline))).toEqual(inline);
});
