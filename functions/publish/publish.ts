// Publishes changes in stream order and tells where it had to stop.
import * as z from 'zod';
import { EVENT_SOURCE } from '../../shared/names.ts';
import type { ClaimEvent } from '../../shared/records/claim-event.ts';
import type { TableChange } from './claim-events.ts';

/** Entries of one PutEvents call (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html). */
const PUT_EVENTS_MAX_ENTRIES = 10;
/**
 * Bytes of one call's entries, as EventBridge took them before it came to take 1 MB, and as some regions and partitions may
 * still (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html); a call above the limit is refused
 * as a whole. A claim has some 2 KB, so that ten hardly ever come near it.
 */
const PUT_EVENTS_MAX_BYTES = 256_000;

export interface BusEntry {
  Source: string;
  DetailType: ClaimEvent['type'];
  Detail: string;
  Resources: string[];
}

/**
 * Publishes the events of `changes`, ten at a time, and stops at the first that fails, so that no later change of an
 * article overtakes it by more than the ten it travelled with.
 *
 * @param put sends entries; answers for each with null or with the reason why the bus refused it
 * @param log is told why publishing stopped
 * @returns sequence number of the first change that is not published (the stream goes on from there), or null
 */
export async function publishChanges(
  changes: readonly TableChange[],
  eventOf: (change: TableChange) => ClaimEvent | null,
  put: (entries: BusEntry[]) => Promise<(string | null)[]>,
  log: (problem: string, sequence: string) => void,
): Promise<string | null> {
  const pending: { sequence: string; entry: BusEntry }[] = [];
  let pendingBytes = 0;
  const flush = async (): Promise<string | null> => {
    const batch = pending.splice(0);
    pendingBytes = 0;
    const first = batch[0];
    if (!first) return null;
    try {
      const answers = await put(batch.map(({ entry }) => entry));
      const failed = batch.findIndex((_, index) => (answers[index] ?? null) !== null);
      const failure = batch[failed];
      if (!failure) return null;
      log(`event refused by the bus: ${answers[failed]}`, failure.sequence);
      return failure.sequence;
    } catch (error) {
      log(`publishing ${batch.length} events: ${describeError(error)}`, first.sequence);
      return first.sequence;
    }
  };
  for (const change of changes) {
    let event: ClaimEvent | null;
    try {
      event = eventOf(change);
    } catch (error) {
      log(`reading a change of the claims table: ${describeError(error)}`, change.sequence);
      return (await flush()) ?? change.sequence;
    }
    if (event === null) continue;
    const entry = { Source: EVENT_SOURCE, DetailType: event.type, Detail: JSON.stringify(event), Resources: [] };
    const bytes = sizeOf(entry);
    if (pending.length === PUT_EVENTS_MAX_ENTRIES || pendingBytes + bytes > PUT_EVENTS_MAX_BYTES) {
      const failure = await flush();
      if (failure !== null) return failure;
    }
    pending.push({ sequence: change.sequence, entry });
    pendingBytes += bytes;
  }
  return flush();
}

/** An entry's size as EventBridge counts it. */
function sizeOf({ Source, DetailType, Detail }: BusEntry): number {
  return Source.length + DetailType.length + Buffer.byteLength(Detail);
}

/** The first line of an error: a schema's complaint about a whole record runs to hundreds. */
function describeError(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error).split('\n').slice(0, 2).join(' ');
  return String(error);
}
