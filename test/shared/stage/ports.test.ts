// What the frame sends on: only what the next stage can read, and nothing where there is no next stage.
import { expect, test } from 'vitest';
import * as z from 'zod';
import { awsStagePorts } from '../../../shared/stage/ports.ts';

const config = { articlesTable: 't', ownQueueUrl: 'https://sqs.example/1/own', retryBaseSeconds: 0 };

test('a stage without a next one refuses to forward', async () => {
  const { send } = awsStagePorts('extract', { ...config, next: null });
  await expect(send([{}, {}] as never[])).rejects.toThrow('stage extract forwards nothing, got 2 messages');
});

test('what was not started is sent anew only where a stage says so', () => {
  expect(awsStagePorts('clean', { ...config, next: null }).sendAnew).toBeUndefined();
  expect(awsStagePorts('poll-feeds', { ...config, next: null, sendsAnew: true }).sendAnew).toBeTypeOf('function');
});

test('a message that the next stage could not read is not sent', async () => {
  const next = { queueUrl: 'https://sqs.example/1/next', schema: z.strictObject({ id: z.string() }) };
  const { send } = awsStagePorts('clean', { ...config, next });
  await expect(send([{ id: 7 } as never])).rejects.toThrow(z.ZodError);
});
