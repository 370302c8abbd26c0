// What an operator is woken for: the alarms of one stage, each with its section of docs/runbook.md.
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface AlarmDefinition {
  /** Construct id, unique within the stage. */
  id: string;
  /** Section of docs/runbook.md. */
  runbook: 'dead-letters' | 'waiting-too-long' | 'function-errors' | 'throttles';
  /** What happened, in words that make sense in a message at night. */
  meaning: string;
  metric: IMetric;
  /** Alarms when the metric is at or above it. */
  threshold: number;
  /** Periods in a row; their length is the metric's. */
  periods: number;
}

/** Makes the alarms; where a topic is given, they are announced on it. */
export function addAlarms(scope: Construct, definitions: readonly AlarmDefinition[], topic: ITopic | undefined): void {
  for (const definition of definitions) {
    const alarm = new Alarm(scope, definition.id, {
      alarmDescription: `${definition.meaning} What to do: docs/runbook.md#${definition.runbook}`,
      metric: definition.metric,
      threshold: definition.threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: definition.periods,
      // Queues and functions without work report nothing, and that is no fault.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    if (topic) alarm.addAlarmAction(new SnsAction(topic));
  }
}
