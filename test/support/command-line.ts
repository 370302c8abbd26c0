// Runs a command line in this process and keeps what it printed.
import { vi } from 'vitest';
import { main } from '../../cli/claimwire.ts';

export interface Printed {
  code: number;
  out: string;
  err: string;
}

/** `claimwire ARGS…` without a terminal, colours or AWS settings, unless `env` brings some. */
export async function claimwire(args: string[], env: Record<string, string | undefined> = {}): Promise<Printed> {
  const printed: Printed = { code: 0, out: '', err: '' };
  for (const name of ['FORCE_COLOR', 'NO_COLOR', 'COLUMNS', 'AWS_ENDPOINT_URL', 'CLAIMS_TABLE', 'AWS_PROFILE']) {
    vi.stubEnv(name, undefined);
  }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const keep = (stream: 'out' | 'err') => (chunk: string | Uint8Array) => {
    printed[stream] += String(chunk);
    return true;
  };
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(keep('out'));
  const err = vi.spyOn(process.stderr, 'write').mockImplementation(keep('err'));
  const listeners = process.stdout.listeners('error');
  try {
    await main(args);
    printed.code = Number(process.exitCode ?? 0);
  } finally {
    // vitest would take the command's exit code for its own.
    process.exitCode = undefined;
    for (const listener of process.stdout.listeners('error')) {
      if (!listeners.includes(listener)) process.stdout.off('error', listener as () => void);
    }
    out.mockRestore();
    err.mockRestore();
    vi.unstubAllEnvs();
  }
  return printed;
}
