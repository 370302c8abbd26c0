// What becomes of a document, case by case.
import { describe, expect, test } from 'vitest';
import { type DeduplicatePorts, deduplicate, relationOf } from '../../../functions/deduplicate/deduplicate.ts';
import { likenessOfNodes } from '../../../functions/deduplicate/likeness.ts';
import { memoryStores } from '../../../functions/deduplicate/memory-store.ts';
import { signText } from '../../../functions/deduplicate/signature.ts';
import { nodeIdOf } from '../../../shared/keys.ts';
import { filler } from '../../support/articles.ts';
import { cleaned, type Upload } from '../../support/cleaned.ts';
import { sent } from '../../support/sent.ts';

function setUp() {
  const stores = memoryStores();
  const ports: DeduplicatePorts = { ...stores, now: () => new Date(0), windowDays: 30 };
  return {
    contents: stores.contents,
    arrive: async (upload: Upload) => sent(await deduplicate(cleaned(upload), ports)),
    article: (upload: Upload) => stores.contents.articles.get(cleaned(upload).articleId)!,
    ports,
  };
}

const node = (upload: Upload) => {
  const { document } = cleaned(upload);
  return nodeIdOf(document.eventTime, document.documentId);
};

describe('what a document is to the article as it stands', () => {
  const current = { documentId: 'd', nodeId: 'n5', order: 'o5', textVersion: 't', textSince: 'o2' };
  const arrival = { documentId: 'e', nodeId: 'n6', order: 'o6', textVersion: 't' };
  test.each([
    ['new', arrival, null],
    ['again', { ...arrival, documentId: 'd' }, current],
    ['recleaned', { ...arrival, documentId: 'd', textVersion: 'u' }, current],
    ['same-text', arrival, current],
    ['same-text', { ...arrival, order: 'o3' }, current],
    ['earlier-print', { ...arrival, nodeId: 'n4', order: 'o3' }, current],
    // This text stood before another one replaced it: its return is newer than that, this document is not.
    ['older', { ...arrival, nodeId: 'n1', order: 'o2' }, current],
    ['newer', { ...arrival, textVersion: 'u' }, current],
    ['older', { ...arrival, textVersion: 'u', order: 'o5' }, current],
    ['older', { ...arrival, textVersion: 'u', order: 'o4' }, current],
  ] as const)('%s: %j to %j', (relation, document, article) => {
    expect(relationOf(document, article)).toBe(relation);
  });
});

describe('a new article', () => {
  const upload = { id: 'a', text: filler(1, 200), at: 1 };

  test('is stored as the first of its story and sent on', async () => {
    const { arrive, article, contents } = setUp();
    const message = cleaned(upload);
    expect(await arrive(upload)).toEqual({
      kind: 'forward',
      messages: [
        {
          v: 1,
          type: 'article-unique',
          document: message.document,
          trace: 'trace-a',
          sentAt: new Date(0).toISOString(),
          articleId: message.articleId,
          textVersion: message.textVersion,
          storyId: node(upload),
          nodeId: node(upload),
          article: message.article,
          text: message.text,
        },
      ],
    });
    expect(article(upload)).toMatchObject({ role: 'first', storyId: node(upload), replaced: null, textSince: '' });
    expect(contents.nodes.get(node(upload))).toMatchObject({ parent: null, demotedBy: null, expiresAt: 30 * 86_400 });
    expect(contents.buckets.size).toBe(8);
    expect(contents.ledger.size).toBe(0);
  });

  test('is sent on again when its message comes again, and nothing else changes', async () => {
    const { arrive, contents } = setUp();
    const first = await arrive(upload);
    const before = structuredClone(contents);
    expect(await arrive(upload)).toEqual(first);
    expect(contents).toEqual(before);
  });

  test('without a word is sent on, and found by nobody', async () => {
    const { arrive, contents } = setUp();
    expect(await arrive({ id: 'a', text: '…', at: 1 })).toMatchObject({ kind: 'forward' });
    expect(await arrive({ id: 'b', text: '!', at: 2 })).toMatchObject({ kind: 'forward' });
    expect(contents.buckets.size).toBe(0);
  });
});

