// Headlines: a label or a title whose speaker speaks in the text below.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

const BODY = '\n\nThe mayor, Ada Quist, said the tolls would stay.';
const SAID = 'The mayor, Ada Quist | said | the tolls would stay';

describe('a label before a colon', () => {
  test.each<[string, string[]]>([
    ['Quist: no more tolls before 2026', ['Quist | – | no more tolls before 2026']],
    ['Quist on tolls: “They will stay”', ['Quist | – | “They will stay”']],
    ['Mayor Quist at the port: bridge is safe', ['Mayor Quist | – | bridge is safe']],
    ['Quist: What We Know', []],
    ['Quist: a life in pictures', []],
    ['Halm: no more tolls', []],
    ['Recipe: lamb stew', []],
    ['“Quist: never”: a portrait', []],
    ['The harbour of Orsk and its many old and new tolls Quist: no', []],
    ['Quist: Tolls Will Stay In The Harbour', ['Quist | – | Tolls Will Stay In The Harbour (stance)']],
    ['Quist: the town fears higher tolls', ['Quist | – | the town fears higher tolls']],
    ['Quist', []],
    ['New tolls: they will stay', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text + BODY)).toEqual([...lines, SAID]);
  });
});

describe('a title with capitals', () => {
  test.each<[string, string[]]>([
    ['Quist Says Tolls Will Stay', ['Quist | Says | Tolls Will Stay (stance)']],
    ['Ada Quist Calls For Higher Tolls', ['Ada Quist | Calls For | Higher Tolls (stance)']],
    ['Quist “Says” Tolls Will Stay', []],
    ['Quist, Halm Says, Tolls Must Go', []],
    ['Halm Says Tolls Will Stay', []],
    ['Quist Likes', []],
    ['Quist Takes Tolls', []],
    ['Tolls Go Up, Quist Says', []],
    ['Quist swims past tolls in Orsk every day', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text + BODY)).toEqual([...lines, SAID]);
  });
});

describe('a line without a text below it', () => {
  test.each<[string, string[]]>([
    ['Minister: No plans to sell the ports', ['Minister | – | No plans to sell the ports']],
    ['Harbour police: 3 dead in Orchard Street fire', ['Harbour police | – | 3 dead in Orchard Street fire']],
    ['Scientists: warmer nights wake the beetles', ['Scientists | – | warmer nights wake the beetles']],
    ['Study: coffee may help against gout', ['Study | – | coffee may help against gout']],
    ['Minister: No plans to sell the ports.', []],
    ['Minister: no plans', []],
    ['Minister at the port: no plans to sell it', []],
    ['Guide: the finest walks in Orsk', []],
    ['Quist: no more tolls before 2026', []],
    ['The old and the new harbour police: nobody is dead', []],
    ['Ferry fares to double - council leader', ['council leader | – | Ferry fares to double']],
    ['Ferry Fares To Double Next Year – Ministry', ['Ministry | – | Ferry Fares To Double Next Year (stance)']],
    ['Ferry fares to double - Orsk Guardian', []],
    ['Ferry fares to double-council leader', []],
    ['Two fares - council leader', []],
    ['Ferry fares to double - and so says the leader', []],
    ['The port shut “down - council leader', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });

  test('a dash before who says so stands above a text, too', () => {
    expect(attributionLines(`Ferry fares to double - council leader${BODY}`)).toEqual([
      'council leader | – | Ferry fares to double',
      SAID,
    ]);
  });
});

describe('what is no headline', () => {
  test.each<[string, string[]]>([
    ['Quist: no more tolls before 2026', []],
    [
      'Quist: no more tolls. The mayor, Ada Quist, said the tolls would stay.',
      ['The mayor, Ada Quist | said | the tolls would stay'],
    ],
    [
      'Poll: tolls are loved\n\nA survey of drivers found that the tolls are loved.',
      ['Poll | – | tolls are loved', 'A survey of drivers | found | the tolls are loved'],
    ],
    ['Poll: tolls are loved\n\nDrivers said the tolls are loved.', ['Drivers | said | the tolls are loved']],
    ['Quist: no more tolls\n\nQuist: We need them.\n\nHalm: Do we?', ['Quist | – | We need them.']],
    [
      'Quist: the tolls, the port said, will stay\n\nQuist said so.',
      ['the port | said | Quist: the tolls / will stay'],
    ],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
