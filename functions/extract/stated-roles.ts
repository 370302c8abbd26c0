// What the text says somebody is ("Ada Quist, the mayor of Orsk"), for the words that later stand for the name.
import type { Name, NameBook } from './names.ts';
import type { Phrase, Reading } from './phrases.ts';
import { lowerAt, posAt, textAt } from './tokens.ts';
import { ROLES } from './word-lists.ts';

/** What the text says somebody is: "Ada Quist, the mayor of Orsk". */
interface StatedRole {
  name: Name;
  /** Lower case: "mayor". */
  core: string;
  /** What it is of: "of orsk", or "". */
  rest: string;
  /** Token after it. */
  last: number;
}

/** Most tokens of a role before or behind its preposition: set by hand, with room to spare. */
const LONGEST_ROLE = 8;

/** Words before a role by which somebody does not have it. */
const NOT_IN_OFFICE = /^(?:former|ex|late|then|deputy|vice|assistant|shadow|would-be)$/u;

/** How many roles are read: all of any news article, a bound for anything longer. */
const MOST_ROLES = 200;

/** Opens the roles of a text; they are read when first asked for. Returns the lookup by a phrase whose core ends at `end`. */
export function openStatedRoles(reading: Reading, names: NameBook): (phrase: Phrase, end: number) => Name | undefined {
  const { tokens, sentences } = reading;
  let stated: StatedRole[] | null = null;

  /** The role that the words from token `at` on say somebody has: "the mayor of Orsk" with its words before and from "of" on. */
  function roleAt(at: number): Omit<StatedRole, 'name'> | null {
    const from = /^(?:the|an?|its|their)$/u.test(lowerAt(tokens, at)) ? at + 1 : at;
    let k = from;
    while (k < from + LONGEST_ROLE && /^(?:NOUN|ADJ|PROPN)$/u.test(posAt(tokens, k))) k++;
    const core = tokens.slice(from, k).map(({ lower }) => lower);
    if (!ROLES.has(core.at(-1) ?? '') || core.some((word) => NOT_IN_OFFICE.test(word))) return null;
    const closer = tokens[k];
    // "He met Ada Quist, the mayor and the clerk" names three.
    if (closer?.pos !== 'ADP' && !/^[,.;]$/u.test(textAt(tokens, k))) return null;
    let last = k;
    while (last < k + LONGEST_ROLE && tokens[last] && tokens[last]!.pos !== 'PUNCT') last++;
    if (textAt(tokens, last) === ',' && lowerAt(tokens, last + 1) === 'and') return null;
    const rest = tokens.slice(k, last).map(({ lower }) => lower);
    return { core: core.join(' '), rest: rest.join(' '), last };
  }

  /** Roles that the text says persons have, in text order: "Ada Quist, the mayor of Orsk,", "The mayor of Orsk, Ada Quist,". */
  function readStatedRoles(): StatedRole[] {
    const found: StatedRole[] = [];
    for (const name of names.names) {
      if (name.type !== 'person' || !name.text.includes(' ')) continue;
      const behind = lowerAt(tokens, name.last);
      const after = behind === ',' || behind === 'is' ? roleAt(name.last + 1) : null;
      const opening = after ? null : roleAt(sentences[name.sentence]!.first);
      const role = after ?? (opening && opening.last === name.first - 1 ? opening : null);
      if (role) found.push({ name, ...role });
      if (found.length === MOST_ROLES) break;
    }
    return found;
  }

  /** The one person who the text has said to be what the phrase says, up to the phrase. Null when two are. */
  function statedRole(phrase: Phrase, end: number): Name | undefined {
    stated ??= readStatedRoles();
    const lower = (from: number, to: number): string =>
      tokens
        .slice(from, to)
        .map((token) => token.lower)
        .join(' ');
    const core = lower(phrase.headFirst + 1, end);
    const rest = lower(end, phrase.headLast);
    const meant = stated.filter(
      (role) =>
        role.name.first < phrase.first &&
        ` ${role.core}`.endsWith(` ${core}`) &&
        (rest === '' || `${role.rest} `.startsWith(`${rest} `)),
    );
    const name = meant[0]?.name;
    return meant.every((role) => role.name.text === name?.text) ? name : undefined;
  }

  return statedRole;
}
