// SDK clients of the command line: for an address that is known only at run time, where the functions' clients
// (clients.ts) take theirs from the environment once.
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';

/** Where AWS or what speaks like it is; what is not given comes from the standard AWS environment and profile. */
export interface Address {
  endpoint?: string;
  region?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

/** Credentials and region that emulators take; they never leave a loopback address. */
export const EMULATOR = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
} as const satisfies Address;

export const dynamoAt = (address: Address) => new DynamoDBClient(address);

export const cloudFormationAt = (address: Address) => new CloudFormationClient(address);

export const cloudWatchAt = (address: Address) => new CloudWatchClient(address);

export const lambdaAt = (address: Address) => new LambdaClient(address);

export const logsAt = (address: Address) => new CloudWatchLogsClient(address);

export const stsAt = (address: Address) => new STSClient(address);

export const sqsAt = (address: Address) =>
  new SQSClient({
    ...address,
    // Emulators answer with queue URLs whose host may not be reachable from here; the endpoint is.
    useQueueUrlAsEndpoint: address.endpoint === undefined,
  });

export const s3At = (address: Address) =>
  new S3Client({
    ...address,
    // bucket.localhost does not resolve everywhere.
    forcePathStyle: address.endpoint !== undefined,
  });
