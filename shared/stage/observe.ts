// Logs and metrics of the stages: one JSON line per outcome, one counter per outcome and reason.
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { METRICS_NAMESPACE } from '../names.ts';
import type { StageName } from '../records/ledger.ts';
import type { Observer } from './run-stage.ts';

/** Observer that writes to standard output: log lines, and metrics in CloudWatch's embedded metric format. */
export function consoleObserver(stage: StageName): Observer {
  const logger = new Logger({ serviceName: `claimwire-${stage}` });
  const metrics = new Metrics({ namespace: METRICS_NAMESPACE, serviceName: stage });
  return {
    outcome({ document, kind, reason, detail, milliseconds }) {
      // Counted by kind; the reason goes to the log, where it may have any number of values without a bill for each.
      metrics.addMetric(`outcome.${kind}`, MetricUnit.Count, 1);
      metrics.addMetric('recordMilliseconds', MetricUnit.Milliseconds, milliseconds);
      logger.info('outcome', {
        documentId: document?.documentId,
        key: document?.key,
        kind,
        reason,
        detail,
        milliseconds: Math.round(milliseconds),
      });
    },
    failure({ document, messageId, attempt, error }) {
      metrics.addMetric('failure', MetricUnit.Count, 1);
      logger.error('failed, will be retried', {
        documentId: document?.documentId,
        key: document?.key,
        messageId,
        attempt,
        error,
      });
    },
    flush() {
      metrics.publishStoredMetrics();
    },
  };
}
