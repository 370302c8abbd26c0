// The frame's guarantees: exactly the failed records are reported, and any failure, repetition or order ends alike.
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RECEIVE_LIMIT } from '../../../shared/pipeline.ts';
import type { Document, LedgerEntry } from '../../../shared/records/ledger.ts';
import { type Outcome, PermanentError } from '../../../shared/stage/outcome.ts';
import {
  backoffSeconds,
  documentOfMessage,
  type Stage,
  type StagePorts,
  stageHandler,
} from '../../../shared/stage/run-stage.ts';

function documentOf(id: string): Document {
  return {
    documentId: id,
    bucket: 'b',
    key: `incoming/${id}`,
    versionId: null,
    sequencer: null,
    entry: null,
    entryIndex: 0,
    eventTime: '2024-03-01T00:00:00.000Z',
    sizeBytes: 1,
  };
}

function record(body: string, attempt = 1, messageId = `m-${body}`): SQSRecord {
  return {
    messageId,
    receiptHandle: `r-${messageId}-${attempt}`,
    body,
    attributes: {
      ApproximateReceiveCount: String(attempt),
      SentTimestamp: '1709251200000',
      SenderId: 's',
      ApproximateFirstReceiveTimestamp: '1709251200000',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:q',
    awsRegion: 'us-east-1',
  };
}

const batchOf = (...records: SQSRecord[]): SQSEvent => ({ Records: records });
const plentyOfTime = { getRemainingTimeInMillis: () => 60_000 };

/** Ports over plain memory, with the ledger's rule for `failed`. */
function memoryPorts() {
  const ledger = new Map<string, LedgerEntry>();
  const sent: string[] = [];
  const delays: { messageId: string; seconds: number }[] = [];
  const acknowledged: string[] = [];
  const observed: string[] = [];
  const ports: StagePorts<string> = {
    async record(entry) {
      const before = ledger.get(entry.document.documentId);
      if (entry.outcome.state === 'failed' && before && before.outcome.state !== 'failed') return;
      ledger.set(entry.document.documentId, entry);
    },
    async send(messages) {
      sent.push(...messages);
      return new Map();
    },
    async retryAfter(failed, seconds) {
      delays.push({ messageId: failed.messageId, seconds });
    },
    async acknowledge(records) {
      acknowledged.push(...records.map((done) => done.messageId));
    },
    retryBaseSeconds: 5,
    now: () => new Date('2024-03-01T12:00:00Z'),
    observe: {
      outcome: (event) => observed.push(`${event.document?.documentId ?? '-'}:${event.kind}`),
      failure: (event) => observed.push(`${event.document?.documentId ?? '-'}:failure`),
      flush() {},
    },
  };
  return { ports, ledger, sent, delays, acknowledged, observed };
}

/** A stage whose bodies are document ids, separated by blanks; what happens is asked of `decide`. */
function stageThat(
  decide: (id: string, attempt: number, signal: AbortSignal) => Outcome<string> | Promise<Outcome<string>>,
  options: Partial<Stage<string, string>> = {},
): Stage<string, string> {
  return {
    id: 'clean',
    parse: (body) => body.split(' '),
    documentOf: (id) => (id.startsWith('ignored') ? null : documentOf(id)),
    process: async (id, context) => decide(id, context.attempt, context.signal),
    concurrency: 1,
    recordTimeoutMs: 5_000,
    ...options,
  };
}

const forward = (id: string): Outcome<string> => ({ kind: 'forward', messages: [`next:${id}`] });
const unpacked: Outcome<string> = { kind: 'finish', state: { state: 'unpacked', entries: 2 }, title: null };
const failedIds = (answer: { batchItemFailures: { itemIdentifier: string }[] }) =>
  answer.batchItemFailures.map((item) => item.itemIdentifier);

describe('outcomes', () => {
  test('a forwarded record is sent and not reported', async () => {
    const world = memoryPorts();
    const answer = await stageHandler(stageThat(forward), world.ports)(batchOf(record('a')), plentyOfTime);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(world.sent).toEqual(['next:a']);
    expect(world.ledger.size).toBe(0);
  });

  test('a finished record is in the ledger with its state, stage and time', async () => {
    const world = memoryPorts();
    await stageHandler(
      stageThat(() => unpacked),
      world.ports,
    )(batchOf(record('a')), plentyOfTime);
    expect(world.ledger.get('a')).toEqual({
      document: documentOf('a'),
      stage: 'clean',
      outcome: { state: 'unpacked', entries: 2 },
      title: null,
      recordedAt: '2024-03-01T12:00:00.000Z',
    });
  });

  test('a rejected record is in the ledger with its reason and acknowledged', async () => {
    const world = memoryPorts();
    const answer = await stageHandler(
      stageThat(() => ({ kind: 'reject', reason: 'empty', detail: 'no bytes', title: 'T' })),
      world.ports,
    )(batchOf(record('a')), plentyOfTime);
    expect(answer.batchItemFailures).toEqual([]);
    expect(world.ledger.get('a')).toMatchObject({
      title: 'T',
      outcome: { state: 'rejected', reason: 'empty', detail: 'no bytes' },
    });
  });

  test('a PermanentError is a rejection', async () => {
    const world = memoryPorts();
    const answer = await stageHandler(
      stageThat(() => {
        throw new PermanentError('binary', 'expected text, got an image');
      }),
      world.ports,
    )(batchOf(record('a')), plentyOfTime);
    expect(answer.batchItemFailures).toEqual([]);
    expect(world.ledger.get('a')?.outcome).toEqual({
      state: 'rejected',
      reason: 'binary',
      detail: 'expected text, got an image',
    });
  });

  test('an ignored record leaves no entry', async () => {
    const world = memoryPorts();
    const answer = await stageHandler(
      stageThat(() => ({ kind: 'ignore', why: 'test event' })),
      world.ports,
    )(batchOf(record('ignored')), plentyOfTime);
    expect(answer.batchItemFailures).toEqual([]);
    expect(world.ledger.size).toBe(0);
    expect(world.observed).toEqual(['-:ignored']);
  });

  test('work that is no document is done without an entry, and counted by what it was', async () => {
    const world = memoryPorts();
    const answer = await stageHandler(
      stageThat(() => ({ kind: 'done', what: 'polled', detail: '3 new' })),
      world.ports,
    )(batchOf(record('ignored')), plentyOfTime);
    expect(answer.batchItemFailures).toEqual([]);
    expect(world.ledger.size).toBe(0);
    expect(world.observed).toEqual(['-:polled']);
  });

  test('work that is no document can reject one all the same, under the document it names', async () => {
    const world = memoryPorts();
    await stageHandler(
      stageThat(() => ({ kind: 'reject', reason: 'http-404', detail: 'gone', document: documentOf('page') })),
      world.ports,
    )(batchOf(record('ignored')), plentyOfTime);
    expect(world.ledger.get('page')?.outcome).toEqual({ state: 'rejected', reason: 'http-404', detail: 'gone' });
  });

  test('work that is no document and fails is retried and observed, but leaves no entry that would never end', async () => {
    const world = memoryPorts();
    const answer = await stageHandler(
      stageThat(() => {
        throw new Error('table is gone');
      }),
      world.ports,
    )(batchOf(record('ignored')), plentyOfTime);
    expect(failedIds(answer)).toEqual(['m-ignored']);
    expect(world.ledger.size).toBe(0);
    expect(world.observed).toEqual(['-:failure']);
    expect(world.delays).toHaveLength(1);
  });

  test('a final outcome without a document is a fault of the stage and fails the record', async () => {
    const world = memoryPorts();
    const answer = await stageHandler(
      stageThat(() => unpacked),
      world.ports,
    )(batchOf(record('ignored')), plentyOfTime);
    expect(failedIds(answer)).toEqual(['m-ignored']);
  });

  test('an unreadable body is rejected under an id of its own, the rest of the batch goes on', async () => {
    const world = memoryPorts();
    const garbage = record('{"broken');
    const stage = stageThat(forward, {
      parse(body) {
        if (body.startsWith('{')) throw new PermanentError('unreadable-message', 'expected JSON');
        return [body];
      },
    });
    const answer = await stageHandler(stage, world.ports)(batchOf(garbage, record('a')), plentyOfTime);
    expect(answer.batchItemFailures).toEqual([]);
    expect(world.sent).toEqual(['next:a']);
    const { documentId } = documentOfMessage(garbage);
    expect(world.ledger.get(documentId)?.outcome).toEqual({
      state: 'rejected',
      reason: 'unreadable-message',
      detail: 'expected JSON',
    });
  });

  test('a body of another version is retried, not rejected', async () => {
    const world = memoryPorts();
    const stage = stageThat(forward, {
      parse() {
        throw new Error('version 9');
      },
    });
    const answer = await stageHandler(stage, world.ports)(batchOf(record('a')), plentyOfTime);
    expect(failedIds(answer)).toEqual(['m-a']);
    expect([...world.ledger.values()].map((entry) => entry.outcome)).toEqual([
      { state: 'failed', error: 'Error: version 9', attempts: 1, deadLettered: false },
    ]);
  });

  test('an unreadable body whose ledger entry fails is retried', async () => {
    const world = memoryPorts();
    world.ports.record = async () => {
      throw new Error('throttled');
    };
    const stage = stageThat(forward, {
      parse() {
        throw new PermanentError('unreadable-message', 'x');
      },
    });
    expect(failedIds(await stageHandler(stage, world.ports)(batchOf(record('a')), plentyOfTime))).toEqual(['m-a']);
  });
});

describe('failures', () => {
  const failing = stageThat(() => {
    throw new TypeError('table is gone');
  });

  test('is reported, delayed by a growing backoff and noted with its reason', async () => {
    for (const attempt of [1, 2, 3]) {
      const world = memoryPorts();
      const answer = await stageHandler(failing, world.ports)(batchOf(record('a', attempt)), plentyOfTime);
      expect(failedIds(answer)).toEqual(['m-a']);
      expect(world.delays).toEqual([{ messageId: 'm-a', seconds: backoffSeconds(attempt, 5) }]);
      expect(world.ledger.get('a')?.outcome).toEqual({
        state: 'failed',
        error: 'TypeError: table is gone',
        attempts: attempt,
        deadLettered: false,
      });
    }
    expect([1, 2, 3].map((attempt) => backoffSeconds(attempt, 5))).toEqual([5, 20, 80]);
    expect(backoffSeconds(0, 5)).toBe(5);
  });

  test('the last attempt is noted as dead-lettered and made visible at once, so that its dead letter does not wait', async () => {
    const world = memoryPorts();
    const answer = await stageHandler(failing, world.ports)(batchOf(record('a', RECEIVE_LIMIT)), plentyOfTime);
    expect(failedIds(answer)).toEqual(['m-a']);
    expect(world.delays).toEqual([{ messageId: 'm-a', seconds: 0 }]);
    expect(world.ledger.get('a')?.outcome).toMatchObject({ attempts: RECEIVE_LIMIT, deadLettered: true });
  });

  test('a failure of the delay or of the ledger does not hide the failed record', async () => {
    const world = memoryPorts();
    world.ports.retryAfter = async () => {
      throw new Error('receipt expired');
    };
    world.ports.record = async () => {
      throw new Error('throttled');
    };
    expect(failedIds(await stageHandler(failing, world.ports)(batchOf(record('a')), plentyOfTime))).toEqual(['m-a']);
    expect(world.observed).toEqual(['a:failure', 'a:failure']);
  });

  test('something thrown that is no Error is reported in words', async () => {
    const world = memoryPorts();
    const stage = stageThat(() => Promise.reject('plain words'));
    await stageHandler(stage, world.ports)(batchOf(record('a')), plentyOfTime);
    expect(world.ledger.get('a')?.outcome).toMatchObject({ error: 'Error: plain words' });
  });

  test('a long error is cut for the ledger', async () => {
    const world = memoryPorts();
    const stage = stageThat(() => {
      throw new Error('x'.repeat(10_000));
    });
    await stageHandler(stage, world.ports)(batchOf(record('a')), plentyOfTime);
    const outcome = world.ledger.get('a')?.outcome;
    expect(outcome?.state === 'failed' && outcome.error.length).toBe(2_000);
  });

  test('one item of a body fails: the others are sent, the record is reported', async () => {
    const world = memoryPorts();
    const stage = stageThat((id) => {
      if (id === 'bad') throw new Error('no');
      return forward(id);
    });
    const answer = await stageHandler(stage, world.ports)(batchOf(record('a bad c', 1, 'm')), plentyOfTime);
    expect(failedIds(answer)).toEqual(['m']);
    expect(world.sent).toEqual(['next:a', 'next:c']);
    expect([...world.ledger.keys()]).toEqual(['bad']);
  });

  test('a message that is not accepted fails only its record', async () => {
    const world = memoryPorts();
    world.ports.send = async (messages) =>
      new Map(messages.flatMap((message, index) => (message === 'next:b' ? [[index, new Error('too long')]] : [])));
    const answer = await stageHandler(stageThat(forward), world.ports)(
      batchOf(record('a'), record('b'), record('c')),
      plentyOfTime,
    );
    expect(failedIds(answer)).toEqual(['m-b']);
    expect(world.ledger.get('b')?.outcome).toMatchObject({ state: 'failed', error: 'Error: too long' });
  });

  test('a send that throws fails every record that forwards, not those that finished', async () => {
    const world = memoryPorts();
    world.ports.send = async () => {
      throw new Error('no route');
    };
    const stage = stageThat((id) => (id === 'done' ? unpacked : forward(id)));
    const answer = await stageHandler(stage, world.ports)(
      batchOf(record('a'), record('done'), record('b')),
      plentyOfTime,
    );
    expect(failedIds(answer)).toEqual(['m-a', 'm-b']);
  });
});

describe('what waits for the messages to be sent', () => {
  const waiting = (messages: string[], whenSent: () => Promise<void>): Outcome<string> => ({
    kind: 'forward',
    messages,
    whenSent,
  });

  test('is done after them, once, also where there are none', async () => {
    const world = memoryPorts();
    const done: string[] = [];
    const stage = stageThat((id) =>
      waiting(id === 'none' ? [] : [`next:${id}`], async () => void done.push(`${id} after ${world.sent.length}`)),
    );
    const answer = await stageHandler(stage, world.ports)(
      batchOf(record('a b'), record('none', 2), record('c', 2)),
      plentyOfTime,
    );
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(done.toSorted()).toEqual([
      'a after 2',
      'b after 2',
      expect.stringMatching(/^c/),
      expect.stringMatching(/^none/),
    ]);
  });

  test('is left undone where one of them is refused, and the item fails once, whatever their number', async () => {
    const world = memoryPorts();
    const done: string[] = [];
    const refusing: StagePorts<string> = {
      ...world.ports,
      send: async (messages) =>
        new Map(messages.flatMap((message, index) => (message.includes('bad') ? [[index, new Error(message)]] : []))),
    };
    const stage = stageThat((id) => waiting([`${id}:1`, `${id}:2`, `${id}:3`], async () => void done.push(id)));
    const answer = await stageHandler(stage, refusing)(batchOf(record('a'), record('bad b')), plentyOfTime);
    expect(failedIds(answer)).toEqual(['m-bad b']);
    expect(done).toEqual(['a', 'b']);
    expect(world.observed.filter((event) => event.endsWith(':failure'))).toEqual(['bad:failure']);
    expect(world.ledger.get('bad')?.outcome).toMatchObject({ state: 'failed', error: 'Error: bad:1' });
  });

  test('fails its record alone when it fails', async () => {
    const world = memoryPorts();
    const stage = stageThat((id) =>
      waiting([id], async () => {
        if (id === 'a') throw new Error('queue busy');
      }),
    );
    const answer = await stageHandler(stage, world.ports)(batchOf(record('a'), record('b')), plentyOfTime);
    expect(failedIds(answer)).toEqual(['m-a']);
    expect(world.sent).toEqual(['a', 'b']);
    expect(world.ledger.get('a')?.outcome).toMatchObject({ error: 'Error: queue busy' });
  });
});

describe('time', () => {
  test('a record that would not fit is returned without being started', async () => {
    const world = memoryPorts();
    const started: string[] = [];
    let remaining = 12_000;
    const stage = stageThat((id) => {
      started.push(id);
      remaining -= 4_000;
      return forward(id);
    });
    const answer = await stageHandler(stage, world.ports)(batchOf(record('a'), record('b'), record('c')), {
      getRemainingTimeInMillis: () => remaining,
    });
    // 12 s, then 8 s, then 4 s are left; a record takes up to 5 s and 1.5 s are kept for closing.
    expect(started).toEqual(['a', 'b']);
    expect(failedIds(answer)).toEqual(['m-c']);
    expect(world.sent).toEqual(['next:a', 'next:b']);
    expect(world.ledger.get('c')?.outcome).toMatchObject({ error: expect.stringContaining('not started') });
  });

  describe('of a stage that sends anew what was not started', () => {
    /** A queue with a receive limit, in front of a function with 12 s in which each record takes `secondsOf` it. */
    async function drain(secondsOf: (id: string) => number, bodies: string[], canSend = true) {
      const world = memoryPorts();
      const sentAnew: string[] = [];
      let queue = bodies.map((body) => ({ body, receives: 1, messageId: `m-${body}` }));
      const dead: string[] = [];
      const done: string[] = [];
      const ports: StagePorts<string> = {
        ...world.ports,
        async sendAnew({ body }) {
          if (!canSend) throw new Error('throttled');
          sentAnew.push(body);
        },
      };
      let remaining = 0;
      const stage = stageThat((id) => {
        remaining -= secondsOf(id) * 1000;
        if (id.startsWith('bad')) throw new Error('as ever');
        done.push(id);
        return { kind: 'done', what: 'fetched' };
      });
      for (let invocation = 0; queue.length > 0 && invocation < 50; invocation++) {
        remaining = 12_000;
        const records = queue.map(({ body, receives, messageId }) => record(body, receives + 1, messageId));
        const answer = await stageHandler(stage, ports)(batchOf(...records), {
          getRemainingTimeInMillis: () => remaining,
        });
        const failed = new Set(failedIds(answer));
        const returned = queue.filter(({ messageId }) => failed.has(messageId));
        dead.push(...returned.filter(({ receives }) => receives + 1 >= RECEIVE_LIMIT).map(({ body }) => body));
        queue = [
          ...returned
            .filter(({ receives }) => receives + 1 < RECEIVE_LIMIT)
            .map((each) => ({ ...each, receives: each.receives + 1 })),
          ...sentAnew.splice(0).map((body) => ({ body, receives: 0, messageId: `m-${body}-${invocation}` })),
        ];
      }
      return { dead, done: done.sort(), observed: world.observed, ledger: world.ledger };
    }
    const five = ['a', 'b', 'c', 'd', 'e'];

    test('slow neighbours cost a record nothing, however many there are', async () => {
      const { dead, done, observed, ledger } = await drain(() => 6, [...five, ...five.map((id) => `${id}${id}`)]);
      expect(dead).toEqual([]);
      expect(done).toHaveLength(10);
      expect(observed).toContain('a:sent-anew');
      expect(ledger.size).toBe(0);
    });

    test('what fails whenever it is started still ends in the dead-letter queue, alone', async () => {
      const { dead, done } = await drain(() => 6, [...five, 'bad']);
      expect([dead, done]).toEqual([['bad'], five]);
    });

    test('where it cannot be sent it is returned', async () => {
      const { dead, observed } = await drain(() => 6, ['a', 'b'], false);
      expect(dead).toEqual([]);
      expect(observed.filter((line) => line.endsWith(':failure')).length).toBeGreaterThan(0);
      expect(observed.filter((line) => line.endsWith(':sent-anew'))).toEqual([]);
    });

    test('where nothing was started all is returned', async () => {
      const world = memoryPorts();
      const sentAnew: string[] = [];
      world.ports.sendAnew = async ({ body }) => void sentAnew.push(body);
      const answer = await stageHandler(stageThat(forward), world.ports)(batchOf(record('a'), record('b', 2)), {
        getRemainingTimeInMillis: () => 6_000,
      });
      expect(failedIds(answer)).toEqual(['m-a', 'm-b']);
      expect(sentAnew).toEqual([]);
    });

    test('what cannot be read, and what was started in part, is returned', async () => {
      const world = memoryPorts();
      const sentAnew: string[] = [];
      world.ports.sendAnew = async ({ body }) => void sentAnew.push(body);
      let remaining = 9_000;
      const stage = stageThat(
        () => {
          remaining -= 4_000;
          return unpacked;
        },
        {
          parse: (body) => {
            if (body === 'unreadable') throw new Error('not yet');
            return body.split(' ');
          },
        },
      );
      const answer = await stageHandler(stage, world.ports)(batchOf(record('unreadable'), record('x y')), {
        getRemainingTimeInMillis: () => remaining,
      });
      expect(failedIds(answer)).toEqual(['m-unreadable', 'm-x y']);
      expect(sentAnew).toEqual([]);
    });
  });

  test.each([
    [6_500, []],
    [6_499, ['m-a']],
  ])('with %i ms left a 5 s record fails: %j', async (remaining, failed) => {
    const answer = await stageHandler(stageThat(forward), memoryPorts().ports)(batchOf(record('a')), {
      getRemainingTimeInMillis: () => remaining,
    });
    expect(failedIds(answer)).toEqual(failed);
  });

  test('work that is no document and takes too long is returned too', async () => {
    const world = memoryPorts();
    const errors: string[] = [];
    world.ports.observe.failure = ({ error }) => errors.push(error.message);
    const never = stageThat(() => new Promise(() => {}), { recordTimeoutMs: 20 });
    const answer = await stageHandler(never, world.ports)(batchOf(record('ignored')), plentyOfTime);
    expect(failedIds(answer)).toEqual(['m-ignored']);
    expect(errors).toEqual(['document unknown: not finished within 20 ms']);
  });

  test('a record that takes too long is aborted and returned, the next one is done', async () => {
    const world = memoryPorts();
    const signals: AbortSignal[] = [];
    const stage = stageThat(
      (id, _attempt, signal) => {
        signals.push(signal);
        return id === 'slow' ? new Promise<Outcome<string>>(() => {}) : forward(id);
      },
      { recordTimeoutMs: 30 },
    );
    const answer = await stageHandler(stage, world.ports)(batchOf(record('slow'), record('b')), plentyOfTime);
    expect(failedIds(answer)).toEqual(['m-slow']);
    expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
    expect(world.ledger.get('slow')?.outcome).toMatchObject({
      error: 'RecordTimeoutError: document slow: not finished within 30 ms',
    });
  });
});

describe('a record without what SQS says of it', () => {
  const bare = { ...record('a'), attributes: {} } as unknown as SQSRecord;

  test('is on its first attempt', async () => {
    const attempts: number[] = [];
    const stage = stageThat((id, attempt) => {
      attempts.push(attempt);
      return forward(id);
    });
    expect(await stageHandler(stage, memoryPorts().ports)(batchOf(bare), plentyOfTime)).toEqual({
      batchItemFailures: [],
    });
    expect(attempts).toEqual([1]);
  });

  test('stands in the ledger with the beginning of time when it can not be read', () => {
    expect(documentOfMessage(bare)).toMatchObject({ key: 'message:q/m-a', eventTime: '1970-01-01T00:00:00.000Z' });
    expect(documentOfMessage(record('a')).eventTime).toBe('2024-03-01T00:00:00.000Z');
  });
});

describe('records on a later attempt', () => {
  test('run after the fresh ones, each with what is done acknowledged before', async () => {
    const world = memoryPorts();
    const events: string[] = [];
    world.ports.acknowledge = async (records) => {
      events.push(`ack ${records.map((done) => done.messageId).join(',')}`);
    };
    const stage = stageThat((id) => {
      events.push(id);
      return forward(id);
    });
    const answer = await stageHandler(stage, world.ports)(batchOf(record('old', 2), record('new')), plentyOfTime);
    expect(events).toEqual(['new', 'ack m-new', 'old']);
    expect(answer.batchItemFailures).toEqual([]);
  });

  test('are sent before the next one starts', async () => {
    const world = memoryPorts();
    const seen: number[] = [];
    const stage = stageThat((id) => {
      seen.push(world.sent.length);
      return forward(id);
    });
    await stageHandler(stage, world.ports)(batchOf(record('a', 2), record('b', 2), record('c', 3)), plentyOfTime);
    expect(seen).toEqual([0, 1, 2]);
  });

  test('run in an order that changes with the attempt', async () => {
    const orders = new Set<string>();
    for (const attempt of [2, 3, 4, 5, 6, 7, 8, 9]) {
      const order: string[] = [];
      const stage = stageThat((id) => {
        order.push(id);
        return forward(id);
      });
      await stageHandler(stage, memoryPorts().ports)(
        batchOf(record('a', attempt), record('b', attempt), record('c', attempt)),
        plentyOfTime,
      );
      orders.add(order.join(''));
    }
    expect(orders.size).toBeGreaterThan(2);
  });

  test('an early acknowledgement that fails changes nothing', async () => {
    const world = memoryPorts();
    world.ports.acknowledge = async () => {
      throw new Error('expired');
    };
    const answer = await stageHandler(stageThat(forward), world.ports)(
      batchOf(record('a'), record('b', 2)),
      plentyOfTime,
    );
    expect(answer.batchItemFailures).toEqual([]);
    expect(world.sent).toEqual(['next:a', 'next:b']);
  });
});

describe('side by side', () => {
  test.each([1, 3])('runs at most %i records at once', async (concurrency) => {
    let running = 0;
    let most = 0;
    const stage = stageThat(
      async (id) => {
        running++;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        return forward(id);
      },
      { concurrency },
    );
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const world = memoryPorts();
    await stageHandler(stage, world.ports)(batchOf(...ids.map((id) => record(id))), plentyOfTime);
    expect(most).toBe(concurrency);
    expect(world.sent.sort()).toEqual(ids.map((id) => `next:${id}`));
  });
});

describe('properties', () => {
  type Fate = 'forward' | 'finish' | 'reject' | 'throw';
  const fates = fc.array(fc.constantFrom<Fate>('forward', 'finish', 'reject', 'throw'), {
    minLength: 1,
    maxLength: 10,
  });
  const decide = (fate: Fate | undefined, id: string): Outcome<string> => {
    if (fate === 'throw') throw new Error(`fault of ${id}`);
    if (fate === 'finish') return unpacked;
    if (fate === 'reject') return { kind: 'reject', reason: 'empty', detail: id };
    return forward(id);
  };

  test('exactly the failed records are reported, whichever they are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fates,
        fc.array(fc.integer({ min: 1, max: RECEIVE_LIMIT }), { minLength: 10, maxLength: 10 }),
        async (list, attempts) => {
          const stage = stageThat((id) => decide(list[Number(id)], id));
          const records = list.map((_, index) => record(String(index), attempts[index]));
          const answer = await stageHandler(stage, memoryPorts().ports)(batchOf(...records), plentyOfTime);
          const expected = list.flatMap((fate, index) => (fate === 'throw' ? [`m-${index}`] : []));
          expect(failedIds(answer).sort()).toEqual(expected.sort());
        },
      ),
    );
  });

  test('work in turns asks for each turn once, however often messages are refused, and sends all', async () => {
    const TURNS = 4;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.nat(3), { maxLength: 3 }), { maxLength: 12 }), async (refusals) => {
        const world = memoryPorts();
        const queue = [record('0')];
        const asked: number[] = [];
        const stage = stageThat((id) => ({
          kind: 'forward',
          messages: [0, 1, 2, 3].map((place) => `${id}.${place}`),
          whenSent: async () => {
            const next = Number(id) + 1;
            asked.push(next);
            if (next < TURNS) queue.push(record(String(next)));
          },
        }));
        const ports: StagePorts<string> = {
          ...world.ports,
          async send(messages) {
            const refused = new Set(refusals.shift());
            world.sent.push(...messages.filter((_, place) => !refused.has(place)));
            return new Map([...refused].map((place) => [place, new Error('refused')]));
          },
        };
        for (let message = queue.shift(); message !== undefined; message = queue.shift()) {
          const { batchItemFailures } = await stageHandler(stage, ports)(batchOf(message), plentyOfTime);
          // SQS counts on; what it would give up is redriven.
          if (batchItemFailures.length > 0) queue.push(record(message.body, 2));
        }
        expect(asked).toEqual([1, 2, 3, 4]);
        expect(new Set(world.sent).size).toBe(TURNS * 4);
      }),
    );
  });

  test('any faults, repetitions and orders that end in success leave the state of an undisturbed run', async () => {
    const ids = ['0', '1', '2', '3', '4', '5'];
    const fate = (id: string): Fate => (['forward', 'finish', 'reject'] as const)[Number(id) % 3] ?? 'forward';
    const run = async (deliveries: { batch: string[]; faults: boolean[] }[]) => {
      const world = memoryPorts();
      let calls = 0;
      for (const { batch, faults } of deliveries) {
        const stage = stageThat((id) => {
          if (faults[calls++ % Math.max(1, faults.length)]) throw new Error('passing fault');
          return decide(fate(id), id);
        });
        await stageHandler(stage, world.ports)(
          batchOf(...batch.map((id, index) => record(id, 1, `m-${id}-${index}`))),
          plentyOfTime,
        );
      }
      const states = [...world.ledger].map(([id, entry]) => [id, entry.outcome.state]).sort();
      return { states, sent: [...new Set(world.sent)].sort() };
    };
    const undisturbed = await run([{ batch: ids, faults: [] }]);
    const delivery = fc.record({
      batch: fc.array(fc.constantFrom(...ids), { minLength: 1, maxLength: 10 }),
      faults: fc.array(fc.boolean(), { maxLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(delivery, { maxLength: 6 }),
        fc.shuffledSubarray(ids, { minLength: ids.length }),
        async (disturbed, last) => {
          // SQS delivers again until a delivery succeeds: the last one here.
          const end = await run([...disturbed, { batch: last, faults: [] }]);
          // A forwarded document that failed before has only the `failed` note, which the next stage's outcome replaces.
          const lasting = end.states.filter(([, state]) => state !== 'failed');
          expect({ states: lasting, sent: end.sent }).toEqual(undisturbed);
        },
      ),
    );
  });
});
