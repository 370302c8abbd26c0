// Which words are cues: verbs beside a quotation, and verbs that the tagger took for nouns.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('a quotation that waits for its clause', () => {
  test.each<[string, string[]]>([
    ['“The port is lost,” groaned Halm.', ['Halm | groaned | “The port is lost,”']],
    ['“The port is lost,” groaned the mayor.', ['the mayor | groaned | “The port is lost,”']],
    ['“The port is lost,” the mayor groaned.', ['the mayor | groaned | “The port is lost,”']],
    ['“The port is lost” the mayor groaned.', []],
    ['“We left,” the letter went on.', ['the letter | went on | “We left,”']],
    ['Halm went on: “We left.”', ['Halm | went on | “We left.”']],
    ['“We left,” Halm went on to say.', ['Halm | say | “We left,”']],
    ['As the day went on, Halm was asked for “a word”.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a verb taken for a noun, and a noun', () => {
  test.each<[string, string[]]>([
    [
      '“Bring a spade!” Pohl, the chair of the garden club, texted on Friday from the gate.',
      ['Pohl, the chair of the garden club | texted | “Bring a spade!”'],
    ],
    ['The bill, reports, and maps were lost.', []],
    ['The port authority reports, maps and letters were lost.', []],
    ['The storm has passed, the weather office forecast.', ['the weather office | forecast | The storm has passed']],
    ['The weather office forecast.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('nobody and hardly anybody', () => {
  test.each<[string, string[]]>([
    ['Nobody denies that the port is shut.', ['Nobody | denies | the port is shut']],
    ['Nobody at the firm denies that the port is shut.', ['Nobody at the firm | denies | the port is shut']],
    ['Nobody said that the port was shut.', ['Nobody | said | the port was shut (questioned)']],
    ['Few engineers doubt that the dam leaks.', ['Few engineers | doubt | the dam leaks']],
    ['Few engineers believe that the dam leaks.', ['Few engineers | believe | the dam leaks (denied)']],
    ['Few engineers said that the dam leaked.', ['Few engineers | said | the dam leaked']],
    ['A few engineers doubt that the dam leaks.', ['A few engineers | doubt | the dam leaks (denied)']],
    ['Hardly anyone doubts that the dam leaks.', ['anyone | doubts | the dam leaks']],
    ['If anyone doubts that the dam leaks, ask.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('what somebody believes in', () => {
  test.each<[string, string[]]>([
    ['Tam believed in three things: rain, salt and his dog.', []],
    ['Tam rose to say that the road was shut.', ['Tam | say | the road was shut']],
    ['The road was shut, Tam informed.', ['Tam | informed | The road was shut']],
    ['Tam retorted that the road was shut.', ['Tam | retorted | the road was shut']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('what a device shows', () => {
  test.each<[string, string[]]>([
    ['The display will read “ERR 4”.', []],
    ['The note read “We left”.', ['The note | read | “We left”']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('has or is', () => {
  test.each<[string, string[]]>([
    ["He's said that the port is shut.", ['He | said | the port is shut']],
    ["She's said to be furious.", ["– | 's said to | She's said to be furious"]],
    [
      'Pohl, the head of the sailing club, reports that the boats are sound.',
      ['Pohl, the head of the sailing club | reports | the boats are sound'],
    ],
    [
      'The head of the sailing club, Dora Pohl, claims that the boats are sound.',
      ['The head of the sailing club, Dora Pohl | claims | the boats are sound'],
    ],
    ['“The port is lost,” groaned', []],
    [
      'No official would confirm that the dam had leaked.',
      ['No official | would confirm | the dam had leaked (questioned)'],
    ],
    ['No one said the port was shut.', ['one | said | the port was shut (questioned)']],
    ['Nobody thinks the dam will hold.', ['Nobody | thinks | the dam will hold (denied)']],
    [
      'None of the clerks said whether the port was shut.',
      ['None of the clerks | said | the port was shut (questioned)'],
    ],
    ['No fewer than 40 residents said the port was shut.', ['40 residents | said | the port was shut']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('an adjective that reports', () => {
  test.each<[string, string[]]>([
    ['The mayor is adamant that the pool will open.', ['The mayor | adamant | the pool will open']],
    [
      'Forecasters are confident the storm will miss the islands.',
      ['Forecasters | confident | the storm will miss the islands'],
    ],
    ['The mayor remains confident that the pool will open.', ['The mayor | confident | the pool will open']],
    [
      'The mayor was not convinced that the dam would hold.',
      ['The mayor | was not convinced | the dam would hold (denied)'],
    ],
    ['It is certain that he left.', []],
    ['If the mayor is sure that the dam holds, she may swim.', []],
    ['The mayor should be sure that the dam holds.', []],
    ['The mayor, sure that the dam would hold, swam.', []],
    ['Confident that the dam would hold, they swam.', []],
    ['To be sure that the dam holds, they swam.', []],
    ['Was sure that the dam held.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a participle that is no verb', () => {
  test.each<[string, string[]]>([
    ['The ferry, known as the tub, sank.', []],
    ['The mayor has known that the dam leaked.', ['The mayor | has known | the dam leaked (stance)']],
    ['Halm set up a website called “Orsk Lost” that sells flats.', []],
    ['Quist paid for a group called Bridge9 in May.', []],
    ['The mayor called Halm “a liar” in May.', ['The mayor | called | Halm “a liar”']],
    [
      'Quist said neighbours called Halm “a liar” in May.',
      ['Quist | said | neighbours called Halm “a liar” in May', 'neighbours | called | Halm “a liar”'],
    ],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
