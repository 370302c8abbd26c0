// Lambda entry of stage fetch-article: pages that feeds named in, objects below incoming/feeds/ out.
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { dynamo, s3, sqs } from '../../shared/aws/clients.ts';
import { pages } from '../../shared/aws/pages.ts';
import { postponeBody } from '../../shared/aws/queue.ts';
import { siteVisits } from '../../shared/aws/site-visits.ts';
import { PageWantedSchema } from '../../shared/messages/page-wanted.ts';
import { parseMessage } from '../../shared/messages/parse.ts';
import { parseConfig } from '../../shared/stage/config.ts';
import { awsStagePorts } from '../../shared/stage/ports.ts';
import { stageHandler } from '../../shared/stage/run-stage.ts';
import { ConfigSchema } from './config.ts';
import { fetchArticle } from './fetch-article.ts';

const config = parseConfig('fetch-article', ConfigSchema, process.env);
const { visit } = siteVisits(dynamo(), config);

export const handler = stageHandler(
  {
    id: 'fetch-article',
    parse: (body) => [parseMessage(PageWantedSchema, body)],
    documentOf: () => null,
    async process(message, { signal }) {
      const now = () => Date.now();
      return fetchArticle(message, {
        pages: pages(dynamo(), config.feedsTable),
        visit,
        async store({ key, bytes, contentType, metadata }) {
          await s3().send(
            new PutObjectCommand({
              Bucket: config.articlesBucket,
              Key: key,
              Body: bytes,
              Metadata: metadata,
              ...(contentType === null ? {} : { ContentType: contentType }),
            }),
            { abortSignal: signal },
          );
        },
        postpone: (wanted, at) =>
          postponeBody(sqs(), config.ownQueueUrl, JSON.stringify(PageWantedSchema.parse(wanted)), at, Date.now()),
        bucket: config.articlesBucket,
        now,
        signal,
      });
    },
    // Bound by the network.
    concurrency: 5,
    // The longest visit (45 s), what it waits for its turn and between requests, and the writes around it.
    recordTimeoutMs: 70_000,
  },
  awsStagePorts('fetch-article', {
    articlesTable: config.articlesTable,
    ownQueueUrl: config.ownQueueUrl,
    retryBaseSeconds: config.retryBaseSeconds,
    next: null,
    // Slow sites must not push the feeds and pages of others into the dead-letter queue.
    sendsAnew: true,
  }),
);
