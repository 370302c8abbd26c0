// Lambda entry of stage extract.
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { dynamo, s3 } from '../../shared/aws/clients.ts';
import { getStoryNode } from '../../shared/aws/story-nodes.ts';
import { textOf } from '../../shared/aws/text-objects.ts';
import { articleKey } from '../../shared/keys.ts';
import { UniqueQueueMessageSchema } from '../../shared/messages/article-unique.ts';
import { parseMessage } from '../../shared/messages/parse.ts';
import { storyRootOf } from '../../shared/records/story-node.ts';
import { parseConfig } from '../../shared/stage/config.ts';
import { awsStagePorts } from '../../shared/stage/ports.ts';
import { stageHandler } from '../../shared/stage/run-stage.ts';
import { claimStore } from './claim-store.ts';
import { ConfigSchema } from './config.ts';
import { EXTRACTOR, extractClaims } from './extract.ts';
import { type ExtractPorts, extractArticle, StandingArticleSchema } from './extract-article.ts';

const config = parseConfig('extract', ConfigSchema, process.env);

const ports: ExtractPorts = {
  async article(articleId) {
    const { Item: item } = await dynamo().send(
      new GetCommand({
        TableName: config.articlesTable,
        Key: articleKey(articleId),
        ConsistentRead: true,
        // The item holds the text as well.
        ProjectionExpression: 'documentId, textVersion, nodeId',
      }),
    );
    return item === undefined ? null : StandingArticleSchema.parse(item);
  },
  storyRoot: (node) => storyRootOf((nodeId) => getStoryNode(dynamo(), config.storiesTable, nodeId), node),
  claims: claimStore(dynamo(), config.claimsTable),
  readText: (carrier) => textOf(s3(), carrier),
  extract: extractClaims,
  extractor: EXTRACTOR,
  now: () => new Date(),
};

export const handler = stageHandler(
  {
    id: 'extract',
    parse: (body) => [parseMessage(UniqueQueueMessageSchema, body)],
    documentOf: (message) => message.document,
    process: (message) => extractArticle(message, ports),
    // Extraction is bound by the processor.
    concurrency: 1,
    // A third of the function's 60 s: an article takes some 20 ms, the longest text that passes `clean` a few seconds.
    recordTimeoutMs: 20_000,
  },
  awsStagePorts('extract', {
    articlesTable: config.articlesTable,
    ownQueueUrl: config.ownQueueUrl,
    retryBaseSeconds: config.retryBaseSeconds,
    next: null,
  }),
);
