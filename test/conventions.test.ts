// Rules of the source tree that no linter we use can state.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface Rule {
  id: string;
  /** Which files it is about, by their path from the root. */
  about(path: string): boolean;
  /** True where the text breaks the rule. */
  broken(text: string): boolean;
  /** A text that breaks the rule in the given file, and one that does not. */
  examples: { path: string; bad: string; good: string };
}

const within = (path: string, ...folders: string[]) => folders.some((folder) => path.startsWith(`${folder}/`));

/** The files of a stage that may know AWS; all others are pure. */
const knowsAws = (path: string) => /^(?:handler|config|.+-store)\.ts$/.test(basename(path));

/** The files of a stage that may know the environment. */
const knowsEnvironment = (path: string) => /^(?:handler|config)\.ts$/.test(basename(path));

const RULES: readonly Rule[] = [
  {
    id: 'a file begins with a comment that says what it is about',
    about: () => true,
    broken: (text) => !/^(?:#![^\n]*\n)?(?:\/\/ \S|\/\*\*)/.test(text),
    examples: { path: 'shared/a.ts', bad: "import a from 'a';\n", good: "// The letter.\nimport a from 'a';\n" },
  },
  {
    id: 'zod is imported as a namespace, which leaves its locales out of the bundles',
    about: () => true,
    broken: (text) => /^import (?!type \* as z |\* as z )[^;]*from 'zod(?:\/[^']*)?'/m.test(text),
    examples: {
      path: 'shared/a.ts',
      bad: "import { z } from 'zod';",
      good: "import * as z from 'zod';\nimport type * as z from 'zod';",
    },
  },
  {
    id: 'the AWS SDK is not imported in the pure files of a stage',
    about: (path) => within(path, 'functions') && !knowsAws(path),
    broken: (text) => importsAtRunTime(text, /^@aws-sdk\/|^@smithy\//),
    examples: {
      path: 'functions/clean/clean.ts',
      bad: "import { S3Client } from '@aws-sdk/client-s3';",
      good: "import type { S3Client } from '@aws-sdk/client-s3';",
    },
  },
  {
    id: 'SDK clients are made in shared/aws and cli only',
    about: (path) => !within(path, 'shared/aws', 'cli', 'test'),
    broken: (text) => /\bnew [A-Z]\w*Client\(|\bDynamoDBDocument(?:Client)?\.from\(/.test(text),
    examples: { path: 'functions/clean/handler.ts', bad: 'const a = new S3Client({});', good: 'const a = s3();' },
  },
  {
    id: 'the environment is read where a process begins, never in between',
    about: (path) => !within(path, 'shared/aws', 'cli', 'infra', 'bench', 'test') && !knowsEnvironment(path),
    broken: (text) => /\bprocess\.env\b/.test(text),
    examples: { path: 'shared/keys.ts', bad: 'const a = process.env.A;', good: 'const a = config.a;' },
  },
  {
    id: 'a record writes nothing after its time: the handler of a stage hands its signal on',
    about: (path) => /^functions\/[^/]+\/handler\.ts$/.test(path),
    broken: (text) => /\bstageHandler\(/.test(text) && !/\bsignal\b/.test(text),
    examples: {
      path: 'functions/clean/handler.ts',
      bad: 'stageHandler({ process: (item) => clean(item) })',
      good: 'stageHandler({ process: (item, { signal }) => clean(item, inTime(s3(), signal)) })',
    },
  },
  {
    id: 'infra/ makes one app, in app.ts',
    about: (path) => within(path, 'infra') && path !== 'infra/app.ts',
    broken: (text) => /\bnew App\(/.test(text),
    examples: { path: 'infra/stage.ts', bad: 'new App()', good: 'new Stack(app)' },
  },
  {
    id: 'infra/ builds one template for every target: it knows no emulator and no endpoint',
    about: (path) => within(path, 'infra'),
    broken: (text) => /AWS_ENDPOINT|localstack|ministack|\bisLocal\b|\(local\b/i.test(text),
    examples: { path: 'infra/stage.ts', bad: 'if (local) return;', good: 'if (tracing) return;' },
  },
  {
    id: 'functions and shared code know nothing of infra/ and cli/',
    about: (path) => within(path, 'functions', 'shared'),
    broken: (text) => /from '(?:\.\.\/)+(?:infra|cli|bench|test)\//.test(text),
    examples: {
      path: 'functions/clean/clean.ts',
      bad: "import { a } from '../../cli/a.ts';",
      good: "import { a } from '../../shared/a.ts';",
    },
  },
];

/** True where a module is imported for more than its types. */
function importsAtRunTime(text: string, module: RegExp): boolean {
  return [...text.matchAll(/^import (?!type )[^;]*?from '([^']+)'/gm)].some(([, name]) => module.test(name!));
}

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.(?:ts|mjs)$/.test(path) && !path.includes('/node_modules/'));
}

const FOLDERS = ['bench', 'cli', 'functions', 'infra', 'shared', 'test'].filter((folder) =>
  readdirSync(ROOT).includes(folder),
);
const FILES = FOLDERS.flatMap(sources)
  .filter((path) => path !== 'test/conventions.test.ts')
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));

describe.each(RULES)('$id', ({ about, broken, examples }) => {
  it('holds in every file it is about', () => {
    const offenders = FILES.filter(({ path, text }) => about(path) && broken(text)).map(({ path }) => path);
    expect(offenders).toEqual([]);
  });

  it('is about some files, and tells a good one from a bad one', () => {
    expect(FILES.filter(({ path }) => about(path))).not.toHaveLength(0);
    expect(about(examples.path)).toBe(true);
    expect(broken(examples.bad)).toBe(true);
    expect(broken(examples.good)).toBe(false);
  });
});

describe('package.json', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

  it('pins a release of CDK 2 exactly, since version 3.0.0 of the command line was published by mistake', () => {
    expect(devDependencies['aws-cdk']).toMatch(/^2\.\d+\.\d+$/);
  });
});
