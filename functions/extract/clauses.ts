// Clauses: whether words have a finite verb, whether one begins at a token, and who is the subject of the main one.
import { type Phrase, subjectBefore } from './phrases.ts';
import { inQuote, type Scope } from './sentence-scope.ts';
import { lowerAt } from './tokens.ts';
import { verbGroupAt } from './verb-group.ts';

export const isVerb = (pos: string): boolean => pos === 'VERB' || pos === 'AUX';

/** A finite verb among the tokens [from, to) that there are, outside "to say" and "-ing". */
export function hasFiniteVerb(scope: Scope, from: number, to: number): boolean {
  const { tokens } = scope.reading;
  for (let i = from; i < Math.min(to, tokens.length); i++) {
    const token = tokens[i]!;
    if (!isVerb(token.pos)) continue;
    if (token.lower.endsWith('ing') && token.pos === 'VERB') continue;
    if (tokens[i - 1]?.lower === 'to') continue;
    return true;
  }
  return false;
}

/** How many tokens the subject of a content without "that" may fill: set by hand with room to spare. */
const CLAUSE_REACH = 45;

/**
 * True when a clause begins at token `from`: a finite verb follows its first phrase. "added 40 stores in 2023 and now runs
 * 312" is none, the verb there belongs to the coordination.
 *
 * @param strict for verbs that take plain objects, too ("declared a new beginning, rebels …"): no comma before the verb
 */
export function startsClause(scope: Scope, from: number, strict: boolean): boolean {
  const { tokens } = scope.reading;
  const to = Math.min(scope.hi, from + CLAUSE_REACH);
  let commas = 0;
  for (let k = from; k < to; k++) {
    const token = tokens[k]!;
    if (/^(?:who|which|that|whose)$/u.test(token.lower) && k > from) return hasFiniteVerb(scope, k + 1, to);
    if ((token.lower === 'and' || token.lower === 'but' || token.lower === 'or') && !inQuote(scope, k)) {
      const next = tokens[k + 1]?.pos === 'ADV' ? tokens[k + 2] : tokens[k + 1];
      if (next && isVerb(next.pos)) return false;
    }
    if (token.text === ';' || (strict && token.text === ',' && !inQuote(scope, k))) return false;
    // "suggested a walk, and they took …", "maintained it until 1954, when the county took over": an object, then a clause
    if (token.text === ',' && !inQuote(scope, k)) {
      // Behind a second comma "and" may close a list: "the dam, the quay, and the bridge are shut".
      if (commas === 0 && opensOwnClause(scope, k + 1, to)) return false;
      commas++;
    }
    if (isVerb(token.pos) && !(token.pos === 'VERB' && token.lower.endsWith('ing')) && tokens[k - 1]?.lower !== 'to')
      return true;
  }
  return false;
}

/** Whether a clause of its own follows a comma: "and they took", "when the county took". */
function opensOwnClause({ reading: { tokens } }: Scope, at: number, to: number): boolean {
  const lower = lowerAt(tokens, at);
  // "the dam, when full, is safe": set off on both sides it only interrupts.
  const isLast = (): boolean => !tokens.slice(at, to).some(({ text }) => text === ',');
  return (
    (/^(?:when|where|until)$/u.test(lower) && isLast()) ||
    (/^(?:and|but|so)$/u.test(lower) &&
      /^(?:i|he|she|it|we|they|the|an?|his|her|its|their)$/u.test(lowerAt(tokens, at + 1)))
  );
}

/** The subject of the sentence's first finite verb: whom a participle or a second verb speaks for. */
export function mainSubject(scope: Scope, before: number, participle = false): Phrase | null {
  const { reading, lo } = scope;
  for (let k = lo; k < before; k++) {
    if (inQuote(scope, k)) continue;
    const token = reading.tokens[k]!;
    if (!isVerb(token.pos) || (token.pos === 'VERB' && token.lower.endsWith('ing'))) continue;
    const group = verbGroupAt(reading, k, lo);
    if (group.infinitive) continue;
    // "could be forgiven for thinking that p": nobody thought so.
    if (participle && /^(?:could|can|might|may|should|would|must)$/u.test(token.lower)) return null;
    const subject = subjectBefore(reading, group.first, lo);
    if (subject && !/^(?:who|which|that)$/u.test(reading.tokens[subject.headFirst]!.lower)) return subject;
  }
  return null;
}
