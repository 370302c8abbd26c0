// The code of functions with faults: a small module of faults/ beside the very file that is deployed for the stage.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { BUNDLE_OPTIONS } from '../../infra/bundle.ts';
import type { StageId } from '../../shared/pipeline.ts';
import { keptOf } from './kept.ts';

/** The one file of a bundle, and that of a replaced one beside it. */
export const ENTRY = 'index.mjs';
export const BESIDE = 'deployed.mjs';

/** Of CDK's list of what goes to the staging bucket, what is read here. */
interface AssetManifest {
  files: Record<string, { displayName: string; source: { path: string } }>;
}

/** Where the code of a stage lies in an assembly: the folder of its bundle. */
export function codeFolder(assembly: string, stage: StageId): string {
  const { files } = JSON.parse(readFileSync(join(assembly, 'claimwire.assets.json'), 'utf8')) as AssetManifest;
  const asset = Object.values(files).find(({ displayName }) => displayName === `${stage}/Function/Code`);
  if (!asset) throw new Error(`looking for the code of stage ${stage}: the assembly has no such asset`);
  return join(assembly, asset.source.path);
}

/** Leads a module's import of its stage's handler to the deployed code beside it. */
const handlerAsDeployed: Plugin = {
  name: 'handler as deployed',
  setup({ onResolve }) {
    onResolve({ filter: /\/handler\.ts$/ }, () => ({ path: `./${BESIDE}`, external: true }));
  },
};

const FAULTS = ['clean', 'probe', 'publish'] as const;
export type Fault = (typeof FAULTS)[number];

/** What they are made of; the lock file stands for their packages. */
const SOURCES = ['test/e2e/faults', 'test/e2e/fault-code.ts', 'infra/bundle.ts', 'package-lock.json'];

let bundles: Promise<string> | null = null;

/** The bundle of a module of faults/. */
export async function faultBundle(fault: Fault): Promise<Buffer> {
  bundles ??= keptOf('faults', SOURCES, (outdir) =>
    build({
      ...BUNDLE_OPTIONS,
      entryPoints: FAULTS.map((name) => `test/e2e/faults/${name}.ts`),
      outdir,
      plugins: [handlerAsDeployed],
    }),
  );
  return readFileSync(join(await bundles, `${fault}.mjs`));
}
