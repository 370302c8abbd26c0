// The targets by name, in the order in which `npm test` runs them.
import { embedded } from './embedded.ts';
import { localstack } from './localstack.ts';
import { ministack, ministackIam } from './ministack.ts';
import { TARGET_NAMES, type Target, type TargetName } from './target.ts';

export const TARGETS: Partial<Record<TargetName, Target>> = {
  embedded,
  ministack,
  'ministack-iam': ministackIam,
  localstack,
};

/** The target of a name. @throws Error that lists the names when there is none */
export function targetNamed(name: string | undefined): Target {
  const target = TARGETS[name as TargetName];
  if (target) return target;
  throw new Error(`expected a target (${TARGET_NAMES.join(', ')}), got "${name ?? ''}"`);
}
