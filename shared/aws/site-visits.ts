// Visits to sites, whoever makes them: turns at hosts and robots.txt lie in the feeds table, for all to see.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { politeGet, userAgentOf, type Visit } from '../http/polite-get.ts';
import { createSafeClient, type SafeRequest } from '../http/safe-fetch.ts';
import { hostTurns, robotsCache } from './host-turns.ts';

export interface SiteVisits {
  /** @throws FetchError as `politeGet` does */
  visit(address: string, request: SafeRequest): Promise<Visit>;
  /** Releases the connections. */
  close(): Promise<void>;
}

export function siteVisits(
  db: DynamoDBClient,
  config: { feedsTable: string; contact: string; allowPrivate: boolean; minGapMs: number | undefined },
): SiteVisits {
  const client = createSafeClient({ userAgent: userAgentOf(config.contact), allowPrivate: config.allowPrivate });
  const turns = hostTurns(db, config.feedsTable);
  const robots = robotsCache(db, config.feedsTable);
  return {
    visit: (address, request) =>
      politeGet(address, request, {
        client,
        turns,
        robots,
        owner: randomUUID(),
        minGapMs: config.minGapMs,
        now: () => Date.now(),
        sleep: (ms) => sleep(ms, undefined, request.signal ? { signal: request.signal } : {}),
      }),
    close: () => client.close(),
  };
}
