// Lambda entry of stage publish: a batch of the claims table's stream in, events on the bus, the first failure out.

import { Logger } from '@aws-lambda-powertools/logger';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { type Attributes, fromAttributes } from '../../shared/aws/attributes.ts';
import { eventBridge } from '../../shared/aws/clients.ts';
import { parseConfig } from '../../shared/stage/config.ts';
import { claimEventOf, type TableChange } from './claim-events.ts';
import { ConfigSchema } from './config.ts';
import { publishChanges } from './publish.ts';

const logger = new Logger({ serviceName: 'claimwire-publish' });
const config = parseConfig('publish', ConfigSchema, process.env);

export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const firstFailure = await publishChanges(
    event.Records.map(changeOf),
    claimEventOf,
    async (entries) => {
      const answer = await eventBridge().send(
        new PutEventsCommand({
          Entries: entries.map((entry) => ({ ...entry, EventBusName: config.eventBusName })),
        }),
      );
      return (answer.Entries ?? []).map((entry) => entry.ErrorMessage ?? entry.ErrorCode ?? null);
    },
    (problem, sequence) => logger.error(problem, { sequence }),
  );
  return { batchItemFailures: firstFailure === null ? [] : [{ itemIdentifier: firstFailure }] };
}

function changeOf(record: DynamoDBRecord): TableChange {
  const image = (side: 'OldImage' | 'NewImage') => {
    const attributes = record.dynamodb?.[side];
    return attributes ? fromAttributes(attributes as Attributes) : null;
  };
  return {
    sequence: record.dynamodb?.SequenceNumber ?? '',
    before: image('OldImage'),
    after: image('NewImage'),
  };
}
