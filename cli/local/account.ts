// The account and region that everything in the local cloud belongs to.

/** The account that emulators use by custom; STS answers it, and ARNs hold it. */
export const ACCOUNT = '000000000000';

export const REGION = 'us-east-1';
