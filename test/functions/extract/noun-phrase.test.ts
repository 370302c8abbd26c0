// Noun phrases before and behind a verb.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('a phrase before the verb', () => {
  test.each<[string, string[]]>([
    ['All of us said the water tasted of iron.', ['All of us | said | the water tasted of iron']],
    ['Both of them believed that the lift was broken.', ['Both of them | believed | the lift was broken']],
    ['Four in ten drivers pay the toll, while half say they avoid the bridge.', ['half | say | they avoid the bridge']],
    ['The other half said the lift was broken.', ['The other half | said | the lift was broken']],
    ['All those residents say the smell is back.', ['All those residents | say | the smell is back']],
    ['Both the ministers said the vote was fair.', ['Both the ministers | said | the vote was fair']],
    [
      'Managing director Ann Roe said the plant would close.',
      ['Managing director Ann Roe | said | the plant would close'],
    ],
    ['Visiting fans said the gate was shut.', ['Visiting fans | said | the gate was shut']],
    ['On Monday, visiting fans said the gate was shut.', ['visiting fans | said | the gate was shut']],
    [
      'The band “Cold Deck” and singer Otto Venn said the tour was off.',
      ['singer Otto Venn | said | the tour was off'],
    ],
    ['Outgoing mayor Ann Roe said the plant would close.', ['Outgoing mayor Ann Roe | said | the plant would close']],
    [
      "The town's outgoing mayor said the plant would close.",
      ["The town's outgoing mayor | said | the plant would close"],
    ],
    ['The newly elected Halm said the ice was thin.', ['Halm | said | the ice was thin']],
    [
      'The less patient Venn has complained that the queue is long.',
      ['The less patient Venn | complained | the queue is long'],
    ],
    ['A very angry farmer said the wolves had come back.', ['A very angry farmer | said | the wolves had come back']],
    ['Marlow & Finch said the fund had lost money.', ['Marlow & Finch | said | the fund had lost money']],
    [
      'Residents familiar with two projects said the dam was safe.',
      ['Residents familiar with two projects | said | the dam was safe'],
    ],
    ['A guide met Ina Smith and Otto Jones said the path was closed.', ['Otto Jones | said | the path was closed']],
    ['The police chief said the road was shut.', ['The police chief | said | the road was shut']],
    ['The road was shut, the attorney general said.', ['the attorney general | said | The road was shut']],
    [
      'The director general of the agency said the plant was safe.',
      ['The director general of the agency | said | the plant was safe'],
    ],
    ['The nurse unwell said the road was shut.', []],
    ['Ina Smith and Otto Jones said the path was closed.', ['Ina Smith and Otto Jones | said | the path was closed']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a phrase behind the verb', () => {
  test.each<[string, string[]]>([
    [
      'The shop will close in May, said a lawyer for Smith & Sons.',
      ['a lawyer for Smith & Sons | said | The shop will close in May'],
    ],
    ['The ward was closed, said two of the nurses.', ['two of the nurses | said | The ward was closed']],
    [
      'The ward was closed, said ten-thousand villagers who had signed the letter.',
      ['ten-thousand villagers | said | The ward was closed'],
    ],
    [
      'The path is steep, said 31-year-old guide Pia Kronberg.',
      ['31-year-old guide Pia Kronberg | said | The path is steep'],
    ],
    ['The ward was closed, said residents angry at the plan.', ['residents | said | The ward was closed']],
    ['She told the remaining sailors that the ship was safe.', ['She | told | the ship was safe']],
    ['She told the remaining old sailors that the ship was safe.', ['She | told | the ship was safe']],
    ['She told the poor that the ship was safe.', ['She | told | the ship was safe']],
    [
      'Prices rose, according to a survey published by the ministry.',
      ['a survey published by the ministry | according to | Prices rose'],
    ],
    ['Prices rose, said Lena Orr and Otto Venn.', ['Lena Orr and Otto Venn | said | Prices rose']],
    ['Prices rose, said Lena Orr and Otto Venn agreed.', ['Lena Orr | said | Prices rose']],
    ['The road was shut, said the police chief.', ['the police chief | said | The road was shut']],
    ['The road was shut, said police chief Ann Roe.', ['police chief Ann Roe | said | The road was shut']],
    [
      'She told reporters general elections would be held in May.',
      ['She | told | general elections would be held in May'],
    ],
    ['Prices rose, said Lena Orr (left).', ['Lena Orr (left) | said | Prices rose']],
    [
      'Prices rose, said Lena Orr (who has run the stall at the northern gate since the old market burned).',
      ['Lena Orr | said | Prices rose'],
    ],
    ['The rumour was confirmed by whoever wrote the note.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
