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
      'A report that the port published on Monday says that the dam is unsafe.',
      ['A report that the port published on Monday | says | the dam is unsafe'],
    ],
    [
      'A report the port had sent to the council says that the dam is unsafe.',
      ['A report the port had sent to the council | says | the dam is unsafe'],
    ],
    [
      'A report that the port sent on Friday to the council says that the dam is unsafe.',
      ['A report that the port sent on Friday to the council | says | the dam is unsafe'],
    ],
    [
      'A report that the port gave to the council says that the dam is unsafe.',
      ['A report that the port gave to the council | says | the dam is unsafe'],
    ],
    // A word is missing: whose the verb is cannot be told.
    ['A report that the port in says that the dam is unsafe.', []],
    [
      'A study that divers at the University of Orsk conducted found that rest helps.',
      ['A study that divers at the University of Orsk conducted | found | rest helps'],
    ],
    [
      'A lawyer whom the family has never met says that the police lied.',
      ['A lawyer whom the family has never met | says | the police lied'],
    ],
    ['A lawyer the family hired says that the police lied.', ['A lawyer the family hired | says | the police lied']],
    [
      'The dam was old, and a lawyer they hired says that the port knew.',
      ['a lawyer they hired | says | the port knew'],
    ],
    [
      'The owner on Friday, a diver, said that the lift was old.',
      ['The owner on Friday, a diver | said | the lift was old'],
    ],
    // What a fact is of says nothing.
    ['The fact that the dam leaked shows that the port was warned.', []],
    // Whose the verb is cannot be told.
    ['In a boat near a pier the family hired says that the police lied.', []],
    ['An old system that the minister said has failed will go.', ['the minister | said | An old system / has failed']],
    [
      'An old system the minister said has failed promises to go.',
      ['the minister | said | An old system / has failed'],
    ],
    // What counters has no subject here.
    ['The dam is one that divers have depended on to counter claims that the port is unsafe.', []],
    [
      'Friends say Ida Quist, a diver, told the police that the chain was rusty.',
      [
        'Friends | say | Ida Quist, a diver, told the police that the chain was rusty',
        'Ida Quist, a diver | told | the chain was rusty',
      ],
    ],
    [
      'Neither the clerk nor her old lawyer would say whether the port was shut.',
      ['Neither the clerk nor her old lawyer | would say | the port was shut (questioned)'],
    ],
    ['Neither bread, nor salt was sold, nor Halm said it would be.', ['Halm | said | it would be']],
    ['Nor Halm said the port was shut.', ['Halm | said | the port was shut']],
    ['Halm herself said the port was shut.', ['Halm | said | the port was shut']],
    ['Nearly eight in 10 divers overall said the port was shut.', ['eight in 10 divers | said | the port was shut']],
    [
      'Some 56 percent of divers polled said the port was shut.',
      ['Some 56 percent of divers | said | the port was shut'],
    ],
    ['Herself said the port was shut.', []],
    ['Fishermen — and some divers — say the port is shut.', ['Fishermen — and some divers | say | the port is shut']],
    ['Fishermen, and some divers, say the port is shut.', []],
    [
      'Halm, meanwhile, who owns the port, said it was shut.',
      ['Halm, meanwhile, who owns the port | said | it was shut'],
    ],
    [
      'Halm, later claiming that the firm would leave, said she would stay.',
      ['Halm, later claiming that the firm would leave | said | she would stay'],
    ],
    ['Halm, later a diver, said she would stay.', []],
    [
      '“Never,” Halm’s chief of staff, Joe Venn, told the Courier.',
      ['Halm’s chief of staff, Joe Venn | told | “Never,”'],
    ],
    ['“Never,” the chief of staff said.', ['the chief of staff | said | “Never,”']],
    [
      'Halm, later cleared of theft, said the log was lost.',
      ['Halm, later cleared of theft | said | the log was lost'],
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

describe('a subject with a clause of its own', () => {
  test.each<[string, string[]]>([
    [
      'A report the port sent to the council says the quay is sinking.',
      ['A report the port sent to the council | says | the quay is sinking'],
    ],
    [
      'He saw a report the port sent to the council says the quay is sinking.',
      [
        'He | saw | a report the port sent to the council says the quay is sinking (stance)',
        'the port sent to the council | says | the quay is sinking',
      ],
    ],
    [
      'Report the port sent to the council says the quay is sinking.',
      ['the port sent to the council | says | the quay is sinking'],
    ],
    [
      'A report on ships sent to the council says the quay is sinking.',
      ['A report on ships sent to the council | says | the quay is sinking'],
    ],
    [
      'The groups who wrote to her on Thursday say the dam leaked.',
      ['The groups who wrote to her on Thursday | say | the dam leaked'],
    ],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
