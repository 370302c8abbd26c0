// Wrong calls of the command line: one error class, one way to parse options.
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** A wrong call: reported in one sentence without a stack, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** `parseArgs` whose refusals are usage errors. */
export function parseOptions<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** The value of a required option. */
export function required(value: string | undefined, option: string, command: string): string {
  if (value === undefined)
    throw new UsageError(`claimwire ${command} needs --${option}; see \`claimwire ${command} --help\``);
  return value;
}
