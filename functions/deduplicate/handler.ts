// Lambda entry of stage deduplicate.
import { dynamo, s3 } from '../../shared/aws/clients.ts';
import { readTogether } from '../../shared/aws/read-together.ts';
import { ArticleCleanedSchema } from '../../shared/messages/article-cleaned.ts';
import { UniqueQueueMessageSchema } from '../../shared/messages/article-unique.ts';
import { parseMessage } from '../../shared/messages/parse.ts';
import { parseConfig } from '../../shared/stage/config.ts';
import { awsStagePorts } from '../../shared/stage/ports.ts';
import { stageHandler } from '../../shared/stage/run-stage.ts';
import { articleStore } from './article-store.ts';
import { ConfigSchema } from './config.ts';
import { deduplicate } from './deduplicate.ts';
import { documentLedger } from './ledger-store.ts';
import { storyStore } from './story-store.ts';
import { textStore } from './text-store.ts';

const config = parseConfig('deduplicate', ConfigSchema, process.env);
const now = () => new Date();
const read = readTogether(dynamo());
const ports = {
  stories: storyStore(dynamo(), read, config.storiesTable),
  articles: articleStore(dynamo(), read, config.articlesTable),
  ledger: documentLedger(dynamo(), config.articlesTable, now),
  texts: textStore(s3()),
  now,
  windowDays: config.windowDays,
};

export const handler = stageHandler(
  {
    id: 'deduplicate',
    parse: (body) => [parseMessage(ArticleCleanedSchema, body)],
    documentOf: (message) => message.document,
    process: (message) => deduplicate(message, ports),
    // Bound by the table's answers, not by the processor.
    concurrency: 10,
    // Some 10 calls one after another, with the SDK's own retries; a third of the function's timeout.
    recordTimeoutMs: 10_000,
  },
  awsStagePorts('deduplicate', {
    articlesTable: config.articlesTable,
    ownQueueUrl: config.ownQueueUrl,
    retryBaseSeconds: config.retryBaseSeconds,
    next: { queueUrl: config.nextQueueUrl, schema: UniqueQueueMessageSchema },
  }),
);
