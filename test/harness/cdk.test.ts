// The commands of the CDK command line that share a process: what they print, how they fail, and how they end.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cdk } from '../e2e/cdk.ts';
import { emulatorConnection } from '../e2e/connection.ts';
import { endAllOf } from '../e2e/runs.ts';
import type { Connection } from '../e2e/targets/target.ts';
import { type LoopbackServer, startLoopbackServer } from '../support/loopback-server.ts';

let folder: string;
let silent: LoopbackServer;
let connection: Connection;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'claimwire-cdk-'));
  // The CDK asks whose account it is before anything else; nothing but that is answered.
  silent = await startLoopbackServer((request, response) => {
    void text(request).then((asked) => {
      if (!asked.includes('GetCallerIdentity')) return;
      const identity = '<Account>000000000000</Account><Arn>arn:aws:iam::000000000000:root</Arn><UserId>root</UserId>';
      response.setHeader('content-type', 'text/xml');
      response.end(
        `<GetCallerIdentityResponse><GetCallerIdentityResult>${identity}</GetCallerIdentityResult></GetCallerIdentityResponse>`,
      );
    });
  });
  connection = emulatorConnection(`http://127.0.0.1:${silent.port}`, folder);
  const assembly = join(folder, 'cdk.out');
  mkdirSync(assembly);
  const properties = { templateFile: 'one.template.json' };
  const artifacts = {
    one: { type: 'aws:cloudformation:stack', environment: 'aws://000000000000/us-east-1', properties },
  };
  writeFileSync(join(assembly, 'manifest.json'), JSON.stringify({ version: '36.0.0', artifacts }));
  writeFileSync(join(assembly, properties.templateFile), '{"Resources":{"Bus":{"Type":"AWS::Events::EventBus"}}}');
});
afterAll(async () => {
  await endAllOf(folder);
  await silent.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (args: string[], deadlineSeconds = 60) => cdk('the command', args, folder, connection, deadlineSeconds);

test('a process answers one command after the other, also after one that fails, and after its own end', async () => {
  const list = ['ls', '--app', 'cdk.out'];
  expect((await run(list)).trim()).toBe('one');
  await expect(run(['ls', '--app', 'nowhere.out'])).rejects.toThrow(
    /^the command: ended with code 1; its last words:\n(.|\n)*nowhere\.out/,
  );
  expect((await run(list)).trim()).toBe('one');

  // The first of these is answered by nobody, and nothing of it runs on.
  const deploy = ['deploy', 'one', '--app', 'cdk.out', '--require-approval', 'never', '--no-notices'];
  await expect(run(deploy, 2)).rejects.toThrow(/^the command: not done within 2 s/);
  expect((await run(list)).trim()).toBe('one');

  expect(await endAllOf(folder)).toHaveLength(1);
  expect((await run(list)).trim()).toBe('one');
}, 120_000);
