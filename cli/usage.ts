// Wrong calls of the command line: one error class, one way to parse options.
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** A wrong call: reported in one sentence without a stack, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/**
 * The options and positional arguments of one command. A refusal is one sentence that names the command and its help.
 */
export function parseCall<T extends NonNullable<ParseArgsConfig['options']>>(
  command: string,
  args: string[],
  options: T,
  allowPositionals = true,
): ReturnType<typeof parseArgs<{ args: string[]; options: T; allowPositionals: true }>> {
  try {
    return parseArgs({ args, options, allowPositionals }) as never;
  } catch (error) {
    const refusal = refusalOf(error as NodeJS.ErrnoException, allowPositionals);
    throw new UsageError(`claimwire ${command}: ${refusal}; see \`claimwire ${command} --help\``, { cause: error });
  }
}

/** What Node says of a wrong call, in one phrase: it goes on for several sentences. */
function refusalOf({ code, message }: NodeJS.ErrnoException, allowPositionals: boolean): string {
  const first = message.split(/\. |\.?\n/, 1)[0]!;
  const ambiguous = /^Option '([^']+)' argument is ambiguous/.exec(first);
  if (ambiguous) return `${ambiguous[1]} needs a value; one that begins with a dash is given as ${ambiguous[1]}=-…`;
  const isUnknown = code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
  return isUnknown && allowPositionals ? `${first}, and what is none but begins with a dash comes after --` : first;
}

/** The options of a command without positional arguments. */
export function parseCommand<T extends NonNullable<ParseArgsConfig['options']>>(
  command: string,
  args: string[],
  options: T,
): ReturnType<typeof parseCall<T>>['values'] {
  return parseCall(command, args, options, false).values;
}

/** The value of an option that knows only some words. */
export function oneOf<const T extends string>(
  value: string | undefined,
  option: string,
  words: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) throw new UsageError(`--${option} is one of ${words.join(', ')}, got "${value}"`);
  return word;
}

/** The value of an option that counts. */
export function countOf(value: string | undefined, option: string): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new UsageError(`--${option} is a number above 0, got "${value}"`);
  return Number(value);
}

/** The value of an option that is a day. */
export function dayOf(value: string | undefined, option: string): string | undefined {
  if (value === undefined) return undefined;
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(value) : Number.NaN;
  // 2024-02-30 parses on some engines, as the first of March.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== value) {
    throw new UsageError(`--${option} is a day as YYYY-MM-DD, got "${value}"`);
  }
  return value;
}

/** The value of a required option. */
export function required(value: string | undefined, option: string, command: string): string {
  if (value === undefined)
    throw new UsageError(`claimwire ${command} needs --${option}; see \`claimwire ${command} --help\``);
  return value;
}
