// Lambda entry of stage extract.
import { batchGet } from '../../shared/aws/batch-get.ts';
import { dynamo, s3 } from '../../shared/aws/clients.ts';
import { getStoryNode, NODE_PLACE, nodePlaceFrom } from '../../shared/aws/story-nodes.ts';
import { textOf } from '../../shared/aws/text-objects.ts';
import { articleKey, nodeKey } from '../../shared/keys.ts';
import { UniqueQueueMessageSchema } from '../../shared/messages/article-unique.ts';
import { parseMessage } from '../../shared/messages/parse.ts';
import { parseConfig } from '../../shared/stage/config.ts';
import { awsStagePorts } from '../../shared/stage/ports.ts';
import { stageHandler } from '../../shared/stage/run-stage.ts';
import { claimStore } from './claim-store.ts';
import { ConfigSchema } from './config.ts';
import { EXTRACTOR, extractClaims } from './extract.ts';
import { type ExtractPorts, extractArticle, StandingArticleSchema } from './extract-article.ts';

const config = parseConfig('extract', ConfigSchema, process.env);

const ports: ExtractPorts = {
  async articleAndNode(articleId, nodeId) {
    const { articlesTable, storiesTable } = config;
    const { [articlesTable]: articles, [storiesTable]: nodes } = await batchGet(dynamo(), {
      // Both items hold more: the article its text, the node its sketch.
      [articlesTable]: {
        Keys: [articleKey(articleId)],
        ConsistentRead: true,
        ProjectionExpression: 'documentId, textVersion, nodeId',
      },
      [storiesTable]: { Keys: [nodeKey(nodeId)], ConsistentRead: true, ProjectionExpression: NODE_PLACE },
    });
    const [article] = articles!;
    const [node] = nodes!;
    return {
      article: article === undefined ? null : StandingArticleSchema.parse(article),
      node: node === undefined ? null : nodePlaceFrom(node),
    };
  },
  node: (nodeId) => getStoryNode(dynamo(), config.storiesTable, nodeId),
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
