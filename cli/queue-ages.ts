// How long the oldest message of a queue has waited. SQS tells it to CloudWatch alone, and a look at a message would count as
// one of its receives.
import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';

/** SQS sends its metrics every minute, some minutes late (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html). */
const PERIOD_SECONDS = 60;
const WINDOW_MS = 15 * 60_000;

/** What CloudWatch knows of the queues, or why it knows nothing. */
export interface QueueAges {
  /** Seconds, by queue name; what has no value is left out, as queues have none that were idle for hours. */
  seconds: ReadonlyMap<string, number>;
  /** Why nothing could be read; null where something could. */
  problem: string | null;
}

/** Asks for all queues at once. A failure is part of the answer: nothing else that is asked of a stack depends on it. */
export async function oldestMessageAges(
  cloudWatch: CloudWatchClient,
  queueNames: readonly string[],
  now: Date,
): Promise<QueueAges> {
  try {
    const { MetricDataResults: results = [] } = await cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(now.getTime() - WINDOW_MS),
        EndTime: now,
        ScanBy: 'TimestampDescending',
        MetricDataQueries: queueNames.map((Value, i) => ({
          Id: `q${i}`,
          MetricStat: {
            Metric: {
              Namespace: 'AWS/SQS',
              MetricName: 'ApproximateAgeOfOldestMessage',
              Dimensions: [{ Name: 'QueueName', Value }],
            },
            Period: PERIOD_SECONDS,
            Stat: 'Maximum',
          },
        })),
      }),
    );
    const newest = results.flatMap(({ Id, Values = [] }) => {
      const name = queueNames[Number(Id!.slice(1))];
      return name === undefined || Values[0] === undefined ? [] : [[name, Values[0]] as const];
    });
    return { seconds: new Map(newest), problem: null };
  } catch (error) {
    const { name, message } = error as Error;
    return { seconds: new Map(), problem: `${name}: ${message}` };
  }
}
