// EventBridge Scheduler at the target: feeds are polled by it.

import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateScheduleCommand } from '@aws-sdk/client-scheduler';
import { CreateQueueCommand, GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import { proves } from './pipeline.ts';
import { removeTick, tickOf } from './stack-resources.ts';

/** A schedule is kept to the minute; a little later it must have fired. */
const FIRES_WITHIN_SECONDS = 120;

const AHEAD_MS = 3000;

export function firesAtItsTime(): void {
  proves(['scheduler'], 'a schedule fires at its time and brings what it was given', async (pipeline) => {
    const { sqs, scheduler, iam } = pipeline.clients;
    const name = tickOf(pipeline.stackName);
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
    const Arn = Attributes!.QueueArn!;
    const trust = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'scheduler.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    };
    const { Role } = await iam.send(
      new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) }),
    );
    const grant = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: Arn }],
    };
    await iam.send(
      new PutRolePolicyCommand({ RoleName: name, PolicyName: 'send', PolicyDocument: JSON.stringify(grant) }),
    );
    const Input = JSON.stringify({ tick: name });
    await scheduler.send(
      new CreateScheduleCommand({
        Name: name,
        ScheduleExpression: `at(${new Date(Date.now() + AHEAD_MS).toISOString().slice(0, 19)})`,
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { Arn, RoleArn: Role!.Arn!, Input },
      }),
    );
    try {
      const messages = await pipeline.drain(QueueUrl!, (received) => received.length > 0, FIRES_WITHIN_SECONDS);
      expect(messages.map(({ Body }) => Body)).toEqual([Input]);
    } finally {
      await removeTick(pipeline.clients, pipeline.stackName);
    }
  });
}
