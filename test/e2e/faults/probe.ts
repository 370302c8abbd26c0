// A function that makes the one call it is asked for with the role it was given, and tells how it went.
import { BatchGetItemCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

/** The calls it knows. */
const CALLS = {
  getItem: (input: never) => new DynamoDBClient({}).send(new GetItemCommand(input)),
  batchGetItem: (input: never) => new DynamoDBClient({}).send(new BatchGetItemCommand(input)),
  putItem: (input: never) => new DynamoDBClient({}).send(new PutItemCommand(input)),
  putEvents: (input: never) => new EventBridgeClient({}).send(new PutEventsCommand(input)),
  getObject: (input: never) => new S3Client({ forcePathStyle: true }).send(new GetObjectCommand(input)),
  putObject: (input: never) => new S3Client({ forcePathStyle: true }).send(new PutObjectCommand(input)),
  sendMessage: (input: never) => new SQSClient({ useQueueUrlAsEndpoint: false }).send(new SendMessageCommand(input)),
};

export type ProbeCall = keyof typeof CALLS;

/** What came of the call: `allowed`, or the error's name and words. */
export interface ProbeAnswer {
  allowed: boolean;
  error: string | null;
}

export async function handler({ call, input }: { call: ProbeCall; input: never }): Promise<ProbeAnswer> {
  try {
    await CALLS[call](input);
    return { allowed: true, error: null };
  } catch (error) {
    const { name, message } = error as Error;
    return { allowed: false, error: `${name}: ${message}` };
  }
}
