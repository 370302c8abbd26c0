// The folder in which a local cloud outlives its process: one user at a time, and stale locks are no hindrance.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyDataDirectory, openDataDirectory } from '../../../cli/local/data-directory.ts';

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
