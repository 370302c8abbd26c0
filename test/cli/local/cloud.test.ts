// The whole local cloud with trivial functions: from a stored object to a published event, side by side, over restarts.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DescribeTableCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '../../../cli/local/cloud.ts';
import { STAGES } from '../../../shared/pipeline.ts';

// Every test starts real functions; the time is for busy machines.
vi.setConfig({ testTimeout: 90_000 });

const fixture = (name: string) => new URL(`./fixtures/${name}.ts`, import.meta.url).href;
const QUIET = {
  'poll-feeds': fixture('quiet'),
  'fetch-article': fixture('quiet'),
  clean: fixture('quiet'),
  deduplicate: fixture('quiet'),
  extract: fixture('quiet'),
  publish: fixture('quiet'),
};
/** From the object's event to the table and the bus. */
const FLOW = {
  ...QUIET,
  clean: fixture('forward'),
  deduplicate: fixture('forward'),
  extract: fixture('store'),
  publish: fixture('announce'),
};

let directory: string;
const clouds: LocalCloud[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'claimwire-'));
});
afterEach(async () => {
  for (const cloud of clouds.splice(0)) await cloud.stop();
  rmSync(directory, { recursive: true });
});

async function start(options: LocalCloudOptions = {}) {
  const published: unknown[] = [];
  const cloud = await startLocalCloud({
    handlers: QUIET,
    visibilitySeconds: 1,
    onEvent: ({ detail }) => published.push(detail.pk),
    ...options,
  });
  clouds.push(cloud);
  return { cloud, published };
}

const put = (cloud: LocalCloud, Key: string, Body = 'words') =>
  cloud.clients.s3.send(new PutObjectCommand({ Bucket: cloud.resources.buckets.articles, Key, Body }));

async function stored(cloud: LocalCloud): Promise<string[]> {
  const { Items } = await cloud.clients.dynamodb.send(new ScanCommand({ TableName: cloud.resources.tables.claims }));
  return Items!.map(({ pk }) => pk!.S!).sort();
}

test('a stored object goes through every stage to the table and the event bus, and a failing one to the dead letters', async () => {
  const { cloud, published } = await start({ handlers: FLOW });
  for (const key of ['incoming/a b.txt', 'incoming/poison', 'elsewhere/c']) await put(cloud, key);
  await cloud.idle();
  expect(await stored(cloud)).toEqual(['incoming/a+b.txt']);
  expect(published).toEqual(['incoming/a+b.txt']);
  const stats = cloud.stats();
  expect(stats.clean).toMatchObject({ records: 2, failedRecords: 0, errors: 0, deadLetters: 0 });
  expect(stats.clean.milliseconds).toBeGreaterThan(0);
  expect(stats['poll-feeds'].milliseconds).toBe(0);
  expect(stats.extract).toMatchObject({ failedRecords: 4, deadLetters: 1 });
  expect(stats.publish).toMatchObject({ invocations: 1, records: 1, queue: null });
  const { Messages } = await cloud.clients.sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: cloud.resources.deadLetters(STAGES.find(({ id }) => id === 'extract')!).url,
    }),
  );
  expect(Messages?.map(({ Body }) => Body)).toEqual(['incoming/poison']);
});

test('queues and tables are as the pipeline says', async () => {
  const { cloud } = await start({ visibilitySeconds: undefined as never });
  const { Attributes } = await cloud.clients.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: cloud.resources.queues.incoming.url, AttributeNames: ['All'] }),
  );
  expect(Attributes).toMatchObject({
    QueueArn: cloud.resources.queues.incoming.arn,
    VisibilityTimeout: '361',
    MessageRetentionPeriod: '345600',
    RedrivePolicy:
      '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:incoming-dead-letters","maxReceiveCount":4}',
  });
  const { Table } = await cloud.clients.dynamodb.send(new DescribeTableCommand({ TableName: 'claims' }));
  expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort()).toEqual([
    'by-claim-hash',
    'by-speaker',
  ]);
  expect(Table?.StreamSpecification?.StreamViewType).toBe('NEW_AND_OLD_IMAGES');
});

test('a function that dies or hangs loses no message', async () => {
  const log: string[] = [];
  const { cloud } = await start({
    handlers: { ...QUIET, clean: fixture('misbehave') },
    timeoutsMs: { clean: 300 },
    onLog: ({ line }) => log.push(line),
  });
  for (const MessageBody of ['exit', 'hang', 'fine']) {
    await cloud.clients.sqs.send(
      new SendMessageCommand({ QueueUrl: cloud.resources.queues.incoming.url, MessageBody }),
    );
    // One at a time: in one batch the first that ends the function would keep the others from being reached.
    await cloud.idle();
  }
  expect(cloud.stats().clean.deadLetters).toBe(2);
  expect(log).toContainEqual(expect.stringContaining('exited with status 3'));
  expect(log).toContainEqual(expect.stringContaining('Task timed out after 0.30 seconds'));
});

