// Check-worthiness: how much a sentence is worth a fact-checker's time, from its words and their classes alone.
import { CHECKWORTHINESS_MODEL } from './checkworthiness-model.ts';
import { numberAt } from './numbers.ts';
import { type Token, textAt } from './tokens.ts';

/**
 * Parts of speech whose number is a trait; of verbs and auxiliaries the tenses are. Not adjectives: in debates they mean
 * nothing, in news they are a mark of opinion.
 */
const PARTS = ['NOUN', 'PROPN', 'ADV', 'PRON', 'ADP', 'DET', 'PART', 'SCONJ', 'CCONJ', 'INTJ', 'SYM'];
const TENSES = ['past', 'ing', 's', 'base'] as const;
const VERBS = ['VERB', 'AUX'].flatMap((pos) => TENSES.map((tense) => `${pos}-${tense}`));
const NUMBERS = ['#money', '#share', '#large', '#year', '#word', '#'] as const;

/** Least lengths in words, each a trait of its own: below 6 hardly anything is checkable, beyond 13 length tells no more. */
const LENGTHS = [4, 6, 8, 10, 13];

/** The traits of a sentence: what says the same whatever it speaks of. */
export const TRAITS: readonly string[] = [
  ...PARTS,
  ...VERBS,
  ...NUMBERS,
  ...LENGTHS.map((least) => `words-${least}`),
  'question',
  'exclamation',
];
const TRAIT_AT: ReadonlyMap<string, number> = new Map(TRAITS.map((name, index) => [name, index]));
const at = (name: string): number => TRAIT_AT.get(name)!;
const VERB_AT = at('VERB-past');
const AUX_AT = at('AUX-past');
const LENGTH_AT = at('words-4');
const NAME_AT = at('PROPN');

/**
 * Occurrences of a part of speech that count. A debate's sentence has few nouns, a news sentence many; beyond what debates
 * know, more of them would only say "news".
 */
const MOST_COUNTED = 2;

/** What the model sees of a sentence. */
export interface SentenceFeatures {
  /** How much of each of {@link TRAITS}. */
  traits: number[];
  /** The words in lower case; a number stands as its kind and a name as "@", whichever it is. */
  words: string[];
}

/** Pasts and participles that do not end in "-ed" and cannot be taken for the present. */
const IRREGULAR_PAST = new Set(
  `was were had did been went gone came took taken gave given got made said told saw seen knew known thought brought bought sent
  spent lost left kept held stood ran won led met paid built rose risen fell fallen grew grown began begun became broke broken
  chose chosen drew drawn drove driven ate felt fought found forgot heard hid hidden laid lent rode rang sang sank sat shook
  shaken shot slept sold spoke spoken struck stuck swore sworn taught threw thrown understood wore worn wrote written`.split(
    /\s+/,
  ),
);

/** The place in {@link TENSES} of a verb's form. */
function tense(lower: string): number {
  if (lower.endsWith('ed') || IRREGULAR_PAST.has(lower)) return 0;
  if (lower.endsWith('ing')) return 1;
  return lower.endsWith('s') && !lower.endsWith('ss') ? 2 : 3;
}

/** What kind of number stands at `first`: its digits are nothing a model should know. */
function kindOfNumber(tokens: readonly Token[], first: number, last: number, scale: number): (typeof NUMBERS)[number] {
  if (/^[$€£]$/u.test(textAt(tokens, first - 1))) return '#money';
  if (/^(?:%|percent|per)$/iu.test(textAt(tokens, last))) return '#share';
  if (scale > 1) return '#large';
  const { text } = tokens[first]!;
  if (/^(?:1[6-9]|20)\d\d$/u.test(text)) return '#year';
  return /^\d/u.test(text) ? '#' : '#word';
}

/** A capital that no beginning of a sentence or quotation asks for makes a name of every word but "I". */
function isName({ pos, text, lower }: Token, before: Token | undefined): boolean {
  if (pos === 'PROPN') return true;
  if (text === lower) return false;
  return before !== undefined && before.pos !== 'PUNCT' && pos !== 'PRON' && /^\p{Lu}\p{Ll}/u.test(text);
}

