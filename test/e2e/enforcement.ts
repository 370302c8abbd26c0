// What the run with IAM enforcement changes after deployment, and why: the template stays as it is.
//
//  - MiniStack evaluates `aws:SecureTransport`, and the suite talks plain HTTP to it on loopback: the statements that
//    refuse such calls (of the stack's buckets and queues, and of CDK's staging bucket) are taken out. That they are in
//    the template is asserted by the tests of infra/.
//  - MiniStack checks SendMessageBatch under that name; on AWS the action is `sqs:SendMessage`
//    (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html).
//    Every role that may send gets the other name for the same queues.

import { GetRolePolicyCommand, ListRolePoliciesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { DeleteBucketPolicyCommand } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { QUEUES, STAGES } from '../../shared/pipeline.ts';
import { bucketOutput, deadLetterQueueUrlOutput, functionOutput, queueUrlOutput } from '../../shared/stack-outputs.ts';
import type { Clients } from './connection.ts';
import type { Connection } from './targets/target.ts';

interface Statement {
  Effect: string;
  Action: string | string[];
  Condition?: unknown;
}

const statementsOf = (policy: string): Statement[] => {
  const { Statement: statements } = JSON.parse(policy) as { Statement: Statement | Statement[] };
  return Array.isArray(statements) ? statements : [statements];
};

const refusesPlainHttp = ({ Effect, Condition }: Statement) =>
  Effect === 'Deny' && JSON.stringify(Condition ?? {}).includes('aws:SecureTransport');

const list = (actions: string | string[]) => (Array.isArray(actions) ? actions : [actions]);

export const allowWithoutTls = {
  async onStagingBucket({ s3 }: Clients, { account, region }: Connection): Promise<void> {
    await s3.send(new DeleteBucketPolicyCommand({ Bucket: `cdk-hnb659fds-assets-${account}-${region}` }));
  },

  async onStack({ s3, sqs, iam, lambda }: Clients, outputs: Record<string, string>): Promise<void> {
    for (const bucket of ['articles', 'texts'] as const) {
      await s3.send(new DeleteBucketPolicyCommand({ Bucket: outputs[bucketOutput(bucket)] }));
    }
    const queueUrls = [
      ...QUEUES.map((queue) => outputs[queueUrlOutput(queue)]),
      ...STAGES.map((stage) => outputs[deadLetterQueueUrlOutput(stage.id)]),
    ];
    for (const QueueUrl of queueUrls) {
      const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] }));
      if (!Attributes?.Policy) continue;
      const kept = statementsOf(Attributes.Policy).filter((statement) => !refusesPlainHttp(statement));
      const Policy = kept.length === 0 ? '' : JSON.stringify({ Version: '2012-10-17', Statement: kept });
      await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
    }
    for (const stage of STAGES) {
      const FunctionName = outputs[functionOutput(stage.id)];
      const { Role } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      const RoleName = Role!.split('/').at(-1)!;
      const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
      for (const PolicyName of PolicyNames) {
        const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
        const sending = statementsOf(decodeURIComponent(PolicyDocument!)).filter(({ Action }) =>
          list(Action).includes('sqs:SendMessage'),
        );
        if (sending.length === 0) continue;
        const Statement = sending.map((statement) => ({ ...statement, Action: 'sqs:SendMessageBatch' }));
        await iam.send(
          new PutRolePolicyCommand({
            RoleName,
            PolicyName: `${PolicyName}-batches`,
            PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
          }),
        );
      }
    }
  },
};
