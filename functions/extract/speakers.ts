// Speakers: who is meant by the words for a speaker, linked through surname, role, acronym and pronoun.
import type { Span, Speaker } from '../../shared/records/claim.ts';
import type { Attribution } from './attribution.ts';
import { isSpeechForm } from './cues.ts';
import { ARTICLE, cleanRole, coreWords, headNoun, openNameLinks, type Referent } from './name-links.ts';
import { findNames, type Name, type NameBook } from './names.ts';
import { type Phrase, type Reading, subjectBefore } from './phrases.ts';
import { firstIn } from './search.ts';
import { openStatedRoles } from './stated-roles.ts';
import { lowerAt, posAt, textAt } from './tokens.ts';
import { verbGroupAt } from './verb-group.ts';
import { DOCUMENT_NOUNS, INSTITUTION_NOUNS, ROLES } from './word-lists.ts';

export interface SpeakerBook {
  names: NameBook;
  /** Resolves the speakers of attributions; must be called in reading order, so that "she" sees who spoke before. */
  resolve(attribution: Attribution): Speaker;
}

/**
 * How sure the resolution is. An order set by hand, not measured: the words themselves, a link by surname, role or acronym,
 * a speaker carried over to the next quotation, a pronoun, nothing.
 */
const CONFIDENCE: Record<Speaker['resolvedBy'], number> = {
  self: 0.95,
  'name-link': 0.9,
  carried: 0.8,
  pronoun: 0.7,
  none: 0.5,
};

/** How many names and speakers back a role is looked for: the whole of any news article, a bound for anything longer. */
const MEMORY = 200;

/** How many sentences back a pronoun may reach: set by hand; a person last named further back is seldom meant. */
const PRONOUN_REACH = 5;

/** How many sentences behind a pronoun the name may come that it stands for: set by hand. */
const NAMED_LATER = 2;

/** How many tokens before "who" the person may stand: "Ada Quist, chair of the Growers' Union in Orsk, who". */
const WHO_REACH = 12;

/** Behind a name, what somebody does for a living: "Ada Quist leads the kelp project". */
const WORKS =
  /^(?:leads|led|heads|headed|runs|ran|directs|directed|manages|managed|owns|owned|founded|teaches|taught|studies|studied|coaches|coached|trains|trained|edits|edited|researches)$/u;

/** Who does such work; not the mayor or the judge, whom a text brings in beside. */
const WORKER =
  /^(?:professor|scientist|researcher|scholar|lecturer|teacher|tutor|boss|chief|owner|founder|director|manager|leader|head|coach|trainer|editor|businessman|businesswoman|entrepreneur|executive|baker|chef|farmer|historian|economist|physicist|chemist|botanist|\p{Ll}+ologist)$/u;

/** How many sentences back such a person may be named: set by hand. */
const WORK_REACH = 3;

/** The key of the speaker index: letters without accents, lower case, words joined by "-". */
export function speakerKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’.]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/gu, '');
}

const GENERIC_PERSON =
  /^(?:official|spokesman|spokeswoman|spokesperson|man|woman|lawmaker|leader|politician|candidate|player|star|veteran|expert|diplomat|executive|author|writer|scientist|researcher|suspect|defendant|boy|girl|teenager|mother|father|actor|actress|singer|driver)$/u;
const GENERIC_ORGANISATION =
  /^(?:company|firm|airline|group|club|retailer|carmaker|drugmaker|maker|manufacturer|publisher|broadcaster|startup|start-up|chain)$/u;

const headOf = (phrase: Phrase | null) => phrase && { first: phrase.headFirst, last: phrase.headLast };

