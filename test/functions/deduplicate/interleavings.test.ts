// The protocol under any interleaving, repetition, order and kill: the end state is the same.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DeduplicatePorts, deduplicate } from '../../../functions/deduplicate/deduplicate.ts';
import { type MemoryStores, memoryStores } from '../../../functions/deduplicate/memory-store.ts';
import { nodeIdOf } from '../../../shared/keys.ts';
import type { ArticleCleaned } from '../../../shared/messages/article-cleaned.ts';
import type { UniqueQueueMessage } from '../../../shared/messages/article-unique.ts';
import { UniqueQueueMessageSchema } from '../../../shared/messages/article-unique.ts';
import { storyRootOf } from '../../../shared/records/story-node.ts';
import type { Outcome } from '../../../shared/stage/outcome.ts';
import { filler } from '../../support/articles.ts';
import { cleaned } from '../../support/cleaned.ts';

class Killed extends Error {}

/** Ports whose every call is a step of its own; the attempt dies at the given call, before or after its effect. */
function steppedPorts(
  stores: MemoryStores,
  step: <T>(name: string, run: () => Promise<T>) => Promise<T>,
  kill: { at: number; when: 'before' | 'after' } | null,
): DeduplicatePorts {
  let calls = 0;
  const call = async <T>(name: string, run: () => Promise<T>): Promise<T> => {
    const dies = kill !== null && calls++ >= kill.at;
    if (dies && kill.when === 'before') throw new Killed();
    const answer = await step(name, run);
    if (dies) throw new Killed();
    return answer;
  };
  const wrap = <T extends object>(store: T): T =>
    Object.fromEntries(
      Object.entries(store).map(([name, method]) => [
        name,
        (...args: unknown[]) => call(name, () => (method as (...a: unknown[]) => Promise<unknown>)(...args)),
      ]),
    ) as T;
  return {
    stories: wrap(stores.stories),
    articles: wrap(stores.articles),
    ledger: wrap(stores.ledger),
    texts: stores.texts,
    now: () => new Date(0),
    windowDays: 30,
  };
}

/** What the rest of the pipeline makes of the outcomes: the frame's ledger entry, and extract's claims. */
function pipelineEnd(stores: MemoryStores) {
  const { ledger, articles, nodes } = stores.contents;
  /** Article → text version of the claims that stand. */
  const claims = new Map<string, string>();
  const copyOf = (messageDocument: string) => ledger.set(messageDocument, { ...copyState });
  // In one go, as the stage's second look after writing amounts to.
  const standsAs = (articleId: string) => {
    const article = articles.get(articleId)!;
    let node = nodes.get(article.nodeId)!;
    while (node.parent) node = nodes.get(node.parent.nodeId)!;
    return { article, first: node.articleId === articleId };
  };
  function receive(message: UniqueQueueMessage): void {
    UniqueQueueMessageSchema.parse(message);
    const { article, first } = standsAs(message.articleId);
    const { documentId } = message.document;
    if (message.type === 'article-withdrawn') {
      if (first) return;
      claims.delete(message.articleId);
      if (article.documentId === documentId) copyOf(documentId);
      return;
    }
    if (article.textVersion !== message.textVersion) {
      // A newer text came in between; a document that was cleaned anew has another message.
      if (article.documentId !== documentId) ledger.set(documentId, { ...revisionState(article.documentId) });
      return;
    }
    if (!first) {
      if (claims.get(message.articleId) === message.textVersion) claims.delete(message.articleId);
      copyOf(documentId);
      return;
    }
    claims.set(message.articleId, message.textVersion);
    const before = ledger.get(documentId);
    if (before === undefined || before === 'reopened') ledger.set(documentId, { ...extractedState });
  }
  return {
    claims,
    async end(message: ArticleCleaned, outcome: Outcome<UniqueQueueMessage>): Promise<void> {
      if (outcome.kind === 'finish') ledger.set(message.document.documentId, outcome.state);
      else if (outcome.kind === 'forward') {
        for (const sent of outcome.messages) receive(sent);
        await outcome.whenSent?.();
      } else throw new Error(`unexpected outcome ${outcome.kind}`);
    },
  };
}

