// Documents of office programs are zip files, but no archives of documents.
import { describe, expect, it } from 'vitest';
import { archiveKind } from '../../../functions/clean/archive.ts';
import { cleanDocument } from '../../../functions/clean/clean.ts';
import { zipKind } from '../../../functions/clean/zip-kind.ts';
import { zip } from '../../support/zip.ts';

const types: [string, string] = ['[Content_Types].xml', '<Types/>'];

describe('zipKind', () => {
  it.each<[string, [string, string][], string]>([
    ['docx', [types, ['_rels/.rels', ''], ['word/document.xml', '<w:document/>']], 'a Word document (docx)'],
    ['docx in another order', [['_rels/.rels', ''], ['word/document.xml', ''], types], 'a Word document (docx)'],
    ['xlsx', [types, ['xl/workbook.xml', '']], 'an Excel workbook (xlsx)'],
    ['pptx', [types, ['ppt/presentation.xml', '']], 'a PowerPoint presentation (pptx)'],
    ['another of the family', [types, ['visio/document.xml', '']], 'an Office Open XML file'],
    [
      'odt',
      [
        ['mimetype', 'application/vnd.oasis.opendocument.text'],
        ['content.xml', '<x/>'],
      ],
      'an OpenDocument file',
    ],
    [
      'epub',
      [
        ['mimetype', 'application/epub+zip'],
        ['chapter.xhtml', '<p>One</p>'],
      ],
      'an e-book (EPUB)',
    ],
    [
      'jar',
      [
        ['META-INF/MANIFEST.MF', ''],
        ['A.class', ''],
      ],
      'a Java archive (jar)',
    ],
    [
      'pages',
      [
        ['Index/Document.iwa', ''],
        ['preview.jpg', ''],
      ],
      'an iWork document',
    ],
  ])('knows %s, which is no archive and rejected by its name', (_, entries, kind) => {
    const bytes = zip(Object.fromEntries(entries));
    expect(zipKind(bytes)).toBe(kind);
    expect(archiveKind(bytes, 'file')).toBeNull();
    expect(cleanDocument({ bytes, name: 'a.bin' })).toEqual({
      kind: 'rejected',
      reason: 'binary',
      detail: `reading a.bin: expected text, got ${kind}`,
    });
  });

  it.each<[string, [string, string][]]>([
    [
      'articles',
      [
        ['a.html', '<p>One</p>'],
        ['b.html', '<p>Two</p>'],
      ],
    ],
    [
      'a file that is only called so',
      [
        ['mimetype', 'text/plain'],
        ['a.txt', 'One'],
      ],
    ],
    ['a folder of that name', [['word/a.html', '<p>One</p>']]],
    ['an index without the rest', [['Index/a.html', '<p>One</p>']]],
    ['nothing', []],
  ])('takes a zip file of %s for an archive', (_, entries) => {
    const bytes = zip(Object.fromEntries(entries));
    expect(zipKind(bytes)).toBeNull();
    expect(archiveKind(bytes, 'file')).toBe('zip');
  });

  it('reads no further than the bytes', () => {
    const whole = zip(Object.fromEntries([types, ['word/document.xml', '']]));
    for (let end = 4; end < whole.length; end++) expect(() => zipKind(whole.subarray(0, end))).not.toThrow();
    const outside = Buffer.from(whole);
    outside.writeUInt32LE(0xff_ff_ff_f0, outside.length - 22 + 16);
    expect(zipKind(outside)).toBeNull();
  });
});
