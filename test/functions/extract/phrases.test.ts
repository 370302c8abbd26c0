// Speakers' phrases with their appositions, relative clauses and lists.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('the subject before a verb', () => {
  test.each<[string, string[]]>([
    ['A letter posted on Friday says that the ferry has been sold.', ['A letter | says | the ferry has been sold']],
    ['The owner then said that the lift was old.', ['The owner | said | the lift was old']],
    [
      'A study that again failed to find a link concluded that the dye was safe.',
      ['A study that again failed to find a link | concluded | the dye was safe'],
    ],
    ['A law that was passed says that the port must close.', ['A law that was passed | says | the port must close']],
    [
      'Reuters, the BBC and Radio Orsk reported that the port was shut.',
      ['Reuters, the BBC and Radio Orsk | reported | the port was shut'],
    ],
    [
      'The port was shut, Reuters, the BBC and Radio Orsk reported.',
      ['Reuters, the BBC and Radio Orsk | reported | The port was shut'],
    ],
    [
      'On Sunday at a meeting in Orsk, Salem, mayor Lena Orr called for calm.',
      ['mayor Lena Orr | called for | calm (stance)'],
    ],
    [
      'Calling for calm, with a hand on the rail, called a hero by some, the crowd now seems moved, said Orr.',
      ['Orr | said | Calling for calm, with a hand on the rail, called a hero by some, the crowd now seems moved'],
    ],
    [
      'Proud of a quay with 40 berths, known as the “spoon” to sailors, the town says it is rich.',
      ['the town | says | it is rich'],
    ],
    [
      'Friends say Ida Quist, a diver, told the police that the chain was rusty.',
      [
        'Friends | say | Ida Quist, a diver, told the police that the chain was rusty',
        'Ida Quist, a diver | told | the chain was rusty',
      ],
    ],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('the subject behind a verb', () => {
  test.each<[string, string[]]>([
    [
      'The port is shut, said Lukas Amberg of the brokerage Tolland Pierce, 63.',
      ['Lukas Amberg of the brokerage Tolland Pierce, 63 | said | The port is shut'],
    ],
    [
      'The port is shut, said Lena Orr, who has run it since May.',
      ['Lena Orr, who has run it since May | said | The port is shut'],
    ],
    ['The port is shut, said he.', ['he | said | The port is shut']],
    ['A house that Otto Venn built says much about the town.', []],
    ['A phrase that the minister used said it all.', []],
    ['Otto Venn, 41) said the deck was sound.', []],
    ['Otto Venn (41) said the deck was sound.', ['Otto Venn | said | the deck was sound']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
