// `claimwire run` as a user sees it: once, again, killed in the middle, and over paths that hold nothing.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimwire, startClaimwire } from '../support/command.ts';
import { hasDynamoDb } from '../support/dynamodb.ts';
import type { PrintedReport } from '../support/run-report.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'claimwire-run-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const people = [
  'Ada Fenwick',
  'Bo Larkin',
  'Cleo Marsh',
  'Dov Ashby',
  'Eve Quill',
  'Finn Harrow',
  'Gia Stone',
  'Hal Brook',
];

/** A short article; each number gives another one. */
function article(number: number): string {
  const person = people[number % people.length]!;
  const topics = [
    'harbour wall',
    'night train',
    'grain store',
    'water tower',
    'ring road',
    'town orchestra',
    'salt works',
    'north ferry',
  ];
  const topic = topics[(number * 3) % topics.length]!;
  return `The ${topic} number ${number} will be rebuilt, council says

The council voted on plan ${number} for the ${topic} after a debate of ${number + 2} hours, with ${number + 11} members in favour.

“We have waited ${number + 20} years for the ${topic}, and plan ${number} is the one we can pay for,” said ${person}, who leads committee ${number}.

${person.split(' ')[1]} denied that the cost of ${number + 3} million crowns had been hidden from residents of district ${number}.
`;
}

function writeArticles(name: string, count: number): string {
  const directory = join(folder, name);
  mkdirSync(directory, { recursive: true });
  for (let number = 0; number < count; number++) {
    writeFileSync(join(directory, `${String(number).padStart(3, '0')}.txt`), article(number));
  }
  writeFileSync(join(directory, 'zz-empty.txt'), '');
  return directory;
}

/** The end state without what differs from run to run: ids of object versions and times. */
function endState(report: PrintedReport) {
  return {
    outcomes: report.documents.map(({ path, outcome }) => [
      path,
      outcome?.state,
      outcome && 'claims' in outcome ? outcome.claims : null,
    ]),
    claims: report.claims.map((claim) => [claim.claimId, claim.speaker.name, claim.polarity, claim.text]).sort(),
    stories: report.stories.map((story) => story.members.map((member) => member.articleId)),
  };
}

const parse = (text: string) => JSON.parse(text) as PrintedReport;

