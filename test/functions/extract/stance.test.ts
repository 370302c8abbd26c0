// Stances: what somebody favours, and questions and who asked them.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('a question', () => {
  test.each<[string, string[]]>([
    ['Asked whether the ferry would sail, Brandt left.', ['– | Asked | the ferry would sail (stance, questioned)']],
    ['Brandt left when asked whether the ferry would sail.', ['– | asked | the ferry would sail (stance, questioned)']],
    ['The minister was asked whether he had lied.', ['– | was asked | he had lied (stance, questioned)']],
    [
      'Asked how the “ghost, of a ship” would sail, Brandt left.',
      ['– | Asked | how the “ghost, of a ship” would sail (stance, questioned)'],
    ],
    [
      'Asked by the judge whether she had signed, Brandt left.',
      ['the judge | Asked | she had signed (stance, questioned)'],
    ],
    ['He was asked by Judge Merrow if he had lied.', ['Judge Merrow | was asked | he had lied (stance, questioned)']],
    ['Asked whether the ferry would sail.', ['– | Asked | the ferry would sail (stance, questioned)']],
    ['Asked about the ferry, Brandt left.', []],
    ['The minister asked whether he had lied.', ['The minister | asked | he had lied (stance)']],
    ['The man asked for bread.', []],
    ['The crew just asked.', []],
    [
      'Asked if the dam had leaked, Halm said it had not.',
      ['– | Asked | the dam had leaked (stance, questioned)', 'Halm | said | it had not'],
    ],
    [
      '“I do,” Halm told the Courier when asked if he believes the dam leaked.',
      ['Halm | told | “I do,”', '– | asked | he believes the dam leaked (stance, questioned)'],
    ],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('what somebody favours', () => {
  test.each<[string, string[]]>([
    ['The union backed Quist last week and has spoken for her since.', ['The union | backed | Quist (stance)']],
    ['The union backed Quist and left.', ['The union | backed | Quist (stance)']],
    ['The union backed Quist, Venn and Halm.', ['The union | backed | Quist, Venn and Halm (stance)']],
    ['The union backed Quist, a friend of Venn and Halm.', ['The union | backed | Quist (stance)']],
    ['The union backed Quist, Venn left.', ['The union | backed | Quist (stance)']],
    ['The union backed Quist, Venn.', ['The union | backed | Quist (stance)']],
    ['The union backed Quist after the vote.', ['The union | backed | Quist (stance)']],
    ['A group backing Quist raised money.', ['A group | backing | Quist (stance)']],
    ['The union supports what the board did.', ['The union | supports | what the board did (stance)']],
    [
      'The union praised the so-called “harbour rats” that guard the port.',
      ['The union | praised | the so-called “harbour rats” that guard the port (stance)'],
    ],
    ['The union supports a plan the mayor made.', ['The union | supports | a plan the mayor made (stance)']],
    ['The union supports “a plan, and a bold one”.', ['The union | supports | “a plan, and a bold one” (stance)']],
    ['A group backing those who strike raised money.', ['A group | backing | those who strike raised money (stance)']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('what nobody favours', () => {
  test.each<[string, string[]]>([
    ['The union backed down.', []],
    ['He refrained from attacking his rival.', []],
    ['The mother told her daughter.', []],
    ['The general told crews to abandon the bridge.', ['The general | told | crews to abandon the bridge (stance)']],
    ['The host asked the mayor how he would pay.', ['The host | asked | the mayor how he would pay (stance)']],
    ['The host asked the mayor.', []],
    ['He warned Orsk not to sail.', ['He | warned | Orsk not to sail (stance)']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a list of names', () => {
  test.each<[string, string[]]>([
    ['The union backed Quist, Otto Venn and Halm.', ['The union | backed | Quist, Otto Venn and Halm (stance)']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
