// Reads a message body against its schema: garbage is refused for good, another version is left for a newer reader.
import type * as z from 'zod';
import { PermanentError } from '../stage/outcome.ts';

/** Characters of an unreadable body that its error quotes. */
const QUOTED_CHARACTERS = 120;

/** A message whose type or version this code does not know; it is retried and kept, since a newer reader may know it. */
export class UnknownMessageError extends Error {
  override name = 'UnknownMessageError';
}

/**
 * Parses a body that should be a JSON object.
 *
 * @throws PermanentError `unreadable-message` when it is not
 */
export function parseJsonObject(body: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    throw new PermanentError(
      'unreadable-message',
      `reading a message: expected JSON, got "${body.slice(0, QUOTED_CHARACTERS)}"`,
      { cause: error },
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PermanentError(
      'unreadable-message',
      `reading a message: expected a JSON object, got ${body.slice(0, QUOTED_CHARACTERS)}`,
    );
  }
  return value as Record<string, unknown>;
}

/**
 * Parses a body by the schema of its queue.
 *
 * @throws PermanentError for what is no JSON object
 * @throws UnknownMessageError for a type or version that the schema does not know, or fields that do not fit it
 */
export function parseMessage<Schema extends z.ZodType>(schema: Schema, body: string): z.infer<Schema> {
  const value = parseJsonObject(body);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join('.') || 'message'}: ${issue.message}`);
  throw new UnknownMessageError(
    `reading a message of type ${String(value.type)} version ${String(value.v)}: it does not fit what this version reads (${problems.join('; ')})`,
  );
}
