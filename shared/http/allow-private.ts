// The switch that lets feeds lie on one's own machine, and the condition under which it counts.

/** For tests and local runs: lifts the limits on addresses and ports, and lets the gap between requests be shortened. */
export const ALLOW_PRIVATE_VARIABLE = 'FEEDS_ALLOW_PRIVATE';

/** Milliseconds between two requests to one host, in place of a second; counts only together with the switch above. */
export const MIN_GAP_VARIABLE = 'FEEDS_MIN_GAP_MS';

/** The services that a stage which fetches talks to. */
const SERVICES = ['DYNAMODB', 'S3', 'SQS'];

/** Loopback by name or as an address that the URL parser has brought to its one form. */
const LOOPBACK = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;

/** Whether an endpoint is on this machine. */
export function isLoopback(endpoint: string | undefined): boolean {
  return endpoint !== undefined && URL.canParse(endpoint) && LOOPBACK.test(new URL(endpoint).hostname);
}

/**
 * Whether private addresses may be contacted: the switch is on **and** every AWS service in use is an emulator on a
 * loopback address. A function on AWS has no such endpoint, so no environment that a stack can give it opens the way into
 * a private network.
 */
export function allowsPrivate(environment: Readonly<Record<string, string | undefined>>): boolean {
  if (!/^(?:1|true)$/.test(environment[ALLOW_PRIVATE_VARIABLE] ?? '')) return false;
  return SERVICES.every((service) =>
    isLoopback(environment[`AWS_ENDPOINT_URL_${service}`] ?? environment.AWS_ENDPOINT_URL),
  );
}

/** The shortest gap that the environment asks for; undefined where it asks for none or may not. */
export function shortestGapMs(environment: Readonly<Record<string, string | undefined>>): number | undefined {
  const asked = environment[MIN_GAP_VARIABLE] ?? '';
  return /^\d{1,6}$/.test(asked) && allowsPrivate(environment) ? Number(asked) : undefined;
}
