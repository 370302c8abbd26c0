// A stage's configuration: its environment, parsed once at module load, failing with all problems at once.
import * as z from 'zod';

/**
 * Parses an environment.
 *
 * @throws Error that names every missing or wrong variable
 */
export function parseConfig<T extends z.ZodType>(stage: string, schema: T, environment: NodeJS.ProcessEnv): z.infer<T> {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new Error(`configuration of stage ${stage}: ${problems}`);
}

/** Variables that every queue stage reads besides those of its resources. */
export const retryFields = {
  /** Seconds before the first retry of a failed record; tests set 0. */
  RETRY_BASE_SECONDS: z.coerce.number().int().min(0).default(5),
};
