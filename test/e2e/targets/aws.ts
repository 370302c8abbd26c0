// Target `aws`: a real account, only when it is named on purpose, and bootstrapped for CDK before. The stack gets a name
// of its own and is destroyed at the end.
import { bareEnvironment, guardAccount } from '../connection.ts';
import { deployPipeline } from '../deployed-pipeline.ts';
import { CAPABILITIES, type Capabilities, type Connection, type Target } from './target.ts';

const CAPABILITIES_OF_AWS: Capabilities = {
  ...(Object.fromEntries(Object.keys(CAPABILITIES).map((name) => [name, true])) as Capabilities),
  queueAges: 'AWS takes values of the metrics of SQS from SQS alone',
  feeds: 'functions on AWS reach no server of this machine',
};

/** What of the user's environment leads the SDK and CDK to the account. */
const PASSED_ON = /^(?:AWS_(?!ENDPOINT_URL).+|HOME)$/;

const account = () => process.env.E2E_AWS_ACCOUNT;

function connectionTo(named: string, runFolder: string): Connection {
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  if (!region) throw new Error('target aws: no region is set; set AWS_REGION');
  const given = Object.entries(process.env).filter(
    (entry): entry is [string, string] => PASSED_ON.test(entry[0]) && entry[1] !== undefined,
  );
  return {
    endpoints: {},
    region,
    account: named,
    credentials: null,
    environment: { ...bareEnvironment(runFolder), ...Object.fromEntries(given), AWS_REGION: region },
  };
}

export const aws: Target = {
  name: 'aws',
  capabilities: CAPABILITIES_OF_AWS,
  async unavailable() {
    const named = account();
    if (!named) return 'E2E_AWS_ACCOUNT names no account, and a real one is used only on purpose';
    if (!/^\d{12}$/.test(named)) return `E2E_AWS_ACCOUNT is no account id of twelve digits: "${named}"`;
    if (process.env.AWS_ENDPOINT_URL) return 'AWS_ENDPOINT_URL is set: it leads elsewhere; use the target endpoint';
    return null;
  },
  async start(run) {
    const connection = connectionTo(account()!, run.folder);
    await guardAccount(connection);
    return deployPipeline({
      run,
      name: 'aws',
      capabilities: CAPABILITIES_OF_AWS,
      connection,
      patienceSeconds: 300,
      bootstrapped: true,
      stop: null,
    });
  },
};
