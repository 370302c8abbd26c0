// A client whose record's time is over: no request leaves it any more, neither a new one nor a repetition.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, GetItemCommand, PutItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dynamoAt, EMULATOR } from '../../../shared/aws/clients-at.ts';
import { inTime, stoppable } from '../../../shared/aws/in-time.ts';

/** What the table was asked, in order; `onRequest` decides the status of the answer. */
const asked: string[] = [];
let onRequest: () => number = () => 200;

const server = createServer((request, response) => {
  asked.push(String(request.headers['x-amz-target']).replace(/.*\./, ''));
  request.resume().on('end', () => {
    const status = onRequest();
    const body = status === 200 ? {} : { __type: 'InternalServerError' };
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
  });
});

let client: DynamoDBClient;
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  client = stoppable(dynamoAt({ ...EMULATOR, endpoint: `http://127.0.0.1:${port}` }));
});
beforeEach(() => {
  asked.length = 0;
  onRequest = () => 200;
});
afterAll(() => {
  client.destroy();
  server.close();
  server.closeAllConnections();
});

const put = () => new PutItemCommand({ TableName: 'any', Item: { pk: { S: 'a' } } });
const overTime = new Error('over time');

test('calls go through while there is time', async () => {
  const timely = inTime(client, new AbortController().signal);
  expect(timely).toBeInstanceOf(DynamoDBClient);
  await timely.send(put());
  const pages = paginateQuery({ client: timely }, { TableName: 'any', KeyConditionExpression: 'pk = :a' });
  for await (const page of pages) expect(page.Items ?? []).toEqual([]);
  expect(asked).toEqual(['PutItem', 'Query']);
});

test('no call leaves afterwards', async () => {
  await expect(inTime(client, AbortSignal.abort(overTime)).send(put())).rejects.toBe(overTime);
  expect(asked).toEqual([]);
});

test('a call that failed is not repeated afterwards', async () => {
  const time = new AbortController();
  onRequest = () => {
    time.abort(overTime);
    return 500;
  };
  await expect(inTime(client, time.signal).send(put())).rejects.toBe(overTime);
  expect(asked).toEqual(['PutItem']);
});

test('calls of other records go on', async () => {
  const timely = inTime(client, new AbortController().signal);
  await inTime(client, AbortSignal.abort(overTime))
    .send(put())
    .catch(() => {});
  let answers = 0;
  onRequest = () => (answers++ === 0 ? 500 : 200);
  await timely.send(put());
  await client.send(new GetItemCommand({ TableName: 'any', Key: { pk: { S: 'a' } } }));
  expect(asked).toEqual(['PutItem', 'PutItem', 'GetItem']);
});
