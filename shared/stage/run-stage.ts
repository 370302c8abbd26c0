// The frame of every queue stage: an SQS batch in, exactly one counted outcome per document, failed records out.
//
// What it guarantees, whatever a stage's own code does:
//  - each record is handled on its own; only failed ones are reported (ReportBatchItemFailures);
//  - messages are sent before a record counts as done, and only what needs them sent comes after, so an error means a retry;
//  - a PermanentError ends in the ledger and is acknowledged; anything else is retried with backoff and reaches the
//    dead-letter queue after the receive limit, with its reason in the ledger;
//  - a record that would not fit into the time that its neighbours left is not lost: it is sent anew where the stage may do
//    so, so that waiting for slow ones brings it no nearer to the dead-letter queue, and returned otherwise;
//  - a record that kills the function does not take its neighbours to the dead-letter queue: records on their second
//    or later attempt are run one at a time, in an order that changes with each attempt, and what is done is
//    acknowledged before the next of them starts.
import { createHash } from 'node:crypto';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { RECEIVE_LIMIT } from '../pipeline.ts';
import type { Document, LedgerEntry, StageName } from '../records/ledger.ts';
import { runSideBySide } from '../side-by-side.ts';
import { type Outcome, PermanentError } from './outcome.ts';

/** What a stage supplies. `Item` is one document's work; an SQS body may hold several (S3 puts several Records in one). */
export interface Stage<Item, Out> {
  id: StageName;
  /** Parses a message body. Throws PermanentError for what can never be read; any other error is retried. */
  parse(body: string): readonly Item[];
  /**
   * The document an item is about; null for items that `process` ignores or that are no documents: those fail without an
   * entry in the ledger, and their dead letter alone tells of them.
   */
  documentOf(item: Item): Document | null;
  process(item: Item, context: RecordContext): Promise<Outcome<Out>>;
  /** Records of a batch that run side by side: 1 for work that is bound by the processor. */
  concurrency: number;
  /** Longest time one record may take. */
  recordTimeoutMs: number;
}

export interface RecordContext {
  /** Which receive this is, from 1. */
  attempt: number;
  /** Aborted when the record's time is over. */
  signal: AbortSignal;
}

/** What the frame needs of the world. */
export interface StagePorts<Out> {
  /** Writes one ledger entry. Final states overwrite `failed`; `failed` never overwrites a final state. */
  record(entry: LedgerEntry): Promise<void>;
  /** Sends messages to the next queue; returns an error for each message (by index) that was not accepted. */
  send(messages: readonly Out[]): Promise<Map<number, Error>>;
  /** Makes a failed message visible again after a delay. */
  retryAfter(record: SQSRecord, seconds: number): Promise<void>;
  /**
   * Sends a record's message to the stage's own queue anew, as one that was never received. Only for stages whose records
   * take long because they wait for others: it forgets how often a record that kills the function has done so.
   */
  sendAnew?(record: SQSRecord): Promise<void>;
  /** Acknowledges messages ahead of the batch's end. */
  acknowledge(records: readonly SQSRecord[]): Promise<void>;
  /** Delay before the first retry. */
  retryBaseSeconds: number;
  now(): Date;
  observe: Observer;
}

/** Where the frame tells what happened. */
export interface Observer {
  outcome(event: {
    stage: StageName;
    document: Document | null;
    kind: string;
    reason?: string;
    detail?: string;
    milliseconds: number;
  }): void;
  failure(event: {
    stage: StageName;
    document: Document | null;
    messageId: string;
    attempt: number;
    error: Error;
  }): void;
  flush(): void;
}

export interface InvocationContext {
  getRemainingTimeInMillis(): number;
}

/** Kept free at the end of an invocation for sending, acknowledging and answering. */
const CLOSING_RESERVE_MS = 1_500;

/** Longest error text in the ledger: enough for a message with its cause, little of an item. */
const LEDGER_ERROR_MAX_CHARACTERS = 2_000;

