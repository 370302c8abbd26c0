// The functions' DynamoDB client, whose requests share what its middleware found: none gets what belongs to another.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const headers: IncomingHttpHeaders[] = [];

/** Answers with the key that was asked for; a key that says so fails once, and one that says so never changes. */
const server = createServer((request, response) => {
  headers.push(request.headers);
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const { Key } = JSON.parse(Buffer.concat(parts).toString()) as { Key: { pk: { S: string } } };
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
    const attempt = String(request.headers['amz-sdk-request']);
    if (Key.pk.S.includes('fails') && attempt.startsWith('attempt=1')) answer(500, { __type: 'InternalServerError' });
    else if (Key.pk.S.includes('stands')) answer(400, { __type: 'ConditionalCheckFailedException', message: Key.pk.S });
    else answer(200, String(request.headers['x-amz-target']).includes('GetItem') ? { Item: Key } : { Attributes: Key });
  });
});

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});

afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
  server.closeAllConnections();
});

test('requests side by side each get their own answer, retries and failed conditions among them', async () => {
  const { dynamo } = await import('../../../shared/aws/clients.ts');
  const keys = Array.from(
    { length: 60 },
    (_, n) => `${n}${n % 7 === 0 ? ' fails' : ''}${n % 11 === 0 ? ' stands' : ''}`,
  );
  const answers = await Promise.all(
    keys.map(async (pk, n) => {
      const input = { TableName: 'any', Key: { pk: { S: pk } } };
      try {
        if (n % 2 === 0) return (await dynamo().send(new GetItemCommand(input))).Item?.pk?.S;
        return (await dynamo().send(new UpdateItemCommand(input))).Attributes?.pk?.S;
      } catch (error) {
        return `${(error as Error).name} ${(error as Error).message}`;
      }
    }),
  );
  expect(answers).toEqual(keys.map((pk) => (pk.includes('stands') ? `ConditionalCheckFailedException ${pk}` : pk)));
  // 9 failed once; what the middleware adds to a request does not pile up on the next.
  expect(headers).toHaveLength(60 + 9);
  const retried = headers.filter((header) => String(header['amz-sdk-request']).startsWith('attempt=2'));
  expect(retried).toHaveLength(9);
  expect(new Set(headers.map((header) => header['amz-sdk-invocation-id'])).size).toBe(60);
  expect(new Set(headers.map((header) => header['user-agent'])).size).toBe(1);
});
