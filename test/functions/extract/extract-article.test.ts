// Whatever the order, the repetitions and the kills: the claims table ends with the claims of what stands, and no others.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ClaimItem,
  type PostingItem,
  sameContent,
  type TableKey,
} from '../../../functions/extract/claim-items.ts';
import type { ClaimStore } from '../../../functions/extract/claim-store.ts';
import { type ExtractPorts, extractArticle } from '../../../functions/extract/extract-article.ts';
import { nodeIdOf, textVersionOf } from '../../../shared/keys.ts';
import type { ArticleUnique, ArticleWithdrawn, UniqueQueueMessage } from '../../../shared/messages/article-unique.ts';
import type { Document } from '../../../shared/records/ledger.ts';
import type { Outcome } from '../../../shared/stage/outcome.ts';
import { extractedClaim } from '../../support/claims.ts';

const ARTICLE = 'a'.repeat(32);
/** Root of the other article's story, named by its upload's time and document. */
const ROOT_NODE = nodeIdOf('2024-02-29T00:00:00.000Z', 'other');
const OTHER = 'b'.repeat(32);
/** Texts of the article, older first. Each sentence is a claim; each has a name of its own and one shared by all. */
const TEXTS = [
  'Alpha shut the Mill gate. Delta left.',
  'Bravo shut the Mill gate. Delta left for good.',
  'Echo opened it.',
];

function documentAt(version: number): Document {
  return {
    documentId: `doc-${version}`,
    bucket: 'articles',
    key: 'incoming/a.txt',
    versionId: `v${version}`,
    sequencer: `0${version}`,
    entry: null,
    entryIndex: 0,
    eventTime: `2024-03-01T00:00:0${version}.000Z`,
    sizeBytes: 10,
  };
}

function uniqueMessage(version: number): ArticleUnique {
  const text = TEXTS[version]!;
  return {
    v: 1,
    type: 'article-unique',
    document: documentAt(version),
    trace: `doc-${version}`,
    sentAt: '2024-03-01T00:00:10.000Z',
    articleId: ARTICLE,
    textVersion: textVersionOf(text),
    storyId: `node-${version}`,
    nodeId: `node-${version}`,
    article: { title: 'The mill', authors: [], site: null, lang: null, url: null, publishedAt: null, modifiedAt: null },
    text: { kind: 'inline', text },
  };
}

const withdrawnMessage = (version: number): ArticleWithdrawn => ({
  v: 1,
  type: 'article-withdrawn',
  document: documentAt(version),
  trace: 't',
  sentAt: '2024-03-01T00:00:11.000Z',
  articleId: ARTICLE,
  nodeId: `node-${version}`,
});

/** One claim per sentence, naming its capitalised words. */
const extractSentences: ExtractPorts['extract'] = ({ text }) =>
  [...text.matchAll(/[^.]+\./g)].map((match) => {
    const exact = match[0].trim();
    const start = text.indexOf(exact);
    const content = [{ start, end: start + exact.length, exact }];
    const entities = [...exact.matchAll(/\b[A-Z]\w+/g)].map((name) => ({
      text: name[0],
      start: start + name.index,
      end: start + name.index + name[0].length,
      type: 'other' as const,
    }));
    return extractedClaim(exact, { content, entities });
  });

type Pause = <T>(label: string, value: T) => Promise<T>;
const noPause: Pause = async (_label, value) => value;

