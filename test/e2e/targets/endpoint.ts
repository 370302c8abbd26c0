// Target `endpoint`: whatever answers at AWS_ENDPOINT_URL. It is neither started nor stopped; the stack gets a name of its
// own and is destroyed at the end.

import { emulatorConnection, guardAccount } from '../connection.ts';
import { deployPipeline } from '../deployed-pipeline.ts';
import { CAPABILITIES, type Capabilities, type Target } from './target.ts';

const address = () => process.env.AWS_ENDPOINT_URL;

/** What an endpoint can do is known to who gives it: `E2E_LACKS=moveTask,scheduler` names what it cannot. */
function capabilities(): Capabilities {
  const lacks = new Set((process.env.E2E_LACKS ?? 'iamEnforced,feeds').split(',').map((name) => name.trim()));
  const unknown = [...lacks].filter((name) => name !== '' && !(name in CAPABILITIES));
  if (unknown.length > 0) throw new Error(`E2E_LACKS: there is no capability ${unknown.join(', ')}`);
  return Object.fromEntries(
    Object.keys(CAPABILITIES).map((name) => [name, lacks.has(name) ? 'named in E2E_LACKS' : true]),
  ) as Capabilities;
}

/** An endpoint on this machine has only its processors: `E2E_CONCURRENCY=2`. */
function concurrency(): number | null {
  const given = process.env.E2E_CONCURRENCY;
  if (!given) return null;
  // Event sources take no less.
  if (!/^\d+$/.test(given) || Number(given) < 2) throw new Error(`E2E_CONCURRENCY is no number from 2 on: "${given}"`);
  return Number(given);
}

export const endpoint: Target = {
  name: 'endpoint',
  get capabilities() {
    return capabilities();
  },
  async unavailable() {
    const given = address();
    if (!given) return 'AWS_ENDPOINT_URL names no endpoint';
    return URL.canParse(given) ? null : `AWS_ENDPOINT_URL is no address: "${given}"`;
  },
  async start(run) {
    const connection = emulatorConnection(address()!, run.folder, process.env.AWS_REGION);
    await guardAccount(connection);
    return deployPipeline({
      run,
      name: 'endpoint',
      capabilities: capabilities(),
      connection,
      patienceSeconds: 120,
      concurrency: concurrency(),
      stop: null,
    });
  },
};
