// Breaks a synthesised stack in one place, for the tests of the tests.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENTRY } from './fault-code.ts';
import { forgetPackages } from './synthesis.ts';
import { changeTemplate } from './template.ts';

interface Template {
  Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
}

interface Policies {
  Policies: { PolicyDocument: { Statement: { Action: string | string[] }[] } }[];
}

const resourceOf = ({ Resources }: Template, type: string, idPart: string) => {
  const found = Object.entries(Resources).find(([id, { Type }]) => Type === type && id.startsWith(idPart));
  if (!found) throw new Error(`sabotage: the template has no ${type} whose id begins with ${idPart}`);
  return found[1].Properties;
};

const SABOTAGE: Record<string, (assembly: string) => void> = {
  /** Every handler throws for every batch. */
  'broken-handler': (assembly) => {
    forgetPackages(assembly);
    for (const name of readdirSync(assembly).filter((entry) => entry.startsWith('asset.'))) {
      const file = join(assembly, name, ENTRY);
      const thrown = "export const handler = async () => { throw new Error('sabotaged handler'); };\n";
      writeFileSync(file, thrown);
    }
  },
  /** Stage deduplicate may not write what it writes. */
  'missing-permission': (assembly) =>
    changeTemplate(assembly, (template: Template) => {
      const { Policies } = resourceOf(template, 'AWS::IAM::Role', 'deduplicate') as unknown as Policies;
      for (const statement of Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)) {
        statement.Action = [statement.Action].flat().filter((action) => action !== 'dynamodb:PutItem');
        if (statement.Action.length === 0) statement.Action = ['dynamodb:DescribeTable'];
      }
    }),
  /** Stage clean sends to a queue that is not there. */
  'wrong-queue-name': (assembly) =>
    changeTemplate(assembly, (template: Template) => {
      const { Environment } = resourceOf(template, 'AWS::Lambda::Function', 'clean') as {
        Environment: { Variables: Record<string, unknown> };
      };
      Environment.Variables.NEXT_QUEUE_URL = 'http://127.0.0.1/000000000000/no-such-queue';
    }),
};

/** Applies the sabotage that E2E_SABOTAGE names, if any. @throws Error when there is none of that name */
export function sabotage(assembly: string): void {
  const name = process.env.E2E_SABOTAGE;
  if (!name) return;
  if (!Object.hasOwn(SABOTAGE, name)) throw new Error(`E2E_SABOTAGE: there is no "${name}"`);
  SABOTAGE[name]!(assembly);
}
