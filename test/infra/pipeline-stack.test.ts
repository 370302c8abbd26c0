// Intents that hold for every resource of the stack, whatever stages and tables are added to it.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  DEAD_LETTER_RETENTION_DAYS,
  RECEIVE_LIMIT,
  SCHEDULE_EVENT,
  STAGES,
  type StageDefinition,
  TABLES,
} from '../../shared/pipeline.ts';
import {
  bucketOutput,
  deadLetterQueueUrlOutput,
  functionOutput,
  queueUrlOutput,
  STACK_OUTPUTS,
  tableOutput,
} from '../../shared/stack-outputs.ts';
import { type Json, type Resource, referenced, synthesise } from './synthesised.ts';

let template: Json;
let resources: Resource[];
const ofType = (type: string) => {
  const found = resources.filter((resource) => resource.type === type);
  expect(found, `resources of type ${type}`).not.toHaveLength(0);
  return found;
};
const withId = (logicalId: string | undefined) => {
  const found = resources.find((resource) => resource.logicalId === logicalId);
  if (!found) throw new Error(`no resource "${logicalId}" in the template`);
  return found;
};
/** The resource that an output points at. */
const behind = (output: string) => withId(referenced(template.Outputs[output].Value));
const functionOf = (stage: StageDefinition) => behind(functionOutput(stage.id));
const mappingOf = (stage: StageDefinition) =>
  ofType('AWS::Lambda::EventSourceMapping').find(
    ({ properties }) => referenced(properties.FunctionName) === functionOf(stage).logicalId,
  )!;

beforeAll(() => {
  ({ template, resources } = synthesise());
});

describe('queues', () => {
  const isDeadLetterQueue = ({ logicalId }: Resource) =>
    STAGES.some((stage) => behind(deadLetterQueueUrlOutput(stage.id)).logicalId === logicalId);

  it('give every queue a dead-letter queue of its own after the receive limit', () => {
    const targets = ofType('AWS::SQS::Queue')
      .filter((queue) => !isDeadLetterQueue(queue))
      .map(({ properties }) => {
        expect(properties.RedrivePolicy.maxReceiveCount).toBe(RECEIVE_LIMIT);
        return referenced(properties.RedrivePolicy.deadLetterTargetArn);
      });
    expect(new Set(targets).size).toBe(targets.length);
    for (const target of targets) expect(isDeadLetterQueue(withId(target))).toBe(true);
  });

  it('keep dead letters for the longest time SQS has, longer than any queue before them', () => {
    for (const queue of ofType('AWS::SQS::Queue')) {
      const days = queue.properties.MessageRetentionPeriod / 86_400;
      if (isDeadLetterQueue(queue)) expect(days).toBe(14);
      else expect(days).toBeLessThan(DEAD_LETTER_RETENTION_DAYS);
    }
  });

  it('hide a message for six function timeouts and the batching window at least', () => {
    for (const stage of STAGES) {
      const mapping = mappingOf(stage).properties;
      const source = withId(referenced(mapping.EventSourceArn));
      if (source.type !== 'AWS::SQS::Queue') continue;
      const needed = 6 * functionOf(stage).properties.Timeout + mapping.MaximumBatchingWindowInSeconds;
      expect(source.properties.VisibilityTimeout, stage.id).toBeGreaterThanOrEqual(needed);
    }
  });

  it('are encrypted, take messages of every size SQS allows, and refuse plain HTTP', () => {
    const policies = ofType('AWS::SQS::QueuePolicy');
    for (const { logicalId, properties } of ofType('AWS::SQS::Queue')) {
      expect(properties.SqsManagedSseEnabled).toBe(true);
      // S3 drops its event silently when the queue's limit is below the event's size.
      expect(properties).not.toHaveProperty('MaximumMessageSize');
      const policy = policies.find((each) => each.properties.Queues.some((q: Json) => referenced(q) === logicalId));
      expect(deniesPlainHttp(policy?.properties.PolicyDocument, 'sqs:*'), logicalId).toBe(true);
    }
  });
});