/** Each retry waits four times as long as the one before: from 5 s on, 5, 20, 80 s outlast a throttled table or a failover. */
const RETRY_FACTOR = 4;

/** How long a failed message stays invisible before its next attempt, in seconds. `attempt` counts from 1. */
export function backoffSeconds(attempt: number, baseSeconds: number): number {
  return baseSeconds * RETRY_FACTOR ** (Math.max(1, attempt) - 1);
}

/** Error for a record that did not finish in its time. */
export class RecordTimeoutError extends Error {
  override name = 'RecordTimeoutError';
}

interface Work<Out> {
  record: SQSRecord;
  attempt: number;
  /** An item of it was begun, or it could not be read. */
  started: boolean;
  /** What of the record failed; empty once it is handled means done. `document` is null for an item without one. */
  failures: { document: Document | null; error: Error }[];
  handled: boolean;
  parcels: Parcel<Out>[];
}

/** What one item sends on. */
interface Parcel<Out> {
  document: Document | null;
  messages: readonly Out[];
  whenSent: () => Promise<void>;
}

const isDone = (work: Work<unknown>) => work.handled && work.failures.length === 0;

/** Makes the Lambda handler of a queue stage. */
export function stageHandler<Item, Out>(
  stage: Stage<Item, Out>,
  ports: StagePorts<Out>,
): (event: SQSEvent, context: InvocationContext) => Promise<SQSBatchResponse> {
  return async (event, context) => {
    const batch: Work<Out>[] = event.Records.map((record) => ({
      record,
      attempt: Number(record.attributes.ApproximateReceiveCount) || 1,
      started: false,
      failures: [],
      handled: false,
      parcels: [],
    }));
    const fresh = batch.filter((work) => work.attempt === 1);
    const suspects = batch
      .filter((work) => work.attempt > 1)
      .sort((a, b) => shuffleKey(a).localeCompare(shuffleKey(b)));

    await runSideBySide(fresh, stage.concurrency, (work) => handleRecord(stage, ports, work, context));
    await sendAll(ports, fresh);
    for (const suspect of suspects) {
      const finished = batch.filter(isDone);
      await acknowledgeEarly(ports, finished);
      await handleRecord(stage, ports, suspect, context);
      await sendAll(ports, [suspect]);
    }

    const failed: Work<Out>[] = [];
    // Where nothing was started, no invocation has the time, and what is sent anew would go round for ever.
    const hasBegun = batch.some((work) => work.started);
    for (const work of batch) {
      if (!isDone(work) && !(hasBegun && (await isSentAnew(stage, ports, work)))) failed.push(work);
    }
    for (const work of failed) await noteFailure(stage, ports, work);
    ports.observe.flush();
    return { batchItemFailures: failed.map((work) => ({ itemIdentifier: work.record.messageId })) };
  };
}

/** A different order at each attempt, so that a record which kills the function is not always ahead of the same others. */
function shuffleKey(work: Work<unknown>): string {
  return createHash('sha256').update(`${work.attempt}:${work.record.messageId}`).digest('hex');
}

/** Runs all items of one record. Never throws: an error is kept on the work. */
async function handleRecord<Item, Out>(
  stage: Stage<Item, Out>,
  ports: StagePorts<Out>,
  work: Work<Out>,
  context: InvocationContext,
): Promise<void> {
  let items: readonly Item[];
  try {
    items = stage.parse(work.record.body);
  } catch (error) {
    await endUnreadable(stage, ports, work, toError(error));
    return;
  }
  for (const item of items) {
    const document = stage.documentOf(item);
    const remaining = context.getRemainingTimeInMillis() - CLOSING_RESERVE_MS;
    try {
      if (remaining < stage.recordTimeoutMs) {
        throw new RecordTimeoutError(
          `not started: ${Math.max(0, Math.round(remaining))} ms are left of this invocation and a record may take ${stage.recordTimeoutMs} ms`,
        );
      }
      work.started = true;
      await handleItem(stage, ports, work, item, document);
    } catch (error) {
      // The other items of this record still get their turn.
      work.failures.push({ document, error: toError(error) });
    }
  }
  work.handled = true;
}

