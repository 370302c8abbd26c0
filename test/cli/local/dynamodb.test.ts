// The DynamoDB emulator as a child process: found, started, stopped, and never left behind.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { CreateTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { dynamoDbBinary, startDynamoDb } from '../../../cli/local/dynamodb.ts';

function accepts(endpoint: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(endpoint).port), '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

test('a platform without the binary is told the other ways to run', () => {
  expect(() => dynamoDbBinary('sunos', 'sparc')).toThrow(
    /@dynoxide\/sunos-sparc\) is not installed for sunos on sparc\..*MiniStack.*LocalStack.*AWS_ENDPOINT_URL/,
  );
});

test('its port is closed and its folder gone when stop returns', async () => {
  const local = await startDynamoDb(null);
  expect([await accepts(local.endpoint), existsSync(local.databasePath)]).toEqual([true, true]);
  await local.stop();
  expect([await accepts(local.endpoint), existsSync(dirname(local.databasePath))]).toEqual([false, false]);
  await local.stop();
});

test('it ends, and its folder goes, when the process that started it is killed', async () => {
  const script = fileURLToPath(new URL('./fixtures/hold-dynamodb.ts', import.meta.url));
  const parent = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: parent.stdout }), 'line')) as [string];
  const { endpoint, databasePath } = JSON.parse(line);
  expect([await accepts(endpoint), existsSync(databasePath)]).toEqual([true, true]);
  parent.kill('SIGKILL');
  await expect.poll(() => existsSync(dirname(databasePath)), { timeout: 5000, interval: 20 }).toBe(false);
  expect(await accepts(endpoint)).toBe(false);
});

test('a database that cannot be opened is an error with what the emulator said', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'claimwire-'));
  const path = join(directory, 'tables.sqlite');
  writeFileSync(path, 'no database at all, but long enough to look for a header in it');
  await expect(startDynamoDb(path)).rejects.toMatchObject({
    message: expect.stringMatching(
      /^starting the local cloud's DynamoDB over .*: expected .* ended with code 1 and said "error: ./,
    ),
  });
  rmSync(directory, { recursive: true });
});

test('tables in a file are there after a restart', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'claimwire-'));
  const path = join(directory, 'tables.sqlite');
  const withClient = async <T>(use: (client: DynamoDBClient) => Promise<T>) => {
    const local = await startDynamoDb(path);
    const client = new DynamoDBClient({
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      endpoint: local.endpoint,
    });
    try {
      return await use(client);
    } finally {
      client.destroy();
      await local.stop();
    }
  };
  await withClient(async (client) => {
    await client.send(
      new CreateTableCommand({
        TableName: 'kept',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      }),
    );
    await client.send(new PutItemCommand({ TableName: 'kept', Item: { pk: { S: 'a' } } }));
  });
  const { Item } = await withClient((client) =>
    client.send(new GetItemCommand({ TableName: 'kept', Key: { pk: { S: 'a' } } })),
  );
  expect(Item).toEqual({ pk: { S: 'a' } });
  rmSync(directory, { recursive: true });
});