describe('functions', () => {
  it('are one for each stage', () => {
    expect(STAGES.map((stage) => functionOf(stage).logicalId).sort()).toEqual(
      ofType('AWS::Lambda::Function')
        .map(({ logicalId }) => logicalId)
        .sort(),
    );
  });

  it.each(STAGES)('run stage $id with the time, memory and description that the pipeline states', (stage) => {
    expect(functionOf(stage).properties).toMatchObject({
      Timeout: stage.timeoutSeconds,
      MemorySize: stage.memoryMB,
      Description: stage.does,
    });
  });

  it('run on arm64 and Node 24, and log JSON to a group of their own that forgets', () => {
    const groups = ofType('AWS::Lambda::Function').map(({ properties }) => {
      expect(properties).toMatchObject({ Architectures: ['arm64'], Runtime: 'nodejs24.x', Handler: 'index.handler' });
      expect(properties.LoggingConfig.LogFormat).toBe('JSON');
      const group = withId(referenced(properties.LoggingConfig.LogGroup));
      expect(group.properties.RetentionInDays).toBe(30);
      return group.logicalId;
    });
    expect(new Set(groups).size).toBe(groups.length);
    expect(groups).toHaveLength(ofType('AWS::Logs::LogGroup').length);
  });

  it('may send to their own queue in a chain only where the pipeline says that they do', () => {
    for (const stage of STAGES) {
      const continues = stage.access.some(
        (access) => 'queue' in access && access.queue === 'own' && access.actions.includes('sqs:SendMessage'),
      );
      expect(functionOf(stage).properties.RecursiveLoop, stage.id).toBe(continues ? 'Allow' : undefined);
    }
  });

  it('trace only when asked to', () => {
    for (const { properties } of ofType('AWS::Lambda::Function'))
      expect(properties).not.toHaveProperty('TracingConfig');
    const traced = synthesise({ tracing: true }).resources.filter(({ type }) => type === 'AWS::Lambda::Function');
    for (const { properties } of traced) expect(properties.TracingConfig).toEqual({ Mode: 'Active' });
  });
});

describe('event sources', () => {
  it('report failed records one by one', () => {
    for (const { properties } of ofType('AWS::Lambda::EventSourceMapping')) {
      expect(properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    }
  });

  it('filter no queue, and of the claims table all but claims', () => {
    for (const stage of STAGES) {
      const { properties } = mappingOf(stage);
      if (stage.source.kind === 'queue') expect(properties).not.toHaveProperty('FilterCriteria');
      else {
        const Pattern = JSON.stringify({ dynamodb: { Keys: { sk: { S: [{ prefix: 'CLAIM#' }] } } } });
        expect(properties.FilterCriteria).toEqual({ Filters: [{ Pattern }] });
      }
    }
  });

  it.each(STAGES)('feed stage $id as the pipeline states', (stage) => {
    const { properties } = mappingOf(stage);
    const { source } = stage;
    expect(properties).toMatchObject({
      BatchSize: source.batchSize,
      MaximumBatchingWindowInSeconds: source.batchingWindowSeconds,
    });
    if (source.kind === 'queue') {
      expect(referenced(properties.EventSourceArn)).toBe(behind(queueUrlOutput(source.queue)).logicalId);
      expect(properties.ScalingConfig).toEqual({ MaximumConcurrency: source.maxConcurrency });
      return;
    }
    expect(properties.EventSourceArn).toEqual({
      'Fn::GetAtt': [behind(tableOutput(source.table)).logicalId, 'StreamArn'],
    });
    expect(properties).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: source.retryAttempts,
      MaximumRecordAgeInSeconds: source.maxRecordAgeSeconds,
    });
    expect(referenced(properties.DestinationConfig.OnFailure.Destination)).toBe(
      behind(deadLetterQueueUrlOutput(stage.id)).logicalId,
    );
  });
});

