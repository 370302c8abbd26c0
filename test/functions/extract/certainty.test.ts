// What is hedged, by which words and by whom, and how a thing is said to be done.
import { describe, expect, test } from 'vitest';
import { extractClaims } from '../../../functions/extract/extract.ts';

const claimOf = (text: string) => {
  const [claim] = extractClaims({ text, lang: 'en' });
  return claim!;
};

describe('hedges of a content', () => {
  test.each<[string, string[]]>([
    ['Halm said the mill would probably close.', ['probably']],
    ['Halm said the mill would very likely close.', ['likely']],
    ['Halm said it was twice as likely to close.', []],
    ['Halm said the mill would almost certainly close.', ['almost certainly']],
    ['Halm said the mill would certainly close.', []],
    ['Halm said the mill may close.', ['may']],
    ['Halm said the mill closed in May.', []],
    ['Halm said the mill could close.', ['could']],
    ['Halm said the mill could not close.', []],
    ['Halm said she could hear the pumps.', []],
    ['Halm said the miners could still hear the pumps.', []],
    ['Halm said the mill could soon close.', ['could']],
    ['Halm said they could run the mill.', []],
    ['Halm said they could be late.', ['could']],
    ['Halm said they could have left.', ['could']],
    ['Halm said the lock was opened so that boats could leave.', []],
    ['Halm said the mill appeared to be shut.', ['appeared']],
    ['Halm said Otto Venn appeared in court.', []],
    ['Halm said the mill is expected to close.', ['expected to']],
    ['Halm said the mill was believed lost.', []],
    ['Halm said it had expected to close.', []],
    ['“I think it held,” Halm said.', ['think']],
    ['Halm said I think it held.', []],
    ['“They think it held,” Halm said.', []],
    ['“It could”, Halm said.', ['could']],
    ['“It certainly could soon”, Halm said.', ['could']],
  ])('%s', (text, hedges) => {
    const { certainty } = claimOf(text);
    expect(certainty).toEqual(
      hedges.length > 0 ? { level: 'hedged', hedges, by: 'speaker' } : { level: 'certain', hedges: [], by: null },
    );
  });
});

describe('who hedges', () => {
  test.each<[string, 'speaker' | 'author' | null]>([
    ['Halm said the mill closed.', null],
    ['Halm believes the mill closed.', 'speaker'],
    ['Halm claims the mill closed.', 'author'],
    ['Halm reportedly said the mill closed.', 'author'],
    ['It is believed that the mill closed.', 'author'],
    ['Halm declined to say whether the mill closed.', 'speaker'],
    ['Halm questioned whether the mill closed.', 'speaker'],
    ['Halm said the mill had reportedly closed.', 'author'],
    ['Halm said the mill had reportedly closed and might burn.', 'speaker'],
  ])('%s', (text, by) => {
    expect(claimOf(text).certainty).toMatchObject({ level: by === null ? 'certain' : 'hedged', by });
  });
});

test('words of manner are kept with their places', () => {
  const text = 'Halm said the mill was secretly sold.';
  expect(claimOf(text).modifiers).toEqual([{ text: 'secretly', start: 23, end: 31 }]);
});
