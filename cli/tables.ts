// Where the tables are that a command reads: AWS or an endpoint that speaks like it, else the last local run.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Address, cloudFormationAt, dynamoAt, EMULATOR, s3At } from '../shared/aws/clients-at.ts';
import { textOf } from '../shared/aws/text-objects.ts';
import { isLoopback } from '../shared/http/allow-private.ts';
import { ENV } from '../shared/names.ts';
import { TABLES, type TableName } from '../shared/pipeline.ts';
import { tableOutput } from '../shared/stack-outputs.ts';
import { liveEndpoint, partsOf } from './local/data-directory.ts';
import { startDynamoDb } from './local/dynamodb.ts';
import { readNewestVersion } from './local/object-files.ts';
import { UsageError } from './usage.ts';

/** Options that say where the tables are, for `parseArgs`. */
export const TABLE_OPTIONS = {
  endpoint: { type: 'string' },
  stack: { type: 'string' },
  data: { type: 'string' },
} as const;

/** Their part of a command's help. */
export const TABLE_HELP = `Where to read (default: the last local run, in .claimwire of this folder):
  --data DIR       the data directory of a local run
  --stack NAME     a deployed stack, in the account and region of the AWS environment (default name: claimwire)
  --endpoint URL   an endpoint that speaks like AWS, as AWS_ENDPOINT_URL does; its stack is --stack
  Tables named by CLAIMS_TABLE, ARTICLES_TABLE and STORIES_TABLE are read instead of the stack's.`;

/** Stack that is read unless another is named; `npx cdk deploy` gives it this name. */
export const DEFAULT_STACK = 'claimwire';

/** Data directory of a local run, in the working directory. */
export const DEFAULT_DATA_DIRECTORY = '.claimwire';

export interface OpenTables {
  client: DynamoDBClient;
  names: Record<TableName, string>;
  /** For messages: which tables these are. */
  where: string;
  /** The endpoint instead of AWS, for messages. */
  endpoint?: string;
  /** A table of one's own machine may be read as a whole; one in AWS costs money and may be of any size. */
  isLocalRun: boolean;
  /** Text of an article that is too long for its item. */
  textObject(pointer: { bucket: string; key: string; bytes: number }): Promise<string>;
  close(): Promise<void>;
}

interface Place {
  endpoint?: string | undefined;
  stack?: string | undefined;
  data?: string | undefined;
}

type Environment = Record<string, string | undefined>;

/**
 * Opens the tables that the options and the environment name.
 *
 * @throws UsageError when the options contradict each other; Error, in one sentence, when there is no local run, no such
 * stack, no credentials, or nobody at the endpoint
 */
export async function openTables(place: Place, env: Environment = process.env): Promise<OpenTables> {
  if (place.data !== undefined && (place.endpoint !== undefined || place.stack !== undefined)) {
    throw new UsageError('--data reads a local run: it does not go with --endpoint or --stack');
  }
  if (place.data !== undefined) return openLocalRun(place.data);
  const endpoint = place.endpoint ?? env.AWS_ENDPOINT_URL ?? env.AWS_ENDPOINT_URL_DYNAMODB;
  const named = tablesOf(env);
  if (endpoint !== undefined || place.stack !== undefined || named !== null) {
    return openAws(endpoint, place.stack, named, env);
  }
  return openLocalRun(DEFAULT_DATA_DIRECTORY);
}

/** Table names from the environment, or null. @throws UsageError when only some are set */
function tablesOf(env: Environment): Record<TableName, string> | null {
  const variables = { articles: ENV.articlesTable, stories: ENV.storiesTable, claims: ENV.claimsTable };
  const missing = Object.values(variables).filter((name) => !env[name]);
  if (missing.length === Object.keys(variables).length) return null;
  if (missing.length > 0) {
    throw new UsageError(`the environment names some of the tables only: set ${missing.join(' and ')} too, or none`);
  }
  return {
    articles: env[variables.articles]!,
    stories: env[variables.stories]!,
    claims: env[variables.claims]!,
    // Only the commands about feeds need it, and ask for it.
    feeds: env[ENV.feedsTable] ?? '',
  };
}

