// A document that cannot be worked on waits in a dead-letter queue with its reason, and comes through once the cause is
// repaired. Needs retries that come at once.
import { CreateBucketCommand, DeleteBucketCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import {
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import { ENV } from '../../shared/names.ts';
import { RECEIVE_LIMIT } from '../../shared/pipeline.ts';
import { bucketOutput } from '../../shared/stack-outputs.ts';
import { article } from './articles.ts';
import { eventually } from './eventually.ts';
import { configure } from './function-control.ts';
import { type Pipeline, proves, type Uploaded } from './pipeline.ts';
import { emptyBuckets } from './stack-resources.ts';
import { inTurn } from './turns.ts';

/** More than travels inside a message, so that stage clean needs the bucket for texts. */
const LONG_ARTICLE_WORDS = 14_000;

/** What lets stage clean fail for long articles. */
export const TEXTS_NOT_THERE = { [ENV.textsBucket]: 'no-such-bucket-of-texts' };

/** Takes the bucket for texts from stage clean, as a wrong setting or a deleted bucket would. */
async function breakTexts(pipeline: Pipeline): Promise<void> {
  if (pipeline.capabilities.functionUpdate === true) {
    await configure(pipeline, 'clean', { environment: TEXTS_NOT_THERE });
    return;
  }
  const texts = bucketOutput('texts');
  await emptyBuckets(pipeline.clients, { [texts]: pipeline.outputs[texts]! });
  await pipeline.clients.s3.send(new DeleteBucketCommand({ Bucket: pipeline.outputs[texts] }));
}

async function repairTexts(pipeline: Pipeline): Promise<void> {
  const Bucket = pipeline.outputs[bucketOutput('texts')]!;
  if (pipeline.capabilities.functionUpdate === true) {
    await configure(pipeline, 'clean', { environment: { [ENV.textsBucket]: Bucket } });
    return;
  }
  const { s3 } = pipeline.clients;
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
}

/** Uploads a document that fails until `repairTexts`, among others that do not, and waits until it is given up. */
async function poisoned(pipeline: Pipeline, number: number): Promise<Uploaded> {
  await breakTexts(pipeline);
  const [poison, ...others] = await Promise.all([
    pipeline.upload('poison.txt', article(number, LONG_ARTICLE_WORDS)),
    ...[1, 2, 3, 4].map((i) => pipeline.upload(`other-${i}.txt`, article(number + i))),
  ]);
  const entries = await pipeline.outcomes(others);
  expect(entries.map(({ outcome }) => outcome.state)).toEqual(others.map(() => 'extracted'));

  const [given] = await pipeline.outcomes(
    [poison!],
    ({ outcome }) => outcome.state === 'failed' && outcome.deadLettered,
  );
  expect(given!.outcome).toMatchObject({ attempts: RECEIVE_LIMIT, error: expect.stringContaining('NoSuchBucket') });
  await eventually('the dead letter', pipeline.patienceSeconds, async () => {
    expect((await pipeline.depth(pipeline.deadLettersUrl('clean'))).waiting).toBe(1);
  });
  return poison!;
}

async function expectThrough(pipeline: Pipeline, document: Uploaded): Promise<void> {
  const [entry] = await pipeline.outcomes([document]);
  expect(entry!.outcome).toMatchObject({ state: 'extracted' });
  expect((await pipeline.depth(pipeline.deadLettersUrl('clean'))).waiting).toBe(0);
}

export function comesThroughSentAgain(): void {
  proves(
    ['deadLetters', 'partialBatch'],
    'a document that fails every time waits in its dead-letter queue with its reason, the rest of its batch is done, and sent again it comes through',
    inTurn(async (pipeline) => {
      const document = await poisoned(pipeline, 300);
      await repairTexts(pipeline);
      const letters = await pipeline.drain(
        pipeline.deadLettersUrl('clean'),
        (messages) => messages.length > 0,
        pipeline.patienceSeconds,
      );
      expect(letters).toHaveLength(1);
      expect(letters[0]!.Body).toContain('poison.txt');
      await pipeline.clients.sqs.send(
        new SendMessageCommand({ QueueUrl: pipeline.queueUrl('incoming'), MessageBody: letters[0]!.Body }),
      );
      await expectThrough(pipeline, document);
    }),
  );
}

export function comesThroughMoved(): void {
  proves(
    ['moveTask'],
    'a document that fails every time comes through when its dead-letter queue is redriven by a move task',
    inTurn(async (pipeline) => {
      const document = await poisoned(pipeline, 320);
      await repairTexts(pipeline);
      const { sqs } = pipeline.clients;
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: pipeline.deadLettersUrl('clean'), AttributeNames: ['QueueArn'] }),
      );
      const SourceArn = Attributes!.QueueArn!;
      await sqs.send(new StartMessageMoveTaskCommand({ SourceArn }));
      await eventually('the end of the move task', pipeline.patienceSeconds, async () => {
        const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn }));
        expect(Results[0]?.Status).toBe('COMPLETED');
      });
      await expectThrough(pipeline, document);
    }),
  );
}
