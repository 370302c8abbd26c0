// The change feed: which changes are events, and where publishing stops.
import { describe, expect, test } from 'vitest';
import { claimItem, postingItems } from '../../../functions/extract/claim-items.ts';
import { claimEventOf, type TableChange } from '../../../functions/publish/claim-events.ts';
import { type BusEntry, publishChanges } from '../../../functions/publish/publish.ts';
import { claimContext, claimsOf, extractedClaim } from '../../support/claims.ts';

function item(text = 'the mill will close', overrides = {}): Record<string, unknown> {
  const [claim] = claimsOf([extractedClaim(text, overrides)]);
  return { ...claimItem(claim!) };
}
const change = (
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
  sequence = '17',
): TableChange => ({
  sequence,
  before,
  after,
});

describe('events', () => {
  test('a new item is claim.added with the record and a comparable sequence', () => {
    expect(claimEventOf(change(null, item()))).toMatchObject({
      v: 1,
      type: 'claim.added',
      articleId: claimContext.articleId,
      sequence: '17'.padStart(40, '0'),
      claim: { text: 'the mill will close' },
    });
  });

  test('a changed item is claim.changed and names the fields', () => {
    const event = claimEventOf(change(item(), item('the mill will close', { polarity: 'denied', confidence: 0.5 })));
    expect(event).toMatchObject({
      type: 'claim.changed',
      changed: ['confidence', 'polarity'],
      claim: { polarity: 'denied' },
    });
  });

  test('a rewrite that changes nothing but its time is no event', () => {
    expect(claimEventOf(change(item(), { ...item(), extractedAt: '2025-01-01T00:00:00.000Z' }))).toBeNull();
  });

  test('a removed item is claim.withdrawn with its last record', () => {
    expect(claimEventOf(change(item(), null))).toMatchObject({
      type: 'claim.withdrawn',
      claim: { text: 'the mill will close' },
    });
  });

  test('postings and empty changes are no events', () => {
    const [posting] = postingItems(claimsOf([extractedClaim('the mill will close')]), claimContext);
    expect(claimEventOf(change(null, { ...posting }))).toBeNull();
    expect(claimEventOf(change(null, null))).toBeNull();
  });

  test('the same change has the same id, another one has another', () => {
    const id = (sequence: string) => claimEventOf(change(null, item(), sequence))?.eventId;
    expect(id('17')).toBe(id('17'));
    expect(id('17')).not.toBe(id('18'));
  });

  test('a claim item that is no claim is an error, not silence', () => {
    expect(() => claimEventOf(change(null, { pk: 'ARTICLE#a', sk: 'CLAIM#b', text: 5 }))).toThrow();
  });
});

describe('publishing', () => {
  const logged: string[] = [];
  const log = (message: string) => logged.push(message);
  const changes = Array.from({ length: 25 }, (_, index) =>
    change(null, item(`the mill will close ${index}`), String(index + 1)),
  );
  const accept = (entries: BusEntry[]) => entries.map(() => null);

  /** Publishes to a bus that takes everything, and writes down its calls. */
  async function publishAll(all: Parameters<typeof publishChanges>[0]) {
    const calls: BusEntry[][] = [];
    const put = async (entries: BusEntry[]) => {
      calls.push(entries);
      return accept(entries);
    };
    return { calls, stoppedAt: await publishChanges(all, claimEventOf, put, log) };
  }

  test('sends all in order, ten at a time', async () => {
    const { calls, stoppedAt } = await publishAll(changes);
    expect(stoppedAt).toBeNull();
    expect(calls.map((call) => call.length)).toEqual([10, 10, 5]);
    expect(calls.flat().map((entry) => JSON.parse(entry.Detail).claim.text)).toEqual(
      changes.map((_, index) => `the mill will close ${index}`),
    );
    expect(calls[0]?.[0]).toMatchObject({ Source: 'claimwire', DetailType: 'claim.added' });
  });

  test('sends no more bytes at once than the bus takes, and each change once', async () => {
    const long = Array.from({ length: 8 }, (_, index) =>
      change(null, item(`ü${index} ${'ü'.repeat(20_000)}`), String(index + 1)),
    );
    const { calls, stoppedAt } = await publishAll(long);
    expect(stoppedAt).toBeNull();
    const sizes = calls.map((call) => call.reduce((bytes, { Detail }) => bytes + Buffer.byteLength(Detail), 0));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(256_000);
    expect(calls.flat().map(({ Detail }) => Number(JSON.parse(Detail).sequence))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(calls.length).toBeLessThan(8);
  });

  test('stops at the first refused event and names its position', async () => {
    let calls = 0;
    const stoppedAt = await publishChanges(
      changes,
      claimEventOf,
      async (entries) => {
        calls++;
        return entries.map((_, index) => (calls === 2 && index >= 3 ? 'throttled' : null));
      },
      log,
    );
    expect(stoppedAt).toBe('14');
    expect(calls).toBe(2);
  });

  test('a call that throws stops at its first event', async () => {
    const stoppedAt = await publishChanges(
      changes,
      claimEventOf,
      async (entries) => {
        if (entries.some((entry) => entry.Detail.includes('close 20"'))) throw new Error('no route');
        return accept(entries);
      },
      log,
    );
    expect(stoppedAt).toBe('21');
  });

  test('a change that cannot be read stops there, after what came before is sent', async () => {
    const sent: BusEntry[] = [];
    const broken = [...changes.slice(0, 3), change(null, { sk: 'CLAIM#x' }, '99'), ...changes.slice(3)];
    const stoppedAt = await publishChanges(
      broken,
      claimEventOf,
      async (entries) => {
        sent.push(...entries);
        return accept(entries);
      },
      log,
    );
    expect(stoppedAt).toBe('99');
    expect(logged.at(-1)).toMatch(/^reading a change of the claims table: /);
    expect(sent).toHaveLength(3);
  });

  test('nothing to publish makes no call', async () => {
    const stoppedAt = await publishChanges(
      [change(null, null)],
      claimEventOf,
      async () => {
        throw new Error('called');
      },
      log,
    );
    expect(stoppedAt).toBeNull();
  });
});