/** Opens the book of a text's names and speakers. */
export function openSpeakerBook(reading: Reading): SpeakerBook {
  const { tokens, text, sentences } = reading;
  const names = findNames(reading);
  /** Names of one word, lower case: surnames that stand alone among them. */
  const shortNames = new Set(
    names.names.filter((name) => !name.text.includes(' ')).map((name) => name.text.toLowerCase()),
  );
  const resolved = new Map<Attribution, { speaker: Speaker; referent: Referent }>();
  /** Referents in the order they spoke. */
  const spoken: { referent: Referent; phrase: Phrase | null; sentence: number }[] = [];
  const subjects = new Map<number, Phrase | null>();
  const genders = new Map<string, 'female' | 'male'>();
  const statedRole = openStatedRoles(reading, names);
  const { nameAt, fullName, fromName, coreEnd, nameIn } = openNameLinks(reading, names);

  const span = (first: number, last: number): Span => {
    const start = tokens[first]!.start;
    const end = tokens[last - 1]!.end;
    return { start, end, exact: text.slice(start, end) };
  };

  /** Subject of the sentence's first finite verb. */
  function subjectOf(index: number): Phrase | null {
    const known = subjects.get(index);
    if (known !== undefined) return known;
    const sentence = sentences[index];
    let subject: Phrase | null = null;
    if (sentence) {
      for (let k = sentence.first; k < sentence.last && !subject; k++) {
        const token = tokens[k]!;
        if ((token.pos !== 'VERB' && token.pos !== 'AUX') || reading.quoteOf[k]! >= 0) continue;
        const group = verbGroupAt(reading, k, sentence.first);
        if (group.infinitive || group.participle) continue;
        subject = subjectBefore(reading, group.first, sentence.first);
      }
    }
    subjects.set(index, subject);
    return subject;
  }

  /** The person a "he" or "she" stands for. */
  function person(pronoun: string, before: number, sentence: number): Referent | null {
    const gender = pronoun === 'she' || pronoun === 'her' ? 'female' : 'male';
    let best: Name | null = null;
    let bestScore = Number.NEGATIVE_INFINITY;
    const lastSpeaker = spoken.at(-1);
    for (let n = firstIn(names.names, before) - 1; n >= 0; n--) {
      const name = names.names[n]!;
      const distance = sentence - name.sentence;
      if (distance > PRONOUN_REACH * 3) break;
      const full = fullName(name);
      if (full.type !== 'person' && full.type !== 'other') continue;
      const known = genders.get(full.text) ?? full.gender ?? name.gender;
      let score = -0.8 * distance - (full.type === 'other' ? 1.5 : 0);
      if (known) score += known === gender ? 2 : -12;
      else {
        const given = full.text.split(' ')[0]!.toLowerCase();
        // Most given names in -a are women's in the languages of Europe; a weak sign only.
        if (full.text.includes(' ') && /a$/u.test(given)) score += gender === 'female' ? 1.6 : -1.6;
        else if (gender === 'female') score -= 0.1;
      }
      const subject = subjectOf(name.sentence);
      if (subject && name.first >= subject.first && name.last <= subject.last) score += 1.5;
      if (lastSpeaker && lastSpeaker.referent.name === full.text && sentence - lastSpeaker.sentence <= 3) score += 1.2;
      if (reading.quoteOf[name.first]! >= 0) score -= 3;
      if (/^['’]s?$/u.test(textAt(tokens, name.last))) score -= 0.7;
      // "in Nature Letters", "under Section 302": no person
      if (/^(?:in|at|under|near)$/u.test(lowerAt(tokens, name.withRole - 1))) score -= 6;
      if (score > bestScore) {
        bestScore = score;
        best = name;
      }
    }
    if (!best || bestScore < -PRONOUN_REACH) best = namedLater(gender, before, sentence);
    if (!best) return null;
    const full = fullName(best);
    genders.set(full.text, gender);
    return {
      ...fromName(best, null),
      type: 'person',
      resolvedBy: 'pronoun',
      reference: { first: full.first, last: full.last },
    };
  }

  /**
   * Whom a pronoun means whose name comes after it: "Although he admitted it, Vik Rao insisted …", "She has never been ill, she
   * says. But Ann Roe is giving up." The subject of the main clause, or of one of the next sentences unless it speaks there.
   */
  function namedLater(gender: 'female' | 'male', pronoun: number, sentence: number): Name | null {
    for (let n = firstIn(names.names, pronoun); n < names.names.length; n++) {
      const name = names.names[n]!;
      if (name.sentence - sentence > NAMED_LATER) return null;
      if (name.type !== 'person' || !name.text.includes(' ') || reading.quoteOf[name.first]! >= 0) continue;
      if ((name.gender ?? gender) !== gender) continue;
      if (name.sentence === sentence) {
        const opens = /^(?:although|though|while|when|after|before|as|since|because|if|asked)$/u.test(
          lowerAt(tokens, sentences[sentence]!.first),
        );
        if (opens && textAt(tokens, name.withRole - 1) === ',' && posAt(tokens, name.last) === 'VERB') return name;
        continue;
      }
      const subject = subjectOf(name.sentence);
      const isSubject = subject !== null && nameIn(subject)?.name === name;
      if (isSubject && !isSpeechForm(lowerAt(tokens, subject.last))) return name;
    }
    return null;
  }

  /**
   * Whether a name taken for a person's may be a firm's ("The ferry's owner, Skerrow Line,"): no title, no given gender, no
   * "who", and never named by its last word alone.
   */
  function maybeFirm(referent: Referent, phrase: Phrase): boolean {
    const name = names.byText.get(referent.name ?? '');
    if (name?.role !== '' || genders.has(name.text)) return false;
    const aside = phrase.apposition;
    if (aside && (tokens[aside.first]!.lower === 'who' || tokens[aside.first]!.pos === 'NUM')) return false;
    const surname = name.text.toLowerCase().split(' ').at(-1)!;
    return !shortNames.has(surname);
  }

  /**
   * The institution that the main clause in front names: "Skerrow Line cut 90 jobs after it said …", "Shares in Skerrow fell
   * after it said …".
   */
  function besideIt(pronoun: number, sentence: number): Referent | null {
    if (!/^(?:after|as|because|before|although|though|but|when)$/u.test(lowerAt(tokens, pronoun - 1))) return null;
    const subject = subjectOf(sentence);
    if (!subject || subject.last > pronoun) return null;
    const head = nameIn(subject)?.name;
    const first = subject.headLast - 1;
    const name = head ?? (lowerAt(tokens, subject.headFirst) === 'shares' ? nameAt(first) : undefined);
    if (!name || name.type === 'location' || name.sentence !== sentence) return null;
    const referent = fromName(name, null);
    if (head && referent.type === 'person' && !maybeFirm(referent, subject)) return null;
    return {
      ...referent,
      type: 'organization',
      role: null,
      resolvedBy: 'pronoun',
      reference: referent.reference ?? { first: name.first, last: name.last },
    };
  }

  /** What "they" or "it" stands for: the last speaker or subject that is no single person. */
  function thing(pronoun: number, sentence: number, plural: boolean): Referent | null {
    const last = spoken.at(-1);
    const meant = (referent: Referent, phrase: Phrase): Referent => ({
      ...referent,
      ...(plural || referent.type === 'document' ? {} : { type: 'organization', role: null }),
      resolvedBy: 'pronoun',
      reference: referent.reference ?? headOf(phrase),
    });
    const beside = plural ? null : besideIt(pronoun, sentence);
    if (beside) return beside;
    for (let back = 1; back <= PRONOUN_REACH; back++) {
      if (
        last?.phrase &&
        last.sentence === sentence - back &&
        (last.referent.type !== 'person' || (!plural && maybeFirm(last.referent, last.phrase)))
      )
        return meant(last.referent, last.phrase);
      const subject = subjectOf(sentence - back);
      if (!subject) continue;
      const referent = describe(subject, sentence - back, true);
      if (referent.type === 'unnamed' && !plural) continue;
      if (referent.type === 'person' && (plural || back > 1 || !maybeFirm(referent, subject))) continue;
      return meant(referent, subject);
    }
    return null;
  }

  /** A role or institution in common nouns: "the minister", "the firm", "two officials". */
  function common(phrase: Phrase, sentence: number): Referent {
    const end = coreEnd(phrase);
    const head = tokens[end - 1]!;
    const noun = head.lower;
    let first = phrase.headFirst;
    const opener = tokens[first]!.lower;
    const definite =
      opener === 'the' || opener === 'this' || opener === 'that' || /^(?:its|his|her|their)$/u.test(opener);
    if (/^(?:the|a|an|this|that|these|those|its|his|her|their|our|my|some|all)$/u.test(opener)) first++;
    const words = first < phrase.headLast ? text.slice(tokens[first]!.start, tokens[phrase.headLast - 1]!.end) : null;
    const bare = end - first === 1;
    if (opener === 'the' && bare && GENERIC_PERSON.test(noun)) {
      const lastPerson = spoken
        .slice(-MEMORY)
        .findLast(
          (entry) => entry.referent.type === 'person' && entry.referent.name && sentence - entry.sentence <= 12,
        );
      if (lastPerson)
        return {
          ...lastPerson.referent,
          role: words,
          resolvedBy: 'name-link',
          reference: lastPerson.referent.reference ?? headOf(lastPerson.phrase),
        };
    }
    // "the 31-year-old" is whoever was named last.
    const aged = noun === 'old' && tokens[end - 2]?.text === '-';
    const upToHere = firstIn(names.names, phrase.first);
    const agedPerson = aged
      ? names.names.slice(Math.max(0, upToHere - MEMORY), upToHere).findLast((name) => name.type === 'person')
      : undefined;
    if (agedPerson)
      return {
        ...fromName(agedPerson, null),
        resolvedBy: 'name-link',
        reference: { first: agedPerson.first, last: agedPerson.last },
      };
    if (definite && opener === 'the' && (ROLES.has(noun) || GENERIC_PERSON.test(noun))) {
      // The name that was given with this role: "Mayor Ana Rud … the mayor".
      const upTo = firstIn(names.names, phrase.first);
      const named = names.names
        .slice(Math.max(0, upTo - MEMORY), upTo)
        .findLast(
          (name) => name.first < phrase.first && name.type === 'person' && name.role.split(/\s+/u).includes(noun),
        );
      const later = named ?? spokenRole(noun) ?? statedRole(phrase, end) ?? atWork(phrase, noun, sentence);
      if (later)
        return {
          ...fromName(later, words),
          resolvedBy: 'name-link',
          reference: { first: later.first, last: later.last },
        };
    }
    if (opener === 'the' && bare && GENERIC_ORGANISATION.test(noun)) {
      const previous = subjectName(sentence);
      if (previous)
        return {
          ...fromName(previous, null),
          type: 'organization',
          resolvedBy: 'name-link',
          reference: { first: previous.first, last: previous.last },
        };
    }
    if (opener === 'the' && bare && INSTITUTION_NOUNS.has(noun)) {
      // "the authority" after the Dam Safety Authority.
      const upTo = firstIn(names.names, phrase.first);
      const full = names.names
        .slice(Math.max(0, upTo - MEMORY), upTo)
        .findLast((name) => name.type === 'organization' && name.text.includes(' ') && headNoun(name.text) === noun);
      if (full)
        return {
          ...fromName(full, null),
          type: 'organization',
          resolvedBy: 'name-link',
          reference: { first: full.first, last: full.last },
        };
    }
    const plural = /[^s]s$|^(?:people|men|women|children|police)$/u.test(noun) && !INSTITUTION_NOUNS.has(noun);
    if (DOCUMENT_NOUNS.has(noun))
      return { name: null, type: 'document', role: null, resolvedBy: 'none', reference: null };
    if (INSTITUTION_NOUNS.has(noun) && !/^(?:a|an|some|another|two|three|its|his|her|their)$/u.test(opener))
      return { name: words, type: 'organization', role: null, resolvedBy: 'self', reference: null };
    if (plural) return { name: null, type: 'group', role: null, resolvedBy: 'none', reference: null };
    const partOf = tokens[phrase.headFirst + 1]?.lower === 'of';
    return { name: null, type: 'unnamed', role: partOf ? null : words, resolvedBy: 'none', reference: null };
  }

  /** The name of the last person who spoke with this role: "Ada Rud, mayor of Orsk, said …. The mayor …". */
  function spokenRole(noun: string): Name | undefined {
    const entry = spoken
      .slice(-MEMORY)
      .findLast(({ referent: { type, role } }) => type === 'person' && coreWords(role ?? '').includes(noun));
    return names.byText.get(entry?.referent.name ?? '');
  }

  /** "Ada Quist leads the kelp project. … the professor said": the only person so far, of whom the text tells what work she does. */
  function atWork(phrase: Phrase, noun: string, sentence: number): Name | undefined {
    const upTo = firstIn(names.names, phrase.first);
    if (!WORKER.test(noun) || upTo > MEMORY) return undefined;
    const people = names.names.slice(0, upTo).filter(({ type }) => type === 'person');
    const person = people[0];
    if (!person?.text.includes(' ') || sentence - person.sentence > WORK_REACH) return undefined;
    if (people.some((other) => fullName(other) !== person)) return undefined;
    return WORKS.test(lowerAt(tokens, person.last)) ? person : undefined;
  }

  /** The last institution's name that was a subject or spoke, for "the company". */
  function subjectName(sentence: number): Name | null {
    // Another name in the same sentence is another party: "Vireo was accused by the firm".
    for (let back = 1; back <= PRONOUN_REACH; back++) {
      const subject = subjectOf(sentence - back);
      if (!subject) continue;
      const inside = nameIn(subject);
      if (inside) {
        const { name, role } = inside;
        if (name.type !== 'location' && (name.type !== 'person' || (!name.role && !role))) return name;
        continue;
      }
      // "A spokesperson for Google"
      for (let k = subject.headFirst; k < subject.headLast; k++) {
        const name = nameAt(k);
        if (name && name.type !== 'location' && /^(?:for|of|at|from|with)$/u.test(lowerAt(tokens, name.withRole - 1)))
          return name;
      }
    }
    return null;
  }

  function describe(phrase: Phrase, sentence: number, shallow = false): Referent {
    const head = tokens[phrase.headFirst]!;
    const single = phrase.headLast === phrase.headFirst + 1;
    if (single && /^(?:he|she|him|her)$/u.test(head.lower)) {
      const found = shallow ? null : person(head.lower, phrase.headFirst, sentence);
      return found ?? { name: null, type: 'person', role: null, resolvedBy: 'none', reference: null };
    }
    if (single && /^(?:they|it|others|both|some|many|most|one|few)$/u.test(head.lower)) {
      const found =
        shallow || !/^(?:they|it)$/u.test(head.lower) ? null : thing(phrase.headFirst, sentence, head.lower === 'they');
      return (
        found ?? {
          name: null,
          type: head.lower === 'it' ? 'organization' : 'group',
          role: null,
          resolvedBy: 'none',
          reference: null,
        }
      );
    }
    if (single && /^(?:i|we|you|someone|somebody|everyone|everybody|anyone|nobody)$/u.test(head.lower))
      return { name: null, type: 'unnamed', role: null, resolvedBy: 'none', reference: null };
    if (single && /^(?:who|which|that)$/u.test(head.lower)) {
      // The relative's antecedent ends right before it or its comma.
      const stop = lowerAt(tokens, phrase.headFirst - 1) === ',' ? phrase.headFirst - 1 : phrase.headFirst;
      let antecedent = nameAt(stop - 1);
      // "Ada Quist of the Growers' Union, who said": "who" is the person, not where she works.
      if (antecedent && head.lower === 'who' && antecedent.type !== 'person') {
        let before = antecedent.withRole - 1;
        while (before > stop - WHO_REACH && before > 0 && tokens[before]!.text !== ',' && names.nameOf[before]! < 0)
          before--;
        const owner = nameAt(before);
        if (owner?.type === 'person') antecedent = owner;
      }
      if (antecedent)
        return {
          ...fromName(antecedent, null),
          resolvedBy: 'pronoun',
          reference: { first: antecedent.first, last: antecedent.last },
        };
      return { name: null, type: 'unnamed', role: null, resolvedBy: 'none', reference: null };
    }
    // "Russia and China": two speak; neither name alone is right.
    for (let k = phrase.headFirst + 1; k < phrase.headLast - 1; k++) {
      const joined = /^(?:and|,)$/u.test(tokens[k]!.lower) && names.nameOf[k]! < 0 && names.nameOf[k - 1]! >= 0;
      if (joined && names.nameOf[phrase.headLast - 1]! >= 0) {
        const words = text.slice(tokens[phrase.headFirst]!.start, tokens[phrase.headLast - 1]!.end);
        return { name: words.replace(ARTICLE, ''), type: 'group', role: null, resolvedBy: 'self', reference: null };
      }
    }
    const named = nameIn(phrase);
    if (named) return fromName(named.name, cleanRole(named.role));
    return common(phrase, sentence);
  }

  return {
    names,
    resolve(attribution) {
      const phrase = attribution.speaker;
      let referent: Referent;
      if (!phrase) {
        const from = attribution.speakerFrom ? resolved.get(attribution.speakerFrom) : undefined;
        if (from) {
          referent = {
            ...from.referent,
            resolvedBy: 'carried',
            reference: from.referent.reference ?? headOf(attribution.speakerFrom!.speaker),
          };
        } else referent = { name: null, type: 'unnamed', role: null, resolvedBy: 'none', reference: null };
      } else {
        referent = describe(phrase, attribution.sentence.index);
        if (attribution.construction === 'carried' && referent.name && referent.resolvedBy === 'self') {
          referent = { ...referent, resolvedBy: 'carried', reference: headOf(phrase) };
        }
      }
      // "denied that p and said q": the subject of both verbs stands in the sentence.
      const shared =
        attribution.speakerFrom?.sentence === attribution.sentence ? attribution.speakerFrom.speaker : null;
      const shown = attribution.construction === 'carried' ? null : (phrase ?? shared);
      const speaker: Speaker = {
        mention: shown ? span(shown.first, shown.last) : null,
        name: referent.name,
        key: referent.name === null ? null : speakerKey(referent.name),
        type: referent.type,
        role: referent.role,
        resolvedBy: referent.name === null ? 'none' : referent.resolvedBy,
        mentionRef:
          referent.name !== null && referent.reference ? span(referent.reference.first, referent.reference.last) : null,
        confidence: CONFIDENCE[referent.name === null ? 'none' : referent.resolvedBy],
      };
      resolved.set(attribution, { speaker, referent });
      if (attribution.construction !== 'impersonal')
        spoken.push({ referent, phrase, sentence: attribution.sentence.index });
      return speaker;
    },
  };
}
