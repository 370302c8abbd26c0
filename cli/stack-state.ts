// What a deployed stack says of itself: its queues, functions, event sources and notification, asked of the services.
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { type FilteredLogEvent, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { GetFunctionConfigurationCommand, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { GetBucketNotificationConfigurationCommand } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import {
  type Address,
  cloudFormationAt,
  cloudWatchAt,
  lambdaAt,
  logsAt,
  s3At,
  sqsAt,
  stsAt,
} from '../shared/aws/clients-at.ts';
import { INCOMING_PREFIX } from '../shared/names.ts';
import { QUEUES, STAGES, type StageId } from '../shared/pipeline.ts';
import {
  bucketOutput,
  deadLetterQueueUrlOutput,
  functionOutput,
  queueUrlOutput,
  STACK_OUTPUTS,
} from '../shared/stack-outputs.ts';
import { oldestMessageAges, type QueueAges } from './queue-ages.ts';
import { explained } from './tables.ts';

export interface StackState {
  account: string;
  stack: string;
  /** CloudFormation's word, such as UPDATE_COMPLETE. */
  status: string;
  /** Outputs that tools rely on and the stack lacks. */
  missingOutputs: string[];
  /** Whether objects below `incoming/` are announced to the first queue. */
  notification: boolean;
  /** Why CloudWatch told no ages of waiting messages; null where it could be asked. */
  agesProblem: string | null;
  stages: StageState[];
}

export interface StageState {
  stage: StageId;
  /** Null where the stage reads a stream. */
  queue: QueueState | null;
  deadLetters: number;
  /** Seconds since the oldest of the dead letters was first sent, as far as a look at ten of them tells; null when there are none. */
  oldestDeadLetterSeconds: number | null;
  /** Lambda's words for the function's state and the last change of it. */
  functionState: string;
  lastUpdate: string;
  /** Lambda's word for the event source mapping: Enabled when the function gets its input. */
  eventSource: string;
  /** Newest error line in the function's log of the last day, or null. */
  lastError: { at: string; line: string } | null;
}

interface QueueState {
  waiting: number;
  inFlight: number;
  /** How long the oldest message has waited, as of the last minutes; null when none waits or CloudWatch does not know. */
  oldestSeconds: number | null;
  /** Whether failed messages go to the stage's dead-letter queue. */
  redrive: boolean;
}

/** How far back errors are looked for. */
const ERROR_WINDOW_MS = 24 * 3_600_000;

/** SQS hands out at most this many at once. */
const PEEKED_LETTERS = 10;

/** Reads the state of a stack. @throws Error, in one sentence, when there is no such stack or nobody to ask */
export async function readStackState(address: Address, stack: string): Promise<StackState> {
  const clients = {
    cloudFormation: cloudFormationAt(address),
    sts: stsAt(address),
    s3: s3At(address),
    sqs: sqsAt(address),
    lambda: lambdaAt(address),
    logs: logsAt(address),
    cloudWatch: cloudWatchAt(address),
  };
  try {
    const { Account = '' } = await clients.sts.send(new GetCallerIdentityCommand({}));
    const { Stacks = [] } = await clients.cloudFormation.send(new DescribeStacksCommand({ StackName: stack }));
    const found = Stacks[0];
    const outputs = Object.fromEntries(
      (found?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
    );
    const missingOutputs = STACK_OUTPUTS.filter((name) => !outputs[name]);
    const asked =
      missingOutputs.length === 0 ? await resourcesState(clients, outputs as Record<string, string>) : NOTHING_ASKED;
    return { account: Account, stack, status: found?.StackStatus ?? 'unknown', missingOutputs, ...asked };
  } catch (error) {
    throw explained(error, `reading the state of stack ${stack}`, address.endpoint);
  } finally {
    for (const client of Object.values(clients)) client.destroy();
  }
}

const NOTHING_ASKED = { notification: false, agesProblem: null, stages: [] };

/** The state of what the stack consists of. */
async function resourcesState(
  clients: Clients,
  outputs: Record<string, string>,
): Promise<Pick<StackState, 'notification' | 'agesProblem' | 'stages'>> {
  const names = QUEUES.map((queue) => queueNameOf(outputs[queueUrlOutput(queue)]!));
  const [notification, ages] = await Promise.all([
    isAnnounced(clients, outputs),
    oldestMessageAges(clients.cloudWatch, names, new Date()),
  ]);
  const stages = await Promise.all(STAGES.map((stage) => stageState(clients, stage, outputs, ages)));
  return { notification, agesProblem: ages.problem, stages };
}

const queueNameOf = (url: string) => url.slice(url.lastIndexOf('/') + 1);

interface Clients {
  s3: ReturnType<typeof s3At>;
  sqs: ReturnType<typeof sqsAt>;
  lambda: ReturnType<typeof lambdaAt>;
  logs: ReturnType<typeof logsAt>;
  cloudWatch: ReturnType<typeof cloudWatchAt>;
}

async function isAnnounced({ s3, sqs }: Clients, outputs: Record<string, string>): Promise<boolean> {
  const { QueueConfigurations = [] } = await s3.send(
    new GetBucketNotificationConfigurationCommand({ Bucket: outputs[bucketOutput('articles')] }),
  );
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: outputs[queueUrlOutput('incoming')], AttributeNames: ['QueueArn'] }),
  );
  return QueueConfigurations.some(
    ({ QueueArn, Filter }) =>
      QueueArn === Attributes?.QueueArn &&
      (Filter?.Key?.FilterRules ?? []).every(
        ({ Name, Value }) => Name?.toLowerCase() !== 'prefix' || Value === INCOMING_PREFIX,
      ),
  );
}

