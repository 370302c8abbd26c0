// Turns of a transcript: a name before a colon.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('turns of a transcript', () => {
  test.each<[string, string[]]>([
    [
      'Lee: The bridge was never inspected.\n\nHarker: That is not what the log says. The ministry said it was fine. I think so.',
      [
        'Lee | – | The bridge was never inspected.',
        'Harker | – | That is not what the log says. The ministry said it was fine. I think so.',
        'The ministry | said | it was fine',
      ],
    ],
    ['Q: How many boats do you run?\n\nTessa Morland: We run nine boats.', ['Tessa Morland | – | We run nine boats.']],
    [
      'DARIUS KOLE: I met him in Orsk.\n\nANN VAN DER BERG (Orsk): We never met.',
      ['DARIUS KOLE | – | I met him in Orsk.', 'ANN VAN DER BERG (Orsk) | – | We never met.'],
    ],
    ['LEE: Did you meet him?\n\nHARKER: I met him twice.', ['HARKER | – | I met him twice.']],
    [
      'Lee: Did you meet him? You did.\n\nHarker: I did not say so.',
      ['Lee | – | Did you meet him? You did.', 'Harker | – | I did not say so.'],
    ],
    [
      'Lena Orr: When did you leave?\n\nPaul Trench: About noon. I told the clerk.',
      ['Paul Trench | – | About noon. I told the clerk.'],
    ],
    [
      'Mrs Agnes Tull (Orsk): I was told it was safe.\n\nThe Minister for Ports and Harbours (Mr Eli Corran): I said it was shut.',
      [
        'Mrs Agnes Tull (Orsk) | – | I was told it was safe.',
        '– | told | it was safe',
        'Mr Eli Corran | – | I said it was shut.',
      ],
    ],
    [
      'Mayor Kole: We knew.\n\nMayor Roe: It was late.\n\nThe river rose, and neither mayor slept.',
      ['Mayor Kole | – | We knew.', 'Mayor Roe | – | It was late.'],
    ],
    ['Q: How many boats are there?\n\nTessa Morland: Nine boats run.', ['Tessa Morland | – | Nine boats run.']],
    [
      'O’Shea-Roe: The bridge was shut.\n\nDr. Harker: It was open.',
      ['O’Shea-Roe | – | The bridge was shut.', 'Dr. Harker | – | It was open.'],
    ],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('no turn', () => {
  test.each<[string, string[]]>([
    ['ORSK: The dam was safe.', []],
    [':', []],
    ['Lee: I knew.\n\nThe Minister for tolls (Mr Eli Corran): I knew.', []],
    ['Lee: I knew.\n\nThe Minister for Ports (Corran): I knew.', []],
    ['Lee: I knew.\n\nThe Minister for Ports (The Eli Corran): I knew.', []],
    ['Lee: I knew.\n\nThe Harbour of Orsk (Mr Eli Corran): I knew.', []],
    ['Lee: I knew.\n\nThe Minister for Ports (Mr Eli Corran) and: I knew.', []],
    ['Lee: I knew.\n\nThe minister for Ports (Mr Eli Corran): I knew.', []],
    ['Sluices: They let the water out.\n\nGates: They were shut.\n\nKoli: My village had none.', []],
    ['Comments: I was late.\n\nEdits: We cut it.\n\nHere is each comment and edit.', []],
    ['Dear Ann: I would not go.\n\nDear Bea: I would.', []],
    ['Orsk: The dam was safe.\n\nThe river rose.', []],
    ['Tickets: They cost four crowns.\n\nPrice: It is low.', []],
    ['The mayor: He was late.\n\nThe clerk: She was early.', []],
    ['Orsk River: It rose.\n\nDam Report: It held.', []],
    ['Lee: nine boats.\n\nHarker: none.', []],
    ['Lee (from Orsk: The bridge was shut.\n\nHarker: It was open.', []],
    [': It was shut.\n\n: It was open.', []],
    [
      'Lee said that Orsk, Vell and Tamm were all shut: It was late.\n\nHarker agreed.',
      ['Lee | said | Orsk, Vell and Tamm were all shut: It was late'],
    ],
    ['lee: It was shut.\n\nharker: It was open.', []],
    ['The river rose. Lee: It was shut.\n\nThe dam held. Harker: It was open.', []],
    ['Lee:\n\nHarker:', []],
    ['Question the port: it is closed.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
