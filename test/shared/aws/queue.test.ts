// Batches that SQS takes.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchBodies, sendBodies } from '../../../shared/aws/queue.ts';

const MIB = 1_048_576;

describe('batches', () => {
  test('hold at most ten entries', () => {
    expect(batchBodies(Array.from({ length: 21 }, () => 'x')).map((batch) => batch.length)).toEqual([10, 10, 1]);
  });

  test('hold at most one MiB, to the byte', () => {
    expect(batchBodies(['a'.repeat(MIB - 1), 'b'])).toHaveLength(1);
    expect(batchBodies(['a'.repeat(MIB), 'b'])).toHaveLength(2);
    expect(batchBodies(['ü'.repeat(MIB / 2), 'b'])).toHaveLength(2);
  });

  test('refuse what no batch can hold', () => {
    expect(() => batchBodies(['a', 'b'.repeat(MIB + 1)])).toThrow(
      'message 1: expected at most 1048576 bytes, got 1048577',
    );
  });

  test('keep every body, its index and the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400_000 }), { maxLength: 30 }), (sizes) => {
        const bodies = sizes.map((size) => 'x'.repeat(size));
        const flat = batchBodies(bodies).flat();
        expect(flat.map((entry) => entry.index)).toEqual(bodies.map((_, index) => index));
        expect(flat.every((entry) => entry.body === bodies[entry.index])).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe('sending', () => {
  /** Stands in for the client where the queue must refuse: a real one cannot be made to. */
  const clientThat = (answer: (ids: string[]) => unknown) =>
    ({
      send: async (command: { input: { Entries: { Id: string }[] } }) =>
        answer(command.input.Entries.map((entry) => entry.Id)),
    }) as never;

  test('names the messages that were refused', async () => {
    const failures = await sendBodies(
      clientThat((ids) => ({ Failed: ids.includes('11') ? [{ Id: '11', Code: 'TooLong', Message: 'no' }] : [] })),
      'http://q',
      Array.from({ length: 12 }, () => 'x'),
    );
    expect([...failures].map(([index, error]) => [index, error.message])).toEqual([
      [11, 'sending to http://q: TooLong: no'],
    ]);
  });

  test('a call that throws fails its batch and not the next', async () => {
    let calls = 0;
    const failures = await sendBodies(
      clientThat(() => {
        if (calls++ === 0) throw new Error('reset');
        return {};
      }),
      'http://q',
      Array.from({ length: 12 }, () => 'x'),
    );
    expect([...failures.keys()]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('writes what SQS does not take as JSON does, so that the reader gets it back', async () => {
    const message = { title: 'a\uFFFEb\uFFFF\u0001\ud83d🚢', key: '\\ufffe' };
    const sent: string[] = [];
    const client = {
      send: async ({ input }: { input: { Entries: { MessageBody: string }[] } }) => {
        sent.push(...input.Entries.map(({ MessageBody }) => MessageBody));
        return {};
      },
    } as never;
    expect(await sendBodies(client, 'http://q', [JSON.stringify(message)])).toEqual(new Map());
    expect(sent[0]).toMatch(/^[\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]+$/u);
    expect(JSON.parse(sent[0]!)).toEqual(message);
  });

  test('a refusal without words still is one', async () => {
    const failures = await sendBodies(
      clientThat((ids) => ({ Failed: ids.map((Id) => ({ Id })) })),
      'http://q',
      ['x'],
    );
    expect(failures.get(0)?.message).toBe('sending to http://q: refused: no reason given');
  });
});
