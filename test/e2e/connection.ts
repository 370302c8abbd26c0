// How the suite talks to a target: SDK clients, and the clean environment of child processes.
import { devNull } from 'node:os';
import { delimiter, dirname } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SQSClient } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { silent } from '../../shared/aws/clients.ts';
import { RUN_VARIABLE } from './runs.ts';
import type { Connection } from './targets/target.ts';

/** The account that every emulator answers with. */
export const EMULATED_ACCOUNT = '000000000000';

const REGION = 'us-east-1';

/**
 * What every child process gets: enough to run, nothing of the user's own AWS profiles, and the mark by which the next
 * run recognises what this one left behind.
 */
export function bareEnvironment(runFolder: string): Record<string, string> {
  return {
    PATH: [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
    HOME: runFolder,
    // The CDK asks the system for the home folder, and would answer from the accounts that it remembers there.
    CDK_HOME: runFolder,
    LANG: 'C.UTF-8',
    TMPDIR: runFolder,
    NO_COLOR: '1',
    [RUN_VARIABLE]: runFolder,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}

/** A connection to an emulator, with credentials that are worth nothing anywhere. */
export function emulatorConnection(endpoint: string, runFolder: string, region = REGION): Connection {
  // MiniStack takes a key of twelve digits for an account's own; LocalStack does the same.
  const credentials = { accessKeyId: EMULATED_ACCOUNT, secretAccessKey: 'test' };
  return {
    endpoints: { default: endpoint },
    region,
    account: EMULATED_ACCOUNT,
    credentials,
    environment: {
      ...bareEnvironment(runFolder),
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  };
}

export type Clients = ReturnType<typeof clientsFor>;

/** One client of each service; `destroy` ends their connections. */
export function clientsFor(connection: Connection) {
  const { endpoints, region, credentials } = connection;
  const at = (service?: 's3' | 'sqs' | 'dynamodb') => {
    const endpoint = (service && endpoints[service]) ?? endpoints.default;
    return { region, ...(credentials && { credentials }), ...(endpoint === undefined ? {} : { endpoint }) };
  };
  const emulated = Object.keys(endpoints).length > 0;
  const clients = {
    // Its logger would take an empty upload for a stream of unknown length.
    s3: new S3Client({ ...silent, ...at('s3'), forcePathStyle: emulated }),
    // Emulators answer with queue URLs whose host may not be reachable from here; the endpoint is.
    sqs: new SQSClient({ ...at('sqs'), useQueueUrlAsEndpoint: !emulated }),
    dynamodb: new DynamoDBClient(at('dynamodb')),
    lambda: new LambdaClient(at()),
    logs: new CloudWatchLogsClient(at()),
    cloudWatch: new CloudWatchClient(at()),
    cloudFormation: new CloudFormationClient(at()),
    eventBridge: new EventBridgeClient(at()),
    scheduler: new SchedulerClient(at()),
    iam: new IAMClient(at()),
  };
  return {
    ...clients,
    destroy: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}

/**
 * Asks whose account answers, and refuses any but the expected one: a real account must never be deployed to by mistake.
 *
 * @throws Error in one sentence
 */
export async function guardAccount(connection: Connection): Promise<void> {
  const endpoint = connection.endpoints.default;
  const where = endpoint ?? 'AWS';
  const sts = new STSClient({
    region: connection.region,
    maxAttempts: 1,
    ...(connection.credentials && { credentials: connection.credentials }),
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  let account: string | undefined;
  try {
    const answer = await sts.send(new GetCallerIdentityCommand({}), { abortSignal: AbortSignal.timeout(15_000) });
    account = answer.Account;
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    const status = $metadata?.httpStatusCode;
    throw new Error(
      `asking ${where} for its account: ${status === undefined ? '' : `it answers ${status}, `}${name}: ${message.split('\n')[0]}`,
      { cause: error },
    );
  } finally {
    sts.destroy();
  }
  if (account !== connection.account) {
    throw new Error(
      `${where} answers for account ${account ?? '(none)'}, expected ${connection.account}: nothing is deployed there; ` +
        'a real account has to be named on purpose with E2E_AWS_ACCOUNT',
    );
  }
}
