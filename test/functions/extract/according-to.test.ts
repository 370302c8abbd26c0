// Sources without a verb: "according to X", "in X's view".
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('a source without a verb', () => {
  test.each<[string, string[]]>([
    ['According to the police, the raid was a failure.', ['the police | According to | the raid was a failure']],
    ['The raid was a failure, according to the police.', ['the police | according to | The raid was a failure']],
    ['According to the mayor.', []],
    ['According to the mayor, no.', []],
    ['Wait, according to the mayor.', []],
    ['Here: according to the mayor, the port is shut.', ['the mayor | according to | the port is shut']],
    [
      'According to “The Salt Road,” by Gwen Tully, the captain sold his own ship.',
      ['“The Salt Road,” by Gwen Tully | According to | the captain sold his own ship'],
    ],
    ['The crane, according to the mayor, sank.', ['the mayor | according to | The crane / sank']],
    [
      'The ferry, according to the mayor, a symbol of the town, sank in May.',
      ['the mayor, a symbol of the town | according to | The ferry / sank in May'],
    ],
    ['In May, according to the port, half of the boats sank.', ['the port | according to | half of the boats sank']],
    ['Ships and cranes, according to the mayor.', []],
    [
      'Good news from the port: according to the mayor, the crane is safe.',
      ['the mayor | according to | the crane is safe'],
    ],
    [
      'The Herald reported that, according to a survey by the port, half of the boats leak.',
      [
        'The Herald | reported | according to a survey by the port, half of the boats leak',
        'a survey by the port | according to | half of the boats leak',
      ],
    ],
    [
      'The port was shut because, according to the mayor, the crane had sunk.',
      ['the mayor | according to | the crane had sunk'],
    ],
    ['The port was sold, and according to the mayor it was cheap.', ['the mayor | according to | it was cheap']],
    [
      '“The port is shut,” according to the mayor, “for good.”',
      ['the mayor | according to | “The port is shut,” / “for good.”'],
    ],
    ['“The port is shut,” according to the mayor.', ['the mayor | according to | “The port is shut,”']],
    [
      'In a poll published on Monday by the Courier, 50 percent of voters favoured the dam.',
      ['a poll published on Monday by the Courier | In | 50 percent of voters favoured the dam'],
    ],
    [
      'In the survey of 900 nurses, four in ten were tired.',
      ['the survey of 900 nurses | In | four in ten were tired'],
    ],
    ['In the latest survey, voters were asked about the dam.', []],
    ['In a survey, a nurse said the dam leaked.', ['a nurse | said | the dam leaked']],
    ['In a survey nurses were tired.', []],
    ['Quist leads in the polls, in her own town.', []],
    ['In the harbour, four in ten boats were old.', []],
    ['By the company’s own count, 40 wells have run dry.', ['the company | count | 40 wells have run dry']],
    ['By the company’s own gate, 40 wells have run dry.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a source that gives an account', () => {
  test.each<[string, string[]]>([
    ["The roof was a disgrace, in the inspector's view.", ['the inspector | view | The roof was a disgrace']],
    ["The crane, in the mayor's view, was never safe.", ['the mayor | view | The crane / was never safe']],
    ["The port was lost; in the mayor's view, it was sold.", ['the mayor | view | it was sold']],
    ["In the mayor's view on Monday, the port is lost.", ['the mayor | view | the port is lost']],
    ['By his own account, Melk never read the contract.', ['his | account | Melk never read the contract']],
    ["By the curator's account, the vase broke in transit.", ['the curator | account | the vase broke in transit']],
    ['By all accounts, the vase broke in transit.', []],
    ['In other words, the bridge will stay closed.', []],
    ['In the view of many sailors, the port is lost.', ['many sailors | view | the port is lost']],
    ['The fund was closed because, in her words, “nobody paid in”.', ['her | words | “nobody paid in”']],
    ['The fund was sold to, in her words, “a circus”.', ['her | words | “a circus”']],
    ['In 2019, the port was sold.', []],
    ['Sailors live in the old harbour and by the new one.', []],
    ['No news from the port: according to the mayor, none.', []],
    [
      'Ada Quist, who was there, according to the Herald, said the crane was safe.',
      ['Ada Quist, who was there, according to the Herald | said | the crane was safe'],
    ],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('a source in front with commas behind it', () => {
  test.each<[string, string[]]>([
    [
      'According to Melk, the fair drew 30,000 visitors, twice as many as in 2022.',
      ['Melk | According to | the fair drew 30,000 visitors, twice as many as in 2022'],
    ],
    [
      'But according to Melk, the fair drew 30,000 visitors, a record.',
      ['Melk | according to | the fair drew 30,000 visitors, a record'],
    ],
    [
      'According to Melk, the bridge, which opened in 2019, is safe.',
      ['Melk | According to | the bridge, which opened in 2019, is safe'],
    ],
    [
      'According to Melk, a doctor, the bridge, which opened in May, is safe.',
      ['Melk, a doctor | According to | the bridge, which opened in May, is safe'],
    ],
    ['According to Melk, who owns the bar, the men left.', ['Melk, who owns the bar | According to | the men left']],
    [
      'According to Melk, 42, the owner of the bar, the men left, taking the cash.',
      ['Melk, 42, the owner of the bar | According to | the men left, taking the cash'],
    ],
    [
      'According to the report, released on Tuesday, the dam leaked.',
      ['the report, released on Tuesday | According to | the dam leaked'],
    ],
    ['According to the mayor, Ann Melk, the men left.', ['the mayor, Ann Melk | According to | the men left']],
    ['According to Melk, a doctor, “the men left”.', ['Melk, a doctor | According to | “the men left”']],
    [
      'According to Melk, who owns the bar, a man, 42, was shot, and another fled.',
      ['Melk, who owns the bar | According to | a man, 42, was shot, and another fled'],
    ],
    ['According to police, 42 men, all drunk, were held.', ['police | According to | 42 men, all drunk, were held']],
    ['According to the Herald, Ann Melk, a doctor, died.', ['the Herald | According to | Ann Melk, a doctor, died']],
    ['According to the Herald, Ann Melk, soon died.', ['the Herald | According to | Ann Melk, soon died']],
    [
      'According to Melk, the port, the mill, and the mine are shut.',
      ['Melk | According to | the port, the mill, and the mine are shut'],
    ],
    ['According to Melk, in May, the crane sank.', ['Melk | According to | in May, the crane sank']],
    [
      'The crane sank, according to Melk, the owner of the bar.',
      ['Melk, the owner of the bar | according to | The crane sank'],
    ],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('“per” and “in the words of”', () => {
  test.each<[string, string[]]>([
    [
      'Per the police report, the driver had been awake for 20 hours.',
      ['the police report | Per | the driver had been awake for 20 hours'],
    ],
    ['The tower leans by four degrees, per the surveyors.', ['the surveyors | per | The tower leans by four degrees']],
    ['The tower leans, per Quist.', ['Quist | per | The tower leans']],
    [
      'The port is, in the words of its former director, Cato Mills, “a museum”.',
      ['its former director, Cato Mills | words | “a museum”'],
    ],
    ['In the view of the mayor, the dam is safe.', ['the mayor | view | the dam is safe']],
    ['It cost 20 euros per head.', []],
    ['It cost 20 euros per the hour.', []],
    ['Twenty euros, per', []],
    ['In the words the mayor used, the dam is safe.', []],
    ['In the words of', []],
    ['In the port of Orsk, the dam is safe.', []],
    ['In the harbour of the town, the dam is safe.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
