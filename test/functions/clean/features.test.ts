// What is measured on lines and blocks, where a wrong number would only show as a slightly worse article.
import { describe, expect, test } from 'vitest';
import { BLOCK_FEATURES, blockFeatures, type PageContext } from '../../../functions/clean/block-features.ts';
import { toBlocks } from '../../../functions/clean/blocks.ts';
import { parseHtml } from '../../../functions/clean/html-tree.ts';
import { LINE_FEATURES, lineFeatures } from '../../../functions/clean/line-features.ts';

function lineOf(text: string, ...others: string[]) {
  const { rows } = lineFeatures(
    [text, ...others].map((line) => ({ text: line, linkChars: 0 })),
    new Set(),
  );
  return (name: (typeof LINE_FEATURES)[number]) => rows[0]![LINE_FEATURES.indexOf(name)];
}

describe('a line', () => {
  test.each([
    ['Ferries to the islands:', 'ends-colon'],
    ['Who pays for the ferries?', 'ends-question'],
    ['The ferries sail again…', 'ends-ellipsis'],
    ['The ferries sail again...', 'ends-ellipsis'],
  ] as const)('%j: %s', (text, name) => {
    const ends = ['ends-colon', 'ends-question', 'ends-ellipsis'] as const;
    expect(ends.filter((end) => lineOf(text)(end) === 1)).toEqual([name]);
  });

  test.each([
    ['Read on at https://example.org', 1],
    ['Write to desk@example.org', 1],
    ['Ask @desk about it', 1],
    ['The ferries sail again.', 0],
  ])('%j names an address or a handle: %i', (text, expected) => {
    expect(lineOf(text)('address-or-handle')).toBe(expected);
  });

  test('is counted as often as it stands there, up to nine', () => {
    expect(lineOf('Read more')('repeats')).toBe(1);
    expect(lineOf('Read more', 'READ MORE', 'The ferries sail.')('repeats')).toBe(2);
    expect(lineOf('Read more', ...Array.from({ length: 20 }, () => 'Read more'))('repeats')).toBe(9);
  });
});

const P = 'The port of Velden opened again on Tuesday after a strike of eleven days.';

/** A feature of each block of a page, by the block's text. */
function featureOf(html: string, name: string, page: Partial<PageContext> = {}): Record<string, number> {
  const blocks = toBlocks(parseHtml(html).root);
  const { rows } = blockFeatures(blocks, {
    titleNames: new Set(),
    titleElement: null,
    statedBody: '',
    description: null,
    ...page,
  });
  return Object.fromEntries(blocks.map(({ text }, i) => [text, rows[i]![BLOCK_FEATURES.indexOf(name)]!]));
}

describe('a block', () => {
  test('has text: white space and invisible characters make none', () => {
    const { root } = parseHtml('<p> </p><p>&#8203;<br>&#8203;</p><p>One</p>\n');
    expect(toBlocks(root).map(({ text }) => text)).toEqual(['One']);
  });

  test('is in a list, numbered or not', () => {
    const html = '<ol><li>One</li></ol><ul><li>Two</li></ul><p>Three</p>';
    expect(featureOf(html, 'in-ul')).toEqual({ One: 1, Two: 1, Three: 0 });
    expect(featureOf(html, 'in-li')).toEqual({ One: 1, Two: 1, Three: 0 });
  });

  test('is hidden or not', () => {
    expect(featureOf('<p hidden>One</p><p>Two</p>', 'hidden')).toEqual({ One: 1, Two: 0 });
  });

  test('is in the first article of the page, in another, or in none', () => {
    const html = `<article><p>${P}</p></article><article><p>Two</p></article><p>Three</p>`;
    expect(featureOf(html, 'in-first-article')).toEqual({ [P]: 1, Two: -1, Three: 0 });
    expect(featureOf(html, 'article-count')).toEqual({ [P]: 2, Two: 2, Three: 2 });
  });

  test('stands in the body that the page states, in part or not, where it states one', () => {
    const html = `<p>${P}</p><p>The port of Velden is small</p><p>Read more</p>`;
    expect(featureOf(html, 'stated-share', { statedBody: `Before. ${P} After.` })).toEqual({
      [P]: 1,
      'The port of Velden is small': 1 / 3,
      'Read more': 0,
    });
    expect(Object.values(featureOf(html, 'stated-share'))).toEqual([-1, -1, -1]);
  });

  test('stands in the description of the page or not', () => {
    const html = `<p>${P}</p><p>Read more</p>`;
    expect(featureOf(html, 'description-overlap', { description: P })).toEqual({ [P]: 1, 'Read more': 0 });
    expect(featureOf(html, 'description-overlap')).toEqual({ [P]: 0, 'Read more': 0 });
    expect(featureOf(html, 'description-overlap', { description: 'Read more …' })).toEqual({ [P]: 0, 'Read more': 1 });
  });

  test('has siblings of its kind', () => {
    expect(featureOf('<div><p>One</p><p>Two</p><h2>Three</h2></div>', 'siblings-with-tag')).toEqual({
      One: 2,
      Two: 2,
      Three: 1,
    });
  });
});