describe.runIf(hasDynamoDb())('over files', () => {
  test('every document has its outcome, and a second run adds nothing and says why', { timeout: 120_000 }, async () => {
    const input = writeArticles('twice', 4);
    const data = join(folder, 'twice-data');
    const first = await claimwire(['run', input, '--data', data, '--json']);
    expect(first.stderr).toBe('');
    expect(first.code).toBe(0);
    const report = parse(first.stdout);
    expect(report.documents.map(({ outcome }) => outcome?.state)).toEqual([
      'extracted',
      'extracted',
      'extracted',
      'extracted',
      'rejected',
    ]);
    expect(report.newClaims).toBe(report.claims.length);
    expect(report.claims.map((claim) => claim.speaker.name)).toContain('Ada Fenwick');

    const again = await claimwire(['run', input, '--data', data, '--json', '--out', join(folder, 'again.ndjson')]);
    expect(again.code).toBe(0);
    const repeated = parse(again.stdout);
    expect(repeated.newClaims).toBe(0);
    expect(repeated.stories).toEqual([]);
    expect(repeated.claims.map((claim) => claim.claimId).sort()).toEqual(
      report.claims.map((claim) => claim.claimId).sort(),
    );
    expect(
      repeated.documents.map(
        ({ outcome }) => outcome && [outcome.state, 'relation' in outcome ? outcome.relation : null],
      ),
    ).toEqual([...Array.from({ length: 4 }, () => ['duplicate', 'same-text']), ['rejected', null]]);

    const ledger = await claimwire(['ledger', '--data', data, '--json']);
    expect(JSON.parse(ledger.stdout)).toHaveLength(10);
  });

  test('data and claims kept among the articles stay out, and a copy that comes again is as alike as it was', {
    timeout: 120_000,
  }, async () => {
    const input = join(folder, 'among');
    mkdirSync(input);
    const text = article(3);
    writeFileSync(join(input, 'first.txt'), text);
    const copy = text.replace('The council voted', 'Late at night the council of the town voted');
    writeFileSync(join(input, 'second.txt'), copy);
    const call = ['run', input, '--data', join(input, 'state'), '--out', join(input, 'claims.ndjson'), '--json'];
    const once = JSON.parse((await claimwire(call)).stdout) as PrintedReport;
    const again = JSON.parse((await claimwire(call)).stdout) as PrintedReport;
    expect(readdirSync(input)).toEqual(['claims.ndjson', 'first.txt', 'second.txt', 'state']);
    expect(again.documents.map(({ path }) => path)).toEqual(once.documents.map(({ path }) => path));
    expect(again.documents.map(({ outcome }) => outcome?.state)).toEqual(['duplicate', 'duplicate']);
    expect(once.stories[0]?.members[1]?.similarity).toBeLessThan(1);
    expect(again.stories.map(({ members }) => members.map(({ similarity }) => similarity))).toEqual(
      once.stories.map(({ members }) => members.map(({ similarity }) => similarity)),
    );
  });

  test('killed in the middle and started again, it ends as if undisturbed', { timeout: 180_000 }, async () => {
    const input = writeArticles('killed', 24);
    const undisturbed = await claimwire(['run', input, '--data', join(folder, 'undisturbed-data'), '--json']);
    expect(undisturbed.code).toBe(0);

    const data = join(folder, 'killed-data');
    let kills = 0;
    for (const wanted of [3, 15]) {
      const { child, finished } = startClaimwire(['run', input, '--data', data, '--json']);
      // Killed once so many objects are stored: the later ones are not, and the earlier are somewhere in the pipeline.
      const objects = join(data, 'objects');
      const deadline = Date.now() + 60_000;
      while (child.exitCode === null && countFiles(objects) < wanted && Date.now() < deadline) await sleep(5);
      child.kill('SIGKILL');
      if ((await finished).signal === 'SIGKILL') kills++;
    }
    expect(kills).toBeGreaterThan(0);
    const end = await claimwire(['run', input, '--data', data, '--json']);
    expect(end.code).toBe(0);
    expect(endState(parse(end.stdout))).toEqual(endState(parse(undisturbed.stdout)));
    const entries = JSON.parse((await claimwire(['ledger', '--data', data, '--json'])).stdout) as unknown[];
    expect(entries).toHaveLength(25);
  });

  test('interrupted from the keyboard, it stops at once and says how to go on', { timeout: 60_000 }, async () => {
    const input = writeArticles('interrupted', 24);
    const data = join(folder, 'interrupted-data');
    const { child, finished } = startClaimwire(['run', input, '--data', data]);
    const deadline = Date.now() + 30_000;
    while (countFiles(join(data, 'objects')) < 1 && Date.now() < deadline) await sleep(10);
    child.kill('SIGINT');
    const { code, stderr } = await finished;
    expect(code).toBe(130);
    expect(stderr).toContain('run again to go on where this stopped');
  });

  test('a path that cannot be read is told, the rest is run, and the exit code is 1', { timeout: 60_000 }, async () => {
    const input = writeArticles('partial', 1);
    const missing = join(folder, 'nowhere');
    const { code, stdout, stderr } = await claimwire(['run', missing, input, '--data', join(folder, 'partial-data')]);
    expect(stderr).toBe(`claimwire run: ${missing}: no such file or folder\n`);
    expect(stdout).toContain('2 documents');
    expect(code).toBe(1);
  });
});

describe('without anything to run', () => {
  test('an empty folder is an error in one sentence', async () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const { code, stderr } = await claimwire(['run', empty, '--data', join(folder, 'empty-data')]);
    expect(stderr).toBe(
      `claimwire run: ${empty}: expected at least one file, found none\nclaimwire run: nothing to run: none of the paths holds a file\n`,
    );
    expect(code).toBe(1);
  });

  test('--fresh never empties a folder that is no data directory', async () => {
    const precious = writeArticles('precious', 1);
    const { code, stderr } = await claimwire(['run', precious, '--data', precious, '--fresh']);
    expect(code).toBe(2);
    expect(stderr).toContain('has no run.json');
    expect(readdirSync(precious)).toHaveLength(2);
  });

  test.each(['--out', '--log'])('%s in a place that cannot be written is told before the work', async (option) => {
    const input = writeArticles('unwritable', 1);
    const file = join(folder, 'nowhere', 'file');
    const data = join(folder, 'unwritable-data');
    const { code, stderr } = await claimwire(['run', input, '--data', data, option, file]);
    expect(stderr).toBe(`claimwire run: writing ${file}: no such file or folder\n`);
    expect(code).toBe(1);
    expect(readdirSync(folder)).not.toContain('unwritable-data');
    expect((await claimwire(['run', input, '--data', data, option, folder])).stderr).toBe(
      `claimwire run: ${folder}: a folder, expected a file\n`,
    );
  });

  test.each([
    [['run', '--json', '--out', '-'], 'choose one'],
    [['run', '--colour'], "Unknown option '--colour'"],
  ])('%j is a wrong call', async (args, words) => {
    const { code, stderr } = await claimwire(args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});

function countFiles(directory: string): number {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  } catch {
    return 0;
  }
}
