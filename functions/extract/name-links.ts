// The names in a speaker's words: which one is meant, its full form, and what is written beside it as a role.
import type { Speaker } from '../../shared/records/claim.ts';
import type { Name, NameBook } from './names.ts';
import type { Phrase, Reading } from './phrases.ts';
import { INSTITUTION_NOUNS, ROLES } from './word-lists.ts';

/** What a phrase was found to mean, before it is written as a record. */
export interface Referent {
  name: string | null;
  type: Speaker['type'];
  role: string | null;
  resolvedBy: Speaker['resolvedBy'];
  /** Token range of the name that resolved it. */
  reference: { first: number; last: number } | null;
}

export const ARTICLE = /^(?:the|a|an)\s+/iu;

/** A role without its article; null when nothing else was written. */
export function cleanRole(role: string | null): string | null {
  const words = (role ?? '').replace(/^(?:the|a|an)(?:\s+|$)/iu, '').trim();
  return words === '' || /^(?:mr|mrs|ms|miss)\.?$/iu.test(words) ? null : words;
}

/** The words of a name or role before what it is of: "chief engineer" of "chief engineer at the port". */
export function coreWords(phrase: string): string[] {
  const words = phrase.toLowerCase().split(/[\s,]+/u);
  const after = words.findIndex((word) => /^(?:of|for|at|in|on|to|with|from|by|who|which|that)$/u.test(word));
  return after > 0 ? words.slice(0, after) : words;
}

/** The noun that the others describe: "authority" of "Dam Safety Authority", "ministry" of "Ministry of Works". */
export const headNoun = (phrase: string): string => coreWords(phrase).at(-1)!;

export interface NameLinks {
  nameAt(k: number): Name | undefined;
  fullName(name: Name): Name;
  fromName(name: Name, role: string | null): Referent;
  coreEnd(phrase: Phrase): number;
  nameIn(phrase: Phrase): { name: Name; role: string | null } | null;
}

/** Opens the links between a text's names. */
export function openNameLinks(reading: Reading, names: NameBook): NameLinks {
  const { tokens, text } = reading;

  /** The name that a token belongs to. */
  const nameAt = (k: number): Name | undefined => names.names[names.nameOf[k]!];

  /** The full name a name stands for: "Kirby" for John Kirby, "NIS" for the National Intelligence Service. */
  function fullName(name: Name): Name {
    if (!name.text.includes(' ')) {
      const acronym = names.byAcronym.get(name.text);
      if (acronym && acronym !== name && /^\p{Lu}{2,}$/u.test(name.text)) return acronym;
      const full = names.bySurname.get(name.text.toLowerCase());
      if (full && full !== name) return full;
    }
    return name;
  }

  function fromName(name: Name, role: string | null): Referent {
    const full = fullName(name);
    const linked = full !== name;
    // "the shipping firm Skerrow Line", "Skerrow Line, a firm in Orsk", but "University of Orsk professor Ada Rud"
    const head = headNoun(role ?? '');
    const last = (role ?? '').toLowerCase().split(/\s+/u).at(-1)!;
    const institution = INSTITUTION_NOUNS.has(head) && (head === last || (!ROLES.has(head) && !ROLES.has(last)));
    const type: Speaker['type'] = institution
      ? 'organization'
      : full.type === 'person'
        ? 'person'
        : full.type === 'other'
          ? role
            ? 'person'
            : 'organization'
          : 'organization';
    return {
      name: /^['’]s$/u.test(tokens[full.last - 1]!.text) ? full.text : full.text.replace(/['’]s$/u, ''),
      type,
      role: role ?? cleanRole(name.role || full.role),
      resolvedBy: linked ? 'name-link' : 'self',
      reference: linked ? { first: full.first, last: full.last } : null,
    };
  }

  /** Token after the phrase's head noun or name: where its first preposition, relative or participle begins. */
  function coreEnd(phrase: Phrase): number {
    for (let k = phrase.headFirst + 1; k < phrase.headLast; k++) {
      const { pos, text: word } = tokens[k]!;
      const name = names.nameOf[k]!;
      if (name >= 0 && name === names.nameOf[k - 1]) continue;
      if (pos === 'ADP' || word === '(' || word === ',' || (pos === 'VERB' && tokens[k + 1]?.pos === 'ADP')) return k;
    }
    return phrase.headLast;
  }

  /** "the Inspector-General of Police, Mr Festus Reed,": behind an office in capitals a title begins the name. */
  function titledBeside({ apposition, headFirst, headLast }: Phrase): { name: Name; role: string } | null {
    if (!apposition || tokens[headFirst]!.lower !== 'the') return null;
    if (!/^(?:mr|mrs|ms|dr|prof|alhaji|chief|shri|smt|engr|barr)\.?$/u.test(tokens[apposition.first]!.lower))
      return null;
    const name = nameAt(apposition.first + 1);
    if (name?.withRole !== apposition.first) return null;
    return { name, role: text.slice(tokens[headFirst + 1]!.start, tokens[headLast - 1]!.end) };
  }

  /** The name that a phrase's own words end in, else the one in its apposition. */
  function nameIn(phrase: Phrase): { name: Name; role: string | null } | null {
    // "Coordinator for Strategic Communications Ann Roe": the role holds a preposition, the name ends the phrase.
    const final = nameAt(phrase.headLast - 1);
    const titled = titledBeside(phrase);
    if (titled) return titled;
    const stop = coreEnd(phrase);
    const end = final && final.withRole < stop ? phrase.headLast : stop;
    const name = nameAt(end - 1);
    if (name && name.last >= end) {
      const before =
        name.first > phrase.headFirst ? text.slice(tokens[phrase.headFirst]!.start, tokens[name.first - 1]!.end) : '';
      // "Jane Roe, a doctor": the apposition is the role.
      const beside = phrase.apposition
        ? text.slice(tokens[phrase.apposition.first]!.start, tokens[phrase.apposition.last - 1]!.end)
        : '';
      const role =
        before.replace(/^(?:the|a|an)\s+/iu, '').replace(/ (?:named|called)$/u, '') ||
        (/^(?:a|an|the|its|his|her|their|former|senior|professor)\b/iu.test(beside) ||
        ROLES.has(/^\p{Ll}+/u.exec(beside)?.[0] ?? '')
          ? beside.replace(/^(?:the|a|an)\s+/iu, '')
          : '');
      return { name, role: role || null };
    }
    // "Anna Berg of the harbour union", when the core was cut short.
    if (phrase.apposition) {
      let first = phrase.apposition.first;
      while (first < phrase.apposition.last && /^(?:the|mr|mrs|ms|dr|then)$/u.test(tokens[first]!.lower)) first++;
      const role = text
        .slice(tokens[phrase.headFirst]!.start, tokens[phrase.headLast - 1]!.end)
        .replace(/^(?:the|a|an)\s+/iu, '');
      const beside = nameAt(first);
      if (beside && beside.last <= phrase.apposition.last) {
        const person = beside.type === 'other' && ROLES.has(tokens[end - 1]!.lower);
        return { name: person ? { ...beside, type: 'person' } : beside, role };
      }
      // "… , army spokesman Idris Valkan,", "… , army Colonel Idris Valkan,": the name at the apposition's end.
      const tail = nameAt(phrase.apposition.last - 1);
      if (tail && tokens.slice(first, tail.withRole).every(({ pos }) => pos === 'NOUN' || pos === 'ADJ'))
        return { name: tail, role };
    }
    return null;
  }

  return { nameAt, fullName, fromName, coreEnd, nameIn };
}
