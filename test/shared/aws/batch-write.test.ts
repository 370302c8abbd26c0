// What a table leaves unwritten is written again, later each time, and not for ever.
import type { DynamoDBClient, WriteRequest } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { registry } from '../../../cli/feeds/registry.ts';
import { toAttributes } from '../../../shared/aws/attributes.ts';
import { batchWrite } from '../../../shared/aws/batch-write.ts';

const remove = (id: string): WriteRequest => ({ DeleteRequest: { Key: toAttributes({ pk: id }) } });

/** A table that leaves of each write what `left` says, and the times at which it was written to. */
function tableThat(left: (requests: WriteRequest[], call: number) => WriteRequest[]) {
  const calls: { at: number; requests: WriteRequest[] }[] = [];
  const send = async ({ input }: { input: { RequestItems?: Record<string, WriteRequest[]> } }) => {
    const requests = input.RequestItems?.t;
    // Of a feed that is removed, the one piece that is remembered.
    if (requests === undefined) return { Items: [toAttributes({ pk: 'FEED#f', sk: 'SEEN#v#0' })] };
    calls.push({ at: performance.now(), requests });
    const rest = left(requests, calls.length);
    return rest.length === 0 ? {} : { UnprocessedItems: { t: rest } };
  };
  return { client: { send, config: {} } as unknown as DynamoDBClient, calls };
}

test('what is left is written again, and only that, after pauses that double', async () => {
  const { client, calls } = tableThat((requests, call) => (call < 4 ? requests.slice(1) : []));
  await batchWrite(client, 't', ['a', 'b', 'c', 'd'].map(remove));
  expect(calls.map(({ requests }) => requests.length)).toEqual([4, 3, 2, 1]);
  expect(calls[3]!.requests).toEqual([remove('d')]);
  const pauses = calls.slice(1).map(({ at }, index) => at - calls[index]!.at);
  expect(pauses.map((pause, index) => pause >= 50 * 2 ** index - 2)).toEqual([true, true, true]);
});

test('a table that takes nothing ends it', async () => {
  const { client, calls } = tableThat((requests) => requests);
  await expect(batchWrite(client, 't', [remove('a')])).rejects.toThrow(
    'writing to t: 1 items still unprocessed after 6 tries',
  );
  expect(calls).toHaveLength(6);
});

test('removing a feed pauses before it asks again', async () => {
  const { client, calls } = tableThat((requests, call) => (call === 1 ? requests : []));
  Object.setPrototypeOf(client, (await import('@aws-sdk/client-dynamodb')).DynamoDBClient.prototype);
  await registry(client, 't').remove('f');
  expect(calls).toHaveLength(2);
  expect(calls[1]!.at - calls[0]!.at).toBeGreaterThan(48);
});
