// CSV that spreadsheets read as text, and tables that fit.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cell, csvLine, type TableColumn, tableLines } from '../../cli/output.ts';
import { displayWidth, styleFor } from '../../cli/style.ts';

describe('CSV', () => {
  test.each<[Cell[], string]>([
    [['a', 1, null, 'b'], 'a,1,,b'],
    [['a,b', 'say "hi"', 'two\nlines', 'two\rlines'], '"a,b","say ""hi""","two\nlines","two\rlines"'],
    [['=1+1', '+1', '-1', '@x'], "'=1+1,'+1,'-1,'@x"],
    [['\t=1', '\r=1', '＝1', '＠x'], `'\t=1,"'\r=1",'＝1,'＠x`],
    [[-1.5, 'a=b', ' =1'], '-1.5,a=b, =1'],
    [['=cmd|"/c calc"!A1'], `"'=cmd|""/c calc""!A1"`],
  ])('%j', (cells, line) => {
    expect(csvLine(cells)).toBe(`${line}\r\n`);
  });

  /** A reader after RFC 4180. */
  function parsed(line: string): string[] {
    const cells = [...line.slice(0, -2).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)];
    return cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
  }

  test('any text comes back, but for the mark before a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (cells) => {
        fc.pre(cells[0] !== '');
        expect(parsed(csvLine(cells)).map((cell, i) => (cell === `'${cells[i]}` ? cells[i] : cell))).toEqual(cells);
      }),
    );
  });
});

describe('tables', () => {
  interface Row {
    name: string | null;
    count: number;
  }
  const columns: TableColumn<Row>[] = [
    { title: 'name', value: (row) => row.name, flexible: true },
    { title: 'n', value: (row) => row.count, align: 'right', paint: (text) => `<${text}>` },
  ];
  const rows: Row[] = [
    { name: 'the long name of a harbour', count: 7 },
    { name: null, count: 12 },
  ];
  const page = (width: number) => ({ style: styleFor(false), columns: width });

  test('columns are as wide as their widest cell', () => {
    expect(tableLines(rows, columns, page(80))).toEqual([
      'name                         n',
      'the long name of a harbour   <7>',
      '                            <12>',
    ]);
  });

  test('flexible columns are cut to fit, but not beyond recognition', () => {
    expect(tableLines(rows, columns, page(20))[1]).toBe('the long name o…   <7>');
    expect(tableLines(rows, columns, page(5))[1]).toBe('the long na…   <7>');
  });

  test('wide characters are counted by the columns they take', () => {
    const [, line] = tableLines([{ name: '国際港湾国際港湾', count: 1 }], columns, page(16));
    expect(line).toBe('国際港湾国際…  <1>');
    expect(displayWidth('国際港湾国際…')).toBe(16 - '  1'.length);
  });
});
