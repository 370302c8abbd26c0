// Input that goes wrong: each gets its entry in the ledger, and the rest of the work goes on.

import { PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scanItems } from '../../cli/dynamo-read.ts';
import { type LocalCloud, startLocalCloud } from '../../cli/local/cloud.ts';
import { MAX_BYTES } from '../../functions/clean/unpack.ts';
import { RECEIVE_LIMIT, stageReading } from '../../shared/pipeline.ts';
import type { LedgerEntry } from '../../shared/records/ledger.ts';
import { all } from '../support/all.ts';
import { hasDynamoDb } from '../support/dynamodb.ts';

const ARTICLE = `Bakery on Quay Street to close after sixty years

The bakery on Quay Street will close at the end of the month, its owner said on Friday.

“I have got up at two for sixty years, and now I would like to know what a morning looks like,” said Orla Winterbourne, the owner.

She denied that a developer had offered to buy the building.
`;

let cloud: LocalCloud;
beforeAll(async () => {
  if (hasDynamoDb()) cloud = await startLocalCloud({ visibilitySeconds: 1, retryBaseSeconds: 0 });
}, 60_000);
afterAll(async () => {
  await cloud?.stop();
});

const put = (key: string, body: string | Uint8Array) =>
  cloud.clients.s3.send(new PutObjectCommand({ Bucket: cloud.resources.buckets.articles, Key: key, Body: body }));

const sendIncoming = (body: string) =>
  cloud.clients.sqs.send(new SendMessageCommand({ QueueUrl: cloud.resources.queues.incoming.url, MessageBody: body }));

async function ledger(): Promise<LedgerEntry[]> {
  const items = scanItems(cloud.clients.dynamodb, {
    TableName: cloud.resources.tables.articles,
    FilterExpression: 'sk = :l',
    ExpressionAttributeValues: { ':l': 'LEDGER' },
  });
  return (await all(items)) as unknown as LedgerEntry[];
}
async function outcomeOf(key: string) {
  return (await ledger()).find((entry) => entry.document.key === key)?.outcome;
}
function eventFor(keys: string[], overrides: { versionId?: string; eventTime?: string } = {}): string {
  return JSON.stringify({
    Records: keys.map((key, index) => ({
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      eventTime: '2024-03-01T10:00:00.000Z',
      eventName: 'ObjectCreated:Put',
      s3: {
        bucket: { name: cloud.resources.buckets.articles },
        object: { key, size: 5, sequencer: `0${index}`, ...overrides },
      },
    })),
  });
}

