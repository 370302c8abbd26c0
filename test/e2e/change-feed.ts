// What changes in the claims table is announced on the event bus, to a consumer with a rule of its own.
import type { Message } from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import { type ClaimEvent, ClaimEventSchema } from '../../shared/records/claim-event.ts';
import { article } from './articles.ts';
import { type Pipeline, proves } from './pipeline.ts';

/** Drains the feed until there is an `added` event for every claim of the article. */
async function announced(pipeline: Pipeline, articleId: string, claimIds: readonly string[]): Promise<ClaimEvent[]> {
  const events: ClaimEvent[] = [];
  let read = 0;
  // The whole feed comes by: every claim of every test beside this one.
  const isComplete = (received: readonly Message[]) => {
    for (const { Body } of received.slice(read)) {
      const event = ClaimEventSchema.parse((JSON.parse(Body!) as { detail: unknown }).detail);
      if (event.articleId === articleId) events.push(event);
    }
    read = received.length;
    return claimIds.every((id) => events.some(({ claimId, type }) => claimId === id && type === 'claim.added'));
  };
  await pipeline.drain(pipeline.changeFeedQueueUrl!, isComplete, pipeline.patienceSeconds);
  return events;
}

/** Uploads an article and returns the events about its claims, each once, with the claims' ids. */
async function eventsOfNew(pipeline: Pipeline, name: string, text: string) {
  const [entry] = await pipeline.outcomes([await pipeline.upload(name, text)]);
  expect(entry!.outcome.state).toBe('extracted');
  const { articleId } = entry!.outcome as { articleId: string };
  const claimIds = (await pipeline.claimsOf(articleId)).map(({ claimId }) => claimId);
  expect(claimIds).not.toHaveLength(0);
  const events = await announced(pipeline, articleId, claimIds);
  // A consumer drops an event that it has seen: the bus may deliver one twice.
  return { claimIds, events: [...new Map(events.map((event) => [event.eventId, event])).values()] };
}

export function announcesNewClaims(): void {
  proves(['changeFeed'], 'the change feed announces every claim of a new article', async (pipeline) => {
    const { claimIds, events } = await eventsOfNew(pipeline, 'announced.txt', article(400));
    expect(events.map(({ claimId }) => claimId).sort()).toEqual([...claimIds].sort());
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['claim.added']));
  });
}

/** Needs the code in faults/publish.ts. */
export function announcesAllAfterFailure(): void {
  proves(
    ['changeFeed', 'streamPartialFailure'],
    'the change feed announces every claim although a record in the middle of the stream fails at first',
    async (pipeline) => {
      const text = article(410).replace('denied that', 'denied that Streamfault and');
      const { claimIds, events } = await eventsOfNew(pipeline, 'streamfault.txt', text);
      expect(events.some(({ claim }) => claim.text.includes('Streamfault'))).toBe(true);
      expect(events.map(({ claimId }) => claimId).sort()).toEqual([...claimIds].sort());
    },
  );
}
