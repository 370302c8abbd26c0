// Names of the stack's outputs: written by infra/, read by `claimwire status` and the end-to-end suite.
import { type BucketName, QUEUES, type QueueName, STAGES, type StageId, TABLES, type TableName } from './pipeline.ts';

/** CloudFormation allows letters and digits only. */
const pascal = (name: string) => name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

export const bucketOutput = (bucket: BucketName) => `Bucket${pascal(bucket)}`;
export const tableOutput = (table: TableName) => `Table${pascal(table)}`;
export const queueUrlOutput = (queue: QueueName) => `QueueUrl${pascal(queue)}`;
export const deadLetterQueueUrlOutput = (stage: StageId) => `DeadLetterQueueUrl${pascal(stage)}`;
export const functionOutput = (stage: StageId) => `Function${pascal(stage)}`;
export const EVENT_BUS_OUTPUT = 'EventBusName';

/** Every output that a deployed stack has; readers may rely on each of them. */
export const STACK_OUTPUTS: readonly string[] = [
  bucketOutput('articles'),
  bucketOutput('texts'),
  ...TABLES.map((table) => tableOutput(table.name)),
  ...QUEUES.map(queueUrlOutput),
  ...STAGES.map((stage) => deadLetterQueueUrlOutput(stage.id)),
  ...STAGES.map((stage) => functionOutput(stage.id)),
  EVENT_BUS_OUTPUT,
];
