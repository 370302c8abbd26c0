// Repair of fauxqs: StartMessageMoveTask, ListMessageMoveTasks and ListDeadLetterSourceQueues, for redriving dead letters.
// Remove with fauxqs 2.6 or later, which has them.
import type { Fauxqs, SqsQueue, SqsStore } from '../fauxqs.ts';

interface MoveTask {
  TaskHandle: string;
  Status: 'COMPLETED';
  SourceArn: string;
  DestinationArn?: string;
  ApproximateNumberOfMessagesMoved: number;
  StartedTimestamp: number;
}

/** An SQS operation: parsed request in, response out; a string is an error's code with its message. */
type Operation = (body: Record<string, unknown>) => object | { code: string; message: string };

/** True for what an operation returns instead of a response. */
export function isSqsError(result: object): result is { code: string; message: string } {
  return 'code' in result && 'message' in result;
}

/** The operations that fauxqs lacks, by the name in X-Amz-Target. A move is done when StartMessageMoveTask answers. */
export function moveTaskOperations(
  sqs: SqsStore,
  createMessage: Fauxqs['createMessage'],
): Partial<Record<string, Operation>> {
  const tasks: MoveTask[] = [];
  const sourcesOf = (deadLetterArn: string): SqsQueue[] =>
    sqs.listQueues().filter((queue) => {
      const policy = queue.attributes.RedrivePolicy;
      return policy !== undefined && JSON.parse(policy).deadLetterTargetArn === deadLetterArn;
    });

  return {
    StartMessageMoveTask: ({ SourceArn, DestinationArn }) => {
      const source = sqs.getQueueByArn(String(SourceArn));
      const destination = DestinationArn ? sqs.getQueueByArn(String(DestinationArn)) : sourcesOf(String(SourceArn))[0];
      if (!source || !destination) {
        return {
          code: 'ResourceNotFoundException',
          message: source
            ? `Cannot tell where the messages of ${String(SourceArn)} came from: no queue names it as its dead-letter queue. Give a DestinationArn.`
            : `The queue ${String(SourceArn)} does not exist.`,
        };
      }
      source.processTimers();
      // A redriven message is a new message: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
      const moved = source.messages.splice(0);
      for (const message of moved) destination.enqueue(createMessage(message.body, message.messageAttributes));
      const task: MoveTask = {
        TaskHandle: Buffer.from(`${source.arn}#${tasks.length}`).toString('base64'),
        Status: 'COMPLETED',
        SourceArn: source.arn,
        ...(DestinationArn ? { DestinationArn: destination.arn } : {}),
        ApproximateNumberOfMessagesMoved: moved.length,
        StartedTimestamp: Date.now(),
      };
      tasks.unshift(task);
      return { TaskHandle: task.TaskHandle };
    },
    ListMessageMoveTasks: ({ SourceArn, MaxResults }) => ({
      Results: tasks.filter((task) => task.SourceArn === SourceArn).slice(0, Number(MaxResults ?? 1)),
    }),
    ListDeadLetterSourceQueues: ({ QueueUrl }) => {
      const queue = sqs.getQueue(String(QueueUrl));
      if (!queue) return { code: 'QueueDoesNotExist', message: 'The specified queue does not exist.' };
      return { queueUrls: sourcesOf(queue.arn).map((source) => source.url) };
    },
  };
}
