// The only place that makes SDK clients. Each is made once, on first use, from the standard AWS environment variables.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** True when the clients talk to an emulator or another given endpoint instead of AWS. */
const hasOwnEndpoint = (service: string) =>
  Boolean(process.env.AWS_ENDPOINT_URL ?? process.env[`AWS_ENDPOINT_URL_${service}`]);

export const s3 = once(
  () =>
    new S3Client({
      // bucket.localhost does not resolve everywhere.
      forcePathStyle: hasOwnEndpoint('S3'),
    }),
);

export const sqs = once(
  () =>
    new SQSClient({
      // Emulators answer with queue URLs whose host may not be reachable from here; the endpoint is.
      useQueueUrlAsEndpoint: !hasOwnEndpoint('SQS'),
    }),
);

export const dynamo = once(() =>
  DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } }),
);

export const eventBridge = once(() => new EventBridgeClient({}));
