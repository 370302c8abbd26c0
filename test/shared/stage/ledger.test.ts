// The ledger's rules of precedence, against a DynamoDB API.
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getItem } from '../../../shared/aws/get-item.ts';
import { ledgerKey } from '../../../shared/keys.ts';
import type { LedgerEntry } from '../../../shared/records/ledger.ts';
import { recordInLedger } from '../../../shared/stage/ledger.ts';
import { hasDynamoDb, startTestDynamoDb, type TestDynamoDb } from '../../support/dynamodb.ts';

const runs = hasDynamoDb();
let dynamo: TestDynamoDb;
beforeAll(async () => {
  if (runs) dynamo = await startTestDynamoDb();
});
afterAll(async () => {
  await dynamo?.stop();
});

const outcomes = {
  failed: { state: 'failed', error: 'Error: x', attempts: 1, deadLettered: false },
  extracted: { state: 'extracted', articleId: 'a', storyId: 's', claims: 3 },
  revision: { state: 'revision', articleId: 'a', supersededBy: { documentId: 'd2' } },
  duplicate: {
    state: 'duplicate',
    articleId: 'a',
    storyId: 's',
    of: { articleId: 'b', documentId: null },
    relation: 'near-duplicate',
    similarity: 0.9,
  },
  unpacked: { state: 'unpacked', entries: 2 },
  rejected: { state: 'rejected', reason: 'empty', detail: 'no bytes' },
} as const satisfies Record<string, LedgerEntry['outcome']>;

function entry(documentId: string, outcome: LedgerEntry['outcome']): LedgerEntry {
  return {
    document: {
      documentId,
      bucket: 'b',
      key: 'incoming/a',
      versionId: null,
      sequencer: '01',
      entry: null,
      entryIndex: 0,
      eventTime: '2024-03-01T00:00:00.000Z',
      sizeBytes: 1,
    },
    stage: 'extract',
    outcome,
    title: null,
    recordedAt: '2024-03-01T00:00:00.000Z',
  };
}

describe.runIf(runs)('the ledger', () => {
  test.each([
    ['failed', 'extracted', 'extracted'],
    ['failed', 'failed', 'failed'],
    ['extracted', 'failed', 'extracted'],
    ['rejected', 'failed', 'rejected'],
    ['revision', 'extracted', 'revision'],
    ['duplicate', 'extracted', 'duplicate'],
    ['rejected', 'extracted', 'extracted'],
    ['extracted', 'revision', 'revision'],
    ['extracted', 'duplicate', 'duplicate'],
    ['failed', 'rejected', 'rejected'],
    ['extracted', 'rejected', 'extracted'],
    ['revision', 'rejected', 'revision'],
    ['duplicate', 'rejected', 'duplicate'],
    ['unpacked', 'rejected', 'unpacked'],
  ] as const)('after %s, %s leaves %s', async (first, second, left) => {
    const documentId = `${first}-${second}`;
    await recordInLedger(dynamo.client, dynamo.tables.articles, entry(documentId, outcomes[first]));
    await recordInLedger(dynamo.client, dynamo.tables.articles, entry(documentId, outcomes[second]));
    const key = ledgerKey(documentId);
    const item = await getItem(dynamo.client, dynamo.tables.articles, key, { consistent: true });
    expect(item?.state).toBe(left);
    expect(item?.outcome).toEqual(outcomes[left]);
  });

  test('a rejection is replaced by a later one, which tells the newer reason', async () => {
    await recordInLedger(dynamo.client, dynamo.tables.articles, entry('twice', outcomes.rejected));
    const later = { ...outcomes.rejected, reason: 'object-gone' };
    await recordInLedger(dynamo.client, dynamo.tables.articles, entry('twice', later));
    const item = await getItem(dynamo.client, dynamo.tables.articles, ledgerKey('twice'), { consistent: true });
    expect(item?.outcome).toEqual(later);
  });

  test('whatever comes, in whatever order, what became of a document is not hidden by a failure or a rejection', async () => {
    const states = fc.array(fc.constantFrom(...(Object.keys(outcomes) as (keyof typeof outcomes)[])), { minLength: 1 });
    let documents = 0;
    await fc.assert(
      fc.asyncProperty(states, async (list) => {
        const documentId = `any-${documents++}`;
        for (const state of list) {
          await recordInLedger(dynamo.client, dynamo.tables.articles, entry(documentId, outcomes[state]));
        }
        const item = await getItem(dynamo.client, dynamo.tables.articles, ledgerKey(documentId), { consistent: true });
        const became = list.filter((state) => state !== 'failed' && state !== 'rejected');
        const left = [list.filter((state) => state === 'rejected'), list].find((some) => some.length > 0)!;
        expect(became.length > 0 ? became : left).toContain(item?.state);
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    { ...outcomes.failed, error: 'Error: \ud83d' },
    { ...outcomes.rejected, detail: 'got "\udc00' },
  ])('takes what was cut within a character: %j', async (outcome) => {
    const documentId = `cut-${outcome.state}`;
    await recordInLedger(dynamo.client, dynamo.tables.articles, { ...entry(documentId, outcome), title: 'T\ud83d' });
    const item = await getItem(dynamo.client, dynamo.tables.articles, ledgerKey(documentId), { consistent: true });
    expect(item?.title).toBe('T\ufffd');
    expect(JSON.stringify(item?.outcome)).toContain('\ufffd');
  });

  test('refuses an entry that is none, and passes on what is no question of precedence', async () => {
    await expect(
      recordInLedger(dynamo.client, dynamo.tables.articles, {
        ...entry('x', outcomes.failed),
        stage: 'nowhere' as 'clean',
      }),
    ).rejects.toThrow(/stage/);
    await expect(recordInLedger(dynamo.client, 'no-such-table', entry('x', outcomes.failed))).rejects.toThrow(
      /not found/i,
    );
  });
});
