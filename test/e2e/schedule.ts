// EventBridge Scheduler at the target: feeds are polled by it.

import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateScheduleCommand, DeleteScheduleCommand } from '@aws-sdk/client-scheduler';
import { CreateQueueCommand, DeleteQueueCommand, GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import { proves } from './pipeline.ts';

/** A schedule is kept to the minute; a little later it must have fired. */
const FIRES_WITHIN_SECONDS = 120;

const AHEAD_MS = 3000;

export function firesAtItsTime(): void {
  proves(['scheduler'], 'a schedule fires at its time and brings what it was given', async (pipeline) => {
    const { sqs, scheduler, iam } = pipeline.clients;
    const name = `${pipeline.stackName}-tick`;
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
      await scheduler.send(new DeleteScheduleCommand({ Name: name }));
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
      await iam.send(new DeleteRolePolicyCommand({ RoleName: name, PolicyName: 'send' }));
      await iam.send(new DeleteRoleCommand({ RoleName: name }));
    }
  });
}