describe('schedules', () => {
  it('set off the stages that the pipeline states, and no others', () => {
    const scheduled = STAGES.filter((stage) => stage.schedule);
    const schedules = ofType('AWS::Scheduler::Schedule');
    expect(schedules).toHaveLength(scheduled.length);
    for (const stage of scheduled) {
      const { properties } = schedules.find(
        (schedule) => referenced(schedule.properties.Target.Arn) === functionOf(stage).logicalId,
      )!;
      expect(properties).toMatchObject({
        ScheduleExpression: `rate(${stage.schedule!.rateMinutes} minutes)`,
        FlexibleTimeWindow: { Mode: 'OFF' },
      });
      expect(JSON.parse(properties.Target.Input)).toEqual(SCHEDULE_EVENT);
      expect(referenced(properties.Target.DeadLetterConfig.Arn)).toBe(
        behind(deadLetterQueueUrlOutput(stage.id)).logicalId,
      );
    }
  });

  it('have a role each that may invoke its function and fill its dead letters, for this account alone', () => {
    for (const { properties } of ofType('AWS::Scheduler::Schedule')) {
      const role = withId(referenced(properties.Target.RoleArn)).properties;
      expect(role.AssumeRolePolicyDocument.Statement).toEqual([
        {
          Action: 'sts:AssumeRole',
          Effect: 'Allow',
          Principal: { Service: 'scheduler.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        },
      ]);
      const allowed = role.Policies.flatMap((policy: Json) => policy.PolicyDocument.Statement).map(
        ({ Effect, Action, Resource }: Json) => [Effect, Action, referenced(Resource)],
      );
      expect(allowed).toMatchObject([
        ['Allow', 'lambda:InvokeFunction', referenced(properties.Target.Arn)],
        ['Allow', 'sqs:SendMessage', referenced(properties.Target.DeadLetterConfig.Arn)],
      ]);
    }
  });
});

describe('buckets', () => {
  it('are private, versioned, encrypted, owned by the account, and refuse plain HTTP', () => {
    const policies = ofType('AWS::S3::BucketPolicy');
    for (const { logicalId, properties } of ofType('AWS::S3::Bucket')) {
      expect(properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
      expect(properties.BucketEncryption.ServerSideEncryptionConfiguration).toHaveLength(1);
      expect(properties.OwnershipControls.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
      const policy = policies.find((each) => referenced(each.properties.Bucket) === logicalId);
      expect(deniesPlainHttp(policy?.properties.PolicyDocument, 's3:*'), logicalId).toBe(true);
    }
  });

  it('drop abandoned uploads, and keep an overwritten version until no message can name it any more', () => {
    for (const { properties } of ofType('AWS::S3::Bucket')) {
      const [rule, ...others] = properties.LifecycleConfiguration.Rules;
      expect(others).toEqual([]);
      expect(rule.Status).toBe('Enabled');
      expect(rule.AbortIncompleteMultipartUpload.DaysAfterInitiation).toBe(7);
      expect(rule.NoncurrentVersionExpiration.NoncurrentDays).toBeGreaterThan(DEAD_LETTER_RETENTION_DAYS);
      expect(rule).not.toHaveProperty('ExpirationInDays');
    }
  });

  it('notify the first queue of what comes in, and of nothing that the pipeline writes', () => {
    const notifying = ofType('AWS::S3::Bucket').filter(({ properties }) => properties.NotificationConfiguration);
    expect(notifying.map(({ logicalId }) => logicalId)).toEqual([behind(bucketOutput('articles')).logicalId]);
    const { QueueConfigurations, ...others } = notifying[0]!.properties.NotificationConfiguration;
    expect(others).toEqual({});
    expect(QueueConfigurations).toEqual([
      {
        Event: 's3:ObjectCreated:*',
        Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'incoming/' }] } },
        Queue: { 'Fn::GetAtt': [behind(queueUrlOutput('incoming')).logicalId, 'Arn'] },
      },
    ]);
    for (const stage of STAGES) {
      for (const access of stage.access) {
        if ('bucket' in access && access.bucket === 'articles' && access.actions.includes('s3:PutObject')) {
          // Feed ingestion drops its pages like any upload, and reads nothing that it could go round in a circle with.
          expect([stage.id, access.prefix]).toEqual(['fetch-article', 'incoming/feeds/']);
        }
      }
    }
  });

  it('may send to the first queue from this stack and account only, which is settled before S3 asks', () => {
    const incoming = behind(queueUrlOutput('incoming')).logicalId;
    const policy = ofType('AWS::SQS::QueuePolicy').find(
      ({ properties }) => referenced(properties.Queues[0]) === incoming,
    )!;
    const allowed = policy.properties.PolicyDocument.Statement.filter(({ Effect }: Json) => Effect === 'Allow');
    expect(allowed).toMatchObject([
      expect.objectContaining({
        Principal: { Service: 's3.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Condition: {
          ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::claimwire-*']] } },
          StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
        },
      }),
    ]);
    expect(behind(bucketOutput('articles')).entry.DependsOn).toContain(policy.logicalId);
  });
});