describe('how alike a copy is', () => {
  const sentences = filler(1, 300).split(/(?<=\.) /);
  const first = { id: 'a', text: sentences.join(' '), at: 1 };
  // Each without a tenth of its own; the second of them holds a new ending, which the third has too.
  const cut = { id: 'b', text: [...sentences.slice(3), filler(7, 100)].join(' '), at: 2 };
  const cutTwice = { id: 'c', text: [...sentences.slice(6), filler(7, 100)].join(' '), at: 3 };

  test('is told against the first, whatever else is known when it comes', async () => {
    const alone = setUp();
    await alone.arrive(first);
    const expected = await alone.arrive(cutTwice);
    const { arrive } = setUp();
    await arrive(first);
    await arrive(cut);
    expect(await arrive(cutTwice)).toEqual(expected);
    expect(expected).toMatchObject({ state: { similarity: expect.closeTo(0.75, 1) } });
  });

  test('is told likewise when the first comes last', async () => {
    const { arrive, article, ports } = setUp();
    for (const upload of [cutTwice, cut, first]) await arrive(upload);
    const { nodeId } = article(cutTwice);
    expect(await likenessOfNodes(ports.stories.getNode, nodeId, node(first))).toBeCloseTo(0.75, 1);
  });

  test('is one for texts too short to be sampled, which are copies word for word only', async () => {
    const { arrive } = setUp();
    const brief = { id: 'd', text: 'Ferry sold.', at: 4 };
    await arrive(brief);
    expect(await arrive({ ...brief, id: 'e', at: 5 })).toMatchObject({ state: { similarity: 1 } });
  });

  test('is not told of a text that has expired, nor of a short and a long one', async () => {
    const { arrive, ports } = setUp();
    const brief = { id: 'd', text: 'Ferry sold.', at: 4 };
    for (const upload of [first, brief]) await arrive(upload);
    const { getNode } = ports.stories;
    expect(await likenessOfNodes(getNode, node(first), node(brief))).toBeNull();
    expect(await likenessOfNodes(getNode, node(brief), node(first))).toBeNull();
    expect(await likenessOfNodes(getNode, node(first), 'expired')).toBeNull();
    expect(await likenessOfNodes(getNode, 'expired', node(first))).toBeNull();
    expect(await likenessOfNodes(async () => ({ signature: null }), node(first), node(brief))).toBeNull();
  });
});

