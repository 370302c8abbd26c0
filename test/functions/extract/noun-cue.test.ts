// Nouns that report: "his claim that p", "there were fears that p".
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('a noun that tells what somebody says', () => {
  test.each<[string, string[]]>([
    ['The vet gave assurances that no animal had suffered.', ['The vet | assurances | no animal had suffered']],
    ["The union's claim that the firm hid the money was rejected.", ['The union | claim | the firm hid the money']],
    [
      'His claim that the vote was stolen was rejected by the court.',
      ['the court | rejected | His claim that the vote was stolen (stance, denied)'],
    ],
    ['Their new fear that the dam would burst grew.', ['Their | fear | the dam would burst']],
    ['A suggestion by the mayor that the pool was shut drew laughter.', ['the mayor | suggestion | the pool was shut']],
    ['There were claims that the boxes had been opened.', ['– | claims | the boxes had been opened']],
    ['There have been fears that the dam would burst.', ['– | fears | the dam would burst']],
    ['Amid fears that the dam would burst, villagers left.', ['– | fears | the dam would burst']],
    [
      'The bishop expressed doubts that the bell would ring.',
      ['The bishop | expressed | doubts that the bell would ring (stance)'],
    ],
    [
      'The mayor repeated her denial that money had changed hands.',
      ['her | denial | money had changed hands (denied)'],
    ],
    [
      'He voiced concern that the road was icy and that nobody had gritted it.',
      ['He | concern | the road was icy and that nobody had gritted it'],
    ],
    [
      "The union's claim that the firm hid the money and lied was rejected.",
      ['The union | claim | the firm hid the money and lied was rejected'],
    ],
    [
      "The union's argument that crews “were worn out” convinced the court.",
      ['The union | argument | crews “were worn out”'],
    ],
    ["The mayor's promise that the pool would stay is old.", ['The mayor | promise | the pool would stay']],
    [
      "The union's claim that crews left in May, made in a letter, was rejected.",
      ['The union | claim | crews left in May'],
    ],
    ['There are reports that the dam at Sel is leaking.', ['– | reports | the dam at Sel is leaking']],
    ['Amid reports that the dam was leaking, Quist left.', ['– | reports | the dam was leaking']],
    ['The council made a report that the mayor had wanted.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a noun that tells nothing', () => {
  test.each<[string, string[]]>([
    ['The claim that he made was false.', []],
    ['The claims that were false cost him dear.', []],
    ['The claim that he made in May was false.', []],
    ['Claims that the bank lied are old.', []],
    ['Claims by the bank were paid late.', []],
    ['Claims by that.', []],
    ['Their fear, that of fire, was old.', []],
    ['The rumour that the ferry had sunk spread fast.', []],
    ['The mayor never gave assurances that the pool would stay.', []],
    ['The mayor could give assurances that the pool was safe.', []],
    ['To give assurances that the pool was safe, the mayor swam.', []],
    ['The mayor was given assurances that the pool was safe.', []],
    ['Giving assurances that the pool was safe, the mayor swam.', []],
    ['There is a fear.', []],
    ['Orsk heard claims that the dam leaked.', []],
    ['“His claim that the dam leaks is false.”', []],
    ['He rejected claims that the dam had leaked.', ['He | rejected | the dam had leaked (denied)']],
    [
      'The board said there were fears that the dam would burst.',
      ['The board | said | there were fears that the dam would burst'],
    ],
    ['The board denied his claim that the dam leaked.', ['The board | denied | the dam leaked (denied)']],
    ['Her suggestion that day was kind.', []],
    ['The promise that Orsk had was dear.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a noun beside another claim', () => {
  test.each<[string, string[]]>([
    [
      'The union said the dam leaked; his claim that it held is old.',
      ['The union | said | the dam leaked', 'his | claim | it held'],
    ],
    ['The “Herald”’s claim that the dam leaked is old.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('whose claim it is not', () => {
  test.each<[string, string[]]>([['Amid fears from, it seems, that the dam leaks, he left.', []]])(
    '%s',
    (text, lines) => {
      expect(attributionLines(text)).toEqual(lines);
    },
  );
});
