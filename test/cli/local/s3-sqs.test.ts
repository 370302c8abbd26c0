// S3 and SQS over loopback, used through the real SDK clients.
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import * as S3 from '@aws-sdk/client-s3';
import * as SQS from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { S3Event } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ObjectFiles } from '../../../cli/local/object-files.ts';
import { type S3Sqs, startS3Sqs } from '../../../cli/local/s3-sqs.ts';

const common = { region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, maxAttempts: 1 };
const Bucket = 'articles';
const MB = 1024 ** 2;

let cloud: S3Sqs;
let s3: S3.S3Client;
let sqs: SQS.SQSClient;
let queueUrl: string;

beforeAll(async () => {
  cloud = await startS3Sqs({ files: null });
  s3 = new S3.S3Client({ ...common, endpoint: cloud.endpoint, forcePathStyle: true });
  sqs = new SQS.SQSClient({ ...common, endpoint: cloud.endpoint });
  queueUrl = await createQueue('arrivals');
  await s3.send(new S3.CreateBucketCommand({ Bucket }));
  await s3.send(new S3.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  await s3.send(
    new S3.PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration: {
        QueueConfigurations: [
          {
            Id: 'arrivals & more',
            QueueArn: 'arn:aws:sqs:us-east-1:000000000000:arrivals',
            Events: ['s3:ObjectCreated:*'],
            Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'incoming/' }] } },
          },
        ],
      },
    }),
  );
});

afterAll(async () => {
  s3.destroy();
  sqs.destroy();
  await cloud.close();
});

async function createQueue(QueueName: string, Attributes: Record<string, string> = {}): Promise<string> {
  const { QueueUrl } = await sqs.send(new SQS.CreateQueueCommand({ QueueName, Attributes }));
  return QueueUrl!;
}

const put = (input: Omit<S3.PutObjectCommandInput, 'Bucket'>) => s3.send(new S3.PutObjectCommand({ Bucket, ...input }));
const get = async (input: Omit<S3.GetObjectCommandInput, 'Bucket'>) => {
  const object = await s3.send(new S3.GetObjectCommand({ Bucket, ...input }));
  return { ...object, bytes: Buffer.from(await object.Body!.transformToByteArray()) };
};
const text = async (input: Omit<S3.GetObjectCommandInput, 'Bucket'>) => (await get(input)).bytes.toString();

async function receive(QueueUrl = queueUrl, waitSeconds = 0): Promise<SQS.Message[]> {
  const { Messages = [] } = await sqs.send(
    new SQS.ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: waitSeconds }),
  );
  for (const { ReceiptHandle } of Messages) await sqs.send(new SQS.DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return Messages;
}

const events = async () => (await receive()).flatMap(({ Body }) => (JSON.parse(Body!) as S3Event).Records);

