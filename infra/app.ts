// The CDK app: bundles the functions, then builds the stacks. `cdk deploy claimwire` deploys the pipeline.
import { App } from 'aws-cdk-lib';
import { STAGES } from '../shared/pipeline.ts';
import { BUNDLES, bundleFunctions } from './bundle.ts';
import { DashboardStack } from './dashboard-stack.ts';
import { PipelineStack } from './pipeline-stack.ts';
import { readSettings } from './settings.ts';

const app = new App();
const { stackName, removalPolicy, alarmEmail, contact, tracing } = readSettings((key) => app.node.tryGetContext(key));

await bundleFunctions(
  STAGES.map((stage) => stage.id),
  BUNDLES,
);

// The construct ids stay the same in every environment: the commands do not change, only `-c environment=NAME` does.
new PipelineStack(app, 'claimwire', {
  stackName,
  description: 'claimwire: reads articles from a bucket and writes who claims what to a table',
  tags: { application: 'claimwire' },
  functions: BUNDLES,
  removalPolicy,
  contact,
  tracing,
  ...(alarmEmail === undefined ? {} : { alarmEmail }),
});

new DashboardStack(app, 'claimwire-dashboard', {
  stackName: `${stackName}-dashboard`,
  description: 'claimwire: the dashboard of the pipeline',
  tags: { application: 'claimwire' },
  pipelineStackName: stackName,
});
