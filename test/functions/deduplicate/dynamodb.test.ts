// The stores and the protocol against a real DynamoDB API, with real concurrency.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { queryItems } from '../../../cli/dynamo-read.ts';
import { articleStore } from '../../../functions/deduplicate/article-store.ts';
import { type DeduplicatePorts, deduplicate } from '../../../functions/deduplicate/deduplicate.ts';
import { documentLedger } from '../../../functions/deduplicate/ledger-store.ts';
import { signText } from '../../../functions/deduplicate/signature.ts';
import { BUCKET_CAP } from '../../../functions/deduplicate/story-placement.ts';
import { storyStore } from '../../../functions/deduplicate/story-store.ts';
import { textStore } from '../../../functions/deduplicate/text-store.ts';
import { s3 } from '../../../shared/aws/clients.ts';
import { getItem } from '../../../shared/aws/get-item.ts';
import { readTogether } from '../../../shared/aws/read-together.ts';
import { ledgerKey, nodeIdOf, nodeKey, shingleKey, storyMemberKey } from '../../../shared/keys.ts';
import { INDEX } from '../../../shared/names.ts';
import { type StoryNode, storyRootOf } from '../../../shared/records/story-node.ts';
import { recordInLedger } from '../../../shared/stage/ledger.ts';
import { all } from '../../support/all.ts';
import { filler } from '../../support/articles.ts';
import { cleaned, type Upload } from '../../support/cleaned.ts';
import { hasDynamoDb, startTestDynamoDb, type TestDynamoDb } from '../../support/dynamodb.ts';
import { sent } from '../../support/sent.ts';

const NOW = new Date('2024-03-01T00:00:00.000Z');
const id = (name: string) => nodeIdOf('2024-03-01T00:00:00.000Z', name.padEnd(32, '0'));
const ref = (name: string) => ({ nodeId: id(name), articleId: `article-of-${name}` });
const nodeOf = (name: string, fields: Partial<StoryNode> = {}): StoryNode => ({
  ...ref(name),
  signature: Uint8Array.of(1, 2, 3),
  parent: null,
  demotedBy: null,
  demotes: [],
  expiresAt: 2_000_000_000,
  ...fields,
});

