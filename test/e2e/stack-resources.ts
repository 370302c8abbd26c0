// What a deployed stack consists of at the target, asked of the services themselves.
import { DescribeStacksCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListEventBusesCommand } from '@aws-sdk/client-eventbridge';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import {
  DeleteObjectsCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
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

/** Physical ids of everything that CloudFormation says the stack has. */
export async function physicalIds({ cloudFormation }: Clients, stackName: string): Promise<string[]> {
  const ids: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await cloudFormation.send(new ListStackResourcesCommand({ StackName: stackName, NextToken }));
    ids.push(...(page.StackResourceSummaries ?? []).flatMap(({ PhysicalResourceId: id }) => (id ? [id] : [])));
    NextToken = page.NextToken;
  } while (NextToken);
  return ids;
}

/** Everything at the target whose name begins with the stack's, by kind. */
export async function leftOf(clients: Clients, stackName: string): Promise<string[]> {
  const isOurs = (name: string | undefined) => name?.toLowerCase().includes(stackName.toLowerCase()) === true;
  const [buckets, queues, tables, functions, roles, buses, logGroups, stacks] = await Promise.all([
    clients.s3.send(new ListBucketsCommand({})).then(({ Buckets = [] }) => Buckets.map(({ Name }) => Name)),
    clients.sqs.send(new ListQueuesCommand({ QueueNamePrefix: stackName })).then(({ QueueUrls = [] }) => QueueUrls),
    clients.dynamodb.send(new ListTablesCommand({})).then(({ TableNames = [] }) => TableNames),
    clients.lambda
      .send(new ListFunctionsCommand({}))
      .then(({ Functions = [] }) => Functions.map(({ FunctionName }) => FunctionName)),
    clients.iam.send(new ListRolesCommand({})).then(({ Roles = [] }) => Roles.map(({ RoleName }) => RoleName)),
    clients.eventBridge
      .send(new ListEventBusesCommand({}))
      .then(({ EventBuses = [] }) => EventBuses.map(({ Name }) => Name)),
    clients.logs
      .send(new DescribeLogGroupsCommand({}))
      .then(({ logGroups: groups = [] }) => groups.map(({ logGroupName }) => logGroupName)),
    clients.cloudFormation
      .send(new DescribeStacksCommand({}))
      .then(({ Stacks = [] }) =>
        Stacks.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE').map(({ StackName }) => StackName),
      ),
  ]);
  const kinds = { bucket: buckets, queue: queues, table: tables, function: functions, role: roles, bus: buses };
  return Object.entries({ ...kinds, 'log group': logGroups, stack: stacks }).flatMap(([kind, names]) =>
    names.filter(isOurs).map((name) => `${kind} ${name}`),
  );
}
