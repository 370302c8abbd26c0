// Stage publish as it is, but that it reports a failure at the first sight of each claim whose text asks for one.
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { handler as publish } from '../../../functions/publish/handler.ts';

/** A word of the text. */
const MARK = 'Streamfault';

/** A stream's records have no receive count: what was seen is kept as long as the function's instance lives. */
const seen = new Set<string>();

export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const at = event.Records.findIndex(isFirstSight);
  if (at < 0) return publish(event);
  const sequence = event.Records[at]!.dynamodb!.SequenceNumber!;
  seen.add(sequence);
  const before = await publish({ Records: event.Records.slice(0, at) });
  return before.batchItemFailures.length > 0 ? before : { batchItemFailures: [{ itemIdentifier: sequence }] };
}

function isFirstSight({ dynamodb }: DynamoDBRecord): boolean {
  return JSON.stringify(dynamodb?.NewImage?.text ?? '').includes(MARK) && !seen.has(dynamodb?.SequenceNumber ?? '');
}