async function openLocalRun(directory: string): Promise<OpenTables> {
  const path = resolve(directory);
  const { databasePath, objectsDirectory } = partsOf(path);
  // Asked first: the emulator would make an empty database.
  if (!existsSync(databasePath)) {
    throw new Error(
      `no local run in ${path}: run \`claimwire run\` first, or name another place with --data, --stack or --endpoint`,
    );
  }
  // A second emulator on one database would not see what the first holds back.
  const live = liveEndpoint(path);
  const database = live === null ? await startDynamoDb(databasePath) : { endpoint: live, stop: async () => {} };
  const client = dynamoAt({ ...EMULATOR, endpoint: database.endpoint });
  return {
    client,
    names: Object.fromEntries(TABLES.map((table) => [table.name, table.name])) as Record<TableName, string>,
    where: `the local run in ${path}`,
    isLocalRun: true,
    async textObject({ bucket, key }) {
      const packed = readNewestVersion(objectsDirectory, bucket, key);
      if (packed === null) throw new Error(`reading text ${key}: ${path} has no such object`);
      return gunzipSync(packed).toString('utf8');
    },
    async close() {
      client.destroy();
      await database.stop();
    },
  };
}

async function openAws(
  endpoint: string | undefined,
  stack: string | undefined,
  named: Record<TableName, string> | null,
  env: Environment,
): Promise<OpenTables> {
  const address = addressOf(endpoint, env);
  const names = named && stack === undefined ? named : await stackTables(address, stack ?? DEFAULT_STACK);
  const client = dynamoAt(address);
  const s3 = s3At(address);
  return {
    client,
    names,
    where: `table ${names.claims}${endpoint === undefined ? '' : ` at ${endpoint}`}`,
    ...(endpoint !== undefined && { endpoint }),
    isLocalRun: false,
    textObject: (pointer) => textOf(s3, { kind: 'object', ...pointer }),
    async close() {
      client.destroy();
      s3.destroy();
    },
  };
}

/** Where the SDK's clients go. @throws UsageError when the endpoint is no http(s) address */
export function addressOf(endpoint: string | undefined, env: Environment): Address {
  if (endpoint === undefined) return {};
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`the endpoint must be an http or https address, got "${endpoint}"`);
  }
  // An emulator needs neither account nor region, and looking for credentials outside the environment takes seconds.
  const isLocal = isLoopback(endpoint);
  const hasIdentity = env.AWS_ACCESS_KEY_ID !== undefined || env.AWS_PROFILE !== undefined;
  const region = env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
  return {
    endpoint,
    ...(isLocal && !hasIdentity ? { credentials: EMULATOR.credentials } : {}),
    ...(region !== undefined ? { region } : isLocal ? { region: EMULATOR.region } : {}),
  };
}

async function stackTables(address: Address, stack: string): Promise<Record<TableName, string>> {
  const client = cloudFormationAt(address);
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    const outputs = new Map(Stacks[0]?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
    return Object.fromEntries(
      TABLES.map(({ name }) => {
        const value = outputs.get(tableOutput(name));
        if (!value) throw new Error(`stack ${stack} has no output ${tableOutput(name)}: it is no stack of claimwire`);
        return [name, value];
      }),
    ) as Record<TableName, string>;
  } catch (error) {
    throw explained(error, `looking for the tables of stack ${stack}`, address.endpoint);
  } finally {
    client.destroy();
  }
}

/** Errors of the SDK that a user can do something about, by the error's name or code. */
const EXPLANATIONS: Record<string, (endpoint: string | undefined) => string> = {
  CredentialsProviderError: () =>
    'no AWS credentials found; set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or log in with the AWS command line',
  ExpiredToken: () => 'the AWS credentials have expired; log in again',
  ExpiredTokenException: () => 'the AWS credentials have expired; log in again',
  UnrecognizedClientException: () => 'AWS does not know these credentials',
  InvalidClientTokenId: () => 'AWS does not know these credentials',
  ResourceNotFoundException: () => 'there is no such table; check the account, the region and the table names',
  ECONNREFUSED: (endpoint) => `nobody listens at ${endpoint ?? 'the address of AWS'}; is it started?`,
  ENOTFOUND: (endpoint) => `there is no host of that name: ${endpoint ?? 'check AWS_REGION and the network'}`,
};

/** The same error with what was being done and what to do about it. */
export function explained(error: unknown, doing: string, endpoint?: string): Error {
  const { name = '', code = '', message = String(error) } = error as { name?: string; code?: string; message?: string };
  const explain = EXPLANATIONS[code] ?? EXPLANATIONS[name];
  const reason = explain
    ? explain(endpoint)
    : message === 'Region is missing'
      ? 'no AWS region is set; set AWS_REGION'
      : message;
  return new Error(`${doing}: ${reason}`, { cause: error });
}
