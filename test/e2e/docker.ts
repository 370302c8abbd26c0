// The few questions the suite has for a Docker engine, over the engine's own HTTP interface: a machine may have an engine
// and no command line for it.
import { existsSync } from 'node:fs';
import { request } from 'node:http';

/** Where the engine listens, by the variable that all Docker tools honour. */
function engineAddress(): { socketPath: string } | { host: string; port: number } {
  const given = process.env.DOCKER_HOST;
  if (given?.startsWith('tcp://')) {
    const url = new URL(given);
    return { host: url.hostname, port: Number(url.port || 2375) };
  }
  return { socketPath: given?.replace(/^unix:\/\//, '') ?? '/var/run/docker.sock' };
}

function ask(method: string, path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const call = request({ ...engineAddress(), method, path, timeout: 10_000 }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    call.on('timeout', () => call.destroy(new Error('the engine does not answer within 10 s')));
    call.on('error', reject);
    call.end();
  });
}

/** Why no container can be started here, in one sentence; null when one can. */
export async function engineUnavailable(): Promise<string | null> {
  const address = engineAddress();
  const where = 'socketPath' in address ? address.socketPath : `${address.host}:${address.port}`;
  try {
    const { status } = await ask('GET', '/_ping');
    return status === 200 ? null : `the Docker engine at ${where} answers ${status} instead of 200`;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM') return `the Docker engine at ${where} may not be used by this user`;
    if (code === 'ENOENT' || ('socketPath' in address && !existsSync(address.socketPath))) {
      return `no Docker engine: there is no ${where}`;
    }
    return `no Docker engine at ${where}: ${code ?? message}`;
  }
}

/** The environment that an image brings, as `NAME=value`; null when the engine does not have the image. */
export async function imageEnvironment(image: string): Promise<string[] | null> {
  const { status, body } = await ask('GET', `/images/${encodeURIComponent(image)}/json`);
  if (status !== 200) return null;
  return (JSON.parse(body) as { Config?: { Env?: string[] | null } }).Config?.Env ?? [];
}

/** Ends and removes a container with its volumes; false when there is none or no engine. */
export async function removeContainer(id: string): Promise<boolean> {
  try {
    return (await ask('DELETE', `/containers/${id}?force=true&v=true`)).status === 204;
  } catch {
    return false;
  }
}

export interface Container {
  id: string;
  /** Value of the label that was asked for. */
  value: string;
}

/** All containers, running or not, with a label; none where there is no engine. */
export async function containersLabelled(label: string): Promise<Container[]> {
  try {
    const filters = encodeURIComponent(JSON.stringify({ label: [label] }));
    const { status, body } = await ask('GET', `/containers/json?all=true&filters=${filters}`);
    if (status !== 200) return [];
    const found = JSON.parse(body) as { Id: string; Labels?: Record<string, string> }[];
    return found.map(({ Id, Labels }) => ({ id: Id, value: Labels?.[label] ?? '' }));
  } catch {
    return [];
  }
}