/** The world of one article: its tables in memory, with one atomic step per call. */
function world() {
  const claims = new Map<string, ClaimItem>();
  const postings = new Map<string, PostingItem>();
  const state = { version: 0, root: ARTICLE, writes: 0 };
  const keyOf = ({ pk, sk }: TableKey) => `${pk} ${sk}`;

  const portsOf = (pause: Pause, nodeFirst = false): ExtractPorts => {
    // Documents of one article are one story: each node points to the first's, and that to another story's when demoted.
    const node: ExtractPorts['node'] = async (nodeId) => {
      await pause('node', 0);
      if (nodeId === ROOT_NODE) return { articleId: OTHER, parent: null };
      const root =
        state.root === ARTICLE ? { nodeId: 'node-0', articleId: ARTICLE } : { nodeId: ROOT_NODE, articleId: OTHER };
      return { articleId: ARTICLE, parent: nodeId === root.nodeId ? null : root };
    };
    const store: ClaimStore = {
      async claimsOf() {
        await pause('claimsOf', 0);
        return [...claims.values()];
      },
      async write(puts, deletes) {
        const keys = [...puts, ...deletes].map(keyOf);
        expect(new Set(keys).size, 'BatchWriteItem refuses an item that is named twice').toBe(keys.length);
        // BatchWriteItem is many writes, not one.
        for (const item of puts) {
          await pause('put', 0);
          state.writes++;
          if ('kind' in item && item.kind.endsWith('posting')) postings.set(keyOf(item), item as PostingItem);
          else claims.set(keyOf(item), item as ClaimItem);
        }
        for (const key of deletes) {
          await pause('delete', 0);
          state.writes++;
          claims.delete(keyOf(key));
          postings.delete(keyOf(key));
        }
      },
    };
    return {
      async articleAndNode(_articleId, nodeId) {
        // One call reads two items, one after the other.
        const reads = {
          article: async () => {
            await pause('article', 0);
            return {
              documentId: `doc-${state.version}`,
              textVersion: textVersionOf(TEXTS[state.version]!),
              nodeId: `node-${state.version}`,
            };
          },
          node: () => node(nodeId),
        };
        if (nodeFirst) {
          const early = await reads.node();
          return { article: await reads.article(), node: early };
        }
        return { article: await reads.article(), node: await reads.node() };
      },
      node,
      likeness: async (nodeId, otherId) => (nodeId === `node-${state.version}` && otherId === ROOT_NODE ? 0.91 : null),
      claims: store,
      readText: async (carrier) => (carrier.kind === 'inline' ? carrier.text : ''),
      extract: extractSentences,
      extractor: { name: 'sentences', version: '1.0.0' },
      now: () => new Date('2024-03-01T01:00:00Z'),
    };
  };
  const contents = () => ({
    claims: [...claims.values()].map((claim) => claim.text).sort(),
    postings: [...postings.values()].map((posting) => `${posting.pk}: ${posting.claimIds.length}`).sort(),
  });
  return { claims, postings, state, portsOf, contents };
}

const run = (scene: ReturnType<typeof world>, message: UniqueQueueMessage) =>
  extractArticle(message, scene.portsOf(noPause));
const stateOf = (outcome: Outcome<never>) => (outcome.kind === 'finish' ? outcome.state : outcome);

