// Inside a worker thread: loads one function's handler and answers invocations, one at a time, as Lambda's runtime does.
import { parentPort, workerData } from 'node:worker_threads';

// As in ../bin.mjs: Node 24 strips types itself, but not below node_modules; Node 20 needs tsx.
if (!process.features.typescript || import.meta.url.includes('/node_modules/')) {
  const { register } = await import('tsx/esm/api');
  register();
}

/** An error in the form in which Lambda reports it. */
function report(error) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

let handler;
try {
  ({ handler } = await import(workerData.module));
  if (typeof handler !== 'function') throw new Error(`expected an exported function "handler", got ${typeof handler}`);
  parentPort.postMessage({ type: 'ready' });
} catch (error) {
  parentPort.postMessage({ type: 'init-error', error: report(error) });
}

async function answer({ event, context, deadline }) {
  try {
    const result = await handler(JSON.parse(event), {
      ...context,
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    });
    parentPort.postMessage({ type: 'result', payload: JSON.stringify(result ?? null) });
  } catch (error) {
    parentPort.postMessage({ type: 'error', error: report(error) });
  }
}

parentPort.on('message', (invocation) => void answer(invocation));
