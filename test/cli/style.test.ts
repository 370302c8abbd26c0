// Colours on and off, widths of text, and what of a page may reach a terminal.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  columnsOf,
  displayWidth,
  printable,
  printableLines,
  styleFor,
  truncate,
  wantsColours,
  wrap,
} from '../../cli/style.ts';

const terminal = { isTTY: true, columns: 100 };

describe('colours', () => {
  test.each([
    ['a terminal has them', terminal, false, {}, true],
    ['a pipe has none', {}, false, {}, false],
    ['NO_COLOR switches them off', terminal, false, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR says nothing', terminal, false, { NO_COLOR: '' }, true],
    ['a dumb terminal has none', terminal, false, { TERM: 'dumb' }, false],
    ['FORCE_COLOR beats a pipe', {}, false, { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR beats NO_COLOR', {}, false, { FORCE_COLOR: '', NO_COLOR: '1' }, true],
    ['FORCE_COLOR=0 switches off', terminal, false, { FORCE_COLOR: '0' }, false],
    ['FORCE_COLOR=false switches off', terminal, false, { FORCE_COLOR: 'false' }, false],
    ['--no-color beats FORCE_COLOR', terminal, true, { FORCE_COLOR: '1' }, false],
  ] as const)('%s', (_, stream, option, env, expected) => {
    expect(wantsColours(stream, option, env)).toBe(expected);
  });

  test('a painted text ends in what it began with', () => {
    expect(styleFor(true).red('x')).toBe('\x1b[31mx\x1b[39m');
    expect(styleFor(false).red('x')).toBe('x');
  });
});

describe('widths', () => {
  test.each([
    [terminal, {}, 100],
    [{ isTTY: true, columns: 0 }, {}, 80],
    [{ isTTY: true }, {}, 80],
    [{}, {}, Number.POSITIVE_INFINITY],
    [{}, { COLUMNS: '40' }, 40],
    [terminal, { COLUMNS: 'wide' }, 100],
    [terminal, { COLUMNS: '0' }, 100],
  ])('the page of %j under %j has %d columns', (stream, env, columns) => {
    expect(columnsOf(stream, env)).toBe(columns);
  });

  test.each([
    ['abc', 3],
    ['a\u0301bc', 3],
    ['国際', 4],
    ['ﾊﾝ', 2],
    ['🛳', 2],
    ['a\u200db', 2],
    ['\x1b[1mab\x1b[22m', 2],
    ['', 0],
  ])('%j takes %d columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  test.each([
    ['harbour', 7, 'harbour'],
    ['harbour', 6, 'harbo…'],
    ['the harbour', 5, 'the…'],
    ['国際港', 5, '国際…'],
    ['国際港', 4, '国…'],
  ])('%j cut to %d is %j', (text, columns, expected) => {
    expect(truncate(text, columns)).toBe(expected);
  });

  test.each([
    ['one two three', 7, 0, ['one two', 'three']],
    ['one two three', 7, 3, ['one', 'two', 'three']],
    ['unbreakable no', 5, 0, ['unbreakable', 'no']],
    ['unbreakable', 5, 4, ['unbreakable']],
    ['', 5, 0, ['']],
  ])('%j within %d columns after %d', (text, columns, used, lines) => {
    expect(wrap(text, columns, used)).toEqual(lines);
  });

  test('wrapping loses no word, and only single words are too wide', () => {
    const words = fc.array(fc.stringMatching(/^[a-z国]{1,12}$/), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 30 }), (list, columns) => {
        const lines = wrap(list.join(' '), columns);
        expect(lines.join(' ')).toBe(list.join(' '));
        for (const line of lines) expect(displayWidth(line) <= columns || !line.includes(' ')).toBe(true);
      }),
    );
  });
});

describe('foreign text', () => {
  test.each([
    ['\x1b]0;title\x07harbour', ' ]0;title harbour'],
    ['a\u009b31mb', 'a 31mb'],
    ['two\r\nlines', 'two lines'],
    ['left\u202eright', 'left right'],
    ['two\u2028lines', 'two lines'],
    ['naïve – “quoted” 国際 🛳', 'naïve – “quoted” 国際 🛳'],
  ])('%j is shown as %j', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  test('a text of several lines keeps its lines', () => {
    expect(printableLines('one\n\ntwo\x1b[2J\n')).toBe('one\n\ntwo [2J\n');
  });

  test('nothing that a terminal obeys is left of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is the point
        expect(printable(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
      }),
    );
  });
});
