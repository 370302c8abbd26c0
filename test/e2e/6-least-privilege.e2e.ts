// Each function does its work with its own role (the other files prove it where roles are enforced), and what its role
// does not grant is refused.
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { describe, expect } from 'vitest';
import { STAGES, type StageId } from '../../shared/pipeline.ts';
import {
  bucketOutput,
  EVENT_BUS_OUTPUT,
  functionOutput,
  queueUrlOutput,
  tableOutput,
} from '../../shared/stack-outputs.ts';
import type { ProbeAnswer, ProbeCall } from './faults/probe.ts';
import { installFault, restoreCode } from './function-control.ts';
import { type Pipeline, proves } from './pipeline.ts';

interface Probe {
  stage: StageId;
  call: ProbeCall;
  what: string;
  input(outputs: Record<string, string>): object;
  allowed: boolean;
}

const item = { pk: { S: 'PROBE' }, sk: { S: 'PROBE' } };

/** One call of each function's own, so that a refusal is not for want of any right at all, and calls of others'. */
const PROBES: readonly Probe[] = [
  {
    stage: 'poll-feeds',
    call: 'getItem',
    what: 'read feeds',
    input: (outputs) => ({ TableName: outputs[tableOutput('feeds')], Key: item }),
    allowed: true,
  },
  {
    stage: 'poll-feeds',
    call: 'putObject',
    what: 'upload',
    input: (outputs) => ({ Bucket: outputs[bucketOutput('articles')], Key: 'incoming/probe', Body: 'probe' }),
    allowed: false,
  },
  {
    stage: 'fetch-article',
    call: 'getItem',
    what: 'read feeds',
    input: (outputs) => ({ TableName: outputs[tableOutput('feeds')], Key: item }),
    allowed: true,
  },
  {
    stage: 'fetch-article',
    call: 'putItem',
    what: 'write claims',
    input: (outputs) => ({ TableName: outputs[tableOutput('claims')], Item: item }),
    allowed: false,
  },
  {
    stage: 'clean',
    call: 'putItem',
    what: 'write the ledger',
    input: (outputs) => ({ TableName: outputs[tableOutput('articles')], Item: item }),
    allowed: true,
  },
  {
    stage: 'clean',
    call: 'putItem',
    what: 'write claims',
    input: (outputs) => ({ TableName: outputs[tableOutput('claims')], Item: item }),
    allowed: false,
  },
  {
    stage: 'clean',
    call: 'sendMessage',
    what: 'send to the queue after the next',
    input: (outputs) => ({ QueueUrl: outputs[queueUrlOutput('unique')], MessageBody: '{}' }),
    allowed: false,
  },
  {
    stage: 'deduplicate',
    call: 'batchGetItem',
    what: 'read stories',
    input: (outputs) => ({ RequestItems: { [outputs[tableOutput('stories')]!]: { Keys: [{ pk: { S: 'PROBE' } }] } } }),
    allowed: true,
  },
  {
    stage: 'deduplicate',
    call: 'getObject',
    what: 'read uploads',
    input: (outputs) => ({ Bucket: outputs[bucketOutput('articles')], Key: 'incoming/probe' }),
    allowed: false,
  },
  {
    stage: 'extract',
    call: 'batchGetItem',
    what: 'read stories',
    input: (outputs) => ({ RequestItems: { [outputs[tableOutput('stories')]!]: { Keys: [{ pk: { S: 'PROBE' } }] } } }),
    allowed: true,
  },
  {
    stage: 'extract',
    call: 'putItem',
    what: 'write stories',
    input: (outputs) => ({ TableName: outputs[tableOutput('stories')], Item: { pk: { S: 'PROBE' } } }),
    allowed: false,
  },
  {
    stage: 'publish',
    call: 'putEvents',
    what: 'announce on the bus',
    input: (outputs) => ({
      Entries: [{ EventBusName: outputs[EVENT_BUS_OUTPUT], Source: 'probe', DetailType: 'probe', Detail: '{}' }],
    }),
    allowed: true,
  },
  {
    stage: 'publish',
    call: 'getItem',
    what: 'read claims',
    input: (outputs) => ({ TableName: outputs[tableOutput('claims')], Key: item }),
    allowed: false,
  },
];

async function ask({ clients, outputs }: Pipeline, { stage, call, input }: Probe): Promise<ProbeAnswer> {
  const { Payload, FunctionError } = await clients.lambda.send(
    new InvokeCommand({
      FunctionName: outputs[functionOutput(stage)],
      Payload: JSON.stringify({ call, input: input(outputs) }),
    }),
  );
  const answer = Buffer.from(Payload!).toString('utf8');
  if (FunctionError) throw new Error(`probe in ${stage}: ${answer}`);
  return JSON.parse(answer) as ProbeAnswer;
}

// Each function is changed by its own test only.
describe.concurrent('the role of', () => {
  for (const { id: stage } of STAGES) {
    proves(
      ['iamEnforced', 'functionUpdate'],
      `${stage} lets it make its own calls and refuses those of others`,
      async (pipeline) => {
        await pipeline.settled();
        await installFault(pipeline, stage, 'probe');
        try {
          const probes = PROBES.filter((candidate) => candidate.stage === stage);
          expect(new Set(probes.map(({ allowed }) => allowed))).toEqual(new Set([true, false]));
          for (const probe of probes) {
            const { allowed, error } = await ask(pipeline, probe);
            expect([probe.what, allowed, error]).toEqual([
              probe.what,
              probe.allowed,
              probe.allowed ? null : expect.stringMatching(/AccessDenied|not authorized/i),
            ]);
          }
        } finally {
          await restoreCode(pipeline, stage);
        }
      },
    );
  }
});
