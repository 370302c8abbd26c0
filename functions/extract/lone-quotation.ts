// Quotations that stand alone: what a sentence that is nothing but a quotation goes on with, or whose words it holds.
import type { Attribution } from './attribution.ts';
import { mainSubject } from './clauses.ts';
import { plainCue } from './cues.ts';
import type { Sentence } from './document.ts';
import { isCapital } from './noun-phrase.ts';
import type { Phrase, Reading } from './phrases.ts';
import { isWholeQuote, type Scope, scopeOf } from './sentence-scope.ts';

const CARRIED = plainCue('', 'quote');

/** What a lone quotation may go on with, and the paragraph where that ended. */
export interface LastSpeech {
  attribution: Attribution | null;
  paragraph: number;
}

/** True when the sentence is one quotation and nothing else. */
export function isQuotationOnly({ reading, sentence }: Scope): boolean {
  if (reading.quoteOf[sentence.first]! < 0 || sentence.last - sentence.first < 3) return false;
  for (let k = sentence.first; k < sentence.last; k++) {
    if (reading.quoteOf[k]! < 0 && reading.tokens[k]!.pos !== 'PUNCT') return false;
  }
  return true;
}

/** Whether the quotation is more of what was said last: `“A,” he said. “B.”`, or an open quotation of the paragraph before. */
export function goesOn({ reading, sentence }: Scope, attribution: Attribution, paragraph: number): boolean {
  const quote = reading.quotes[reading.quoteOf[sentence.first]!]!;
  // "He declared:" or "said that given the choice:" in the paragraph before.
  const introduced = paragraph >= sentence.paragraph - 1 && endsInColon(reading, sentence.index - 1);
  return (
    introduced ||
    (quote.continues && paragraph === sentence.paragraph - 1) ||
    (paragraph === sentence.paragraph &&
      attribution.content.some((p) => reading.quoteOf[p.first]! >= 0 || reading.quoteOf[p.last - 1]! >= 0))
  );
}

/** The attribution of a lone quotation to the person just spoken of, or to the last speaker; null when neither is near. */
export function readLoneQuotation(scope: Scope, { attribution, paragraph }: LastSpeech): Attribution | null {
  const { reading, sentence } = scope;
  const sameParagraph = paragraph === sentence.paragraph;
  // A sentence of the author's own between tells whose words follow, too: “A,” he says. He pauses. “B.”
  const near = sameParagraph && attribution ? null : precedingSubject(reading, sentence);
  const carried =
    near === null && attribution !== null && (sameParagraph || paragraph === sentence.paragraph - 1)
      ? attribution
      : null;
  if (!isWholeQuote(scope, reading.quoteOf[sentence.first]!)) return null;
  if (!carried && !near) return null;
  return {
    entry: CARRIED,
    cue: null,
    group: null,
    speaker: carried ? null : near,
    content: [{ first: sentence.first, last: sentence.last }],
    construction: 'carried',
    sentence,
    clause: [],
    polarity: 'affirmed',
    silent: false,
    speakerFrom: carried,
    dialogue: false,
  };
}

function endsInColon(reading: Reading, index: number): boolean {
  const sentence = reading.sentences[index];
  return sentence !== undefined && reading.tokens[sentence.last - 1]!.text === ':';
}

/** The person a lone quotation follows: the main subject of the sentence before it, in the same paragraph. */
function precedingSubject(reading: Reading, sentence: Sentence): Phrase | null {
  const before = reading.sentences[sentence.index - 1];
  if (!before || before.paragraph !== sentence.paragraph) return null;
  const scope = scopeOf(reading, before);
  const subject = mainSubject(scope, scope.hi);
  if (!subject) return null;
  const head = reading.tokens[subject.headLast - 1]!;
  const first = reading.tokens[subject.headFirst]!;
  return /^(?:he|she|they)$/u.test(first.lower) || (isCapital(head) && head.pos === 'PROPN') ? subject : null;
}
