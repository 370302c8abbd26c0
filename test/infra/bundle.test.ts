// The bundles that are deployed: each loads in a bare Node, far from node_modules, with its stage's environment and no more.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleFunctions } from '../../infra/bundle.ts';
import { ENV } from '../../shared/names.ts';
import { STAGES, type StageDefinition } from '../../shared/pipeline.ts';
import { scratchFolder } from './synthesised.ts';

let bundles: string;

beforeAll(async () => {
  bundles = scratchFolder();
  await bundleFunctions(
    STAGES.map((stage) => stage.id),
    bundles,
  );
});

/** Imports a bundle in a process of its own and calls the handler with an empty batch. */
async function invokeEmpty(stage: StageDefinition, variables: Record<string, string>): Promise<unknown> {
  const script = `
    const { handler } = await import(${JSON.stringify(pathToFileURL(join(bundles, stage.id, 'index.mjs')).href)});
    const context = { awsRequestId: 'r', functionName: 'f', getRemainingTimeInMillis: () => 30000 };
    process.stdout.write('\\n' + JSON.stringify(await handler({ Records: [] }, context)));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: bundles,
    env: { AWS_REGION: 'us-east-1', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...variables },
  });
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n') + 1));
}

const environmentOf = (stage: StageDefinition) =>
  Object.fromEntries(
    stage.environment.map((key) => [
      ENV[key],
      key.endsWith('Url') ? 'https://sqs.example/1/q' : `a-${key.toLowerCase()}`,
    ]),
  );

/** The IAM actions behind each SDK command that our code uses. */
const ACTIONS: Record<string, string[]> = {
  BatchGetItemCommand: ['dynamodb:BatchGetItem'],
  BatchWriteItemCommand: ['dynamodb:BatchWriteItem'],
  ChangeMessageVisibilityCommand: ['sqs:ChangeMessageVisibility'],
  DeleteItemCommand: ['dynamodb:DeleteItem'],
  DeleteMessageBatchCommand: ['sqs:DeleteMessage'],
  GetItemCommand: ['dynamodb:GetItem'],
  GetObjectCommand: ['s3:GetObject'],
  PutEventsCommand: ['events:PutEvents'],
  PutItemCommand: ['dynamodb:PutItem'],
  PutObjectCommand: ['s3:PutObject'],
  QueryCommand: ['dynamodb:Query'],
  SendMessageBatchCommand: ['sqs:SendMessage'],
  UpdateItemCommand: ['dynamodb:UpdateItem'],
};

/** What an action of ACTIONS needs beside itself: a version of an object, and 404 for one that is gone. */
const READING_UPLOADS = ['s3:GetObjectVersion', 's3:ListBucket'];

/**
 * The actions that a bundle's own code uses. esbuild leaves out functions that nobody calls and writes a comment with the
 * path before each file, which tells our code from the SDK's.
 */
function actionsCalled(stage: StageDefinition): Set<string> {
  const bundle = readFileSync(join(bundles, stage.id, 'index.mjs'), 'utf8');
  const files = bundle.split(/^\/\/ (?=\S+$)/m).filter((file) => /^(?:functions|shared)\//.test(file));
  expect(files.length, 'our own files in the bundle').toBeGreaterThan(3);
  const commands = files.flatMap((file) => [
    ...[...file.matchAll(/\bnew (\w+?Command)\d*\(/g)].map(([, name]) => name!),
    ...[...file.matchAll(/\bpaginate([A-Z]\w*)\(/g)].map(([, name]) => `${name}Command`),
  ]);
  const actions = commands.flatMap((command) => {
    const known = ACTIONS[command];
    if (!known)
      throw new Error(`stage ${stage.id} uses ${command}: add its IAM action to this test and to the stage's access`);
    return known;
  });
  const called = new Set([...actions, ...(stage.id === 'clean' ? READING_UPLOADS : [])]);
  // The frame can send, but a stage that has no next one gives it nothing to send, unless it sends to itself.
  const sendsToItself = stage.access.some(
    (access) => 'queue' in access && access.queue === 'own' && access.actions.includes('sqs:SendMessage'),
  );
  if (stage.next === null && !sendsToItself) called.delete('sqs:SendMessage');
  return called;
}

describe('bundleFunctions', () => {
  it('writes one file for each function and nothing else, so that an asset holds what the function reads', () => {
    expect(readdirSync(bundles).sort()).toEqual(STAGES.map((stage) => stage.id).sort());
    for (const { id } of STAGES) expect(readdirSync(join(bundles, id))).toEqual(['index.mjs']);
  });

  it.each(STAGES)('makes a bundle of $id that loads by itself and answers an empty batch', async (stage) => {
    expect(await invokeEmpty(stage, environmentOf(stage))).toEqual({ batchItemFailures: [] });
  });

  it.each(STAGES)(
    'makes a bundle of $id that reads every variable it is given, and names all that are missing',
    async (stage) => {
      const failure = await invokeEmpty(stage, {}).then(
        (answer) => JSON.stringify(answer),
        (error: Error) => error.message,
      );
      for (const key of stage.environment) expect(failure).toContain(`${ENV[key]}: `);
    },
  );

  it.each(STAGES)('makes a bundle of $id whose calls of AWS are those its stage may make, all of them', (stage) => {
    const granted = new Set(stage.access.flatMap((access) => access.actions));
    expect([...granted].sort()).toEqual([...actionsCalled(stage)].sort());
  });

  it('says which handler is missing', async () => {
    const outdir = scratchFolder();
    await expect(bundleFunctions(['no-such-stage'], outdir)).rejects.toThrow(/functions\/no-such-stage\/handler\.ts/);
    expect(existsSync(join(outdir, 'no-such-stage'))).toBe(false);
  });
});
