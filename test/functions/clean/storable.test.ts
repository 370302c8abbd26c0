// Metadata of documents that say too much of themselves, or say it in broken characters.
import { describe, expect, it } from 'vitest';
import { cleanDocument } from '../../../functions/clean/clean.ts';

const TEXT =
  'The harbour of Estermond will be closed to ferries for a fortnight, the port said on Monday, while divers inspect the pier. '.repeat(
    3,
  );

const articleOf = (fields: object) => {
  const result = cleanDocument({ bytes: Buffer.from(JSON.stringify({ text: TEXT, ...fields })), name: 'a.json' });
  if (result.kind === 'rejected') throw new Error(result.detail);
  return result.article;
};

describe('metadata', () => {
  it('is as long as tables hold, at most', () => {
    const letter = (n: number) => String.fromCharCode(97 + (n % 26));
    const authors = Array.from({ length: 150 }, (_, n) => `Ana W${letter(n)}riter${letter(Math.floor(n / 26))}`);
    const article = articleOf({
      title: 'Harbour closed '.repeat(10_000),
      site: 'Estermond Now '.repeat(10_000),
      authors,
    });
    expect(article.title).toHaveLength(500);
    expect(article.site).toHaveLength(500);
    expect(article.authors).toHaveLength(100);
    expect(articleOf({ title: `Harbour ${'x'.repeat(492)}` }).title).toHaveLength(500);
  });

  it('has no half of a surrogate pair, neither its own nor one that was cut', () => {
    const article = articleOf({ title: 'Harbour \ud83d closed', site: 'Estermond\ud83d', author: 'Ana \udc00 Writer' });
    expect([article.title, article.site, article.authors]).toEqual([
      'Harbour \ufffd closed',
      'Estermond\ufffd',
      ['Ana \ufffd Writer'],
    ]);
    expect(articleOf({ date: '2024-05-06 \ud83d' }).publishedAt).toMatchObject({
      value: '2024-05-06',
      evidence: '2024-05-06 \ufffd',
    });
    expect(articleOf({ title: `${'x'.repeat(499)}🚢` }).title).toBe(`${'x'.repeat(499)}\ufffd`);
  });
});
