// The article items in DynamoDB, and the ledger entries of documents that an arriving one supersedes.
import { type DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { toAttributes } from '../../shared/aws/attributes.ts';
import { conditionally } from '../../shared/aws/conditionally.ts';
import type { ReadItems } from '../../shared/aws/read-together.ts';
import { articleKey, revisionKey, storyMemberKey } from '../../shared/keys.ts';
import { type StoredArticle, StoredArticleSchema } from '../../shared/records/stored-article.ts';
import type { ArticleStore, ExpectedArticle } from './deduplicate.ts';

/** The article an item of the articles table holds. */
function storedArticleFrom(item: Record<string, unknown>): StoredArticle {
  const { pk, sk, storyPk, storySk, ...fields } = item;
  return StoredArticleSchema.parse(fields);
}

/** Only copies carry the key of the by-story index: the first article is found through the story's root. */
function itemOf(article: StoredArticle): Record<string, unknown> {
  const { articleId, storyId, role } = article;
  return {
    ...articleKey(articleId),
    ...article,
    ...(role === 'copy' && storyMemberKey(storyId, articleId)),
  };
}

/** The article items in the given table. */
export function articleStore(client: DynamoDBClient, read: ReadItems, table: string): ArticleStore {
  const get = async (articleId: string): Promise<StoredArticle | null> => {
    const [item] = await read(table, [articleKey(articleId)], { consistent: true });
    return item ? storedArticleFrom(item) : null;
  };

  /** Runs a conditional write; null when it went through, else the item that stands. */
  const unlessChanged = async (articleId: string, write: () => Promise<unknown>): Promise<StoredArticle | null> => {
    if (await conditionally(write)) return null;
    const standing = await get(articleId);
    if (standing === null) {
      throw new Error(`article ${articleId}: a condition on it failed, expected to find it, found nothing`);
    }
    return standing;
  };

  return {
    get,

    async put(article, expected) {
      return unlessChanged(article.articleId, () =>
        client.send(
          new PutItemCommand({ TableName: table, Item: toAttributes(itemOf(article)), ...conditionOn(expected) }),
        ),
      );
    },

    async raiseOrder(articleId, order, expected) {
      const condition = conditionOn(expected);
      return unlessChanged(articleId, () =>
        client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: toAttributes(articleKey(articleId)),
            UpdateExpression: 'SET #order = :order',
            ...condition,
            ExpressionAttributeValues: { ...condition.ExpressionAttributeValues, ...toAttributes({ ':order': order }) },
          }),
        ),
      );
    },

    async setStory(articleId, documentId, role, storyId) {
      const member = storyMemberKey(storyId, articleId);
      // Where the condition fails, another document stands for the article by now, and has written its own place.
      await conditionally(() =>
        client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: toAttributes(articleKey(articleId)),
            UpdateExpression:
              role === 'copy'
                ? 'SET #role = :role, storyId = :storyId, storyPk = :storyPk, storySk = :storySk'
                : 'SET #role = :role, storyId = :storyId REMOVE storyPk, storySk',
            ConditionExpression: 'documentId = :documentId',
            ExpressionAttributeNames: { '#role': 'role' },
            ExpressionAttributeValues: toAttributes({
              ':role': role,
              ':storyId': storyId,
              ':documentId': documentId,
              ...(role === 'copy' && { ':storyPk': member.storyPk, ':storySk': member.storySk }),
            }),
          }),
        ),
      );
    },

    async putRevision(revision) {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: toAttributes({ ...revisionKey(revision.articleId, revision.order), ...revision }),
        }),
      );
    },
  };
}

function conditionOn(expected: ExpectedArticle | null) {
  if (expected === null) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: 'documentId = :documentId AND #order = :expectedOrder',
    ExpressionAttributeNames: { '#order': 'order' },
    ExpressionAttributeValues: toAttributes({ ':documentId': expected.documentId, ':expectedOrder': expected.order }),
  };
}
