// The operator's dashboard, apart from the pipeline: emulators do not know dashboards, and it comes and goes freely.
import { Duration, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { STAGES, type StageDefinition } from '../shared/pipeline.ts';
import { deadLetterQueueUrlOutput, functionOutput, queueUrlOutput } from '../shared/stack-outputs.ts';

export interface DashboardStackProps extends StackProps {
  /** The deployed pipeline; its outputs are read, so the two stacks can be updated and deleted in any order. */
  pipelineStackName: string;
}

export class DashboardStack extends Stack {
  constructor(scope: Construct, id: string, props: DashboardStackProps) {
    super(scope, id, props);
    const period = Duration.minutes(5);
    const output = (name: string) => Fn.getStackOutput(props.pipelineStackName, name);

    const ofFunction = (metricName: string, statistic: string) => (stage: StageDefinition) =>
      new Metric({
        namespace: 'AWS/Lambda',
        metricName,
        dimensionsMap: { FunctionName: output(functionOutput(stage.id)) },
        statistic,
        period,
        label: stage.id,
      });
    const ofQueue = (metricName: string, urlOutput: string, label: string) =>
      new Metric({
        namespace: 'AWS/SQS',
        metricName,
        // https://sqs.REGION.amazonaws.com/ACCOUNT/NAME. Fn::Split takes a Fn::Sub and no Fn::GetStackOutput:
        // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-split.html
        dimensionsMap: { QueueName: Fn.select(4, Fn.split('/', Fn.sub(`\${Url}`, { Url: output(urlOutput) }))) },
        statistic: Stats.MAXIMUM,
        period,
        label,
      });
    const graph = (title: string, left: Metric[]) => new GraphWidget({ title, width: 12, left });
    const queueStages = STAGES.flatMap(({ source }) => (source.kind === 'queue' ? [source.queue] : []));
    const streamStages = STAGES.filter((stage) => stage.source.kind === 'stream');

    new Dashboard(this, 'Dashboard', {
      widgets: [
        [
          graph(
            'Dead letters',
            STAGES.map(({ id }) => ofQueue('ApproximateNumberOfMessagesVisible', deadLetterQueueUrlOutput(id), id)),
          ),
          graph(
            'Messages waiting',
            queueStages.map((queue) => ofQueue('ApproximateNumberOfMessagesVisible', queueUrlOutput(queue), queue)),
          ),
        ],
        [
          graph(
            'Oldest message (seconds)',
            queueStages.map((queue) => ofQueue('ApproximateAgeOfOldestMessage', queueUrlOutput(queue), queue)),
          ),
          graph('Oldest stream record (milliseconds)', streamStages.map(ofFunction('IteratorAge', Stats.MAXIMUM))),
        ],
        [
          graph('Invocations', STAGES.map(ofFunction('Invocations', Stats.SUM))),
          graph('Duration, 95th percentile (milliseconds)', STAGES.map(ofFunction('Duration', Stats.p(95)))),
        ],
        [
          graph('Function errors', STAGES.map(ofFunction('Errors', Stats.SUM))),
          graph('Throttles', STAGES.map(ofFunction('Throttles', Stats.SUM))),
        ],
      ],
    });
  }
}
