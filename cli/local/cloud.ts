// The embedded local cloud: the pipeline's buckets, queues and tables on loopback ports, and its functions in worker threads.
import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { NO_CONTACT } from '../../shared/names.ts';
import { SCHEDULE_EVENT, STAGES, type StageDefinition, type StageId } from '../../shared/pipeline.ts';
import { type Clients, clientEnvironment, type Endpoints, makeClients } from './clients.ts';
import { type DataDirectory, openDataDirectory } from './data-directory.ts';
import { startDynamoDb } from './dynamodb.ts';
import { type BusEvent, startEventBus } from './event-bus.ts';
import { type LocalFunction, type LogLine, startFunction } from './function-worker.ts';
import { openObjectFiles } from './object-files.ts';
import type { ObjectVersion } from './object-version.ts';
import { provision, streamArn } from './provision.ts';
import { type BatchResult, type Poller, startQueuePoller } from './queue-poller.ts';
import { type Resources, resourcesAt, stageEnvironment } from './resources.ts';
import { type QueueDepth, type S3Sqs, startS3Sqs } from './s3-sqs.ts';
import { type StreamPoller, startStreamPoller } from './stream-poller.ts';

export interface LocalCloudOptions {
  /** Folder to keep objects and tables in; without it, everything is in memory. */
  dataDirectory?: string;
  /** Receives what the pipeline publishes on its event bus. */
  onEvent?: (event: BusEvent) => void;
  /** Receives what the functions print, line by line, and the cloud's own troubles. */
  onLog?: (line: LogLine) => void;
  /** Seconds after which a failed message comes back; on AWS minutes, by the stages' timeouts. */
  visibilitySeconds?: number;
  /** Seconds before the first retry of a record that a function reported as failed; the functions' own default unless given. */
  retryBaseSeconds?: number;
  /** Other modules than functions/<stage>/handler.ts, as URLs. */
  handlers?: Partial<Record<StageId, string>>;
  /** Other timeouts than the stages' own, in milliseconds. */
  timeoutsMs?: Partial<Record<StageId, number>>;
  /** Where owners of sites reach whoever runs this; sent with requests for feeds and pages. */
  contact?: string;
  /** Further variables for the functions, as a user has set them for feeds on this machine. */
  variables?: Record<string, string>;
  /** How many invocations of a stage run at once; 1 unless given, and never more than the stage allows. */
  concurrency?: Partial<Record<StageId, number>>;
  /** How long a batch waits for more messages. */
  batchingWindowMs?: number;
  /** Pause before the first retry of a failed stream batch. */
  streamRetryPauseMs?: number;
}

export interface StageStats {
  invocations: number;
  records: number;
  failedRecords: number;
  /** Invocations that threw, timed out or died. */
  errors: number;
  /** Duration of all invocations. */
  milliseconds: number;
  /** The stage's queue; null for a stage that reads a stream. */
  queue: QueueDepth | null;
  deadLetters: number;
}

export interface LocalCloud {
  endpoints: Endpoints;
  resources: Resources;
  /** Environment variables that lead SDK clients and the AWS command line here. */
  env: Record<string, string>;
  clients: Clients;
  /** Every stored version in a bucket, oldest first. */
  objects(bucket: string): ObjectVersion[];
  /** Sends the ObjectCreated event of a stored version again, unchanged. */
  reemit(bucket: string, key: string, versionId: string | null): void;
  /** What the clock does on AWS: invokes every stage that has a schedule. @throws FunctionError when one fails */
  tick(): Promise<void>;
  /**
   * Resolves when every queue is empty, nothing is being worked on and every change of the tables was published.
   * @throws Error when the cloud is stopped meanwhile.
   */
  idle(): Promise<void>;
  stats(): Record<StageId, StageStats>;
  /** Ends everything that was started; work that is going on gets a moment to end by itself. May be called again. */
  stop(): Promise<void>;
}

/** How long a batch that is not full waits for more: long enough to fill one under load, too short to be felt. */
const BATCHING_WINDOW_MS = 5;