describe('notifications', () => {
  test.each([
    { key: 'incoming/plain.txt', encoded: 'incoming/plain.txt' },
    {
      key: 'incoming/+ % space ünïcode & = ?#.html',
      encoded: 'incoming/%2B+%25+space+%C3%BCn%C3%AFcode+%26+%3D+%3F%23.html',
    },
    { key: "incoming/a//b/(1)*'~!.txt", encoded: 'incoming/a//b/%281%29*%27%7E%21.txt' },
    { key: 'incoming/100%25 漢字 😀', encoded: 'incoming/100%2525+%E6%BC%A2%E5%AD%97+%F0%9F%98%80' },
  ])('an object under $key is announced as $encoded and found again under its key', async ({ key, encoded }) => {
    const stored = await put({ Key: key, Body: 'words' });
    const [event, ...more] = await events();
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'us-east-1',
      eventName: 'ObjectCreated:Put',
      s3: {
        configurationId: 'arrivals & more',
        bucket: { name: Bucket, arn: 'arn:aws:s3:::articles' },
        object: {
          key: encoded,
          size: 5,
          eTag: createHash('md5').update('words').digest('hex'),
          versionId: stored.VersionId,
        },
      },
    });
    expect(Date.parse(event!.eventTime)).toBeGreaterThan(Date.now() - 10_000);
    const decoded = decodeURIComponent(event!.s3.object.key.replaceAll('+', ' '));
    expect(decoded).toBe(key);
    expect(await text({ Key: decoded })).toBe('words');
  });

  test('copies and multipart uploads are announced by their own names, objects elsewhere not at all', async () => {
    await put({ Key: 'elsewhere/a.txt', Body: 'x' });
    await s3.send(
      new S3.CopyObjectCommand({ Bucket, Key: 'incoming/copy.txt', CopySource: `${Bucket}/elsewhere/a.txt` }),
    );
    const Key = 'incoming/parts.txt';
    const { UploadId } = await s3.send(new S3.CreateMultipartUploadCommand({ Bucket, Key, ContentEncoding: 'gzip' }));
    const bodies = [randomBytes(5 * MB), Buffer.from('the end')];
    const parts: S3.CompletedPart[] = [];
    for (const [index, Body] of bodies.entries()) {
      const part = { Bucket, Key, UploadId, PartNumber: index + 1 };
      const { ETag } = await s3.send(new S3.UploadPartCommand({ ...part, Body }));
      parts.push({ ETag, PartNumber: index + 1 });
    }
    expect((await events()).map(({ eventName }) => eventName)).toEqual(['ObjectCreated:Copy']);
    await s3.send(new S3.CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts: parts } }));
    const [event] = await events();
    expect(event).toMatchObject({
      eventName: 'ObjectCreated:CompleteMultipartUpload',
      s3: { object: { size: 5 * MB + 7 } },
    });
    const object = await get({ Key });
    expect(object.bytes.equals(Buffer.concat(bodies))).toBe(true);
    expect(object.ContentEncoding).toBe('gzip');
    expect(object.VersionId).toBe(event!.s3.object.versionId);
  });

  test('sequencers of a key grow with every write', async () => {
    for (let index = 0; index < 5; index++) await put({ Key: 'incoming/same', Body: String(index) });
    const sequencers = (await events()).map((event) => event.s3.object.sequencer);
    expect(sequencers).toEqual([...new Set(sequencers)].sort());
    expect(new Set(sequencers.map((sequencer) => sequencer.length)).size).toBe(1);
  });

  test('an event can be sent again and is the same', async () => {
    const { VersionId } = await put({ Key: 'incoming/again', Body: 'x' });
    await put({ Key: 'incoming/again', Body: 'y' });
    const [first] = await events();
    cloud.objects.reemit(Bucket, 'incoming/again', VersionId!);
    expect(await events()).toEqual([first]);
    expect(() => cloud.objects.reemit(Bucket, 'incoming/again', 'other')).toThrow('expected a stored version other');
  });

  test.each([
    { QueueArn: 'arn:aws:sqs:us-east-1:000000000000:nowhere', Events: ['s3:ObjectCreated:*'] },
    { QueueArn: 'arn:aws:sqs:us-east-1:000000000000:arrivals', Events: ['s3:ObjectRemoved:*'] },
  ] as const)('a configuration for $Events to $QueueArn is refused', async ({ QueueArn, Events }) => {
    const request = new S3.PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration: { QueueConfigurations: [{ QueueArn, Events: [...Events] }] },
    });
    await expect(s3.send(request)).rejects.toMatchObject({ name: 'InvalidArgument' });
    const { QueueConfigurations } = await s3.send(new S3.GetBucketNotificationConfigurationCommand({ Bucket }));
    expect(QueueConfigurations?.[0]?.Filter?.Key?.FilterRules?.[0]?.Value).toBe('incoming/');
  });
});