const copyState = {
  state: 'duplicate',
  articleId: 'any',
  storyId: null,
  of: { articleId: 'any', documentId: null },
  relation: 'near-duplicate',
  similarity: null,
} as const;
const revisionState = (documentId: string) =>
  ({ state: 'revision', articleId: 'any', supersededBy: { documentId } }) as const;
const extractedState = { state: 'extracted', articleId: 'any', storyId: 'any', claims: 1 } as const;

const BASES = [filler(11, 160), filler(12, 160), filler(13, 160)];
const TAILS = ['', 'Read more tomorrow.', 'This story was updated.', 'Photographs by our staff.'];

interface Plan {
  /** Which piece of writing, which print of it, under which address. */
  base: number;
  tail: number;
  url: number;
  /** Uploaded at this place. */
  at: number;
  /** One entry per delivery: where it is killed before it gets through, and how. */
  deliveries: { at: number; when: 'before' | 'after' }[][];
}

const textOf = (plan: Plan) => `${BASES[plan.base]!} ${TAILS[plan.tail]!}`.trim();

/** The stories that must come out: documents of one text or one address belong together. */
function expectedStories(plans: Plan[]): Map<number, number[]> {
  const parent = plans.map((_, i) => i);
  const find = (i: number): number => (parent[i] === i ? i : find(parent[i]!));
  plans.forEach((a, i) => {
    plans.forEach((b, j) => {
      if (a.base === b.base || a.url === b.url) parent[Math.max(find(i), find(j))] = Math.min(find(i), find(j));
    });
  });
  const stories = new Map<number, number[]>();
  plans.forEach((_, i) => {
    stories.set(find(i), [...(stories.get(find(i)) ?? []), i]);
  });
  return stories;
}

async function assertEndState(
  plans: Plan[],
  messages: ArticleCleaned[],
  stores: MemoryStores,
  claims: Map<string, string>,
  labels: 'exact' | 'final' = 'exact',
) {
  const { nodes, articles, ledger } = stores.contents;
  for (const node of nodes.values()) {
    if (node.parent) expect(node.parent.nodeId < node.nodeId).toBe(true);
  }
  const nodeOf = (i: number) => nodeIdOf(messages[i]!.document.eventTime, messages[i]!.document.documentId);
  const standing = new Map<string, string>();
  for (const members of expectedStories(plans).values()) {
    const earliest = members.reduce((a, b) => (nodeOf(a) < nodeOf(b) ? a : b));
    const first = messages[earliest]!.articleId;
    for (const i of members) {
      const { articleId } = messages[i]!;
      const article = articles.get(articleId)!;
      const root = await storyRootOf(stores.stories.getNode, article);
      // One story, named by its earliest upload, whatever the order of processing.
      expect(root.nodeId).toBe(nodeOf(earliest));
      expect(root.articleId).toBe(first);
      expect(article.role).toBe(articleId === first ? 'first' : 'copy');
      // The newest text of the article stands for it.
      const texts = members.filter((j) => messages[j]!.articleId === articleId);
      const newest = texts.reduce((a, b) => (plans[a]!.at > plans[b]!.at ? a : b));
      expect(article.textVersion).toBe(messages[newest]!.textVersion);
      if (articleId === first) standing.set(articleId, article.textVersion);
    }
  }
  expect(new Map([...claims].sort())).toEqual(new Map([...standing].sort()));
  // Every document has one outcome, and only those that stand are extracted.
  for (const message of messages) {
    const state = ledger.get(message.document.documentId);
    expect(state).toBeDefined();
    expect(state).not.toBe('reopened');
    if (typeof state !== 'object') continue;
    const current = articles.get(message.articleId)!;
    const isCurrent = current.documentId === message.document.documentId;
    if (isCurrent && labels === 'exact') expect(state.state).toBe(current.role === 'first' ? 'extracted' : 'duplicate');
    else expect(['duplicate', 'revision', ...(isCurrent ? ['extracted'] : [])]).toContain(state.state);
  }
}

