// The next release of the stack, made of a synthesised one: the same resources with other code. Quicker than a second
// synthesis, and the same to CloudFormation.
import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASSET_HASH, PACKAGES } from './synthesis.ts';

/**
 * Copies an assembly and changes the code of every function in it. Every asset gets a new name, its template too: CDK does
 * not upload what is there already.
 *
 * @returns the folder of the copy, beside the original
 */
export function nextRelease(assembly: string): string {
  const copy = `${assembly}.next`;
  cpSync(assembly, copy, { recursive: true });
  const renamed = (hash: string) => createHash('sha256').update(`next ${hash}`).digest('hex');
  for (const name of readdirSync(copy).filter((each) => each !== PACKAGES)) {
    const path = join(copy, name);
    if (statSync(path).isDirectory()) {
      appendFileSync(join(path, 'index.mjs'), '\n// The next release.\n');
      renameSync(path, join(copy, name.replace(ASSET_HASH, renamed)));
    } else {
      writeFileSync(path, readFileSync(path, 'utf8').replace(ASSET_HASH, renamed));
    }
  }
  return copy;
}
