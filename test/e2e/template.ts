// The template of the pipeline's stack in an assembly, changed in place.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads the template as a `Template`, which is what the caller knows of it, lets it be changed, and writes it. */
export function changeTemplate<Template>(assembly: string, change: (template: Template) => void): void {
  const file = join(assembly, 'claimwire.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8')) as Template;
  change(template);
  writeFileSync(file, JSON.stringify(template));
}
