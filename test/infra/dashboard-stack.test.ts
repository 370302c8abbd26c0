// The dashboard: it finds the pipeline by its outputs, so it must ask for outputs that exist.
import { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { DashboardStack } from '../../infra/dashboard-stack.ts';
import { STAGES } from '../../shared/pipeline.ts';
import { STACK_OUTPUTS } from '../../shared/stack-outputs.ts';
import { type Json, newApp } from './synthesised.ts';

let template: Json;

beforeAll(() => {
  template = Template.fromStack(
    new DashboardStack(newApp(), 'dashboard', { pipelineStackName: 'staging-claimwire' }),
  ).toJSON();
});

/** Every `Fn::GetStackOutput` in the template. */
function outputsRead(value: Json): { StackName: string; OutputName: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = value['Fn::GetStackOutput'] ? [value['Fn::GetStackOutput']] : [];
  return [...own, ...Object.values(value).flatMap(outputsRead)];
}

describe('the dashboard', () => {
  it('reads nothing but outputs of the pipeline it was made for', () => {
    const read = outputsRead(template);
    expect(new Set(read.map(({ StackName }) => StackName))).toEqual(new Set(['staging-claimwire']));
    for (const { OutputName } of read) expect(STACK_OUTPUTS).toContain(OutputName);
  });

  it('shows every function, queue and dead-letter queue', () => {
    const read = new Set(outputsRead(template).map(({ OutputName }) => OutputName));
    const shown = STACK_OUTPUTS.filter((name) => /^(?:Function|QueueUrl|DeadLetterQueueUrl)/.test(name));
    expect(shown.length).toBeGreaterThanOrEqual(2 * STAGES.length);
    expect([...read].sort()).toEqual([...shown].sort());
  });

  it('splits nothing that CloudFormation would refuse to split', () => {
    const splits = JSON.stringify(template).match(/"Fn::Split":\["\/",\{"[^"]+"/g) ?? [];
    expect(new Set(splits)).toEqual(new Set(['"Fn::Split":["/",{"Fn::Sub"']));
  });

  it('is all there is in its stack, and binds nothing of the pipeline to it', () => {
    expect(Object.values<Json>(template.Resources).map(({ Type }) => Type)).toEqual(['AWS::CloudWatch::Dashboard']);
    expect(JSON.stringify(template)).not.toContain('Fn::ImportValue');
  });
});
