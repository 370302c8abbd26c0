// Repair of fauxqs: bucket notifications to SQS when an object is created. Remove with fauxqs 2.6 or later, which has them,
// once reemitting after a restart no longer needs the same event again.
import { DomUtils, parseDocument } from 'htmlparser2';
import { ACCOUNT, REGION } from '../account.ts';
import type { Fauxqs, S3ErrorClass, SqsStore } from '../fauxqs.ts';
import type { ObjectVersion } from '../object-version.ts';

interface QueueNotification {
  id: string;
  queueArn: string;
  events: readonly string[];
  prefix: string;
  suffix: string;
}

export interface Notifications {
  /** Takes the XML of PutBucketNotificationConfiguration. @throws S3Error InvalidArgument as S3 does. */
  configure(bucket: string, xml: string): void;
  /** The XML last taken for the bucket. */
  configuration(bucket: string): string;
  /** Sends the event of a stored version to the queues that asked for it; the same version gives the same event. */
  emit(version: ObjectVersion): void;
}

/** Notifications of the emulator's buckets. Unlike S3, no `s3:TestEvent` is sent when a bucket is configured. */
export function makeNotifications(
  sqs: SqsStore,
  createMessage: Fauxqs['createMessage'],
  S3Error: S3ErrorClass,
): Notifications {
  const byBucket = new Map<string, { xml: string; queues: QueueNotification[] }>();
  return {
    configure: (bucket, xml) => {
      const queues = parseConfiguration(xml);
      for (const { queueArn, events } of queues) {
        if (!sqs.getQueueByArn(queueArn)) {
          throw new S3Error(
            'InvalidArgument',
            `Unable to validate the destination ${queueArn}: there is no such queue`,
            400,
          );
        }
        const other = events.find((event) => !event.startsWith('s3:ObjectCreated:'));
        if (other) {
          throw new S3Error('InvalidArgument', `The local cloud sends only s3:ObjectCreated:*, not ${other}`, 400);
        }
      }
      byBucket.set(bucket, { xml, queues });
    },
    configuration: (bucket) => byBucket.get(bucket)?.xml ?? '<NotificationConfiguration/>',
    emit: (version) => {
      for (const { id, queueArn, events, prefix, suffix } of byBucket.get(version.bucket)?.queues ?? []) {
        const wanted =
          version.key.startsWith(prefix) &&
          version.key.endsWith(suffix) &&
          events.some((event) => event === 's3:ObjectCreated:*' || event === `s3:${version.eventName}`);
        if (wanted) {
          sqs.getQueueByArn(queueArn)?.enqueue(createMessage(JSON.stringify({ Records: [eventOf(version, id)] })));
        }
      }
    },
  };
}

/**
 * The record of an S3 event (https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html).
 * Everything in it comes from the version, so that it can be sent again unchanged.
 */
function eventOf(version: ObjectVersion, configurationId: string) {
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: REGION,
    eventTime: version.eventTime,
    eventName: version.eventName,
    userIdentity: { principalId: `AWS:${ACCOUNT}` },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: { 'x-amz-request-id': version.sequencer.slice(-16), 'x-amz-id-2': version.sequencer },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId,
      bucket: {
        name: version.bucket,
        ownerIdentity: { principalId: ACCOUNT },
        arn: `arn:aws:s3:::${version.bucket}`,
      },
      object: {
        key: eventKey(version.key),
        size: version.size,
        eTag: version.eTag,
        ...(version.versionId === null ? {} : { versionId: version.versionId }),
        sequencer: version.sequencer,
      },
    },
  };
}

/** A key as events carry it: form encoding, `+` for a blank, slashes as they are. */
function eventKey(key: string): string {
  return new URLSearchParams({ key }).toString().slice('key='.length).replaceAll('%2F', '/');
}

function parseConfiguration(xml: string): QueueNotification[] {
  const named = (name: string, below: Parameters<typeof DomUtils.getElementsByTagName>[1]) =>
    DomUtils.getElementsByTagName(name, below, true);
  return named('QueueConfiguration', parseDocument(xml, { xmlMode: true })).map((configuration, index) => {
    const text = (name: string, below = configuration) => DomUtils.textContent(named(name, below.children).slice(0, 1));
    const rules = new Map(
      named('FilterRule', configuration.children).map((rule) => [
        text('Name', rule).toLowerCase(),
        text('Value', rule),
      ]),
    );
    return {
      id: text('Id') || `notification-${index}`,
      queueArn: text('Queue'),
      events: named('Event', configuration.children).map((event) => DomUtils.textContent(event)),
      prefix: rules.get('prefix') ?? '',
      suffix: rules.get('suffix') ?? '',
    };
  });
}
