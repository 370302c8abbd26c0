// What follows a cue: addressees, places and the word that opens the content.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('over an addressee, a place or a title', () => {
  test.each<[string, string[]]>([
    [
      'The mayor told a meeting in Delft, Ohio, on Monday that fishing is a crime.',
      ['The mayor | told | fishing is a crime'],
    ],
    ['The mayor told a meeting in Delft, Ohio, about that bridge.', []],
    [
      'The mayor told a meeting in Delft, Ohio, that she had sold the bridge.',
      ['The mayor | told | she had sold the bridge'],
    ],
    [
      "The mayor told Channel 4's “Good Morning Orsk” that the port was shut.",
      ['The mayor | told | the port was shut'],
    ],
    ['The mayor told “the press” that the port was shut.', ['The mayor | told | the port was shut']],
    [
      'The mayor praised the so-called “harbour rats” that guard the port.',
      ['The mayor | praised | the so-called “harbour rats” that guard the port (stance)'],
    ],
    [
      'The mayor said on Thursday during a visit to a dairy in Delft, Ohio, that milk would stay cheap.',
      ['The mayor | said | milk would stay cheap'],
    ],
    ['The mayor said in Lund, where she lives, that the port was shut.', ['The mayor | said | the port was shut']],
    ['The firm told itself that the loan was small.', ['The firm | told | the loan was small']],
    ['The captain said nothing.', []],
    ['The mayor promised to quickly reopen the port.', ['The mayor | promised | to quickly reopen the port']],
    ['The mayor admitted to whoever asked that the port was shut.', []],
    ['Halm told reporters Orsk had no port left.', ['Halm | told | Orsk had no port left']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a gerund behind a denial', () => {
  test.each<[string, string[]]>([
    ['Halm denies hiding tumour data.', ['Halm | denies | hiding tumour data (denied)']],
    ['Halm denied planning permission for the hut.', []],
    ['The bells, reported missing in the war, were recast.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('what opens the content', () => {
  test.each<[string, string[]]>([
    ['He thinks that is a sure way to lose.', ['He | thinks | that is a sure way to lose']],
    ['He said that being mayor was a curse.', ['He | said | being mayor was a curse']],
    ['The ministry reported that was so.', ['The ministry | reported | that was so']],
    [
      'The mayor would not say when the port would reopen.',
      ['The mayor | would not say | when the port would reopen (questioned)'],
    ],
    ['The mayor would not say if the port was shut.', ['The mayor | would not say | the port was shut (questioned)']],
    [
      'The mayor would not say why the port was shut.',
      ['The mayor | would not say | why the port was shut (questioned)'],
    ],
    ['The mayor said if the port closed she would leave.', ['The mayor | said | if the port closed she would leave']],
    ['The union would agree if the firm paid.', []],
    ['The mayor continued when the port reopened.', []],
    [
      'The mayor rejected as “absurd” the claim that the port was shut.',
      ['The mayor | rejected | the port was shut (denied)'],
    ],
    [
      'The mayor rejected as absurd the claim that the port was shut.',
      ['The mayor | rejected | the port was shut (denied)'],
    ],
    [
      'The mayor spoke of Orsk, which she describes as the town of her dreams.',
      [
        'The mayor | spoke of | Orsk, which she describes as the town of her dreams (stance)',
        'she | describes | as the town of her dreams (stance)',
      ],
    ],
    ['The mayor confessed to having sold the port.', ['The mayor | confessed | having sold the port']],
    [
      'The mayor confessed to the police that she had sold the port.',
      ['The mayor | confessed | she had sold the port'],
    ],
    ['The mayor said to wait.', []],
    ['The mayor said at least 40 ships were lost.', ['The mayor | said | at least 40 ships were lost']],
    ['Mayor denied misleading anyone', ['Mayor | denied | misleading anyone (denied)']],
    ['Mayor denied wrongdoing', ['Mayor | denied | wrongdoing (denied)']],
    ['The mayor said only: “It held.”', ['The mayor | said | “It held.”']],
    ['The mayor said only that it held.', ['The mayor | said | it held']],
    ['Halm reported on a fire that killed two people.', []],
    ['Halm said that was natural.', ['Halm | said | that was natural']],
    [
      'Halm complained in Orsk that linking her to the fire was unfair.',
      ['Halm | complained | linking her to the fire was unfair'],
    ],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a date before the content', () => {
  test.each<[string, string[]]>([
    ["Halm said Saturday's match was hard.", ["Halm | said | Saturday's match was hard"]],
    ['Halm said Saturday’s match was hard.', ['Halm | said | Saturday’s match was hard']],
    ["Halm said last year's figures were wrong.", ["Halm | said | last year's figures were wrong"]],
    ["Halm said today's vote was a farce.", ["Halm | said | today's vote was a farce"]],
    ["Halm told reporters Saturday's match was hard.", ["Halm | told | Saturday's match was hard"]],
    ["Halm told Saturday's meeting that the port was shut.", ['Halm | told | the port was shut']],
    ["Halm said at Monday's hearing that the port was shut.", ['Halm | said | the port was shut']],
    ['Halm said Monday the port was shut.', ['Halm | said | the port was shut']],
    ['Halm wrote on Monday “it’s over”.', ['Halm | wrote | “it’s over”']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('over dashes, times and ways', () => {
  test.each<[string, string[]]>([
    ['Nurses said – and managers agreed – that the rota was bad.', ['Nurses | said | the rota was bad']],
    ['Nurses said – and managers agreed – no.', []],
    ['Nurses said – that was all.', []],
    ['The mayor says each year that the dam is safe.', ['The mayor | says | the dam is safe']],
    ['The telescope reported every ninety minutes until its battery failed.', []],
    ['The mayor says each child eats.', ['The mayor | says | each child eats']],
    ['He put it this way: “We are done.”', ['He | put it | “We are done.”']],
    ['The mayor said this boat leaks.', []],
    ['She said the offer “insults the night shift”.', ['She | said | the offer “insults the night shift”']],
    ['The mayor declared a “national disgrace”.', []],
    [
      'The witness said when asked whether she had seen the knife that she had seen a box.',
      ['The witness | said | she had seen a box', '– | asked | she had seen the knife (stance, questioned)'],
    ],
    [
      'The witness said, when asked whether she had seen the knife, that she had seen a box.',
      ['The witness | said | she had seen a box', '– | asked | she had seen the knife (stance, questioned)'],
    ],
    [
      'The witness said, when asked whether she had seen the knife, “I saw a box.”',
      ['The witness | said | “I saw a box.”', '– | asked | she had seen the knife (stance, questioned)'],
    ],
    ['Halm said when pressed about the leak: “It held.”', ['Halm | said | “It held.”']],
    [
      'Halm said when asked if the port was “dead”, as some say, that it was not.',
      ['– | asked | the port was “dead”, as some say, that it was not (stance, questioned)'],
    ],
    [
      'The ferry will sail next week, Venn said, adding, “It has to.”',
      ['Venn | said | The ferry will sail next week', 'Venn | adding | “It has to.”'],
    ],
    [
      'The ferry will sail next week, Venn said, citing two letters, that were lost.',
      ['Venn | said | that were lost', 'Venn | citing | two letters, that were lost (stance)'],
    ],
    [
      'It fell, the port said, warning that more would fall.',
      ['the port | said | It fell', 'the port | warning | more would fall'],
    ],
    ['Halm maintained throughout that the log was lost.', ['Halm | maintained | the log was lost']],
    ['Halm said throughout the day that the log was lost.', ['Halm | said | the log was lost']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
