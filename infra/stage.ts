// One stage of the pipeline: its queue, dead-letter queue, function, role, log group, event source and alarms.
import { Aws, type CfnElement, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { type Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  Function as LambdaFunction,
  LoggingFormat,
  RecursiveLoop,
  Runtime,
  StartingPosition,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct, type IConstruct } from 'constructs';
import {
  DEAD_LETTER_RETENTION_DAYS,
  QUEUE_RETENTION_DAYS,
  type QueueSource,
  RECEIVE_LIMIT,
  SCHEDULE_EVENT,
  type StageDefinition,
  type StreamSource,
  visibilityTimeoutSeconds,
} from '../shared/pipeline.ts';
import { accessStatements, environmentOf, type Resources } from './access.ts';
import { type AlarmDefinition, addAlarms } from './alarms.ts';

export interface StageProps {
  definition: StageDefinition;
  /** Folder with the function's `index.mjs`. */
  code: string;
  /** What the stage may be given access to. The stage adds its own queue. */
  resources: Resources;
  /** @default - alarms change state but tell nobody */
  alarmTopic?: ITopic | undefined;
  /** X-Ray traces of every invocation. @default false, they cost more than the invocations they describe */
  tracing?: boolean;
}

export class Stage extends Construct {
  readonly definition: StageDefinition;
  /** The queue the stage reads; null where it reads a table's stream. */
  readonly queue: Queue | null;
  readonly deadLetters: Queue;
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: StageProps) {
    super(scope, id);
    const { definition, resources } = props;
    const { source } = definition;
    this.definition = definition;

    this.deadLetters = new Queue(this, 'DeadLetters', {
      retentionPeriod: Duration.days(DEAD_LETTER_RETENTION_DAYS),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // No redriveAllowPolicy: naming the queue that may use it would close a circle, since that queue names this one.
    });
    if (source.kind === 'stream') {
      Validations.of(this.deadLetters).acknowledge({
        id: 'AwsSolutions-SQS3',
        reason: 'This is a dead-letter queue itself; the rule knows those of queues, not those of streams.',
      });
    }

    this.queue = source.kind === 'queue' ? this.sourceQueue() : null;
    if (this.queue && source.kind === 'queue') resources.queues.set(source.queue, this.queue);

    this.function = this.lambda(props);
    if (source.kind === 'queue') this.readQueue(source);
    else this.readStream(source, resources);
    if (definition.schedule) this.invokeEvery(definition.schedule.rateMinutes);

    addAlarms(this, this.alarms(), props.alarmTopic);
  }

  /** Messages that were given up, waiting for an operator. */
  metricDeadLetters(options?: MetricOptions): Metric {
    return this.deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, ...options });
  }

  /** Seconds that the oldest message waits; milliseconds that the oldest record waits, where a stream is read. */
  metricOldestAge(options?: MetricOptions): Metric {
    return this.queue
      ? this.queue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM, ...options })
      : this.function.metric('IteratorAge', { statistic: Stats.MAXIMUM, ...options });
  }

  /** Invocations that crashed, ran out of time or threw; a failed record of a batch is none of these. */
  metricErrors(options?: MetricOptions): Metric {
    return this.function.metricErrors({ statistic: Stats.SUM, ...options });
  }

  metricThrottles(options?: MetricOptions): Metric {
    return this.function.metricThrottles({ statistic: Stats.SUM, ...options });
  }

  private sourceQueue(): Queue {
    return new Queue(this, 'Queue', {
      visibilityTimeout: Duration.seconds(visibilityTimeoutSeconds(this.definition)),
      retentionPeriod: Duration.days(QUEUE_RETENTION_DAYS),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: RECEIVE_LIMIT },
    });
  }

  private lambda(props: StageProps): LambdaFunction {
    const { definition, resources } = props;
    const logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      // Logs serve operation; what has to outlive the stack is in the tables and buckets.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const logs = new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `Stage ${definition.id}`,
      inlinePolicies: {
        stage: new PolicyDocument({
          statements: [logs, ...this.sourceStatements(resources), ...accessStatements(definition, resources)],
        }),
      },
    });
    acknowledgeWildcards(role, definition, resources);
    const lambda = new LambdaFunction(this, 'Function', {
      description: definition.does,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(props.code),
      timeout: Duration.seconds(definition.timeoutSeconds),
      memorySize: definition.memoryMB,
      environment: environmentOf(definition, resources),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: props.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
      // Lambda stops a function after 16 messages to its own queue in a chain. One that continues a large archive by such
      // messages does so on purpose.
      ...(sendsToItself(definition) ? { recursiveLoop: RecursiveLoop.ALLOW } : {}),
    });
    if (props.tracing) {
      Validations.of(role).acknowledge({
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason: 'The X-Ray actions that CDK grants for tracing know no resource.',
      });
    }
    return lambda;
  }

  /** What Lambda needs, in the function's name, to poll the source and to give up on it. */
  private sourceStatements(resources: Resources): PolicyStatement[] {
    if (this.queue) {
      return [
        new PolicyStatement({
          actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
          resources: [this.queue.queueArn],
        }),
      ];
    }
    const table = this.streamedTable(resources);
    return [
      new PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: [table.streamArn],
      }),
      new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: [`${table.arn}/stream/*`] }),
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.deadLetters.queueArn] }),
    ];
  }

  private streamedTable(resources: Resources): { arn: string; streamArn: string } {
    const { source, id } = this.definition;
    if (source.kind !== 'stream') throw new Error(`stage "${id}" reads a queue, not a stream`);
    const table = resources.tables[source.table];
    if (!table.tableStreamArn) {
      throw new Error(`stage "${id}" reads the stream of table "${source.table}", which shared/pipeline.ts gives none`);
    }
    return { arn: table.tableArn, streamArn: table.tableStreamArn };
  }

  private readQueue(source: QueueSource): void {
    new EventSourceMapping(this, 'Source', {
      target: this.function,
      eventSourceArn: this.queue!.queueArn,
      batchSize: source.batchSize,
      maxBatchingWindow: Duration.seconds(source.batchingWindowSeconds),
      maxConcurrency: source.maxConcurrency,
      reportBatchItemFailures: true,
      // No filters: Lambda deletes what matches none, and a document would end without an outcome.
    });
  }

  private readStream(source: StreamSource, resources: Resources): void {
    const deadLetters = this.deadLetters.queueArn;
    new EventSourceMapping(this, 'Source', {
      target: this.function,
      eventSourceArn: this.streamedTable(resources).streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: source.batchSize,
      maxBatchingWindow: Duration.seconds(source.batchingWindowSeconds),
      filters: [
        FilterCriteria.filter({ dynamodb: { Keys: { sk: { S: FilterRule.beginsWith(source.sortKeyPrefix) } } } }),
      ],
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: source.retryAttempts,
      maxRecordAge: Duration.seconds(source.maxRecordAgeSeconds),
      // CDK's own SqsDlq would widen the role by three actions; it has the one it needs.
      onFailure: { bind: () => ({ destination: deadLetters }) },
    });
  }

  /** By a role that can do nothing but this; what the clock cannot deliver goes to the stage's dead letters. */
  private invokeEvery(minutes: number): void {
    const role = new Role(this, 'ScheduleRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        // Not on behalf of somebody else's schedule (https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html).
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      description: `Clock of stage ${this.definition.id}`,
      inlinePolicies: {
        schedule: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.function.functionArn] }),
            new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.deadLetters.queueArn] }),
          ],
        }),
      },
    });
    new CfnSchedule(this, 'Schedule', {
      description: `Sets off stage ${this.definition.id}`,
      scheduleExpression: `rate(${minutes} minutes)`,
      // The event may come at any time: whatever is due is in the table.
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: this.function.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify(SCHEDULE_EVENT),
        deadLetterConfig: { arn: this.deadLetters.queueArn },
        // The next event comes soon and does the same work.
        retryPolicy: { maximumEventAgeInSeconds: minutes * 60, maximumRetryAttempts: 3 },
      },
    });
  }

  private alarms(): AlarmDefinition[] {
    const { id } = this.definition;
    return [
      {
        id: 'DeadLettersAlarm',
        runbook: 'dead-letters',
        meaning: `Stage ${id} gave up on at least one message; it waits in the dead-letter queue.`,
        metric: this.metricDeadLetters({ period: Duration.minutes(1) }),
        threshold: 1,
        periods: 1,
      },
      {
        id: 'WaitingTooLongAlarm',
        runbook: 'waiting-too-long',
        meaning: `Stage ${id} does not keep up, or does not run at all: its oldest input waits too long.`,
        metric: this.metricOldestAge({ period: Duration.minutes(5) }),
        threshold: this.longestOrdinaryWait(),
        periods: 1,
      },
      {
        id: 'FunctionErrorsAlarm',
        runbook: 'function-errors',
        meaning: `The function of stage ${id} crashed, ran out of time or threw.`,
        metric: this.metricErrors({ period: Duration.minutes(5) }),
        threshold: 1,
        periods: 1,
      },
      {
        id: 'ThrottlesAlarm',
        runbook: 'throttles',
        meaning: `Lambda refused to start the function of stage ${id} for a quarter of an hour.`,
        metric: this.metricThrottles({ period: Duration.minutes(5) }),
        threshold: 1,
        periods: 3,
      },
    ];
  }

  /**
   * In the unit of `metricOldestAge`. A message that fails every time is gone after RECEIVE_LIMIT visibility timeouts, so
   * what is older was not received at all. For a stream, half the age at which Lambda gives a record up.
   */
  private longestOrdinaryWait(): number {
    const { source } = this.definition;
    return source.kind === 'queue'
      ? RECEIVE_LIMIT * visibilityTimeoutSeconds(this.definition)
      : (source.maxRecordAgeSeconds * 1000) / 2;
  }
}

function sendsToItself(stage: StageDefinition): boolean {
  return stage.access.some(
    (access) => 'queue' in access && access.queue === 'own' && access.actions.includes('sqs:SendMessage'),
  );
}

/** Reasons for every wildcard in a role. IAM5 has an id for each, so a wildcard without a reason is found. */
function acknowledgeWildcards(role: Role, stage: StageDefinition, resources: Resources): void {
  const acknowledge = (owner: IConstruct, suffix: string, reason: string) => {
    const logicalId = Stack.of(owner).getLogicalId(owner.node.defaultChild as CfnElement);
    Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>${suffix}]`, reason });
  };
  for (const access of stage.access) {
    if (!('bucket' in access) || access.prefix === undefined) continue;
    acknowledge(
      resources.buckets[access.bucket],
      `/${access.prefix}*`,
      `Objects get their names at run time; the stage reaches those below ${access.prefix} and no others.`,
    );
  }
  if (stage.source.kind === 'stream') {
    acknowledge(
      resources.tables[stage.source.table],
      '/stream/*',
      "Lambda lists the table's streams before it reads one; a stream's name holds the time at which it was made.",
    );
  }
}
