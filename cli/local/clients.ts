// SDK clients of the local cloud itself. They take their endpoints as arguments, unlike those of the functions, because
// two local clouds may live in one process whose environment they must leave alone.
import { devNull } from 'node:os';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { quick, silent } from '../../shared/aws/clients.ts';
import { REGION } from './account.ts';

export interface Endpoints {
  s3: string;
  sqs: string;
  sts: string;
  dynamodb: string;
  eventBridge: string;
}

export interface Clients {
  s3: S3Client;
  sqs: SQSClient;
  dynamodb: DynamoDBClient;
  streams: DynamoDBStreamsClient;
  destroy(): void;
}

/** Clients for one local cloud. */
export function makeClients(endpoints: Endpoints): Clients {
  const common = { ...silent, region: REGION, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const s3 = quick(new S3Client({ ...common, endpoint: endpoints.s3, forcePathStyle: true }));
  const sqs = quick(new SQSClient({ ...common, endpoint: endpoints.sqs }));
  const dynamodb = new DynamoDBClient({ ...common, endpoint: endpoints.dynamodb });
  const streams = new DynamoDBStreamsClient({ ...common, endpoint: endpoints.dynamodb });
  return {
    s3,
    sqs,
    dynamodb,
    streams,
    destroy: () => {
      for (const client of [s3, sqs, dynamodb, streams]) client.destroy();
    },
  };
}

/**
 * The standard variables that lead SDK clients and the AWS command line to the local cloud. The user's own profiles and
 * credentials are shut out, so that nothing meant for here can reach a real account.
 */
export function clientEnvironment(endpoints: Endpoints): Record<string, string> {
  return {
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_STS: endpoints.sts,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: endpoints.dynamodb,
    AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.eventBridge,
  };
}