describe.skipIf(!hasDynamoDb())('against a DynamoDB API', () => {
  let db: TestDynamoDb;
  let ports: DeduplicatePorts;
  beforeAll(async () => {
    db = await startTestDynamoDb();
    const read = readTogether(db.client);
    ports = {
      stories: storyStore(db.client, read, db.tables.stories),
      articles: articleStore(db.client, read, db.tables.articles),
      ledger: documentLedger(db.client, db.tables.articles, () => NOW),
      texts: textStore(s3()),
      now: () => NOW,
      windowDays: 30,
    };
  });
  afterAll(() => db?.stop());

  const arrive = async (upload: Upload) => sent(await deduplicate(cleaned(upload), ports));

  describe('the story store', () => {
    test('returns what stood in a bucket before, and enters a node once', async () => {
      const { stories } = ports;
      expect(await stories.appendToBucket('append', id('a'), 5)).toEqual([]);
      expect(await stories.appendToBucket('append', id('b'), 5)).toEqual([id('a')]);
      expect((await stories.appendToBucket('append', id('a'), 5)).sort()).toEqual([id('a'), id('b')]);
      for (const read of ['eventual', 'consistent'] as const) {
        const buckets = await stories.readBuckets(['append', 'missing'], read);
        expect([...buckets.keys()]).toEqual(['append']);
        expect(buckets.get('append')!.sort()).toEqual([id('a'), id('b')]);
      }
      expect(await stories.readBuckets([], 'eventual')).toEqual(new Map());
    });

    test('stores a node once and returns the one that stands', async () => {
      const { stories } = ports;
      const node = nodeOf('put', { parent: ref('parent') });
      expect(await stories.putNode(node)).toBeNull();
      expect(await stories.putNode(nodeOf('put', { articleId: 'another' }))).toEqual(node);
      expect(await stories.getNode(id('put'))).toEqual(node);
      expect(await stories.getNode(id('none'))).toBeNull();
      expect(await stories.getNodes([id('put'), id('none')])).toEqual([node]);
    });

    test('sets a parent once, and tells whose it is', async () => {
      const { stories } = ports;
      await stories.putNode(nodeOf('link'));
      expect(await stories.linkNode(ref('link'), ref('first'), id('me'), 5)).toBeNull();
      expect(await stories.linkNode(ref('link'), ref('first'), id('me'), 5)).toBeNull();
      expect(await stories.linkNode(ref('link'), ref('second'), id('me'), 5)).toEqual(ref('first'));
      expect(await stories.linkNode(ref('link'), ref('first'), id('other'), 5)).toEqual(ref('first'));
      expect(await stories.getNode(id('link'))).toEqual(
        nodeOf('link', { parent: ref('first'), demotedBy: id('me'), expiresAt: 2_000_000_000 }),
      );
    });

    test('links a node that has expired by making it anew', async () => {
      const { stories } = ports;
      expect(await stories.linkNode(ref('gone'), ref('first'), id('me'), 5)).toBeNull();
      expect(await stories.getNode(id('gone'))).toEqual(
        nodeOf('gone', { signature: null, parent: ref('first'), demotedBy: id('me'), expiresAt: 5 }),
      );
    });

    test('moves a parent up, never down, and never gives one', async () => {
      const { stories } = ports;
      await stories.putNode(nodeOf('raise', { parent: ref('m') }));
      await stories.raiseParent(id('raise'), ref('n'));
      expect((await stories.getNode(id('raise')))!.parent).toEqual(ref('m'));
      await stories.raiseParent(id('raise'), ref('c'));
      expect((await stories.getNode(id('raise')))!.parent).toEqual(ref('c'));
      await stories.putNode(nodeOf('root'));
      await stories.raiseParent(id('root'), ref('c'));
      expect((await stories.getNode(id('root')))!.parent).toBeNull();
    });

    test('notes demotions, each once, and only on a node that is there', async () => {
      const { stories } = ports;
      await stories.putNode(nodeOf('note'));
      for (const name of ['x', 'y', 'x']) await stories.noteDemotion(id('note'), id(name));
      expect((await stories.getNode(id('note')))!.demotes.sort()).toEqual([id('x'), id('y')]);
      await expect(stories.noteDemotion(id('nobody'), id('x'))).rejects.toThrow();
    });

    test('keeps nodes and buckets within the 1 KB of one write unit', async () => {
      const { stories } = ports;
      // Many facts and shingles: nothing is left of either sketch.
      const text = Array.from({ length: 9000 }, (_, i) => (i % 5 === 0 ? `${i * 37}` : `word${i}`)).join(' ');
      const { bytes } = signText(text);
      db.takeUnits();
      const name = 'f'.repeat(32);
      const articleId = 'a'.repeat(32);
      const parent = { nodeId: id('e'), articleId };
      await stories.putNode(nodeOf(name, { articleId, signature: bytes }));
      await stories.linkNode({ nodeId: id(name), articleId }, parent, id('d'), 2_000_000_000);
      expect(db.takeUnits().stories).toEqual({ read: 0, write: 2 });
      for (let i = 0; i < BUCKET_CAP; i++)
        await stories.appendToBucket('1s0123456789abcdef', id(`c${i}`), 2_000_000_000);
      expect(db.takeUnits().stories).toEqual({ read: 0, write: BUCKET_CAP });
    });

    test('gives both kinds of items their expiry', async () => {
      await arrive({ id: 'expiry', text: filler(901, 200), at: 1 });
      const expiresAt = NOW.getTime() / 1000 + 30 * 86_400;
      const { keys } = signText(filler(901, 200));
      for (const key of [
        nodeKey(nodeIdOf('2024-03-01T00:01:00.000Z', 'expiry'.padEnd(32, '0'))),
        shingleKey(keys[0]!),
      ]) {
        expect(await getItem(db.client, db.tables.stories, key, { consistent: true })).toMatchObject({ expiresAt });
      }
    });
  });

  describe('the article store', () => {
    test('writes under its condition, and returns what stands instead', async () => {
      const { articles } = ports;
      await arrive({ id: 'store1', url: 'https://example.org/store', text: filler(902, 200), at: 1 });
      const { articleId } = cleaned({ id: 'store1', url: 'https://example.org/store', text: 'x', at: 1 });
      const standing = (await articles.get(articleId))!;
      expect(await articles.put(standing, null)).toEqual(standing);
      expect(await articles.put(standing, { ...standing, order: 'other' })).toEqual(standing);
      expect(await articles.put(standing, { ...standing, documentId: 'other' })).toEqual(standing);
      expect(await articles.put({ ...standing, trace: 'new' }, standing)).toBeNull();
      expect(await articles.get(articleId)).toEqual({ ...standing, trace: 'new' });
      expect(await articles.raiseOrder(articleId, 'Z', { ...standing, order: 'other' })).toMatchObject({
        trace: 'new',
      });
      expect(await articles.raiseOrder(articleId, 'Z', standing)).toBeNull();
      expect(await articles.get(articleId)).toMatchObject({ order: 'Z' });
      expect(await articles.get('nothing')).toBeNull();
    });

    test('keeps copies, and only copies, in the index by story', async () => {
      const { articles } = ports;
      const message = cleaned({ id: 'member', text: filler(903, 200), at: 1 });
      await sent(await deduplicate(message, ports));
      const { articleId } = message;
      const members = async () => {
        const items = queryItems(db.client, {
          TableName: db.tables.articles,
          IndexName: INDEX.articlesByStory,
          KeyConditionExpression: 'storyPk = :story',
          ExpressionAttributeValues: { ':story': storyMemberKey('some-story', '').storyPk },
        });
        return (await all(items)).map((item) => item.pk);
      };
      expect(await members()).toEqual([]);
      await articles.setStory(articleId, 'another document', 'copy', 'some-story');
      expect(await members()).toEqual([]);
      await articles.setStory(articleId, message.document.documentId, 'copy', 'some-story');
      expect(await members()).toEqual([`ARTICLE#${articleId}`]);
      expect(await articles.get(articleId)).toMatchObject({ role: 'copy', storyId: 'some-story' });
      await articles.setStory(articleId, message.document.documentId, 'first', 'some-story');
      expect(await members()).toEqual([]);
    });

    test('keeps the text so that it can be sent on', async () => {
      const message = cleaned({ id: 'text', text: filler(904, 200), at: 1 });
      await sent(await deduplicate(message, ports));
      const { text } = (await ports.articles.get(message.articleId))!;
      expect(await ports.texts.unpack(text)).toEqual(message.text);
    });
  });

  test('the ledger is opened again for a document that ended as a copy, and for no other', async () => {
    const { document } = cleaned({ id: 'reopen', text: 'x', at: 1 });
    const state = async () =>
      (await getItem(db.client, db.tables.articles, ledgerKey(document.documentId), { consistent: true }))?.state;
    const extracted = { state: 'extracted', articleId: 'a', storyId: 's', claims: 1 } as const;
    const record = () =>
      recordInLedger(db.client, db.tables.articles, {
        document,
        stage: 'extract',
        outcome: extracted,
        title: null,
        recordedAt: NOW.toISOString(),
      });
    await ports.ledger.record(
      document,
      { state: 'revision', articleId: 'a', supersededBy: { documentId: 'd' } },
      'Title',
    );
    await record();
    expect(await state()).toBe('revision');
    await ports.ledger.reopen(document, 'Title');
    expect(await state()).toBe('revision');
    const of = { articleId: 'b', documentId: 'e' };
    const copy = { state: 'duplicate', articleId: 'a', storyId: 's', of, similarity: 1 } as const;
    await ports.ledger.record(document, { ...copy, relation: 'same-text' }, 'Title');
    await ports.ledger.reopen(document, 'Title');
    expect(await state()).toBe('duplicate');
    await ports.ledger.record(document, { ...copy, relation: 'near-duplicate' }, 'Title');
    await ports.ledger.reopen(document, 'Title');
    expect(await state()).toBe('failed');
    await record();
    expect(await state()).toBe('extracted');
  });

  test.each([1, 2])(
    'copies that arrive together are one story of the earliest (run %i)',
    { timeout: 60_000 },
    async (run) => {
      const text = filler(910 + run, 250);
      const uploads = Array.from({ length: 6 }, (_, i) => ({
        id: `${run}c${i}`,
        text: i % 3 === 0 ? text : `${text} Printed by outlet ${i}.`,
        at: 100 * run + ((i * 5) % 6),
      }));
      const outcomes = await Promise.all([...uploads, ...uploads].map(arrive));
      const messages = uploads.map((upload) => cleaned(upload));
      const earliest = messages.find(
        ({ document }) => document.eventTime === cleaned({ ...uploads[0]!, at: 100 * run }).document.eventTime,
      )!;
      for (const { articleId } of messages) {
        const article = (await ports.articles.get(articleId))!;
        const root = await storyRootOf(ports.stories.getNode, article);
        expect(root.articleId).toBe(earliest.articleId);
        expect(article.role).toBe(articleId === earliest.articleId ? 'first' : 'copy');
      }
      // Whoever was sent on and is not the first was taken back.
      const sent = outcomes.flatMap((outcome) => (outcome.kind === 'forward' ? outcome.messages : []));
      const withdrawn = new Set(
        sent.filter(({ type }) => type === 'article-withdrawn').map(({ articleId }) => articleId),
      );
      const unique = new Set(sent.filter(({ type }) => type === 'article-unique').map(({ articleId }) => articleId));
      expect(unique.has(earliest.articleId)).toBe(true);
      expect(withdrawn.has(earliest.articleId)).toBe(false);
      for (const articleId of unique) if (articleId !== earliest.articleId) expect(withdrawn).toContain(articleId);
    },
  );

  describe('consumes', () => {
    const text = filler(930, 600);

    test('what the stage says of a new article', async () => {
      db.takeUnits();
      await arrive({ id: 'cost-new', text, at: 1 });
      const { articles, stories } = db.takeUnits();
      expect(stories).toEqual({ read: 4 + 8 + 1, write: 1 + 8 });
      expect(articles!.read).toBe(1);
      expect(articles!.write).toBeLessThanOrEqual(3);
    });

    test('what the stage says of a copy', async () => {
      await arrive({ id: 'cost-first', text: filler(931, 600), at: 1 });
      db.takeUnits();
      await arrive({ id: 'cost-copy', text: `${filler(931, 600)} Read more tomorrow.`, at: 2 });
      const { articles, stories } = db.takeUnits();
      expect(stories).toEqual({ read: 4 + 1, write: 1 });
      expect(articles!.read).toBe(1);
      // One more for the index by story.
      expect(articles!.write).toBeLessThanOrEqual(4);
    });

    test('what the stage says of the same text again', async () => {
      await arrive({ id: 'cost-text', url: 'https://example.org/cost-text', text: filler(932, 600), at: 1 });
      db.takeUnits();
      await arrive({ id: 'cost-text2', url: 'https://example.org/cost-text', text: filler(932, 600), at: 2 });
      expect(db.takeUnits()).toEqual({
        articles: { read: 1, write: expect.any(Number) },
        stories: { read: 1, write: 0 },
      });
    });
  });
});
