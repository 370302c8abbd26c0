// `claimwire status` of a local run: its documents by outcome, in the order in which outcomes are told everywhere.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimwire } from '../../support/command-line.ts';
import { hasDynamoDb } from '../../support/dynamodb.ts';
import { fillTables } from '../../support/newsroom.ts';
import { startTables, type TestTables } from '../../support/tables.ts';

describe.skipIf(!hasDynamoDb())('a local run', () => {
  let tables: TestTables;
  beforeAll(async () => {
    tables = await startTables();
  });
  afterAll(() => tables?.stop());

  test('without documents, and with one that failed', async () => {
    const status = () => claimwire(['status', '--data', tables.directory]);
    const where = `the local run in ${tables.directory}`;
    expect(await status()).toEqual({ code: 0, out: `${where}: no documents\n`, err: '' });
    await fillTables(tables);
    const { code, out } = await status();
    expect(code).toBe(1);
    expect(out.split('\n')[0]).toBe(`${where}: 2 extracted, 1 duplicate, 1 revision, 2 rejected, 1 failed`);
  });
});
