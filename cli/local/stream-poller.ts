// Stands in for Lambda's DynamoDB stream event source: reads records in order, invokes a function with them, goes on after
// the last that succeeded, and gives a batch that never succeeds to the dead-letter queue as a note of its position.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { REGION } from './account.ts';
import { failedIdentifiers } from './batch-response.ts';
import type { BatchResult, Poller } from './queue-poller.ts';

export interface StreamPollerOptions {
  streams: DynamoDBStreamsClient;
  streamArn: string;
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

type SequencedRecord = StreamRecord & { dynamodb: { SequenceNumber: string } };

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

  async function readRecords(): Promise<SequencedRecord[]> {
    iterator ??= await openIterator();
    const { Records, NextShardIterator } = await streams.send(
      new GetRecordsCommand({ ShardIterator: iterator, Limit: options.batchSize }),
      { abortSignal: stopping.signal },
    );
    iterator = NextShardIterator;
    return (Records ?? []).filter((record): record is SequencedRecord => Boolean(record.dynamodb?.SequenceNumber));
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
      const response = await options.invoke({ Records: records.map((record) => toRecord(record, StreamArn)) });
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
        if (records.length > 0) await work(records);
        else {
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
  const arrival = (record: StreamRecord) => record.dynamodb?.ApproximateCreationDateTime?.toISOString();
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

/** A stream record in the form in which Lambda passes it on: times as seconds, binary values as base64. */
function toRecord({ dynamodb, ...record }: SequencedRecord, streamArn: string): DynamoDBRecord {
  const created = dynamodb.ApproximateCreationDateTime;
  const wire = JSON.stringify(
    {
      ...record,
      awsRegion: REGION,
      eventSourceARN: streamArn,
      dynamodb: { ...dynamodb, ApproximateCreationDateTime: created && Math.floor(created.getTime() / 1000) },
    },
    (_name, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value),
  );
  return JSON.parse(wire) as DynamoDBRecord;
}
