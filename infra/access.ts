// Turns the permissions and the environment that shared/pipeline.ts states for a stage into IAM statements and values.
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { ENV } from '../shared/names.ts';
import type { Access, BucketName, QueueName, StageDefinition, TableName } from '../shared/pipeline.ts';

/** What stages can be given access to. */
export interface Resources {
  buckets: Record<BucketName, Bucket>;
  tables: Record<TableName, Table>;
  bus: EventBus;
  /** Where owners of sites reach whoever runs this. */
  contact: string;
  /** Queues by name. A stage's own queue and the next stage's must be in here before the stage is built. */
  queues: Map<QueueName, Queue>;
}

function queueOf(stage: StageDefinition, which: QueueName | 'next' | 'own', resources: Resources): Queue {
  const own = stage.source.kind === 'queue' ? stage.source.queue : null;
  const name = which === 'own' ? own : which === 'next' ? stage.next : which;
  if (name === null)
    throw new Error(`stage "${stage.id}" asks for its ${which} queue but shared/pipeline.ts names none`);
  const queue = resources.queues.get(name);
  if (!queue)
    throw new Error(`stage "${stage.id}" needs queue "${name}", which is not built yet: build its reader first`);
  return queue;
}

function resourceArn(stage: StageDefinition, access: Access, resources: Resources): string {
  if ('table' in access) {
    const arn = resources.tables[access.table].tableArn;
    return access.index === undefined ? arn : `${arn}/index/${access.index}`;
  }
  if ('bucket' in access) {
    const bucket = resources.buckets[access.bucket];
    return access.prefix === undefined ? bucket.bucketArn : bucket.arnForObjects(`${access.prefix}*`);
  }
  if ('queue' in access) return queueOf(stage, access.queue, resources).queueArn;
  return resources.bus.eventBusArn;
}

/** The statements of one stage's role, one for each `access` entry, nothing beyond them. */
export function accessStatements(stage: StageDefinition, resources: Resources): PolicyStatement[] {
  return stage.access.map(
    (access) =>
      new PolicyStatement({ actions: [...access.actions], resources: [resourceArn(stage, access, resources)] }),
  );
}

/** The environment variables of one stage's function: those its `environment` names, nothing beyond them. */
export function environmentOf(stage: StageDefinition, resources: Resources): Record<string, string> {
  const values: Record<keyof typeof ENV, () => string> = {
    articlesBucket: () => resources.buckets.articles.bucketName,
    textsBucket: () => resources.buckets.texts.bucketName,
    articlesTable: () => resources.tables.articles.tableName,
    storiesTable: () => resources.tables.stories.tableName,
    claimsTable: () => resources.tables.claims.tableName,
    feedsTable: () => resources.tables.feeds.tableName,
    ownQueueUrl: () => queueOf(stage, 'own', resources).queueUrl,
    nextQueueUrl: () => queueOf(stage, 'next', resources).queueUrl,
    eventBusName: () => resources.bus.eventBusName,
    contact: () => resources.contact,
  };
  return Object.fromEntries(stage.environment.map((key) => [ENV[key], values[key]()]));
}
