// The names, URLs and ARNs that the pipeline's parts have in the local cloud, and the environment that functions get.
import { ENV } from '../../shared/names.ts';
import {
  type BucketName,
  deadLetterQueueName,
  QUEUES,
  type QueueName,
  type StageDefinition,
  type TableName,
} from '../../shared/pipeline.ts';
import { ACCOUNT, REGION } from './account.ts';

interface Queue {
  name: string;
  url: string;
  arn: string;
}

export interface Resources {
  buckets: Record<BucketName, string>;
  tables: Record<TableName, string>;
  queues: Record<QueueName, Queue>;
  deadLetters(stage: StageDefinition): Queue;
  eventBusName: string;
  /** Where owners of sites reach whoever runs this. */
  contact: string;
}

/** Names are the pipeline's own: every local cloud has its account to itself. */
export function resourcesAt(queueUrl: (name: string) => string, contact: string): Resources {
  const queue = (name: string): Queue => ({
    name,
    url: queueUrl(name),
    arn: `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`,
  });
  return {
    buckets: { articles: 'articles', texts: 'texts' },
    tables: { articles: 'articles', stories: 'stories', claims: 'claims', feeds: 'feeds' },
    queues: Object.fromEntries(QUEUES.map((name) => [name, queue(name)])) as Record<QueueName, Queue>,
    deadLetters: (stage) => queue(deadLetterQueueName(stage)),
    eventBusName: 'claimwire',
    contact,
  };
}

/** The variables that a stage's function gets by its definition. @throws Error when the stage lacks what one names. */
export function stageEnvironment(stage: StageDefinition, resources: Resources): Record<string, string> {
  const ofQueue = (queue: QueueName | null) => {
    if (queue === null) throw new Error(`environment of stage ${stage.id}: expected a queue, the stage has none`);
    return resources.queues[queue].url;
  };
  const values: Record<keyof typeof ENV, () => string> = {
    articlesBucket: () => resources.buckets.articles,
    textsBucket: () => resources.buckets.texts,
    articlesTable: () => resources.tables.articles,
    storiesTable: () => resources.tables.stories,
    claimsTable: () => resources.tables.claims,
    feedsTable: () => resources.tables.feeds,
    ownQueueUrl: () => ofQueue(stage.source.kind === 'queue' ? stage.source.queue : null),
    nextQueueUrl: () => ofQueue(stage.next),
    eventBusName: () => resources.eventBusName,
    contact: () => resources.contact,
  };
  return Object.fromEntries(stage.environment.map((name) => [ENV[name], values[name]()]));
}
