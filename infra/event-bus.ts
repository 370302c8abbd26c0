// The bus on which changes of claims are announced.
import { Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';

/**
 * A bus without a resource policy: principals of this account use it by their own IAM rights, nobody else can. Consumers
 * add their rules to it in their own stacks.
 */
export function changeFeedBus(scope: Construct): EventBus {
  // The only physical name of the stack: CloudFormation generates none for a bus. The stack's name is unique in its region
  // and account, which is what a bus's name has to be.
  return new EventBus(scope, 'Changes', { eventBusName: Stack.of(scope).stackName });
}
