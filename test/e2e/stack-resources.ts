// What a deployed stack consists of at the target, asked of the services themselves.
import { paginateDescribeStacks, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { paginateListTables } from '@aws-sdk/client-dynamodb';
import { ListEventBusesCommand } from '@aws-sdk/client-eventbridge';
import { DeleteRoleCommand, DeleteRolePolicyCommand, paginateListRoles } from '@aws-sdk/client-iam';
import { paginateListFunctions } from '@aws-sdk/client-lambda';
import {
  DeleteObjectsCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';
import { DeleteScheduleCommand } from '@aws-sdk/client-scheduler';
import { DeleteQueueCommand, ListQueuesCommand } from '@aws-sdk/client-sqs';
import { bucketOutput } from '../../shared/stack-outputs.ts';
import type { Clients } from './connection.ts';

/** Deletes every version in the stack's buckets: CloudFormation deletes empty buckets only. */
export async function emptyBuckets({ s3 }: Clients, outputs: Record<string, string>): Promise<void> {
  for (const name of ['articles', 'texts'] as const) {
    const Bucket = outputs[bucketOutput(name)];
    if (Bucket === undefined) continue;
    for (;;) {
      const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
      // Some emulators do not list versions of a bucket that was made anew.
      const current = Versions.length === 0 ? Contents.map(({ Key }) => ({ Key, VersionId: undefined })) : [];
      const Objects = [...Versions, ...DeleteMarkers, ...current].map(({ Key, VersionId }) => ({
        Key: Key!,
        VersionId,
      }));
      if (Objects.length === 0) break;
      await s3.send(
        new DeleteObjectsCommand({
          Bucket,
          Delete: { Objects: Objects.map(({ Key, VersionId }) => ({ Key, ...(VersionId && { VersionId }) })) },
        }),
      );
    }
  }
}

/** Name of the schedule that a test makes, with a queue and a role, beside a stack. */
export const tickOf = (stackName: string) => `${stackName}-tick`;

/** Deletes what the test of schedules has made; what of it is not there is no fault. */
export async function removeTick({ scheduler, sqs, iam }: Clients, stackName: string): Promise<void> {
  const Name = tickOf(stackName);
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: Name }));
  for (const QueueUrl of QueueUrls) await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  const isMissing = (error: Error) => /ResourceNotFound|NoSuchEntity/.test(error.name);
  for (const remove of [
    () => scheduler.send(new DeleteScheduleCommand({ Name })),
    () => iam.send(new DeleteRolePolicyCommand({ RoleName: Name, PolicyName: 'send' })),
    () => iam.send(new DeleteRoleCommand({ RoleName: Name })),
  ]) {
    try {
      await remove();
    } catch (error) {
      if (!isMissing(error as Error)) throw error;
    }
  }
}

/** Physical ids of everything that CloudFormation says the stack has. */
export async function physicalIds({ cloudFormation }: Clients, stackName: string): Promise<string[]> {
  return all(paginateListStackResources({ client: cloudFormation }, { StackName: stackName }), (page) =>
    (page.StackResourceSummaries ?? []).flatMap(({ PhysicalResourceId: id }) => (id ? [id] : [])),
  );
}

/**
 * Everything at the target that belongs to the stack, by kind: what has its name in its own, and of log groups those that
 * were its own, by their ids. Some emulators log to a group of the function's name whatever the template says.
 */
export async function leftOf(clients: Clients, stackName: string, ids: readonly string[]): Promise<string[]> {
  const isNamed = (name: string | undefined) => name?.toLowerCase().includes(stackName.toLowerCase()) === true;
  const { s3, sqs, dynamodb, lambda, iam, eventBridge, logs, cloudFormation } = clients;
  const [buckets, queues, tables, functions, roles, buses, logGroups, stacks] = await Promise.all([
    s3.send(new ListBucketsCommand({})).then(({ Buckets = [] }) => Buckets.map(({ Name }) => Name)),
    sqs.send(new ListQueuesCommand({ QueueNamePrefix: stackName })).then(({ QueueUrls = [] }) => QueueUrls),
    all(paginateListTables({ client: dynamodb }, {}), ({ TableNames = [] }) => TableNames),
    all(paginateListFunctions({ client: lambda }, {}), ({ Functions = [] }) =>
      Functions.map((each) => each.FunctionName),
    ),
    all(paginateListRoles({ client: iam }, {}), ({ Roles = [] }) => Roles.map(({ RoleName }) => RoleName)),
    eventBridge
      .send(new ListEventBusesCommand({ NamePrefix: stackName }))
      .then(({ EventBuses = [] }) => EventBuses.map(({ Name }) => Name)),
    all(paginateDescribeLogGroups({ client: logs }, {}), ({ logGroups: groups = [] }) =>
      groups.map(({ logGroupName }) => logGroupName),
    ),
    all(paginateDescribeStacks({ client: cloudFormation }, {}), ({ Stacks = [] }) =>
      Stacks.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE').map(({ StackName }) => StackName),
    ),
  ]);
  const ownLogGroups = logGroups.filter((name) => name !== undefined && ids.includes(name));
  const kinds = { bucket: buckets, queue: queues, table: tables, function: functions, role: roles, bus: buses };
  const named = Object.entries({ ...kinds, stack: stacks }).flatMap(([kind, names]) =>
    names.filter(isNamed).map((name) => `${kind} ${name}`),
  );
  return [...named, ...ownLogGroups.map((name) => `log group ${name}`)];
}

async function all<Page, Item>(pages: AsyncIterable<Page>, itemsOf: (page: Page) => Item[]): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...itemsOf(page));
  return items;
}
