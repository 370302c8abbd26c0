// What operators see of a deployed stack: `claimwire doctor` finds it in order, `claimwire status` counts what it holds.
import { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { expect } from 'vitest';
import { type QueueName, STAGES } from '../../shared/pipeline.ts';
import { functionOutput } from '../../shared/stack-outputs.ts';
import { article } from './articles.ts';
import { claimwire } from './claimwire.ts';
import { eventually } from './eventually.ts';
import { type Pipeline, proves } from './pipeline.ts';

interface PrintedState {
  account: string;
  faults: string[];
  stages: {
    lastError: { line: string } | null;
    stage: string;
    deadLetters: number;
    eventSource: string;
    queue: { waiting: number; oldestSeconds: number | null; redrive: boolean } | null;
  }[];
}

export function isFoundInOrder(): void {
  proves(['stack', 'status'], 'a deployed stack is found in order, and its account is told', async (pipeline) => {
    const doctor = await claimwire(pipeline, ['doctor', '--stack', pipeline.stackName]);
    expect(doctor).toMatchObject({ code: 0, stderr: '' });
    expect(doctor.stdout).toContain(`account ${pipeline.connection.account}`);
    expect(doctor.stdout).not.toContain('wrong');

    const status = await claimwire(pipeline, ['status', '--stack', pipeline.stackName, '--json']);
    expect([status.code, status.stderr]).toEqual([0, '']);
    const state = JSON.parse(status.stdout) as PrintedState;
    expect(state.faults).toEqual([]);
    expect(state.stages.map(({ stage }) => stage)).toEqual(STAGES.map(({ id }) => id));
    for (const { queue, eventSource, deadLetters } of state.stages) {
      expect([eventSource, deadLetters, queue?.redrive ?? true]).toEqual(['Enabled', 0, true]);
    }
  });
}

export function isMissed(): void {
  proves(['stack', 'status'], 'a stack that is not there is named, with exit code 1', async (pipeline) => {
    const doctor = await claimwire(pipeline, ['doctor', '--stack', 'no-such-stack']);
    expect(doctor.code).toBe(1);
    expect(doctor.stdout).toMatch(/wrong {2}stack no-such-stack: .*no-such-stack/);
  });
}

/** Says in the place of SQS, which emulators leave silent, how long the oldest message of a queue has waited. */
async function tellAge(pipeline: Pipeline, queue: QueueName, seconds: number): Promise<void> {
  const QueueName = pipeline.queueUrl(queue).split('/').at(-1)!;
  await pipeline.clients.cloudWatch.send(
    new PutMetricDataCommand({
      Namespace: 'AWS/SQS',
      MetricData: [
        {
          MetricName: 'ApproximateAgeOfOldestMessage',
          Dimensions: [{ Name: 'QueueName', Value: QueueName }],
          Value: seconds,
          Timestamp: new Date(Date.now() - TOLD_BEFORE_MS),
        },
      ],
    }),
  );
}

const AGE_SECONDS = 7320;

/** SQS tells ages by the minute; what was told in the very second of a look may lie beyond it. */
const TOLD_BEFORE_MS = 60_000;

export function isNamedWithoutInput(): void {
  proves(
    ['stack', 'status', 'functionUpdate'],
    'a stack whose stage gets no input is named, with exit code 1, and what waits there is counted, with its age',
    async (pipeline, { task }) => {
      const { lambda } = pipeline.clients;
      const FunctionName = pipeline.outputs[functionOutput('extract')];
      const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({ FunctionName }));
      const UUID = EventSourceMappings[0]!.UUID;
      const enable = async (Enabled: boolean) => {
        await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }));
        await eventually(
          `the event source to be ${Enabled ? 'enabled' : 'disabled'}`,
          pipeline.patienceSeconds,
          async () => {
            const { EventSourceMappings: now = [] } = await lambda.send(
              new ListEventSourceMappingsCommand({ FunctionName }),
            );
            expect(now[0]?.State).toBe(Enabled ? 'Enabled' : 'Disabled');
          },
        );
      };
      await enable(false);
      try {
        await pipeline.upload('waits.txt', article(600));
        await eventually('a message that waits', pipeline.patienceSeconds, async () => {
          expect((await pipeline.depth(pipeline.queueUrl('unique'))).waiting).toBeGreaterThan(0);
        });
        const hasAges = pipeline.capabilities.queueAges === true;
        if (hasAges) await tellAge(pipeline, 'unique', AGE_SECONDS);
        const [shown, json] = await Promise.all([
          claimwire(pipeline, ['status', '--stack', pipeline.stackName]),
          claimwire(pipeline, ['status', '--stack', pipeline.stackName, '--json']),
        ]);
        expect(shown.stdout).toContain('stage extract gets no input: its event source is Disabled');
        expect(shown.code).toBe(1);
        const { stages } = JSON.parse(json.stdout) as PrintedState;
        const queue = stages.find(({ stage }) => stage === 'extract')?.queue;
        expect(queue?.waiting).toBeGreaterThan(0);
        if (hasAges) {
          expect(queue?.oldestSeconds).toBe(AGE_SECONDS);
          expect(shown.stdout).toMatch(/^extract .* 2 h /m);
          task.meta.capabilities!.push('queueAges');
        }
      } finally {
        await enable(true);
      }
    },
  );
}

/** Needs a stage clean that has failed. */
export function tellsTheLastError(): void {
  proves(['stack', 'status', 'updateInPlace'], 'the newest error of a function is told', async (pipeline) => {
    const { stdout } = await claimwire(pipeline, ['status', '--stack', pipeline.stackName, '--json']);
    const { stages } = JSON.parse(stdout) as PrintedState;
    expect(stages.find(({ stage }) => stage === 'clean')?.lastError?.line).toMatch(/ERROR/);
  });
}
