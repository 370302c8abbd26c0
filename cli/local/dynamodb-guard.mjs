// Runs the DynamoDB emulator as long as its standard input stays open, so that it never outlives the process that started
// it, even one that was killed and could not clean up.
import { spawn } from 'node:child_process';

const [binary, ...args] = process.argv.slice(2);
const emulator = spawn(binary, args, { stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true });
emulator.once('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
emulator.once('exit', (code) => process.exit(code ?? 1));
process.stdin.resume();
process.stdin.once('close', () => {
  emulator.kill('SIGTERM');
  // Its SQLite file survives this as well.
  setTimeout(() => emulator.kill('SIGKILL'), 800);
});
