// docs/claims-table.md: every field of the record is in it, and every query in it runs and finds what it says.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { MAX_ENTITY_POSTINGS } from '../../functions/extract/claim-items.ts';
import { DAY_SHARDS, nameKeyOf } from '../../shared/keys.ts';
import { INDEX } from '../../shared/names.ts';
import { TABLES } from '../../shared/pipeline.ts';
import { ClaimSchema } from '../../shared/records/claim.ts';
import { ClaimEventSchema } from '../../shared/records/claim-event.ts';
import { claimOfItem } from '../../shared/records/claim-item.ts';
import { EntityPostingSchema } from '../../shared/records/posting.ts';
import { tableOutput } from '../../shared/stack-outputs.ts';
import { hasDynamoDb } from '../support/dynamodb.ts';
import { fillTables, island, pier } from '../support/newsroom.ts';
import { itemsOf, startTables, type TestTables } from '../support/tables.ts';

const page = readFileSync(new URL('../../docs/claims-table.md', import.meta.url), 'utf8');

interface Block {
  heading: string;
  code: string;
}

/** Fenced blocks of one kind, with the heading above each. */
function blocksOf(kind: string): Block[] {
  const blocks: Block[] = [];
  let heading = '';
  let code: string[] | null = null;
  for (const line of page.split('\n')) {
    if (code !== null) {
      if (line === '```') {
        blocks.push({ heading, code: `${code.join('\n')}\n` });
        code = null;
      } else code.push(line);
    } else if (line === `\`\`\`${kind}`) code = [];
    else if (line.startsWith('#')) heading = line.replace(/^#+ /, '');
  }
  return blocks;
}

/** Rows of the table below a heading: cells without their code marks, and the words that had them. */
function rowsBelow(heading: string): { cells: string[]; marked: string[][] }[] {
  const lines = page.slice(page.indexOf(`## ${heading}\n`)).split('\n');
  const start = lines.findIndex((line) => line.startsWith('|---'));
  const end = lines.findIndex((line, i) => i > start && !line.startsWith('|'));
  return lines.slice(start + 1, end).map((line) => {
    const cells = line.split('|').slice(1, -1);
    return {
      cells: cells.map((cell) => cell.trim()),
      marked: cells.map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word!)),
    };
  });
}

interface JsonSchema {
  anyOf?: JsonSchema[];
  type?: string | string[];
  enum?: string[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
}

interface Field {
  path: string;
  nullable: boolean;
  values: string[];
}

/** Every field of a schema by its path; `[]` stands for the members of an array. */
function fieldsOf(schema: JsonSchema, path = ''): Field[] {
  const options = schema.anyOf ?? [schema];
  const types = options.flatMap((option) => option.type ?? []);
  const own = options.find((option) => option.type !== 'null') ?? schema;
  return [
    ...(path === '' ? [] : [{ path, nullable: types.includes('null'), values: own.enum ?? [] }]),
    ...Object.entries(own.properties ?? {}).flatMap(([name, field]) =>
      fieldsOf(field, path === '' ? name : `${path}.${name}`),
    ),
    ...(own.items ? fieldsOf(own.items, `${path}[]`) : []),
  ];
}

describe('the record', () => {
  const rows = rowsBelow('The record');
  const documented = new Map(rows.flatMap((row) => row.marked[0]!.map((path) => [path, row] as const)));
  // Members of an array of objects are documented field by field.
  const fields = fieldsOf(z.toJSONSchema(ClaimSchema) as JsonSchema);
  const isRow = ({ path }: Field) => !path.endsWith('[]') || !fields.some((field) => field.path.startsWith(`${path}.`));

  test.each(fields.filter(isRow))(
    '$path is documented with its null rule and its values',
    ({ path, nullable, values }) => {
      const row = documented.get(path);
      expect(row).toBeDefined();
      expect(row!.cells[1]!.includes('null')).toBe(nullable);
      expect(row!.marked.flat()).toEqual(expect.arrayContaining(values));
    },
  );

  test('no other field is documented', () => {
    const known = new Set(fields.map((field) => field.path));
    expect([...documented.keys()].filter((path) => !known.has(path))).toEqual([]);
  });

  test('the attributes that are no part of it are listed, all of them', () => {
    const [, list] = /attributes that the record does not list \(([^)]+)\)/.exec(page)!;
    const extra = [...list!.matchAll(/`([^`]+)`/g)].map(([, name]) => [name!, 'x']);
    expect(claimOfItem({ ...pier.claims[0], ...Object.fromEntries(extra) })).toEqual(pier.claims[0]);
    const [item] = itemsOf(pier).claims;
    const names = new Set([...Object.keys(pier.claims[0]!), ...extra.map(([name]) => name)]);
    expect(Object.keys(item!).filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('keys, events and limits', () => {
  test('every index of the table is documented with its projection', () => {
    const definition = TABLES.find((table) => table.name === 'claims')!;
    for (const index of definition.indexes) {
      const line = page.split('\n').find((row) => row.startsWith(`| \`${index.name}\``));
      expect(line).toContain(`\`${index.key.partition}\` =`);
      expect(line).toContain(`\`${index.key.sort}\` =`);
      for (const attribute of index.projection === 'KEYS_ONLY' ? [] : index.projection) {
        expect(line).toContain(`\`${attribute}\``);
      }
    }
    expect(page).toContain(INDEX.claimsByHash);
  });

  test('postings are documented field by field', () => {
    for (const field of Object.keys(EntityPostingSchema.shape))
      expect(page).toMatch(new RegExp(`[\`, ]${field}[\`, ]`));
  });

  test('events are documented field by field', () => {
    const rows = rowsBelow('Change events');
    expect(rows.flatMap((row) => row.marked[0]).sort()).toEqual(Object.keys(ClaimEventSchema.shape).sort());
    expect(rows.flatMap((row) => row.marked[2])).toEqual(expect.arrayContaining(ClaimEventSchema.shape.type.options));
  });

  test('numbers and names are those of the code', () => {
    expect(page).toContain(`A day has ${DAY_SHARDS} shards, 0 to ${DAY_SHARDS - 1}`);
    expect(page).toContain(`const SHARDS = ${DAY_SHARDS};`);
    expect(page).toContain(`at most ${MAX_ENTITY_POSTINGS} entity postings`);
    for (const { name } of TABLES) expect(page).toContain(tableOutput(name));
  });
});

