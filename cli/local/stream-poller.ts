// Stands in for Lambda's DynamoDB stream event source: reads records in order, invokes a function with them, goes on after
// the last that succeeded, and gives a batch that never succeeds to the dead-letter queue as a note of its position.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { request } from 'undici';
import { REGION } from './account.ts';
import { failedIdentifiers } from './batch-response.ts';
import type { BatchResult, Poller } from './queue-poller.ts';

export interface StreamPollerOptions {
  streams: DynamoDBStreamsClient;
  /** Where `streams` leads. */
  endpoint: string;
  streamArn: string;
  /** Changes of items whose sort key begins otherwise are passed over. */
  sortKeyPrefix: string;
  batchSize: number;
  /** Retries without progress before a batch is given up. */
  retryAttempts: number;
  /** Pause before the first retry; it doubles with each. */
  retryPauseMs: number;
  /** Sequence number after which to go on; null starts with the oldest record. */
  after: string | null;
  invoke(event: DynamoDBStreamEvent): Promise<unknown>;
  /** Receives the note about a batch that was given up. */
  onGivenUp(note: object): Promise<void>;
  /** Called when records up to this sequence number are done with, however they ended. */
  onCheckpoint(sequenceNumber: string): void;
  onBatch(result: BatchResult): void;
  onFault(message: string): void;
}

export interface StreamPoller extends Poller {
  /** Resolves when every record that was written before the call is done with, or when the poller has stopped. */
  drained(): Promise<void>;
}

/** Pause between reads of a stream at rest; Lambda's is 250 ms, and nobody should wait that long for a summary. */
const POLL_PAUSE_MS = 50;

/** Bound of the doubling pause between retries. */
const LONGEST_RETRY_PAUSE_MS = 5000;

const FAULT_PAUSE_MS = 500;

type SequencedRecord = DynamoDBRecord & { dynamodb: { SequenceNumber: string } };

/**
 * Starts polling. See https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html for what is imitated. The emulator keeps
 * one shard per stream, so there is one position to keep and one order for all records.
 */
