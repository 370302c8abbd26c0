// SQS: sending batches, delaying a retry, acknowledging.
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** Entries of one SendMessageBatch, and bytes of all its bodies (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html). */
const BATCH_MAX_ENTRIES = 10;
const BATCH_MAX_BYTES = 1_048_576;

/**
 * Splits bodies into batches that SQS takes: at most ten entries and 1 MiB each. Order is kept.
 *
 * @throws Error for a body that no batch can hold
 */
export function batchBodies(bodies: readonly string[]): { index: number; body: string }[][] {
  const batches: { index: number; body: string }[][] = [];
  let current: { index: number; body: string }[] = [];
  let bytes = 0;
  for (const [index, body] of bodies.entries()) {
    const size = Buffer.byteLength(body);
    if (size > BATCH_MAX_BYTES)
      throw new Error(`message ${index}: expected at most ${BATCH_MAX_BYTES} bytes, got ${size}`);
    if (current.length === BATCH_MAX_ENTRIES || (current.length > 0 && bytes + size > BATCH_MAX_BYTES)) {
      batches.push(current);
      current = [];
      bytes = 0;
    }
    current.push({ index, body });
    bytes += size;
  }
  if (current.length > 0) batches.push(current);
  return batches;
}

/**
 * A body of JSON in characters that SQS takes: JSON itself escapes all others but these two, which stand in its strings only
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html).
 */
function sendable(json: string): string {
  return json.replace(/[\uFFFE\uFFFF]/g, (character) => (character === '\uFFFE' ? '\\ufffe' : '\\uffff'));
}

/** The longest that SQS keeps a new message back (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html). */
const MAX_DELAY_SECONDS = 900;

/**
 * Sends bodies of JSON; returns an error for each one (by index) that the queue did not accept.
 *
 * @param delaySeconds for how long the queue keeps them back, at most MAX_DELAY_SECONDS
 */
export async function sendBodies(
  client: SQSClient,
  queueUrl: string,
  bodies: readonly string[],
  delaySeconds = 0,
): Promise<Map<number, Error>> {
  const failures = new Map<number, Error>();
  for (const batch of batchBodies(bodies.map(sendable))) {
    const entries: SendMessageBatchRequestEntry[] = batch.map(({ index, body }) => ({
      Id: String(index),
      MessageBody: body,
      ...(delaySeconds > 0 ? { DelaySeconds: delaySeconds } : {}),
    }));
    try {
      const answer = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }));
      for (const failed of answer.Failed ?? []) {
        failures.set(
          Number(failed.Id),
          new Error(`sending to ${queueUrl}: ${failed.Code ?? 'refused'}: ${failed.Message ?? 'no reason given'}`),
        );
      }
    } catch (error) {
      for (const { index } of batch) failures.set(index, error instanceof Error ? error : new Error(String(error)));
    }
  }
  return failures;
}

/** Makes a received message visible again after `seconds`. */
export async function delayMessage(
  client: SQSClient,
  queueUrl: string,
  receiptHandle: string,
  seconds: number,
): Promise<void> {
  await client.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: queueUrl,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: seconds,
    }),
  );
}

/** Deletes received messages. */
export async function deleteMessages(
  client: SQSClient,
  queueUrl: string,
  receiptHandles: readonly string[],
): Promise<void> {
  for (let start = 0; start < receiptHandles.length; start += BATCH_MAX_ENTRIES) {
    await client.send(
      new DeleteMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: receiptHandles
          .slice(start, start + BATCH_MAX_ENTRIES)
          .map((handle, index) => ({ Id: String(index), ReceiptHandle: handle })),
      }),
    );
  }
}

/**
 * Sends bodies.
 *
 * @throws Error when the queue does not accept one of them; the others may have been sent
 */
export async function sendAllBodies(client: SQSClient, queueUrl: string, bodies: readonly string[]): Promise<void> {
  const [failure] = (await sendBodies(client, queueUrl, bodies)).values();
  if (failure) throw failure;
}

/**
 * Sends a body that is to be received at a time, or as near to it as a queue can hold it back: whoever receives it too
 * early sends it again.
 *
 * @param at milliseconds since 1970
 */
export async function postponeBody(
  client: SQSClient,
  queueUrl: string,
  body: string,
  at: number,
  now: number,
): Promise<void> {
  const seconds = Math.min(MAX_DELAY_SECONDS, Math.max(1, Math.ceil((at - now) / 1000)));
  const [failure] = (await sendBodies(client, queueUrl, [body], seconds)).values();
  if (failure) throw failure;
}
