// The deployed pipeline as the tests use it: upload, read the ledger and the claims, look at queues.
import { readFileSync } from 'node:fs';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { type TestContext, test } from 'vitest';
import { ledgerEntry } from '../../cli/article-queries.ts';
import { claimsOfArticle } from '../../cli/claim-queries.ts';
import type { OpenTables } from '../../cli/tables.ts';
import { readTogether } from '../../shared/aws/read-together.ts';
import { documentIdOf, ledgerKey } from '../../shared/keys.ts';
import { INCOMING_PREFIX } from '../../shared/names.ts';
import { QUEUES, type QueueName, STAGES, type StageId, TABLES, type TableName } from '../../shared/pipeline.ts';
import type { Claim } from '../../shared/records/claim.ts';
import type { LedgerEntry } from '../../shared/records/ledger.ts';
import {
  bucketOutput,
  deadLetterQueueUrlOutput,
  functionOutput,
  queueUrlOutput,
  tableOutput,
} from '../../shared/stack-outputs.ts';
import { type Clients, clientsFor } from './connection.ts';
import { whenDeployed } from './deployed.ts';
import { eventually } from './eventually.ts';
import type { Capability, Deployed } from './targets/target.ts';

/** A document that a test has uploaded. */
export interface Uploaded {
  key: string;
  versionId: string | null;
  documentId: string;
}

export interface Pipeline extends Deployed {
  clients: Clients;
  tables: OpenTables;
  /** Puts an object below `incoming/`, under a prefix of this test alone. */
  upload(name: string, body: string | Uint8Array, contentType?: string): Promise<Uploaded>;
  entryOf(document: Uploaded): Promise<LedgerEntry | null>;
  /** Waits until every document is in the ledger as `accepts` wants it. */
  outcomes(documents: readonly Uploaded[], accepts?: (entry: LedgerEntry) => boolean): Promise<LedgerEntry[]>;
  claimsOf(articleId: string): Promise<Claim[]>;
  /** Sends S3's event of a stored object again, as S3 sometimes does. */
  deliverAgain(document: LedgerEntry['document']): Promise<void>;
  /** Waits until no message waits or is being worked on in the queues, by default in any stage's. */
  settled(queues?: readonly QueueName[]): Promise<void>;
  queueUrl(queue: QueueName): string;
  deadLettersUrl(stage: StageId): string;
  /** Messages of a queue: waiting, and received but not deleted. */
  depth(url: string): Promise<{ waiting: number; inFlight: number }>;
  /** Receives and deletes until `enough` messages came or the time is over, at most `atOnce` of them by one call. */
  drain(url: string, enough: (messages: Message[]) => boolean, seconds: number, atOnce?: number): Promise<Message[]>;
}

declare module 'vitest' {
  interface TaskMeta {
    /** What the test proves where it passes. */
    capabilities?: Capability[];
  }
}

let runNumber = 0;

/** Opens the pipeline for one test. */
function open(deployed: Deployed): Pipeline & { close(): void } {
  const { outputs, patienceSeconds } = deployed;
  const clients = clientsFor(deployed.connection);
  const bucket = outputs[bucketOutput('articles')]!;
  const prefix = `${INCOMING_PREFIX}${Date.now().toString(36)}-${process.pid}-${++runNumber}/`;
  const names = Object.fromEntries(TABLES.map(({ name }) => [name, outputs[tableOutput(name)]!])) as Record<
    TableName,
    string
  >;
  const tables: OpenTables = {
    client: clients.dynamodb,
    names,
    where: deployed.target,
    isLocalRun: true,
    textObject: () => Promise.reject(new Error('the suite reads no texts')),
    close: async () => {},
  };
  const depth = async (QueueUrl: string) => {
    const { Attributes } = await clients.sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    return {
      waiting:
        Number(Attributes?.ApproximateNumberOfMessages ?? 0) +
        Number(Attributes?.ApproximateNumberOfMessagesDelayed ?? 0),
      inFlight: Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0),
    };
  };
  // Of many documents by one call: the suite looks for hundreds of them, again and again.
  const read = readTogether(clients.dynamodb);
  const entryOf = async ({ documentId }: Uploaded) => {
    const [item] = await read(names.articles, [ledgerKey(documentId)], { consistent: false });
    return item ? ledgerEntry(item) : null;
  };
  return {
    ...deployed,
    clients,
    tables,
    entryOf,
    async upload(name, body, contentType) {
      const key = `${prefix}${name}`;
      const { VersionId: versionId = null } = await clients.s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: body,
          ...(contentType && { ContentType: contentType }),
        }),
      );
      return { key, versionId, documentId: documentIdOf({ bucket, key, versionId, sequencer: null, entry: null }) };
    },
    outcomes: (documents, accepts = ({ outcome }) => outcome.state !== 'failed') => {
      // Only what is missing is asked for again, and all of it once more at the end: an outcome may change.
      let missing = documents;
      const ask = async (among: readonly Uploaded[]): Promise<LedgerEntry[]> => {
        const entries = await Promise.all(among.map(entryOf));
        missing = among.filter((_, i) => !entries[i] || !accepts(entries[i]));
        if (missing.length === 0) return entries as LedgerEntry[];
        const outcomeOf = (document: Uploaded) => entries[among.indexOf(document)]?.outcome ?? 'none';
        const seen = missing.slice(0, 5).map((document) => `${document.key}: ${JSON.stringify(outcomeOf(document))}`);
        throw new Error(`${missing.length} not yet: ${seen.join('; ')}`);
      };
      return eventually(`the outcomes of ${documents.length} documents`, patienceSeconds, async () => {
        if (missing.length < documents.length) await ask(missing);
        return ask(documents);
      });
    },
    claimsOf: (articleId) => claimsOfArticle({ client: clients.dynamodb, name: names.claims }, articleId),
    async deliverAgain(document) {
      const event = {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        eventName: 'ObjectCreated:Put',
        eventTime: document.eventTime,
        s3: {
          bucket: { name: document.bucket },
          object: {
            key: encodeURIComponent(document.key).replaceAll('%20', '+'),
            size: document.sizeBytes,
            versionId: document.versionId,
            sequencer: document.sequencer,
          },
        },
      };
      const MessageBody = JSON.stringify({ Records: [event] });
      await clients.sqs.send(new SendMessageCommand({ QueueUrl: outputs[queueUrlOutput('incoming')], MessageBody }));
    },
    settled: (queues = QUEUES) =>
      eventually('empty queues', patienceSeconds, async () => {
        for (const queue of queues) {
          const { waiting, inFlight } = await depth(outputs[queueUrlOutput(queue)]!);
          if (waiting + inFlight > 0) throw new Error(`${queue} has ${waiting} waiting and ${inFlight} in flight`);
        }
      }),
    depth,
    queueUrl: (queue) => outputs[queueUrlOutput(queue)]!,
    deadLettersUrl: (stage) => outputs[deadLetterQueueUrlOutput(stage)]!,
    async drain(QueueUrl, enough, seconds, atOnce = 10) {
      const messages: Message[] = [];
      const deadline = Date.now() + seconds * 1000;
      while (!enough(messages) && Date.now() < deadline) {
        const { Messages = [] } = await clients.sqs.send(
          new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: atOnce, WaitTimeSeconds: 1 }),
        );
        if (Messages.length === 0) continue;
        messages.push(...Messages);
        const Entries = Messages.map(({ ReceiptHandle }, i) => ({ Id: String(i), ReceiptHandle: ReceiptHandle! }));
        await clients.sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
      }
      return messages;
    },
    close: () => clients.destroy(),
  };
}

