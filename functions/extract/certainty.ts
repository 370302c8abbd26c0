// Certainty: hedges and manner words in a content, and who hedges it.
import type { ExtractedClaim } from '../../shared/records/claim.ts';
import type { Attribution } from './attribution.ts';
import type { Reading } from './phrases.ts';
import { lowerAt } from './tokens.ts';

/** Words that weaken a statement wherever they stand. "About", "at least" and "nearly" do not: they round a number. */
const HEDGES =
  /^(?:might|maybe|perhaps|possibly|probably|likely|unlikely|apparently|presumably|seemingly|conceivably|potentially|arguably|supposedly|purportedly)$/u;
const REPORTED = /^(?:reportedly|allegedly)$/u;
const APPEARANCE = /^(?:appear|appears|appeared|appearing|seem|seems|seemed|seeming)$/u;
/** "is expected to", "are believed to", "is thought to have" */
const PASSIVE_BELIEF =
  /^(?:expected|believed|thought|estimated|feared|predicted|forecast|projected|suspected|assumed|presumed)$/u;
/** In a quotation the speaker hedges in the first person: "I think", "we believe". */
const FIRST_PERSON = /^(?:think|believe|suppose|guess|suspect|imagine|assume|reckon|expect|doubt|feel|hope|fear)$/u;
/** "could" before these, or after a personal subject, tells an ability, no possibility. */
const ABILITY = /^(?:see|hear|feel|smell|taste|afford|remember|sleep|swim|understand|recall|imagine|breathe)$/u;

/**
 * Hedges among the tokens of a content, as written. A quotation's "I" is the speaker.
 */
function findHedges(reading: Reading, attribution: Attribution): { text: string; by: 'speaker' | 'author' }[] {
  const { tokens, text } = reading;
  const found: { text: string; by: 'speaker' | 'author' }[] = [];
  const add = (first: number, last: number, by: 'speaker' | 'author' = 'speaker'): void => {
    found.push({ text: text.slice(tokens[first]!.start, tokens[last - 1]!.end), by });
  };
  for (const piece of attribution.content) {
    for (let k = piece.first; k < piece.last; k++) {
      const { lower, pos, text: word } = tokens[k]!;
      const next = lowerAt(tokens, k + 1);
      const before = lowerAt(tokens, k - 1);
      const isLower = /^\p{Ll}/u.test(word);
      if (REPORTED.test(lower)) add(k, k + 1, 'author');
      else if (HEDGES.test(lower) && !(lower === 'likely' && before === 'as')) add(k, k + 1);
      else if (lower === 'certainly' && before === 'almost') add(k - 1, k + 1);
      else if (lower === 'may' && isLower) add(k, k + 1);
      else if (lower === 'could' && next !== 'not' && next !== "n't") {
        const personal = /^(?:i|he|she|we|they|you|who|nobody|anyone|everyone|one)$/u.test(before);
        const verb = tokens[k + 1]?.pos === 'ADV' ? lowerAt(tokens, k + 2) : next;
        const purpose = tokens.slice(Math.max(piece.first, k - 6), k).some((token) => token.lower === 'so');
        if (!ABILITY.test(verb) && !(personal && verb !== 'be' && verb !== 'have') && !purpose) add(k, k + 1);
      } else if (
        APPEARANCE.test(lower) &&
        pos === 'VERB' &&
        /^\p{L}+$/u.test(next) &&
        !/^(?:in|on|at|before|from|with|after|for)$/u.test(next)
      )
        add(k, k + 1);
      else if (
        PASSIVE_BELIEF.test(lower) &&
        next === 'to' &&
        /^(?:is|are|was|were|be|been|being|'s|'re|widely|now|still|also|not|,)$/u.test(before)
      )
        add(k, k + 2);
      else if (FIRST_PERSON.test(lower) && pos === 'VERB' && /^(?:i|we)$/u.test(before) && reading.quoteOf[k]! >= 0)
        add(k, k + 1);
    }
  }
  return found;
}

/** Certainty of the content as the article tells it: the content's hedges, else the cue's. */
export function certaintyOf(reading: Reading, attribution: Attribution): ExtractedClaim['certainty'] {
  const inContent = findHedges(reading, attribution);
  const hedges = [...new Set(inContent.map((hedge) => hedge.text))];
  const { entry, group, silent, polarity } = attribution;
  if (group?.hearsay) return { level: 'hedged', hedges, by: 'author' };
  if (entry.hedgedBy === 'author') return { level: 'hedged', hedges, by: 'author' };
  if (silent || polarity === 'questioned') return { level: 'hedged', hedges, by: 'speaker' };
  if (entry.hedgedBy === 'speaker') return { level: 'hedged', hedges, by: 'speaker' };
  if (inContent.length > 0)
    return { level: 'hedged', hedges, by: inContent.every((hedge) => hedge.by === 'author') ? 'author' : 'speaker' };
  return { level: 'certain', hedges: [], by: null };
}

/** Adverbs of manner that change what is claimed: to do it is one thing, to do it secretly another. */
const MANNER =
  /^(?:secretly|covertly|clandestinely|quietly|privately|publicly|openly|deliberately|intentionally|knowingly|unknowingly|unwittingly|accidentally|illegally|unlawfully|legally|falsely|wrongly|wrongfully|fraudulently|improperly|systematically|repeatedly|directly|indirectly|personally|unilaterally|jointly|voluntarily|forcibly|violently|recklessly|negligently|anonymously|officially|unofficially|surreptitiously|maliciously)$/u;

/** Manner words of a content with their places. */
export function modifiersOf(reading: Reading, attribution: Attribution): ExtractedClaim['modifiers'] {
  return attribution.content.flatMap((piece) =>
    reading.tokens
      .slice(piece.first, piece.last)
      .filter((token) => MANNER.test(token.lower))
      .map(({ text, start, end }) => ({ text, start, end })),
  );
}
