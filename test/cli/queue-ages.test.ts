// What is told of waiting messages' ages where CloudWatch cannot be read; where it can, test/e2e/status.ts reads it.
import { expect, test } from 'vitest';
import { oldestMessageAges } from '../../cli/queue-ages.ts';
import { cloudWatchAt, EMULATOR } from '../../shared/aws/clients-at.ts';
import { startLoopbackServer } from '../support/loopback-server.ts';

test('a refusal is part of the answer and fails nothing', async () => {
  const server = await startLoopbackServer((_, response) => {
    response.writeHead(403, { 'x-amzn-errortype': 'AccessDenied' }).end();
  });
  const client = cloudWatchAt({ ...EMULATOR, endpoint: `http://127.0.0.1:${server.port}` });
  try {
    const { seconds, problem } = await oldestMessageAges(client, ['incoming', 'cleaned'], new Date());
    expect([...seconds]).toEqual([]);
    expect(problem).toMatch(/\S: \S/);
    expect(server.requests).toHaveLength(1);
  } finally {
    client.destroy();
    await server.close();
  }
});
