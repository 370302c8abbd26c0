// `npm run e2e:prepare`: makes MiniStack's virtual environment ahead of the tests.
import { prepareMiniStack } from './targets/ministack.ts';

prepareMiniStack((line) => process.stderr.write(`${line}\n`)).catch((error: Error) => {
  process.stderr.write(`e2e: ${error.message}\n`);
  process.exitCode = 1;
});