const STREAM_RETRY_PAUSE_MS = 100;

/** How often idle() looks. */
const IDLE_CHECK_MS = 20;

/** What running invocations get when the cloud stops. What is cut off is redone on the next start. */
const STOP_GRACE_MS = 1000;

/**
 * Starts the local cloud and returns when its functions are loaded and waiting for work. Listens on 127.0.0.1 only.
 * @throws Error when the platform has no DynamoDB binary, the data directory is in use, or a handler does not load; then
 * nothing is left running.
 */
export async function startLocalCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const undo: (() => Promise<void> | void)[] = [];
  const stopping = new AbortController();
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopping.abort();
    stopped ??= (async () => {
      for (const step of undo.reverse()) await step();
    })();
    return stopped;
  };
  try {
    return await start(options, undo, stopping.signal, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  options: LocalCloudOptions,
  undo: (() => Promise<void> | void)[],
  stopping: AbortSignal,
  stop: () => Promise<void>,
): Promise<LocalCloud> {
  const onLog = options.onLog ?? (() => {});
  const fault = (line: string) => onLog({ functionName: 'local-cloud', line });

  const data = options.dataDirectory === undefined ? null : openDataDirectory(options.dataDirectory);
  if (data) undo.push(data.release);

  const [s3Sqs, dynamodb] = await startServers(data, undo);
  data?.writeEndpoint(dynamodb.endpoint);
  const resources = resourcesAt(s3Sqs.queueUrl, options.contact ?? NO_CONTACT);
  const bus = await startEventBus(resources.eventBusName, options.onEvent ?? (() => {}));
  undo.push(bus.close);
  const endpoints: Endpoints = {
    s3: s3Sqs.endpoint,
    sqs: s3Sqs.endpoint,
    sts: s3Sqs.endpoint,
    dynamodb: dynamodb.endpoint,
    eventBridge: bus.endpoint,
  };
  const clients = makeClients(endpoints);
  undo.push(clients.destroy);
  const env = clientEnvironment(endpoints);

  const functions = new Map<StageId, LocalFunction>();
  undo.push(async () => {
    await Promise.all([...functions.values()].map((local) => local.stop()));
  });
  for (const stage of STAGES) {
    const definition = {
      name: `claimwire-${stage.id}`,
      module: options.handlers?.[stage.id] ?? new URL(`../../functions/${stage.id}/handler.ts`, import.meta.url).href,
      timeoutMs: options.timeoutsMs?.[stage.id] ?? stage.timeoutSeconds * 1000,
      memoryMB: stage.memoryMB,
      environment: {
        ...env,
        ...options.variables,
        ...stageEnvironment(stage, resources),
        ...(options.retryBaseSeconds === undefined ? {} : { RETRY_BASE_SECONDS: String(options.retryBaseSeconds) }),
      },
      instances: concurrencyOf(stage, options),
    };
    functions.set(stage.id, startFunction(definition, onLog));
  }
  await Promise.all([
    provision(clients, resources, { visibilitySeconds: options.visibilitySeconds }),
    ...[...functions.values()].map((local) => local.ready()),
  ]);

  const counts = new Map<StageId, Omit<StageStats, 'queue' | 'deadLetters'>>();
  const pollers: Poller[] = [];
  const streamPollers: StreamPoller[] = [];
  undo.push(async () => {
    const ended = Promise.all(pollers.map((poller) => poller.stop()));
    await Promise.race([ended, sleep(STOP_GRACE_MS, undefined, { ref: false })]);
  });
  for (const stage of STAGES) {
    const count = { invocations: 0, records: 0, failedRecords: 0, errors: 0, milliseconds: 0 };
    counts.set(stage.id, count);
    const onBatch = ({ records, failed, error }: BatchResult) => {
      count.invocations++;
      count.records += records;
      count.failedRecords += failed;
      if (!error) return;
      count.errors++;
      fault(`${error.name}: ${error.message}`);
    };
    const invoke = async (event: unknown) => {
      const begun = performance.now();
      try {
        return await functions.get(stage.id)!.invoke(event);
      } finally {
        count.milliseconds += performance.now() - begun;
      }
    };
    const { source } = stage;
    if (source.kind === 'queue') {
      pollers.push(
        startQueuePoller({
          sqs: clients.sqs,
          queue: resources.queues[source.queue],
          batchSize: source.batchSize,
          batchingWindowMs: options.batchingWindowMs ?? BATCHING_WINDOW_MS,
          maxConcurrency: concurrencyOf(stage, options),
          invoke,
          onBatch,
          onFault: fault,
        }),
      );
      continue;
    }
    const poller = startStreamPoller({
      streams: clients.streams,
      endpoint: endpoints.dynamodb,
      streamArn: await streamArn(clients, resources.tables[source.table]),
      sortKeyPrefix: source.sortKeyPrefix,
      batchSize: source.batchSize,
      retryAttempts: source.retryAttempts,
      retryPauseMs: options.streamRetryPauseMs ?? STREAM_RETRY_PAUSE_MS,
      after: data?.readCheckpoint(source.table) ?? null,
      invoke,
      onGivenUp: async (note) => {
        const QueueUrl = resources.deadLetters(stage).url;
        await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(note) }));
      },
      onCheckpoint: (sequenceNumber) => data?.writeCheckpoint(source.table, sequenceNumber),
      onBatch,
      onFault: fault,
    });
    pollers.push(poller);
    streamPollers.push(poller);
  }

  const isQuiet = () => {
    if (stopping.aborted) throw new Error('waiting for the local cloud to be idle: it was stopped');
    return Object.values(resources.queues).every(({ name }) => {
      const { waiting, inFlight, delayed } = s3Sqs.depth(name);
      return waiting + inFlight + delayed === 0;
    });
  };

  return {
    endpoints,
    resources,
    env,
    clients,
    objects: s3Sqs.objects.list,
    reemit: s3Sqs.objects.reemit,
    tick: async () => {
      for (const stage of STAGES) if (stage.schedule) await functions.get(stage.id)!.invoke(SCHEDULE_EVENT);
    },
    idle: async () => {
      // Counts are of one moment, and a stage sends on before its message is deleted: empty means done. Only a stream may
      // then still hold changes, and who reads it may have sent messages.
      do {
        while (!isQuiet()) await sleep(IDLE_CHECK_MS);
        await Promise.all(streamPollers.map((poller) => poller.drained()));
      } while (!isQuiet());
    },
    stats: () =>
      Object.fromEntries(
        STAGES.map((stage) => [
          stage.id,
          {
            ...counts.get(stage.id)!,
            queue: stage.source.kind === 'queue' ? s3Sqs.depth(resources.queues[stage.source.queue].name) : null,
            deadLetters: s3Sqs.depth(resources.deadLetters(stage).name).waiting,
          },
        ]),
      ) as Record<StageId, StageStats>,
    stop,
  };
}

/** Starts both emulators side by side; each can be undone even when the other fails. */
async function startServers(data: DataDirectory | null, undo: (() => Promise<void> | void)[]) {
  const files = data && openObjectFiles(data.objectsDirectory);
  const [s3Sqs, dynamodb] = await Promise.allSettled([
    startS3Sqs({ files }),
    startDynamoDb(data?.databasePath ?? null),
  ]);
  if (s3Sqs.status === 'fulfilled') undo.push(s3Sqs.value.close);
  if (dynamodb.status === 'fulfilled') undo.push(dynamodb.value.stop);
  if (s3Sqs.status === 'rejected') throw s3Sqs.reason;
  if (dynamodb.status === 'rejected') throw dynamodb.reason;
  s3Sqs.value.objects.restore();
  return [s3Sqs.value satisfies S3Sqs, dynamodb.value] as const;
}

function concurrencyOf(stage: StageDefinition, options: LocalCloudOptions): number {
  const wanted = options.concurrency?.[stage.id] ?? 1;
  // A stream's one shard is read in order, by one invocation at a time.
  return stage.source.kind === 'queue' ? Math.min(wanted, stage.source.maxConcurrency) : 1;
}
