// How fast failures come back in the suite; the template lets them wait for minutes.

/** Seconds after which the messages of a function that died come back. */
export const VISIBILITY_SECONDS = 8;

/** A little less, so that a function that hangs is over before its messages come back. */
export const TIMEOUT_SECONDS = 6;