describe('a copy at another address', () => {
  const first = { id: 'a', text: filler(1, 200), at: 1 };
  const copy = { id: 'b', text: `${filler(1, 200)} Read more tomorrow.`, at: 2 };

  test('uploaded later is a duplicate of the first, listed in its story, entered under no key', async () => {
    const { arrive, article, contents } = setUp();
    await arrive(first);
    const buckets = structuredClone(contents.buckets);
    expect(await arrive(copy)).toEqual({
      kind: 'finish',
      state: {
        state: 'duplicate',
        articleId: cleaned(copy).articleId,
        storyId: node(first),
        of: { articleId: cleaned(first).articleId, documentId: cleaned(first).document.documentId },
        relation: 'near-duplicate',
        similarity: 1,
      },
      title: 'Title of b',
    });
    expect(article(copy)).toMatchObject({ role: 'copy', storyId: node(first) });
    expect(contents.nodes.get(node(copy))).toMatchObject({ parent: { nodeId: node(first) }, demotedBy: null });
    expect(contents.buckets).toEqual(buckets);
  });

  test('uploaded earlier takes the place of the one that came first, whose claims are withdrawn', async () => {
    const { arrive, article, contents } = setUp();
    const early = { ...copy, at: 0 };
    await arrive(first);
    expect(await arrive(early)).toMatchObject({
      kind: 'forward',
      messages: [
        { type: 'article-unique', articleId: cleaned(early).articleId, storyId: node(early) },
        {
          type: 'article-withdrawn',
          articleId: cleaned(first).articleId,
          nodeId: node(first),
          document: cleaned(first).document,
          trace: 'trace-a',
        },
      ],
    });
    expect(article(first)).toMatchObject({ role: 'copy', storyId: node(early) });
    expect(contents.nodes.get(node(first))).toMatchObject({ parent: { nodeId: node(early) }, demotedBy: node(early) });
  });

  test('is sent with the same corrections when its message comes again', async () => {
    const { arrive } = setUp();
    const early = { ...copy, at: 0 };
    await arrive(first);
    const outcome = await arrive(early);
    expect(await arrive(early)).toEqual(outcome);
  });

  test('that joins two stories is a duplicate, and the later of the two is withdrawn', async () => {
    const { arrive, article, contents } = setUp();
    const left = { id: 'l', text: filler(1, 200), at: 1 };
    const right = { id: 'r', text: filler(2, 200), at: 2 };
    const bridge = { id: 'x', text: `${filler(1, 200)} ${filler(2, 200)}`, at: 3 };
    await arrive(left);
    await arrive(right);
    expect(await arrive(bridge)).toMatchObject({
      kind: 'forward',
      messages: [{ type: 'article-withdrawn', articleId: cleaned(right).articleId, nodeId: node(right) }],
    });
    expect(contents.ledger.get(cleaned(bridge).document.documentId)).toMatchObject({
      state: 'duplicate',
      of: { articleId: cleaned(left).articleId },
    });
    for (const upload of [right, bridge]) expect(article(upload)).toMatchObject({ role: 'copy', storyId: node(left) });
  });

  test('that is much longer than what it copies is entered under its own keys', async () => {
    const { arrive, contents } = setUp();
    await arrive(first);
    await arrive({ id: 'long', text: `${filler(1, 200)} ${filler(3, 200)}`, at: 2 });
    expect(contents.buckets.size).toBeGreaterThan(8);
    // A copy of the other half finds its way to the same story.
    expect(await arrive({ id: 'half', text: filler(3, 200), at: 3 })).toMatchObject({
      kind: 'finish',
      state: { state: 'duplicate', storyId: node(first) },
    });
  });

  test('in standing text that fills a bucket is not entered there any more, but still looked for', async () => {
    const { arrive, contents, ports } = setUp();
    await arrive(first);
    const [key] = contents.buckets.keys();
    for (let i = 0; i < 19; i++) await ports.stories.appendToBucket(key!, `other${i}`, 0);
    // A text that shares this shingle only: the bucket is full for it.
    const full = contents.buckets.get(key!)!.size;
    expect(full).toBe(20);
    expect(await arrive(copy)).toMatchObject({ kind: 'finish', state: { storyId: node(first) } });
    contents.nodes.clear();
    contents.articles.clear();
    await arrive({ ...first, id: 'c', at: 5 });
    expect(contents.buckets.get(key!)!.size).toBe(full);
    expect(
      [...contents.buckets.values()].filter((bucket) => bucket.has(node({ ...first, id: 'c', at: 5 }))),
    ).toHaveLength(7);
  });

  test('of an article whose node has expired starts a story of its own', async () => {
    const { arrive, contents } = setUp();
    await arrive(first);
    contents.nodes.delete(node(first));
    expect(await arrive(copy)).toMatchObject({ kind: 'forward', messages: [{ storyId: node(copy) }] });
  });

  test('names the first article after its node has expired', async () => {
    const { arrive, contents } = setUp();
    const long = { id: 'long', text: `${filler(1, 200)} ${filler(3, 200)}`, at: 2 };
    await arrive(first);
    await arrive(long);
    contents.nodes.delete(node(first));
    expect(await arrive({ id: 'half', text: filler(3, 200), at: 3 })).toMatchObject({
      state: { state: 'duplicate', of: { articleId: cleaned(first).articleId } },
    });
  });
});

