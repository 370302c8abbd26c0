// What operators see of a deployed stack: `claimwire doctor` finds it in order, `claimwire status` counts what it holds.

import { ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { expect } from 'vitest';
import { STAGES } from '../../shared/pipeline.ts';
import { functionOutput } from '../../shared/stack-outputs.ts';
import { claimwire } from './claimwire.ts';
import { eventually } from './eventually.ts';
import { proves } from './pipeline.ts';

interface PrintedState {
  account: string;
  faults: string[];
  stages: {
    lastError: { line: string } | null;
    stage: string;
    deadLetters: number;
    eventSource: string;
    queue: { redrive: boolean } | null;
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

export function isNamedWithoutInput(): void {
  proves(
    ['stack', 'status', 'functionUpdate'],
    'a stack whose stage gets no input is named, with exit code 1',
    async (pipeline) => {
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
        const { code, stdout } = await claimwire(pipeline, ['status', '--stack', pipeline.stackName]);
        expect(stdout).toContain('stage extract gets no input: its event source is Disabled');
        expect(code).toBe(1);
      } finally {
        await enable(true);
      }
    },
  );
}

/** Needs a stage clean that has failed. */
export function tellsTheLastError(): void {
  proves(['stack', 'status', 'functionUpdate'], 'the newest error of a function is told', async (pipeline) => {
    const { stdout } = await claimwire(pipeline, ['status', '--stack', pipeline.stackName, '--json']);
    const { stages } = JSON.parse(stdout) as PrintedState;
    expect(stages.find(({ stage }) => stage === 'clean')?.lastError?.line).toMatch(/ERROR/);
  });
}
