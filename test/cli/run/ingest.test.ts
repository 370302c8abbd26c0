// What an interrupted run has stored is taken up, and the files as they are now end as the newest, in their order.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PutObjectCommand } from '@aws-sdk/client-s3';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalCloud } from '../../../cli/local/cloud.ts';
import type { ObjectVersion } from '../../../cli/local/object-version.ts';
import type { InputFile } from '../../../cli/run/collect-files.ts';
import { ingestFiles } from '../../../cli/run/ingest.ts';
import type { RunState } from '../../../cli/run/run-state.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'claimwire-ingest-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Files of these names and contents, each in a folder of its own: a name may come twice. */
function filesOf(...contents: string[]): InputFile[] {
  return contents.map((content, place) => {
    const [name, text] = content.split('=') as [string, string];
    const path = join(folder, String(place), name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return { path, name, sizeBytes: text.length };
  });
}

/** A bucket that outlives the runs, and the events that it sent again. */
function bucket() {
  const versions: ObjectVersion[] = [];
  const again: string[] = [];
  let room = Number.POSITIVE_INFINITY;
  const put = (key: string, body: string) => {
    if (room-- <= 0) throw new Error('killed');
    versions.push({
      bucket: 'articles',
      key,
      versionId: `v${versions.length}`,
      sequencer: String(versions.length),
      eventTime: '2024-03-01T00:00:01.000Z',
      eventName: 'ObjectCreated:Put',
      size: body.length,
      eTag: createHash('md5').update(body).digest('hex'),
      contentType: 'text/plain',
      metadata: {},
      systemHeaders: {},
    });
    contents.push(`${key.slice('incoming/'.length)}=${body}`);
    return { VersionId: versions.at(-1)!.versionId! };
  };
  const contents: string[] = [];
  const cloud = {
    resources: { buckets: { articles: 'articles' } },
    objects: () => [...versions],
    reemit: (_bucket: string, key: string) => again.push(key),
    clients: { s3: { send: async ({ input }: PutObjectCommand) => put(input.Key!, String(input.Body)) } },
  } as unknown as LocalCloud;
  const startedAt = '2024-03-01T00:00:00.000Z';
  return {
    contents,
    versions,
    put,
    /** Runs over the files; killed after so many puts. */
    async run(files: InputFile[], state: RunState['state'], puts = Number.POSITIVE_INFINITY) {
      room = puts;
      const interrupted = state === 'running' ? ({ v: 1, state, startedAt } as const) : null;
      try {
        return await ingestFiles(cloud, files, interrupted, new Map(), () => {});
      } catch (error) {
        if ((error as Error).message !== 'killed') throw error;
        return null;
      } finally {
        room = Number.POSITIVE_INFINITY;
      }
    },
  };
}

describe('a run after an interrupted one', () => {
  test('puts only what that one had not put yet, and knows the rest as its own', async () => {
    const { run, contents } = bucket();
    await run(filesOf('a=1', 'b=2', 'c=3'), 'done', 2);
    const ingested = await run(filesOf('a=1', 'b=2', 'c=3'), 'running');
    expect(contents).toEqual(['a=1', 'b=2', 'c=3']);
    expect(ingested?.files.map(({ versionId }) => versionId)).toEqual(['v0', 'v1', 'v2']);
  });

  test('over a file that was changed and changed back puts it again: the newest text is the one there is', async () => {
    const { run, contents } = bucket();
    await run(filesOf('a=1', 'b=2'), 'done', 1);
    await run(filesOf('a=other', 'b=2'), 'running', 1);
    await run(filesOf('a=1', 'b=2'), 'running');
    expect(contents).toEqual(['a=1', 'a=other', 'a=1', 'b=2']);
  });

  test('over one name with a text, another and the first again goes on where that one stopped', async () => {
    const { run, contents } = bucket();
    const files = filesOf('a=1', 'a=2', 'a=1', 'b=3');
    for (const puts of [1, 1, 1]) await run(files, 'running', puts);
    await run(files, 'running');
    expect(contents).toEqual(['a=1', 'a=2', 'a=1', 'b=3']);
  });

  test('takes no notice of what a feed brought in between, nor of a file that can not be read', async () => {
    const { run, put, contents } = bucket();
    await run(filesOf('a=1', 'b=2'), 'done', 1);
    put('incoming/feeds/page', 'x');
    const missing = { path: join(folder, 'nowhere'), name: 'nowhere', sizeBytes: 0 };
    const ingested = await run([missing, ...filesOf('a=1', 'b=2')], 'running');
    expect(contents).toEqual(['a=1', 'feeds/page=x', 'b=2']);
    expect(ingested?.problems).toMatchObject([{ path: missing.path }]);
  });
});

test('whatever is killed and changed in between, the files as they are now are stored last, in their order', async () => {
  const content = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(1)).map(([name, text]) => `${name}=${text}`);
  const contents = fc.array(content, { minLength: 1, maxLength: 4 });
  const runs = fc.array(fc.record({ contents, puts: fc.nat(4) }), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(runs, contents, async (killed, last) => {
      const { run, contents: stored, versions } = bucket();
      for (const { contents: files, puts } of killed) await run(filesOf(...files), 'running', puts);
      const ingested = await run(filesOf(...last), 'running');
      const names = new Set(last.map((one) => one.split('=')[0]));
      expect(stored.filter((one) => names.has(one.split('=')[0])).slice(-last.length)).toEqual(last);
      expect(
        ingested?.files.map(({ versionId }) => stored[versions.findIndex((one) => one.versionId === versionId)]),
      ).toEqual(last);
    }),
  );
});

test('whenever it is killed, files that stay as they are are stored once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 5 }), async (kills) => {
      const { run, contents } = bucket();
      const files = ['a=1', 'b=1', 'a=2', 'a=1', 'c=1'];
      for (const puts of kills) await run(filesOf(...files), 'running', puts);
      await run(filesOf(...files), 'running');
      expect(contents).toEqual(files);
    }),
  );
});