test('two local clouds side by side know nothing of each other', async () => {
  const [one, other] = await Promise.all([start({ handlers: FLOW }), start({ handlers: FLOW })]);
  await put(one.cloud, 'incoming/one');
  await put(other.cloud, 'incoming/other');
  await Promise.all([one.cloud.idle(), other.cloud.idle()]);
  expect([await stored(one.cloud), await stored(other.cloud)]).toEqual([['incoming/one'], ['incoming/other']]);
  expect([one.published, other.published]).toEqual([['incoming/one'], ['incoming/other']]);
});

test('with a data directory everything is there after a restart, and nothing is announced again', async () => {
  const { cloud: first } = await start({ handlers: FLOW, dataDirectory: directory });
  const one = await put(first, 'incoming/a', 'one');
  const two = await put(first, 'incoming/a', 'two');
  await first.idle();
  const before = first.objects('articles');
  expect(before.map(({ versionId }) => versionId)).toEqual([one.VersionId, two.VersionId]);
  await first.stop();

  const { cloud: second, published } = await start({ handlers: FLOW, dataDirectory: directory });
  await second.idle();
  expect(second.objects('articles')).toEqual(before);
  expect(second.stats().clean.records).toBe(0);
  expect(await stored(second)).toEqual(['incoming/a']);
  expect(published).toEqual([]);
  const read = async (VersionId?: string) => {
    const { Body } = await second.clients.s3.send(
      new GetObjectCommand({ Bucket: 'articles', Key: 'incoming/a', VersionId }),
    );
    return Body!.transformToString();
  };
  expect([await read(), await read(one.VersionId), await read(two.VersionId)]).toEqual(['two', 'one', 'two']);

  second.reemit('articles', 'incoming/a', one.VersionId!);
  await put(second, 'incoming/b');
  await second.idle();
  expect(second.stats().clean.records).toBe(2);
  expect(second.objects('articles').at(-1)!.sequencer > before.at(-1)!.sequencer).toBe(true);
  expect(published).toContain('incoming/b');
});

test('a process that was killed leaves a data directory that the next one goes on with', async () => {
  const script = fileURLToPath(new URL('./fixtures/hold-cloud.ts', import.meta.url));
  const killed = spawn(process.execPath, ['--import', 'tsx', script, directory], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [versionId] = (await once(createInterface({ input: killed.stdout }), 'line')) as [string];
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  const { cloud, published } = await start({ handlers: FLOW, dataDirectory: directory });
  expect(cloud.objects('articles')).toMatchObject([{ key: 'incoming/a', versionId, size: 4 }]);
  cloud.reemit('articles', 'incoming/a', versionId);
  await cloud.idle();
  expect([await stored(cloud), published]).toEqual([['incoming/a'], ['incoming/a']]);
});

test('a data directory has one user at a time', async () => {
  await start({ dataDirectory: directory });
  await expect(start({ dataDirectory: directory })).rejects.toThrow(`opening data directory ${directory}`);
});

test('stop ends every server and thread, also while a function hangs, and waiting ends with it', async () => {
  const { cloud } = await start({ handlers: { ...QUIET, clean: fixture('misbehave') }, dataDirectory: directory });
  const QueueUrl = cloud.resources.queues.incoming.url;
  await cloud.clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hang' }));
  const waiting = expect(cloud.idle()).rejects.toThrow('it was stopped');
  await expect.poll(() => cloud.stats().clean.queue?.inFlight, { timeout: 15_000 }).toBe(1);
  // Its own deadline is a minute, and the runner's is less.
  await cloud.stop();
  await waiting;
  for (const endpoint of Object.values(cloud.endpoints)) expect(await accepts(endpoint)).toBe(false);
  (await start({ dataDirectory: directory })).cloud.env satisfies Record<string, string>;
});

test('a function that does not load fails the start and leaves nothing behind', async () => {
  const broken = start({ handlers: { ...QUIET, extract: fixture('broken') }, dataDirectory: directory });
  await expect(broken).rejects.toThrow('function claimwire-extract: CLAIMS_TABLE: expected a name, got nothing');
  await start({ dataDirectory: directory });
});

function accepts(endpoint: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(endpoint).port), '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
