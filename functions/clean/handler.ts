// Lambda entry of stage clean: a batch of S3 events in, cleaned articles on to the next queue.
import { dynamo, s3, sqs } from '../../shared/aws/clients.ts';
import { inTime } from '../../shared/aws/in-time.ts';
import { sendBodies } from '../../shared/aws/queue.ts';
import { ArticleCleanedSchema } from '../../shared/messages/article-cleaned.ts';
import { parseConfig } from '../../shared/stage/config.ts';
import { recordInLedger } from '../../shared/stage/ledger.ts';
import { awsStagePorts } from '../../shared/stage/ports.ts';
import { stageHandler } from '../../shared/stage/run-stage.ts';
import { cleanObject } from './clean-object.ts';
import { ConfigSchema } from './config.ts';
import { parseIncoming } from './s3-event.ts';

const config = parseConfig('clean', ConfigSchema, process.env);

export const handler = stageHandler(
  {
    id: 'clean',
    parse: parseIncoming,
    documentOf: (item) => (item.kind === 'ignored' ? null : item.document),
    async process(item, { signal }) {
      if (item.kind === 'ignored') return { kind: 'ignore', why: item.why };
      return cleanObject(item.document, item.kind === 'archive' ? item.from : 0, {
        s3: inTime(s3(), signal),
        textsBucket: config.textsBucket,
        record: (entry) => recordInLedger(inTime(dynamo(), signal), config.articlesTable, entry),
        async goOn(message) {
          const failures = await sendBodies(sqs(), config.ownQueueUrl, [JSON.stringify(message)]);
          for (const error of failures.values()) throw error;
        },
        now: () => new Date(),
        signal,
      });
    },
    // Parsing pages is bound by the processor.
    concurrency: 1,
    // A third of the function's 60 s: a page takes milliseconds, the largest that is read a few seconds.
    recordTimeoutMs: 20_000,
  },
  awsStagePorts('clean', {
    articlesTable: config.articlesTable,
    ownQueueUrl: config.ownQueueUrl,
    retryBaseSeconds: config.retryBaseSeconds,
    next: { queueUrl: config.nextQueueUrl, schema: ArticleCleanedSchema },
  }),
);
