// The two buckets: what people and programs upload, and the cleaned texts that are too long for a message.
import { Aws, Duration, type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { INCOMING_PREFIX } from '../shared/names.ts';
import type { BucketName } from '../shared/pipeline.ts';

/** An upload that was given up keeps its parts, unseen and paid for, until they are aborted. */
const ABORT_MULTIPART_DAYS = 7;

/**
 * A message names the object version it is about and may wait 4 days in a queue and 14 in a dead-letter queue; a version
 * that was overwritten meanwhile must still be there when it is redriven.
 */
const NONCURRENT_VERSION_DAYS = 30;

export interface ArticleStoreProps {
  removalPolicy: RemovalPolicy;
}

export class ArticleStore extends Construct {
  readonly buckets: Record<BucketName, Bucket>;

  constructor(scope: Construct, id: string, props: ArticleStoreProps) {
    super(scope, id);
    this.buckets = {
      articles: this.bucket('Articles', props.removalPolicy),
      texts: this.bucket('Texts', props.removalPolicy),
    };
  }

  /**
   * Sends a message to the queue for every object created below `incoming/`.
   *
   * By the bucket's own property, not by CDK's `addEventNotification`: that one is a custom resource with a function of
   * its own, which emulators do not run and which would need the right to rewrite any bucket's notifications.
   */
  notify(queue: Queue): void {
    const bucket = this.buckets.articles.node.defaultChild as CfnBucket;
    bucket.notificationConfiguration = {
      queueConfigurations: [
        {
          event: 's3:ObjectCreated:*',
          queue: queue.queueArn,
          filter: { s3Key: { rules: [{ name: 'prefix', value: INCOMING_PREFIX }] } },
        },
      ],
    };
    const permission = queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: {
          // The bucket's ARN itself would close a circle: bucket -> queue policy -> bucket. A fixed bucket name would break
          // it, but bucket names are global and a second environment could not be deployed. CloudFormation begins a
          // generated name with the stack's name in lower case, so that is what the pattern asks for; no other account
          // can use it, whatever its buckets are called.
          ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:s3:::${Stack.of(this).stackName.toLowerCase()}-*` },
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        },
      }),
    );
    if (!permission.policyDependable)
      throw new Error('the queue given to ArticleStore.notify has no policy of its own');
    // S3 sends a test message when the notification is set and refuses it if the queue does not let it.
    bucket.node.addDependency(permission.policyDependable);
  }

  private bucket(id: string, removalPolicy: RemovalPolicy): Bucket {
    const bucket = new Bucket(this, id, {
      versioned: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy,
      lifecycleRules: [
        {
          id: 'abandoned-uploads-and-old-versions',
          abortIncompleteMultipartUploadAfter: Duration.days(ABORT_MULTIPART_DAYS),
          noncurrentVersionExpiration: Duration.days(NONCURRENT_VERSION_DAYS),
          expiredObjectDeleteMarker: true,
        },
      ],
    });
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'No server access log: the ledger already says what became of every object. Who needs to know who read an object ' +
        "switches on CloudTrail data events for the account; a log bucket here would double the bill of small objects' requests.",
    });
    return bucket;
  }
}
