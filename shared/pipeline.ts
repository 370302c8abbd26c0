// The pipeline as data: stages, queues, tables, buckets and who may do what. Read by infra/ and by the local cloud, so
// the topology exists once. Imports only names.
import { CLAIM_PREFIX, type ENV, FEEDS_PREFIX, INCOMING_PREFIX, INDEX, TEXTS_PREFIX } from './names.ts';

export type QueueName = 'feeds' | 'fetch' | 'incoming' | 'cleaned' | 'unique';
export type TableName = 'articles' | 'stories' | 'claims' | 'feeds';
export type BucketName = 'articles' | 'texts';
export type StageId = 'poll-feeds' | 'fetch-article' | 'clean' | 'deduplicate' | 'extract' | 'publish';

/** Receives before a message goes to the dead-letter queue: three retries outlast a passing fault, more only burn money. */
export const RECEIVE_LIMIT = 4;

/** Retention of a dead-letter queue, the longest SQS has; its clock starts when the message was first sent. */
export const DEAD_LETTER_RETENTION_DAYS = 14;

/** Retention of a stage's queue. With the dead-letter queue's 14 days, 10 are left to repair what waited the full 4. */
export const QUEUE_RETENTION_DAYS = 4;

export interface QueueSource {
  kind: 'queue';
  queue: QueueName;
  batchSize: number;
  /** How long Lambda waits to fill a batch. */
  batchingWindowSeconds: number;
  /** Concurrent invocations; set on the mapping, so that waiting messages are not received in vain. */
  maxConcurrency: number;
}

export interface StreamSource {
  kind: 'stream';
  table: TableName;
  /** What begins the sort keys of the items whose changes it reads; it is not invoked for others. */
  sortKeyPrefix: string;
  batchSize: number;
  batchingWindowSeconds: number;
  /** Retries of a batch before it is bisected away and its position goes to the stage's dead-letter queue. */
  retryAttempts: number;
  /** Bound on retrying by age as well: some emulators honour only this. */
  maxRecordAgeSeconds: number;
}

/**
 * One permission of a function, in the words of IAM. A table's `index` grants the actions on that index only; a bucket's
 * `prefix` grants them on the objects below it, and without one they are granted on the bucket itself.
 */
export type Access =
  | { table: TableName; actions: readonly string[]; index?: string }
  | { bucket: BucketName; actions: readonly string[]; prefix?: string }
  | { queue: QueueName | 'next' | 'own'; actions: readonly string[] }
  | { bus: true; actions: readonly string[] };

export interface StageDefinition {
  id: StageId;
  /** What it does, for the function's description. */
  does: string;
  source: QueueSource | StreamSource;
  /** Besides its source, the function is invoked by the clock, with SCHEDULE_EVENT. */
  schedule?: { rateMinutes: number };
  timeoutSeconds: number;
  memoryMB: number;
  next: QueueName | null;
  /** Environment variables the function gets, by their keys in ENV. */
  environment: readonly (keyof typeof ENV)[];
  access: readonly Access[];
}