describe('objects', () => {
  test('an older version is read by its id, the newest without', async () => {
    const first = await put({ Key: 'v', Body: 'one' });
    const second = await put({ Key: 'v', Body: 'two' });
    expect(first.VersionId).toMatch(/^[\w-]{32}$/);
    expect(await text({ Key: 'v', VersionId: first.VersionId })).toBe('one');
    expect(await text({ Key: 'v', VersionId: second.VersionId })).toBe('two');
    const newest = await get({ Key: 'v' });
    expect([newest.bytes.toString(), newest.VersionId]).toEqual(['two', second.VersionId]);
    await s3.send(new S3.DeleteObjectCommand({ Bucket, Key: 'v' }));
    await expect(get({ Key: 'v' })).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(await text({ Key: 'v', VersionId: first.VersionId })).toBe('one');
    await expect(get({ Key: 'other', VersionId: first.VersionId })).rejects.toMatchObject({ name: 'NoSuchVersion' });
  });

  test('a bucket without versioning gives no version ids', async () => {
    await s3.send(new S3.CreateBucketCommand({ Bucket: 'plain' }));
    const stored = await s3.send(new S3.PutObjectCommand({ Bucket: 'plain', Key: 'a', Body: 'x' }));
    expect(stored.VersionId).toBeUndefined();
    const state = await s3.send(new S3.GetBucketVersioningCommand({ Bucket: 'plain' }));
    expect(state.Status).toBeUndefined();
    expect((await s3.send(new S3.GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
  });

  test('of twelve writers that all want to be first, one is', async () => {
    const writes = Array.from({ length: 12 }, (_, index) =>
      put({ Key: 'first', Body: String(index), IfNoneMatch: '*' }),
    );
    const ended = await Promise.allSettled(writes);
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of ended) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ name: 'PreconditionFailed' });
    }
  });

  test('a write on condition of the ETag goes through once', async () => {
    const { ETag } = await put({ Key: 'cas', Body: 'one' });
    await put({ Key: 'cas', Body: 'two', IfMatch: ETag });
    await expect(put({ Key: 'cas', Body: 'three', IfMatch: ETag })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    await expect(put({ Key: 'nothing', Body: 'x', IfMatch: ETag })).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(await text({ Key: 'cas' })).toBe('two');
  });

  test.each([
    { what: 'CRC32', sums: { ChecksumCRC32: 'AAAAAA==' } },
    { what: 'SHA-256', sums: { ChecksumSHA256: createHash('sha256').update('other').digest('base64') } },
    { what: 'MD5', sums: { ContentMD5: createHash('md5').update('other').digest('base64') } },
  ])('an upload with a wrong $what is refused and not stored', async ({ what, sums }) => {
    await expect(put({ Key: `bad-${what}`, Body: 'abc', ...sums })).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(get({ Key: `bad-${what}` })).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('a streamed upload is unframed, checked and keeps its own encoding and metadata', async () => {
    const bytes = randomBytes(300_000);
    await put({
      Key: 'streamed',
      Body: Readable.from([bytes.subarray(0, 100_000), bytes.subarray(100_000)]),
      ContentLength: bytes.length,
      ContentEncoding: 'gzip',
      CacheControl: 'no-cache',
      ContentType: 'text/html',
      Metadata: { source: 'a feed' },
    });
    const object = await get({ Key: 'streamed' });
    expect(object.bytes.equals(bytes)).toBe(true);
    expect(object).toMatchObject({
      ContentEncoding: 'gzip',
      CacheControl: 'no-cache',
      ContentType: 'text/html',
      Metadata: { source: 'a feed' },
    });
  });

  test('a body of 30 MB goes through in one request', async () => {
    const bytes = randomBytes(30 * MB);
    await put({ Key: 'large', Body: bytes });
    expect((await get({ Key: 'large' })).bytes.equals(bytes)).toBe(true);
  });

  test('requests that would be misunderstood are refused', async () => {
    await put({ Key: 'tagged', Body: 'words' });
    const tag = new S3.PutObjectTaggingCommand({
      Bucket,
      Key: 'tagged',
      Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] },
    });
    await expect(s3.send(tag)).rejects.toMatchObject({ name: 'NotImplemented' });
    expect(await text({ Key: 'tagged' })).toBe('words');
    const removal = new S3.DeleteObjectCommand({ Bucket, Key: 'tagged', VersionId: 'x' });
    await expect(s3.send(removal)).rejects.toMatchObject({ name: 'NotImplemented' });
  });

  test('pages of a listing hold every key once, in the order of their bytes', async () => {
    const Listed = 'listed';
    await s3.send(new S3.CreateBucketCommand({ Bucket: Listed }));
    const keys = ['B', 'a', 'Zebra', 'ähre', '_x', 'b', 'dir/1', 'dir/2', 'Dir/3', '😀', '\uFB01'];
    for (const Key of keys) await s3.send(new S3.PutObjectCommand({ Bucket: Listed, Key, Body: 'x' }));
    const found: string[] = [];
    for (let ContinuationToken: string | undefined, page = 0; page < 20; page++) {
      const answer = await s3.send(new S3.ListObjectsV2Command({ Bucket: Listed, MaxKeys: 2, ContinuationToken }));
      found.push(...(answer.Contents ?? []).map(({ Key }) => Key!));
      ContinuationToken = answer.NextContinuationToken;
      if (!ContinuationToken) break;
    }
    expect(found).toEqual([...keys].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other))));
    const folders = await s3.send(new S3.ListObjectsV2Command({ Bucket: Listed, Delimiter: '/' }));
    expect(folders.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['Dir/', 'dir/']);
    expect(folders.Contents).toHaveLength(8);
  });
});