describe('one message', () => {
  test('an article that stands gets its claims and postings', async () => {
    const scene = world();
    expect(stateOf(await run(scene, uniqueMessage(0)))).toEqual({
      state: 'extracted',
      articleId: ARTICLE,
      storyId: 'node-0',
      claims: 2,
    });
    expect(scene.contents().claims).toEqual(['Alpha shut the Mill gate.', 'Delta left.']);
    expect(scene.contents().postings).toEqual([
      expect.stringMatching(/^DAY#2024-03-01#\d+: 2$/),
      'ENTITY#alpha: 1',
      'ENTITY#delta: 1',
      'ENTITY#mara-lindqvist: 2',
      'ENTITY#mill: 1',
    ]);
  });

  test('again, it writes nothing', async () => {
    const scene = world();
    await run(scene, uniqueMessage(0));
    const { writes } = scene.state;
    expect(stateOf(await run(scene, uniqueMessage(0)))).toMatchObject({ state: 'extracted', claims: 2 });
    expect(scene.state.writes).toBe(writes);
  });

  test('a newer text replaces claims and postings, and keeps none of the old', async () => {
    const scene = world();
    await run(scene, uniqueMessage(0));
    scene.state.version = 1;
    await run(scene, uniqueMessage(1));
    expect(scene.contents().claims).toEqual(['Bravo shut the Mill gate.', 'Delta left for good.']);
    expect(scene.contents().postings.join()).not.toContain('alpha');
  });

  test('a text that is superseded is left out and told so', async () => {
    const scene = world();
    scene.state.version = 1;
    expect(stateOf(await run(scene, uniqueMessage(0)))).toEqual({
      state: 'revision',
      articleId: ARTICLE,
      supersededBy: { documentId: 'doc-1' },
    });
    expect(scene.contents()).toEqual({ claims: [], postings: [] });
  });

  test('a document cleaned anew is not its own revision', async () => {
    const scene = world();
    const message = { ...uniqueMessage(0), textVersion: textVersionOf('older reading of the same document') };
    expect(await run(scene, message)).toMatchObject({ kind: 'ignore', why: expect.stringContaining('cleaned anew') });
  });

  test('a copy gets no claims, names the first article and says how alike they are', async () => {
    const scene = world();
    scene.state.root = OTHER;
    expect(stateOf(await run(scene, uniqueMessage(0)))).toEqual({
      state: 'duplicate',
      articleId: ARTICLE,
      relation: 'near-duplicate',
      storyId: ROOT_NODE,
      of: { articleId: OTHER, documentId: 'other' },
      similarity: 0.91,
    });
    expect(scene.contents()).toEqual({ claims: [], postings: [] });
  });

  test('withdrawing takes back claims and postings', async () => {
    const scene = world();
    await run(scene, uniqueMessage(0));
    scene.state.root = OTHER;
    expect(stateOf(await run(scene, withdrawnMessage(0)))).toMatchObject({
      state: 'duplicate',
      of: { articleId: OTHER, documentId: 'other' },
      similarity: 0.91,
    });
    expect(scene.contents()).toEqual({ claims: [], postings: [] });
  });

  test('withdrawing an article that stands does nothing', async () => {
    const scene = world();
    await run(scene, uniqueMessage(0));
    const before = scene.contents();
    expect(await run(scene, withdrawnMessage(0))).toMatchObject({ kind: 'ignore' });
    expect(scene.contents()).toEqual(before);
  });

  test('withdrawing for an older document writes no outcome of its own', async () => {
    const scene = world();
    scene.state.version = 1;
    scene.state.root = OTHER;
    expect(await run(scene, withdrawnMessage(0))).toMatchObject({
      kind: 'ignore',
      why: expect.stringContaining('not the article'),
    });
  });

  test('an article that is not stored is an error to retry, not a loss', async () => {
    const scene = world();
    const ports = { ...scene.portsOf(noPause), articleAndNode: async () => ({ article: null, node: null }) };
    await expect(extractArticle(uniqueMessage(0), ports)).rejects.toThrow(/expected it in the articles table/);
  });
});

test('any interleaving, repetition and kill ends with the claims of what stands', async () => {
  const kill = fc.option(fc.integer({ min: 0, max: 12 }), { nil: null, freq: 2 });
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.integer({ min: 0, max: 2 }),
      fc.boolean(),
      fc.array(fc.record({ what: fc.constantFrom(0, 1, 2, 'withdraw' as const), kill }), { maxLength: 4 }),
      fc.boolean(),
      async (scheduler, newest, demoted, extras, nodeFirst) => {
        const scene = world();
        const attempt = async (message: UniqueQueueMessage, killAt: number | null): Promise<void> => {
          let calls = 0;
          let killed = false;
          const pause: Pause = async (label, value) => {
            if (killAt !== null && calls++ >= killAt) killed = true;
            if (!killed) await scheduler.schedule(Promise.resolve(value), label);
            // What was on its way when the function died has landed long before SQS delivers its message again.
            if (killed) throw new Error('killed');
            return value;
          };
          try {
            await extractArticle(message, scene.portsOf(pause, nodeFirst));
          } catch (error) {
            if ((error as Error).message !== 'killed') throw error;
            // What is not acknowledged is delivered again.
            await scheduler.schedule(Promise.resolve(), 'delivered again after a kill');
            await attempt(message, null);
          }
        };
        const tasks: Promise<void>[] = [];
        // Deduplicate makes a text current, and only then sends its message; SQS delivers it until an attempt ends.
        tasks.push(
          (async () => {
            const deliveries: Promise<void>[] = [attempt(uniqueMessage(0), null)];
            for (let version = 1; version <= newest; version++) {
              await scheduler.schedule(Promise.resolve(), `text ${version} becomes current`);
              scene.state.version = version;
              deliveries.push(attempt(uniqueMessage(version), null));
            }
            await Promise.all(deliveries);
          })(),
        );
        if (demoted) {
          tasks.push(
            (async () => {
              await scheduler.schedule(Promise.resolve(), 'becomes a copy');
              scene.state.root = OTHER;
              await attempt(withdrawnMessage(scene.state.version), null);
            })(),
          );
        }
        for (const { what, kill: killAt } of extras) {
          tasks.push(
            (async () => {
              await scheduler.schedule(Promise.resolve(), 'delivered again');
              // No message exists before its text was current, or before the article became a copy.
              if (what === 'withdraw' ? scene.state.root === ARTICLE : what > scene.state.version) return;
              await attempt(what === 'withdraw' ? withdrawnMessage(scene.state.version) : uniqueMessage(what), killAt);
            })(),
          );
        }
        await scheduler.waitFor(Promise.all(tasks));

        const undisturbed = world();
        if (!demoted) {
          undisturbed.state.version = newest;
          await run(undisturbed, uniqueMessage(newest));
        }
        expect(scene.contents()).toEqual(undisturbed.contents());
        for (const [key, item] of undisturbed.claims) expect(sameContent(scene.claims.get(key) ?? {}, item)).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});
