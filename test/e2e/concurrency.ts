// How many invocations of a stage run at once, where the target's machine does not have as many processors as AWS.
import { ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { STAGES } from '../../shared/pipeline.ts';
import { functionOutput } from '../../shared/stack-outputs.ts';
import type { Clients } from './connection.ts';

/** Limits the event sources of a deployed stack, as an operator could. A deployment sets them back. */
export async function limitConcurrency(
  { lambda }: Clients,
  outputs: Record<string, string>,
  limit: number,
): Promise<void> {
  await Promise.all(
    STAGES.map(async ({ id, source }) => {
      if (source.kind !== 'queue') return;
      const FunctionName = outputs[functionOutput(id)];
      const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({ FunctionName }));
      const ScalingConfig = { MaximumConcurrency: Math.min(source.maxConcurrency, limit) };
      for (const { UUID } of EventSourceMappings) {
        await lambda.send(new UpdateEventSourceMappingCommand({ UUID, ScalingConfig }));
      }
    }),
  );
}
