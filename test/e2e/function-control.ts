// Changes deployed functions from outside, as an operator could: their code, their environment, their timeout.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  GetFunctionConfigurationCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { build, type Plugin } from 'esbuild';
import { BUNDLE_OPTIONS } from '../../infra/bundle.ts';
import type { QueueName, StageId } from '../../shared/pipeline.ts';
import { functionOutput, queueUrlOutput } from '../../shared/stack-outputs.ts';
import { eventually } from './eventually.ts';
import { VISIBILITY_SECONDS } from './pace.ts';
import type { Pipeline } from './pipeline.ts';
import { zipOf } from './zip.ts';

/** The one file of a bundle, and that of a replaced one beside it. */
const ENTRY = 'index.mjs';
const BESIDE = 'deployed.mjs';

/** Of CDK's list of what goes to the staging bucket, what is read here. */
interface AssetManifest {
  files: Record<string, { displayName: string; source: { path: string } }>;
}

const functionName = ({ outputs }: Pipeline, stage: StageId) => outputs[functionOutput(stage)]!;

/** Waits until a function takes its next change: AWS refuses one while another is being made. */
async function untilUpdated(pipeline: Pipeline, stage: StageId): Promise<void> {
  const { lambda } = pipeline.clients;
  await eventually(`the update of function ${stage}`, pipeline.patienceSeconds, async () => {
    const { LastUpdateStatus: status = 'Successful', LastUpdateStatusReason: reason } = await lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: functionName(pipeline, stage) }),
    );
    if (status !== 'Successful') throw new Error(`${status} ${reason ?? ''}`);
  });
}

/** Sets variables and the timeout of a stage's function; its other variables stay. */
export async function configure(
  pipeline: Pipeline,
  stage: StageId,
  change: { environment: Record<string, string>; timeoutSeconds?: number },
): Promise<void> {
  const { lambda } = pipeline.clients;
  const FunctionName = functionName(pipeline, stage);
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  await lambda.send(
    new UpdateFunctionConfigurationCommand({
      FunctionName,
      Environment: { Variables: { ...Environment?.Variables, ...change.environment } },
      ...(change.timeoutSeconds && { Timeout: change.timeoutSeconds }),
    }),
  );
  await untilUpdated(pipeline, stage);
}

/** The code that was deployed for a stage, as it lies in the assembly. */
function deployedCode({ assembly }: Pipeline, stage: StageId): Buffer {
  const { files } = JSON.parse(readFileSync(join(assembly!, 'claimwire.assets.json'), 'utf8')) as AssetManifest;
  const asset = Object.values(files).find(({ displayName }) => displayName === `${stage}/Function/Code`);
  if (!asset) throw new Error(`looking for the code of stage ${stage}: the assembly has no such asset`);
  return readFileSync(join(assembly!, asset.source.path, ENTRY));
}

async function replaceCode(pipeline: Pipeline, stage: StageId, files: Record<string, Buffer>): Promise<void> {
  await pipeline.clients.lambda.send(
    new UpdateFunctionCodeCommand({ FunctionName: functionName(pipeline, stage), ZipFile: zipOf(files) }),
  );
  await untilUpdated(pipeline, stage);
}

/** Leads a module's import of its stage's handler to the deployed code beside it. */
const handlerAsDeployed: Plugin = {
  name: 'handler as deployed',
  setup({ onResolve }) {
    onResolve({ filter: /\/handler\.ts$/ }, () => ({ path: `./${BESIDE}`, external: true }));
  },
};

const bundles = new Map<string, Promise<Buffer>>();

/** The code of a fault; bundled at the first call, which may come ahead of its use. */
export function faultBundle(module: string): Promise<Buffer> {
  const made = bundles.get(module) ?? bundleFault(module);
  bundles.set(module, made);
  return made;
}

async function bundleFault(module: string): Promise<Buffer> {
  const { outputFiles } = await build({
    ...BUNDLE_OPTIONS,
    entryPoints: [`test/e2e/faults/${module}.ts`],
    // Named, as the option for the extension asks for it; nothing is written.
    outdir: 'dist',
    write: false,
    plugins: [handlerAsDeployed],
  });
  return Buffer.from(outputFiles[0]!.contents);
}

/** Deploys `faults/<module>.ts` as the code of a stage, with the code that was deployed beside it. */
export async function installFaults(pipeline: Pipeline, stage: StageId, module: string): Promise<void> {
  await replaceCode(pipeline, stage, { [ENTRY]: await faultBundle(module), [BESIDE]: deployedCode(pipeline, stage) });
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