async function handleItem<Item, Out>(
  stage: Stage<Item, Out>,
  ports: StagePorts<Out>,
  work: Work<Out>,
  item: Item,
  document: Document | null,
): Promise<void> {
  const startedAt = performance.now();
  const observe = (kind: string, reason?: string, detail?: string) =>
    ports.observe.outcome({
      stage: stage.id,
      document,
      kind,
      ...(reason === undefined ? {} : { reason }),
      ...(detail === undefined ? {} : { detail }),
      milliseconds: performance.now() - startedAt,
    });
  let outcome: Outcome<Out>;
  try {
    outcome = await withTimeout(stage, work.attempt, document, (context) => stage.process(item, context));
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    outcome = { kind: 'reject', reason: error.reason, detail: error.message };
  }
  switch (outcome.kind) {
    case 'forward':
      work.parcels.push({ document, messages: outcome.messages, whenSent: outcome.whenSent ?? (async () => {}) });
      observe('forward');
      return;
    case 'finish':
      await ports.record(ledgerEntry(stage, ports, requireDocument(document, stage), outcome.state, outcome.title));
      observe(outcome.state.state, undefined, outcome.title ?? undefined);
      return;
    case 'reject': {
      const state = { state: 'rejected', reason: outcome.reason, detail: outcome.detail } as const;
      const about = requireDocument(outcome.document ?? document, stage);
      await ports.record(ledgerEntry(stage, ports, about, state, outcome.title ?? null));
      observe('rejected', outcome.reason, outcome.detail);
      return;
    }
    case 'done':
      observe(outcome.what, undefined, outcome.detail);
      return;
    case 'ignore':
      observe('ignored', undefined, outcome.why);
      return;
  }
}

function requireDocument<Item, Out>(document: Document | null, stage: Stage<Item, Out>): Document {
  if (document === null) throw new Error(`stage ${stage.id}: expected a document for a final outcome, got none`);
  return document;
}