describe('the same text again at the same address', () => {
  const url = 'https://example.org/page';
  const first = { id: 'a', url, text: filler(1, 200), at: 2 };

  test('uploaded later is a duplicate, and what lies between cannot replace the text any more', async () => {
    const { arrive, article, contents } = setUp();
    await arrive(first);
    expect(await arrive({ ...first, id: 'b', at: 4 })).toEqual({
      kind: 'finish',
      state: {
        state: 'duplicate',
        articleId: cleaned(first).articleId,
        storyId: node(first),
        of: { articleId: cleaned(first).articleId, documentId: cleaned(first).document.documentId },
        relation: 'same-text',
        similarity: 1,
      },
      title: 'Title of b',
    });
    expect(contents.nodes.size).toBe(1);
    expect(await arrive({ id: 'c', url, text: filler(2, 200), at: 3 })).toMatchObject({
      kind: 'forward',
      messages: [{ type: 'article-unique', textVersion: cleaned(first).textVersion }],
    });
    expect(contents.ledger.get(cleaned({ ...first, id: 'c' }).document.documentId)).toMatchObject({
      state: 'revision',
    });
    expect(article(first)).toMatchObject({ documentId: cleaned(first).document.documentId });
  });

  test('uploaded earlier stands for the text from now on', async () => {
    const { arrive, article, contents } = setUp();
    const early = { ...first, id: 'b', at: 1 };
    await arrive(first);
    expect(await arrive(early)).toMatchObject({ kind: 'forward', messages: [{ storyId: node(early) }] });
    expect(article(first)).toMatchObject({ documentId: cleaned(early).document.documentId, storyId: node(early) });
    expect(contents.ledger.get(cleaned(first).document.documentId)).toMatchObject({
      state: 'duplicate',
      relation: 'same-text',
      of: { documentId: cleaned(early).document.documentId },
    });
  });
});

describe('another text at the same address', () => {
  const url = 'https://example.org/page';
  const first = { id: 'a', url, text: filler(1, 200), at: 1 };
  const second = { id: 'b', url, text: filler(2, 200), at: 2 };

  test('that is newer replaces the text, keeps the old one as a revision, and stays in its story', async () => {
    const { arrive, article, contents } = setUp();
    await arrive(first);
    expect(await arrive(second)).toMatchObject({
      kind: 'forward',
      messages: [{ type: 'article-unique', textVersion: cleaned(second).textVersion, storyId: node(first) }],
    });
    expect(article(first)).toMatchObject({
      textVersion: cleaned(second).textVersion,
      role: 'first',
      nodeId: node(second),
    });
    expect([...contents.revisions.values()]).toMatchObject([{ textVersion: cleaned(first).textVersion }]);
    expect(contents.ledger.get(cleaned(first).document.documentId)).toEqual({
      state: 'revision',
      articleId: cleaned(first).articleId,
      supersededBy: { documentId: cleaned(second).document.documentId },
    });
  });

  test('that is older leaves its record only, and the newest is sent on again', async () => {
    const { arrive, article, contents } = setUp();
    await arrive(second);
    expect(await arrive(first)).toMatchObject({
      kind: 'forward',
      messages: [{ type: 'article-unique', textVersion: cleaned(second).textVersion, storyId: node(first) }],
    });
    expect(contents.ledger.get(cleaned(first).document.documentId)).toMatchObject({ state: 'revision' });
    expect([...contents.revisions.values()]).toMatchObject([{ textVersion: cleaned(first).textVersion }]);
    expect(article(first)).toMatchObject({ textVersion: cleaned(second).textVersion, role: 'first' });
  });

  test('that is older and makes the article the first of its story takes its copies out of the ledger', async () => {
    const { arrive, article, contents } = setUp();
    const other = { id: 'o', text: filler(2, 200), at: 1.5 };
    await arrive(other);
    const copy = await arrive(second);
    expect(copy).toMatchObject({ kind: 'finish', state: { state: 'duplicate' } });
    // As the frame does.
    if (copy.kind === 'finish') contents.ledger.set(cleaned(second).document.documentId, copy.state);
    expect(await arrive(first)).toMatchObject({
      kind: 'forward',
      messages: [
        { type: 'article-unique', articleId: cleaned(second).articleId, text: { text: second.text } },
        { type: 'article-withdrawn', articleId: cleaned(other).articleId },
      ],
    });
    expect(contents.ledger.get(cleaned(second).document.documentId)).toBe('reopened');
    expect(article(second)).toMatchObject({ role: 'first' });
    expect(article(other)).toMatchObject({ role: 'copy' });
  });

  test('of an article that is a copy stays a copy of the first', async () => {
    const { arrive, article } = setUp();
    const other = { id: 'o', text: filler(1, 200), at: 0 };
    await arrive(other);
    await arrive(first);
    expect(await arrive(second)).toMatchObject({
      kind: 'finish',
      // Of its article's story, whatever its text: that has nothing of the first's but words in common.
      state: { state: 'duplicate', storyId: node(other), similarity: expect.closeTo(0.07, 2) },
    });
    expect(article(second)).toMatchObject({ role: 'copy', textVersion: cleaned(second).textVersion });
  });

  test('that replaces one whose own replacing was cut off carries that out first', async () => {
    const { arrive, contents } = setUp();
    await arrive(first);
    await arrive(second);
    contents.ledger.clear();
    await arrive({ id: 'c', url, text: filler(3, 200), at: 3 });
    expect([...contents.ledger.keys()]).toEqual([
      cleaned(first).document.documentId,
      cleaned(second).document.documentId,
    ]);
  });
});