/** Opens the pipeline for what is done before or after tests. */
export async function withPipeline(work: (pipeline: Pipeline) => Promise<void>): Promise<void> {
  const pipeline = open(await whenDeployed());
  try {
    await work(pipeline);
  } finally {
    pipeline.close();
  }
}

/**
 * A test that needs capabilities: skipped with the reason where the target lacks one, and counted as their proof where it
 * passes.
 */
export function proves(
  capabilities: readonly Capability[],
  name: string,
  run: (pipeline: Pipeline, context: TestContext) => Promise<void>,
): void {
  test(name, async (context) => {
    context.task.meta.capabilities = [...capabilities];
    const deployed = await whenDeployed();
    for (const capability of capabilities) {
      const reason = deployed.capabilities[capability];
      if (reason !== true) context.skip(`${capability}: ${reason}`);
    }
    const pipeline = open(deployed);
    context.onTestFailed(async () => {
      process.stderr.write(`${await situation(pipeline)}\n`);
    });
    try {
      await run(pipeline, context);
    } finally {
      pipeline.close();
    }
  });
}

/** Where messages are, and what the functions complain of: the first thing one asks when documents do not arrive. */
async function situation({ connection, outputs, capabilities }: Pipeline): Promise<string> {
  const clients = clientsFor(connection);
  try {
    const urls = Object.entries(outputs).filter(([name]) => name.includes('QueueUrl'));
    const queues = await Promise.all(
      urls.map(async ([name, QueueUrl]) => {
        const { Attributes = {} } = await clients.sqs.send(
          new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
        );
        return `${name} ${Attributes.ApproximateNumberOfMessages}+${Attributes.ApproximateNumberOfMessagesNotVisible}`;
      }),
    );
    const errors = capabilities.stack === true ? await lastErrors(clients, outputs) : [];
    return [`queues (waiting + in flight): ${queues.join(', ')}`, ...errors].join('\n');
  } catch (error) {
    return `queues: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    clients.destroy();
  }
}

/** Longest part of a function's error line that is worth a look in a test's output. */
const ERROR_CHARACTERS = 600;

/** The newest error line of each function that has one. */
async function lastErrors({ lambda, logs }: Clients, outputs: Record<string, string>): Promise<string[]> {
  const lines = await Promise.all(
    STAGES.map(async ({ id }) => {
      const FunctionName = outputs[functionOutput(id)];
      const { LoggingConfig } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      const { events = [] } = await logs
        .send(new FilterLogEventsCommand({ logGroupName: LoggingConfig?.LogGroup ?? `/aws/lambda/${FunctionName}` }))
        .catch(() => ({ events: [] }));
      const newest = events.findLast(({ message = '' }) => /error/i.test(message))?.message;
      return newest ? [`function ${id}: ${errorOf(newest).slice(0, ERROR_CHARACTERS)}`] : [];
    }),
  );
  return lines.flat();
}

/** The error in a line of our functions' log, or the line itself where Lambda wrote it. */
function errorOf(line: string): string {
  try {
    const { error } = JSON.parse(line) as { error?: { name: string; message: string } };
    if (error) return `${error.name}: ${error.message}`;
  } catch {
    // No line of ours.
  }
  return line.trim();
}

const SAMPLES = new URL('../../events/articles/', import.meta.url);

/** One of the sample articles. */
export const sample = (path: string): Buffer => readFileSync(new URL(path, SAMPLES));
