// `npm run e2e:mutants`: breaks the stack on purpose and expects the suite to fail with a message that names the cause. A
// suite that passes with a broken stack proves nothing.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { targetNamed } from './targets/all.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RUN = fileURLToPath(new URL('run.ts', import.meta.url));

interface Mutant {
  name: string;
  target: 'ministack' | 'ministack-iam';
  /** What the failing run has to say. */
  says: RegExp;
}

/** How each is broken is told in sabotage.ts. */
const MUTANTS: readonly Mutant[] = [
  { name: 'broken-handler', target: 'ministack', says: /sabotaged handler/ },
  { name: 'missing-permission', target: 'ministack-iam', says: /not authorized to perform: dynamodb:PutItem/ },
  { name: 'wrong-queue-name', target: 'ministack', says: /NonExistentQueue|QueueDoesNotExist|does not exist/ },
];

const DEADLINE_MS = 240_000;

function runBroken({ name, target }: Mutant): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', RUN, '--target', target, '--', '1-', '-t', 'twenty documents'],
      {
        cwd: ROOT,
        env: { ...process.env, E2E_SABOTAGE: name, E2E_PATIENCE_SECONDS: '20', NO_COLOR: '1' },
        timeout: DEADLINE_MS,
        maxBuffer: 64 * 1024 ** 2,
      },
      (error, stdout, stderr) => resolve({ code: error ? 1 : 0, output: stdout + stderr }),
    );
  });
}

let missed = 0;
for (const mutant of MUTANTS) {
  const unavailable = await (await targetNamed(mutant.target)).unavailable();
  if (unavailable !== null) {
    process.stdout.write(`${mutant.name}: not run: ${unavailable}\n`);
    missed++;
    continue;
  }
  const { code, output } = await runBroken(mutant);
  const isCaught = code !== 0 && mutant.says.test(output);
  if (!isCaught) missed++;
  const verdict = isCaught
    ? `caught: ${mutant.says.exec(output)?.[0]}`
    : code === 0
      ? 'NOT CAUGHT: the suite passed'
      : `NOT NAMED: the suite failed without ${mutant.says}; its last words:\n${output.split('\n').slice(-30).join('\n')}`;
  process.stdout.write(`${mutant.name}: ${verdict}\n`);
}
process.exitCode = missed === 0 ? 0 : 1;
