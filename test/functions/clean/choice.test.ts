// Which lines and blocks are taken, given how likely each is: where the likelihoods leave gaps, or leave nothing.
import { describe, expect, test } from 'vitest';
import { measurePage } from '../../../functions/clean/html-body.ts';
import { cleanPlainText, measureText } from '../../../functions/clean/plain-text.ts';

const sentence = (what: string) =>
  `The ${what} of Velden opened again on Tuesday after a strike of eleven days that had stopped all ferries to the islands.`;
const [ONE, TWO, THREE, FOUR] = ['port', 'harbour', 'school', 'bridge'].map(sentence) as [
  string,
  string,
  string,
  string,
];

describe('lines of a text', () => {
  /** What is chosen of these lines, in front of others that are enough for an article. */
  const choose = (lines: string[], scores: number[]) => {
    const rest = ['Velden', ...['town', 'island', 'quay'].map(sentence)];
    const chosen = measureText([...lines, ...rest].join('\n\n')).select([...scores, 0, 0.9, 0.9, 0.9], 0.3);
    return chosen.filter((line) => !rest.includes(line));
  };

  test('the likely ones are taken', () => {
    expect(choose([ONE, TWO, THREE], [0.9, 0.05, 0.9])).toEqual([ONE, THREE]);
  });

  test('a sentence between two likely ones is taken unless it is most unlikely', () => {
    expect(choose([ONE, TWO, THREE], [0.9, 0.15, 0.9])).toEqual([ONE, TWO, THREE]);
    expect(choose([ONE, TWO, THREE], [0.9, 0.15, 0.1])).toEqual([ONE]);
    expect(choose([ONE, TWO, THREE, FOUR], [0.1, 0.15, 0.9, 0.9])).toEqual([THREE, FOUR]);
    expect(choose([ONE, 'Velden', THREE], [0.9, 0.15, 0.9])).toEqual([ONE, THREE]);
  });

  test('a sentence beside furniture is not between two likely ones', () => {
    expect(choose([ONE, TWO, 'Subscribe to continue reading', THREE], [0.9, 0.15, 0.9, 0.9])).toEqual([ONE, THREE]);
  });

  test('where next to nothing is likely, the densest stretch of prose is taken', () => {
    const lines = ['Home', ONE, TWO, 'Subscribe to continue reading', THREE, FOUR, 'Contact'];
    expect(
      measureText(lines.join('\n\n')).select(
        lines.map(() => 0),
        0.3,
      ),
    ).toEqual([ONE, TWO, THREE, FOUR]);
  });

  test('a short text that is likely is taken as it is', () => {
    expect(measureText(`Velden\n\n${ONE}`).select([0, 0.9], 0.3)).toEqual([ONE]);
  });
});

describe('blocks of a page', () => {
  test('where none is likely, the densest stretch of prose is taken, without what is hidden, linked or furniture', () => {
    const { texts, select } = measurePage(
      `<p>Home</p><p>${ONE}</p><p hidden>${TWO}</p><p>Subscribe to continue reading</p><p><a href="/x">${THREE}</a></p><p>${FOUR}</p><p>${sentence('town')}</p><p>Contact</p>`,
    );
    expect(
      select(
        texts.map(() => 0),
        0.4,
      ),
    ).toEqual([ONE, FOUR, sentence('town')]);
  });

  test('a button to share is none, whatever the model says', () => {
    const { texts, select } = measurePage(`<p>${ONE}</p><p>Share on Facebook</p><p>${TWO}</p>`);
    expect(
      select(
        texts.map(() => 1),
        0.4,
      ),
    ).toEqual([ONE, TWO]);
  });
});

describe('the headline of a text', () => {
  const body = [ONE, TWO, THREE].join('\n\n');
  const titleOf = (...before: string[]) =>
    cleanPlainText([...before, 'Home', 'News', 'By Mara Quist', body].join('\n\n')).title;

  test.each([
    ['the one line above it', ['Velden port opens again after strike']],
    ['the first of two that fit alike', ['Velden port opens again after strike', 'The strike at the port of Velden']],
    ['a later one that is clearly better', ['Strike ends today', 'Velden port opens again after strike']],
    ['one that ends like a sentence, for want of another', ['Velden port opens again after strike.']],
  ])('is %s', (_, before) => {
    expect(titleOf(...before)).toMatch(/^Velden port opens again after strike\.?$/);
  });

  test.each([
    ['too short', ['Velden']],
    ['of short words only', ['Up to us all']],
    ['an entry of a list', ['- Army flies flour to the islands today']],
  ])('is no line that is %s', (_, before) => {
    expect(titleOf(...before)).toBeNull();
  });
});
