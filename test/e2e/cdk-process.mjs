// A process that has loaded the CDK command line, which takes a second, and runs one command after the other: in the folder
// and with the environment that it was started with, asked through a socket. It ends with the process that started it.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

const require = createRequire(import.meta.url);

// What the program `cdk` calls; the package exports it to nobody else.
const { exec } = require(join(dirname(require.resolve('aws-cdk/package.json')), 'lib'));

const say = process.stdout.write.bind(process.stdout);

/** What a command prints goes to whoever asked for it. */
let printed = '';
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (chunk, encoding, written) => {
    printed += Buffer.isBuffer(chunk) ? chunk.toString('utf8') : chunk;
    const done = typeof encoding === 'function' ? encoding : written;
    if (done) process.nextTick(done);
    return true;
  };
}

/** Runs a command as the program `cdk` does. */
async function run(args) {
  printed = '';
  let code = 0;
  try {
    code = (await exec(args)) ?? 0;
  } catch (error) {
    printed += `\n${error.message}`;
    code = 1;
  }
  return { code, output: printed };
}

/** Runs the command of a request. One at a time: nobody asks before the last command is answered. */
async function answer(request, response) {
  // Whoever no longer waits for a command has no other way to end it.
  const giveUp = () => process.exit(1);
  response.once('close', giveUp);
  const ended = await run(JSON.parse(await text(request)));
  response.off('close', giveUp).end(JSON.stringify(ended));
}

const server = createServer((request, response) => void answer(request, response));
server.listen(process.argv[2], () => say('ready\n'));

process.stdin.resume();
process.stdin.once('close', () => process.exit(0));