describe('queues', () => {
  test('queue URLs lead to the loopback address that was asked', async () => {
    expect(queueUrl).toBe(`${cloud.endpoint}/000000000000/arrivals`);
    expect(cloud.queueUrl('arrivals')).toBe(queueUrl);
  });

  test('a body may hold every character that SQS takes, beyond U+FFFF as well, and no other', async () => {
    const url = await createQueue('characters');
    const send = (body: string) => sqs.send(new SQS.SendMessageCommand({ QueueUrl: url, MessageBody: body }));
    await send('Bridge \u{1F309} opens');
    expect((await receive(url, 0))[0]?.Body).toBe('Bridge \u{1F309} opens');
    await expect(send('\u0001')).rejects.toThrow(/#xE000 to #xFFFD/);
    await expect(send('\uFFFF')).rejects.toThrow(/#xE000 to #xFFFD/);
  });

  test('parallel long polls wait on until something is there for them', async () => {
    const url = await createQueue('waited-for');
    const polls = Array.from({ length: 3 }, async () => ({ messages: await receive(url, 20), at: Date.now() }));
    const sent: number[] = [];
    for (let index = 0; index < 3; index++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      sent.push(Date.now());
      await sqs.send(new SQS.SendMessageCommand({ QueueUrl: url, MessageBody: String(index) }));
    }
    const received = await Promise.all(polls);
    expect(received.map(({ messages }) => messages.length)).toEqual([1, 1, 1]);
    for (const [index, { at }] of received.sort((one, other) => one.at - other.at).entries()) {
      expect(at - sent[index]!).toBeLessThan(10_000);
    }
  });

  test('a long poll on an empty queue lasts as long as it was asked to, behind another as well', async () => {
    const url = await createQueue('empty');
    const began = Date.now();
    const ended: number[] = [];
    const poll = async (seconds: number) => {
      expect(await receive(url, seconds)).toEqual([]);
      ended.push(seconds);
      // Clocks of timers and of dates are a few milliseconds apart.
      expect(Date.now() - began).toBeGreaterThan(1000 * seconds - 10);
    };
    await Promise.all([3, 2, 1].map(poll));
    expect(ended).toEqual([1, 2, 3]);
  });

  test('dead letters are moved back to the queue that they came from', async () => {
    const deadUrl = await createQueue('dead');
    const arn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;
    const url = await createQueue('alive', {
      VisibilityTimeout: '0',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn('dead'), maxReceiveCount: 1 }),
    });
    for (const MessageBody of ['one', 'two'])
      await sqs.send(new SQS.SendMessageCommand({ QueueUrl: url, MessageBody }));
    for (let time = 0; time < 2; time++) {
      await sqs.send(new SQS.ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }));
    }
    expect([cloud.depth('alive').waiting, cloud.depth('dead').waiting]).toEqual([0, 2]);
    const sources = await sqs.send(new SQS.ListDeadLetterSourceQueuesCommand({ QueueUrl: deadUrl }));
    expect(sources.queueUrls).toEqual([url]);
    await sqs.send(new SQS.StartMessageMoveTaskCommand({ SourceArn: arn('dead') }));
    const { Results } = await sqs.send(new SQS.ListMessageMoveTasksCommand({ SourceArn: arn('dead') }));
    expect(Results).toMatchObject([{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 2 }]);
    expect((await receive(url)).map(({ Body }) => Body).sort()).toEqual(['one', 'two']);
  });

  test.each([
    { SourceArn: 'arn:aws:sqs:us-east-1:000000000000:nowhere', message: 'does not exist' },
    { SourceArn: 'arn:aws:sqs:us-east-1:000000000000:arrivals', message: 'Give a DestinationArn' },
  ])('moving messages of $SourceArn without a way back is refused', async ({ SourceArn, message }) => {
    await expect(sqs.send(new SQS.StartMessageMoveTaskCommand({ SourceArn }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: expect.stringContaining(message),
    });
  });
});

test('a write that the disk refuses fails with the reason', async () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  const refuse = () => {
    throw full;
  };
  const files: ObjectFiles = { save: refuse, read: refuse, remove: () => {}, list: () => [] };
  const server = await startS3Sqs({ files });
  const client = new S3.S3Client({ ...common, endpoint: server.endpoint, forcePathStyle: true });
  try {
    await client.send(new S3.CreateBucketCommand({ Bucket: 'small' }));
    await expect(client.send(new S3.PutObjectCommand({ Bucket: 'small', Key: 'a', Body: 'x' }))).rejects.toMatchObject({
      name: 'InternalError',
      message: 'keeping a: no space left on the device',
    });
  } finally {
    client.destroy();
    await server.close();
  }
});

test('STS answers with the account that no real one can be', async () => {
  const sts = new STSClient({ ...common, endpoint: cloud.endpoint });
  expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe('000000000000');
  sts.destroy();
});
