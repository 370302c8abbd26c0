// What a deployment may choose with `cdk deploy -c NAME=VALUE`, checked before anything is built.
import { RemovalPolicy } from 'aws-cdk-lib';
import { NO_CONTACT } from '../shared/names.ts';

export interface Settings {
  /** Name of the stack: `claimwire`, or `ENVIRONMENT-claimwire`. */
  stackName: string;
  removalPolicy: RemovalPolicy;
  alarmEmail: string | undefined;
  /** Where owners of sites reach whoever runs the stack. */
  contact: string;
  tracing: boolean;
}

/**
 * At most 12 characters: `ENVIRONMENT-claimwire-`, our longest bucket id (21) and the suffix (13) then stay within the 63
 * characters of a bucket name, so that CloudFormation leaves the stack's name whole in it (see article-store.ts).
 */
const ENVIRONMENT = /^[a-z][a-z0-9]{0,11}$/;

/**
 * Reads the settings: `environment` (none), `removalPolicy` (`retain` or `destroy`), `alarmEmail` (none), `contact`
 * (the address for alarms), `tracing` (`false` or `true`).
 *
 * @param context - gives the value of a context key, undefined where it is not set
 * @throws Error that says which value was expected and which came
 */
export function readSettings(context: (key: string) => unknown): Settings {
  const text = (key: string): string | undefined => {
    const value = context(key);
    // `cdk -c` passes strings; cdk.json may hold booleans.
    return value === undefined ? undefined : String(value);
  };
  const choice = (key: string, choices: readonly string[], otherwise: string): string => {
    const value = text(key) ?? otherwise;
    if (!choices.includes(value)) {
      throw new Error(`context "${key}": expected ${choices.map((each) => `"${each}"`).join(' or ')}, got "${value}"`);
    }
    return value;
  };

  const environment = text('environment');
  if (environment !== undefined && !ENVIRONMENT.test(environment)) {
    throw new Error(
      `context "environment": expected 1 to 12 lower-case letters and digits, the first a letter, got "${environment}"`,
    );
  }
  const alarmEmail = text('alarmEmail');
  if (alarmEmail !== undefined && !/^[^@\s]+@[^@\s]+$/.test(alarmEmail)) {
    throw new Error(`context "alarmEmail": expected an e-mail address, got "${alarmEmail}"`);
  }
  return {
    stackName: environment === undefined ? 'claimwire' : `${environment}-claimwire`,
    removalPolicy:
      choice('removalPolicy', ['retain', 'destroy'], 'retain') === 'destroy'
        ? RemovalPolicy.DESTROY
        : RemovalPolicy.RETAIN,
    alarmEmail,
    contact: text('contact') ?? alarmEmail ?? NO_CONTACT,
    tracing: choice('tracing', ['false', 'true'], 'false') === 'true',
  };
}
