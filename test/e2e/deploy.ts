// Deploys the stack as everybody else does, with the CDK command line: the same template for every target.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { STACK_OUTPUTS } from '../../shared/stack-outputs.ts';
import { cdk } from './cdk.ts';
import type { Clients } from './connection.ts';
import { eventually } from './eventually.ts';
import type { Connection } from './targets/target.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Construct id of the pipeline's stack, the same in every environment. */
const STACK_ID = 'claimwire';

/** A deployment takes seconds on an emulator and three minutes on AWS; one that hangs must not hold the run for long. */
const DEPLOY_DEADLINE_SECONDS = 300;

const BOOTSTRAP_DEADLINE_SECONDS = 120;

/** Name and template of what CDK needs in an account and region before it deploys there. */
const BOOTSTRAP_STACK = 'CDKToolkit';
const BOOTSTRAP_TEMPLATE = join(ROOT, 'node_modules/aws-cdk/lib/api/bootstrap/bootstrap-template.yaml');

/**
 * Prepares account and region for CDK where they are not: with CDK's own template, handed to CloudFormation without the
 * command line, which takes several times as long
 * (https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html#bootstrapping-howto-cfn).
 */
export async function bootstrap({ cloudFormation }: Clients): Promise<void> {
  try {
    await cloudFormation.send(
      new CreateStackCommand({
        StackName: BOOTSTRAP_STACK,
        TemplateBody: readFileSync(BOOTSTRAP_TEMPLATE, 'utf8'),
        Capabilities: ['CAPABILITY_NAMED_IAM'],
      }),
    );
  } catch (error) {
    if ((error as Error).name === 'AlreadyExistsException') return;
    throw error;
  }
  await eventually('the stack of CDK itself', BOOTSTRAP_DEADLINE_SECONDS, async () => {
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: BOOTSTRAP_STACK }));
    const { StackStatus, StackStatusReason } = Stacks[0] ?? {};
    if (StackStatus !== 'CREATE_COMPLETE') throw new Error(`${StackStatus} ${StackStatusReason ?? ''}`);
  });
}

/** Deploys an assembly over whatever of the stack is there, with further options of the command. @returns the stack's outputs, complete */
export async function deploy(
  folder: string,
  connection: Connection,
  assembly: string,
  options: readonly string[] = [],
): Promise<Record<string, string>> {
  const file = join(folder, 'outputs.json');
  const args = ['deploy', STACK_ID, '--app', assembly, '--require-approval', 'never', '--no-notices', ...options];
  await cdk('deploying the stack', [...args, '--outputs-file', file], folder, connection, DEPLOY_DEADLINE_SECONDS);
  const stacks = Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>);
  const outputs = stacks[0] ?? {};
  const missing = STACK_OUTPUTS.filter((name) => !outputs[name]);
  if (missing.length > 0) throw new Error(`deploying the stack: it has no output ${missing.join(', ')}`);
  return outputs;
}

/** Whether there is a stack of that name, in whatever state. */
export async function isDeployed({ cloudFormation }: Clients, StackName: string): Promise<boolean> {
  try {
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    return Stacks.some(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE');
  } catch (error) {
    if (/does not exist/.test((error as Error).message)) return false;
    throw error;
  }
}

/** Deletes the stack. */
export async function destroy(folder: string, connection: Connection, assembly: string): Promise<void> {
  await cdk(
    'destroying the stack',
    ['destroy', STACK_ID, '--app', assembly, '--force', '--no-notices'],
    folder,
    connection,
    DEPLOY_DEADLINE_SECONDS,
  );
}
