// The choices of a deployment: what is read, and how a wrong one is refused.
import { RemovalPolicy } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../infra/settings.ts';

const read = (context: Record<string, unknown>) => readSettings((key) => context[key]);

describe('readSettings', () => {
  it('keeps data, traces nothing and mails nobody unless told to', () => {
    expect(read({})).toEqual({
      stackName: 'claimwire',
      removalPolicy: RemovalPolicy.RETAIN,
      alarmEmail: undefined,
      contact: 'no contact given',
      tracing: false,
    });
  });

  it('reads what the command line passes', () => {
    const context = {
      environment: 'staging',
      removalPolicy: 'destroy',
      alarmEmail: 'desk@example.com',
      tracing: 'true',
    };
    expect(read(context)).toEqual({
      stackName: 'staging-claimwire',
      removalPolicy: RemovalPolicy.DESTROY,
      alarmEmail: 'desk@example.com',
      contact: 'desk@example.com',
      tracing: true,
    });
  });

  it('gives sites the contact it is told, rather than the address for alarms', () => {
    expect(read({ alarmEmail: 'desk@example.com', contact: 'https://paper.example/bot' }).contact).toBe(
      'https://paper.example/bot',
    );
  });

  it('takes a switch from cdk.json as JSON writes it', () => {
    expect(read({ tracing: true }).tracing).toBe(true);
  });

  it.each([
    ['environment', 'Staging', /"environment": expected 1 to 12 lower-case .* got "Staging"/],
    ['environment', 'a-b', /got "a-b"/],
    ['environment', '', /got ""/],
    ['environment', 'thirteenchars', /got "thirteenchars"/],
    ['removalPolicy', 'delete', /"removalPolicy": expected "retain" or "destroy", got "delete"/],
    ['tracing', 'yes', /"tracing": expected "false" or "true", got "yes"/],
    ['alarmEmail', 'desk', /"alarmEmail": expected an e-mail address, got "desk"/],
  ])('refuses %s=%j', (key, value, message) => {
    expect(() => read({ [key]: value })).toThrow(message);
  });

  it('leaves room for the whole stack name in the longest bucket name', () => {
    const longest = read({ environment: 'abcdefghijkl' }).stackName;
    // STACK-LOGICALID-SUFFIX; `StoreArticles` and its hash of 8, and 13 characters that CloudFormation draws.
    expect(`${longest}-StoreArticles12345678-1234567890abc`.length).toBeLessThanOrEqual(63);
  });
});
