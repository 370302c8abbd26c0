// A DynamoDB on loopback for tests, with the pipeline's tables, counting the units that calls consume.
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoDbBinary, startDynamoDb } from '../../cli/local/dynamodb.ts';
import { TABLES, type TableName } from '../../shared/pipeline.ts';
import { runsUnless } from './skips.ts';

/** False, with the reason told, where npm has no binary for this platform. */
export function hasDynamoDb(): boolean {
  let missing: string | null = null;
  try {
    dynamoDbBinary();
  } catch (error) {
    missing = `tests against a DynamoDB API: ${(error as Error).message}`;
  }
  return runsUnless(missing);
}

export interface TestDynamoDb {
  client: DynamoDBClient;
  tables: Record<TableName, string>;
  /** Units consumed since the last call of `takeUnits`, by table. */
  takeUnits(): Record<string, { read: number; write: number }>;
  stop(): Promise<void>;
}

const READS = new Set(['GetItemCommand', 'BatchGetItemCommand', 'QueryCommand']);

/** Starts the emulator in memory and creates the tables. */
export async function startTestDynamoDb(): Promise<TestDynamoDb> {
  const local = await startDynamoDb(null);
  const base = new DynamoDBClient({
    region: 'us-east-1',
    endpoint: local.endpoint,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  let units: Record<string, { read: number; write: number }> = {};
  base.middlewareStack.add(
    (next, context) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const answer = await next(args);
      const consumed = (answer.output as { ConsumedCapacity?: unknown }).ConsumedCapacity;
      for (const one of [consumed].flat() as { TableName?: string; CapacityUnits?: number }[]) {
        if (!one?.TableName) continue;
        units[one.TableName] ??= { read: 0, write: 0 };
        const kind = READS.has(String(context.commandName)) ? 'read' : 'write';
        units[one.TableName]![kind] += one.CapacityUnits ?? 0;
      }
      return answer;
    },
    { step: 'initialize', name: 'countUnits' },
  );
  for (const table of TABLES) {
    const keys = [table.key, ...table.indexes.map((index) => index.key)].flatMap((key) => [
      key.partition,
      ...(key.sort ? [key.sort] : []),
    ]);
    const schemaOf = (key: { partition: string; sort?: string }) => [
      { AttributeName: key.partition, KeyType: 'HASH' as const },
      ...(key.sort ? [{ AttributeName: key.sort, KeyType: 'RANGE' as const }] : []),
    ];
    await base.send(
      new CreateTableCommand({
        TableName: table.name,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [...new Set(keys)].map((name) => ({ AttributeName: name, AttributeType: 'S' as const })),
        KeySchema: schemaOf(table.key),
        ...(table.indexes.length > 0 && {
          GlobalSecondaryIndexes: table.indexes.map((index) => ({
            IndexName: index.name,
            KeySchema: schemaOf(index.key),
            Projection: { ProjectionType: 'KEYS_ONLY' as const },
          })),
        }),
      }),
    );
  }
  return {
    client: base,
    tables: { articles: 'articles', stories: 'stories', claims: 'claims', feeds: 'feeds' },
    takeUnits() {
      const taken = units;
      units = {};
      return taken;
    },
    async stop() {
      base.destroy();
      await local.stop();
    },
  };
}
