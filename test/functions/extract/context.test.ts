// The characters around a claim, where pairs of surrogates stand at their edges.
import { expect, test } from 'vitest';
import { contextOf } from '../../../functions/extract/context.ts';
import { extract } from '../../../functions/extract/extract.ts';

test.each<[string, string, string, string, string]>([
  ['as much as there is', 'Ash ', '.', 'Ash ', '.'],
  ['32 characters at most', 'x'.repeat(40), 'y'.repeat(40), 'x'.repeat(32), 'y'.repeat(32)],
  ['no half of a pair', `🚢${'x'.repeat(31)}`, `${'y'.repeat(31)}🚢`, 'x'.repeat(31), 'y'.repeat(31)],
  ['whole pairs', `🚢${'x'.repeat(30)}`, `${'y'.repeat(30)}🚢`, `🚢${'x'.repeat(30)}`, `${'y'.repeat(30)}🚢`],
])('%s', (_name, before, behind, prefix, suffix) => {
  const text = `${before}claim${behind}`;
  expect(contextOf(text, before.length, before.length + 5)).toEqual({ prefix, suffix });
});

test('claims and assertions of a text with emoji can be stored', () => {
  const story = 'The port lost 40 ships in 2023, said Mara Lind. Its harbour has 300 berths and 12 cranes.';
  for (let shift = 0; shift < 40; shift++) {
    const { claims } = extract({
      text: `${'🚢'.repeat(20)} ${'a'.repeat(shift)}\n\n${story} ${'🚢'.repeat(20)}`,
      lang: 'en',
      publishedAt: null,
    });
    expect(claims.length).toBeGreaterThan(0);
    expect(JSON.stringify(claims)).not.toMatch(/\\ud[89a-f]/i);
  }
});
