// Stage clean as it is, but for documents whose key asks for a fault: the function then throws, exits or hangs, before or
// after its work, at the first so many attempts.

import { setTimeout as sleep } from 'node:timers/promises';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { handler as clean } from '../../../functions/clean/handler.ts';

/** `fault-exit-2` exits at the first two attempts; with `late`, after the work is done and before it is acknowledged. */
const FAULT = /fault-(throw|exit|hang)(-late)?-(\d)/g;

/** The suite gives the function a few seconds, so that a hang is soon over; stage clean starts no record in so few. */
const USUAL_REMAINING_MS = 60_000;

/** Longer than any function may run. */
const FOREVER_MS = 3_600_000;

export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  await misbehave(event, false);
  const response = await clean(event, { getRemainingTimeInMillis: () => USUAL_REMAINING_MS });
  await misbehave(event, true);
  return response;
}

async function misbehave(event: SQSEvent, late: boolean): Promise<void> {
  for (const { body, attributes } of event.Records) {
    for (const [asked, fault, isLate, times] of body.matchAll(FAULT)) {
      if ((isLate !== undefined) !== late || Number(attributes.ApproximateReceiveCount) > Number(times)) continue;
      if (fault === 'throw') throw new Error(`the key asks for it: ${asked}`);
      if (fault === 'exit') process.exit(3);
      await sleep(FOREVER_MS);
    }
  }
}
