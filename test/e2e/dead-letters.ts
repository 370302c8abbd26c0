// Documents that cannot be worked on wait in a dead-letter queue with their reason, and come through once the cause is
// repaired. Needs retries that come at once.
import { CreateBucketCommand, DeleteBucketCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import {
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import { RECEIVE_LIMIT } from '../../shared/pipeline.ts';
import { bucketOutput } from '../../shared/stack-outputs.ts';
import { article } from './articles.ts';
import { eventually } from './eventually.ts';
import { type Pipeline, proves, type Uploaded } from './pipeline.ts';
import { emptyBuckets } from './stack-resources.ts';
import { inTurn } from './turns.ts';

/** A little more than travels inside a message, so that stage clean needs the bucket for texts. */
const LONG_ARTICLE_WORDS = 11_500;

/** Takes the bucket for texts away, as somebody's mistake would. No function is changed: others are at work meanwhile. */
async function breakTexts({ clients, outputs }: Pipeline): Promise<void> {
  const texts = bucketOutput('texts');
  await emptyBuckets(clients, { [texts]: outputs[texts]! });
  await clients.s3.send(new DeleteBucketCommand({ Bucket: outputs[texts] }));
}

/** Makes it again. S3 may need a while to take a name that it has just let go. */
async function repairTexts({ clients, outputs, patienceSeconds }: Pipeline): Promise<void> {
  const Bucket = outputs[bucketOutput('texts')]!;
  await eventually('the bucket for texts', patienceSeconds, () => clients.s3.send(new CreateBucketCommand({ Bucket })));
  await clients.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
}

/**
 * Uploads documents that fail among others that do not, and waits until they are given up.
 *
 * @returns the documents whose dead letters wait
 */
async function giveUpTwo(pipeline: Pipeline): Promise<Uploaded[]> {
  await breakTexts(pipeline);
  const upload = (name: string, number: number, words?: number) => pipeline.upload(name, article(number, words));
  const [failing, others] = await Promise.all([
    Promise.all([1, 2].map((i) => upload(`poison-${i}.txt`, 300 + i, LONG_ARTICLE_WORDS))),
    Promise.all([1, 2, 3].map((i) => upload(`other-${i}.txt`, 310 + i))),
  ]);
  const entries = await pipeline.outcomes(failing, ({ outcome }) => outcome.state === 'failed' && outcome.deadLettered);
  for (const { outcome } of entries) {
    expect(outcome).toMatchObject({ attempts: RECEIVE_LIMIT, error: expect.stringContaining('NoSuchBucket') });
  }
  await eventually('the dead letters', pipeline.patienceSeconds, async () => {
    expect((await pipeline.depth(pipeline.deadLettersUrl('clean'))).waiting).toBe(failing.length);
  });
  // Before what fails is repaired: they owe nothing to the repair.
  const done = await pipeline.outcomes(others);
  expect(done.map(({ outcome }) => outcome.state)).toEqual(others.map(() => 'extracted'));
  return failing;
}

async function giveUpAndRepair(pipeline: Pipeline): Promise<Uploaded[]> {
  const failing = await inTurn(() => giveUpTwo(pipeline));
  await repairTexts(pipeline);
  return failing;
}

let givenUp: Promise<Uploaded[]> | null = null;

/** What is given up once for all tests of a group, and its cause repaired: it takes as long as four attempts do. */
const whenGivenUp = (pipeline: Pipeline) => (givenUp ??= giveUpAndRepair(pipeline));

async function expectThrough(pipeline: Pipeline, documents: readonly Uploaded[]): Promise<void> {
  const entries = await pipeline.outcomes(documents);
  expect(entries.map(({ outcome }) => outcome.state)).toEqual(documents.map(() => 'extracted'));
}

export function comesThroughSentAgain(): void {
  proves(
    ['deadLetters', 'partialBatch'],
    'a document that fails every time waits in its dead-letter queue with its reason, the rest of its batch is done, and sent again it comes through',
    async (pipeline) => {
      const documents = await whenGivenUp(pipeline);
      // One of the letters is left to the move task, where there is one.
      const count = pipeline.capabilities.moveTask === true ? 1 : documents.length;
      const letters = await inTurn(() =>
        pipeline.drain(
          pipeline.deadLettersUrl('clean'),
          (messages) => messages.length === count,
          pipeline.patienceSeconds,
          1,
        ),
      );
      const sentAgain = documents.filter(({ key }) => letters.some(({ Body: body }) => body!.includes(key)));
      expect(sentAgain).toHaveLength(count);
      for (const { Body: MessageBody } of letters) {
        await pipeline.clients.sqs.send(
          new SendMessageCommand({ QueueUrl: pipeline.queueUrl('incoming'), MessageBody }),
        );
      }
      await expectThrough(pipeline, sentAgain);
    },
  );
}

export function comesThroughMoved(): void {
  proves(
    ['moveTask'],
    'a document that fails every time comes through when its dead-letter queue is redriven by a move task',
    async (pipeline) => {
      const documents = await whenGivenUp(pipeline);
      const { sqs } = pipeline.clients;
      const url = pipeline.deadLettersUrl('clean');
      await inTurn(async () => {
        const { Attributes } = await sqs.send(
          new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }),
        );
        const SourceArn = Attributes!.QueueArn!;
        expect((await pipeline.depth(url)).waiting).toBeGreaterThan(0);
        await sqs.send(new StartMessageMoveTaskCommand({ SourceArn }));
        await eventually('the end of the move task', pipeline.patienceSeconds, async () => {
          const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn }));
          expect(Results[0]?.Status).toBe('COMPLETED');
        });
      });
      await expectThrough(pipeline, documents);
      expect((await pipeline.depth(url)).waiting).toBe(0);
    },
  );
}
