// Runs the DynamoDB emulator as long as its standard input stays open, so that neither it nor its temporary folder outlives
// the process that started it, even one that was killed and could not clean up.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const [temporaryFolder, binary, ...args] = process.argv.slice(2);

function end(code) {
  if (temporaryFolder) rmSync(temporaryFolder, { recursive: true, force: true });
  process.exit(code);
}

const emulator = spawn(binary, args, { stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true });
emulator.once('error', (error) => {
  console.error(error.message);
  end(1);
});
emulator.once('exit', (code) => end(code ?? 1));
process.stdin.resume();
process.stdin.once('close', () => {
  emulator.kill('SIGTERM');
  // Its SQLite file survives this as well.
  setTimeout(() => emulator.kill('SIGKILL'), 800);
});
