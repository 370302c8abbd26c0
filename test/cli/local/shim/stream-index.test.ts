// The database that brings the index for stream records along.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepareDatabase } from '../../../../cli/local/shim/stream-index.ts';

test('an empty database holds the index, and an existing one is left alone', () => {
  const directory = mkdtempSync(join(tmpdir(), 'claimwire-'));
  const path = join(directory, 'tables.sqlite');
  prepareDatabase(path);
  const made = readFileSync(path, 'latin1');
  expect(made.startsWith('SQLite format 3\0')).toBe(true);
  expect(made).toContain('ON _stream_records (table_name, CAST(sequence_number AS INTEGER))');
  writeFileSync(path, 'in use');
  prepareDatabase(path);
  expect(readFileSync(path, 'utf8')).toBe('in use');
  rmSync(directory, { recursive: true });
});
