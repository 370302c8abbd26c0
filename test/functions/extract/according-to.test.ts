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
    ['In the view of many sailors, the port is lost.', []],
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