/** Runs of each property; more by INTERLEAVING_RUNS, for a longer search. */
const RUNS = Number(process.env.INTERLEAVING_RUNS ?? 200);

const deliveries = fc.array(
  fc.array(fc.record({ at: fc.nat(30), when: fc.constantFrom('before' as const, 'after' as const) }), { maxLength: 2 }),
  { minLength: 1, maxLength: 2 },
);

function plansOf(urls: (index: number) => fc.Arbitrary<number>, maxLength: number): fc.Arbitrary<Plan[]> {
  return fc
    .integer({ min: 1, max: maxLength })
    .chain((count) =>
      fc.tuple(
        fc.shuffledSubarray(
          Array.from({ length: count }, (_, i) => i + 1),
          { minLength: count },
        ),
        fc.tuple(
          ...Array.from({ length: count }, (_, i) =>
            fc.record({ base: fc.nat(BASES.length - 1), tail: fc.nat(TAILS.length - 1), url: urls(i), deliveries }),
          ),
        ),
      ),
    )
    .map(([times, plans]) => plans.map((plan, i) => ({ ...plan, at: times[i]! })));
}

/** Runs all deliveries of all documents, each from the start as often as it is killed. */
async function runPlans(
  plans: Plan[],
  step: <T>(name: string, run: () => Promise<T>) => Promise<T>,
  sideBySide: boolean,
): Promise<{ messages: ArticleCleaned[]; stores: MemoryStores; claims: Map<string, string>; done: Promise<void> }> {
  const stores = memoryStores();
  const end = pipelineEnd(stores);
  const messages = plans.map((plan, i) =>
    cleaned({ id: `d${i}`, url: `https://example.org/${plan.url}`, text: textOf(plan), at: plan.at }),
  );
  const deliver = async (i: number, kills: Plan['deliveries'][number]) => {
    for (const kill of [...kills, null]) {
      try {
        const outcome = await deduplicate(messages[i]!, steppedPorts(stores, step, kill));
        await step('send', () => end.end(messages[i]!, outcome));
        return;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
      }
    }
  };
  const all = plans.flatMap((plan, i) => plan.deliveries.map((kills) => () => deliver(i, kills)));
  const run = async () => {
    if (sideBySide) await Promise.all(all.map((one) => one()));
    else for (const one of all) await one();
  };
  return { messages, stores, claims: end.claims, done: run() };
}

describe('stories, standing articles and ledger end alike', { timeout: 120_000 }, () => {
  test('one document after the other, in any order, with repetitions and kills; addresses with several texts', async () => {
    await fc.assert(
      fc.asyncProperty(
        plansOf(() => fc.nat(3), 6),
        async (plans) => {
          const { messages, stores, claims, done } = await runPlans(plans, (_, run) => run(), false);
          await done;
          await assertEndState(plans, messages, stores, claims);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('copies at different addresses, under any interleaving of their calls, with repetitions and kills', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        plansOf((index) => fc.constant(index), 5),
        async (scheduler, plans) => {
          const step = <T>(name: string, run: () => Promise<T>) =>
            scheduler.schedule(Promise.resolve(), name).then(run);
          const { messages, stores, claims, done } = await runPlans(plans, step, true);
          await scheduler.waitFor(done);
          await assertEndState(plans, messages, stores, claims);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('addresses with several texts, under any interleaving of their calls, with repetitions and kills', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        plansOf(() => fc.nat(2), 5),
        async (scheduler, plans) => {
          const step = <T>(name: string, run: () => Promise<T>) =>
            scheduler.schedule(Promise.resolve(), name).then(run);
          const { messages, stores, claims, done } = await runPlans(plans, step, true);
          await scheduler.waitFor(done);
          // A document that ends as a copy in the moment in which an earlier upload of its own address makes it the first may
          // keep the outcome "duplicate", although its claims stand: the frame writes the ledger after this stage.
          await assertEndState(plans, messages, stores, claims, 'final');
        },
      ),
      { numRuns: RUNS },
    );
  });
});