async function stageState(
  clients: Clients,
  { id, source }: (typeof STAGES)[number],
  outputs: Record<string, string>,
  ages: QueueAges,
): Promise<StageState> {
  const FunctionName = outputs[functionOutput(id)];
  const configuration = await clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const { EventSourceMappings = [] } = await clients.lambda.send(new ListEventSourceMappingsCommand({ FunctionName }));
  const letters = await depthOf(clients, outputs[deadLetterQueueUrlOutput(id)]!);
  return {
    stage: id,
    queue: source.kind === 'queue' ? await queueState(clients, outputs[queueUrlOutput(source.queue)]!, ages) : null,
    deadLetters: letters.waiting + letters.inFlight,
    oldestDeadLetterSeconds:
      letters.waiting > 0 ? await oldestSeconds(clients, outputs[deadLetterQueueUrlOutput(id)]!) : null,
    functionState: configuration.State ?? 'unknown',
    lastUpdate: configuration.LastUpdateStatus ?? 'unknown',
    eventSource: EventSourceMappings[0]?.State ?? 'missing',
    // Some emulators log to the group of the function's name, whatever the function is told.
    lastError: await lastError(clients, [configuration.LoggingConfig?.LogGroup, `/aws/lambda/${FunctionName}`]),
  };
}

async function depthOf({ sqs }: Clients, QueueUrl: string): Promise<Omit<QueueState, 'oldestSeconds'>> {
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  return {
    waiting:
      Number(Attributes.ApproximateNumberOfMessages ?? 0) + Number(Attributes.ApproximateNumberOfMessagesDelayed ?? 0),
    inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
    redrive: Attributes.RedrivePolicy !== undefined,
  };
}

async function queueState(clients: Clients, url: string, ages: QueueAges): Promise<QueueState> {
  const depth = await depthOf(clients, url);
  // CloudWatch is minutes behind: what it last heard may be over.
  const isEmpty = depth.waiting + depth.inFlight === 0;
  return { ...depth, oldestSeconds: isEmpty ? null : (ages.seconds.get(queueNameOf(url)) ?? null) };
}

/** Looks at dead letters without hiding them; nothing counts how often a dead letter is received. */
async function oldestSeconds({ sqs }: Clients, QueueUrl: string): Promise<number | null> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: PEEKED_LETTERS,
      VisibilityTimeout: 0,
      MessageSystemAttributeNames: ['SentTimestamp'],
    }),
  );
  const sent = Messages.map(({ Attributes }) => Number(Attributes?.SentTimestamp)).filter((time) => time > 0);
  return sent.length === 0 ? null : Math.max(0, Math.round((Date.now() - Math.min(...sent)) / 1000));
}

async function lastError(
  clients: Clients,
  logGroups: readonly (string | undefined)[],
): Promise<StageState['lastError']> {
  const events = await Promise.all([...new Set(logGroups)].map((group) => errorsIn(clients, group)));
  const newest = events.flat().toSorted((a, b) => (b.timestamp ?? 0) - (a.timestamp ?? 0))[0];
  return newest ? { at: new Date(newest.timestamp ?? 0).toISOString(), line: errorLine(newest)! } : null;
}

/** Our functions and Lambda itself write the level in capitals. Emulators may put several lines into one event. */
const errorLine = ({ message = '' }: FilteredLogEvent) =>
  message
    .split('\n')
    .findLast((line) => line.includes('ERROR'))
    ?.trim();

async function errorsIn({ logs }: Clients, logGroupName: string | undefined): Promise<FilteredLogEvent[]> {
  if (logGroupName === undefined) return [];
  const found: FilteredLogEvent[] = [];
  try {
    const startTime = Date.now() - ERROR_WINDOW_MS;
    // Emulators filter by a word if at all, by a field not.
    const pages = paginateFilterLogEvents({ client: logs }, { logGroupName, filterPattern: 'ERROR', startTime });
    for await (const { events = [] } of pages) found.push(...events.filter(errorLine));
    return found;
  } catch (error) {
    // No log group yet: the function has never run.
    if ((error as Error).name === 'ResourceNotFoundException') return [];
    throw error;
  }
}

/** What is wrong with a stack, one sentence each; empty when all is well. Dead letters are told apart by the caller. */
export function faultsOf(state: StackState): string[] {
  const faults: string[] = [];
  if (!/^(?:CREATE|UPDATE|IMPORT)_COMPLETE$|^UPDATE_ROLLBACK_COMPLETE$/.test(state.status)) {
    faults.push(`stack ${state.stack} is ${state.status}`);
  }
  if (state.missingOutputs.length > 0) {
    faults.push(
      `stack ${state.stack} has no output ${state.missingOutputs.join(', ')}: it is no stack of claimwire, or of another version`,
    );
    return faults;
  }
  if (!state.notification)
    faults.push(`the bucket does not announce objects below ${INCOMING_PREFIX} to the incoming queue`);
  for (const { stage, queue, functionState, lastUpdate, eventSource } of state.stages) {
    // Some emulators know no states: what they do not say is no fault.
    if (!['Active', 'unknown', 'Inactive'].includes(functionState))
      faults.push(`the function of stage ${stage} is ${functionState}`);
    if (lastUpdate === 'Failed') faults.push(`the last change of the function of stage ${stage} failed`);
    if (eventSource !== 'Enabled') faults.push(`stage ${stage} gets no input: its event source is ${eventSource}`);
    if (queue && !queue.redrive) faults.push(`the queue of stage ${stage} has no dead-letter queue`);
  }
  return faults;
}
