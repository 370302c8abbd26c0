// Lambda entry of stage extract.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { dynamo, s3 } from '../../shared/aws/clients.ts';
import { inTime } from '../../shared/aws/in-time.ts';
import { readTogether } from '../../shared/aws/read-together.ts';
import { getStoryNode, NODE_PLACE, nodePlaceFrom } from '../../shared/aws/story-nodes.ts';
import { textOf } from '../../shared/aws/text-objects.ts';
import { articleKey, nodeKey } from '../../shared/keys.ts';
import { UniqueQueueMessageSchema } from '../../shared/messages/article-unique.ts';
import { parseMessage } from '../../shared/messages/parse.ts';
import { parseConfig } from '../../shared/stage/config.ts';
import { awsStagePorts } from '../../shared/stage/ports.ts';
import { stageHandler } from '../../shared/stage/run-stage.ts';
import { likenessOfNodes } from '../deduplicate/likeness.ts';
import { claimStore } from './claim-store.ts';
import { ConfigSchema } from './config.ts';
import { EXTRACTOR, extractClaims } from './extract.ts';
import { type ExtractPorts, extractArticle, StandingArticleSchema } from './extract-article.ts';

const config = parseConfig('extract', ConfigSchema, process.env);

const read = readTogether(dynamo());

const node = (nodeId: string) => getStoryNode(read, config.storiesTable, nodeId);

const ports: Omit<ExtractPorts, 'claims'> = {
  async articleAndNode(articleId, nodeId) {
    // Both items hold more: the article its text, the node its sketch.
    const [[article], [node]] = await Promise.all([
      read(config.articlesTable, [articleKey(articleId)], {
        consistent: true,
        attributes: 'documentId, textVersion, nodeId',
      }),
      read(config.storiesTable, [nodeKey(nodeId)], { consistent: true, attributes: NODE_PLACE }),
    ]);
    return {
      article: article === undefined ? null : StandingArticleSchema.parse(article),
      node: node === undefined ? null : nodePlaceFrom(node),
    };
  },
  node,
  likeness: (nodeId, otherId) => likenessOfNodes(node, nodeId, otherId),
  async readText(carrier) {
    const text = await textOf(s3(), carrier);
    // The texts of a batch come in the same turn, and each takes milliseconds to read: the writes of one must not wait for
    // the reading of all.
    await nextTurn();
    return text;
  },
  extract: extractClaims,
  extractor: EXTRACTOR,
  now: () => new Date(),
};

export const handler = stageHandler(
  {
    id: 'extract',
    parse: (body) => [parseMessage(UniqueQueueMessageSchema, body)],
    documentOf: (message) => message.document,
    process: (message, { signal }) =>
      extractArticle(message, { ...ports, claims: claimStore(inTime(dynamo(), signal), config.claimsTable) }),
    // All of a batch: while one article's calls are waited for, which is most of its time, another one is read.
    concurrency: 10,
    // Half of the function's 60 s: ten articles of a megabyte each, read one after the other, take 16 s.
    recordTimeoutMs: 30_000,
  },
  awsStagePorts('extract', {
    articlesTable: config.articlesTable,
    ownQueueUrl: config.ownQueueUrl,
    retryBaseSeconds: config.retryBaseSeconds,
    next: null,
  }),
);
