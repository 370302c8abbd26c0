// Lambda entry of stage deduplicate.
import { dynamo, s3 } from '../../shared/aws/clients.ts';
import { inTime } from '../../shared/aws/in-time.ts';
import { readTogether } from '../../shared/aws/read-together.ts';
import { ArticleCleanedSchema } from '../../shared/messages/article-cleaned.ts';
import { UniqueQueueMessageSchema } from '../../shared/messages/article-unique.ts';
import { parseMessage } from '../../shared/messages/parse.ts';
import { parseConfig } from '../../shared/stage/config.ts';
import { awsStagePorts } from '../../shared/stage/ports.ts';
import { stageHandler } from '../../shared/stage/run-stage.ts';
import { articleStore } from './article-store.ts';
import { ConfigSchema } from './config.ts';
import { type DeduplicatePorts, deduplicate } from './deduplicate.ts';
import { documentLedger } from './ledger-store.ts';
import { storyStore } from './story-store.ts';
import { textStore } from './text-store.ts';

const config = parseConfig('deduplicate', ConfigSchema, process.env);
const now = () => new Date();
// Shared by the records of a batch, whose time is each its own: a read does no harm when it comes late.
const read = readTogether(dynamo());

function portsIn(signal: AbortSignal): DeduplicatePorts {
  const client = inTime(dynamo(), signal);
  return {
    stories: storyStore(client, read, config.storiesTable),
    articles: articleStore(client, read, config.articlesTable),
    ledger: documentLedger(client, config.articlesTable, now),
    texts: textStore(s3()),
    now,
    windowDays: config.windowDays,
  };
}

export const handler = stageHandler(
  {
    id: 'deduplicate',
    parse: (body) => [parseMessage(ArticleCleanedSchema, body)],
    documentOf: (message) => message.document,
    process: (message, { signal }) => deduplicate(message, portsIn(signal)),
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
