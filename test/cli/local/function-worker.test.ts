// Functions in worker threads: clean environment, timeout, death and return.
import type { SQSRecord } from 'aws-lambda';
import { afterEach, expect, test } from 'vitest';
import { type FunctionDefinition, type LogLine, startFunction } from '../../../cli/local/function-worker.ts';

const fixture = (name: string) => new URL(`./fixtures/${name}.ts`, import.meta.url).href;
const saying = (...bodies: string[]) => ({
  Records: bodies.map((body, index) => ({ body, messageId: String(index) }) as SQSRecord),
});

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

function start(overrides: Partial<FunctionDefinition> = {}) {
  const lines: LogLine[] = [];
  const definition: FunctionDefinition = {
    name: 'example',
    module: fixture('misbehave'),
    timeoutMs: 10_000,
    memoryMB: 256,
    environment: { GREETING: 'hello' },
    instances: 1,
    ...overrides,
  };
  const local = startFunction(definition, (line) => lines.push(line));
  stops.push(local.stop);
  return { local, lines };
}

test('a function gets its own environment and nothing of the process that runs it', async () => {
  process.env.SECRET_OF_THE_PARENT = 'x';
  const { local } = start();
  const told = JSON.parse((await local.invoke(saying('tell'))) as string);
  delete process.env.SECRET_OF_THE_PARENT;
  expect(told.environment).toEqual([
    'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
    'AWS_LAMBDA_FUNCTION_NAME',
    'AWS_LAMBDA_FUNCTION_VERSION',
    'AWS_LAMBDA_LOG_GROUP_NAME',
    'AWS_LAMBDA_LOG_STREAM_NAME',
    'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED',
    'GREETING',
  ]);
  expect(told.functionName).toBe('example');
  expect(told.requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(told.remaining).toBeGreaterThan(5000);
  expect(told.remaining).toBeLessThanOrEqual(10_000);
});

test.each([
  { body: 'throw', name: 'RangeError', message: 'function example: thrown on purpose' },
  { body: 'exit', name: 'Runtime.ExitError', message: 'the runtime exited with status 3' },
  { body: 'throw out of band', name: 'Error', message: 'nobody catches this' },
  { body: 'hang', name: 'Sandbox.Timedout', message: 'Task timed out after 1.50 seconds' },
  { body: 'spin', name: 'Sandbox.Timedout', message: 'Task timed out after 1.50 seconds' },
])('a handler that does "$body" fails its invocation and not the next', async ({ body, name, message }) => {
  const { local } = start({ timeoutMs: 1500 });
  await local.ready();
  await expect(local.invoke(saying(body))).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
  await expect(local.invoke(saying('fine', 'fail'))).resolves.toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
});

test('an instance keeps its memory between invocations, and a dead one starts afresh', async () => {
  const { local } = start();
  const invocations = async () => JSON.parse((await local.invoke(saying('tell'))) as string).invocations;
  expect([await invocations(), await invocations()]).toEqual([1, 2]);
  await expect(local.invoke(saying('exit'))).rejects.toThrow('exited');
  expect(await invocations()).toBe(1);
});

test('as many invocations run at once as there are instances, and the others wait', async () => {
  const { local } = start({ instances: 2, timeoutMs: 1500 });
  await local.ready();
  let ended = 0;
  const hanging = Array.from({ length: 2 }, () => local.invoke(saying('hang')).catch(() => ended++));
  await local.invoke(saying('fine'));
  expect(ended).toBeGreaterThanOrEqual(1);
  await Promise.all(hanging);
});

test('a module that does not load fails ready and every invocation with its own message', async () => {
  const { local } = start({ module: fixture('broken') });
  await expect(local.ready()).rejects.toThrow('function example: CLAIMS_TABLE: expected a name, got nothing');
  await expect(local.invoke(saying('fine'))).rejects.toThrow('CLAIMS_TABLE');
});

test('what a function prints goes to the log, with the name of the function', async () => {
  const { local, lines } = start();
  await local.invoke(saying('log'));
  await expect.poll(() => lines, { timeout: 10_000 }).toEqual([{ functionName: 'example', line: 'said on purpose' }]);
});
