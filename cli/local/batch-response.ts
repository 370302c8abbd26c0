// Reads what a function answers to a batch: which of its records failed.

/**
 * The identifiers that the function reported as failed. An answer that cannot be understood, or that names a record which
 * was not in the batch, means that all of them failed
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html).
 *
 * @example failedIdentifiers({ batchItemFailures: [{ itemIdentifier: 'b' }] }, ['a', 'b']) // Set { 'b' }
 */
export function failedIdentifiers(response: unknown, identifiers: readonly string[]): ReadonlySet<string> {
  const all = new Set(identifiers);
  if (response === null || response === undefined) return new Set();
  if (typeof response !== 'object') return all;
  const failures = (response as { batchItemFailures?: unknown }).batchItemFailures;
  if (failures === null || failures === undefined) return new Set();
  if (!Array.isArray(failures)) return all;
  const reported = failures.map((failure: unknown) =>
    typeof failure === 'object' && failure !== null
      ? (failure as { itemIdentifier?: unknown }).itemIdentifier
      : undefined,
  );
  const known = reported.filter((identifier): identifier is string => all.has(identifier as string));
  return known.length === reported.length ? new Set(known) : all;
}
