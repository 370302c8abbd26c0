// Changes deployed functions and queues from outside, as an operator could.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetFunctionConfigurationCommand, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { QueueName, StageId } from '../../shared/pipeline.ts';
import { functionOutput, queueUrlOutput } from '../../shared/stack-outputs.ts';
import { eventually } from './eventually.ts';
import { BESIDE, codeFolder, ENTRY, type Fault, faultBundle } from './fault-code.ts';
import { VISIBILITY_SECONDS } from './pace.ts';
import type { Pipeline } from './pipeline.ts';
import { zipOf } from './zip.ts';

/** Replaces the code of a stage's function, and waits until it takes its next change. */
async function replaceCode(pipeline: Pipeline, stage: StageId, files: Record<string, Buffer>): Promise<void> {
  const { lambda } = pipeline.clients;
  const FunctionName = pipeline.outputs[functionOutput(stage)]!;
  await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zipOf(files) }));
  // AWS refuses a change while another is being made.
  await eventually(`the update of function ${stage}`, pipeline.patienceSeconds, async () => {
    const { LastUpdateStatus: status = 'Successful', LastUpdateStatusReason: reason } = await lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName }),
    );
    if (status !== 'Successful') throw new Error(`${status} ${reason ?? ''}`);
  });
}

const deployedCode = ({ assembly }: Pipeline, stage: StageId) =>
  readFileSync(join(codeFolder(assembly!, stage), ENTRY));

/** Deploys `faults/<fault>.ts` as the code of a stage, with the code that was deployed first beside it. */
export async function installFault(pipeline: Pipeline, stage: StageId, fault: Fault): Promise<void> {
  await replaceCode(pipeline, stage, { [ENTRY]: await faultBundle(fault), [BESIDE]: deployedCode(pipeline, stage) });
}

/** Deploys the stage's own code again. */
export async function restoreCode(pipeline: Pipeline, stage: StageId): Promise<void> {
  await replaceCode(pipeline, stage, { [ENTRY]: deployedCode(pipeline, stage) });
}

/** Makes the messages of a queue come back within seconds, where the template lets them wait for minutes. */
export async function hasten({ clients, outputs }: Pipeline, queue: QueueName): Promise<void> {
  const Attributes = { VisibilityTimeout: String(VISIBILITY_SECONDS) };
  await clients.sqs.send(new SetQueueAttributesCommand({ QueueUrl: outputs[queueUrlOutput(queue)], Attributes }));
}
