// Stored objects as files: whole or not at all, and in the order in which they were written.
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openObjectFiles } from '../../../cli/local/object-files.ts';
import type { ObjectVersion } from '../../../cli/local/object-version.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'claimwire-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const version = (sequencer: string, key: string): ObjectVersion => ({
  bucket: 'articles',
  key,
  versionId: null,
  sequencer,
  eventTime: '2031-01-01T00:00:00.000Z',
  eventName: 'ObjectCreated:Put',
  size: 3,
  eTag: 'e',
  contentType: 'text/plain',
  metadata: { who: 'Zoë' },
  systemHeaders: {},
});

test('what was saved is listed oldest first and read back byte by byte', () => {
  const files = openObjectFiles(directory);
  const bytes = Buffer.from([10, 0, 255, 10, 123]);
  const later = version('00B', 'incoming/../../etc/passwd');
  const earlier = version('00A', 'x\ny "/" 漢');
  files.save(later, bytes);
  files.save(earlier, Buffer.alloc(0));
  const again = openObjectFiles(directory);
  expect(again.list()).toEqual([earlier, later]);
  expect(again.read(later).equals(bytes)).toBe(true);
  expect(again.read(earlier)).toHaveLength(0);
  again.remove(earlier);
  again.remove(earlier);
  expect(again.list()).toEqual([later]);
});

test('a file that was being written when the process was killed is not there after a restart', () => {
  openObjectFiles(directory).save(version('00A', 'a'), Buffer.from('abc'));
  writeFileSync(join(directory, '00B.part'), '{"key":');
  expect(openObjectFiles(directory).list()).toHaveLength(1);
});

test('a file that is no object is an error that names it', () => {
  const files = openObjectFiles(directory);
  files.save(version('00A', 'a'), Buffer.from('abc'));
  truncateSync(join(directory, '00A'), 5);
  expect(() => files.list()).toThrow(`found none`);
  expect(() => files.list()).toThrow(join(directory, '00A'));
});
