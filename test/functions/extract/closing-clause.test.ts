// Reporting clauses behind their content, or in the middle of it.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('a quotation that goes on behind what its speaker does', () => {
  test.each<[string, string[]]>([
    [
      '“What we forget,” says Halm, stirring his tea, “is the mill.”',
      ['Halm | says | “What we forget,” / “is the mill.”'],
    ],
    ['“It fed us,” says Halm, stirring his tea.', ['Halm | says | “It fed us,”']],
    ['“It fed us,” says Halm, a miller, “and you.”', ['Halm, a miller | says | “It fed us,” / “and you.”']],
    ['“It fed us,” says Halm, stirring “his” tea.', ['Halm | says | “It fed us,”']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

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
    [
      'Asked whether the soup was “fit for dogs”, three cooks said yes.',
      ['– | Asked | the soup was “fit for dogs” (stance, questioned)'],
    ],
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
    // A gerund that is a subject
    ['Skipping lunch may harm the heart, nurses say.', ['nurses | say | Skipping lunch may harm the heart']],
    [
      'Planting fewer trees lowers the dust, a study found.',
      ['a study | found | Planting fewer trees lowers the dust'],
    ],
    ['Smoking caused the fire, police said.', ['police | said | Smoking caused the fire']],
    [
      'Eating foods that contain salt raises the risk, a study found.',
      ['a study | found | Eating foods that contain salt raises the risk'],
    ],
    // A participle that is none
    ['Walking home, the clerk agreed.', []],
    ['Speaking at an event held in Orsk, the clerk agreed.', []],
    ['Speaking at an event organised last week, the clerk agreed.', []],
    ['Waving cards that read no, the clerk agreed.', []],
    ['Speaking after the vote was held, the clerk agreed.', []],
    ['Citing a report that said costs had risen, the clerk agreed.', []],
    ['Waiting in a hall packed with fans, Otto Venn agreed.', []],
    ['Speaking after the match he won, the clerk agreed.', []],
    ['Hoping to win and looking tired, the clerk agreed.', []],
    ['Having been told to leave, the clerk agreed.', []],
    ['Hearing her sister singing made her cry, Halm said.', ['Halm | said | Hearing her sister singing made her cry']],
    [
      'Unless towns build better walls, Halm says, the world could suffer.',
      ['Halm | says | Unless towns build better walls / the world could suffer'],
    ],
    [
      'When the bell rang, Mr. Venn said in a letter, the hall was empty.',
      ['Mr. Venn | said | When the bell rang / the hall was empty'],
    ],
    [
      'When the bell rang, the crowd fled, Halm said, and nobody came back.',
      ['Halm | said | When the bell rang, the crowd fled / and nobody came back'],
    ],
    [
      'Rather than seeing the mill closed, said Ann Roe, nobody asked for a rise.',
      ['Ann Roe | said | Rather than seeing the mill closed / nobody asked for a rise'],
    ],
    [
      'Rather high walls are needed, said Ann Roe, nobody knows why.',
      ['Ann Roe | said | Rather high walls are needed'],
    ],
    ['“If” is a small word, Halm said, nobody doubts it.', ['Halm | said | “If” is a small word']],
    ['In Orsk, Halm said, and the crowd left.', ['Halm | said | and the crowd left']],
    ['It is a sign, Halm said, that the dam leaked.', ['Halm | said | It is a sign / that the dam leaked']],
    ['In May, Halm said, that the dam leaked.', ['Halm | said | the dam leaked']],
    ['Asked about it, Halm said, speaking in May, that the dam leaked.', ['Halm | said | the dam leaked']],
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
    // A possessive or numeral before a noun is no pronoun
    ['“It held,” said her mother.', ['her mother | said | “It held,”']],
    ['“It held,” said her lawyer, Otto Venn.', ['her lawyer, Otto Venn | said | “It held,”']],
    ['“It held,” said one driver, Otto Venn.', ['one driver, Otto Venn | said | “It held,”']],
    ['“It held,” said one of the nurses.', ['one of the nurses | said | “It held,”']],
    ['“It held,” told her.', []],
    ['He rang home, told her mother.', []],
    ['He rang home, told the owner.', []],
    // A participle behind the noun
    ['“It held,” said a neighbour living across the road.', ['a neighbour living across the road | said | “It held,”']],
    ['“It held,” said one driver stuck on the pass.', ['one driver stuck on the pass | said | “It held,”']],
    ['“It held,” said residents watching the river.', ['residents watching the river | said | “It held,”']],
    ['“It held,” said 40 people gathered outside.', ['40 people gathered outside | said | “It held,”']],
    ['“It held,” said a man visiting Orsk “again”.', ['a man visiting Orsk | said | “It held,”']],
    ['“It held,” said a man from Orsk wearing a hat.', ['a man from Orsk wearing a hat | said | “It held,”']],
    [
      '“It held,” said a nurse working there who left early.',
      ['a nurse working there who left early | said | “It held,”'],
    ],
    ['“It held,” said a nurse working there that day had died.', []],
    ['“It held,” said Otto Venn wearing a hat.', []],
    ['“It held,” said a woman named Ada, 40.', ['a woman named Ada, 40 | said | “It held,”']],
    ['The book, “Deep Water,” said a driver stuck on the pass had died.', []],
    ['The book, “Deep Water,” said a driver lost his way.', []],
    ['The book, “Deep Water,” said the driver lost in court.', []],
    ['The book, “Deep Water,” said Otto Venn lost in court.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a content that goes on, and a headline', () => {
  test.each<[string, string[]]>([
    ['The thing he needs, aides said, is rest.', ['aides | said | The thing he needs / is rest']],
    ['The thing he needs, aides said, being rest.', ['aides | said | The thing he needs / being rest']],
    ['“The thing,” aides said, is rest.', ['aides | said | “The thing,”']],
    ['There is, officials say, little hope.', ['officials | say | There is / little hope']],
    ['There is, said two officials, little hope.', ['two officials | said | There is / little hope']],
    ['He left the port, officials say, a broken man.', ['officials | say | He left the port']],
    ['“That it is,” officials say, a broken man at their side.', ['officials | say | “That it is,”']],
    ['Tide turning for smaller ports, report says', ['report | says | Tide turning for smaller ports']],
    ['Tide turning for smaller ports, report says.', []],
    ['In the port, report says', []],
    ['Ports, report says', []],
    ['Born in Tamm in 1931, he maintained that the dam was safe.', ['he | maintained | the dam was safe']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a name that is not there', () => {
  test.each<[string, string[]]>([['“It held,” said a woman named\n\nAda left.', []]])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a comma at the end', () => {
  test.each<[string, string[]]>([['He left, she said,', ['she | said | He left']]])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
