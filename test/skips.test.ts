// `npm test` leaves no test out without saying why.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { runsUnless, SKIP_NOTES, skipLines } from './support/skips.ts';

test('a reason is told at once and kept for the end', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimwire-skips-'));
  const file = join(folder, 'notes');
  vi.stubEnv(SKIP_NOTES, file);
  const told: unknown[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => told.push(line) > 0);
  try {
    expect([runsUnless('tables:\n  none'), runsUnless(null), runsUnless('devices: none')]).toEqual([
      false,
      true,
      false,
    ]);
    vi.stubEnv(SKIP_NOTES, '');
    expect(runsUnless('told only')).toBe(false);
    expect(told).toEqual(['SKIPPED, tables: none\n', 'SKIPPED, devices: none\n', 'SKIPPED, told only\n']);
    expect(readFileSync(file, 'utf8')).toBe('tables: none\ndevices: none\n');
  } finally {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  }
});

test.each([
  { what: 'nothing', skipped: [], notes: '', lines: [] },
  { what: 'nothing, for all that was noted', skipped: [], notes: 'tables: none\n', lines: [] },
  {
    what: 'each reason once',
    skipped: ['a', 'b'],
    notes: 'tables: none\ndevices: none\ntables: none\n',
    lines: ['devices: none', 'tables: none'],
  },
  { what: 'the tests themselves where no reason was noted', skipped: ['a'], notes: '', lines: ['a: no reason given'] },
])('below the count stands $what', ({ skipped, notes, lines }) => {
  expect(skipLines(skipped, notes)).toEqual(lines);
});
