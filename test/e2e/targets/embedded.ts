// Target `embedded`: the local cloud of `claimwire run`. Node only; the handlers run in worker threads of this process.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { type LocalCloud, startLocalCloud } from '../../../cli/local/cloud.ts';
import { dynamoDbBinary } from '../../../cli/local/dynamodb.ts';
import { STAGES, TABLES } from '../../../shared/pipeline.ts';
import { bucketOutput, deadLetterQueueUrlOutput, queueUrlOutput, tableOutput } from '../../../shared/stack-outputs.ts';
import { EMULATED_ACCOUNT } from '../connection.ts';
import { FEEDS_ON_THIS_MACHINE, TIMEOUT_SECONDS, VISIBILITY_SECONDS } from '../pace.ts';
import type { Capabilities, Started, Target } from './target.ts';

const NO_CLOUDFORMATION =
  'the embedded cloud has no CloudFormation, Lambda and IAM interfaces; it runs the handlers itself';

const CAPABILITIES_OF_EMBEDDED: Capabilities = {
  pipelineRuns: true,
  reemitsEvents: true,
  deadLetters: true,
  partialBatch: true,
  functionFaults: true,
  moveTask: true,
  changeFeed: true,
  streamPartialFailure: true,
  stack: NO_CLOUDFORMATION,
  functionUpdate: NO_CLOUDFORMATION,
  updateInPlace: NO_CLOUDFORMATION,
  status: NO_CLOUDFORMATION,
  queueAges: 'the embedded cloud has no CloudWatch',
  scheduler: 'the embedded cloud has no EventBridge Scheduler',
  feeds: true,
  iamEnforced: NO_CLOUDFORMATION,
  destroy: NO_CLOUDFORMATION,
};

/** Sets off what the schedules would, for tests, which run in another process. */
async function startClock(cloud: LocalCloud): Promise<{ url: string; stop(): void }> {
  const server = createServer((_, response) => {
    cloud.tick().then(
      () => response.writeHead(204).end(),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const fault = (stage: string) => new URL(`../faults/${stage}.ts`, import.meta.url).href;

export const embedded: Target = {
  name: 'embedded',
  capabilities: CAPABILITIES_OF_EMBEDDED,
  async unavailable() {
    try {
      dynamoDbBinary();
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  },
  async start(run): Promise<Started> {
    let changeFeedQueueUrl: string | null = null;
    const cloud: LocalCloud = await startLocalCloud({
      visibilitySeconds: VISIBILITY_SECONDS,
      retryBaseSeconds: 0,
      timeoutsMs: { clean: TIMEOUT_SECONDS * 1000 },
      // Its functions cannot be changed later: for all tests, feeds may lie on this machine.
      variables: FEEDS_ON_THIS_MACHINE,
      // And these are the stages' own, but for documents that ask for a fault.
      handlers: { clean: fault('clean'), publish: fault('publish') },
      onEvent: (event) => {
        if (changeFeedQueueUrl === null) return;
        const message = new SendMessageCommand({ QueueUrl: changeFeedQueueUrl, MessageBody: JSON.stringify(event) });
        cloud.clients.sqs.send(message).catch((error: Error) => run.log(`handing on an event: ${error.message}`));
      },
      onLog: ({ functionName, line }) => {
        if (functionName === 'local-cloud') run.log(line);
      },
    });
    const { QueueUrl } = await cloud.clients.sqs.send(new CreateQueueCommand({ QueueName: `${run.id}-change-feed` }));
    changeFeedQueueUrl = QueueUrl!;
    const clock = await startClock(cloud);
    const { buckets, tables, queues, deadLetters } = cloud.resources;
    return {
      deployed: {
        target: 'embedded',
        capabilities: CAPABILITIES_OF_EMBEDDED,
        connection: {
          endpoints: { s3: cloud.endpoints.s3, sqs: cloud.endpoints.sqs, dynamodb: cloud.endpoints.dynamodb },
          region: 'us-east-1',
          account: EMULATED_ACCOUNT,
          credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
          environment: cloud.env,
        },
        outputs: Object.fromEntries([
          ...(['articles', 'texts'] as const).map((name) => [bucketOutput(name), buckets[name]]),
          ...TABLES.map(({ name }) => [tableOutput(name), tables[name]]),
          ...STAGES.map((stage) => [deadLetterQueueUrlOutput(stage.id), deadLetters(stage).url]),
          ...STAGES.flatMap(({ source }) =>
            source.kind === 'queue' ? [[queueUrlOutput(source.queue), queues[source.queue].url]] : [],
          ),
        ]),
        stackName: `${run.id}-claimwire`,
        assembly: null,
        folder: run.folder,
        patienceSeconds: 120,
        concurrency: null,
        changeFeedQueueUrl,
        clockUrl: clock.url,
      },
      async stop() {
        clock.stop();
        await cloud.stop();
      },
    };
  },
};
