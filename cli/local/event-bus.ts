// A loopback event bus: answers EventBridge's PutEvents and hands every accepted event to a listener. No npm emulator has
// EventBridge.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import * as z from 'zod';
import { ACCOUNT, REGION } from './account.ts';

/** An event as a target of a rule receives it. */
export interface BusEvent {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  time: string;
  region: string;
  resources: string[];
  detail: Record<string, unknown>;
}

export interface EventBus {
  endpoint: string;
  close(): Promise<void>;
}

/** Entries in one call, and bytes of all of them: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
const MAX_ENTRIES = 10;
const MAX_BYTES = 1024 ** 2;

const RequestSchema = z.object({ Entries: z.array(z.record(z.string(), z.unknown())).min(1).max(MAX_ENTRIES) });

const EntrySchema = z.object({
  EventBusName: z.string().optional(),
  Source: z.string().min(1),
  DetailType: z.string().min(1).max(128),
  Detail: z.string(),
  Time: z.number().optional(),
  Resources: z.array(z.string()).optional(),
});

/**
 * Starts the bus on a free port of 127.0.0.1.
 *
 * Entries are checked one by one, as EventBridge does: a bad one gets its error in the answer, and the others pass.
 */
export async function startEventBus(busName: string, onEvent: (event: BusEvent) => void): Promise<EventBus> {
  const putEntry = (given: unknown) => {
    const entry = EntrySchema.safeParse(given);
    if (!entry.success) return refused('InvalidArgument', z.prettifyError(entry.error));
    const bus = entry.data.EventBusName ?? 'default';
    if (bus !== busName && !bus.endsWith(`:event-bus/${busName}`)) {
      return refused('NotAuthorizedForSource', `Expected event bus ${busName}, got ${bus}.`);
    }
    const detail = jsonObject(entry.data.Detail);
    if (!detail) return refused('MalformedDetail', 'Detail is malformed.');
    const id = randomUUID();
    onEvent({
      version: '0',
      id,
      'detail-type': entry.data.DetailType,
      source: entry.data.Source,
      account: ACCOUNT,
      time: new Date(entry.data.Time === undefined ? Date.now() : entry.data.Time * 1000).toISOString(),
      region: REGION,
      resources: entry.data.Resources ?? [],
      detail,
    });
    return { EventId: id };
  };

  const answer = (target: string | undefined, body: string): { status: number; body: object } => {
    if (target !== 'AWSEvents.PutEvents') {
      return {
        status: 400,
        body: { __type: 'UnknownOperationException', message: `The local event bus has no ${target}.` },
      };
    }
    const request = RequestSchema.safeParse(jsonObject(body));
    if (!request.success) {
      return { status: 400, body: { __type: 'ValidationException', message: z.prettifyError(request.error) } };
    }
    if (Buffer.byteLength(body) > MAX_BYTES) {
      return {
        status: 400,
        body: { __type: 'ValidationException', message: `Total size of the entries is above ${MAX_BYTES} bytes.` },
      };
    }
    const entries = request.data.Entries.map(putEntry);
    return {
      status: 200,
      body: { FailedEntryCount: entries.filter((entry) => 'ErrorCode' in entry).length, Entries: entries },
    };
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { status, body } = answer(
        request.headers['x-amz-target']?.toString(),
        Buffer.concat(chunks).toString('utf8'),
      );
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('starting the event bus: expected a port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const refused = (ErrorCode: string, ErrorMessage: string) => ({ ErrorCode, ErrorMessage });

function jsonObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
