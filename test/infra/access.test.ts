// Least privilege: what each role may do is what shared/pipeline.ts states for its stage, and nothing beyond it.
import { beforeAll, describe, expect, it } from 'vitest';
import { accessStatements, environmentOf, type Resources } from '../../infra/access.ts';
import { ENV } from '../../shared/names.ts';
import { type Access, type QueueName, STAGES, type StageDefinition } from '../../shared/pipeline.ts';
import {
  bucketOutput,
  deadLetterQueueUrlOutput,
  EVENT_BUS_OUTPUT,
  functionOutput,
  queueUrlOutput,
  tableOutput,
} from '../../shared/stack-outputs.ts';
import { type Json, type Resource, referenced, synthesise } from './synthesised.ts';

let template: Json;
let resources: Resource[];

beforeAll(() => {
  ({ template, resources } = synthesise());
});

const idBehind = (output: string) => referenced(template.Outputs[output].Value)!;
const functionOf = (stage: StageDefinition) =>
  resources.find(({ logicalId }) => logicalId === idBehind(functionOutput(stage.id)))!;
const roleOf = (stage: StageDefinition) => {
  const logicalId = referenced(functionOf(stage).properties.Role);
  return resources.find((resource) => resource.logicalId === logicalId)!;
};

/** `arn of LogicalId` plus whatever follows it, so that a template's ARN reads as one string. */
function arn(value: Json): string {
  if (typeof value === 'string') return value;
  if (value['Fn::Join']) return value['Fn::Join'][1].map(arn).join('');
  const [logicalId, attribute] = value['Fn::GetAtt'] ?? [];
  return attribute === 'Arn' ? `<${logicalId}>` : `<${logicalId}.${attribute}>`;
}

/** Every (action, resource) pair that a role allows. */
function allowed(role: Resource): string[] {
  return role.properties.Policies.flatMap((policy: Json) => policy.PolicyDocument.Statement)
    .flatMap((statement: Json) => {
      expect(statement.Effect).toBe('Allow');
      return [statement.Action]
        .flat()
        .flatMap((action: string) =>
          [statement.Resource].flat().map((resource: Json) => `${action} on ${arn(resource)}`),
        );
    })
    .sort();
}

function pairsOf(stage: StageDefinition, access: Access): string[] {
  const queueNamed = (which: QueueName | 'next' | 'own'): QueueName => {
    if (which === 'next') return stage.next!;
    if (which === 'own' && stage.source.kind === 'queue') return stage.source.queue;
    return which as QueueName;
  };
  const resource =
    'table' in access
      ? `<${idBehind(tableOutput(access.table))}>${access.index ? `/index/${access.index}` : ''}`
      : 'bucket' in access
        ? `<${idBehind(bucketOutput(access.bucket))}>${access.prefix ? `/${access.prefix}*` : ''}`
        : 'queue' in access
          ? `<${idBehind(queueUrlOutput(queueNamed(access.queue)))}>`
          : `<${idBehind(EVENT_BUS_OUTPUT)}>`;
  return access.actions.map((action) => `${action} on ${resource}`);
}

