// The frame's ports on AWS: ledger, next queue, retry delay, acknowledgement.
import type { SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { dynamo, sqs } from '../aws/clients.ts';
import { delayMessage, deleteMessages, sendAllBodies, sendBodies } from '../aws/queue.ts';
import type { StageName } from '../records/ledger.ts';
import { recordInLedger } from './ledger.ts';
import { consoleObserver } from './observe.ts';
import type { StagePorts } from './run-stage.ts';

/** Ports of a stage. `next` is null for a stage that forwards nothing. Messages are checked against the schema before they are sent. */
export function awsStagePorts<Schema extends z.ZodType>(
  stage: StageName,
  config: {
    articlesTable: string;
    ownQueueUrl: string;
    retryBaseSeconds: number;
    next: { queueUrl: string; schema: Schema } | null;
    /** Whether what was not started is sent anew; the stage needs the permission to send to its own queue. */
    sendsAnew?: boolean;
  },
): StagePorts<z.infer<Schema>> {
  const { next } = config;
  return {
    record: (entry) => recordInLedger(dynamo(), config.articlesTable, entry),
    async send(messages) {
      if (next === null) throw new Error(`stage ${stage} forwards nothing, got ${messages.length} messages`);
      // One that the next stage could not read must not take the others of its batch along.
      const failures = new Map<number, Error>();
      const readable: { index: number; body: string }[] = [];
      for (const [index, message] of messages.entries()) {
        const parsed = next.schema.safeParse(message);
        if (parsed.success) readable.push({ index, body: JSON.stringify(parsed.data) });
        else failures.set(index, parsed.error);
      }
      const bodies = readable.map(({ body }) => body);
      for (const [place, error] of await sendBodies(sqs(), next.queueUrl, bodies)) {
        failures.set(readable[place]!.index, error);
      }
      return failures;
    },
    ...(config.sendsAnew === true
      ? { sendAnew: (record: SQSRecord) => sendAllBodies(sqs(), config.ownQueueUrl, [record.body]) }
      : {}),
    retryAfter: (record, seconds) => delayMessage(sqs(), config.ownQueueUrl, record.receiptHandle, seconds),
    acknowledge: (records: readonly SQSRecord[]) =>
      deleteMessages(
        sqs(),
        config.ownQueueUrl,
        records.map((record) => record.receiptHandle),
      ),
    retryBaseSeconds: config.retryBaseSeconds,
    now: () => new Date(),
    observe: consoleObserver(stage),
  };
}
