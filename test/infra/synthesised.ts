// Synthesises the stack for the tests of infra/, with placeholder code in place of the bundles.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll } from 'vitest';
import { PipelineStack, type PipelineStackProps } from '../../infra/pipeline-stack.ts';
import { STAGES } from '../../shared/pipeline.ts';

// biome-ignore lint/suspicious/noExplicitAny: a CloudFormation template is JSON of any shape; assertions check it.
export type Json = any;

export interface Resource {
  logicalId: string;
  type: string;
  properties: Json;
  /** The whole entry, with DependsOn and the deletion settings. */
  entry: Json;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder that goes when the tests of the file end. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'claimwire-infra-'));
  folders.push(folder);
  return folder;
}

/** A folder with a placeholder bundle for every stage. */
export function placeholderFunctions(): string {
  const folder = scratchFolder();
  for (const { id } of STAGES) {
    mkdirSync(join(folder, id));
    writeFileSync(join(folder, id, 'index.mjs'), `export const handler = async () => '${id}';\n`);
  }
  return folder;
}

/** An app with the feature flags of cdk.json, which only the CDK command line reads by itself. */
export function newApp(): App {
  const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')) as Json;
  return new App({ context, outdir: scratchFolder() });
}

export function newStack(props: Partial<PipelineStackProps> = {}): PipelineStack {
  return new PipelineStack(newApp(), 'claimwire', { functions: placeholderFunctions(), ...props });
}

/** The template of the stack and its resources as a list. */
export function synthesise(props: Partial<PipelineStackProps> = {}): { template: Json; resources: Resource[] } {
  const template = Template.fromStack(newStack(props)).toJSON();
  const resources = Object.entries<Json>(template.Resources).map(([logicalId, entry]) => ({
    logicalId,
    type: entry.Type as string,
    properties: entry.Properties ?? {},
    entry,
  }));
  return { template, resources };
}

/** The logical id that a `Ref` or `Fn::GetAtt` points at; undefined for anything else. */
export function referenced(value: Json): string | undefined {
  return value?.Ref ?? value?.['Fn::GetAtt']?.[0];
}
