// The targets by name. Each is loaded when it is asked for: the embedded cloud brings half of the sources with it.
import { TARGET_NAMES, type Target, type TargetName } from './target.ts';

const LOADED: Record<TargetName, () => Promise<Target>> = {
  embedded: async () => (await import('./embedded.ts')).embedded,
  ministack: async () => (await import('./ministack.ts')).ministack,
  'ministack-iam': async () => (await import('./ministack.ts')).ministackIam,
  localstack: async () => (await import('./localstack.ts')).localstack,
  endpoint: async () => (await import('./endpoint.ts')).endpoint,
  aws: async () => (await import('./aws.ts')).aws,
};

/** The target of a name. @throws Error that lists the names when there is none */
export async function targetNamed(name: string | undefined): Promise<Target> {
  if (name !== undefined && Object.hasOwn(LOADED, name)) return LOADED[name as TargetName]();
  throw new Error(`expected a target (${TARGET_NAMES.join(', ')}), got "${name ?? ''}"`);
}

/** All targets, in the order in which `npm test` runs them. */
export const allTargets = (): Promise<Target[]> => Promise.all(TARGET_NAMES.map(targetNamed));
