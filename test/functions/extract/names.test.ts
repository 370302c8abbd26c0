// Proper names: how far they go, what stands before them, what they name and what is none.
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../../functions/extract/document.ts';
import { findNames } from '../../../functions/extract/names.ts';

/** Each name with its role and type. */
const read = (text: string): string[] =>
  findNames(readDocument(text)).names.map(
    ({ role, text: name, type }) => `${role ? `(${role}) ` : ''}${name}: ${type}`,
  );

describe('extent', () => {
  test.each<[string, string[]]>([
    ['He met Ada Quist in Orsk.', ['Ada Quist: person', 'Orsk: location']],
    ['He met Jean-Luc Roe.', ['Jean-Luc Roe: person']],
    ['He met Ada von Quist and Otto von der Marl.', ['Ada von Quist: person', 'Otto von der Marl: person']],
    ['He met Otto von', ['Otto: other']],
    ['He met Otto von and left.', ['Otto: other']],
    ['He left Quist & Marl and Roe & co.', ['Quist & Marl: person', 'Roe: other']],
    [
      'He left the Growers’ Union and the Women’s Institute.',
      ['Growers’ Union: organization', 'Women’s Institute: organization'],
    ],
    ['He left Quist’s Bank.', ['Quist: other', 'Bank: organization']],
    ['He left Quist’s House of Marl.', ['Quist: other', 'House of Marl: organization']],
    ['He left the Institute for Works.', ['Institute for Works: organization']],
    ['He left the Bank of the West.', ['Bank of the West: organization']],
    ['He left the Bank of the people.', ['Bank: organization']],
    ['He joined the Board of President Roe.', ['Board: organization', '(president) Roe: person']],
    ['The shop Bremner’s denied it.', ['Bremner’s: person']],
    ['The shop Bremner’s closed early.', ['Bremner: other']],
    ['He said Vireo Works Monday closed.', ['Vireo Works: organization']],
    ['With Ada Quist I left.', ['Ada Quist: person']],
    ['He met Theresa May.', ['Theresa May: person']],
    ['He lives in the U.S. The plan fell.', ['U.S.: location']],
    ['He met DS Ada Quist and PC Otto Venn.', ['(ds) Ada Quist: person', '(pc) Otto Venn: person']],
    ['He met Det Insp Ada Quist and Coun Otto Venn.', ['(det insp) Ada Quist: person', '(coun) Otto Venn: person']],
    ['He met Skerrow Line CEO Ada Quist.', ['(skerrow line ceo) Ada Quist: person']],
    ['He met Angelo di Quist.', ['Angelo di Quist: person']],
    ['Ada Quist KC left Otto Venn MP OBE.', ['Ada Quist: person', 'Otto Venn: person']],
    ['He met Labour MP Ada Quist.', ['(labour mp) Ada Quist: person']],
    ['A Tarn MP left.', ['Tarn MP: person']],
    ['Mum Ada Quist left.', ['(mum) Ada Quist: person']],
    [
      'Mother-of-three Ada Quist left Dad-of-two Otto Venn.',
      ['(mother-of-three) Ada Quist: person', '(dad-of-two) Otto Venn: person'],
    ],
    ['He met Ada Baker-Quist.', ['Ada Baker-Quist: person']],
    ['He met the Mother-of-Three.', ['Mother-of-Three: other']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('the first word of a sentence', () => {
  test.each<[string, string[]]>([
    ['Vireo left.', ['Vireo: other']],
    ['Reduce it.', []],
    ['The milk fell. Milk yields are down.', []],
    ['Vireo spokesmen left.', []],
    ['Vireo spokesman Otto Venn left.', ['Vireo: other', '(spokesman) Otto Venn: person']],
    ['Norway exports are down.', ['Norway: location']],
    ['Production fell.', []],
    ['Production Ltd fell.', ['Production Ltd: organization']],
    ['France left.', ['France: location']],
    ['Turnout was low. Garlic in Orsk is dear.', ['Orsk: location']],
    ['Quist was late.', ['Quist: other']],
    ['Fact-checkers soon noted it.', []],
    ['Fact-Quist soon noted it.', ['Fact-Quist: person']],
    ['Fact-checkers Quist noted it.', ['Fact-checkers Quist: person']],
    ['Quist-checkers soon noted it.', ['Quist-checkers: person']],
    ['Oil is dear. Chad is dry.', ['Oil: organization', 'Chad: location']],
    ['They left Production there. Production fell.', ['Production: other', 'Production: other']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('months and days', () => {
  test.each<[string, string[]]>([
    ['April Jones spoke.', ['April Jones: person']],
    ['It fell, Jan Oster said.', ['Jan Oster: person']],
    ['In May President Roe left.', ['(president) Roe: person']],
    ['It closed in April.', []],
    ['On Monday Ada Quist left.', ['Ada Quist: person']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('an office with what it is of', () => {
  test.each<[string, string[]]>([
    ['Minister of Finance Ada Quist left.', ['(minister of finance) Ada Quist: person']],
    ['Minister of State Ada Quist TD left.', ['(minister of state) Ada Quist: person']],
    [
      'He met Secretary of State for Health and Social Care Ada Quist.',
      ['(secretary of state for health and social care) Ada Quist: person'],
    ],
    ['He met Chancellor of the Exchequer Ada Quist.', ['(chancellor of the exchequer) Ada Quist: person']],
    ['He met the Director of Public Health.', ['Public Health: person']],
    ['He met Bishop of Tarn Ada Quist.', ['Bishop: other', 'Tarn Ada Quist: person']],
    ['He met Minister of Finance Quist.', ['Finance Quist: person']],
    ['He met the Director of Public Health France.', ['Public Health France: person']],
    ['He met the Minister of Finance Every Monday.', ['Finance Every: person']],
    ['He met the Minister in Orsk.', ['Orsk: location']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('roles', () => {
  test.each<[string, string[]]>([
    ['He met army spokesman Colonel Idris Vale.', ['(army spokesman colonel) Idris Vale: person']],
    ['It fell, Tarn Rovers Coach Ada Quist said.', ['(tarn rovers coach) Ada Quist: person']],
    ['It fell, Orsk Author Quist said.', ['(orsk author) Quist: person']],
    [
      'It fell, said Council Coordinator for Public Works Ada Quist. He met Quist.',
      ['(council coordinator for public works) Ada Quist: person', 'Quist: person'],
    ],
    [
      'It fell, said Council Clerk Otto van Marl. He met Marl.',
      ['(council clerk) Otto van Marl: person', 'Marl: person'],
    ],
    ['He met Mid Orsk Tarn Jones-Marl and saw Marl.', ['Mid Orsk Tarn Jones-Marl: other', 'Marl: other']],
    ['Retired Chemist Ada Quist left.', ['(retired chemist) Ada Quist: person']],
    ['He met Butcher in Orsk.', ['Butcher: other', 'Orsk: location']],
    ['He met the Governor.', []],
    ['He leads the Justice Department.', ['Justice Department: organization']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('peoples', () => {
  test.each<[string, string[]]>([
    ['He joined the British.', []],
    ['He met a Kestrian', []],
    ['He saw the Kestrian plan.', []],
    ['The plan, British said, fell.', []],
    ['It fell, as Halian said.', ['Halian: other']],
    ['He met the British Ambassador.', []],
    ['He met the Kestrian Author.', []],
    ['He left the British Museum.', ['British Museum: organization']],
    ['It fell, Adrian wrote.', ['Adrian: other']],
    ['He saw a dish by Rian in it.', ['Rian: other']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('types', () => {
  test.each<[string, string[]]>([
    ['Data from the probe are old.', []],
    ['Data', []],
    ['He met Dr. Ada Quist.', ['(dr.) Ada Quist: person']],
    ['He met Vice Adm. Ada Quist.', ['(vice adm.) Ada Quist: person']],
    ['Data Systems are old.', ['Data Systems: organization']],
    ['Hill said so.', ['Hill: location']],
    ['He met Quist, 63, there.', ['Quist: person']],
    ['He met Quist, who left.', ['Quist: other']],
    ['He met Quist,', ['Quist: other']],
    ['He left Lake Tarn and NATO.', ['Lake Tarn: location', 'NATO: organization']],
    ['He read the Ada Quist.', ['Ada Quist: other']],
    ['In Orsk he slept.', ['Orsk: location']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

test.each<[string, 'female' | 'male' | null]>([
  ['He met Mrs Ada Quist.', 'female'],
  ['He met spokeswoman Ada Quist.', 'female'],
  ['He met Mr Otto Venn.', 'male'],
  ['He met Dr Otto Venn.', null],
])('gender by title or role: %s', (text, gender) => {
  expect(findNames(readDocument(text)).names[0]?.gender).toBe(gender);
});

test('the first name with a surname, initials or an acronym is what it stands for', () => {
  const book = findNames(
    readDocument(
      'The National Water Board (NWB) met Ada Quist, Anna Quill and Eva Quist. Quist left Quist for Orsk. The Tarn Club (1990) met.',
    ),
  );
  expect(book.bySurname.get('quist')?.text).toBe('Ada Quist');
  expect(book.byAcronym.get('NWB')?.text).toBe('National Water Board');
  expect(book.byAcronym.get('AQ')?.text).toBe('Ada Quist');
  expect(book.byAcronym.get('1990')).toBeUndefined();
  expect(book.byText.get('Quist')?.type).toBe('person');
});
