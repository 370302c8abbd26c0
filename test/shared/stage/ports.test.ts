// What the frame sends on: only what the next stage can read, and nothing where there is no next stage.
import type { SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import { expect, test, vi } from 'vitest';
import * as z from 'zod';
import { awsStagePorts } from '../../../shared/stage/ports.ts';
import { startLoopbackServer } from '../../support/loopback-server.ts';

const config = { articlesTable: 't', ownQueueUrl: 'https://sqs.example/1/own', retryBaseSeconds: 0 };

test('a stage without a next one refuses to forward', async () => {
  const { send } = awsStagePorts('extract', { ...config, next: null });
  await expect(send([{}, {}] as never[])).rejects.toThrow('stage extract forwards nothing, got 2 messages');
});

test('what was not started is sent anew only where a stage says so', () => {
  expect(awsStagePorts('clean', { ...config, next: null }).sendAnew).toBeUndefined();
  expect(awsStagePorts('poll-feeds', { ...config, next: null, sendsAnew: true }).sendAnew).toBeTypeOf('function');
});

test('a message that the next stage could not read is not sent, the others are, and each is told by its place', async () => {
  const bodies: string[] = [];
  const server = await startLoopbackServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { Entries: entries } = JSON.parse(Buffer.concat(parts).toString()) as {
        Entries: SendMessageBatchRequestEntry[];
      };
      bodies.push(...entries.map(({ MessageBody: body }) => body!));
      const Failed = entries
        .filter(({ MessageBody: body }) => body!.includes('refused'))
        .map(({ Id }) => ({ Id, Code: 'Busy', SenderFault: false }));
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify({ Failed }));
    });
  });
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', `http://127.0.0.1:${server.port}`);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  try {
    const next = { queueUrl: 'https://sqs.example/1/next', schema: z.strictObject({ id: z.string() }) };
    const { send } = awsStagePorts('clean', { ...config, next });
    const refused = await send([{ id: 'a' }, { id: 7 } as never, { id: 'refused' }, { id: 'b' }]);
    expect(bodies).toEqual(['{"id":"a"}', '{"id":"refused"}', '{"id":"b"}']);
    expect([...refused.keys()].sort()).toEqual([1, 2]);
    expect(refused.get(1)).toBeInstanceOf(z.ZodError);
    expect(refused.get(2)?.message).toContain('Busy');
  } finally {
    vi.unstubAllEnvs();
    await server.close();
  }
});
