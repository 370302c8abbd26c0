// Words with their places and parts of speech, where the tagger needs help.
import { describe, expect, test } from 'vitest';
import { tokenize } from '../../../functions/extract/tokens.ts';

const tagged = (text: string): string[] => tokenize(text).map((token) => `${token.text}/${token.pos}`);

describe('words set right', () => {
  test.each<[string, string]>([
    ['Halm said none of them was late.', 'none/PRON'],
    ['“Go,” said skipper Ann Roe.', 'skipper/NOUN'],
    ['“Go,” said lead author Ann Roe.', 'lead/NOUN'],
    ['There were claims that it leaked.', 'claims/NOUN'],
    ['The boxes were claims that leaked.', 'claims/VERB'],
    ['Counsel, Adv. Suresh Roe, left.', 'Adv./PROPN'],
    ['He said the subsidy cost the country dear.', 'cost/VERB'],
    ['The storm hit its roofs.', 'hit/VERB'],
    ['The labour cost rose.', 'cost/NOUN'],
    ['He further stated that it leaked.', 'further/ADV'],
    ['They further the cause.', 'further/VERB'],
    ['“Go,” said spokeswoman Hope Marl.', 'Hope/PROPN'],
    ['“Go,” said Rose.', 'Rose/PROPN'],
    ['“Go,” says Blunt on Monday.', 'Blunt/PROPN'],
    ['“Go,” said Hope Marl.', 'Hope/PROPN'],
    ['He said: Go home.', 'Go/VERB'],
    ['The Mayor Said Hope Rose.', 'Rose/VERB'],
    ['The mayor will leave.', 'will/AUX'],
    ['The Mayor Will Leave Orsk.', 'Will/AUX'],
    ['The spokeswoman Has left.', 'Has/AUX'],
    ['They wanted to skipper Vireo boats.', 'skipper/VERB'],
    ['They said skipper she did.', 'skipper/VERB'],
    ['They wanted her to skipper', 'skipper/VERB'],
    ['It fell, lock keeper Ann Roe said.', 'lock/NOUN'],
    ['Lock keeper Ann Roe said so.', 'Lock/NOUN'],
    ['The start-up boasts 40 stores.', 'up/NOUN'],
    ['She spoke in a televised address.', 'address/NOUN'],
    ['The accused say they left.', 'say/VERB'],
    ['It fell, Vireo said in a trading update.', 'update/NOUN'],
    ['It fell, according to reports.', 'reports/NOUN'],
    ['She retracted her earlier claim that it fell.', 'claim/NOUN'],
    ['She retracted her earlier claim that it fell.', 'earlier/ADJ'],
    ['She spoke earlier that day.', 'earlier/ADV'],
    ['She spoke of his earlier', 'earlier/ADV'],
    ['It fell, warning that more would fall.', 'warning/VERB'],
    ['It fell with warning that more would fall.', 'warning/NOUN'],
    ['He claimed two crosses in the first half.', 'crosses/NOUN'],
    ['The part two says nothing.', 'says/VERB'],
  ])('%s', (text, expected) => {
    expect(tagged(text)).toContain(expected);
  });
});

describe('places', () => {
  test.each<[string, string[]]>([
    ['Vice Adm. Ann Roe left.', ['Vice', 'Adm.', 'Ann', 'Roe', 'left', '.']],
    ['He met the Gen. They left.', ['He', 'met', 'the', 'Gen.', 'They', 'left', '.']],
    ['She left.\n\nHe  stayed.', ['She', 'left', '.', 'He', 'stayed', '.']],
    ['“We can’t,” I’d said… 🙂', ['“', 'We', 'ca', 'n’t', ',', '”', 'I', '’d', 'said', '…', '🙂']],
    ['It cost £2m. She left.', ['It', 'cost', '£', '2', 'm', '.', 'She', 'left', '.']],
    ['It cost £2m.', ['It', 'cost', '£', '2', 'm', '.']],
    ['A 5ft. wall', ['A', '5', 'ft.', 'wall']],
    ['Lot 5 m. She left.', ['Lot', '5', 'm.', 'She', 'left', '.']],
    [`${'a'.repeat(400)} left.`, ['a'.repeat(160), 'left', '.']],
    [`${'a'.repeat(159)}${'𐐀'.repeat(20)} left.`, ['a'.repeat(159), 'left', '.']],
    ['', []],
  ])('%s', (text, expected) => {
    const tokens = tokenize(text);
    expect(tokens.map((token) => token.text)).toEqual(expected);
    for (const token of tokens) expect(text.slice(token.start, token.end)).toBe(token.text);
  });
});
