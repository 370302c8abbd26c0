// The next release of the stack, made of a synthesised one: the same resources, with functions that have other code and
// other settings. Quicker than a second synthesis, and the same to CloudFormation.
import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StageId } from '../../shared/pipeline.ts';
import { functionOutput } from '../../shared/stack-outputs.ts';
import { BESIDE, codeFolder, ENTRY } from './fault-code.ts';
import { ASSET_HASH, PACKAGES } from './synthesis.ts';
import { changeTemplate } from './template.ts';

/** What is new about the function of a stage. */
export interface FunctionChange {
  /** Takes the place of the code that was deployed, which then lies beside it. */
  code?: Buffer;
  /** Variables besides those that it has. */
  environment?: Record<string, string>;
  timeoutSeconds?: number;
}

export type Changes = Partial<Record<StageId, FunctionChange>>;

/** What is read of the stack's template. */
interface Template {
  Resources: Record<string, { Properties: { Environment: { Variables: Record<string, unknown> }; Timeout: number } }>;
  Outputs: Record<string, { Value: { Ref: string } }>;
}

/**
 * Copies an assembly, makes the changes, and gives other code to every function of it. Every asset gets a new name, its
 * template too: CDK does not upload what is there already.
 *
 * @returns the folder of the copy, beside the original
 */
export function nextRelease(assembly: string, changes: Changes): string {
  const copy = `${assembly}.next`;
  cpSync(assembly, copy, { recursive: true });
  const changed = Object.entries(changes) as [StageId, FunctionChange][];
  changeTemplate(copy, ({ Resources, Outputs }: Template) => {
    for (const [stage, { environment, timeoutSeconds }] of changed) {
      const { Properties } = Resources[Outputs[functionOutput(stage)]!.Value.Ref]!;
      Object.assign(Properties.Environment.Variables, environment);
      Properties.Timeout = timeoutSeconds ?? Properties.Timeout;
    }
  });
  for (const [stage, { code }] of changed) {
    if (code === undefined) continue;
    const folder = codeFolder(copy, stage);
    renameSync(join(folder, ENTRY), join(folder, BESIDE));
    writeFileSync(join(folder, ENTRY), code);
  }

  // CDK keeps what it has packed under an asset's name for later runs: other code has another name.
  const release = JSON.stringify(changes);
  const renamed = (hash: string) => createHash('sha256').update(`next ${release} ${hash}`).digest('hex');
  for (const name of readdirSync(copy).filter((each) => each !== PACKAGES)) {
    const path = join(copy, name);
    if (statSync(path).isDirectory()) {
      appendFileSync(join(path, ENTRY), '\n// The next release.\n');
      renameSync(path, join(copy, name.replace(ASSET_HASH, renamed)));
    } else {
      writeFileSync(path, readFileSync(path, 'utf8').replace(ASSET_HASH, renamed));
    }
  }
  return copy;
}
