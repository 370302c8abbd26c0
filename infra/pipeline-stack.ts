// The pipeline as one CloudFormation stack, built from shared/pipeline.ts.
import { join } from 'node:path';
import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { NO_CONTACT } from '../shared/names.ts';
import { type QueueName, STAGES, TABLES } from '../shared/pipeline.ts';
import {
  bucketOutput,
  deadLetterQueueUrlOutput,
  EVENT_BUS_OUTPUT,
  functionOutput,
  queueUrlOutput,
  tableOutput,
} from '../shared/stack-outputs.ts';
import type { Resources } from './access.ts';
import { alarmTopic } from './alarm-topic.ts';
import { ArticleStore } from './article-store.ts';
import { changeFeedBus } from './event-bus.ts';
import { Stage } from './stage.ts';
import { Tables } from './tables.ts';

export interface PipelineStackProps extends StackProps {
  /** Folder with `<stage>/index.mjs` for every stage, see infra/bundle.ts. */
  functions: string;
  /** What becomes of buckets and tables when the stack is deleted. @default RemovalPolicy.RETAIN */
  removalPolicy?: RemovalPolicy;
  /** Address that alarms are sent to. @default - alarms change state but tell nobody */
  alarmEmail?: string;
  /** Address under which owners of sites reach whoever runs this. @default - says that none was given */
  contact?: string;
  /** X-Ray traces of every invocation. @default false */
  tracing?: boolean;
}

export class PipelineStack extends Stack {
  /** In the order of the flow. */
  readonly stages: readonly Stage[];

  constructor(scope: Construct, id: string, props: PipelineStackProps) {
    super(scope, id, props);
    const { removalPolicy = RemovalPolicy.RETAIN, contact = NO_CONTACT, tracing = false } = props;

    // clock ─► poll-feeds ─► fetch-article ─► articles bucket
    // articles bucket ─► clean ─► deduplicate ─► extract ─► claims table ─► publish ─► event bus
    const store = new ArticleStore(this, 'Store', { removalPolicy });
    const tables = new Tables(this, 'Tables', { removalPolicy });
    const bus = changeFeedBus(this);
    const topic = props.alarmEmail === undefined ? undefined : alarmTopic(this, props.alarmEmail);

    const resources: Resources = { buckets: store.buckets, tables: tables.byName, bus, contact, queues: new Map() };
    // From the last to the first: a stage's queue stands before the stage that sends to it.
    this.stages = STAGES.toReversed()
      .map((definition) => {
        const code = join(props.functions, definition.id);
        return new Stage(this, definition.id, { definition, code, resources, alarmTopic: topic, tracing });
      })
      .toReversed();
    store.notify(this.queue('incoming'));

    this.outputs(resources);
  }

  private queue(name: QueueName) {
    const stage = this.stages.find(({ definition: { source } }) => source.kind === 'queue' && source.queue === name);
    if (!stage?.queue) throw new Error(`no stage of shared/pipeline.ts reads queue "${name}"`);
    return stage.queue;
  }

  /** The names in shared/stack-outputs.ts, which tools rely on. */
  private outputs({ buckets, tables, bus }: Resources): void {
    const output = (id: string, value: string) => new CfnOutput(this, id, { value });
    output(bucketOutput('articles'), buckets.articles.bucketName);
    output(bucketOutput('texts'), buckets.texts.bucketName);
    for (const { name } of TABLES) output(tableOutput(name), tables[name].tableName);
    output(EVENT_BUS_OUTPUT, bus.eventBusName);
    for (const stage of this.stages) {
      const { id, source } = stage.definition;
      if (stage.queue && source.kind === 'queue') output(queueUrlOutput(source.queue), stage.queue.queueUrl);
      output(deadLetterQueueUrlOutput(id), stage.deadLetters.queueUrl);
      output(functionOutput(id), stage.function.functionName);
    }
  }
}
