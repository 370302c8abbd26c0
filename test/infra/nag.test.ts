// cdk-nag's AwsSolutions rules: no finding without a reason beside the resource it is about.
import { App } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Stack } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Construct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { DashboardStack } from '../../infra/dashboard-stack.ts';
import { newApp, newStack } from './synthesised.ts';

function findings(scope: Construct): string[] {
  const report = new AwsSolutionsChecks().validateScope(scope);
  return report.violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
  );
}

describe('AwsSolutions', () => {
  it('finds nothing in the pipeline', () => {
    expect(findings(newStack())).toEqual([]);
  });

  it('finds nothing in the pipeline with alarms by mail and traces', () => {
    expect(findings(newStack({ alarmEmail: 'desk@example.com', tracing: true }))).toEqual([]);
  });

  it('finds nothing in the dashboard', () => {
    expect(findings(new DashboardStack(newApp(), 'dashboard', { pipelineStackName: 'claimwire' }))).toEqual([]);
  });

  it('would find a bucket that lets plain HTTP in', () => {
    const stack = new Stack(new App(), 'careless');
    new Bucket(stack, 'Open');
    expect(findings(stack).join()).toContain('AwsSolutions-S10');
  });
});