describe('tables', () => {
  it.each(TABLES)('$name has the keys, indexes, expiry and stream that the pipeline states', (table) => {
    const { properties } = behind(tableOutput(table.name));
    const keys = (schema: Json) => schema.map((key: Json) => [key.KeyType, key.AttributeName]);
    const expected = (key: { partition: string; sort?: string }) => [
      ['HASH', key.partition],
      ...(key.sort === undefined ? [] : [['RANGE', key.sort]]),
    ];
    expect(keys(properties.KeySchema)).toEqual(expected(table.key));
    const indexes = (properties.GlobalSecondaryIndexes ?? []).map((index: Json) => ({
      name: index.IndexName,
      key: keys(index.KeySchema),
      projection: index.Projection.NonKeyAttributes ?? index.Projection.ProjectionType,
    }));
    expect(indexes).toEqual(
      table.indexes.map((index) => ({ name: index.name, key: expected(index.key), projection: index.projection })),
    );
    expect(properties.TimeToLiveSpecification?.AttributeName ?? null).toBe(table.timeToLive);
    expect(properties.StreamSpecification?.StreamViewType).toBe(table.stream ? 'NEW_AND_OLD_IMAGES' : undefined);
  });

  it('are on demand, encrypted and recoverable to any second', () => {
    for (const { properties } of ofType('AWS::DynamoDB::Table')) {
      expect(properties.BillingMode).toBe('PAY_PER_REQUEST');
      expect(properties.SSESpecification).toEqual({ SSEEnabled: true });
      expect(properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
    }
  });
});

describe('what happens to data when the stack goes', () => {
  const STORES = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket'];

  it('buckets and tables stay, and tables refuse to be deleted', () => {
    for (const type of STORES) {
      for (const { entry } of ofType(type)) {
        expect(entry).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      }
    }
    for (const { properties } of ofType('AWS::DynamoDB::Table'))
      expect(properties.DeletionProtectionEnabled).toBe(true);
  });

  it('they go with it where the deployment says so', async () => {
    const { RemovalPolicy } = await import('aws-cdk-lib');
    const stores = synthesise({ removalPolicy: RemovalPolicy.DESTROY }).resources.filter(({ type }) =>
      STORES.includes(type),
    );
    expect(stores).toHaveLength(TABLES.length + 2);
    for (const { entry, properties } of stores) {
      expect(entry).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
      expect(properties.DeletionProtectionEnabled ?? false).toBe(false);
    }
  });
});

describe('alarms', () => {
  const KINDS = ['dead-letters', 'waiting-too-long', 'function-errors', 'throttles'];
  const anchor = (description: string) => /docs\/runbook\.md#([a-z-]+)$/.exec(description)?.[1];

  it('watch dead letters, waiting, errors and throttles of every stage, and lead to the runbook', () => {
    const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
    const sections = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title]) => title!.toLowerCase().replaceAll(' ', '-'));
    const found = ofType('AWS::CloudWatch::Alarm').map(({ properties }) => anchor(properties.AlarmDescription));
    expect(found.sort()).toEqual(STAGES.flatMap(() => KINDS).sort());
    for (const kind of KINDS) expect(sections).toContain(kind);
  });

  it('ring at the first dead letter of every stage', () => {
    const alarms = ofType('AWS::CloudWatch::Alarm').filter(
      ({ properties }) => anchor(properties.AlarmDescription) === 'dead-letters',
    );
    const watched = alarms.map(({ properties }) => {
      expect(properties).toMatchObject({
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Namespace: 'AWS/SQS',
        Statistic: 'Maximum',
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        EvaluationPeriods: 1,
        TreatMissingData: 'notBreaching',
      });
      return referenced(properties.Dimensions[0].Value);
    });
    const expected = STAGES.map((stage) => behind(deadLetterQueueUrlOutput(stage.id)).logicalId);
    expect(watched.sort()).toEqual(expected.sort());
  });

  it('ring for what waits longer than all its receives, or half as long as a stream record may', () => {
    for (const stage of STAGES) {
      const alarm = ofType('AWS::CloudWatch::Alarm').find(({ properties }) =>
        properties.AlarmDescription.startsWith(`Stage ${stage.id} does not keep up`),
      )!;
      const { MetricName, Threshold } = alarm.properties;
      if (stage.source.kind === 'queue') {
        const { VisibilityTimeout } = behind(queueUrlOutput(stage.source.queue)).properties;
        expect([MetricName, Threshold]).toEqual(['ApproximateAgeOfOldestMessage', 4 * VisibilityTimeout]);
      } else {
        expect([MetricName, Threshold]).toEqual(['IteratorAge', stage.source.maxRecordAgeSeconds * 500]);
      }
    }
  });

  it('tell nobody unless an address is given, and then mail to it', () => {
    for (const { properties } of ofType('AWS::CloudWatch::Alarm'))
      expect(properties).not.toHaveProperty('AlarmActions');
    const loud = synthesise({ alarmEmail: 'desk@example.com' }).resources;
    const topic = loud.find(({ type }) => type === 'AWS::SNS::Topic')!;
    for (const { properties } of loud.filter(({ type }) => type === 'AWS::CloudWatch::Alarm')) {
      expect(properties.AlarmActions.map(referenced)).toEqual([topic.logicalId]);
    }
    expect(loud.find(({ type }) => type === 'AWS::SNS::Subscription')?.properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'desk@example.com',
    });
  });

  it('may publish to the topic that they are announced on, which lets nobody else', () => {
    const loud = synthesise({ alarmEmail: 'desk@example.com' }).resources;
    const allowed = loud
      .filter(({ type }) => type === 'AWS::SNS::TopicPolicy')
      .flatMap(({ properties }) => properties.PolicyDocument.Statement)
      .filter(({ Effect }: Json) => Effect === 'Allow');
    expect(allowed).toMatchObject([
      {
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        Resource: { Ref: loud.find(({ type }) => type === 'AWS::SNS::Topic')!.logicalId },
      },
    ]);
  });
});

