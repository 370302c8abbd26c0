// Makes the pipeline's buckets, queues and tables in the local cloud, from the same description that infra/ reads.
import {
  CreateTableCommand,
  DescribeTableCommand,
  type KeySchemaElement,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CreateBucketCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { INCOMING_PREFIX } from '../../shared/names.ts';
import {
  DEAD_LETTER_RETENTION_DAYS,
  type KeySchema,
  QUEUE_RETENTION_DAYS,
  RECEIVE_LIMIT,
  STAGES,
  type StageDefinition,
  TABLES,
  type TableDefinition,
  visibilityTimeoutSeconds,
} from '../../shared/pipeline.ts';
import type { Clients } from './clients.ts';
import type { Resources } from './resources.ts';

const DAY_SECONDS = 24 * 60 * 60;

export interface ProvisionOptions {
  /** Replaces every queue's visibility timeout, which on AWS is minutes: a failed message comes back after so long. */
  visibilitySeconds?: number | undefined;
}

/** Makes everything; tables that a data directory brought along are left as they are. */
export async function provision(clients: Clients, resources: Resources, options: ProvisionOptions): Promise<void> {
  await Promise.all([
    makeBucketsAndQueues(clients, resources, options),
    ...TABLES.map((table) => makeTable(clients, resources.tables[table.name], table)),
  ]);
}

/** ARN of a table's stream, to read it by. @throws Error when the table has none. */
export async function streamArn(clients: Clients, table: string): Promise<string> {
  const { Table } = await clients.dynamodb.send(new DescribeTableCommand({ TableName: table }));
  if (!Table?.LatestStreamArn) throw new Error(`reading the stream of table ${table}: expected an ARN, found none`);
  return Table.LatestStreamArn;
}

async function makeBucketsAndQueues({ s3, sqs }: Clients, resources: Resources, options: ProvisionOptions) {
  await Promise.all([
    ...STAGES.map((stage) => makeQueues({ sqs }, stage, resources, options)),
    ...Object.values(resources.buckets).map((Bucket) => s3.send(new CreateBucketCommand({ Bucket }))),
  ]);
  await s3.send(
    new PutBucketVersioningCommand({
      Bucket: resources.buckets.articles,
      VersioningConfiguration: { Status: 'Enabled' },
    }),
  );
  await s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket: resources.buckets.articles,
      NotificationConfiguration: {
        QueueConfigurations: [
          {
            QueueArn: resources.queues.incoming.arn,
            Events: ['s3:ObjectCreated:*'],
            Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: INCOMING_PREFIX }] } },
          },
        ],
      },
    }),
  );
}

async function makeQueues(
  { sqs }: Pick<Clients, 'sqs'>,
  stage: StageDefinition,
  resources: Resources,
  options: ProvisionOptions,
): Promise<void> {
  const deadLetters = resources.deadLetters(stage);
  const retention = (days: number) => ({ MessageRetentionPeriod: String(days * DAY_SECONDS) });
  await sqs.send(
    new CreateQueueCommand({ QueueName: deadLetters.name, Attributes: retention(DEAD_LETTER_RETENTION_DAYS) }),
  );
  if (stage.source.kind !== 'queue') return;
  await sqs.send(
    new CreateQueueCommand({
      QueueName: resources.queues[stage.source.queue].name,
      Attributes: {
        ...retention(QUEUE_RETENTION_DAYS),
        VisibilityTimeout: String(options.visibilitySeconds ?? visibilityTimeoutSeconds(stage)),
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: RECEIVE_LIMIT }),
      },
    }),
  );
}

/** Makes one table; one that stands is left as it is. */
export async function makeTable(
  { dynamodb }: Pick<Clients, 'dynamodb'>,
  name: string,
  table: TableDefinition,
): Promise<void> {
  const schema = ({ partition, sort }: KeySchema): KeySchemaElement[] => [
    { AttributeName: partition, KeyType: 'HASH' },
    ...(sort === undefined ? [] : [{ AttributeName: sort, KeyType: 'RANGE' } as const]),
  ];
  const keys = [table.key, ...table.indexes.map((index) => index.key)];
  const attributes = new Set(keys.flatMap(({ partition, sort }) => [partition, ...(sort === undefined ? [] : [sort])]));
  try {
    await dynamodb.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: schema(table.key),
        ...(table.indexes.length > 0 && {
          GlobalSecondaryIndexes: table.indexes.map((index) => ({
            IndexName: index.name,
            KeySchema: schema(index.key),
            Projection:
              index.projection === 'KEYS_ONLY'
                ? { ProjectionType: 'KEYS_ONLY' }
                : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...index.projection] },
          })),
        }),
        ...(table.stream && {
          StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
        }),
      }),
    );
  } catch (error) {
    if (error instanceof ResourceInUseException) return;
    throw error;
  }
  if (table.timeToLive !== null) {
    await dynamodb.send(
      new UpdateTimeToLiveCommand({
        TableName: name,
        TimeToLiveSpecification: { AttributeName: table.timeToLive, Enabled: true },
      }),
    );
  }
}
