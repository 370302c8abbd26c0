// Runs a function as Lambda does: each execution environment is a worker thread with a clean environment of its own, has
// one invocation at a time, is ended when it takes too long, and is made anew when it died.
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { ACCOUNT, REGION } from './account.ts';

export interface FunctionDefinition {
  name: string;
  /** URL of the module that exports `handler`. */
  module: string;
  timeoutMs: number;
  memoryMB: number;
  /** All the environment variables it gets besides those that Lambda itself sets. */
  environment: Record<string, string>;
  /** How many invocations can run at once. */
  instances: number;
}

/** What a function said on its standard output or error. */
export interface LogLine {
  functionName: string;
  line: string;
}

export interface LocalFunction {
  /** Resolves when every instance has loaded its handler. @throws FunctionError when one cannot. */
  ready(): Promise<void>;
  /** Invokes an idle instance, or waits for one. @throws FunctionError when the function failed, died or timed out. */
  invoke(event: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

/** A function's failure as Lambda reports it; `name` is its error type. */
class FunctionError extends Error {
  readonly trace: readonly string[];
  constructor(functionName: string, { errorType, errorMessage, trace }: ErrorReport) {
    super(`function ${functionName}: ${errorMessage}`);
    this.name = errorType;
    this.trace = trace;
  }
}

interface ErrorReport {
  errorType: string;
  errorMessage: string;
  trace: string[];
}

type Answer =
  | { type: 'ready' }
  | { type: 'result'; payload: string }
  | { type: 'init-error' | 'error'; error: ErrorReport };

interface Instance {
  worker: Worker;
  logStream: string;
  /** Settles with the handler's loading. */
  loaded: Promise<void>;
  alive: boolean;
}

/** Starts `instances` environments and keeps that number, replacing the dead on the next invocation. */
export function startFunction(definition: FunctionDefinition, onLog: (line: LogLine) => void): LocalFunction {
  const start = () => startInstance(definition, onLog);
  const all = new Set<Instance>(Array.from({ length: definition.instances }, start));
  const idle = [...all];
  const waiting: ((instance: Instance) => void)[] = [];

  const acquire = (): Promise<Instance> => {
    const instance = idle.pop();
    return instance ? Promise.resolve(instance) : new Promise((resolve) => waiting.push(resolve));
  };
  const release = (instance: Instance) => {
    const next = waiting.shift();
    if (next) next(instance);
    else idle.push(instance);
  };

  return {
    ready: async () => {
      await Promise.all([...all].map((instance) => instance.loaded));
    },
    invoke: async (event) => {
      let instance = await acquire();
      try {
        if (!instance.alive) {
          all.delete(instance);
          instance = start();
          all.add(instance);
        }
        return await invokeInstance(definition, instance, event);
      } finally {
        release(instance);
      }
    },
    stop: async () => {
      await Promise.all([...all].map(end));
    },
  };
}

function startInstance(definition: FunctionDefinition, onLog: (line: LogLine) => void): Instance {
  const { name, memoryMB } = definition;
  const logStream = `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomUUID().replaceAll('-', '')}`;
  const worker = new Worker(new URL('./function-worker.mjs', import.meta.url), {
    workerData: { module: definition.module },
    env: {
      ...definition.environment,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMB),
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: logStream,
      // Node 20 only: the SDK's notice about its coming end of support.
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
    // Nothing of how this process was started: the bootstrap makes TypeScript importable itself.
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: memoryMB },
  });
  for (const input of [worker.stdout, worker.stderr]) {
    createInterface({ input }).on('line', (line) => onLog({ functionName: name, line }));
  }
  const instance: Instance = { worker, logStream, loaded: answerOf(definition, worker).then(() => {}), alive: true };
  const died = () => {
    instance.alive = false;
  };
  worker.once('error', died).once('exit', died);
  // Whoever waits for it gets the error; when nobody does, the next invocation reports it.
  instance.loaded.catch(() => end(instance));
  return instance;
}

async function invokeInstance(definition: FunctionDefinition, instance: Instance, event: unknown): Promise<unknown> {
  const { name, timeoutMs, memoryMB } = definition;
  await instance.loaded;
  const answer = answerOf(definition, instance.worker);
  instance.worker.postMessage({
    event: JSON.stringify(event),
    deadline: Date.now() + timeoutMs,
    context: {
      awsRequestId: randomUUID(),
      functionName: name,
      functionVersion: '$LATEST',
      invokedFunctionArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`,
      memoryLimitInMB: String(memoryMB),
      logGroupName: `/aws/lambda/${name}`,
      logStreamName: instance.logStream,
    },
  });
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    void end(instance);
  }, timeoutMs);
  try {
    return JSON.parse(await answer);
  } catch (error) {
    // Reported only now, when the worker is gone: what timed out must not go on working beside its retry.
    if (!timedOut) throw error;
    const errorMessage = `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;
    throw new FunctionError(name, { errorType: 'Sandbox.Timedout', errorMessage, trace: [] });
  } finally {
    clearTimeout(timer);
  }
}

/** The worker's next answer. @throws FunctionError when it is an error, or when the worker ends without one. */
function answerOf({ name }: FunctionDefinition, worker: Worker): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (error: ErrorReport) => settle(() => reject(new FunctionError(name, error)));
    const onMessage = (answer: Answer) => {
      if (answer.type === 'ready') settle(() => resolve(''));
      else if (answer.type === 'result') settle(() => resolve(answer.payload));
      else fail(answer.error);
    };
    const onError = (error: Error) =>
      fail({ errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') });
    const onExit = (code: number) =>
      fail({
        errorType: 'Runtime.ExitError',
        errorMessage: `the runtime exited with status ${code} before it answered`,
        trace: [],
      });
    function settle(how: () => void) {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      how();
    }
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}

async function end(instance: Instance): Promise<void> {
  instance.alive = false;
  await instance.worker.terminate();
}