export function startStreamPoller(options: StreamPollerOptions): StreamPoller {
  const { streams, streamArn: StreamArn } = options;
  const stopping = new AbortController();
  const pause = (ms: number) => sleep(ms, undefined, { signal: stopping.signal }).catch(() => {});
  let position = options.after;
  let shardId = '';
  let iterator: string | undefined;
  /** Number of the read that is going on, and who waits for one that finds nothing left. */
  let read = 0;
  let drainedReads: { from: number; resolve: () => void }[] = [];

  async function openIterator(): Promise<string> {
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    const shards = StreamDescription?.Shards ?? [];
    if (shards.length !== 1) throw new Error(`expected one shard, found ${shards.length}`);
    shardId = shards[0]!.ShardId!;
    const { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({
        StreamArn,
        ShardId: shardId,
        ...(position === null
          ? { ShardIteratorType: 'TRIM_HORIZON' }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: position }),
      }),
    );
    if (!ShardIterator) throw new Error('expected a shard iterator, got none');
    return ShardIterator;
  }

  /**
   * Reads as JSON, without the SDK: on the wire records have the very form in which Lambda passes them on, and taking
   * them apart and putting them together again cost a third of this process's time.
   */
  async function readRecords(): Promise<SequencedRecord[]> {
    iterator ??= await openIterator();
    const { statusCode, body } = await request(options.endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDBStreams_20120810.GetRecords',
        'x-amz-date': '20240101T000000Z',
        // Asked for, but nobody checks date and signature here.
        authorization: `AWS4-HMAC-SHA256 Credential=test/20240101/${REGION}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify({ ShardIterator: iterator, Limit: options.batchSize }),
      signal: stopping.signal,
    });
    if (statusCode !== 200) throw new Error(`GetRecords answered ${statusCode}: ${(await body.text()).slice(0, 200)}`);
    const answer = (await body.json()) as { Records?: DynamoDBRecord[]; NextShardIterator?: string };
    iterator = answer.NextShardIterator;
    return (answer.Records ?? []).filter((record): record is SequencedRecord =>
      Boolean(record.dynamodb?.SequenceNumber),
    );
  }

  /** Invokes the function until the records are done with or given up. */
  async function work(records: SequencedRecord[]): Promise<void> {
    let left = records;
    for (let attempt = 0; left.length > 0 && !stopping.signal.aborted; ) {
      const { done, error } = await invokeWith(left);
      if (stopping.signal.aborted && error) return;
      options.onBatch({ records: left.length, failed: left.length - done, ...(error ? { error } : {}) });
      if (done > 0) {
        checkpoint(left[done - 1]!);
        left = left.slice(done);
        attempt = 0;
      } else if (attempt++ < options.retryAttempts) {
        await pause(Math.min(options.retryPauseMs * 2 ** (attempt - 1), LONGEST_RETRY_PAUSE_MS));
      } else {
        await options.onGivenUp(positionNote(left, { shardId, streamArn: StreamArn }, attempt));
        checkpoint(left.at(-1)!);
        return;
      }
    }
  }

  /** How many of the records, from the first on, succeeded. */
  async function invokeWith(records: SequencedRecord[]): Promise<{ done: number; error?: Error }> {
    try {
      const response = await options.invoke({
        Records: records.map((record) => Object.assign(record, { awsRegion: REGION, eventSourceARN: StreamArn })),
      });
      const numbers = records.map((record) => record.dynamodb.SequenceNumber);
      const failed = failedIdentifiers(response, numbers);
      const first = numbers.findIndex((number) => failed.has(number));
      return { done: first === -1 ? records.length : first };
    } catch (error) {
      return { done: 0, error: error as Error };
    }
  }

  function checkpoint(record: SequencedRecord): void {
    position = record.dynamodb.SequenceNumber;
    options.onCheckpoint(position);
  }

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const records = await readRecords();
        const last = records.at(-1);
        if (last) {
          await work(records.filter((record) => record.dynamodb.Keys?.sk?.S?.startsWith(options.sortKeyPrefix)));
          if (!stopping.signal.aborted && position !== last.dynamodb.SequenceNumber) checkpoint(last);
          // A batch that is not full has time to fill: each costs an invocation.
          if (records.length < options.batchSize) await pause(POLL_PAUSE_MS);
        } else {
          drainedReads = drainedReads.filter(({ from, resolve }) => {
            if (read < from) return true;
            resolve();
            return false;
          });
          await pause(POLL_PAUSE_MS);
        }
      } catch (error) {
        if (stopping.signal.aborted) break;
        iterator = undefined;
        options.onFault(`reading stream ${StreamArn}: ${(error as Error).message}`);
        await pause(FAULT_PAUSE_MS);
      }
      read++;
    }
    for (const { resolve } of drainedReads) resolve();
  }

  const polling = poll();
  return {
    // The read that is going on may have begun before the caller's write; the one after it cannot have.
    drained: () => new Promise((resolve) => drainedReads.push({ from: read + 1, resolve })),
    stop: () => {
      stopping.abort();
      return polling;
    },
  };
}

/** The note that Lambda sends to an on-failure destination: where the records are, not what they hold. */
function positionNote(
  records: SequencedRecord[],
  place: { shardId: string; streamArn: string },
  approximateInvokeCount: number,
): object {
  const arrival = ({ dynamodb: { ApproximateCreationDateTime: seconds } }: SequencedRecord) =>
    seconds === undefined ? undefined : new Date(seconds * 1000).toISOString();
  const [first, last] = [records[0]!, records.at(-1)!];
  return {
    requestContext: { requestId: randomUUID(), condition: 'RetryAttemptsExhausted', approximateInvokeCount },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      ...place,
      startSequenceNumber: first.dynamodb.SequenceNumber,
      endSequenceNumber: last.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: arrival(first),
      approximateArrivalOfLastRecord: arrival(last),
      batchSize: records.length,
    },
  };
}
