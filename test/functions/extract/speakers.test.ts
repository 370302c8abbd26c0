// Who is meant by the words for a speaker.
import { expect, test } from 'vitest';
import { extractClaims } from '../../../functions/extract/extract.ts';
import { speakerKey } from '../../../functions/extract/speakers.ts';

/** Name and type of the last claim's speaker, how it was found and the words elsewhere that told. */
function read(text: string): [string | null, string, string, string | null] {
  const claims = extractClaims({ text, lang: 'en' }).filter((claim) => claim.kind === 'attributed');
  const { name, type, resolvedBy, mentionRef } = claims.at(-1)!.speaker;
  return [name, type, resolvedBy, mentionRef?.exact ?? null];
}

test.each<[string, ReturnType<typeof read>]>([
  [
    '“It held,” said Ada Quist, mayor of Orsk. The mayor said the mill was shut.',
    ['Ada Quist', 'person', 'name-link', 'Ada Quist'],
  ],
  ['The spokesman, army Colonel Idris Vale, said the mill was shut.', ['Idris Vale', 'person', 'self', null]],
  ['The spokesman, a cousin of Idris Vale, said the mill was shut.', [null, 'unnamed', 'none', null]],
  ['“It held,” said a woman named Ada Quist.', ['Ada Quist', 'person', 'self', null]],
  ['“It held,” said a man visiting Orsk.', [null, 'unnamed', 'none', null]],
  ['Ada Quist KC came. Quist said the mill was shut.', ['Ada Quist', 'person', 'name-link', 'Ada Quist KC']],
  ['Ada Quist KC said the mill was shut.', ['Ada Quist', 'person', 'self', null]],
  ['CEO Ada Quist came. The CEO said the mill was shut.', ['Ada Quist', 'person', 'name-link', 'Ada Quist']],
  ['The CEO said the mill was shut.', [null, 'unnamed', 'none', null]],
  // A name that comes later
  ['Although he said the mill was shut, Otto Venn left. It was noon.', ['Otto Venn', 'person', 'pronoun', 'Otto Venn']],
  ['He said the mill was shut after Otto Venn left.', [null, 'person', 'none', null]],
  ['Although he said the mill was shut, the boss of Otto Venn left.', [null, 'person', 'none', null]],
  ['She said the mill was shut. But Ada Quist, 71, is closing it.', ['Ada Quist', 'person', 'pronoun', 'Ada Quist']],
  ['She said the mill was shut. It rained. It snowed. Ada Quist is closing it.', [null, 'person', 'none', null]],
  ['She said the mill was shut. Mr Otto Venn is closing it.', [null, 'person', 'none', null]],
  ['She said the mill was shut. Quist is closing it.', [null, 'person', 'none', null]],
  ['She said the mill was shut. The town met Ada Quist.', [null, 'person', 'none', null]],
  ['She said the mill was shut. “Ada Quist is closing it.”', [null, 'person', 'none', null]],
  [
    'Salt was found, a team led by Ada Quist reports in Harbour Letters. She said the mill was shut.',
    ['Ada Quist', 'person', 'pronoun', 'Ada Quist'],
  ],
  ['A case under Section 302 was registered, she said.', [null, 'person', 'none', null]],
  // What a clause in front names
  ['Skerrow Ltd fell after it said the mill was shut.', ['Skerrow Ltd', 'organization', 'pronoun', 'Skerrow Ltd']],
  [
    'Shares in Skerrow Ltd fell after it said the mill was shut.',
    ['Skerrow Ltd', 'organization', 'pronoun', 'Skerrow Ltd'],
  ],
  ['Skerrow Line fell after it said the mill was shut.', ['Skerrow Line', 'organization', 'pronoun', 'Skerrow Line']],
  ['Ada Quist, 41, fell after it said the mill was shut.', [null, 'organization', 'none', null]],
  ['France fell after it said the mill was shut.', [null, 'organization', 'none', null]],
  ['Bridges fell after it said the mill was shut.', [null, 'organization', 'none', null]],
  ['Skerrow Ltd fell where it said the mill was shut.', [null, 'organization', 'none', null]],
  // An office in capitals and a title
  ['The Inspector-General of Police, Mr Festus Reed, said the mill was shut.', ['Festus Reed', 'person', 'self', null]],
  ['The Inspector-General of Police, Mr Reed of Orsk, said the mill was shut.', ['Reed', 'person', 'self', null]],
  ['The Skerrow Line, which Mr Reed runs, said the mill was shut.', ['Skerrow Line', 'organization', 'self', null]],
  // A role that the text states
  [
    'Ada Quist, the mayor of Orsk, came. The mayor said the mill was shut.',
    ['Ada Quist', 'person', 'name-link', 'Ada Quist'],
  ],
  [
    'The mayor of Orsk, Ada Quist, came. The mayor said the mill was shut.',
    ['Ada Quist', 'person', 'name-link', 'Ada Quist'],
  ],
  [
    'Ada Quist is a professor. The professor said the mill was shut.',
    ['Ada Quist', 'person', 'name-link', 'Ada Quist'],
  ],
  [
    'Ada Quist, the mayor of Orsk, came. The mayor of Orsk said the mill was shut.',
    ['Ada Quist', 'person', 'name-link', 'Ada Quist'],
  ],
  [
    'Ada Quist, the mayor of Orsk, left. Ada Quist, the mayor of Orsk, came. The mayor said the mill was shut.',
    ['Ada Quist', 'person', 'name-link', 'Ada Quist'],
  ],
  [
    'Ada Quist, the mayor of Orsk, met Otto Venn, the mayor of Tarn. The mayor of Tarn said the mill was shut.',
    ['Otto Venn', 'person', 'name-link', 'Otto Venn'],
  ],
  [
    'Ada Quist, the mayor of Orsk, met Otto Venn, the mayor of Tarn. The mayor said the mill was shut.',
    [null, 'unnamed', 'none', null],
  ],
  ['Ada Quist, the mayor of Orsk, came. The mayor of Tarn said the mill was shut.', [null, 'unnamed', 'none', null]],
  ['Ada Quist, the mayor of Orsk, came. The former mayor said the mill was shut.', [null, 'unnamed', 'none', null]],
  ['Ada Quist, the deputy mayor of Orsk, came. The mayor said the mill was shut.', [null, 'unnamed', 'none', null]],
  ['Ada Quist, the wife of the mayor, came. The mayor said the mill was shut.', [null, 'unnamed', 'none', null]],
  ['He met Ada Quist, the mayor and the clerk. The mayor said the mill was shut.', [null, 'unnamed', 'none', null]],
  ['He met Ada Quist, the mayor, and the clerk. The mayor said the mill was shut.', [null, 'unnamed', 'none', null]],
  ['The mayor of Orsk met Ada Quist. The mayor said the mill was shut.', [null, 'unnamed', 'none', null]],
  ['The mayor said the mill was shut. Ada Quist, the mayor of Orsk, was ill.', [null, 'unnamed', 'none', null]],
  ['The shop Bremner’s denied the mill was shut.', ['Bremner’s', 'person', 'self', null]],
  ['Bremner’s said the mill was shut.', ['Bremner’s', 'person', 'self', null]],
  [
    'The Ministry of Works met. The ministry said the mill was shut.',
    ['Ministry of Works', 'organization', 'name-link', 'Ministry of Works'],
  ],
  ['Hoping to win, the council met. It said the mill was shut.', ['council', 'organization', 'pronoun', 'the council']],
  [
    'Rain fell. To win, the council met all night. It said the mill was shut.',
    ['council', 'organization', 'pronoun', 'the council'],
  ],
  ['Orsk won. Joshua Venn and Tom Marl met. He said the mill was shut.', ['Tom Marl', 'person', 'pronoun', 'Tom Marl']],
  ['The Tarn Board met Joshua Venn. He said the mill was shut.', ['Joshua Venn', 'person', 'pronoun', 'Joshua Venn']],
  [
    '“I saw Otto Venn,” a boy cried. Hugh Marl came. He said the mill was shut.',
    ['Hugh Marl', 'person', 'pronoun', 'Hugh Marl'],
  ],
  ['Otto Venn’s boat sank. He said the mill was shut.', ['Otto Venn', 'person', 'pronoun', 'Otto Venn']],
  [
    'Mr Otto Venn came. He said it was late. He said the mill was shut.',
    ['Otto Venn', 'person', 'pronoun', 'Otto Venn'],
  ],
  [
    'Otto Venn said it was late. He added it was old. He warned the mill was shut.',
    ['Otto Venn', 'person', 'pronoun', 'Otto Venn'],
  ],
  [
    'The ferry was late. It belongs to Skerrow Line. Skerrow Line closed the pier. It said the mill was shut.',
    ['Skerrow Line', 'organization', 'pronoun', 'Skerrow Line'],
  ],
  [
    'Skerrow Line said it was late. It said the mill was shut.',
    ['Skerrow Line', 'organization', 'pronoun', 'Skerrow Line'],
  ],
  [
    'Skerrow Line, who won, said it was late. It said the mill was shut.',
    ['Skerrow Line', 'organization', 'pronoun', 'Skerrow Line'],
  ],
  ['Skerrow Line, 40, said it was late. It said the mill was shut.', [null, 'organization', 'none', null]],
  [
    'Skerrow Line, a firm in Orsk, said it was late. It said the mill was shut.',
    ['Skerrow Line', 'organization', 'pronoun', 'Skerrow Line'],
  ],
  ['Mr Otto Venn said it was late. It said the mill was shut.', [null, 'organization', 'none', null]],
  ['Otto Venn said it was late. Venn left. It said the mill was shut.', [null, 'organization', 'none', null]],
  ['He said it was late. It said the mill was shut.', [null, 'organization', 'none', null]],
  ['He was late. It said the mill was shut.', [null, 'organization', 'none', null]],
  ['Two officials said it was late. They said the mill was shut.', [null, 'group', 'none', null]],
  ['A man ran. It said the mill was shut.', [null, 'organization', 'none', null]],
  ['A man ran. They said the mill was shut.', [null, 'unnamed', 'none', null]],
  ['Otto Venn ran. They said the mill was shut.', [null, 'group', 'none', null]],
  ['Skerrow Line closed the pier. They said the mill was shut.', [null, 'group', 'none', null]],
  [
    'Skerrow Line closed the pier. Rain fell. Then it rained. It said the mill was shut.',
    [null, 'organization', 'none', null],
  ],
  [
    'Skerrow Line closed the pier. It said the mill was shut.',
    ['Skerrow Line', 'organization', 'pronoun', 'Skerrow Line'],
  ],
  ['The council report was long. It said the mill was shut.', [null, 'document', 'none', null]],
  ['A report said it was late. It said the mill was shut.', [null, 'document', 'none', null]],
  ['The teachers met. They said the mill was shut.', [null, 'group', 'none', null]],
  [
    '“It held,” said Ada Quist, the mayor of Orsk. Otto Venn, a doctor, said it was late. The mayor said the mill was shut.',
    ['Ada Quist', 'person', 'name-link', 'Ada Quist'],
  ],
  [
    'A spokesperson for Vireo left. The company said the mill was shut.',
    ['Vireo', 'organization', 'name-link', 'Vireo'],
  ],
  ['A man at Vireo left. The company said the mill was shut.', ['company', 'organization', 'self', null]],
  ['A man in Orsk left. The company said the mill was shut.', ['company', 'organization', 'self', null]],
  [
    'Vireo Works left. The company said the mill was shut.',
    ['Vireo Works', 'organization', 'name-link', 'Vireo Works'],
  ],
  [
    'Skerrow Line left. The company said the mill was shut.',
    ['Skerrow Line', 'organization', 'name-link', 'Skerrow Line'],
  ],
  ['Mayor Ada Quist left. The company said the mill was shut.', ['company', 'organization', 'self', null]],
  [
    'Vireo Works won. Mayor Ada Quist left. The company said the mill was shut.',
    ['Vireo Works', 'organization', 'name-link', 'Vireo Works'],
  ],
  [
    'Vireo Works won. France left. The company said the mill was shut.',
    ['Vireo Works', 'organization', 'name-link', 'Vireo Works'],
  ],
  ['Otto Venn met officials, who said the mill was shut.', [null, 'unnamed', 'none', null]],
  ['He met Otto Venn, who said the mill was shut.', ['Otto Venn', 'person', 'pronoun', 'Otto Venn']],
  ['Norway and China said the mill was shut.', ['Norway and China', 'group', 'self', null]],
  ['Ada Quist and two men said the mill was shut.', [null, 'group', 'none', null]],
  ['Otto Venn nodded. “The mill was shut.”', ['Otto Venn', 'person', 'carried', 'Otto Venn']],
  ['He nodded. “The mill was shut.”', [null, 'person', 'none', null]],
  ['Two officials came. “It held,” they said.\n\n“The mill was shut.”', [null, 'group', 'none', null]],
  ['“It held,” said the minister.\n\n“The mill was shut.”', [null, 'unnamed', 'none', null]],
  ['“It held,” he said.\n\n“The mill was shut.”', [null, 'person', 'none', null]],
  [
    'Hugh Marl saw it. “It held,” he said.\n\n“It is old.”\n\n“The mill was shut.”',
    ['Hugh Marl', 'person', 'carried', 'Hugh Marl'],
  ],
  [
    '“It held,” said Hugh Marl.\n\nThe official said the mill was shut.',
    ['Hugh Marl', 'person', 'name-link', 'Hugh Marl'],
  ],
  [
    '“It held,” said Hugh Marl.\n\n“It is old.”\n\nThe official said the mill was shut.',
    ['Hugh Marl', 'person', 'name-link', 'Hugh Marl'],
  ],
  ['The 31-year-old said the mill was shut.', [null, 'unnamed', 'none', null]],
  ['Otto Venn ran. The 31-year-old said the mill was shut.', ['Otto Venn', 'person', 'name-link', 'Otto Venn']],
  ['A coalition said the mill was shut.', [null, 'unnamed', 'none', null]],
  ['Two of them said the mill was shut.', [null, 'unnamed', 'none', null]],
  ['Some of the men said the mill was shut.', [null, 'unnamed', 'none', null]],
  ['The head of the group said the mill was shut.', [null, 'unnamed', 'none', null]],
  ['Everyone said the mill was shut.', [null, 'unnamed', 'none', null]],
  ['Many said the mill was shut.', [null, 'group', 'none', null]],
  ['The then mayor, Ada Quist, said the mill was shut.', ['Ada Quist', 'person', 'self', null]],
  ['The firm’s owner, a bank, said the mill was shut.', [null, 'unnamed', 'none', null]],
  ['The skipper, Quist, said the mill was shut.', ['Quist', 'person', 'self', null]],
  ['The boat, Quist, said the mill was shut.', ['Quist', 'person', 'self', null]],
  ['Ada Quist, a chemist at the University, said the mill was shut.', ['Ada Quist', 'person', 'self', null]],
  ['Ada Quist, publisher of the Courier, said the mill was shut.', ['Ada Quist', 'person', 'self', null]],
  ['The shipping firm Skerrow Line said the mill was shut.', ['Skerrow Line', 'organization', 'self', null]],
  ['The regulator Ofwat said the mill was shut.', ['Ofwat', 'organization', 'self', null]],
  ['He saw Ada Quist at the council, who said the mill was shut.', [null, 'unnamed', 'none', null]],
  [
    'Ada Quist left. She said it was late.\n\nRain fell. Rain fell. Rain fell. Rain fell. Rain fell. Rain fell. Rain fell. Rain fell. Rain fell. Rain fell. Rain fell. Rain fell. Rain fell. Rain fell. Rain fell. Rain fell. She said the mill was shut.',
    [null, 'person', 'none', null],
  ],
  [
    'Mr Otto Venn left. Rain fell. Rain fell. Rain fell. Rain fell. Rain fell. She said the mill was shut.',
    [null, 'person', 'none', null],
  ],
  ['Joshua Venn came. He said the mill was shut.', ['Joshua Venn', 'person', 'pronoun', 'Joshua Venn']],
  ['Ada Quist came. She said the mill was shut.', ['Ada Quist', 'person', 'pronoun', 'Ada Quist']],
  ['Norway fell. He said the mill was shut.', [null, 'person', 'none', null]],
  ['This man met Vireo Works. He said the mill was shut.', [null, 'person', 'none', null]],
  ['A man near Vireo left. The company said the mill was shut.', ['company', 'organization', 'self', null]],
  ['It said the mill was shut.', [null, 'organization', 'none', null]],
  ['He was late. They said the mill was shut.', [null, 'group', 'none', null]],
  ['Mayor Ada Quist left. She was late. It said the mill was shut.', [null, 'organization', 'none', null]],
  ['A council of old men met. It said the mill was shut.', [null, 'organization', 'none', null]],
  [
    'Ada Quist of the Growers’ Union, who said the mill was shut, left.',
    ['Ada Quist', 'person', 'pronoun', 'Ada Quist'],
  ],
  [
    'He met Ada Quist of the Growers’ Union, who said the mill was shut.',
    ['Ada Quist', 'person', 'pronoun', 'Ada Quist'],
  ],
  [
    'He joined the council of the Growers’ Union, who said the mill was shut.',
    ['Growers’ Union', 'organization', 'pronoun', 'Growers’ Union'],
  ],
  ['Vireo Works, who said the mill was shut, left.', ['Vireo Works', 'organization', 'pronoun', 'Vireo Works']],
  ['Hugh Marl met the men who said the mill was shut.', [null, 'unnamed', 'none', null]],
  ['All said the mill was shut.', [null, 'unnamed', 'none', null]],
  [
    'Ada Quist leads the kelp project. Yields fell. The professor said the mill was shut.',
    ['Ada Quist', 'person', 'name-link', 'Ada Quist'],
  ],
  ['Ada Quist leads the kelp project. The mayor said the mill was shut.', [null, 'unnamed', 'none', null]],
  ['Ada Quist likes the kelp project. The professor said the mill was shut.', [null, 'unnamed', 'none', null]],
  [
    'Ada Quist leads the kelp project with Otto Venn. The professor said the mill was shut.',
    [null, 'unnamed', 'none', null],
  ],
  [
    'Ada Quist leads the project. It is old. It is wet. It is big. The professor said the mill was shut.',
    [null, 'unnamed', 'none', null],
  ],
  ['The kelp project is old. The professor said the mill was shut.', [null, 'unnamed', 'none', null]],
  ['Hugh Marl said it held. The minister said the mill was shut.', [null, 'unnamed', 'none', null]],
])('%s', (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test('the roles of a text are read up to a bound', () => {
  const text = `${'Ada Quist, the mayor of Orsk, left. '.repeat(201)}Otto Venn, the clerk of Orsk, left. The clerk of Orsk said it held.`;
  expect(extractClaims({ text, lang: 'en' }).find(({ kind }) => kind === 'attributed')?.speaker.name).toBeNull();
});

test('a role is kept without its article', () => {
  const roleOf = (text: string) => extractClaims({ text, lang: 'en' })[0]?.speaker.role;
  expect(roleOf('Ada Quist, the mayor of Orsk, said it held.')).toBe('mayor of Orsk');
  expect(roleOf('Ada Quist, mayor of Orsk, said it held.')).toBe('mayor of Orsk');
  expect(roleOf('Ada Quist, Norway’s envoy to Orsk, said it held.')).toBeNull();
  expect(roleOf('Mr Quist said it held.')).toBeNull();
});

test.each([
  ['Ada Quist', 'ada-quist'],
  ["Zoë O'Brien-Łos Jr.", 'zoe-obrien-łos-jr'],
  ['(NWB)', 'nwb'],
])('the key of %s', (name, key) => {
  expect(speakerKey(name)).toBe(key);
});