test('a document that was cleaned to another text than before replaces its own text and leaves no revision', async () => {
  const { arrive, article, contents } = setUp();
  const url = 'https://example.org/page';
  await arrive({ id: 'a', url, text: filler(1, 200), at: 1 });
  expect(await arrive({ id: 'a', url, text: `${filler(1, 190)} Anew.`, at: 1 })).toMatchObject({ kind: 'forward' });
  expect(article({ id: 'a', url, text: '', at: 1 })).toMatchObject({
    textVersion: cleaned({ id: 'a', url, text: `${filler(1, 190)} Anew.`, at: 1 }).textVersion,
    replaced: null,
  });
  expect(contents.revisions.size).toBe(0);
  expect(contents.ledger.size).toBe(0);
});

test('a long way to the root is shortened', async () => {
  const { arrive, contents, article } = setUp();
  const text = filler(1, 200);
  const tails = Array.from({ length: 7 }, (_, i) => ({ id: `t${i}`, text: `${text} Tail ${i}.`, at: 10 - i }));
  for (const upload of tails) await arrive(upload);
  const root = node(tails.at(-1)!);
  expect(contents.nodes.get(node(tails[0]!))!.parent!.nodeId).not.toBe(node(tails[1]!));
  for (const upload of tails) expect(article(upload).role).toBe(upload === tails.at(-1) ? 'first' : 'copy');
  expect(contents.nodes.get(root)!.parent).toBeNull();
});

test('a stories table whose parents do not get smaller is reported, not followed for ever', async () => {
  const { arrive, contents } = setUp();
  const first = { id: 'a', text: filler(1, 200), at: 1 };
  await arrive(first);
  const standing = contents.nodes.get(node(first))!;
  contents.nodes.set(node(first), { ...standing, parent: { nodeId: node(first), articleId: 'x' } });
  await expect(arrive({ id: 'b', text: filler(1, 200), at: 2 })).rejects.toThrow(/expected a parent of smaller id/);
});

test('a newer text that comes while the same text is noted makes it a revision', async () => {
  const { arrive, ports, contents, article } = setUp();
  const url = 'https://example.org/page';
  const first = { id: 'a', url, text: filler(1, 200), at: 1 };
  const again = { ...first, id: 'b', at: 2 };
  const newer = { id: 'c', url, text: filler(2, 200), at: 3 };
  await arrive(first);
  const { raiseOrder } = ports.articles;
  const interrupted = {
    ...ports,
    articles: {
      ...ports.articles,
      async raiseOrder(...args: Parameters<typeof raiseOrder>) {
        await arrive(newer);
        return raiseOrder(...args);
      },
    },
  };
  await sent(await deduplicate(cleaned(again), interrupted));
  expect(contents.ledger.get(cleaned(again).document.documentId)).toMatchObject({
    state: 'revision',
    supersededBy: { documentId: cleaned(newer).document.documentId },
  });
  expect(article(first).textVersion).toBe(cleaned(newer).textVersion);
  expect([...contents.revisions.values()].map(({ textVersion }) => textVersion)).toContain(cleaned(first).textVersion);
});

test('a text in the same buckets that is another one joins no story', async () => {
  const { arrive, contents } = setUp();
  const first = { id: 'a', text: filler(1, 200), at: 1 };
  const other = { id: 'b', text: filler(2, 200), at: 2 };
  await arrive(first);
  for (const key of signText(other.text).keys) contents.buckets.set(key, new Set([node(first)]));
  expect(await arrive(other)).toMatchObject({ kind: 'forward' });
  expect(contents.nodes.get(node(other))!.parent).toBeNull();
});