describe('the template', () => {
  it('has the outputs that tools rely on, and no others', () => {
    expect(Object.keys(template.Outputs).sort()).toEqual([...STACK_OUTPUTS].sort());
  });

  it('gives no physical names, but for the event bus, which CloudFormation cannot name', () => {
    const NAMES = ['BucketName', 'QueueName', 'TableName', 'FunctionName', 'RoleName', 'AlarmName', 'TopicName'];
    const named = resources.filter(
      ({ type, properties }) =>
        NAMES.some((name) => typeof properties[name] === 'string') ||
        (type === 'AWS::Logs::LogGroup' && 'LogGroupName' in properties),
    );
    expect(named.map(({ logicalId }) => logicalId)).toEqual([]);
    expect(ofType('AWS::Events::EventBus').map(({ properties }) => properties.Name)).toEqual(['claimwire']);
  });

  it('has no custom resources and no functions that are not ours', () => {
    expect(resources.filter(({ type }) => type.startsWith('Custom::') || type.includes('CustomResource'))).toEqual([]);
    expect(ofType('AWS::Lambda::Function')).toHaveLength(STAGES.length);
  });

  it('is the same for a second environment, but for the name of the stack', () => {
    const other = synthesise({ stackName: 'staging-claimwire' }).template;
    expect(JSON.parse(JSON.stringify(other).replaceAll('staging-claimwire', 'claimwire'))).toEqual(template);
    expect(JSON.stringify(other)).toContain(':s3:::staging-claimwire-*');
  });
});

function deniesPlainHttp(policy: Json, action: string): boolean {
  return (policy?.Statement ?? []).some(
    (statement: Json) =>
      statement.Effect === 'Deny' &&
      statement.Action === action &&
      JSON.stringify(statement.Principal) === '{"AWS":"*"}' &&
      JSON.stringify(statement.Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
  );
}
