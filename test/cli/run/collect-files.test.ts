// Files found under the given paths, and what is said of paths that hold none.
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { collectFiles } from '../../../cli/run/collect-files.ts';
import { runsUnless } from '../../support/skips.ts';

const WINDOWS = process.platform === 'win32' ? 'devices and unreadable folders: Windows has none' : null;
const SUPERUSER = process.getuid?.() === 0 ? 'an unreadable folder: the superuser may read everything' : null;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimwire-files-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});
const put = (name: string, text = 'x') => writeFile(join(folder, name), text);

describe('files', () => {
  test('of a folder come in name order with names below it', async () => {
    await mkdir(join(folder, 'b'));
    await put('c.txt');
    await put('b/2.txt', 'yy');
    await put('a + %.txt');
    const { files, problems } = await collectFiles([folder]);
    expect(files.map((file) => [file.name, file.sizeBytes])).toEqual([
      ['a + %.txt', 1],
      ['b/2.txt', 2],
      ['c.txt', 1],
    ]);
    expect(problems).toEqual([]);
  });

  test('a single file keeps its own name', async () => {
    await put('one.html');
    expect((await collectFiles([join(folder, 'one.html')])).files.map((file) => file.name)).toEqual(['one.html']);
  });

  test('dot files are left out', async () => {
    await put('.hidden');
    await put('seen');
    expect((await collectFiles([folder])).files.map((file) => file.name)).toEqual(['seen']);
  });

  test('a folder named like a file is a folder', async () => {
    await mkdir(join(folder, 'story.html'));
    await put('story.html/inner.html');
    expect((await collectFiles([folder])).files.map((file) => file.name)).toEqual(['story.html/inner.html']);
  });

  test('a link back to a folder above ends', async () => {
    await put('a.txt');
    await mkdir(join(folder, 'sub'));
    await symlink(folder, join(folder, 'sub', 'back'));
    expect((await collectFiles([folder])).files.map((file) => file.name)).toEqual(['a.txt']);
  });
});

describe('what runs have written is no input', () => {
  const namesIn = async (paths: string[], written?: string[]) =>
    (await collectFiles(paths, written)).files.map((file) => file.name);

  /** A data directory as a run leaves it, at a place in the folder. */
  async function putDataDirectory(place: string): Promise<string> {
    const directory = join(folder, place);
    await mkdir(join(directory, 'objects'), { recursive: true });
    for (const name of [
      'tables.sqlite',
      'tables.sqlite-wal',
      'run.json',
      'lock',
      'stream-claims.position',
      'objects/1',
    ])
      await put(join(place, name));
    return directory;
  }

  test('a data directory among the articles', async () => {
    await put('a.txt');
    await putDataDirectory('state');
    expect(await collectFiles([folder])).toMatchObject({ files: [{ name: 'a.txt' }], problems: [] });
  });

  test('a data directory with articles in it', async () => {
    await putDataDirectory('.');
    await put('a.txt');
    expect(await namesIn([folder])).toEqual(['a.txt']);
  });

  test('its parts given by name, as a shell completes them, or by a link', async () => {
    const state = await putDataDirectory('state');
    await put('a.txt');
    await symlink(join(state, 'objects'), join(folder, 'link'));
    const paths = ['a.txt', 'state', 'state/objects', 'state/objects/1', 'state/run.json', 'link', 'link/1'];
    const { files, problems } = await collectFiles(paths.map((path) => join(folder, path)));
    expect(files.map((file) => file.name)).toEqual(['a.txt']);
    expect(problems).toEqual([]);
  });

  test('the same names elsewhere are articles', async () => {
    await mkdir(join(folder, 'objects'));
    await put('objects/1');
    await put('run.json');
    expect(await namesIn([folder])).toEqual(['objects/1', 'run.json']);
  });

  test('the files that this run writes', async () => {
    await put('a.txt');
    await put('claims.ndjson');
    expect(await namesIn([folder], [join(folder, 'claims.ndjson')])).toEqual(['a.txt']);
    expect(await namesIn([folder], ['-'])).toEqual(['a.txt', 'claims.ndjson']);
  });
});

describe('what is named twice is one', () => {
  test('a file, and its folder', async () => {
    await put('a.txt');
    const a = join(folder, 'a.txt');
    expect(await collectFiles([a, a, folder])).toMatchObject({ files: [{ path: a }], problems: [] });
  });

  test('a folder, and one in it', async () => {
    await mkdir(join(folder, 'b'));
    await put('b/1.txt');
    const { files, problems } = await collectFiles([folder, join(folder, 'b'), folder]);
    expect(files.map((file) => file.name)).toEqual(['b/1.txt']);
    expect(problems).toEqual([]);
  });
});

describe('problems', () => {
  test('a path that is not there does not stop the others', async () => {
    await put('a.txt');
    const missing = join(folder, 'missing');
    const { files, problems } = await collectFiles([missing, join(folder, 'a.txt')]);
    expect(files).toHaveLength(1);
    expect(problems).toEqual([{ path: missing, reason: 'no such file or folder' }]);
  });

  test('an empty folder is said to be empty', async () => {
    expect((await collectFiles([folder])).problems).toEqual([
      { path: folder, reason: 'expected at least one file, found none' },
    ]);
  });

  test('a link to itself is named', async () => {
    const loop = join(folder, 'loop');
    await symlink(loop, loop);
    expect((await collectFiles([loop])).problems).toEqual([
      { path: loop, reason: 'a symbolic link that leads to itself' },
    ]);
  });

  test.runIf(runsUnless(WINDOWS))('a device is no document', async () => {
    expect((await collectFiles(['/dev/null'])).problems).toEqual([
      { path: '/dev/null', reason: 'expected a file or a folder, got a device, socket or pipe' },
    ]);
  });

  test.runIf(runsUnless(WINDOWS ?? SUPERUSER))('an unreadable folder is named', async () => {
    const locked = join(folder, 'locked');
    await mkdir(locked);
    await chmod(locked, 0o000);
    expect((await collectFiles([locked])).problems).toEqual([{ path: locked, reason: 'no permission' }]);
    await chmod(locked, 0o700);
  });
});
