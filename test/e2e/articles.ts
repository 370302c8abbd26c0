// Articles of the suite: each number and each run gives another, so that no run's is another's near-duplicate.
import { inject } from 'vitest';
import { filler } from '../support/articles.ts';

const PEOPLE = ['Ada Fenwick', 'Bo Larkin', 'Cleo Marsh', 'Dov Ashby', 'Eve Quill', 'Finn Harrow', 'Gia Stone'];

/** Turns a text into a number, the same each time (FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/). */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}

/** A plain text article with two claims and, where asked for, about so many words more. */
export function article(number: number, words = 60): string {
  const seed = seedOf(`${inject('deployedFile')}-${number}`);
  const person = PEOPLE[number % PEOPLE.length]!;
  return `Plan ${seed} for the harbour wall is approved

The council approved plan ${seed} for the harbour wall after a debate of ${(number % 7) + 2} hours.

“We waited ${(number % 30) + 20} years for plan ${seed}, and it is the one we can pay for,” said ${person}, who leads the committee.

${person.split(' ')[1]} denied that the cost of ${(seed % 90) + 3} million crowns had been hidden.

${filler(seed, words)}
`;
}