describe.runIf(hasDynamoDb())('the pipeline', { timeout: 120_000 }, () => {
  test('takes keys with blanks, plus, percent, quotes and other alphabets', async () => {
    const keys = [
      'incoming/a b+c.txt',
      'incoming/50% off.txt',
      'incoming/%41.txt',
      'incoming/Ærøskøbing – 東京.txt',
      'incoming/"quoted" & <tagged>.txt',
      'incoming/ ./x.txt',
    ];
    for (const [index, key] of keys.entries()) await put(key, ARTICLE.replaceAll('sixty', `${index + 40}`));
    await cloud.idle();
    for (const key of keys)
      expect([key, (await outcomeOf(key))?.state]).toEqual([key, expect.stringMatching(/^(extracted|duplicate)$/)]);
  });

  test('stores articles whatever characters and numbers they hold', async () => {
    const article = (place: string) => ARTICLE.replaceAll('Quay Street', place).replaceAll('sixty', place);
    const said = (text: string) => `Orla Winterbourne said ${text} would go with the bakery of ${text}.`;
    const documents: Record<string, object> = {
      'half-pairs': {
        title: 'Bakery \ud83d to close',
        site: 'Quay \udc00',
        author: 'Ana \ud83d Reed',
        text: `${article('Elm Row')}\n\n\ud83d ${said('the oven \udc00')}`,
      },
      noncharacters: {
        title: 'Bakery \uffff to close',
        site: 'Quay \ufffe',
        author: 'Ana Reed\uffff',
        text: article('Oak Row'),
      },
      // At every distance from a claim up to the width of its context, and beyond.
      emoji: {
        title: '🥐'.repeat(400),
        text: Array.from({ length: 20 }, (_, n) => `${'🥐'.repeat(20)}${'a'.repeat(n)} ${said(`loaf ${n}`)}`).join(
          '\n\n',
        ),
      },
      'long-names': { title: 'Bakery '.repeat(100_000), site: 'Quay '.repeat(100_000), text: article('Ash Row') },
      'great-numbers': {
        title: 'Bakery',
        text: `${article('Fir Row')}\n\n${said('20 quadrillion dollars')} ${said(`$${'9'.repeat(320)} million`)}`,
      },
    };
    for (const [name, document] of Object.entries(documents)) {
      await put(`incoming/odd/${name}.json`, JSON.stringify(document));
    }
    await put('incoming/odd/\uffff.txt', article('Bay Row'));
    await cloud.idle();
    for (const name of [...Object.keys(documents).map((name) => `${name}.json`), '\uffff.txt']) {
      const outcome = await outcomeOf(`incoming/odd/${name}`);
      expect([name, outcome?.state, outcome]).toEqual([
        name,
        expect.stringMatching(/^(extracted|duplicate)$/),
        outcome,
      ]);
    }
  });

  test('rejects an object that is gone when its turn comes', async () => {
    await sendIncoming(eventFor(['incoming/gone-before.txt']));
    await cloud.idle();
    expect(await outcomeOf('incoming/gone-before.txt')).toMatchObject({ state: 'rejected', reason: 'object-gone' });
  });

  test("ignores S3's test event and deletions without an entry", async () => {
    const before = (await ledger()).length;
    await sendIncoming(
      '{"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2024-03-01T10:00:00.000Z","Bucket":"articles"}',
    );
    await sendIncoming(eventFor(['incoming/removed.txt']).replace('ObjectCreated:Put', 'ObjectRemoved:Delete'));
    await cloud.idle();
    expect((await ledger()).length).toBe(before);
    expect(cloud.stats().clean.deadLetters).toBe(0);
  });

  test('accounts for each of several records in one body', async () => {
    await sendIncoming(eventFor(['incoming/several-1.txt', 'incoming/several-2.txt', 'incoming/several-3.txt']));
    await cloud.idle();
    for (const number of [1, 2, 3]) {
      expect(await outcomeOf(`incoming/several-${number}.txt`)).toMatchObject({
        state: 'rejected',
        reason: 'object-gone',
      });
    }
  });

  test('rejects garbage with its reason', async () => {
    await sendIncoming('{"Records": [');
    await cloud.idle();
    const garbage = (await ledger()).filter(
      ({ outcome }) => outcome.state === 'rejected' && outcome.reason === 'unreadable-message',
    );
    expect(garbage).toHaveLength(1);
    expect(garbage[0]?.document.key).toMatch(/^message:incoming\//);
  });

  test('keeps a message of another version in the dead-letter queue, with its reason in the ledger', async () => {
    const queue = cloud.resources.queues.cleaned;
    await cloud.clients.sqs.send(
      new SendMessageCommand({
        QueueUrl: queue.url,
        MessageBody: '{"v":99,"type":"article-cleaned","documentId":"x"}',
      }),
    );
    const deadLetters = cloud.resources.deadLetters(stageReading('cleaned'));
    await expect
      .poll(
        async () => {
          const { Attributes } = await cloud.clients.sqs.send(
            new GetQueueAttributesCommand({
              QueueUrl: deadLetters.url,
              AttributeNames: ['ApproximateNumberOfMessages'],
            }),
          );
          return Attributes?.ApproximateNumberOfMessages;
        },
        { timeout: 30_000, interval: 200 },
      )
      .toBe('1');
    const entry = (await ledger()).find(({ document }) => document.key.startsWith('message:cleaned/'));
    expect(entry?.outcome).toMatchObject({
      state: 'failed',
      attempts: RECEIVE_LIMIT,
      deadLettered: true,
      error: expect.stringContaining('version 99'),
    });
  });

  test('rejects a text of 30 MB and a file of 200 MB by their size, and goes on', async () => {
    await put('incoming/30-mb.txt', Buffer.alloc(30 * 1024 * 1024, 'All work and no play. '));
    await put('incoming/200-mb.bin', Buffer.alloc(200 * 1024 * 1024, 1));
    await put('incoming/after.txt', ARTICLE.replaceAll('Quay', 'Mill'));
    await cloud.idle();
    expect(await outcomeOf('incoming/30-mb.txt')).toMatchObject({
      state: 'rejected',
      reason: 'too-large',
      detail: expect.stringContaining(`expected at most ${MAX_BYTES} bytes, got ${30 * 1024 * 1024}`),
    });
    expect(await outcomeOf('incoming/200-mb.bin')).toMatchObject({ state: 'rejected', reason: 'too-large' });
    expect((await outcomeOf('incoming/after.txt'))?.state).toMatch(/^(extracted|duplicate)$/);
  });
});