/** Where the blocks are written to run: inside the project, where the SDK resolves. */
const folder = mkdtempSync(fileURLToPath(new URL('./.queries-', import.meta.url)));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, code: string): string {
  const path = join(folder, name);
  writeFileSync(path, code);
  return path;
}

test('the documented key of a name is that of the code', async () => {
  const [block] = blocksOf('ts name-key');
  const { nameKey } = (await import(pathToFileURL(written('name-key.ts', block!.code)).href)) as {
    nameKey(name: string): string;
  };
  for (const name of ["Mara Lindqvist's", 'ÅSA Öberg', 'St. Olof’s—Trust', '国际 Harbour', '--', 'U.S.']) {
    expect(nameKey(name)).toBe(nameKeyOf(name));
  }
});

const [denial, quote, assertion] = pier.claims.map((claim) => claim.claimId);

/** What each query prints over the tables of test/support/newsroom.ts: the claims' ids, in any order. */
const FINDS: Record<string, (string | undefined)[]> = {
  'One claim': [denial],
  'The claims of an article': [denial, quote, assertion],
  'What a speaker says': [quote],
  'Claims about somebody or something': [denial],
  'The claims of a day': [denial, quote, assertion],
  'The claims of a story': [denial, quote, assertion],
  'The same wording elsewhere': [quote, island.claims[0]!.claimId],
  'The place in the text': [denial],
};

describe('the queries', () => {
  const queries = blocksOf('ts query');

  test('there is one for every access pattern', () => {
    expect(queries.map((query) => query.heading)).toEqual(Object.keys(FINDS));
  });

  test('they pass the strict type check', () => {
    for (const [i, { code }] of queries.entries()) written(`query-${i}.ts`, code);
    const config = written('tsconfig.json', JSON.stringify({ extends: '../../../tsconfig.json', include: ['*.ts'] }));
    const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
    expect(spawnSync(process.execPath, [compiler, '-p', config], { encoding: 'utf8' })).toMatchObject({
      stdout: '',
      status: 0,
    });
  }, 60_000);

  describe.skipIf(!hasDynamoDb())('run', () => {
    let tables: TestTables;
    beforeAll(async () => {
      tables = await startTables();
      await fillTables(tables);
    });
    afterAll(() => tables?.stop());

    test.each(queries.map((query, i) => [query.heading, query.code, i] as const))('%s', async (heading, code, i) => {
      const settings = {
        AWS_ENDPOINT_URL: tables.endpoint,
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
      };
      for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
      const lines: unknown[][] = [];
      const log = vi.spyOn(console, 'log').mockImplementation((...words: unknown[]) => void lines.push(words));
      try {
        await import(pathToFileURL(written(`run-${i}.ts`, code)).href);
      } finally {
        log.mockRestore();
        vi.unstubAllEnvs();
      }
      expect(lines.map(([id]) => id).sort()).toEqual([...FINDS[heading]!].sort());
      if (heading === 'The place in the text') expect(lines[0]).toEqual([denial, true, 'it had hidden the cost']);
      if (heading === 'What a speaker says') expect(lines[0]![1]).toBe('2024-03-01T08:00:00Z');
    });
  });
});
