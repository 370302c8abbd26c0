// What the run with IAM enforcement changes, and why. infra/ stays as it is; the copy of the template that this run deploys
// differs in two points:
//
//  - MiniStack evaluates `aws:SecureTransport`, and everything talks plain HTTP to it on loopback: the statements that
//    refuse such calls (of the stack's buckets and queues, and of CDK's staging bucket) are taken out. That they are in
//    the template is asserted by the tests of infra/.
//  - MiniStack checks SendMessageBatch under that name; on AWS the action is `sqs:SendMessage`
//    (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html).
//    Every statement that allows sending allows it under both names.
import { DeleteBucketPolicyCommand } from '@aws-sdk/client-s3';
import type { Clients } from './connection.ts';
import type { Connection } from './targets/target.ts';
import { changeTemplate } from './template.ts';

interface Statement {
  Effect: string;
  Action: string | string[];
  Condition?: unknown;
}

interface Template {
  Resources: Record<
    string,
    {
      Type: string;
      Properties: {
        PolicyDocument?: { Statement: Statement[] };
        Policies?: { PolicyDocument: { Statement: Statement[] } }[];
      };
    }
  >;
}

const refusesPlainHttp = ({ Effect, Condition }: Statement) =>
  Effect === 'Deny' && JSON.stringify(Condition ?? {}).includes('aws:SecureTransport');

/** Changes the template of an assembly in place. */
export function adaptToEnforcement(assembly: string): void {
  changeTemplate(assembly, (template: Template) => {
    for (const [id, { Properties }] of Object.entries(template.Resources)) {
      const resourcePolicy = Properties?.PolicyDocument;
      if (resourcePolicy) {
        resourcePolicy.Statement = resourcePolicy.Statement.filter((statement) => !refusesPlainHttp(statement));
        if (resourcePolicy.Statement.length === 0) delete template.Resources[id];
      }
      for (const { PolicyDocument } of Properties?.Policies ?? []) {
        for (const statement of PolicyDocument.Statement) {
          const actions = [statement.Action].flat();
          if (actions.includes('sqs:SendMessage')) statement.Action = [...actions, 'sqs:SendMessageBatch'];
        }
      }
    }
  });
}

/** Lets assets be uploaded over plain HTTP. */
export async function openStagingBucket({ s3 }: Clients, { account, region }: Connection): Promise<void> {
  await s3.send(new DeleteBucketPolicyCommand({ Bucket: `cdk-hnb659fds-assets-${account}-${region}` }));
}