/** What Lambda does in the function's name. */
function runtimePairs(stage: StageDefinition): string[] {
  const logs = `<${referenced(functionOf(stage).properties.LoggingConfig.LogGroup)}>`;
  const logging = ['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) => `${action} on ${logs}`);
  if (stage.source.kind === 'queue') {
    const queue = `<${idBehind(queueUrlOutput(stage.source.queue))}>`;
    const polling = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
    return [...logging, ...polling.map((action) => `${action} on ${queue}`)];
  }
  const table = idBehind(tableOutput(stage.source.table));
  const reading = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
  return [
    ...logging,
    ...reading.map((action) => `${action} on <${table}.StreamArn>`),
    `dynamodb:ListStreams on <${table}>/stream/*`,
    `sqs:SendMessage on <${idBehind(deadLetterQueueUrlOutput(stage.id))}>`,
  ];
}

/** Roles of the clock, see the test of the schedules. */
const isOfSchedule = ({ logicalId }: Resource) =>
  resources.some(
    ({ type, properties }) =>
      type === 'AWS::Scheduler::Schedule' && referenced(properties.Target.RoleArn) === logicalId,
  );

describe('roles', () => {
  it.each(STAGES)('let stage $id do what the pipeline states and what Lambda needs to run it, no more', (stage) => {
    const expected = [...stage.access.flatMap((access) => pairsOf(stage, access)), ...runtimePairs(stage)];
    expect(allowed(roleOf(stage))).toEqual([...new Set(expected)].sort());
  });

  it('are one for each function, assumed by Lambda alone, without managed or later policies', () => {
    const roles = resources.filter((resource) => resource.type === 'AWS::IAM::Role' && !isOfSchedule(resource));
    expect(roles).toHaveLength(STAGES.length);
    expect(new Set(STAGES.map((stage) => roleOf(stage).logicalId)).size).toBe(STAGES.length);
    for (const { properties } of roles) {
      expect(properties).not.toHaveProperty('ManagedPolicyArns');
      expect(properties.AssumeRolePolicyDocument.Statement).toEqual([
        { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } },
      ]);
    }
    const others = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::Lambda::Permission'];
    expect(resources.filter(({ type }) => others.includes(type))).toEqual([]);
  });

  it('name no action by a wildcard, and no resource outside the stack', () => {
    const wildcards = new Set<string>();
    for (const role of resources.filter(({ type }) => type === 'AWS::IAM::Role')) {
      for (const pair of allowed(role)) {
        const [action, resource] = pair.split(' on ') as [string, string];
        expect(action).toMatch(/^[a-z0-9]+:[A-Za-z]+$/);
        const owner = /^<(\w+)(?:\.\w+)?>/.exec(resource)?.[1];
        expect(Object.keys(template.Resources), pair).toContain(owner);
        const rest = resource.slice(resource.indexOf('>') + 1);
        if (rest.includes('*')) wildcards.add(rest);
      }
    }
    // Objects are named at run time, below a prefix; streams are named by the time at which they were made.
    expect([...wildcards].sort()).toEqual(['/incoming/*', '/incoming/feeds/*', '/stream/*', '/texts/*']);
  });
});

describe('environment', () => {
  it.each(STAGES)('of stage $id holds the variables that the pipeline names, each pointing into the stack', (stage) => {
    const variables = functionOf(stage).properties.Environment.Variables;
    expect(Object.keys(variables).sort()).toEqual(stage.environment.map((key) => ENV[key]).sort());
    for (const [name, value] of Object.entries(variables)) {
      // Words for people, not a part of the stack.
      if (name === ENV.contact) continue;
      expect(Object.keys(template.Resources), name).toContain(referenced(value));
    }
    if (variables.OWN_QUEUE_URL && stage.source.kind === 'queue') {
      expect(referenced(variables.OWN_QUEUE_URL)).toBe(idBehind(queueUrlOutput(stage.source.queue)));
    }
    if (variables.NEXT_QUEUE_URL) {
      expect(referenced(variables.NEXT_QUEUE_URL)).toBe(idBehind(queueUrlOutput(stage.next!)));
    }
  });
});

describe('a pipeline that contradicts itself', () => {
  const nothing = { queues: new Map() } as unknown as Resources;
  const last: StageDefinition = {
    ...STAGES.find(({ id }) => id === 'clean')!,
    next: null,
    access: [],
    environment: ['nextQueueUrl'],
  };

  it.each([
    ['the next queue of the last stage', { ...last }, /stage "clean" asks for its next queue but .* names none/],
    [
      'a queue that nothing before it reads',
      { ...last, next: 'unique' as const },
      /stage "clean" needs queue "unique"/,
    ],
  ])('is refused at synthesis: %s', (_, stage, message) => {
    expect(() => environmentOf(stage, nothing)).toThrow(message);
    const access: Access[] = [{ queue: 'next', actions: ['sqs:SendMessage'] }];
    expect(() => accessStatements({ ...stage, access }, nothing)).toThrow(message);
  });
});
