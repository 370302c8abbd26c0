// Documents of every kind go in, and what the samples' description promises comes out.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { storyById } from '../../cli/article-queries.ts';
import type { LedgerEntry } from '../../shared/records/ledger.ts';
import { article } from './articles.ts';
import { type Pipeline, proves, sample, type Uploaded } from './pipeline.ts';

interface Expected {
  outcome: string;
  reason?: string;
  relation?: string;
  of?: string;
  story?: string;
  claims?: { speaker: string | null; textIncludes: string; polarity?: string }[];
}

const EXPECTED = JSON.parse(
  readFileSync(new URL('../../events/expected-outcomes.json', import.meta.url), 'utf8'),
) as Record<string, Expected>;

const PATHS = Object.keys(EXPECTED).sort();

/** Some emulators tell the time of an upload in whole seconds, and the first of a story is told by it. */
const CLOCK_TICK_MS = 1100;

/** An article's later version or copy. */
const isLater = (path: string) => /-v2\.|refetched|syndicated\/[2-9]-/.test(path);

async function uploadSamples(pipeline: Pipeline): Promise<Map<string, Uploaded>> {
  const upload = async (path: string) => [path, await pipeline.upload(path, sample(path))] as const;
  const uploaded = new Map(await Promise.all(PATHS.filter((path) => !isLater(path)).map(upload)));
  await sleep(CLOCK_TICK_MS);
  for (const [path, document] of await Promise.all(PATHS.filter(isLater).map(upload))) uploaded.set(path, document);
  return uploaded;
}

/** What the ledger says, in the words of the description. */
function described({ outcome }: LedgerEntry): Partial<Expected> {
  if (outcome.state === 'rejected') return { outcome: 'rejected', reason: outcome.reason };
  if (outcome.state === 'duplicate') return { outcome: 'duplicate', relation: outcome.relation };
  return { outcome: outcome.state };
}

const expectedOutcome = ({ outcome, reason, relation }: Expected): Partial<Expected> => ({
  outcome,
  ...(reason && { reason }),
  ...(relation && { relation }),
});

export function endsSamplesAsDescribed(): void {
  proves(
    ['pipelineRuns'],
    'the sample articles end as described, each format and each reason, and their claims stand',
    async (pipeline) => {
      const uploaded = await uploadSamples(pipeline);
      const pathOf = new Map([...uploaded].map(([path, { documentId }]) => [documentId, path]));
      const documents = PATHS.map((path) => uploaded.get(path)!);
      const entries = await pipeline.outcomes(documents, (entry) =>
        isDeepStrictEqual(described(entry), expectedOutcome(EXPECTED[pathOf.get(entry.document.documentId)!]!)),
      );

      const articleOf = new Map(
        entries.map(({ outcome }, i) => [PATHS[i]!, 'articleId' in outcome ? outcome.articleId : null]),
      );
      const copyOf = new Map(
        entries.flatMap(({ outcome }) =>
          outcome.state === 'duplicate' ? [[outcome.articleId, outcome.of.articleId]] : [],
        ),
      );
      // A copy that came before its original was known names the copy that was first until then, which names the original.
      const originalOf = (articleId: string): string => {
        const of = copyOf.get(articleId);
        return of === undefined || of === articleId ? articleId : originalOf(of);
      };
      for (const path of PATHS) {
        const { of } = EXPECTED[path]!;
        if (of) expect([path, originalOf(articleOf.get(path)!)]).toEqual([path, articleOf.get(of)]);
      }
      for (const path of PATHS) {
        const wanted = EXPECTED[path]!.claims ?? [];
        if (EXPECTED[path]!.outcome !== 'extracted' || wanted.length === 0) continue;
        const claims = await pipeline.claimsOf(articleOf.get(path)!);
        const found = wanted.filter(({ speaker, textIncludes }) =>
          claims.some((claim) => claim.text.includes(textIncludes) && claim.speaker.name === speaker),
        );
        // How many of them are found is measured elsewhere; that they are this document's own is told by any.
        expect([path, claims.length > 0, found.length > 0]).toEqual([path, true, true]);
      }
      const story = new Set<string | null>();
      for (const [i, path] of PATHS.entries()) {
        const { outcome } = entries[i]!;
        if (EXPECTED[path]!.story !== 'A' || !('storyId' in outcome) || outcome.storyId === null) continue;
        // The ledger has the story of its moment; stories may have joined since.
        story.add((await storyById(pipeline.tables, outcome.storyId))?.storyId ?? null);
      }
      expect([...story]).toHaveLength(1);
    },
  );
}

export function changesNothingTwice(): void {
  proves(['reemitsEvents'], 'an event that S3 delivers twice changes nothing', async (pipeline) => {
    const document = await pipeline.upload('twice.txt', article(1));
    const [before] = await pipeline.outcomes([document]);
    expect(before!.outcome).toMatchObject({ state: 'extracted' });
    const { articleId } = before!.outcome as { articleId: string };
    const claims = await pipeline.claimsOf(articleId);
    expect(claims).not.toHaveLength(0);

    await pipeline.deliverAgain(before!.document);
    // Whoever comes after it through the same queues has seen it pass, or stay.
    const next = await pipeline.upload('after.txt', article(2));
    await pipeline.outcomes([next]);
    await pipeline.settled();
    expect((await pipeline.entryOf(document))!.outcome).toEqual(before!.outcome);
    expect(await pipeline.claimsOf(articleId)).toEqual(claims);
  });
}

export function losesNoneOfMany(): void {
  proves(
    ['pipelineRuns'],
    'twenty documents at once balance in the ledger: as many outcomes as documents, none lost, none twice',
    async (pipeline) => {
      const bodies = Array.from({ length: 20 }, (_, i) => (i % 10 === 9 ? '' : article(100 + i)));
      const documents = await Promise.all(bodies.map((body, i) => pipeline.upload(`burst-${i}.txt`, body)));
      const entries = await pipeline.outcomes(documents);
      const states = entries.map(({ outcome }) => outcome.state).sort();
      expect(states).toEqual([...Array.from({ length: 18 }, () => 'extracted'), 'rejected', 'rejected']);
      expect(new Set(entries.map(({ document }) => document.documentId)).size).toBe(20);
      for (const { outcome } of entries) {
        if (outcome.state === 'extracted') {
          expect(await pipeline.claimsOf(outcome.articleId)).toHaveLength(outcome.claims);
        }
      }
      await pipeline.settled();
    },
  );
}
