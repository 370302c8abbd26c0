// Stands in for Lambda's SQS event source: receives batches, invokes a function, deletes what succeeded. What failed stays
// and comes back by its visibility timeout, or reaches the dead-letter queue by the queue's own redrive.
import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { REGION } from './account.ts';
import { failedIdentifiers } from './batch-response.ts';

export interface QueuePollerOptions {
  sqs: SQSClient;
  queue: { url: string; arn: string };
  batchSize: number;
  /** How long a batch that is not full waits for more. */
  batchingWindowMs: number;
  maxConcurrency: number;
  invoke(event: SQSEvent): Promise<unknown>;
  onBatch(result: BatchResult): void;
  /** Faults of the poller itself; it goes on. */
  onFault(message: string): void;
}

/** What became of one batch. */
export interface BatchResult {
  records: number;
  failed: number;
  /** Why all of it failed, when the function did. */
  error?: Error;
}

export interface Poller {
  /** Ends the waiting poll and returns when running invocations have ended. */
  stop(): Promise<void>;
}

/** SQS hands out at most this many at once, and deletes as many. */
const SQS_BATCH = 10;

/** The longest that SQS lets a poll wait. */
const LONG_POLL_SECONDS = 20;

/** Pause after a fault, so that a lasting one does not spin. */
const FAULT_PAUSE_MS = 500;

/** Starts polling. See https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html for what is imitated. */
export function startQueuePoller(options: QueuePollerOptions): Poller {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const deletions = new Set<Promise<void>>();

  async function receive(max: number, waitSeconds: number): Promise<Message[]> {
    const { Messages } = await options.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: options.queue.url,
        MaxNumberOfMessages: Math.min(max, SQS_BATCH),
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal: stopping.signal },
    );
    return Messages ?? [];
  }

  async function receiveBatch(): Promise<Message[]> {
    const batch = await receive(options.batchSize, LONG_POLL_SECONDS);
    if (batch.length === 0 || batch.length >= options.batchSize) return batch;
    await sleep(options.batchingWindowMs, undefined, { signal: stopping.signal });
    while (batch.length < options.batchSize) {
      const more = await receive(options.batchSize - batch.length, 0);
      if (more.length === 0) break;
      batch.push(...more);
    }
    return batch;
  }

  async function handle(batch: Message[]): Promise<void> {
    let failed: ReadonlySet<string>;
    try {
      const identifiers = batch.map((message) => message.MessageId!);
      const response = await options.invoke({ Records: batch.map((message) => toRecord(message, options.queue.arn)) });
      failed = failedIdentifiers(response, identifiers);
      options.onBatch({ records: batch.length, failed: failed.size });
    } catch (error) {
      options.onBatch({ records: batch.length, failed: batch.length, error: error as Error });
      return;
    }
    const deletion = deleteAll(batch.filter((message) => !failed.has(message.MessageId!))).finally(() =>
      deletions.delete(deletion),
    );
    deletions.add(deletion);
  }

  async function deleteAll(messages: Message[]): Promise<void> {
    for (let at = 0; at < messages.length; at += SQS_BATCH) {
      try {
        await options.sqs.send(
          new DeleteMessageBatchCommand({
            QueueUrl: options.queue.url,
            Entries: messages
              .slice(at, at + SQS_BATCH)
              .map((message, index) => ({ Id: String(index), ReceiptHandle: message.ReceiptHandle })),
          }),
        );
      } catch (error) {
        // They come again; functions must bear that anyway.
        options.onFault(`deleting messages from ${options.queue.url}: ${(error as Error).message}`);
      }
    }
  }

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (running.size >= options.maxConcurrency) {
        await Promise.race(running);
        continue;
      }
      try {
        const batch = await receiveBatch();
        if (batch.length === 0) continue;
        const invocation = handle(batch).finally(() => running.delete(invocation));
        running.add(invocation);
      } catch (error) {
        if (stopping.signal.aborted) break;
        options.onFault(`receiving from ${options.queue.url}: ${(error as Error).message}`);
        await sleep(FAULT_PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
    await Promise.all([...running]);
    await Promise.all([...deletions]);
  }

  const polling = poll();
  return {
    stop: () => {
      stopping.abort();
      return polling;
    },
  };
}

/** A received message in the form in which Lambda passes it on. */
function toRecord(message: Message, queueArn: string): SQSRecord {
  return {
    messageId: message.MessageId!,
    receiptHandle: message.ReceiptHandle!,
    body: message.Body!,
    attributes: message.Attributes as unknown as SQSRecord['attributes'],
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [
        name,
        {
          ...(value.StringValue === undefined ? {} : { stringValue: value.StringValue }),
          ...(value.BinaryValue === undefined
            ? {}
            : { binaryValue: Buffer.from(value.BinaryValue).toString('base64') }),
          stringListValues: [],
          binaryListValues: [],
          dataType: value.DataType ?? 'String',
        } as SQSRecord['messageAttributes'][string],
      ]),
    ),
    md5OfBody: message.MD5OfBody!,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: REGION,
  };
}
