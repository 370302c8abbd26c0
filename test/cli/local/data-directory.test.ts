// The folder in which a local cloud outlives its process: one user at a time, and stale locks are no hindrance.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyDataDirectory, openDataDirectory } from '../../../cli/local/data-directory.ts';

const OPENER = fileURLToPath(new URL('fixtures/open-directory.ts', import.meta.url));

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'claimwire-'));
});
afterEach(() => rmSync(root, { recursive: true }));

test('a folder that does not exist is made, and released again for the next', () => {
  const path = join(root, 'deep', 'er');
  openDataDirectory(path).release();
  openDataDirectory(path).release();
  expect(existsSync(join(path, 'lock'))).toBe(false);
});

test('a folder in use by this process is refused', () => {
  const { release } = openDataDirectory(root);
  expect(() => openDataDirectory(join(root, '.'))).toThrow(`process ${process.pid} is using it`);
  release();
});

test('a folder in use by another living process is refused', () => {
  writeFileSync(join(root, 'lock'), String(process.ppid));
  expect(() => openDataDirectory(root)).toThrow(`process ${process.ppid} is using it`);
});

test.each([
  { what: 'a dead process', lock: () => String(spawnSync(process.execPath, ['-e', '']).pid) },
  { what: 'a dead process that had the id of this one', lock: () => String(process.pid) },
  { what: 'nobody, cut off while it was written', lock: () => '' },
])('the lock of $what is taken over', ({ lock }) => {
  writeFileSync(join(root, 'lock'), lock());
  openDataDirectory(root).release();
});

test('what a process left that died while it opened a folder is cleared away', () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  writeFileSync(join(root, `opened-by-${dead}`), '');
  openDataDirectory(root).release();
  expect(readdirSync(root)).toEqual([]);
});

test('a folder that another living process is about to open is left to it, and told', () => {
  writeFileSync(join(root, `opened-by-${process.ppid}`), '');
  expect(() => openDataDirectory(root)).toThrow(`process ${process.ppid} is opening it, too`);
  expect(readdirSync(root)).toEqual([`opened-by-${process.ppid}`]);
});

test('a lock that can not be read is told, not taken over', () => {
  mkdirSync(join(root, 'lock'));
  expect(() => openDataDirectory(root)).toThrow('EISDIR');
});

test('of processes that find the lock of a dead one at once, one takes it over', { timeout: 60_000 }, async () => {
  const dead = String(spawnSync(process.execPath, ['-e', '']).pid);
  for (let round = 0; round < 2; round++) {
    const path = join(root, String(round));
    mkdirSync(path);
    writeFileSync(join(path, 'lock'), dead);
    const start = String(Date.now() + 1_500);
    const results = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const child = spawn(process.execPath, ['--import', 'tsx', OPENER, path, start], {
          stdio: ['pipe', 'pipe', 'inherit'],
        });
        const [answer] = (await once(child.stdout, 'data')) as [Buffer];
        return { child, answer: String(answer) };
      }),
    );
    // Each keeps what it has until all have answered.
    for (const { child } of results) child.stdin.end();
    expect(results.map(({ answer }) => answer).sort()).toEqual(['opened', 'refused', 'refused', 'refused']);
  }
});

test('the position in a stream is kept', () => {
  const first = openDataDirectory(root);
  expect(first.readCheckpoint('claims')).toBeNull();
  first.writeCheckpoint('claims', '17');
  first.release();
  const second = openDataDirectory(root);
  expect(second.readCheckpoint('claims')).toBe('17');
  second.release();
});

test('emptying a folder removes what a local cloud put there, and nothing of its owner', () => {
  mkdirSync(join(root, 'objects'));
  for (const name of ['objects/01', 'tables.sqlite', 'tables.sqlite-wal', 'run.json', 'stream-claims.position'])
    writeFileSync(join(root, name), '');
  for (const name of ['article.txt', 'tables.sqlite.txt', 'my-run.json']) writeFileSync(join(root, name), '');
  emptyDataDirectory(root);
  expect(readdirSync(root).sort()).toEqual(['article.txt', 'my-run.json', 'tables.sqlite.txt']);
});

test('a folder in use is not emptied', () => {
  writeFileSync(join(root, 'lock'), String(process.ppid));
  writeFileSync(join(root, 'run.json'), '');
  expect(() => emptyDataDirectory(root)).toThrow(`process ${process.ppid} is using it`);
  expect(readdirSync(root).sort()).toEqual(['lock', 'run.json']);
});
