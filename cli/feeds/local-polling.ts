// Feeds in a local run: what an earlier run left undone is taken up, and the functions' log becomes lines for a reader.
import { setTimeout as sleep } from 'node:timers/promises';
import { postponeBody, sendAllBodies } from '../../shared/aws/queue.ts';
import { ALLOW_PRIVATE_VARIABLE, MIN_GAP_VARIABLE } from '../../shared/http/allow-private.ts';
import { PageWantedSchema } from '../../shared/messages/page-wanted.ts';
import { ENV, NO_CONTACT } from '../../shared/names.ts';
import type { LocalCloud, LocalCloudOptions } from '../local/cloud.ts';
import type { LogLine } from '../local/function-worker.ts';
import { dueNow, type Registry, registry } from './registry.ts';

export const registryOf = (cloud: Pick<LocalCloud, 'clients' | 'resources'>): Registry =>
  registry(cloud.clients.dynamodb, cloud.resources.tables.feeds);

/** What a user's environment says about feeds, for the functions of a local cloud. */
export function feedOptions(
  environment: Readonly<Record<string, string | undefined>>,
): Pick<LocalCloudOptions, 'contact' | 'variables'> {
  const variables = Object.fromEntries(
    [ALLOW_PRIVATE_VARIABLE, MIN_GAP_VARIABLE].flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return { contact: environment[ENV.contact] || NO_CONTACT, variables };
}

/**
 * Queues of a local cloud end with its process. Pages that were wanted then are asked for again, and feeds whose poll was
 * under way become due.
 *
 * @returns how many pages wait for a site to answer again
 */
export async function takeUpPolling(cloud: Pick<LocalCloud, 'clients' | 'resources'>): Promise<number> {
  const feeds = registryOf(cloud);
  const { sqs } = cloud.clients;
  const { url } = cloud.resources.queues.fetch;
  const now = Date.now();
  const bodies: string[] = [];
  let waiting = 0;
  for await (const { message } of feeds.wantedPages()) {
    if (message === null) continue;
    const { notBefore = now } = PageWantedSchema.parse(JSON.parse(message));
    if (notBefore <= now) bodies.push(message);
    else {
      await postponeBody(sqs, url, message, notBefore, now);
      waiting++;
    }
  }
  await sendAllBodies(sqs, url, bodies);
  for await (const feed of feeds.all()) if (feed.claim !== null) await feeds.change(feed.feedId, dueNow(Date.now()));
  return waiting;
}

/** What of the stages' outcomes a reader wants to see, by kind; others go by in silence. */
const SHOWN: Record<string, Record<string, string>> = {
  'claimwire-poll-feeds': {
    polled: 'polled',
    failed: 'failed',
    paused: 'paused',
    unchanged: 'unchanged',
    retry: 'later',
  },
  'claimwire-fetch-article': { fetched: 'fetched', retry: 'later', rejected: 'not fetched' },
  'claimwire-clean': { rejected: 'rejected' },
  'claimwire-deduplicate': { duplicate: 'duplicate', revision: 'revision' },
  'claimwire-extract': { extracted: 'extracted' },
};

/** A line for a reader, or null for what is no news to one. */
export function newsOf({ functionName, line }: LogLine): string | null {
  const shown = SHOWN[functionName];
  if (!shown || !line.startsWith('{')) return null;
  let entry: { message?: string; kind?: string; detail?: string; reason?: string; key?: string };
  try {
    entry = JSON.parse(line) as typeof entry;
  } catch {
    return null;
  }
  const word = entry.message === 'outcome' && entry.kind !== undefined ? shown[entry.kind] : undefined;
  if (word === undefined) return null;
  const reason = entry.reason === undefined ? '' : `${entry.reason}: `;
  return `${word.padEnd(11)} ${reason}${entry.detail ?? entry.key ?? ''}`;
}

/** How often it is looked whether work is left. */
const LOOK_MS = 100;

/** Messages of all stages that wait or are being worked on, and those that are held back. */
function workOf(cloud: LocalCloud): { now: number; later: number } {
  const work = { now: 0, later: 0 };
  for (const { queue } of Object.values(cloud.stats())) {
    if (queue === null) continue;
    work.now += queue.waiting + queue.inFlight;
    work.later += queue.delayed;
  }
  return work;
}

/** True when nothing is being done: what is left are addresses of sites that cannot answer just now, asked again later. */
export function isSettled(cloud: LocalCloud, retries: number): boolean {
  const { now, later } = workOf(cloud);
  return now === 0 && later <= retries;
}

/** Resolves when `isSettled`; `retries` tells how many addresses wait for a site to answer again. */
export async function settled(cloud: LocalCloud, retries: () => number): Promise<void> {
  while (!isSettled(cloud, retries())) await sleep(LOOK_MS);
}
