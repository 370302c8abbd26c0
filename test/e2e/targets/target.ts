// What every target of the end-to-end suite is: what it can do, whether this machine has it, how it starts and ends.
import type { Address } from '../../../shared/aws/clients-at.ts';

export const TARGET_NAMES = ['embedded', 'ministack', 'ministack-iam', 'localstack', 'endpoint', 'aws'] as const;
export type TargetName = (typeof TARGET_NAMES)[number];

/** What a target can be asked to prove, and what that means. Tests ask for these, never for a target by name. */
export const CAPABILITIES = {
  pipelineRuns: 'an object put into the bucket goes through all stages',
  reemitsEvents: 'the same S3 event can be delivered again',
  deadLetters: "a message is given up after the template's receive limit and waits in its dead-letter queue",
  partialBatch: 'of a batch, only the failed messages come back',
  functionFaults: 'functions that throw, exit or run out of time are ended and their messages come back',
  moveTask: 'a dead-letter queue is drained by StartMessageMoveTask',
  changeFeed: 'changes of the claims table arrive on the event bus and at its consumers',
  streamPartialFailure: 'of a stream batch, the failed record and those behind it come back',
  stack: 'the stack is deployed by CDK as it is, with its functions as bundles',
  functionUpdate: 'code and configuration of a deployed function can be changed',
  updateInPlace: 'a second deployment replaces the functions while messages are on their way',
  status: '`claimwire doctor` and `claimwire status` read the deployed stack',
  queueAges: '`claimwire status` tells from CloudWatch how long messages have waited',
  scheduler: 'a schedule of EventBridge Scheduler fires',
  feeds: 'a feed on this machine is polled when the clock fires, and its articles go through the pipeline',
  iamEnforced: "calls are allowed or refused by each function's own role",
  destroy: '`cdk destroy` leaves nothing',
} as const;
export type Capability = keyof typeof CAPABILITIES;

/** True, or the reason why the target lacks it. */
export type Capabilities = Record<Capability, true | string>;

/** The SDK's settings for each service, and the same as environment variables for child processes. */
export interface Connection {
  endpoints: Partial<Record<'s3' | 'sqs' | 'dynamodb' | 'default', string>>;
  region: string;
  account: string;
  credentials: NonNullable<Address['credentials']> | null;
  /** The whole environment of child processes that talk to the target. */
  environment: Record<string, string>;
}

/** What tests need of a deployed pipeline. Plain data: it crosses from the process that deploys to those that test. */
export interface Deployed {
  target: TargetName;
  capabilities: Capabilities;
  connection: Connection;
  /** The stack's outputs, by the names in shared/stack-outputs.ts; of functions and bus only where there are any. */
  outputs: Record<string, string>;
  stackName: string;
  /** The assembly that was deployed; null where nothing is deployed by CDK. */
  assembly: string | null;
  /** Folder of this run, removed at its end. */
  folder: string;
  /** Longest time to wait for what takes a moment on a fast target, in seconds. */
  patienceSeconds: number;
  /** At most so many invocations of a stage at once; null leaves it to the template. */
  concurrency: number | null;
  /** Queue at which the change feed's events arrive; null where there is no feed. */
  changeFeedQueueUrl: string | null;
  /** A POST here sets off what the schedules would; null where functions can be invoked themselves. */
  clockUrl: string | null;
}

/** Everything a target gets from the run. */
export interface Run {
  /** Unique among runs; letters and digits, at most 12. */
  id: string;
  folder: string;
  log(line: string): void;
}

export interface Started {
  deployed: Deployed;
  stop(): Promise<void>;
}

export interface Target {
  name: TargetName;
  capabilities: Capabilities;
  /** Why the machine cannot run it, in one sentence; null when it can. */
  unavailable(): Promise<string | null>;
  /** Starts and deploys. On failure nothing is left running. */
  start(run: Run): Promise<Started>;
}
