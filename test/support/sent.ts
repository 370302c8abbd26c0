// What the frame makes of an outcome whose messages are accepted.
import type { Outcome } from '../../shared/stage/outcome.ts';

/** Does what is to be done then, and returns the outcome without it. */
export async function sent<Out>(outcome: Outcome<Out>): Promise<Outcome<Out>> {
  if (outcome.kind !== 'forward') return outcome;
  const { whenSent, ...rest } = outcome;
  await whenSent?.();
  return rest;
}