/** What the ledger needs of every stage that ends documents. */
const LEDGER_ACCESS: Access = { table: 'articles', actions: ['dynamodb:PutItem'] };
/** Of every stage that reads a queue: delaying a retry, and acknowledging what is done when the rest must come back. */
const OWN_QUEUE_ACCESS: Access = { queue: 'own', actions: ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage'] };

/** How the feeds table is used by whoever fetches: host turns, robots.txt, pages. */
const FETCHING_ACTIONS = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'] as const;

/**
 * What EventBridge Scheduler, and the local timer in its place, invoke a stage with. Nothing may depend on the time: some
 * emulators leave the placeholder as it is, and a late event carries the time at which it was due.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
 */
export const SCHEDULE_EVENT = { type: 'schedule', scheduledTime: '<aws.scheduler.scheduled-time>' } as const;

export const STAGES: readonly StageDefinition[] = [
  {
    id: 'poll-feeds',
    does: 'Finds the feeds that are due, asks each once whether it changed, and notes which articles are new.',
    source: { kind: 'queue', queue: 'feeds', batchSize: 5, batchingWindowSeconds: 0, maxConcurrency: 10 },
    // Half of the shortest interval that a feed can have.
    schedule: { rateMinutes: 5 },
    timeoutSeconds: 120,
    // Five feeds of the largest size at once.
    memoryMB: 1024,
    next: 'fetch',
    environment: ['articlesTable', 'feedsTable', 'ownQueueUrl', 'nextQueueUrl', 'contact'],
    access: [
      LEDGER_ACCESS,
      { table: 'feeds', actions: [...FETCHING_ACTIONS, 'dynamodb:DeleteItem', 'dynamodb:Query'] },
      { table: 'feeds', index: INDEX.feedsByDue, actions: ['dynamodb:Query'] },
      OWN_QUEUE_ACCESS,
      // One message for each shard, then one for each feed; and what has to wait for its turn at a host.
      { queue: 'own', actions: ['sqs:SendMessage'] },
      { queue: 'next', actions: ['sqs:SendMessage'] },
    ],
  },
  {
    id: 'fetch-article',
    does: 'Fetches the page of a new or edited feed entry once, politely, and puts it where uploads go.',
    source: { kind: 'queue', queue: 'fetch', batchSize: 5, batchingWindowSeconds: 0, maxConcurrency: 20 },
    timeoutSeconds: 120,
    memoryMB: 512,
    next: null,
    environment: ['articlesBucket', 'articlesTable', 'feedsTable', 'ownQueueUrl', 'contact'],
    access: [
      LEDGER_ACCESS,
      { table: 'feeds', actions: FETCHING_ACTIONS },
      { bucket: 'articles', actions: ['s3:PutObject'], prefix: FEEDS_PREFIX },
      OWN_QUEUE_ACCESS,
      { queue: 'own', actions: ['sqs:SendMessage'] },
    ],
  },
  {
    id: 'clean',
    does: 'Reads a document and finds the article in it: text, title, authors, date with its evidence, language, address.',
    source: { kind: 'queue', queue: 'incoming', batchSize: 5, batchingWindowSeconds: 1, maxConcurrency: 10 },
    timeoutSeconds: 60,
    // 1,769 MB is one whole vCPU (https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html).
    memoryMB: 1769,
    next: 'cleaned',
    environment: ['textsBucket', 'articlesTable', 'ownQueueUrl', 'nextQueueUrl'],
    access: [
      { bucket: 'articles', actions: ['s3:GetObject', 's3:GetObjectVersion'], prefix: INCOMING_PREFIX },
      // Without it S3 answers 403 instead of 404 for an object that is gone, which would look like a broken grant and be
      // retried (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html, "Permissions").
      { bucket: 'articles', actions: ['s3:ListBucket'] },
      { bucket: 'texts', actions: ['s3:PutObject'], prefix: TEXTS_PREFIX },
      LEDGER_ACCESS,
      OWN_QUEUE_ACCESS,
      // A large archive is unpacked in several invocations, each asking for the next.
      { queue: 'own', actions: ['sqs:SendMessage'] },
      { queue: 'next', actions: ['sqs:SendMessage'] },
    ],
  },
  {
    id: 'deduplicate',
    does: 'Tells a new article from the same text again, a revision, and a near-duplicate at another address.',
    source: { kind: 'queue', queue: 'cleaned', batchSize: 10, batchingWindowSeconds: 1, maxConcurrency: 10 },
    timeoutSeconds: 30,
    memoryMB: 512,
    next: 'unique',
    environment: ['articlesTable', 'storiesTable', 'ownQueueUrl', 'nextQueueUrl'],
    access: [
      LEDGER_ACCESS,
      { table: 'articles', actions: ['dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'] },
      {
        table: 'stories',
        actions: ['dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      },
      { bucket: 'texts', actions: ['s3:GetObject'], prefix: TEXTS_PREFIX },
      OWN_QUEUE_ACCESS,
      { queue: 'next', actions: ['sqs:SendMessage'] },
    ],
  },
  {
    id: 'extract',
    does: 'Finds who claims what and stores the claims under keys that consumers query.',
    source: { kind: 'queue', queue: 'unique', batchSize: 10, batchingWindowSeconds: 1, maxConcurrency: 10 },
    timeoutSeconds: 60,
    memoryMB: 1769,
    next: null,
    environment: ['articlesTable', 'storiesTable', 'claimsTable', 'ownQueueUrl'],
    access: [
      LEDGER_ACCESS,
      { table: 'articles', actions: ['dynamodb:BatchGetItem'] },
      { table: 'stories', actions: ['dynamodb:BatchGetItem'] },
      { table: 'claims', actions: ['dynamodb:Query', 'dynamodb:BatchWriteItem'] },
      { bucket: 'texts', actions: ['s3:GetObject'], prefix: TEXTS_PREFIX },
      OWN_QUEUE_ACCESS,
    ],
  },
  {
    id: 'publish',
    does: 'Turns changes of the claims table into events: claim.added, claim.changed, claim.withdrawn.',
    source: {
      kind: 'stream',
      table: 'claims',
      // Of the table's items half are postings, which consumers hear nothing of.
      sortKeyPrefix: CLAIM_PREFIX,
      batchSize: 100,
      batchingWindowSeconds: 1,
      retryAttempts: 10,
      maxRecordAgeSeconds: 3600,
    },
    timeoutSeconds: 30,
    memoryMB: 512,
    next: null,
    environment: ['eventBusName'],
    access: [{ bus: true, actions: ['events:PutEvents'] }],
  },
];

export const QUEUES: readonly QueueName[] = ['feeds', 'fetch', 'incoming', 'cleaned', 'unique'];

export interface KeySchema {
  partition: string;
  sort?: string;
}

export interface TableDefinition {
  name: TableName;
  key: KeySchema;
  indexes: readonly { name: string; key: KeySchema; projection: 'KEYS_ONLY' | readonly string[] }[];
  /** Attribute holding the expiry in epoch seconds. */
  timeToLive: string | null;
  stream: boolean;
}

export const TABLES: readonly TableDefinition[] = [
  {
    name: 'articles',
    key: { partition: 'pk', sort: 'sk' },
    // Sparse: only copies carry the story key; the first article is found through the story's root.
    indexes: [{ name: INDEX.articlesByStory, key: { partition: 'storyPk', sort: 'storySk' }, projection: 'KEYS_ONLY' }],
    timeToLive: 'expiresAt',
    stream: false,
  },
  { name: 'stories', key: { partition: 'pk' }, indexes: [], timeToLive: 'expiresAt', stream: false },
  {
    name: 'claims',
    key: { partition: 'pk', sort: 'sk' },
    indexes: [
      {
        name: INDEX.claimsBySpeaker,
        key: { partition: 'gsi1pk', sort: 'gsi1sk' },
        // What a list needs, small enough to stay below the 1 KB of one write unit.
        projection: ['claimId', 'text', 'polarity', 'quoteType'],
      },
      { name: INDEX.claimsByHash, key: { partition: 'gsi2pk', sort: 'gsi2sk' }, projection: 'KEYS_ONLY' },
    ],
    timeToLive: 'expiresAt',
    stream: true,
  },
  {
    name: 'feeds',
    key: { partition: 'pk', sort: 'sk' },
    // Sparse: only feeds that are not paused are ever due.
    indexes: [{ name: INDEX.feedsByDue, key: { partition: 'dueShard', sort: 'dueAt' }, projection: 'KEYS_ONLY' }],
    timeToLive: 'expiresAt',
    stream: false,
  },
];

/**
 * Visibility timeout of a stage's queue: AWS asks for at least six times the function's timeout plus the batching window
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html).
 */
export function visibilityTimeoutSeconds(stage: StageDefinition): number {
  return 6 * stage.timeoutSeconds + stage.source.batchingWindowSeconds;
}

/** The stage that reads a queue. */
export function stageReading(queue: QueueName): StageDefinition {
  const stage = STAGES.find((candidate) => candidate.source.kind === 'queue' && candidate.source.queue === queue);
  if (!stage) throw new Error(`no stage reads queue "${queue}"`);
  return stage;
}

/** Name of a stage's dead-letter queue. */
export function deadLetterQueueName(stage: StageDefinition): string {
  return stage.source.kind === 'queue' ? `${stage.source.queue}-dead-letters` : `${stage.id}-dead-letters`;
}
