// The targets by name, in the order in which `npm test` runs them.
import { aws } from './aws.ts';
import { embedded } from './embedded.ts';
import { endpoint } from './endpoint.ts';
import { localstack } from './localstack.ts';
import { ministack, ministackIam } from './ministack.ts';
import { TARGET_NAMES, type Target, type TargetName } from './target.ts';

export const TARGETS: Record<TargetName, Target> = {
  embedded,
  ministack,
  'ministack-iam': ministackIam,
  localstack,
  endpoint,
  aws,
};

/** The target of a name. @throws Error that lists the names when there is none */
export function targetNamed(name: string | undefined): Target {
  if (name !== undefined && Object.hasOwn(TARGETS, name)) return TARGETS[name as TargetName];
  throw new Error(`expected a target (${TARGET_NAMES.join(', ')}), got "${name ?? ''}"`);
}
