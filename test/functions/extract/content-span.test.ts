// Where contents begin and end.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('where a content begins', () => {
  test.each<[string, string[]]>([
    [
      'Ines Halm said it was “late, but not lost”, but the fair will go on, Otto Venn said.',
      [
        'Ines Halm | said | it was “late, but not lost”, but the fair will go on',
        'Otto Venn | said | the fair will go on',
      ],
    ],
    [
      'Ines Halm said the deck was sound; the rails are new, Otto Venn said.',
      ['Ines Halm | said | the deck was sound', 'Otto Venn | said | the rails are new'],
    ],
    [
      'Most divers say they trust the rope, but the rope is old, according to the survey.',
      ['Most divers | say | they trust the rope, but the rope is old', 'the survey | according to | the rope is old'],
    ],
    [
      'Her colleague disagrees: the teeth, she says, are those of a child.',
      ['she | says | the teeth / are those of a child'],
    ],
    ['Breaking news: storm over, the mayor said.', []],
    ['But the deck, Otto Venn said, was sound.', ['Otto Venn | said | the deck / was sound']],
    [
      'Halm said the dam would be mended, and then would go to the fair.',
      ['Halm | said | the dam would be mended, and then would go to the fair'],
    ],
    ['Halm said the dam would be mended, and has gone to the fair.', ['Halm | said | the dam would be mended']],
    [
      'Some anglers say the river is clean - others say it is full of oil.',
      ['Some anglers | say | the river is clean', 'others | say | it is full of oil'],
    ],
    ['Some say he looks - and others say so - far better.', ['Some | say | he looks - and others say so - far better']],
    [
      'Some say the mid-sized dam others say leaks is safe.',
      ['Some | say | the mid-sized dam others say leaks is safe', 'others | say | leaks is safe'],
    ],
    ['Halm said, if elected, she would ask Quist to stay.', ['Halm | said | if elected, she would ask Quist to stay']],
    [
      'Halm said if the dam fails, the crew will leave, Quist said.',
      [
        'Halm | said | if the dam fails, the crew will leave',
        'Quist | said | Halm said if the dam fails, the crew will leave',
      ],
    ],
    [
      'Vireo said it had known of the fault, a disclosure that sent its shares down.',
      ['Vireo | said | it had known of the fault'],
    ],
    [
      'Vireo said it had known of the fault, a crack that let in water.',
      ['Vireo | said | it had known of the fault, a crack that let in water'],
    ],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('where a content ends', () => {
  test.each<[string, string[]]>([
    [
      'Ines Halm said the port was open, on Monday adding that the ferry was not.',
      ['Ines Halm | said | the port was open', 'Ines Halm | adding | the ferry was not'],
    ],
    [
      'Ines Halm said the port was open, later adding that the ferry was not.',
      ['Ines Halm | said | the port was open', 'Ines Halm | adding | the ferry was not'],
    ],
    [
      'Ines Halm said the port was open, perhaps even now more than ever.',
      ['Ines Halm | said | the port was open, perhaps even now more than ever'],
    ],
    [
      'Ines Halm said that the port was shut, denying a report in the Herald.',
      ['Ines Halm | said | the port was shut', 'Ines Halm | denying | a report in the Herald (denied)'],
    ],
    [
      'Ines Halm said that the port was shut, citing two letters.',
      ['Ines Halm | said | the port was shut', 'Ines Halm | citing | two letters (stance)'],
    ],
    [
      'The council said the bridge was closed, demonstrating that the money was gone.',
      ['The council | said | the bridge was closed, demonstrating that the money was gone'],
    ],
    [
      'Ines Halm said the port was shut, “leaving us with nothing”.',
      ['Ines Halm | said | the port was shut, “leaving us with nothing”'],
    ],
    [
      'Ines Halm told the court that the sluice had failed in May, the first failure since it was built.',
      ['Ines Halm | told | the sluice had failed in May, the first failure since it was built'],
    ],
    [
      'The parish announced that the bells would fall silent at night, a decision that pleased the bakers.',
      ['The parish | announced | the bells would fall silent at night'],
    ],
    ['The mayor said she would resign, when asked about the vote.', ['The mayor | said | she would resign']],
    [
      'The mayor said the port was shut, though she did not say why.',
      ['The mayor | said | the port was shut', 'she | did not say | why (questioned)'],
    ],
    ['The mayor said the port was shut, and has called for help.', ['The mayor | said | the port was shut']],
    ['The mayor said the port was shut, and has moved to Lund.', ['The mayor | said | the port was shut']],
    [
      'The mayor said the port was shut, although nobody had seen it.',
      ['The mayor | said | the port was shut', 'nobody | had seen | it (stance)'],
    ],
    [
      'The mayor said the port was shut, and leaving was no option.',
      ['The mayor | said | the port was shut, and leaving was no option'],
    ],
    [
      'Otto Venn said it was a loss he hoped would heal but Ines Halm said it would not.',
      ['Otto Venn | said | it was a loss he hoped would heal', 'Ines Halm | said | it would not'],
    ],
    [
      'The mayor said the snow had melted when she announced the fair on the ice.',
      ['The mayor | said | the snow had melted', 'she | announced | the fair on the ice (stance)'],
    ],
    [
      'The mayor said the port was shut — Otto Venn said it was not.',
      ['The mayor | said | the port was shut', 'Otto Venn | said | it was not'],
    ],
    [
      'The mayor said the port was shut — because the crane had never worked.',
      ['The mayor | said | the port was shut — because the crane had never worked'],
    ],
    [
      'Ines Halm says the water is safe to drink, according to the Herald.',
      ['Ines Halm | says | the water is safe to drink'],
    ],
    [
      'Ines Halm says the water is safe to drink according to the Herald.',
      ['Ines Halm | says | the water is safe to drink'],
    ],
    ['The mayor said the port was shut, as did Otto Venn.', ['The mayor | said | the port was shut']],
    [
      'The mayor said the port was shut, but Otto Venn denied it was.',
      ['The mayor | said | the port was shut', 'Otto Venn | denied | it was (denied)'],
    ],
    [
      'The mayor said the port, which had been dredged, and the ferry were sold.',
      ['The mayor | said | the port, which had been dredged, and the ferry were sold'],
    ],
    [
      'The agency said the leak was contained and ordered an inquiry.',
      ['The agency | said | the leak was contained', 'The agency | ordered | an inquiry (stance)'],
    ],
    [
      'The coach said the team was tired but praised their spirit.',
      ['The coach | said | the team was tired', 'The coach | praised | their spirit (stance)'],
    ],
    [
      'The union says pay is too low and calls for a strike.',
      ['The union | says | pay is too low', 'The union | calls for | a strike (stance)'],
    ],
    [
      'The mayor said the port would reopen and thanked the crews.',
      ['The mayor | said | the port would reopen', 'The mayor | thanked | the crews (stance)'],
    ],
    [
      'The bank said it was sound and declined to comment.',
      ['The bank | said | it was sound', 'The bank | declined | to comment (stance)'],
    ],
    [
      'The army said a guard was killed and blamed “bandits” for the raid.',
      ['The army | said | a guard was killed', 'The army | blamed | “bandits” for the raid (stance)'],
    ],
    ['He said he was tired and wanted to go home.', ['He | said | he was tired and wanted to go home']],
    ['The mayor said the board met and thanked the crews.', ['The mayor | said | the board met and thanked the crews']],
    [
      'The mayor said the board had lied and blamed the weather.',
      ['The mayor | said | the board had lied and blamed the weather'],
    ],
    [
      'The mayor said the man who was in Lund came home and thanked the crews.',
      ['The mayor | said | the man who was in Lund came home and thanked the crews'],
    ],
    [
      'The mayor said the port is shut and urges drivers to stay away.',
      ['The mayor | said | the port is shut and urges drivers to stay away'],
    ],
    ['She said he was beaten and accused of theft.', ['She | said | he was beaten and accused of theft']],
    ['The mayor said no and thanked the crews.', ['The mayor | thanked | the crews (stance)']],
    ['The minister said he would resign, then left the room.', ['The minister | said | he would resign']],
    ['The minister said he resigned, then left the room.', ['The minister | said | he resigned, then left the room']],
    [
      'The minister said he would resign, then leave the room.',
      ['The minister | said | he would resign, then leave the room'],
    ],
    ['Lee, who said he was innocent, was jailed for two years.', ['who | said | he was innocent']],
    ['The firm, which said it would cut 90 jobs, has hired staff.', ['which | said | it would cut 90 jobs']],
    [
      'The mayor, who said that the dam, which was old, was leaking, resigned.',
      ['who | said | the dam, which was old, was leaking'],
    ],
    [
      'They met the mayor, who said that the dam, which was old, was leaking.',
      ['who | said | the dam, which was old, was leaking'],
    ],
    [
      'Lee, who said he was innocent, soon told the court that the knife, which was old, was clean.',
      ['who | said | he was innocent', 'Lee, who said he was innocent | told | the knife, which was old, was clean'],
    ],
    ['Lee, who said he was ill, “was jailed”.', ['who | said | he was ill, “was jailed”']],
    [
      'Men who said they were guards, all of them in hats, were jailed.',
      ['who | said | they were guards, all of them in hats, were jailed'],
    ],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a promise and a deed', () => {
  test.each<[string, string[]]>([
    ['The mayor vowed to resign, then left.', ['The mayor | vowed | to resign, then left']],
    ['The army said a guard was killed and blamed', ['The army | said | a guard was killed and blamed']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