/** Reads the features of one sentence, or of a part of one, off its tokens. */
export function sentenceFeatures(tokens: readonly Token[]): SentenceFeatures {
  const traits: number[] = new Array(TRAITS.length).fill(0);
  const words: string[] = [];
  let length = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const { lower, pos } = token;
    const number = lower === 'one' ? null : numberAt(tokens, i);
    if (number) {
      const kind = kindOfNumber(tokens, i, number.last, number.scale);
      traits[at(kind)] = 1;
      words.push(kind);
      i = number.last - 1;
      length++;
      continue;
    }
    if (pos === 'PUNCT') {
      words.push(lower);
      continue;
    }
    length++;
    if (isName(token, tokens[i - 1])) {
      // A name of several words is one.
      if (words.at(-1) !== '@' && traits[NAME_AT]! < MOST_COUNTED) traits[NAME_AT]!++;
      words.push('@');
      continue;
    }
    const trait = pos === 'VERB' ? VERB_AT + tense(lower) : pos === 'AUX' ? AUX_AT + tense(lower) : TRAIT_AT.get(pos);
    if (trait !== undefined && traits[trait]! < MOST_COUNTED) traits[trait]!++;
    words.push(lower);
  }
  for (const [i, least] of LENGTHS.entries()) if (length >= least) traits[LENGTH_AT + i] = 1;
  const end = tokens.at(-1)?.text;
  if (end === '?') traits[at('question')] = 1;
  if (end === '!') traits[at('exclamation')] = 1;
  return { traits, words };
}

/** What one word's weight counts for among so many: the more there are, the less each says. 1 in a sentence of seven. */
export function shareOfWord(words: number): number {
  return 3 / Math.sqrt(words + 2);
}

/** Shortest word that has a stem: what is left of a shorter one could begin anything. */
const SHORTEST_STEMMED = 5;
const ENDING = /(?:ies|y|ing|ed|es|s|e|ions?|ly|ers?|ments?|al)$/u;

/** What the forms of a word have in common, by which one without a weight of its own is known; null for a short word. */
export function stemOf(word: string): string | null {
  return word.length < SHORTEST_STEMMED ? null : word.replace(ENDING, '');
}

interface Word {
  weight: number;
  /** Weights of the pairs that the word begins, by the second word. */
  before: Map<string, number>;
}

export interface RankModel {
  bias: number;
  /** Parallel to {@link TRAITS}. */
  traits: number[];
  words: Map<string, Word>;
  /** Weights of words that are not in `words`, by their {@link stemOf}. */
  stems: Map<string, number>;
}

/**
 * Reads a model's text. The first line is the bias, the second the weights of the traits in their order; every other one is
 * `weight name|name|…`, a name a word, the stem of words that are not there ("increas~"), or a pair of neighbours. Weights are
 * hundredths of log-odds.
 *
 * @throws Error when the model has not as many traits as there are
 */
export function readRankModel(text: string): RankModel {
  const [bias, traits, ...lines] = text.trim().split('\n');
  const model: RankModel = {
    bias: Number(bias) / 100,
    traits: traits!.split(' ').map((weight) => Number(weight) / 100),
    words: new Map(),
    stems: new Map(),
  };
  if (model.traits.length !== TRAITS.length)
    throw new Error(`reading a rank model: expected ${TRAITS.length} traits, got ${model.traits.length}`);
  const word = (name: string): Word => {
    let found = model.words.get(name);
    if (!found) {
      found = { weight: 0, before: new Map() };
      model.words.set(name, found);
    }
    return found;
  };
  for (const line of lines) {
    const blank = line.indexOf(' ');
    const weight = Number(line.slice(0, blank)) / 100;
    for (const name of line.slice(blank + 1).split('|')) {
      const [first, second] = name.split(' ') as [string, string?];
      if (first.endsWith('~')) model.stems.set(first.slice(0, -1), weight);
      else if (second === undefined) word(first).weight = weight;
      else word(first).before.set(second, weight);
    }
  }
  return model;
}

/** The log-odds that a model gives to a sentence. */
export function logOdds(model: RankModel, { traits, words }: SentenceFeatures): number {
  let sum = model.bias;
  for (let i = 0; i < traits.length; i++) sum += traits[i]! * model.traits[i]!;
  let ofWords = 0;
  let last: Word | undefined;
  for (const name of words) {
    const word = model.words.get(name);
    ofWords += word ? word.weight : (model.stems.get(stemOf(name) ?? '') ?? 0);
    ofWords += last?.before.get(name) ?? 0;
    last = word;
  }
  return sum + ofWords * shareOfWord(words.length);
}

let shipped: RankModel | undefined;

/** Scores one sentence's tokens; 0..1, and 0.5 is the line above which it is labelled check-worthy. */
export function scoreCheckworthiness(tokens: readonly Token[]): number {
  shipped ??= readRankModel(CHECKWORTHINESS_MODEL);
  return Math.round(1000 / (1 + Math.exp(-logOdds(shipped, sentenceFeatures(tokens))))) / 1000;
}

/** At or above this score a sentence is labelled check-worthy. */
export const CHECKWORTHY_AT = 0.5;
