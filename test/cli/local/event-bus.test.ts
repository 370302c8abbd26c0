// The local event bus, through the real EventBridge client.
import { EventBridgeClient, ListRulesCommand, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type BusEvent, type EventBus, startEventBus } from '../../../cli/local/event-bus.ts';

let bus: EventBus;
let client: EventBridgeClient;
let events: BusEvent[] = [];

beforeAll(async () => {
  bus = await startEventBus('news', (event) => events.push(event));
  client = new EventBridgeClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    endpoint: bus.endpoint,
    maxAttempts: 1,
  });
});
beforeEach(() => {
  events = [];
});
afterAll(async () => {
  client.destroy();
  await bus.close();
});

const entry = { EventBusName: 'news', Source: 'claimwire', DetailType: 'claim.added', Detail: '{"claimId":"c1"}' };

test('an accepted event reaches the listener as a target would get it', async () => {
  const Time = new Date('2031-05-06T07:08:09Z');
  const answer = await client.send(new PutEventsCommand({ Entries: [{ ...entry, Time, Resources: ['arn:x'] }] }));
  expect(answer.FailedEntryCount).toBe(0);
  expect(events).toEqual([
    {
      version: '0',
      id: answer.Entries![0]!.EventId,
      'detail-type': 'claim.added',
      source: 'claimwire',
      account: '000000000000',
      time: '2031-05-06T07:08:09.000Z',
      region: 'us-east-1',
      resources: ['arn:x'],
      detail: { claimId: 'c1' },
    },
  ]);
});

test.each([
  { fault: { Detail: '{"claimId":' }, code: 'MalformedDetail' },
  { fault: { Detail: '[1]' }, code: 'MalformedDetail' },
  { fault: { Source: '' }, code: 'InvalidArgument' },
  { fault: { DetailType: undefined }, code: 'InvalidArgument' },
  { fault: { EventBusName: 'other' }, code: 'NotAuthorizedForSource' },
])('an entry with $fault fails with $code, and the others pass', async ({ fault, code }) => {
  const Entries = [
    { ...entry, ...fault },
    { ...entry, EventBusName: 'arn:aws:events:us-east-1:1:event-bus/news' },
  ];
  const answer = await client.send(new PutEventsCommand({ Entries }));
  expect(answer.FailedEntryCount).toBe(1);
  expect(answer.Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([code, undefined]);
  expect(events).toHaveLength(1);
});

test.each([
  { what: 'no entries', Entries: [] },
  { what: 'eleven entries', Entries: Array.from({ length: 11 }, () => entry) },
  { what: 'more than 1 MiB', Entries: [{ ...entry, Detail: JSON.stringify('x'.repeat(1024 ** 2)) }] },
])('a call with $what is refused as a whole', async ({ Entries }) => {
  await expect(client.send(new PutEventsCommand({ Entries }))).rejects.toMatchObject({ name: 'ValidationException' });
  expect(events).toEqual([]);
});

test('another operation is refused by name', async () => {
  await expect(client.send(new ListRulesCommand({}))).rejects.toMatchObject({ name: 'UnknownOperationException' });
});
