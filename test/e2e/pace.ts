// How fast things go in the suite, where the template lets them wait for minutes.
import { ALLOW_PRIVATE_VARIABLE, MIN_GAP_VARIABLE } from '../../shared/http/allow-private.ts';

/** Seconds after which the messages of a function that died come back. */
export const VISIBILITY_SECONDS = 7;

/** A little less, so that a function that hangs is over before its messages come back. */
export const TIMEOUT_SECONDS = 5;

/** Lets feeds lie on this machine, and their pages be fetched one right after the other; see shared/http/allow-private.ts. */
export const FEEDS_ON_THIS_MACHINE = { [ALLOW_PRIVATE_VARIABLE]: 'true', [MIN_GAP_VARIABLE]: '5' };
