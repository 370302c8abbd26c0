// Opens the list of feeds that a command is about: of a local run, which is made if there is none yet, or of a stack.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { dynamoAt, EMULATOR } from '../../shared/aws/clients-at.ts';
import { allowsPrivate } from '../../shared/http/allow-private.ts';
import { ENV } from '../../shared/names.ts';
import { TABLES } from '../../shared/pipeline.ts';
import type { Feed } from '../../shared/records/feed.ts';
import { liveEndpoint, openDataDirectory, partsOf } from '../local/data-directory.ts';
import { startDynamoDb } from '../local/dynamodb.ts';
import { makeTable } from '../local/provision.ts';
import { DEFAULT_DATA_DIRECTORY, explained, type OpenTables, openTables } from '../tables.ts';
import { UsageError } from '../usage.ts';
import { type Registry, registry } from './registry.ts';

export interface OpenFeeds {
  feeds: Registry;
  tables: OpenTables;
  /** Data directory of a local run; null for a stack. */
  directory: string | null;
  /** A local run that is going on: it polls by itself. */
  isRunning: boolean;
  /** Whether feeds may lie on this machine, see shared/http/allow-private.ts. */
  allowPrivate: boolean;
  close(): Promise<void>;
}

interface Place {
  data?: string | undefined;
  stack?: string | undefined;
  endpoint?: string | undefined;
}

/** Makes the tables of a data directory that has none, or has been made before there were feeds. */
async function prepareLocalRun(directory: string): Promise<void> {
  if (liveEndpoint(directory) !== null) return;
  const data = openDataDirectory(directory);
  const database = await startDynamoDb(partsOf(directory).databasePath).catch((error: unknown) => {
    data.release();
    throw error;
  });
  try {
    const dynamodb = dynamoAt({ ...EMULATOR, endpoint: database.endpoint });
    for (const table of TABLES) await makeTable({ dynamodb }, table.name, table);
    dynamodb.destroy();
  } finally {
    await database.stop();
    data.release();
  }
}

/**
 * Opens the feeds that the options and the environment name.
 *
 * @throws UsageError or Error as `openTables` does
 */
export async function openFeeds(
  place: Place,
  environment: Record<string, string | undefined> = process.env,
): Promise<OpenFeeds> {
  const isElsewhere =
    place.endpoint !== undefined ||
    place.stack !== undefined ||
    environment.AWS_ENDPOINT_URL !== undefined ||
    environment.AWS_ENDPOINT_URL_DYNAMODB !== undefined ||
    environment[ENV.claimsTable] !== undefined;
  const directory = place.data !== undefined || !isElsewhere ? resolve(place.data ?? DEFAULT_DATA_DIRECTORY) : null;
  if (directory !== null) {
    if (!existsSync(partsOf(directory).databasePath)) await prepareLocalRun(directory);
  }
  const tables = await openTables(directory === null ? place : { data: directory }, environment);
  if (tables.names.feeds === '') {
    await tables.close();
    throw new UsageError(`the environment names the other tables but not that of the feeds: set ${ENV.feedsTable} too`);
  }
  const endpoint = directory === null ? (place.endpoint ?? environment.AWS_ENDPOINT_URL) : 'http://127.0.0.1';
  return {
    feeds: registry(tables.client, tables.names.feeds),
    tables,
    directory,
    isRunning: directory !== null && liveEndpoint(directory) !== null,
    allowPrivate: allowsPrivate({ ...environment, ...(endpoint === undefined ? {} : { AWS_ENDPOINT_URL: endpoint }) }),
    close: () => tables.close(),
  };
}

/** Runs a command's work on the open feeds; errors say where they come from. */
export async function withFeeds<T>(place: Place, work: (open: OpenFeeds) => Promise<T>): Promise<T> {
  const open = await openFeeds(place);
  try {
    return await work(open);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { name } = error as { name?: string };
    throw name === 'ResourceNotFoundException'
      ? explained(error, `reading the feeds of ${open.tables.where}`, open.tables.endpoint)
      : error;
  } finally {
    await open.close();
  }
}

/** The feed that a user names. @throws UsageError when there is none */
export async function feedNamed(open: OpenFeeds, name: string): Promise<Feed> {
  const feed = await open.feeds.find(name);
  if (!feed) {
    throw new UsageError(`no feed "${name}" in ${open.tables.where}; \`claimwire feeds list\` shows their ids`);
  }
  return feed;
}
