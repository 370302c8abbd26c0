// S3, SQS and STS on one loopback port: fauxqs with what it lacks. Each repair is a file of its own in shim/.
import { ACCOUNT } from './account.ts';
import { openFauxqs, type SqsQueue } from './fauxqs.ts';
import type { ObjectFiles } from './object-files.ts';
import { type Objects, watchObjects } from './objects.ts';
import { verifiedBody } from './shim/checksums.ts';
import { listInByteOrder } from './shim/list-order.ts';
import { standInLine } from './shim/long-poll.ts';
import { isSqsError, moveTaskOperations } from './shim/move-tasks.ts';
import { makeNotifications } from './shim/notifications.ts';

export interface QueueDepth {
  waiting: number;
  inFlight: number;
  delayed: number;
}

export interface S3Sqs {
  /** `http://127.0.0.1:<port>` */
  endpoint: string;
  /** The URL that a queue of this name has here. */
  queueUrl(name: string): string;
  objects: Objects;
  /** Exact counts of a queue, all of the same moment. @throws Error when there is no such queue. */
  depth(queueName: string): QueueDepth;
  /** Ends long polls and open connections. */
  close(): Promise<void>;
}

/** Largest single upload. fauxqs stops at 11 MiB; S3 itself takes 5 GB, which would not fit this process's memory. */
const BODY_LIMIT_BYTES = 1024 ** 3;

/** Sub-resources that fauxqs takes for the object itself: it would store the tags in place of the text. */
const UNSUPPORTED = ['tagging', 'acl', 'retention', 'legal-hold', 'restore'];

/** Starts the emulator on a free port of 127.0.0.1. With `files`, objects outlive the process. */
export async function startS3Sqs({ files }: { files: ObjectFiles | null }): Promise<S3Sqs> {
  const { buildApp, stores, S3Error, createMessage } = await openFauxqs();
  const { s3Store, sqsStore } = stores;
  const notifications = makeNotifications(sqsStore, createMessage, S3Error);
  const objects = watchObjects(s3Store, S3Error, notifications, files);
  listInByteOrder(s3Store);
  const operations = moveTaskOperations(sqsStore, createMessage);

  // Queue URLs hold the address that was asked, not sqs.<region>.localhost, which does not resolve everywhere.
  sqsStore.host = '';
  const createQueue = sqsStore.createQueue.bind(sqsStore);
  sqsStore.createQueue = (...args) => {
    const queue = createQueue(...args);
    standInLine(queue);
    return queue;
  };
  sqsStore.getQueue = (url) => sqsStore.getQueueByName(url.slice(url.lastIndexOf('/') + 1));

  const app = buildApp({ logger: false, host: '', stores });
  app.removeContentTypeParser('*');
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, done) =>
    done(null, body),
  );

  app.addHook('preHandler', (request, reply, done) => {
    const headers = request.raw.headers;
    const query = (request.query ?? {}) as Record<string, string | undefined>;
    const { bucket, '*': key = '' } = (request.params ?? {}) as { bucket?: string; '*'?: string };
    const xml = (body: string) => void reply.type('application/xml').send(body);
    try {
      if (bucket === undefined) {
        const operation = operations[String(headers['x-amz-target']).replace('AmazonSQS.', '')];
        if (!operation) return done();
        const result = operation((request.body ?? {}) as Record<string, unknown>);
        const failed = isSqsError(result);
        void reply
          .code(failed ? 400 : 200)
          .type('application/x-amz-json-1.0')
          .send(failed ? { __type: `com.amazonaws.sqs#${result.code}`, message: result.message } : result);
        return;
      }
      if (key === '' && 'notification' in query) {
        if (request.method === 'GET') return xml(notifications.configuration(bucket));
        notifications.configure(bucket, String(request.body));
        return xml('');
      }
      if (key === '' && 'versioning' in query) {
        if (request.method === 'GET') return xml(versioningXml(objects.isVersioned(bucket)));
        objects.setVersioning(bucket, String(request.body).includes('<Status>Enabled</Status>'));
        return xml('');
      }
      const unsupported = UNSUPPORTED.find((name) => name in query);
      if (unsupported) throw new S3Error('NotImplemented', `The local cloud has no ${unsupported}.`, 501);
      if (request.method === 'PUT' && key !== '') {
        request.body = verifiedBody(headers, toBuffer(request.body), S3Error);
      }
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      void reply.code((error as unknown as { statusCode: number }).statusCode);
      return xml(error.toXml());
    }
    const setHeader = (name: string, value: string) => void reply.header(name, value);
    objects.during({ method: request.method, headers, query, setHeader }, done);
  });

  const endpoint = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    endpoint,
    queueUrl: (name) => `${endpoint}/${ACCOUNT}/${name}`,
    objects,
    depth: (name) => {
      const queue: SqsQueue | undefined = sqsStore.getQueueByName(name);
      if (!queue) throw new Error(`counting messages: expected a queue "${name}", found none`);
      return {
        waiting: queue.messages.length,
        inFlight: queue.inflightMessages.size,
        delayed: queue.delayedMessages.length,
      };
    },
    close: () => app.close(),
  };
}

function toBuffer(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : '');
}

function versioningXml(enabled: boolean): string {
  const status = enabled ? '<Status>Enabled</Status>' : '';
  return `<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${status}</VersioningConfiguration>`;
}
