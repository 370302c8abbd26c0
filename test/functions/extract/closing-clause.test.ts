// Reporting clauses behind their content, or in the middle of it.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('a subject before the verb', () => {
  test.each<[string, string[]]>([
    ['“It held,” she said on Monday.', ['she | said | “It held,”']],
    ['“It held,” she said, and then she left the room.', ['she | said | “It held,”']],
    ['“It held,” she said on Friday, and that it would hold.', ['she | said | “It held,” / and that it would hold']],
    [
      '“No toll,” the drivers chanted, “no tax, no tunnel.”',
      ['the drivers | chanted | “No toll,” / “no tax, no tunnel.”'],
    ],
    [
      'Rain is welcome, she said, because the wells are dry.',
      ['she | said | Rain is welcome / because the wells are dry'],
    ],
    ['Rain is welcome, she said, and left.', ['she | said | Rain is welcome']],
    ['“It held,” she told reporters “and it will hold.”', ['she | told | “It held,” / “and it will hold.”']],
    [
      'The relay team is fit, her coach said, and will run in Delft.',
      ['her coach | said | The relay team is fit / and will run in Delft'],
    ],
    [
      'The new pump lifts 40 litres a minute, the maker said, compared with nine for the old one.',
      ['the maker | said | The new pump lifts 40 litres a minute / compared with nine for the old one'],
    ],
    [
      'Sales fell, the group said, down from a record in March.',
      ['the group | said | Sales fell / down from a record in March'],
    ],
    ['Sales fell, the group said, 40 more than in March.', ['the group | said | Sales fell / 40 more than in March']],
    [
      'The lighthouse is dark again, the harbour office confirmed on Thursday, three weeks after the repair.',
      ['the harbour office | confirmed | The lighthouse is dark again'],
    ],
    ['The ship is lost, the owner said in a letter on Friday to her crew.', ['the owner | said | The ship is lost']],
    ['But, she said, it is a risky plan.', ['she | said | it is a risky plan']],
    ['In turn, the agency told them, the ferry was sold.', ['the agency | told | the ferry was sold']],
    ['Asked whether the soup was “fit for dogs”, three cooks said yes.', []],
    [
      'Asked about “the long winter”, the mayor said she would not run again.',
      ['the mayor | said | she would not run again'],
    ],
    [
      'Waving cards that read “No toll,” the drivers shouted: “Pay it yourself.”',
      ['the drivers | shouted | “Pay it yourself.”'],
    ],
    ['“Stay home,” Ines Halm told the residents who had come.', ['Ines Halm | told | “Stay home,”']],
    ['The “Lady of the Lake” will sail, the port said.', ['the port | said | The “Lady of the Lake” will sail']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a subject behind the verb', () => {
  test.each<[string, string[]]>([
    ['The results, said two doctors, are poor.', ['two doctors | said | The results / are poor']],
    [
      'The guide said the path was open, but, said the ranger, nobody walks it.',
      ['The guide | said | the path was open', 'the ranger | said | nobody walks it'],
    ],
    [
      'The deck was sound, said Ines Halm, and the rails were new.',
      ['Ines Halm | said | The deck was sound / and the rails were new'],
    ],
    ['The deck was sound, said Ines Halm on Monday.', ['Ines Halm | said | The deck was sound']],
    ['“Free entry,” said the sign, but the door was locked.', ['the sign | said | “Free entry,”']],
    ['Storm, said the sign.', []],
    ['The crew, said the owner, crying.', []],
    ['Nobody came, said the owner it was told.', ['the owner | said | Nobody came']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
