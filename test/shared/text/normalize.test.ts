// Normalisation is the engine's, but for runs of marks that no language writes.
import { expect, test } from 'vitest';
import { normalized } from '../../../shared/text/normalize.ts';

test('a run of any mark is cut at 30', () => {
  const uncut: string[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code);
    if (!/\p{M}/u.test(character)) continue;
    if (normalized(character.repeat(40), 'NFC') !== character.repeat(30).normalize('NFC'))
      uncut.push(code.toString(16));
  }
  expect(uncut).toEqual([]);
});

test.each([
  ['ﬁne “print” – 30 ½ …', 'NFKC', 'fine “print” – 30 1⁄2 ...'],
  ['cafe\u0301', 'NFC', 'café'],
  ['café', 'NFKD', 'cafe\u0301'],
] as const)('%j in %s is %j', (text, form, expected) => {
  expect(normalized(text, form)).toBe(expected);
});
