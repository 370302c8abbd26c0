// How many invocations of a stage run at once on an emulator that starts a process for each on this machine.
import { availableParallelism } from 'node:os';
import { ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { STAGES } from '../../shared/pipeline.ts';
import { functionOutput } from '../../shared/stack-outputs.ts';
import type { Clients } from './connection.ts';

/** The least that AWS takes. */
const LEAST = 2;

/**
 * Limits the event sources of a deployed stack to what the machine's processors can do, as an operator could: ten
 * functions that start at once on two processors take longer than their timeouts, and all that is then seen is that.
 */
export async function limitConcurrency({ lambda }: Clients, outputs: Record<string, string>): Promise<void> {
  const processors = Math.max(LEAST, availableParallelism());
  await Promise.all(
    STAGES.map(async ({ id, source }) => {
      if (source.kind !== 'queue') return;
      const FunctionName = outputs[functionOutput(id)];
      const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({ FunctionName }));
      const MaximumConcurrency = Math.min(source.maxConcurrency, processors);
      for (const { UUID } of EventSourceMappings) {
        await lambda.send(new UpdateEventSourceMappingCommand({ UUID, ScalingConfig: { MaximumConcurrency } }));
      }
    }),
  );
}
