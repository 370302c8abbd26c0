// Bundles all functions in one esbuild call, one file each. Why one call: docs/decisions/0001-one-bundle-call.md.
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Where the bundles go unless told otherwise; not under version control. */
export const BUNDLES = join(ROOT, 'dist', 'functions');

/** CommonJS packages inside an ES module bundle call `require`, which an ES module does not have. */
const REQUIRE_BANNER = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;

/**
 * Writes the language model of stage clean, two megabytes of object literal, as JSON. A cold start parses that in a quarter
 * of the time; the object is the same.
 */
const LANGUAGE_MODEL_AS_JSON: Plugin = {
  name: 'language model as JSON',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]eld[\\/]src[\\/]ngrams[\\/]\w+\.js$/ }, async ({ path }) => {
      const { ngramsData } = (await import(pathToFileURL(path).href)) as { ngramsData: unknown };
      const json = JSON.stringify(JSON.stringify(ngramsData));
      return { contents: `export const ngramsData = JSON.parse(${json});` };
    });
  },
};

/**
 * How every bundle is made.
 *
 * The AWS SDK is bundled too: the version that was tested is the version that runs, and emulators that run functions as
 * plain processes have no SDK to offer. Not minified, without source maps: a stack trace then names our functions by
 * itself, and no asset carries what the function does not read.
 */
export const BUNDLE_OPTIONS = {
  absWorkingDir: ROOT,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  // Emulators run the machine's Node, which may be 20; nodejs24.x reads the same syntax.
  target: 'node20',
  // For every numbered target esbuild writes `/\p{L}/u` as `new RegExp(…)`, as engines differ in their version of Unicode;
  // built at each call, that is a tenth of the processor time of stage extract.
  supported: { 'regexp-unicode-property-escapes': true },
  // The ES module edition of a package where it has one: esbuild drops unused code from those only.
  mainFields: ['module', 'main'],
  banner: { js: REQUIRE_BANNER },
  legalComments: 'none',
  // The error that is thrown says it all.
  logLevel: 'silent',
} as const satisfies BuildOptions;

/**
 * Writes `<outdir>/<stage>/index.mjs` for each stage from `functions/<stage>/handler.ts`.
 *
 * @throws esbuild's BuildFailure, naming file and line, when a handler is missing or does not parse.
 */
export async function bundleFunctions(stages: readonly string[], outdir: string): Promise<void> {
  await build({
    ...BUNDLE_OPTIONS,
    plugins: [LANGUAGE_MODEL_AS_JSON],
    entryPoints: stages.map((stage) => ({ in: `functions/${stage}/handler.ts`, out: `${stage}/index` })),
    outdir,
  });
}
