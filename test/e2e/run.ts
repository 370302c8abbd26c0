// `npm run e2e -- --target NAME`: runs the end-to-end suite on one target that was asked for by name.
import { parseArgs } from 'node:util';
import { runTarget } from './run-target.ts';
import { targetNamed } from './targets/all.ts';
import { TARGET_NAMES } from './targets/target.ts';

const USAGE = `npm run e2e -- --target NAME [--keep] [FILE…]

  --target NAME   ${TARGET_NAMES.join(', ')}
  --keep          keep the target up after the tests, until Ctrl-C
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { target: { type: 'string' }, keep: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const target = await targetNamed(values.target);
  const unavailable = await target.unavailable();
  if (unavailable !== null) throw new Error(`target ${target.name} was asked for and can't be run: ${unavailable}`);
  const { code, report } = await runTarget(target, { keep: values.keep ?? false, vitestOptions: positionals });
  if (code === 130 || code === 143) return code;
  return report.failed === 0 && report.passed > 0 ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`e2e: ${error.message}\n`);
    process.exitCode = 1;
  },
);