async function withTimeout<Item, Out, T>(
  stage: Stage<Item, Out>,
  attempt: number,
  document: Document | null,
  run: (context: RecordContext) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new RecordTimeoutError(
        `document ${document?.documentId ?? 'unknown'}: not finished within ${stage.recordTimeoutMs} ms`,
      );
      controller.abort(error);
      reject(error);
    }, stage.recordTimeoutMs);
  });
  try {
    return await Promise.race([run({ attempt, signal: controller.signal }), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Sends what `works` forward; a message that is not accepted fails its item, and so its record. A record with a failed item
 * sends its other items' messages all the same: they must not wait in the dead-letter queue with it.
 */
async function sendAll<Out>(ports: StagePorts<Out>, works: readonly Work<Out>[]): Promise<void> {
  const parcels = works.flatMap((work) => work.parcels.map((parcel) => ({ work, ...parcel })));
  const messages = parcels.flatMap((parcel) => parcel.messages);
  let refused = new Map<number, Error>();
  try {
    if (messages.length > 0) refused = await ports.send(messages);
  } catch (error) {
    refused = new Map(messages.map((_, index) => [index, toError(error)]));
  }
  let start = 0;
  for (const { work, document, messages: own, whenSent } of parcels) {
    const error = own.map((_, index) => refused.get(start + index)).find((refusal) => refusal !== undefined);
    start += own.length;
    try {
      if (error) throw error;
      await whenSent();
    } catch (failure) {
      work.failures.push({ document, error: toError(failure) });
    }
  }
}

/** A failed early acknowledgement costs nothing but a repetition: the batch's answer acknowledges again. */
async function acknowledgeEarly<Out>(ports: StagePorts<Out>, finished: readonly Work<Out>[]): Promise<void> {
  if (finished.length === 0) return;
  try {
    await ports.acknowledge(finished.map((work) => work.record));
  } catch {
    // The records are returned as done at the end of the batch all the same.
  }
}

/** A body that no version of the code can read is rejected under an id of its own; anything else is retried. */
async function endUnreadable<Item, Out>(
  stage: Stage<Item, Out>,
  ports: StagePorts<Out>,
  work: Work<Out>,
  error: Error,
): Promise<void> {
  const document = documentOfMessage(work.record);
  work.handled = true;
  work.started = true;
  if (!(error instanceof PermanentError)) {
    work.failures.push({ document, error });
    return;
  }
  try {
    await ports.record(
      ledgerEntry(stage, ports, document, { state: 'rejected', reason: error.reason, detail: error.message }, null),
    );
    ports.observe.outcome({
      stage: stage.id,
      document,
      kind: 'rejected',
      reason: error.reason,
      detail: error.message,
      milliseconds: 0,
    });
  } catch (ledgerError) {
    work.failures.push({ document, error: toError(ledgerError) });
  }
}

/** Stands for a message that names no document, so that it too is accounted for. */
export function documentOfMessage(record: SQSRecord): Document {
  return {
    documentId: createHash('sha256')
      .update(`message:${record.eventSourceARN}:${record.body}`)
      .digest('hex')
      .slice(0, 32),
    bucket: '',
    key: `message:${record.eventSourceARN.split(':').at(-1)!}/${record.messageId}`,
    versionId: null,
    sequencer: null,
    entry: null,
    entryIndex: 0,
    eventTime: new Date(Number(record.attributes.SentTimestamp) || 0).toISOString(),
    sizeBytes: Buffer.byteLength(record.body),
  };
}

/** A record that was not started goes back as a new message, where the stage may send one: its receives were no attempts. */
async function isSentAnew<Item, Out>(
  stage: Stage<Item, Out>,
  ports: StagePorts<Out>,
  work: Work<Out>,
): Promise<boolean> {
  if (work.started || ports.sendAnew === undefined) return false;
  try {
    await ports.sendAnew(work.record);
  } catch {
    // Returned, it comes back all the same.
    return false;
  }
  for (const { document, error } of work.failures) {
    const detail = error.message;
    ports.observe.outcome({ stage: stage.id, document, kind: 'sent-anew', detail, milliseconds: 0 });
  }
  return true;
}

async function noteFailure<Item, Out>(stage: Stage<Item, Out>, ports: StagePorts<Out>, work: Work<Out>): Promise<void> {
  const { attempt } = work;
  const { messageId } = work.record;
  const deadLettered = attempt >= RECEIVE_LIMIT;
  for (const { document, error } of work.failures) {
    ports.observe.failure({ stage: stage.id, document, messageId, attempt, error });
    if (document === null) continue;
    const outcome = {
      state: 'failed',
      error: `${error.name}: ${error.message}`.slice(0, LEDGER_ERROR_MAX_CHARACTERS),
      attempts: attempt,
      deadLettered,
    } as const;
    try {
      await ports.record(ledgerEntry(stage, ports, document, outcome, null));
    } catch (ledgerError) {
      // Best effort: the message itself is safe in its queue, and its next attempt writes the entry again.
      ports.observe.failure({ stage: stage.id, document, messageId, attempt, error: toError(ledgerError) });
    }
  }
  try {
    // What is given up moves to the dead-letter queue when it is next visible, and rings its alarm only then.
    await ports.retryAfter(work.record, deadLettered ? 0 : backoffSeconds(attempt, ports.retryBaseSeconds));
  } catch {
    // The queue's own visibility timeout brings the message back.
  }
}

function ledgerEntry<Item, Out>(
  stage: Stage<Item, Out>,
  ports: StagePorts<Out>,
  document: Document,
  outcome: LedgerEntry['outcome'],
  title: string | null,
): LedgerEntry {
  return { document, stage: stage.id, outcome, title, recordedAt: ports.now().toISOString() };
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
