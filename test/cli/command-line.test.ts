// Command lines in what is printed: a shell reads back what was meant.
import { expect, test } from 'vitest';
import { commandLine } from '../../cli/command-line.ts';

test.each<[string[], string]>([
  [['ledger', '--summary'], 'claimwire ledger --summary'],
  [['claims', '--data', '../state.d/one'], 'claimwire claims --data ../state.d/one'],
  [['claims', '--data', 'my data'], "claimwire claims --data 'my data'"],
  [['claims', '--data', "Ada's"], "claimwire claims --data 'Ada'\\''s'"],
  [['claims', '--data', ''], "claimwire claims --data ''"],
  [['claims', '--data', '$(rm)'], "claimwire claims --data '$(rm)'"],
  [['claims', '--data', '~/état'], "claimwire claims --data '~/état'"],
])('%j', (args, line) => {
  expect(commandLine(args, {})).toBe(line);
});

test('under npm, as npm finds it', () => {
  expect(commandLine(['claims'], { npm_command: 'exec' })).toBe('npx claimwire claims');
});
