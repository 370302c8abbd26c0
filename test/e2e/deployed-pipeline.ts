// From a reachable endpoint to a deployed pipeline that tests can use: the same steps for every target with CloudFormation.
import {
  DeleteRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { EVENT_SOURCE } from '../../shared/names.ts';
import { EVENT_BUS_OUTPUT } from '../../shared/stack-outputs.ts';
import { limitConcurrency } from './concurrency.ts';
import { type Clients, clientsFor } from './connection.ts';
import { bootstrap, deploy, destroy, isDeployed } from './deploy.ts';
import { sabotage } from './sabotage.ts';
import { emptyBuckets, removeTick } from './stack-resources.ts';
import { synthesise } from './synthesis.ts';
import type { Capabilities, Connection, Run, Started, TargetName } from './targets/target.ts';

export interface DeploymentPlan {
  run: Run;
  name: TargetName;
  capabilities: Capabilities;
  connection: Connection;
  patienceSeconds: number;
  /** At most so many invocations of a stage at once. @default - as the template has it */
  concurrency?: number | null;
  /** The account is prepared for CDK already, and not to be changed by a test. */
  bootstrapped?: boolean;
  /** What a target needs between the steps. */
  afterSynthesis?(assembly: string): void;
  afterBootstrap?(clients: Clients, connection: Connection): Promise<void>;
  /** Ends the server; what is in it goes with it. Without it, the stack is destroyed at the end. */
  stop: (() => Promise<void>) | null;
}

/** Bootstraps, deploys and taps the change feed. @throws Error when a step fails; then the stack is destroyed if it has to be */
export async function deployPipeline(plan: DeploymentPlan): Promise<Started> {
  const { run, connection } = plan;
  const clients = clientsFor(connection);
  const stackName = `${run.id}-claimwire`;
  const undo: (() => Promise<void>)[] = [async () => clients.destroy()];
  const stop = async () => {
    const failures: unknown[] = [];
    // One that fails keeps none from the others.
    for (const step of [...undo.splice(0).reverse(), async () => plan.stop?.()]) {
      await step().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  };
  try {
    run.log('synthesising and bundling');
    const assembly = await synthesise(run.folder, run.id);
    plan.afterSynthesis?.(assembly);
    sabotage(assembly);
    if (!plan.bootstrapped) {
      run.log('bootstrapping');
      await bootstrap(clients);
    }
    await plan.afterBootstrap?.(clients, connection);
    run.log('deploying');
    let outputs: Record<string, string> = {};
    if (plan.stop === null) {
      undo.push(async () => {
        // A test may have deleted it.
        if (!(await isDeployed(clients, stackName))) return;
        await emptyBuckets(clients, outputs);
        await destroy(run.folder, connection, assembly);
      });
    }
    outputs = await deploy(run.folder, connection, assembly);
    const { concurrency = null } = plan;
    if (concurrency !== null) await limitConcurrency(clients, outputs, concurrency);
    const feed = await tapChangeFeed(clients, outputs[EVENT_BUS_OUTPUT]!, run.id);
    // Before the stack, whose bus a rule would keep from being deleted.
    if (plan.stop === null) undo.push(feed.remove, () => removeTick(clients, stackName));
    return {
      deployed: {
        target: plan.name,
        capabilities: plan.capabilities,
        connection,
        outputs,
        stackName,
        assembly,
        folder: run.folder,
        patienceSeconds: plan.patienceSeconds,
        concurrency,
        changeFeedQueueUrl: feed.queueUrl,
        clockUrl: null,
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A consumer of the change feed as its documentation tells consumers to be one: a rule on the bus, and a queue behind it. */
async function tapChangeFeed(
  { sqs, eventBridge }: Clients,
  bus: string,
  id: string,
): Promise<{ queueUrl: string; remove(): Promise<void> }> {
  const name = `${id}-change-feed`;
  const { QueueUrl: queueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['QueueArn'] }),
  );
  const arn = Attributes!.QueueArn!;
  const policy = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: arn },
    ],
  };
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes: { Policy: JSON.stringify(policy) } }));
  const rule = { Name: name, EventBusName: bus };
  await eventBridge.send(new PutRuleCommand({ ...rule, EventPattern: JSON.stringify({ source: [EVENT_SOURCE] }) }));
  await eventBridge.send(
    new PutTargetsCommand({ Rule: name, EventBusName: bus, Targets: [{ Id: 'queue', Arn: arn }] }),
  );
  return {
    queueUrl: queueUrl!,
    async remove() {
      await eventBridge.send(new RemoveTargetsCommand({ Rule: name, EventBusName: bus, Ids: ['queue'] }));
      await eventBridge.send(new DeleteRuleCommand(rule));
      await sqs.send(new DeleteQueueCommand({ QueueUrl: queueUrl }));
    },
  };
}
