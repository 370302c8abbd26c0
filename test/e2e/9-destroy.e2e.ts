// Deleting the stack leaves nothing behind. The last file: nothing can be tested after it.
import { describe, expect } from 'vitest';
import { destroy } from './deploy.ts';
import { eventually } from './eventually.ts';
import { proves } from './pipeline.ts';
import { emptyBuckets, leftOf, physicalIds } from './stack-resources.ts';

describe('destroying the stack', () => {
  proves(
    ['stack', 'destroy'],
    'leaves none of its buckets, queues, tables, functions, roles, logs',
    async (pipeline) => {
      const ids = await physicalIds(pipeline.clients, pipeline.stackName);
      const before = await leftOf(pipeline.clients, pipeline.stackName, ids);
      expect(new Set(before.map((line) => line.slice(0, line.lastIndexOf(' '))))).toEqual(
        new Set(['bucket', 'queue', 'table', 'function', 'role', 'bus', 'log group', 'stack']),
      );
      await emptyBuckets(pipeline.clients, pipeline.outputs);
      await destroy(pipeline.folder, pipeline.connection, pipeline.assembly!);
      await eventually('the services to have forgotten the stack', pipeline.patienceSeconds, async () => {
        expect(await leftOf(pipeline.clients, pipeline.stackName, ids)).toEqual([]);
      });
    },
  );
});
